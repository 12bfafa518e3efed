//! Publications.

use super::conditions::{not_extension, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, flag, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const PUBLICATION: Definition = Definition {
    kind: Kind::Publication,
    word: "publication",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "NULL",
    part_of: WHOLE,
    name: "p.pubname",
    keys: WHOLE_KIND,
    attributes: &[
        is("CASE WHEN p.puballtables THEN 'FOR ALL TABLES' ELSE 'FOR TABLE ' || coalesce((SELECT string_agg(\
            r.prrelid::regclass::text, ', ' ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid), '') END"),
        has(
            "schemas",
            "(SELECT string_agg(s.pnnspid::regnamespace::text, ', ' ORDER BY s.pnnspid::regnamespace::text) \
              FROM pg_publication_namespace s WHERE s.pnpubid = p.oid)",
        )
        .since(15),
        has(
            "row filters",
            "(SELECT string_agg(format('%s WHERE %s', r.prrelid::regclass, pg_get_expr(r.prqual, r.prrelid)), ', ' \
              ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid AND r.prqual IS NOT NULL)",
        )
        .since(15),
        has(
            "column lists",
            "(SELECT string_agg(format('%s (%s)', r.prrelid::regclass, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) \
              FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[]))), '; ' \
              ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid AND r.prattrs IS NOT NULL)",
        )
        .since(15),
        has(
            "publish",
            "NULLIF(concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, \
             CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END), 'insert, update, delete, truncate')",
        ),
        flag("publish_via_partition_root", "p.pubviaroot").since(13),
        has("publish_generated_columns", "NULLIF(p.pubgencols::text, 'n')").since(18),
        has("owner", "pg_get_userbyid(p.pubowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_publication p",
        with_comment!("pg_publication", "p.oid"),
        "WHERE",
        not_extension!("pg_publication", "p.oid"),
    ))],
};
