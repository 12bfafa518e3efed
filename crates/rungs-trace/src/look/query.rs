//! The questions. Each is one row of one JSON value, and names everything by its schema: a migration may have set the
//! search path. None locks a relation of the user's.

use rungs_postgres::Statement;

/// The first number of a relation that is not the system's (PostgreSQL's source, `FirstNormalObjectId`).
const FIRST_USER_OID: u32 = 16_384;

/// How often a relation was scanned and written to; counted by the server since some time before the transaction.
const COUNTERS: &str = "'scans', pg_catalog.pg_stat_get_xact_numscans(r.oid), \
     'inserted', pg_catalog.pg_stat_get_xact_tuples_inserted(r.oid), \
     'updated', pg_catalog.pg_stat_get_xact_tuples_updated(r.oid), \
     'deleted', pg_catalog.pg_stat_get_xact_tuples_deleted(r.oid)";

/// Whether one of them is not zero.
const COUNTED: &str = "(pg_catalog.pg_stat_get_xact_numscans(r.oid) > 0 \
     or pg_catalog.pg_stat_get_xact_tuples_inserted(r.oid) > 0 \
     or pg_catalog.pg_stat_get_xact_tuples_updated(r.oid) > 0 \
     or pg_catalog.pg_stat_get_xact_tuples_deleted(r.oid) > 0)";

/// What is said of a relation.
const RELATION: &str = "'oid', c.oid::bigint, 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind, \
     'file', c.relfilenode::bigint, 'space', c.reltablespace::bigint, 'columns', c.relnatts, \
     'table', (select i.indrelid::bigint from pg_catalog.pg_index i where i.indexrelid = c.oid)";

/// All relations, and what is known of their columns and constraints.
pub(crate) fn inventory() -> Statement {
    Statement::new(format!(
        "select pg_catalog.json_build_object(\
         'newest', (select max(oid)::bigint from pg_catalog.pg_class), \
         'relations', (select pg_catalog.json_agg(pg_catalog.json_build_object({RELATION})) \
           from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
           where c.oid >= {FIRST_USER_OID} and c.relkind in ('r', 'p', 'm', 'v', 'f', 'i', 'I', 'S')), \
         'not_null', (select pg_catalog.json_agg(pg_catalog.json_build_array(t.oid, t.columns)) from ( \
             select attrelid::bigint as oid, pg_catalog.json_agg(attnum) as columns from pg_catalog.pg_attribute \
             where attrelid >= {FIRST_USER_OID} and attnotnull and attnum > 0 group by attrelid) t), \
         'constraints', (select pg_catalog.json_agg(pg_catalog.json_build_array(oid::bigint, convalidated)) \
           from pg_catalog.pg_constraint where conrelid >= {FIRST_USER_OID}))"
    ))
}

/// The numbers of all relations, and of what the inventory tells what was written by this transaction or a later one.
pub(crate) fn news(transaction: &str) -> Statement {
    let is_new =
        |row: &str| format!("pg_catalog.age({row}.xmin) <= pg_catalog.age('{transaction}'::pg_catalog.xid)");
    let (relation, column, constraint) = (is_new("c"), is_new("a"), is_new("k"));
    Statement::new(format!(
        "select pg_catalog.json_build_object(\
         'newest', (select max(oid)::bigint from pg_catalog.pg_class), \
         'present', (select pg_catalog.json_agg(c.oid::bigint) from pg_catalog.pg_class c where c.oid >= {FIRST_USER_OID}), \
         'relations', (select pg_catalog.json_agg(pg_catalog.json_build_object({RELATION})) \
           from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
           where c.oid >= {FIRST_USER_OID} and c.relkind in ('r', 'p', 'm', 'v', 'f', 'i', 'I', 'S') and {relation}), \
         'not_null', (select pg_catalog.json_agg(pg_catalog.json_build_array(t.oid, t.columns)) from ( \
             select b.attrelid::bigint as oid, pg_catalog.json_agg(b.attnum) filter (where b.attnotnull) as columns \
             from pg_catalog.pg_attribute b where b.attnum > 0 and b.attrelid in ( \
               select a.attrelid from pg_catalog.pg_attribute a where a.attrelid >= {FIRST_USER_OID} and {column}) \
             group by b.attrelid) t), \
         'constraints', (select pg_catalog.json_agg(pg_catalog.json_build_array(k.oid::bigint, k.convalidated)) \
           from pg_catalog.pg_constraint k where k.conrelid >= {FIRST_USER_OID} and {constraint}))"
    ))
}

/// Before the first statement of a transaction: what the counters stand at, and the newest relation.
pub(crate) fn opening() -> Statement {
    Statement::new(format!(
        "select pg_catalog.json_build_object(\
         'newest', (select max(oid)::bigint from pg_catalog.pg_class), \
         'counted', (select pg_catalog.json_agg(pg_catalog.json_build_object('oid', r.oid::bigint, {COUNTERS})) \
           from pg_catalog.pg_class r where r.oid >= {FIRST_USER_OID} and r.relkind in ('r', 'm', 'i') and {COUNTED}))"
    ))
}

/// After a statement: the locks held, and what this transaction has changed about the relations that it locked and that
/// are not newer than `existing`. Of newer ones, only those are told that are newer than `seen` or were used.
///
/// Rows that the transaction has written into the catalogs are those whose `xmin` is its own or that of one of its
/// subtransactions: on a throwaway server nobody else writes.
pub(crate) fn after(existing: u32, seen: u32) -> Statement {
    let constraint_columns = columns("k.conrelid", "k.conkey");
    let index_columns = columns("i.indrelid", "i.indkey::pg_catalog.int2[]");
    Statement::new(format!(
        "with r as materialized (\
           select l.relation as oid, pg_catalog.json_agg(distinct l.mode) as modes from pg_catalog.pg_locks l \
           where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted \
           and l.relation >= {FIRST_USER_OID} group by l.relation), \
         mine as materialized (select r.oid from r where r.oid <= {existing}) \
         select pg_catalog.json_build_object(\
         'xid', pg_catalog.txid_current_if_assigned(), \
         'held', (select pg_catalog.json_agg(pg_catalog.json_build_object('oid', r.oid::bigint, 'modes', r.modes, \
             'relation', case when c.oid is not null then pg_catalog.json_build_object({RELATION}) end, {COUNTERS})) \
           from r left join pg_catalog.pg_class c on c.oid = r.oid \
           left join pg_catalog.pg_namespace n on n.oid = c.relnamespace \
           where r.oid <= {existing} or r.oid > {seen} or {COUNTED}), \
         'constraints', (select pg_catalog.json_agg(pg_catalog.json_build_object('oid', k.oid::bigint, \
             'valid', k.convalidated, 'columns', {constraint_columns}, 'name', k.conname, 'checks', k.contype, 'table', k.conrelid::bigint, \
             'references', k.confrelid::bigint, 'definition', pg_catalog.pg_get_constraintdef(k.oid))) \
           from pg_catalog.pg_constraint k where k.conrelid in (select oid from mine) \
           and pg_catalog.age(k.xmin) <= 0), \
         'not_null', (select pg_catalog.json_agg(pg_catalog.json_build_object('table', a.attrelid::bigint, \
             'number', a.attnum, 'name', a.attname, 'holds', a.attnotnull)) \
           from pg_catalog.pg_attribute a where a.attrelid in (select oid from mine) \
           and a.attnum > 0 and not a.attisdropped and pg_catalog.age(a.xmin) <= 0), \
         'indexes', (select pg_catalog.json_agg(pg_catalog.json_build_object('oid', i.indexrelid::bigint, \
             'table', i.indrelid::bigint, 'name', c.relname, 'file', c.relfilenode::bigint, \
             'unique', i.indisunique, 'columns', {index_columns}, 'constraint', (select k.contype from pg_catalog.pg_constraint k \
               where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x') limit 1), \
             'definition', pg_catalog.pg_get_indexdef(i.indexrelid))) \
           from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid \
           where i.indrelid in (select oid from mine) and pg_catalog.age(i.xmin) <= 0))"
    ))
}

/// An expression for the names of columns, given by an array of their numbers.
fn columns(table: &str, numbers: &str) -> String {
    format!(
        "(select coalesce(pg_catalog.json_agg(a.attname order by n.place), '[]') \
         from pg_catalog.unnest({numbers}) with ordinality n(number, place) \
         join pg_catalog.pg_attribute a on a.attrelid = {table} and a.attnum = n.number)"
    )
}
