//! `@breaking` in a migration's comments.

/// The words of each `@breaking` of a source text's block comments, white space made single, in their order. What a tag
/// says goes on to the next tag, an empty line or the end of the comment.
///
/// ```
/// let source = "/**\n * Renames.\n * @breaking `users.name` is `users.full_name`:\n *   deploy the API first.\n */";
/// assert_eq!(rungs_run::comments::breaking_words(source), ["`users.name` is `users.full_name`: deploy the API first."]);
/// ```
pub fn breaking_words(source: &str) -> Vec<String> {
    let mut words = Vec::new();
    for comment in comments(source) {
        let mut open: Option<Vec<&str>> = None;
        for line in comment.lines() {
            let line = line.trim().trim_start_matches('*').trim();
            if let Some(tag) = line.strip_prefix('@') {
                words.extend(open.take().map(|parts| parts.join(" ")));
                let says =
                    tag.strip_prefix("breaking").filter(|rest| !rest.starts_with(char::is_alphanumeric));
                open = says.map(|says| says.trim_start_matches(':').split_whitespace().collect());
            } else if line.is_empty() {
                words.extend(open.take().map(|parts| parts.join(" ")));
            } else if let Some(parts) = &mut open {
                parts.extend(line.split_whitespace());
            }
        }
        words.extend(open.take().map(|parts| parts.join(" ")));
    }
    words.retain(|said| said.contains(char::is_alphanumeric));
    words
}

/// What stands between `/**` and `*/`. A text in quotes that looks like it is taken for one: nobody writes that.
fn comments(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find("/**") {
        let inner = &rest[start + 3..];
        let Some(end) = inner.find("*/") else { break };
        found.push(&inner[..end]);
        rest = &inner[end + 2..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_they_are_written() {
        let rows: &[(&str, &[&str])] = &[
            ("/** @breaking drops x */", &["drops x"]),
            ("/**\r\n * @breaking one\r\n * @breaking: two\r\n * @param x\r\n */", &["one", "two"]),
            ("/* @breaking no */ // @breaking neither", &[]),
            ("/** @breakingly no */ /** @breaking */", &[]),
            ("/**\n * @breaking one\n *\n * more\n */", &["one"]),
        ];
        for (source, words) in rows {
            assert_eq!(&breaking_words(source), words, "{source}");
        }
    }
}
