exports.up = (knex) => knex.raw(`
  CREATE SCHEMA bank;
  CREATE DOMAIN bank.amount AS numeric(14, 2) CHECK (VALUE >= 0);
  CREATE TABLE bank.accounts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner text NOT NULL,
    opened date NOT NULL DEFAULT '2024-03-01',
    balance bank.amount NOT NULL DEFAULT 0,
    CONSTRAINT owner_named CHECK (owner <> '')
  );
  COMMENT ON TABLE bank.accounts IS 'What ''we'' owe; and to whom';
  CREATE TABLE bank.entries (
    account bigint NOT NULL REFERENCES bank.accounts,
    at timestamptz NOT NULL,
    amount numeric(14, 2) NOT NULL,
    doubled numeric GENERATED ALWAYS AS (amount * 2) STORED,
    PRIMARY KEY (account, at)
  ) PARTITION BY RANGE (at);
`);
exports.down = (knex) => knex.raw('DROP TABLE bank.entries; DROP TABLE bank.accounts; DROP DOMAIN bank.amount; DROP SCHEMA bank');
