  // Each batch is a transaction of its own: rows are locked for a moment, and what is done stays done.
  for (let changed = BATCH; changed === BATCH; ) {
    changed = await knex.transaction(async (trx) => {
      const { rowCount } = await trx.raw(`
        UPDATE {{ table }} SET {{ assignment }} WHERE id IN (
          SELECT id FROM {{ table }} WHERE {{ condition }} ORDER BY id LIMIT ${BATCH} FOR UPDATE
        )
      `);
      return rowCount;
    });
  }
