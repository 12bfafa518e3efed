//! Bindings written into the statement.

use rungs_postgres::{Param, Statement};

use super::scan::{Token, tokens};

/// The statement's text with its bindings as quoted literals, which have no type until the server gives them one, just
/// as bindings do. Placeholders in strings and comments are none.
pub fn inlined(statement: &Statement) -> String {
    if statement.params.is_empty() {
        return statement.sql.clone();
    }
    let mut text = String::with_capacity(statement.sql.len() + 16 * statement.params.len());
    let mut rest = 0;
    for (at, token) in tokens(&statement.sql) {
        let Token::Parameter(name) = token else { continue };
        let number = name[1..].parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(param) = number.and_then(|index| statement.params.get(index)) else { continue };
        text.push_str(&statement.sql[rest..at]);
        text.push_str(&literal(param));
        rest = at + name.len();
    }
    text.push_str(&statement.sql[rest..]);
    text
}

fn literal(param: &Param) -> String {
    match param {
        Param::Null => "NULL".to_owned(),
        Param::Text(text) => quoted(text),
        Param::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            quoted(&format!("\\x{hex}"))
        }
    }
}

/// A string constant, whatever `standard_conforming_strings` says.
fn quoted(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", doubled.replace('\\', "\\\\")) } else { format!("'{doubled}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings_become_literals() {
        let statement = Statement::new("insert into t values ($1, $2, $10, '$1', $3) -- $1").with_params([
            Param::Text("it's".to_owned()),
            Param::Null,
            Param::Bytes(vec![0, 255]),
        ]);
        assert_eq!(inlined(&statement), r"insert into t values ('it''s', NULL, $10, '$1', E'\\x00ff') -- $1");
    }
}
