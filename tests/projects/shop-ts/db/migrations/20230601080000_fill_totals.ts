import { Knex } from "knex";

interface Line {
  order_id: string;
  sum: string;
}

export async function up(knex: Knex): Promise<void> {
  const [customer] = await knex("customers").insert({ name: "Old Ltd", email: "old@shop.example" }).returning("*");
  const [{ id }] = await knex("orders").insert({ customer_id: customer.id }, ["id"]);
  await knex("order_lines").insert([
    { order_id: id, line: 1, article: "tea", quantity: 2, price: "3.50" },
    { order_id: id, line: 2, article: "cups", quantity: 1 },
  ]);

  const sums: Line[] = await knex("order_lines").select("order_id", knex.raw("sum(quantity * price) as sum")).groupBy("order_id");
  await Promise.all(sums.map(({ order_id, sum }) => knex("orders").where({ id: order_id }).update({ total: sum })));

  const { rows } = await knex.raw("select order_total(?) as total", [id]);
  if (rows[0].total !== sums[0].sum) throw new Error(`totals differ: ${rows[0].total}, ${sums[0].sum}`);
}

export async function down(knex: Knex): Promise<void> {
  await knex("order_lines").del();
  await knex("orders").del();
  await knex("customers").where("email", "like", "%@shop.example").del();
}
