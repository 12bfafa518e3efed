//! From Knex's `?` to PostgreSQL's `$1`: what `toNative()` gives and what is sent.

/// Numbers the bindings: `?` becomes `$1`, `$2` …; `\?` is a question mark (an operator of jsonb, say).
pub fn position_bindings(sql: &str) -> String {
    let mut numbered = String::with_capacity(sql.len() + 8);
    let mut count = 0;
    let mut rest = sql;
    while let Some(at) = rest.find('?') {
        let before = &rest[..at];
        let escapes = before.len() - before.trim_end_matches('\\').len();
        // Knex replaces the backslashes together with the question mark, whatever their number.
        numbered.push_str(&before[..at - escapes]);
        if escapes % 2 == 1 {
            numbered.push('?');
        } else {
            count += 1;
            numbered.push_str(&format!("${count}"));
        }
        rest = &rest[at + 1..];
    }
    numbered.push_str(rest);
    numbered
}

#[cfg(test)]
mod tests {
    use super::position_bindings;

    #[test]
    fn escaped_question_marks_are_operators() {
        assert_eq!(position_bindings(r"a = ? and b \? ? or \\?"), r"a = $1 and b ? $2 or $3");
    }
}
