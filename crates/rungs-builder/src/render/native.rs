//! From Knex's `?` to PostgreSQL's `$1`: what `toNative()` gives and what is sent.

/// Numbers the bindings: `?` becomes `$1`, `$2` …; `\?` is a question mark (an operator of jsonb, say).
pub fn position_bindings(sql: &str) -> String {
    // Most numbers have four digits where there are many.
    let marks = sql.bytes().filter(|byte| *byte == b'?').count();
    let mut numbered = String::with_capacity(sql.len() + 4 * marks);
    let mut digits = itoa::Buffer::new();
    let mut count = 0_usize;
    let mut rest = sql;
    while let Some(at) = rest.find('?') {
        let before = &rest[..at];
        let escapes = before.bytes().rev().take_while(|byte| *byte == b'\\').count();
        // Knex replaces the backslashes together with the question mark, whatever their number.
        numbered.push_str(&before[..at - escapes]);
        if escapes % 2 == 1 {
            numbered.push('?');
        } else {
            count += 1;
            numbered.push('$');
            numbered.push_str(digits.format(count));
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
