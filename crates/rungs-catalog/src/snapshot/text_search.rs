//! Configurations and dictionaries of full text search.

use super::conditions::{not_extension, user_schema, with_comment};
use super::definition::{Definition, WHOLE, WHOLE_KIND, has, is, sql};
use crate::kind::{Kind, Naming};

pub(super) const TEXT_SEARCH_CONFIGURATION: Definition = Definition {
    kind: Kind::TextSearchConfiguration,
    word: "text search configuration",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.cfgname",
    keys: WHOLE_KIND,
    attributes: &[
        is("(SELECT 'PARSER = ' || quote_ident(p.prsname) FROM pg_ts_parser p WHERE p.oid = c.cfgparser)"),
        has(
            "mapping",
            "(SELECT string_agg(format('%s: %s', t.alias, m.dictionaries), '; ' ORDER BY t.alias) FROM (SELECT m.maptokentype, \
              string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries FROM pg_ts_config_map m \
              WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) m JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype)",
        ),
        has("owner", "pg_get_userbyid(c.cfgowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace",
        with_comment!("pg_ts_config", "c.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_ts_config", "c.oid"),
    ))],
};

pub(super) const TEXT_SEARCH_DICTIONARY: Definition = Definition {
    kind: Kind::TextSearchDictionary,
    word: "text search dictionary",
    naming: Naming::Own,
    named_in_sql: false,
    schema: "n.nspname",
    part_of: WHOLE,
    name: "c.dictname",
    keys: WHOLE_KIND,
    attributes: &[
        is(
            "(SELECT 'TEMPLATE = ' || quote_ident(t.tmplname) FROM pg_ts_template t WHERE t.oid = c.dicttemplate)",
        ),
        has("options", "c.dictinitoption"),
        has("owner", "pg_get_userbyid(c.dictowner)"),
        has("comment", "d.description"),
    ],
    from: &[sql(concat!(
        "pg_ts_dict c JOIN pg_namespace n ON n.oid = c.dictnamespace",
        with_comment!("pg_ts_dict", "c.oid"),
        "WHERE",
        user_schema!("n"),
        "AND",
        not_extension!("pg_ts_dict", "c.oid"),
    ))],
};
