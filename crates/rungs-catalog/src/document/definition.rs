//! What PostgreSQL's own definitions of constraints and indexes say (`pg_get_constraintdef`, `pg_get_indexdef`). Their
//! form is fixed, so that they can be read without a grammar of SQL.

/// A primary key, unique, foreign key or other constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Constraint {
    PrimaryKey { columns: Vec<String> },
    Unique { columns: Vec<String>, nulls_distinct: bool },
    ForeignKey(ForeignKey),
    Check { expression: String },
    Other,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ForeignKey {
    pub(super) columns: Vec<String>,
    /// The table, as schema and name.
    pub(super) table: (String, String),
    pub(super) references: Vec<String>,
    /// What happens to the row when the one it refers to is deleted, in SQL's words.
    pub(super) on_delete: String,
    pub(super) on_update: String,
    /// What is said besides: `DEFERRABLE INITIALLY DEFERRED`, `NOT VALID`.
    pub(super) rest: String,
}

/// An index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Index {
    pub(super) unique: bool,
    pub(super) method: String,
    pub(super) parts: Vec<Part>,
    pub(super) include: Vec<String>,
    pub(super) predicate: Option<String>,
}

/// One column or expression of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// As it is written in SQL, without what follows it.
    pub(super) key: String,
    /// The column, where it is one.
    pub(super) column: Option<String>,
    pub(super) operator_class: Option<String>,
    pub(super) descending: bool,
}

/// What happens unless something else is said (manual, "CREATE TABLE").
const NO_ACTION: &str = "NO ACTION";

impl Constraint {
    pub(super) fn read(definition: &str) -> Self {
        let tokens = tokens(definition);
        let first_group = tokens.iter().find_map(Token::group);
        let columns = || first_group.map(names).unwrap_or_default();
        let word = |place: usize| tokens.get(place).and_then(Token::word).unwrap_or_default();
        match (word(0), word(1)) {
            ("PRIMARY", _) => Self::PrimaryKey { columns: columns() },
            ("UNIQUE", next) => Self::Unique { columns: columns(), nulls_distinct: next != "NULLS" },
            ("CHECK", _) => Self::Check { expression: first_group.unwrap_or_default().to_owned() },
            ("FOREIGN", "KEY") => ForeignKey::read(&tokens).map_or(Self::Other, Self::ForeignKey),
            _ => Self::Other,
        }
    }
}

impl ForeignKey {
    /// `FOREIGN KEY (…) REFERENCES t(…) [MATCH FULL] [ON UPDATE …] [ON DELETE …] [DEFERRABLE …] [NOT VALID]`
    fn read(tokens: &[Token<'_>]) -> Option<Self> {
        let [_, _, Token::Group(columns), _, table, Token::Group(references), rest @ ..] = tokens else {
            return None;
        };
        let mut key = Self {
            columns: names(columns),
            table: path(table.word()?),
            references: names(references),
            on_delete: NO_ACTION.to_owned(),
            on_update: NO_ACTION.to_owned(),
            rest: String::new(),
        };
        let mut words = rest.iter().map(Token::text).peekable();
        let mut others = Vec::new();
        while let Some(word) = words.next() {
            let event = words.peek().filter(|_| word == "ON").map(|event| event == "DELETE");
            let Some(is_delete) = event else {
                others.push(word);
                continue;
            };
            words.next();
            let mut action = words.next().unwrap_or_default();
            if matches!(action.as_str(), "SET" | "NO") {
                action = format!("{action} {}", words.next().unwrap_or_default());
            }
            // ON DELETE SET NULL (column)
            if let Some(columns) = words.next_if(|word| word.starts_with('(')) {
                action = format!("{action} {columns}");
            }
            *(if is_delete { &mut key.on_delete } else { &mut key.on_update }) = action;
        }
        key.rest = others.join(" ");
        Some(key)
    }
}

impl Index {
    /// `CREATE [UNIQUE] INDEX i ON [ONLY] t USING method (…) [INCLUDE (…)] [NULLS NOT DISTINCT] [WITH (…)] [WHERE …]`
    pub(super) fn read(definition: &str) -> Self {
        let tokens = tokens(definition);
        let mut index =
            Self { unique: tokens.get(1).is_some_and(|token| token.is("UNIQUE")), ..Self::default() };
        let Some(using) = tokens.iter().position(|token| token.is("USING")) else { return index };
        let mut rest = tokens[using + 1..].iter();
        index.method = rest.next().and_then(Token::word).unwrap_or_default().to_owned();
        if let Some(Token::Group(parts)) = rest.next() {
            index.parts = list(parts).into_iter().map(Part::read).collect();
        }
        while let Some(token) = rest.next() {
            if token.is("INCLUDE") {
                index.include = rest.next().and_then(Token::group).map(names).unwrap_or_default();
            } else if token.is("WHERE") {
                let predicate: Vec<String> = rest.by_ref().map(Token::text).collect();
                index.predicate = Some(without_parentheses(&predicate.join(" ")).to_owned());
            }
        }
        index
    }

    /// The columns that it begins with, up to the first expression.
    pub(super) fn leading_columns(&self) -> Vec<&str> {
        self.parts.iter().map_while(|part| part.column.as_deref()).collect()
    }
}

impl Part {
    fn read(text: &str) -> Self {
        let tokens = tokens(text);
        // A name with parentheses after it is a call.
        let is_column = tokens.first().is_some_and(|token| token.word().is_some())
            && !tokens.get(1).is_some_and(|token| token.group().is_some() && !spaced(text, token));
        let length = if is_column {
            1
        } else {
            tokens.iter().position(|token| token.group().is_some()).unwrap_or(0) + 1
        };
        let end = tokens[..length.min(tokens.len())].last().map_or(text.len(), |token| token.end_in(text));
        let key = text[..end].to_owned();
        let mut part = Self { column: is_column.then(|| unquoted(&key)), key, ..Self::default() };
        let mut rest = tokens.iter().skip(length).filter_map(Token::word);
        while let Some(word) = rest.next() {
            match word {
                "COLLATE" | "NULLS" | "WITH" => {
                    rest.next();
                }
                "ASC" => {}
                "DESC" => part.descending = true,
                class => part.operator_class = Some(class.to_owned()),
            }
        }
        part
    }
}

/// A piece of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// What stands between spaces and parentheses.
    Word(&'a str),
    /// What stands in parentheses.
    Group(&'a str),
}

impl<'a> Token<'a> {
    fn word(&self) -> Option<&'a str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }

    fn group(&self) -> Option<&'a str> {
        if let Self::Group(group) = self { Some(group) } else { None }
    }

    fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    fn text(&self) -> String {
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Group(group) => format!("({group})"),
        }
    }

    /// Where it ends in the text that it was taken from.
    fn end_in(&self, text: &str) -> usize {
        match self {
            Self::Word(word) => offset(text, word) + word.len(),
            Self::Group(group) => offset(text, group) + group.len() + 1,
        }
    }
}

/// Whether a space stands before the parenthesis.
fn spaced(text: &str, group: &Token<'_>) -> bool {
    group.group().is_some_and(|group| text[..offset(text, group)].ends_with(" ("))
}

/// Where `part`, a piece of `text`, begins in it.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first == '(' { closed(rest) } else { until(rest, |c| c.is_whitespace() || c == '(') };
        let (token, after) = rest.split_at(length);
        tokens.push(match token.strip_prefix('(') {
            Some(group) => Token::Group(group.strip_suffix(')').unwrap_or(group)),
            None => Token::Word(token),
        });
        rest = after.trim_start();
    }
    tokens
}

/// The length of the group that `text` begins with, with its parentheses.
fn closed(text: &str) -> usize {
    let mut depth = 0;
    let end = scan(text, |c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    end.map_or(text.len(), |end| end + 1)
}

/// The length of what comes before the first character outside quotes that `ends` it; at least one character.
fn until(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    if text.starts_with(['"', '\'']) {
        return scan(text, ends).unwrap_or(text.len());
    }
    scan(&text[first..], ends).map_or(text.len(), |end| end + first)
}

/// The first character outside quotes for which `found` holds.
fn scan(text: &str, mut found: impl FnMut(char) -> bool) -> Option<usize> {
    let mut quote = None;
    for (place, character) in text.char_indices() {
        match (quote, character) {
            // A doubled quote closes and opens again.
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, _) if found(character) => return Some(place),
            (None, _) => {}
        }
    }
    None
}

/// What stands between commas.
pub(super) fn list(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        let mut depth = 0;
        let end = scan(rest, |c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            depth == 0 && c == ','
        });
        let Some(end) = end else { break };
        items.push(rest[..end].trim());
        rest = &rest[end + 1..];
    }
    items.push(rest.trim());
    items.retain(|item| !item.is_empty());
    items
}

/// The names of columns in a list. `PERIOD c` and `c WITHOUT OVERLAPS` name the column `c` (18 and newer).
fn names(text: &str) -> Vec<String> {
    let name = |item: &str| {
        let item = item.strip_prefix("PERIOD ").unwrap_or(item);
        unquoted(item.strip_suffix(" WITHOUT OVERLAPS").unwrap_or(item))
    };
    list(text).into_iter().map(name).collect()
}

/// A name as the catalog has it.
pub(super) fn unquoted(name: &str) -> String {
    match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(name) => name.replace("\"\"", "\""),
        None => name.to_owned(),
    }
}

/// A relation's schema and name; without a schema it is in `public`, which is all that snapshots look in.
pub(super) fn path(written: &str) -> (String, String) {
    match scan(written, |c| c == '.') {
        Some(dot) => (unquoted(&written[..dot]), unquoted(&written[dot + 1..])),
        None => ("public".to_owned(), unquoted(written)),
    }
}

/// An expression without parentheses around the whole.
pub(super) fn without_parentheses(text: &str) -> &str {
    let text = text.trim();
    if text.starts_with('(') && closed(text) == text.len() { text[1..text.len() - 1].trim() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_are_read() {
        let key = Constraint::read(
            r#"FOREIGN KEY (a, "odd, (name)") REFERENCES app."Other""s"(x, y) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (a) DEFERRABLE NOT VALID"#,
        );
        let Constraint::ForeignKey(key) = key else { panic!("{key:?}") };
        assert_eq!(key.columns, ["a", "odd, (name)"]);
        assert_eq!(key.table, ("app".to_owned(), "Other\"s".to_owned()));
        assert_eq!((key.on_delete.as_str(), key.on_update.as_str()), ("SET NULL (a)", "CASCADE"));
        assert_eq!(key.rest, "MATCH FULL DEFERRABLE NOT VALID");
        let columns = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(
            Constraint::read("UNIQUE NULLS NOT DISTINCT (a, b)"),
            Constraint::Unique { columns: columns.clone(), nulls_distinct: false }
        );
        assert_eq!(
            Constraint::read("PRIMARY KEY (a, b WITHOUT OVERLAPS)"),
            Constraint::PrimaryKey { columns }
        );
        let check = Constraint::read("CHECK ((a ~ '^[(]'::text))");
        assert_eq!(check, Constraint::Check { expression: "(a ~ '^[(]'::text)".to_owned() });
    }

    #[test]
    fn indexes_are_read() {
        let index = Index::read(
            r#"CREATE UNIQUE INDEX "my USING (x)" ON ONLY public."T" USING gin ("A b" DESC NULLS LAST, lower((x)::text) COLLATE "C" gin_trgm_ops, ((x -> 'a,b'::text)), y int4_ops (a='1')) INCLUDE (c, d) WITH (fastupdate=off) WHERE ((x IS NULL) AND (y = 'a b'::text))"#,
        );
        assert!(index.unique);
        assert_eq!(index.method, "gin");
        let keys: Vec<&str> = index.parts.iter().map(|part| part.key.as_str()).collect();
        assert_eq!(keys, [r#""A b""#, "lower((x)::text)", "((x -> 'a,b'::text))", "y"]);
        assert_eq!(index.leading_columns(), ["A b"]);
        assert_eq!(index.parts[1].operator_class.as_deref(), Some("gin_trgm_ops"));
        assert!(index.parts[0].descending);
        assert_eq!(index.include, ["c", "d"]);
        assert_eq!(index.predicate.as_deref(), Some("(x IS NULL) AND (y = 'a b'::text)"));
    }
}
