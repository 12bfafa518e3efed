//! Triggers of tables and of the database.

use super::conditions::{not_extension, relation_kind, user_schema, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, has, is, sql};
use crate::kind::{Kind, Naming};

/// Those of foreign keys, and copies for partitions, are PostgreSQL's own.
pub(super) const TRIGGER: Definition = Definition {
    kind: Kind::Trigger,
    word: "trigger",
    naming: Naming::Local,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: [relation_kind!("c"), "c.relname", "NULL"],
    name: "t.tgname",
    keys: &["t.oid", "t.tgrelid"],
    attributes: &[
        is("pg_get_triggerdef(t.oid)"),
        has(
            "state",
            "CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END",
        ),
        has("comment", "d.description"),
    ],
    from: &[
        sql(concat!(
            "pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace",
            with_comment!("pg_trigger", "t.oid"),
            "WHERE NOT t.tgisinternal AND",
            user_schema!("n"),
            "AND",
            not_extension!("pg_class", "c.oid"),
        )),
        sql("AND t.tgparentid = 0").since(13),
    ],
};

pub(super) const EVENT_TRIGGER: Definition = Definition {
    kind: Kind::EventTrigger,
    word: "event trigger",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "t.evtname",
    keys: WHOLE_KIND,
    attributes: &[
        is("format('ON %s%s EXECUTE FUNCTION %s()', t.evtevent, CASE WHEN t.evttags IS NOT NULL THEN \
            format(' WHEN TAG IN (%s)', array_to_string(t.evttags, ', ')) END, t.evtfoid::regproc)"),
        has(
            "state",
            "CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE ALWAYS' END",
        ),
        has("owner", "pg_get_userbyid(t.evtowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_event_trigger t",
        with_comment!("pg_event_trigger", "t.oid"),
        // Those of the tracker.
        "WHERE t.evtname NOT LIKE 'pg\\_rungs\\_%' AND",
        not_extension!("pg_event_trigger", "t.oid"),
    ))],
};
