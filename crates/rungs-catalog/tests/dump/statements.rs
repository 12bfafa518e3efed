//! Statements at random, each with what undoes it.

/// What all walks begin with.
pub const PREPARATION: &str = "CREATE ROLE walker; CREATE SCHEMA app; CREATE TABLE a (id int PRIMARY KEY, x int, y text, z numeric(10,2)); \
     CREATE TABLE b (id serial PRIMARY KEY, x int, y text, z jsonb); CREATE TABLE app.a (id int, x int, y text); \
     CREATE TABLE parts (id int, at date) PARTITION BY RANGE (at); CREATE TYPE mood AS ENUM ('sad', 'ok'); \
     CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x'; \
     CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
     CREATE FUNCTION app.seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'";

/// What can be done and what undoes it, more or less. `{t}` is a table, `{c}` a column, `{n}` a name, `{d}` a digit; each
/// stands for the same thing in both.
const STATEMENTS: &[(&str, &str)] = &[
    (
        "CREATE TABLE {n} (id serial PRIMARY KEY, x int NOT NULL, y text DEFAULT 'y{d}')",
        "DROP TABLE {n} CASCADE",
    ),
    (
        "CREATE TABLE {n} (id int GENERATED ALWAYS AS IDENTITY, x int CHECK (x > {d}))",
        "DROP TABLE {n} CASCADE",
    ),
    ("CREATE UNLOGGED TABLE {n} (x int, y text) WITH (fillfactor = 7{d})", "DROP TABLE {n} CASCADE"),
    ("CREATE TABLE {n} (extra int) INHERITS ({t})", "DROP TABLE {n} CASCADE"),
    (
        "CREATE TABLE {n} PARTITION OF parts FOR VALUES FROM ('202{d}-01-01') TO ('202{d}-12-31')",
        "DROP TABLE {n}",
    ),
    (
        "ALTER TABLE parts DETACH PARTITION {n}",
        "ALTER TABLE parts ATTACH PARTITION {n} FOR VALUES FROM ('202{d}-01-01') TO ('202{d}-12-31')",
    ),
    ("ALTER TABLE {t} RENAME TO {n}", "ALTER TABLE {n} RENAME TO {t}"),
    ("ALTER TABLE {t} ADD {n} int", "ALTER TABLE {t} DROP {n}"),
    ("ALTER TABLE {t} ADD {n} text NOT NULL DEFAULT 'd{d}'", "ALTER TABLE {t} DROP {n}"),
    ("ALTER TABLE {t} ADD {n} int GENERATED ALWAYS AS (x * {d}) STORED", "ALTER TABLE {t} DROP {n}"),
    ("ALTER TABLE {t} DROP {c}", "ALTER TABLE {t} ADD {c} text"),
    ("ALTER TABLE {t} ALTER {c} SET DEFAULT '{d}'", "ALTER TABLE {t} ALTER {c} DROP DEFAULT"),
    ("ALTER TABLE {t} ALTER {c} SET NOT NULL", "ALTER TABLE {t} ALTER {c} DROP NOT NULL"),
    ("ALTER TABLE {t} ALTER x TYPE bigint", "ALTER TABLE {t} ALTER x TYPE int"),
    ("ALTER TABLE {t} ALTER y TYPE varchar({d}0)", "ALTER TABLE {t} ALTER y TYPE text"),
    (
        "ALTER TABLE {t} ALTER y TYPE text COLLATE \"C\"",
        "ALTER TABLE {t} ALTER y TYPE text COLLATE \"default\"",
    ),
    ("ALTER TABLE {t} ALTER y SET STORAGE EXTERNAL", "ALTER TABLE {t} ALTER y SET STORAGE EXTENDED"),
    ("ALTER TABLE {t} ALTER {c} SET STATISTICS 10{d}", "ALTER TABLE {t} ALTER {c} SET STATISTICS -1"),
    ("ALTER TABLE {t} ALTER {c} SET (n_distinct = {d})", "ALTER TABLE {t} ALTER {c} RESET (n_distinct)"),
    ("ALTER TABLE {t} RENAME {c} TO {n}", "ALTER TABLE {t} RENAME {n} TO {c}"),
    ("COMMENT ON COLUMN {t}.{c} IS 'c{d}'", "COMMENT ON COLUMN {t}.{c} IS NULL"),
    ("COMMENT ON TABLE {t} IS 'c{d}'", "COMMENT ON TABLE {t} IS NULL"),
    ("ALTER TABLE {t} ADD CONSTRAINT {n} CHECK (x > {d})", "ALTER TABLE {t} DROP CONSTRAINT {n}"),
    ("ALTER TABLE {t} ADD CONSTRAINT {n} CHECK (x > {d}) NOT VALID", "ALTER TABLE {t} DROP CONSTRAINT {n}"),
    ("ALTER TABLE {t} VALIDATE CONSTRAINT {n}", "ALTER TABLE {t} DROP CONSTRAINT {n}"),
    ("ALTER TABLE {t} ADD CONSTRAINT {n} UNIQUE ({c}) DEFERRABLE", "ALTER TABLE {t} DROP CONSTRAINT {n}"),
    (
        "ALTER TABLE {t} ADD CONSTRAINT {n} FOREIGN KEY (x) REFERENCES a (id) ON DELETE CASCADE",
        "ALTER TABLE {t} DROP CONSTRAINT {n}",
    ),
    (
        "ALTER TABLE parts ADD CONSTRAINT {n} FOREIGN KEY (id) REFERENCES a (id)",
        "ALTER TABLE parts DROP CONSTRAINT {n}",
    ),
    (
        "ALTER TABLE {t} ADD CONSTRAINT {n} EXCLUDE USING btree ({c} WITH =)",
        "ALTER TABLE {t} DROP CONSTRAINT {n}",
    ),
    ("CREATE INDEX {n} ON {t} ({c})", "DROP INDEX {n}"),
    ("CREATE UNIQUE INDEX {n} ON {t} ({c} DESC) WHERE x > {d}", "DROP INDEX {n}"),
    ("CREATE INDEX {n} ON {t} (lower(y)) INCLUDE (x)", "DROP INDEX {n}"),
    ("CREATE INDEX {n} ON parts (at)", "DROP INDEX {n}"),
    ("CREATE INDEX {n} ON ONLY parts (at)", "DROP INDEX {n}"),
    ("ALTER TABLE {t} CLUSTER ON {n}", "ALTER TABLE {t} SET WITHOUT CLUSTER"),
    ("COMMENT ON INDEX {n} IS 'i{d}'", "COMMENT ON INDEX {n} IS NULL"),
    ("ALTER TABLE {t} REPLICA IDENTITY FULL", "ALTER TABLE {t} REPLICA IDENTITY DEFAULT"),
    ("ALTER TABLE {t} ENABLE ROW LEVEL SECURITY", "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY"),
    ("ALTER TABLE {t} FORCE ROW LEVEL SECURITY", "ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY"),
    ("ALTER TABLE {t} SET (fillfactor = 8{d})", "ALTER TABLE {t} RESET (fillfactor)"),
    (
        "ALTER TABLE {t} SET (toast.autovacuum_enabled = off)",
        "ALTER TABLE {t} RESET (toast.autovacuum_enabled)",
    ),
    ("ALTER TABLE {t} OWNER TO walker", "ALTER TABLE {t} OWNER TO postgres"),
    ("ALTER TABLE {t} SET UNLOGGED", "ALTER TABLE {t} SET LOGGED"),
    ("ALTER TABLE {t} SET SCHEMA app", "ALTER TABLE app.{t} SET SCHEMA public"),
    ("CREATE POLICY {n} ON {t} FOR SELECT TO walker USING (x > {d})", "DROP POLICY {n} ON {t}"),
    (
        "CREATE TRIGGER {n} BEFORE UPDATE ON {t} FOR EACH ROW EXECUTE FUNCTION touch()",
        "DROP TRIGGER {n} ON {t}",
    ),
    (
        "CREATE TRIGGER {n} AFTER UPDATE ON parts FOR EACH ROW EXECUTE FUNCTION touch()",
        "DROP TRIGGER {n} ON parts",
    ),
    ("ALTER TABLE {t} DISABLE TRIGGER {n}", "ALTER TABLE {t} ENABLE TRIGGER {n}"),
    ("CREATE RULE {n} AS ON DELETE TO {t} DO INSTEAD NOTHING", "DROP RULE {n} ON {t}"),
    ("CREATE VIEW {n} AS SELECT x, {d} AS d FROM {t}", "DROP VIEW {n}"),
    ("CREATE OR REPLACE VIEW {n} AS SELECT x, {d} AS d FROM {t}", "DROP VIEW {n}"),
    ("ALTER VIEW {n} SET (security_barrier)", "ALTER VIEW {n} RESET (security_barrier)"),
    ("CREATE MATERIALIZED VIEW {n} AS SELECT x FROM {t} WHERE x > {d}", "DROP MATERIALIZED VIEW {n}"),
    ("CREATE STATISTICS {n} (dependencies) ON x, y FROM {t}", "DROP STATISTICS {n}"),
    ("CREATE SEQUENCE {n} START {d}5 INCREMENT 2", "DROP SEQUENCE {n}"),
    ("ALTER SEQUENCE {n} OWNED BY {t}.x", "ALTER SEQUENCE {n} OWNED BY NONE"),
    ("ALTER SEQUENCE {n} CYCLE CACHE 1{d}", "ALTER SEQUENCE {n} NO CYCLE CACHE 1"),
    ("CREATE TYPE {n} AS ENUM ('a', 'b{d}')", "DROP TYPE {n} CASCADE"),
    (
        "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'm{d}' BEFORE 'ok'",
        "ALTER TYPE mood RENAME VALUE 'm{d}' TO 'o{d}'",
    ),
    ("CREATE TYPE {n} AS (p int, q text)", "DROP TYPE {n} CASCADE"),
    ("ALTER TYPE {n} ADD ATTRIBUTE r int", "ALTER TYPE {n} DROP ATTRIBUTE r"),
    ("COMMENT ON COLUMN {n}.p IS 'p{d}'", "COMMENT ON COLUMN {n}.p IS NULL"),
    ("CREATE TYPE {n} AS RANGE (SUBTYPE = float8)", "DROP TYPE {n} CASCADE"),
    ("CREATE DOMAIN {n} AS int DEFAULT {d} CHECK (VALUE > 0)", "DROP DOMAIN {n} CASCADE"),
    ("ALTER DOMAIN {n} SET NOT NULL", "ALTER DOMAIN {n} DROP NOT NULL"),
    (
        "CREATE OR REPLACE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x + {d}'",
        "CREATE OR REPLACE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x'",
    ),
    (
        "CREATE FUNCTION f(x text, z int DEFAULT {d}) RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'",
        "DROP FUNCTION f(text, int)",
    ),
    (
        "ALTER FUNCTION f(int) SECURITY DEFINER SET search_path = app",
        "ALTER FUNCTION f(int) SECURITY INVOKER RESET ALL",
    ),
    ("COMMENT ON FUNCTION f(int) IS 'f{d}'", "COMMENT ON FUNCTION f(int) IS NULL"),
    ("CREATE PROCEDURE {n}(x int) LANGUAGE sql AS 'SELECT {d}'", "DROP PROCEDURE {n}"),
    ("CREATE AGGREGATE {n}(int) (SFUNC = int4pl, STYPE = int, INITCOND = '{d}')", "DROP AGGREGATE {n}(int)"),
    ("CREATE CAST (mood AS int) WITH INOUT", "DROP CAST (mood AS int)"),
    (
        "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        "DROP OPERATOR === (int, int)",
    ),
    (
        "CREATE OPERATOR CLASS {n} FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int)",
        "DROP OPERATOR FAMILY {n} USING hash",
    ),
    ("CREATE COLLATION {n} FROM \"C\"", "DROP COLLATION {n}"),
    ("CREATE TEXT SEARCH CONFIGURATION {n} (COPY = english)", "DROP TEXT SEARCH CONFIGURATION {n}"),
    (
        "ALTER TEXT SEARCH CONFIGURATION {n} ALTER MAPPING FOR asciiword WITH simple",
        "ALTER TEXT SEARCH CONFIGURATION {n} ALTER MAPPING FOR asciiword WITH english_stem",
    ),
    ("CREATE SCHEMA {n}", "DROP SCHEMA {n} CASCADE"),
    ("CREATE EXTENSION pg_trgm", "DROP EXTENSION pg_trgm"),
    ("GRANT SELECT, INSERT ON {t} TO walker", "REVOKE SELECT, INSERT ON {t} FROM walker"),
    ("GRANT ALL ON {t} TO walker WITH GRANT OPTION", "REVOKE ALL ON {t} FROM walker CASCADE"),
    ("GRANT UPDATE ({c}) ON {t} TO walker", "REVOKE UPDATE ({c}) ON {t} FROM walker"),
    ("REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC", "GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC"),
    ("REVOKE ALL ON {t} FROM postgres", "GRANT ALL ON {t} TO postgres"),
    ("GRANT USAGE ON SCHEMA app TO walker", "REVOKE USAGE ON SCHEMA app FROM walker"),
    ("GRANT USAGE ON TYPE mood TO walker", "REVOKE USAGE ON TYPE mood FROM walker"),
    (
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO walker",
        "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM walker",
    ),
    (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO walker",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE EXECUTE ON FUNCTIONS FROM walker",
    ),
    ("CREATE PUBLICATION {n} FOR TABLE {t}", "DROP PUBLICATION {n}"),
    (
        "ALTER PUBLICATION {n} SET (publish = 'insert')",
        "ALTER PUBLICATION {n} SET (publish = 'insert, update, delete, truncate')",
    ),
    ("CREATE FOREIGN DATA WRAPPER {n}", "DROP FOREIGN DATA WRAPPER {n} CASCADE"),
    ("CREATE SERVER {n} FOREIGN DATA WRAPPER {n} OPTIONS (host 'h{d}')", "DROP SERVER {n} CASCADE"),
    (
        "CREATE USER MAPPING FOR walker SERVER {n} OPTIONS (password 'p{d}')",
        "DROP USER MAPPING FOR walker SERVER {n}",
    ),
    ("CREATE FOREIGN TABLE f_{n} (x int OPTIONS (name 'n{d}')) SERVER {n}", "DROP FOREIGN TABLE f_{n}"),
    ("CREATE EVENT TRIGGER {n} ON ddl_command_start EXECUTE FUNCTION app.seen()", "DROP EVENT TRIGGER {n}"),
];

/// Random numbers that a seed repeats (the generator SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.throw(from.len())]
    }
}

/// The way through the states.
pub struct Walk {
    dice: Dice,
    /// What undoes what was tried last.
    undo: Option<String>,
    /// What undoes what was done, latest last.
    done: Vec<String>,
}

impl Walk {
    pub fn new(dice: Dice) -> Self {
        Self { dice, undo: None, done: Vec::new() }
    }

    /// A statement, which may fail.
    pub fn next(&mut self) -> String {
        if self.dice.throw(5) < 2
            && let Some(undo) = self.done.pop()
        {
            self.undo = None;
            return undo;
        }
        let (statement, undo) = STATEMENTS[self.dice.throw(STATEMENTS.len())];
        let blanks = [
            ("{t}", self.dice.pick(&["a", "b", "n1"])),
            ("{c}", self.dice.pick(&["x", "y", "id"])),
            ("{n}", self.dice.pick(&["n1", "n2"])),
            ("{d}", self.dice.pick(&["1", "2"])),
        ];
        let filled = |text: &str| {
            blanks.iter().fold(text.to_owned(), |text, (blank, value)| text.replace(blank, value))
        };
        self.undo = Some(filled(undo));
        filled(statement)
    }

    /// The last statement did not fail.
    pub fn succeeded(&mut self) {
        self.done.extend(self.undo.take());
    }
}
