//! Reads the schema: each list one question, answered with one JSON value.

use rungs_postgres::{QueryResult, Session, Statement, TransactionStatus};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Constraint, Index, Named, Present, Relation, Schema, Since};
use crate::error::Error;

/// The namespace of `$x` is a user's, and the object is no extension's (manual, "pg_depend": `deptype` e).
macro_rules! users {
    ($namespace:literal, $class:literal, $oid:literal) => {
        concat!(
            $namespace,
            " NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema') \
             AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '",
            $class,
            "'::regclass AND e.objid = ",
            $oid,
            " AND e.deptype = 'e')"
        )
    };
}

const RELATIONS: &str = concat!(
    "SELECT c.oid::bigint, c.relnamespace::regnamespace::text AS schema, c.relname AS name, c.relkind AS kind, \
     c.relispartition AS is_partition, (SELECT h.inhparent::bigint FROM pg_inherits h WHERE h.inhrelid = c.oid \
       AND c.relispartition LIMIT 1) AS parent, coalesce((SELECT json_agg(json_build_object('number', a.attnum, 'name', a.attname, \
       'data_type', format_type(a.atttypid, a.atttypmod), 'base_type', coalesce(b.typname, t.typname), \
       'not_null', a.attnotnull OR t.typnotnull, \
       'default', CASE WHEN a.attgenerated = '' THEN coalesce(pg_get_expr(d.adbin, d.adrelid), t.typdefault) END, \
       'is_generated', a.attgenerated <> '' OR a.attidentity <> '') ORDER BY a.attnum) \
       FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typbasetype \
       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns \
     FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND WANTED(c.oid) AND ",
    users!("c.relnamespace", "pg_class", "c.oid"),
    " ORDER BY c.oid"
);

const CONSTRAINTS: &str = concat!(
    "SELECT k.conrelid::bigint AS table, k.conname AS name, k.contype AS kind, coalesce(k.conkey, '{}') AS columns, \
     coalesce(k.confkey, '{}') AS referenced, \
     nullif(k.confrelid, 0)::bigint AS references, CASE WHEN k.contype = 'f' THEN k.confdeltype END AS on_delete, \
     nullif(k.conindid, 0)::bigint AS index \
     FROM pg_constraint k WHERE k.conrelid <> 0 AND k.conparentid = 0 AND k.contype <> 'n' AND (WANTED(k.conrelid) OR WANTED(k.confrelid)) AND ",
    users!("k.connamespace", "pg_class", "k.conrelid"),
    " ORDER BY k.oid"
);

const INDEXES: &str = concat!(
    "SELECT x.indexrelid::bigint AS oid, x.indrelid::bigint AS table, i.relname AS name, m.amname AS method, \
     x.indisunique AS is_unique, x.indisprimary AS is_primary, x.indisvalid AND x.indisready AS is_valid, \
     EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x')) AS is_of_constraint, \
     i.relispartition AS is_part, coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false) AS nulls_not_distinct, \
     x.indnkeyatts AS keys, string_to_array(x.indkey::text, ' ')::int[] AS columns, \
     (SELECT json_agg(concat_ws(' ', pg_get_indexdef(x.indexrelid, p, true), x.indclass[p - 1], x.indcollation[p - 1], \
       x.indoption[p - 1]) ORDER BY p) FROM generate_series(1, x.indnkeyatts) p) AS forms, \
     pg_get_expr(x.indpred, x.indrelid, true) AS predicate, \
     coalesce((SELECT json_agg(DISTINCT d.refobjsubid) FROM pg_depend d WHERE d.classid = 'pg_class'::regclass \
       AND d.objid = x.indexrelid AND d.refobjid = x.indrelid AND d.refobjsubid > 0), \
       (SELECT json_agg(n) FROM unnest(x.indkey::int[]) n WHERE n > 0), '[]') AS depends_on \
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam WHERE WANTED(x.indrelid) AND ",
    users!("i.relnamespace", "pg_class", "x.indrelid"),
    " ORDER BY x.indexrelid"
);

const NAMED: &str = concat!(
    "SELECT * FROM (SELECT n.oid::bigint, 'schema' AS word, NULL AS schema, n.nspname AS name, NULL::bigint AS table \
       FROM pg_namespace n WHERE ",
    users!("n.oid", "pg_namespace", "n.oid"),
    " UNION ALL SELECT t.oid::bigint, CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END, t.typnamespace::regnamespace::text, \
       t.typname, NULL FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid \
       WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c') AND ",
    users!("t.typnamespace", "pg_type", "t.oid"),
    " UNION ALL SELECT p.oid::bigint, 'function', p.pronamespace::regnamespace::text, p.proname, NULL FROM pg_proc p WHERE ",
    users!("p.pronamespace", "pg_proc", "p.oid"),
    " UNION ALL SELECT c.oid::bigint, 'sequence', c.relnamespace::regnamespace::text, c.relname, d.refobjid::bigint \
       FROM pg_class c LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') \
       AND d.refclassid = 'pg_class'::regclass WHERE c.relkind = 'S' AND ",
    users!("c.relnamespace", "pg_class", "c.oid"),
    " UNION ALL SELECT g.oid::bigint, 'trigger', NULL, g.tgname, g.tgrelid::bigint FROM pg_trigger g JOIN pg_class c \
       ON c.oid = g.tgrelid WHERE NOT g.tgisinternal AND NOT (c.relispartition AND EXISTS (SELECT FROM pg_depend d \
       WHERE d.classid = 'pg_trigger'::regclass AND d.objid = g.oid AND d.deptype = 'P')) AND ",
    users!("c.relnamespace", "pg_class", "c.oid"),
    ") named WHERE WANTED(named.oid) ORDER BY oid"
);

/// What stands near certain relations: what their keys point to, what they inherit from, what inherits from them.
const NEAR: &str = "SELECT oid FROM (WITH RECURSIVE wanted AS (SELECT unnest(ONLY) AS oid), above AS (\
       SELECT oid FROM wanted UNION SELECT h.inhparent FROM above a JOIN pg_inherits h ON h.inhrelid = a.oid), below AS (\
       SELECT oid FROM above UNION SELECT h.inhrelid FROM below b JOIN pg_inherits h ON h.inhparent = b.oid) \
     SELECT oid::bigint FROM below UNION SELECT k.confrelid::bigint FROM pg_constraint k JOIN wanted w ON w.oid = k.conrelid \
       WHERE k.contype = 'f') near";

/// Objects with what they are called, where `WRITTEN(row)` says whether the row in the catalog is asked for.
const PRESENT: &str = "SELECT * FROM (\
     SELECT 'relation' AS class, c.oid::bigint, '' AS part, c.relname AS name, NULL::bigint AS own FROM pg_class c \
       WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND WRITTEN(c) \
     UNION ALL SELECT 'column', a.attrelid::bigint, a.attnum::text, a.attname, NULL FROM pg_attribute a \
       JOIN pg_class c ON c.oid = a.attrelid WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped \
       AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND WRITTEN(a) \
     UNION ALL SELECT 'constraint', k.conrelid::bigint, k.conname, k.conname, k.oid::bigint FROM pg_constraint k \
       WHERE k.conrelid >= 16384 AND WRITTEN(k) \
     UNION ALL SELECT 'index', x.indrelid::bigint, i.relname, i.relname, i.oid::bigint FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
       WHERE x.indrelid >= 16384 AND (WRITTEN(x) OR WRITTEN(i)) \
     UNION ALL SELECT 'other', n.oid::bigint, '', n.nspname, NULL FROM pg_namespace n WHERE WRITTEN(n) \
     UNION ALL SELECT 'other', t.oid::bigint, '', t.typname, NULL FROM pg_type t WHERE t.oid >= 16384 AND WRITTEN(t) \
     UNION ALL SELECT 'other', p.oid::bigint, '', p.proname, NULL FROM pg_proc p WHERE p.oid >= 16384 AND WRITTEN(p) \
     UNION ALL SELECT 'other', s.oid::bigint, '', s.relname, NULL FROM pg_class s WHERE s.oid >= 16384 AND s.relkind = 'S' AND WRITTEN(s) \
     UNION ALL SELECT 'other', g.oid::bigint, '', g.tgname, NULL FROM pg_trigger g WHERE g.oid >= 16384 AND WRITTEN(g)) present";

#[derive(Deserialize)]
struct Near {
    oid: u32,
}

impl Schema {
    /// Reads what the database of `session` holds: all, or only what has these numbers, belongs to it, or stands in a
    /// foreign key or an inheritance with it.
    ///
    /// # Errors
    /// When the server refuses.
    pub(crate) async fn read(session: &Session, only: Option<&[u32]>) -> Result<Self, Error> {
        let near = match only {
            Some(oids) => {
                let near = list::<Near>(session, &NEAR.replace("ONLY", &array(oids))).await?;
                Some(near.iter().map(|near| near.oid).collect::<Vec<_>>())
            }
            None => None,
        };
        let condition = |oid: &str| {
            near.as_ref().map_or_else(|| "true".to_owned(), |near| format!("{oid} = ANY ({})", array(near)))
        };
        let question = |text: &str| {
            let oids = ["c.oid", "k.conrelid", "k.confrelid", "x.indrelid", "named.oid"];
            oids.iter()
                .fold(text.to_owned(), |text, oid| text.replace(&format!("WANTED({oid})"), &condition(oid)))
        };
        Ok(Self {
            relations: list::<Relation>(session, &question(RELATIONS)).await?,
            constraints: list::<Constraint>(session, &question(CONSTRAINTS)).await?,
            indexes: list::<Index>(session, &question(INDEXES)).await?,
            named: list::<Named>(session, &question(NAMED)).await?,
            major: session.server_version_num() / 10_000,
        })
    }
}

impl Present {
    /// Reads which objects are there.
    pub(crate) async fn read(session: &Session, since: Since<'_>) -> Result<Vec<Self>, Error> {
        let question = match since {
            Since::Ever => rewrite(|_| "true".to_owned()),
            Since::Kept(oids) => format!("SELECT * FROM pg_rungs.present WHERE oid = ANY ({})", array(oids)),
            Since::Transaction(xid) => rewrite(|row| format!("age({row}.xmin) <= age('{xid}'::xid)")),
        };
        list(session, &question).await
    }

    /// Whether it is kept which objects were there.
    pub(crate) async fn are_kept(session: &Session) -> Result<bool, Error> {
        let asked = Statement::new("SELECT to_regclass('pg_rungs.present')");
        Ok(session.execute(&asked).await?.last().and_then(QueryResult::scalar).is_some())
    }

    /// Keeps which objects are there, in a database that is tracked.
    pub(crate) async fn keep(session: &Session) -> Result<(), Error> {
        let question = rewrite(|_| "true".to_owned());
        let table = format!(
            "CREATE UNLOGGED TABLE pg_rungs.present AS {question}; CREATE INDEX ON pg_rungs.present (oid); \
             ANALYZE pg_rungs.present"
        );
        session.execute(&Statement::new(table)).await?;
        Ok(())
    }
}

impl Since<'_> {
    /// The number of the next transaction of the server.
    pub(crate) async fn now(session: &Session) -> Result<String, Error> {
        let asked = Statement::new("SELECT txid_snapshot_xmax(txid_current_snapshot()) % 4294967296");
        let results = session.execute(&asked).await?;
        Ok(results.last().and_then(QueryResult::scalar).unwrap_or("3").to_owned())
    }
}

/// Numbers as an array of SQL.
fn array(oids: &[u32]) -> String {
    let oids: Vec<String> = oids.iter().map(u32::to_string).collect();
    format!("'{{{}}}'::oid[]", oids.join(","))
}

fn rewrite(written: impl Fn(&str) -> String) -> String {
    ["c", "a", "k", "x", "i", "n", "t", "p", "s", "g"]
        .iter()
        .fold(PRESENT.to_owned(), |question, row| question.replace(&format!("WRITTEN({row})"), &written(row)))
}

/// Asks with a search path that no migration has set.
async fn list<T: DeserializeOwned>(session: &Session, question: &str) -> Result<Vec<T>, Error> {
    let asked =
        Statement::new(format!("SELECT coalesce(json_agg(row_to_json(q)), '[]') FROM ({question}) q"));
    let results = session.execute(&asked).await?;
    let text = results.last().and_then(QueryResult::scalar).unwrap_or("[]");
    Ok(serde_json::from_str(text)?)
}

impl Schema {
    /// Tries the defaults of primary keys, so that what kind of value they give is known from the values.
    ///
    /// # Errors
    /// When the database is lost. A default that fails gives no value.
    pub(crate) async fn sample_keys(&mut self, session: &Session) -> Result<(), Error> {
        for at in 0..self.constraints.len() {
            let constraint = &self.constraints[at];
            if constraint.kind != super::ConstraintKind::PrimaryKey {
                continue;
            }
            let (table, columns) = (constraint.table, constraint.columns.clone());
            let Some(relation) = self.relations.iter_mut().find(|relation| relation.oid == table) else {
                continue;
            };
            for column in relation.columns.iter_mut().filter(|column| columns.contains(&column.number)) {
                let is_text =
                    matches!(column.base_type.as_str(), "uuid" | "text" | "varchar" | "bpchar" | "bytea");
                let Some(default) = column.default.as_deref().filter(|_| is_text) else { continue };
                column.sample = sample(session, default).await;
            }
        }
        Ok(())
    }
}

/// What the expression gives, if it gives anything.
async fn sample(session: &Session, expression: &str) -> Option<String> {
    // One that fails must not end the transaction, if there is one.
    let inside = session.transaction_status() != TransactionStatus::Idle;
    if inside {
        session.execute(&Statement::new("SAVEPOINT rungs_sample")).await.ok()?;
    }
    let results = session.execute(&Statement::new(format!("SELECT ({expression})::text"))).await;
    if inside {
        let back = "ROLLBACK TO SAVEPOINT rungs_sample; RELEASE SAVEPOINT rungs_sample";
        session.execute(&Statement::new(back)).await.ok()?;
    }
    let results = results.ok()?;
    results.last().and_then(QueryResult::scalar).map(str::to_owned)
}
