-- What stands before each migration of this folder.
CREATE ROLE app;
CREATE EXTENSION pg_trgm;
CREATE TABLE people (
  id serial PRIMARY KEY,
  email varchar(255) NOT NULL UNIQUE,
  name text,
  age int DEFAULT 18,
  status varchar(20) NOT NULL DEFAULT 'new',
  bio text,
  data jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT people_age_check CHECK (age >= 0)
);
CREATE INDEX people_name_index ON people (name);
COMMENT ON TABLE people IS 'Everybody';
COMMENT ON COLUMN people.name IS 'As they write it';
CREATE TABLE orders (
  id serial PRIMARY KEY,
  person_id int NOT NULL REFERENCES people ON DELETE CASCADE,
  total numeric(10, 2) NOT NULL DEFAULT 0,
  state text,
  note text,
  placed_at timestamptz
);
CREATE INDEX orders_person_id_index ON orders (person_id);
CREATE UNIQUE INDEX orders_one_open ON orders (person_id) WHERE state = 'open';
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, payload jsonb) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX events_at_index ON events (at);
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE address AS (street text, city text);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE SEQUENCE invoice_numbers START 1000;
CREATE VIEW adults AS SELECT id, name FROM people WHERE age >= 18;
CREATE MATERIALIZED VIEW totals AS SELECT person_id, sum(total) AS total FROM orders GROUP BY person_id;
CREATE UNIQUE INDEX totals_person ON totals (person_id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION full_name(first text, last text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT first || '' '' || last';
CREATE PROCEDURE tidy() LANGUAGE sql AS 'DELETE FROM orders WHERE state = ''void''';
CREATE TRIGGER people_touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id serial PRIMARY KEY, amount numeric, person_id int, paid boolean NOT NULL DEFAULT false);
GRANT SELECT ON people TO app;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_orders ON orders FOR SELECT TO app USING (person_id = 1);
CREATE STATISTICS people_names (dependencies) ON name, email FROM people;
CREATE PUBLICATION news FOR TABLE people;
CREATE RULE keep_events AS ON DELETE TO events DO INSTEAD NOTHING;
