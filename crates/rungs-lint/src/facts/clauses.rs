//! What is said of one thing in a statement that says many.

use rungs_trace::sql::{Token, tokens};

/// The words of each clause of a statement: what stands between commas and brackets, with what is in brackets within it. The
/// bodies of `DO` blocks and functions are looked into. Words that are not quoted are in lower case.
pub(crate) fn clauses(sql: &str) -> Vec<Vec<String>> {
    let mut closed = Vec::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    for (_, token) in tokens(sql) {
        match token {
            Token::Word(word) => add(&mut open, &word.to_lowercase()),
            Token::Quoted(text) if text.starts_with('"') => {
                add(&mut open, &text.trim_matches('"').replace("\"\"", "\""));
            }
            Token::Quoted(text) if text.starts_with('$') => {
                let tag = text[1..].find('$').map_or(0, |end| end + 2);
                closed.extend(clauses(text.get(tag..text.len().saturating_sub(tag)).unwrap_or_default()));
            }
            Token::Sign('(') => open.push(Vec::new()),
            Token::Sign(')') if open.len() > 1 => closed.extend(open.pop()),
            Token::Sign(',' | ';') => {
                if let Some(last) = open.last_mut() {
                    closed.push(std::mem::take(last));
                }
            }
            _ => {}
        }
    }
    closed.extend(open);
    closed.retain(|clause| !clause.is_empty());
    closed
}

/// A word belongs to the clause that it stands in, and to those around it.
fn add(open: &mut [Vec<String>], word: &str) {
    for clause in open {
        clause.push(word.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_stand_between_commas_and_brackets() {
        let told: Vec<String> =
            clauses("create table \"B\" (id int, a_id int references A (id) on delete set null)")
                .iter()
                .map(|words| words.join(" "))
                .collect();
        assert_eq!(
            told,
            [
                "id int",
                "id",
                "a_id int references a id on delete set null",
                "create table B id int a_id int references a id on delete set null",
            ]
        );
    }
}
