const { default: names } = await import('../lib/log-tables.js');

export const up = async (knex) => {
  for (const name of names) {
    await knex.schema.createTable(name, (table) => {
      table.increments();
      table.integer('boatId').unsigned().notNullable().references('boats.boatId');
      table.text('entry');
      table.timestamp('at', { precision: 3 }).defaultTo(knex.fn.now(3));
      table.index(['boatId', 'at'], `${name}_by_boat`, { indexType: 'btree' });
    });
  }
};

export const down = async (knex) => {
  await Promise.all(names.map((name) => knex.schema.dropTableIfExists(name)));
};
