    -- Makes the partitions of some months, those that are there left alone. A job calls it.
    -- ATTACH takes a weaker lock than CREATE TABLE … PARTITION OF: reads and writes go on.
    CREATE FUNCTION make_{{ table }}_partitions(first date, months integer) RETURNS void
    LANGUAGE plpgsql AS $$
    DECLARE
      month date;
      partition text;
    BEGIN
      FOR ahead IN 0 .. months - 1 LOOP
        month := date_trunc('month', first) + make_interval(months => ahead);
        partition := '{{ table }}_' || to_char(month, 'YYYY_MM');
        IF to_regclass(quote_ident(partition)) IS NULL THEN
          EXECUTE format('CREATE TABLE %I (LIKE {{ table }} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
          EXECUTE format(
            'ALTER TABLE {{ table }} ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            partition, month || ' UTC', (month + interval '1 month')::date || ' UTC'
          );
        END IF;
      END LOOP;
    END
    $$;

    SELECT make_{{ table }}_partitions('{{ month }}', 3);
