exports.up = (knex) => knex.raw(`
  DO $$
  DECLARE
    year int;
  BEGIN
    FOR year IN 2023..2025 LOOP
      EXECUTE format('CREATE TABLE bank.entries_%s PARTITION OF bank.entries FOR VALUES FROM (%L) TO (%L)',
        year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    END LOOP;
    BEGIN
      PERFORM 1 / 0;
    EXCEPTION WHEN division_by_zero THEN
      RAISE NOTICE 'caught';
    END;
  END
  $$`);
exports.down = async (knex) => {
  for (const year of [2025, 2024, 2023]) await knex.raw('DROP TABLE bank.??', [`entries_${year}`]);
};
