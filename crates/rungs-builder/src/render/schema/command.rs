use super::qualified;
use crate::{
    Arg, Compiled, Context, Error,
    ast::schema::Settings,
    calls::nth,
    render::{Formatter, Output},
};

/// A piece of a command's SQL.
enum Part {
    /// As it stands.
    Text(&'static str),
    /// The argument at this index, quoted.
    Name(usize),
    /// The same with the builder's schema before it.
    Qualified(usize),
    /// The text, if the argument at this index is true.
    If(usize, &'static str),
}

use Part::{If, Name, Qualified, Text};

/// The methods that are one statement made of their arguments.
const COMMANDS: &[(&str, &[Part])] = &[
    ("dropTable", &[Text("drop table "), Qualified(0)]),
    ("dropTableIfExists", &[Text("drop table if exists "), Qualified(0)]),
    ("renameTable", &[Text("alter table "), Qualified(0), Text(" rename to "), Name(1)]),
    ("dropView", &[Text("drop view "), Qualified(0)]),
    ("dropViewIfExists", &[Text("drop view if exists "), Qualified(0)]),
    ("dropMaterializedView", &[Text("drop materialized view "), Qualified(0)]),
    ("dropMaterializedViewIfExists", &[Text("drop materialized view if exists "), Qualified(0)]),
    ("renameView", &[Text("alter view "), Name(0), Text(" rename to "), Name(1)]),
    (
        "refreshMaterializedView",
        &[Text("refresh materialized view"), If(1, " concurrently"), Text(" "), Name(0)],
    ),
    ("createSchema", &[Text("create schema "), Name(0)]),
    ("createSchemaIfNotExists", &[Text("create schema if not exists "), Name(0)]),
    ("dropSchema", &[Text("drop schema "), Name(0), If(1, " cascade")]),
    ("dropSchemaIfExists", &[Text("drop schema if exists "), Name(0), If(1, " cascade")]),
    ("createExtension", &[Text("create extension "), Name(0)]),
    ("createExtensionIfNotExists", &[Text("create extension if not exists "), Name(0)]),
    ("dropExtension", &[Text("drop extension "), Name(0)]),
    ("dropExtensionIfExists", &[Text("drop extension if exists "), Name(0)]),
];

/// The methods that look something up: their SQL, and how many arguments are bound.
const LOOKUPS: &[(&str, &str, usize)] = &[
    ("hasTable", "select * from information_schema.tables where table_name = ?", 1),
    ("hasColumn", "select * from information_schema.columns where table_name = ? and column_name = ?", 2),
];

/// Renders a method of a schema builder that is one statement.
pub(super) fn render(
    name: &str,
    args: &[Arg],
    settings: &Settings,
    context: &Context,
) -> Result<Compiled, Error> {
    if let Some((_, sql, bound)) = LOOKUPS.iter().find(|(method, ..)| *method == name) {
        return Ok(lookup(sql, (0..*bound).map(|index| nth(args, index).clone()).collect(), settings));
    }
    let Some((_, parts)) = COMMANDS.iter().find(|(method, _)| *method == name) else {
        return Err(Error::type_error(format!("{name} is not a function")));
    };
    let mut formatter = Formatter::new(context);
    let mut sql = String::new();
    for part in *parts {
        match part {
            Text(text) => sql.push_str(text),
            Name(index) => sql.push_str(&formatter.wrap(nth(args, *index))?),
            Qualified(index) => {
                sql.push_str(&formatter.wrap(&qualified(settings, nth(args, *index), context)?)?);
            }
            If(index, text) if nth(args, *index).is_truthy() => sql.push_str(text),
            If(..) => {}
        }
    }
    Ok(Compiled { sql, bindings: formatter.bindings, ..Compiled::default() })
}

fn lookup(sql: &str, mut bindings: Vec<Arg>, settings: &Settings) -> Compiled {
    let condition = match &settings.schema {
        Some(schema) => {
            bindings.push(schema.clone());
            "?"
        }
        None => "current_schema()",
    };
    Compiled {
        sql: format!("{sql} and table_schema = {condition}"),
        bindings,
        output: Some(Output::HasRows),
        ..Compiled::default()
    }
}
