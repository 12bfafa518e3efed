//! Each statement bears the site of the call that made it.

use rungs_builder::{Builder, Context, compile};
use serde_json::{Value, json};

/// A call whose site is its method with `@`; the callback's calls and the chain as they are given.
fn call(method: &str, args: Vec<Value>, chain: Vec<Value>) -> Value {
    json!({"method": method, "args": args, "site": format!("@{method}"), "chain": chain})
}

fn name(name: &str) -> Value {
    json!({"string": name})
}

fn callback(kind: &str, calls: Vec<Value>) -> Value {
    json!({"builder": {"kind": kind, "callback": true, "calls": calls}})
}

/// The statements' first words and sites.
fn sites(call: Value) -> Vec<(String, String)> {
    let builder: Builder =
        serde_json::from_value(json!({"kind": "schema", "calls": [call]})).expect("a recorded builder");
    let compiled = compile(&builder, &Context::default()).expect("statements");
    compiled
        .iter()
        .map(|statement| {
            let words: Vec<&str> = statement.sql.split(' ').take(3).collect();
            (words.join(" "), statement.site.as_deref().unwrap_or_default().to_owned())
        })
        .collect()
}

fn expected(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(words, site)| ((*words).to_owned(), (*site).to_owned())).collect()
}

#[test]
fn a_created_table_and_what_follows_it() {
    let columns = vec![
        call(
            "string",
            vec![name("a")],
            vec![call("comment", vec![name("x")], vec![]), call("unique", vec![], vec![])],
        ),
        call("comment", vec![name("y")], vec![]),
        call("index", vec![name("a")], vec![]),
        call("foreign", vec![name("a")], vec![call("references", vec![name("b.c")], vec![])]),
    ];
    assert_eq!(
        sites(call("createTable", vec![name("t"), callback("createTable", columns)], vec![])),
        expected(&[
            ("create table \"t\"", "@createTable"),
            ("comment on table", "@comment"),
            ("comment on column", "@string"),
            ("alter table \"t\"", "@unique"),
            ("create index \"t_a_index\"", "@index"),
            ("alter table \"t\"", "@foreign"),
        ])
    );
}

#[test]
fn a_lone_column_is_added_where_it_was_called() {
    let one = vec![call("string", vec![name("a")], vec![])];
    assert_eq!(
        sites(call("alterTable", vec![name("t"), callback("alterTable", one)], vec![])),
        expected(&[("alter table \"t\"", "@string")])
    );
}

#[test]
fn columns_added_together_are_the_tables() {
    let two = vec![call("string", vec![name("a")], vec![]), call("integer", vec![name("b")], vec![])];
    assert_eq!(
        sites(call("alterTable", vec![name("t"), callback("alterTable", two)], vec![])),
        expected(&[("alter table \"t\"", "@alterTable")])
    );
}

#[test]
fn an_altered_column_has_its_own_statements() {
    let altered = vec![
        call("integer", vec![name("a")], vec![call("alter", vec![], vec![])]),
        call("dropColumn", vec![name("b")], vec![]),
    ];
    assert_eq!(
        sites(call("table", vec![name("t"), callback("alterTable", altered)], vec![])),
        expected(&[
            ("alter table \"t\"", "@integer"),
            ("alter table \"t\"", "@integer"),
            ("alter table \"t\"", "@integer"),
            ("alter table \"t\"", "@dropColumn"),
        ])
    );
}

#[test]
fn commands_and_raws_are_where_they_were_called() {
    assert_eq!(
        sites(call("dropTable", vec![name("t")], vec![])),
        expected(&[("drop table \"t\"", "@dropTable")])
    );
    assert_eq!(sites(call("raw", vec![name("select 1")], vec![])), expected(&[("select 1", "@raw")]));
}
