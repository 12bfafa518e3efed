//! What there is, in numbers.

use super::DataDesign;
use super::page::{Page, code, codes, plain};
use crate::kind::Kind;
use crate::snapshot::Record;

/// The kinds that are counted, and what several of them are called.
const COUNTED: &[(Kind, &str)] = &[
    (Kind::View, "Views"),
    (Kind::MaterializedView, "Materialized views"),
    (Kind::ForeignTable, "Foreign tables"),
    (Kind::Type, "Types"),
    (Kind::Domain, "Domains"),
    (Kind::Function, "Functions"),
    (Kind::Procedure, "Procedures"),
    (Kind::Trigger, "Triggers"),
    (Kind::Policy, "Row security policies"),
];

pub(super) fn write(page: &mut Page, design: &DataDesign<'_>) {
    page.heading(0, "Overview");
    page.paragraph(&made_by(design));
    page.table(&["", "Number"], &numbers(design.snapshot.records()));
    let named = |kind| design.snapshot.records().iter().filter(move |record| record.object.kind == kind);
    let schemas: Vec<String> = named(Kind::Schema)
        .filter(|schema| schema.object.name != "public")
        .map(|schema| match schema.value("comment") {
            Some(comment) => format!("{} ({})", code(&schema.object.name), plain(comment)),
            None => code(&schema.object.name),
        })
        .collect();
    if !schemas.is_empty() {
        page.paragraph(&format!("Schemas besides `public`: {}.", schemas.join(", ")));
    }
    // plpgsql is there in every database.
    let extensions: Vec<&str> = named(Kind::Extension)
        .map(|one| one.object.name.as_str())
        .filter(|name| *name != "plpgsql")
        .collect();
    if !extensions.is_empty() {
        page.paragraph(&format!("Extensions: {}.", codes(extensions)));
    }
}

fn made_by(design: &DataDesign<'_>) -> String {
    let major = design.snapshot.major();
    match design.migrations.as_slice() {
        [] => format!("There are no migrations yet. Server: PostgreSQL {major}."),
        [only] => format!("What the migration {} makes on PostgreSQL {major}.", code(only)),
        [.., last] => format!(
            "What {} migrations, the last of them {}, make on PostgreSQL {major}.",
            design.migrations.len(),
            code(last)
        ),
    }
}

fn numbers(records: &[Record]) -> Vec<Vec<String>> {
    let count = |kind: Kind, which: &dyn Fn(&Record) -> bool| {
        records.iter().filter(|record| record.object.kind == kind && which(record)).count()
    };
    let is_partition = |record: &Record| record.value("partition bound").is_some();
    let is_partitioned = |record: &Record| record.value("partition key").is_some() && !is_partition(record);
    let tables = count(Kind::Table, &|record| !is_partition(record));
    let partitioned = count(Kind::Table, &is_partitioned);
    let partitions = count(Kind::Table, &is_partition);
    let of_them = match (partitioned, partitions) {
        (0, _) => String::new(),
        (some, partitions) => format!(" ({some} partitioned, {partitions} partition{})", plural(partitions)),
    };
    let constraints = |start: &'static str| {
        count(Kind::Constraint, &move |record| {
            record.value("definition").is_some_and(|definition| definition.starts_with(start))
        })
    };
    let indexes = count(Kind::Index, &|record| record.value("parent index").is_none());
    let mut rows = vec![("Tables", format!("{tables}{of_them}"))];
    rows.extend(
        [("Foreign keys", constraints("FOREIGN KEY")), ("Indexes besides those of keys", indexes)]
            .map(|(name, number)| (name, number.to_string())),
    );
    rows.extend(COUNTED.iter().map(|(kind, name)| (*name, count(*kind, &|_| true).to_string())));
    rows.into_iter()
        .filter(|(_, number)| number != "0")
        .map(|(name, number)| vec![name.to_owned(), number])
        .collect()
}

fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}
