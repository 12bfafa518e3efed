-- What a design has to tell, once each.
CREATE EXTENSION citext;
CREATE EXTENSION pg_trgm;
CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'what must be kept for ten years';
CREATE TYPE order_state AS ENUM ('open', 'paid', 'it''s late');
COMMENT ON TYPE order_state IS 'The life of an order';
CREATE TYPE address AS (street text, zip varchar(10));
CREATE DOMAIN positive AS integer DEFAULT 1 NOT NULL CONSTRAINT is_positive CHECK (VALUE > 0);

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
COMMENT ON FUNCTION touch() IS 'Keeps updated_at true';

CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT md5(random()::text)::uuid,
  email citext NOT NULL UNIQUE,
  name text COLLATE "C" NOT NULL,
  referred_by uuid REFERENCES customers (id) ON DELETE SET NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE customers IS E'People who buy <something> | or look.\nA second line with `code`.';
COMMENT ON COLUMN customers.email IS 'As typed; compared without case';
CREATE INDEX customers_referred_by ON customers (referred_by);
CREATE INDEX customers_name_trgm ON customers USING gin (name gin_trgm_ops);
CREATE INDEX customers_lower ON customers (lower(name) DESC, updated_at);
CREATE TRIGGER touch BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
  state order_state NOT NULL DEFAULT 'open',
  details jsonb NOT NULL DEFAULT '{}',
  tags text[] NOT NULL DEFAULT '{}',
  amount numeric(10,2) NOT NULL CONSTRAINT amount_is_positive CHECK (amount > 0),
  ship_to address,
  doubled numeric GENERATED ALWAYS AS (amount * 2) STORED,
  weight positive
);
CREATE INDEX orders_customer ON orders (customer_id, state);
CREATE INDEX orders_open ON orders (state) WHERE state = 'open';
CREATE UNIQUE INDEX orders_one_open ON orders (customer_id) INCLUDE (amount) WHERE state = 'open';
CREATE INDEX orders_details ON orders USING gin (details jsonb_path_ops);
CREATE INDEX orders_tags ON orders USING gin (tags);
CREATE INDEX orders_text ON orders USING gin (to_tsvector('english', details ->> 'text'));
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON orders FOR SELECT TO PUBLIC USING (customer_id = current_setting('app.customer')::uuid);

CREATE TABLE order_lines (
  order_id bigint REFERENCES orders (id) ON DELETE CASCADE,
  line smallint,
  PRIMARY KEY (order_id, line)
);

CREATE TABLE billing.invoices (
  order_id bigint PRIMARY KEY REFERENCES orders (id),
  "Number, printed" text NOT NULL,
  pk integer
);
GRANT SELECT ON billing.invoices TO PUBLIC;

CREATE TABLE events (
  id uuid NOT NULL,
  happened_at timestamptz NOT NULL,
  customer_id uuid REFERENCES customers (id) ON DELETE CASCADE,
  PRIMARY KEY (id, happened_at)
) PARTITION BY RANGE (happened_at);
CREATE INDEX events_customer ON events (customer_id, happened_at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01Z') TO ('2026-01-01Z') PARTITION BY HASH (id);
CREATE TABLE events_2025_0 PARTITION OF events_2025 FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE VIEW open_orders AS SELECT o.id, c.email FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.state = 'open';
COMMENT ON VIEW open_orders IS 'What is still to be paid';
CREATE MATERIALIZED VIEW turnover AS SELECT customer_id, sum(amount) AS amount FROM orders GROUP BY customer_id WITH NO DATA;
CREATE UNIQUE INDEX turnover_key ON turnover (customer_id);
CREATE SEQUENCE invoice_numbers;
