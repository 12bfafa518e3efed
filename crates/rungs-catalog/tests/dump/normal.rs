//! A dump without what depends on the order of things.

/// The statements of a dump in the order of their text, the columns of tables in the order of theirs.
pub fn normal_form(dump: &str) -> Vec<String> {
    let plain = |line: &&str| !line.is_empty() && !line.starts_with("--") && !line.starts_with('\\');
    let lines: Vec<&str> = dump.lines().filter(plain).collect();
    let text = lines.join("\n") + "\n";
    let mut statements: Vec<String> = text
        .split(";\n")
        .filter(|statement| {
            !statement.starts_with("SET ") && !statement.starts_with("SELECT pg_catalog.set_config")
        })
        .map(sorted_columns)
        .collect();
    statements.sort_unstable();
    statements
}

fn sorted_columns(statement: &str) -> String {
    let is_table = statement.starts_with("CREATE TABLE ") || statement.starts_with("CREATE UNLOGGED TABLE ");
    let (Some(open), Some(close), true) = (statement.find("(\n"), statement.rfind("\n)"), is_table) else {
        return statement.to_owned();
    };
    if close <= open {
        return statement.to_owned();
    }
    let mut columns: Vec<&str> =
        statement[open + 2..close].lines().map(|line| line.trim_end_matches(',')).collect();
    columns.sort_unstable();
    format!("{}(\n{}{}", &statement[..open], columns.join("\n"), &statement[close..])
}
