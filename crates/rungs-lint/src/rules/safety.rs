//! What the rules of safety have in common: whom a statement hurts, and how it is written otherwise.

use std::rc::Rc;

use rungs_trace::{BuiltIndex, Relation, RelationKind};

use crate::facts::Ran;
use crate::finding::Found;

/// Those of a statement's effects that concern a table as a whole: what a partitioned table hands down to its partitions is
/// told of it alone.
pub(super) fn alone<'a, T>(
    effects: &'a [T],
    table: impl Fn(&T) -> &Rc<Relation> + Copy + 'a,
) -> impl Iterator<Item = &'a T> {
    let has_parent = effects.iter().any(|effect| table(effect).kind == RelationKind::PartitionedTable);
    effects.iter().filter(move |effect| !has_parent || table(effect).kind == RelationKind::PartitionedTable)
}

/// That the statement builds an index, called `what`, while nobody can work with the table.
pub(super) fn built(ran: &Ran<'_>, what: &str, index: &BuiltIndex, fix: String) -> Found {
    let until = if ran.stands_alone() { "until it is done" } else { "until the transaction ends" };
    let mut names = vec![index.name.as_str()];
    names.extend(index.columns.iter().map(String::as_str));
    names.push(&index.table.name);
    Found {
        made: ran.made(&names),
        message: format!(
            "building {what} `{}` {} of `{}` {until}",
            index.name,
            ran.blocks(&index.table),
            index.table
        ),
        fix,
    }
}

/// A migration without a transaction that sends these statements.
pub(super) fn outside_transaction(statements: &[String]) -> String {
    let calls: Vec<String> =
        statements.iter().map(|sql| format!("  await knex.raw(`{}`);", template(sql))).collect();
    format!(
        "export const config = {{ transaction: false }};\n\nexport async function up(knex: Knex): Promise<void> {{\n{}\n}}",
        calls.join("\n")
    )
}

/// SQL as it stands in a template that `knex.raw` takes, to which a question mark is a binding.
fn template(sql: &str) -> String {
    sql.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${").replace('?', "\\\\?")
}

/// `CREATE INDEX …` as `CREATE INDEX CONCURRENTLY …`.
pub(super) fn concurrently(definition: &str) -> String {
    definition.replacen(" INDEX ", " INDEX CONCURRENTLY ", 1)
}

/// A table's name as SQL has it.
pub(super) fn written(table: &Relation) -> String {
    let name = quoted(&table.name);
    if table.schema == "public" { name } else { format!("{}.{name}", quoted(&table.schema)) }
}

/// A name in quotes where it needs them.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.chars().all(is_plain) && !name.starts_with(|c: char| c.is_ascii_digit()) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
