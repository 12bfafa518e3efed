//! How findings are told.

use std::fmt;

use super::finding::{Change, Difference, Finding, Remark};
use crate::kind::Naming;
use crate::object::{Object, quoted};
use crate::snapshot::Told;

impl fmt::Display for Difference {
    /// One finding a line, then the remarks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        for remark in &self.remarks {
            writeln!(f, "remark: {remark}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.change {
            Change::Leaves => write!(f, "leaves {}", self.object),
            Change::Forgets => write!(f, "forgets {}", self.object),
            Change::Alters { attribute, before, after } => {
                alters(f, &self.object, attribute, before.as_deref(), after.as_deref())
            }
        }
    }
}

fn alters(
    f: &mut fmt::Formatter<'_>,
    object: &Object,
    name: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> fmt::Result {
    let told =
        object.kind.attributes().iter().find(|attribute| attribute.name == name).map(|found| found.told);
    let whose = whose(object);
    match (told, before, after) {
        (Some(Told::Flag), Some(_), None) => write!(f, "does not restore {name} of {whose}"),
        (Some(Told::Flag), ..) => write!(f, "leaves {name} of {whose}"),
        (_, Some(before), None) => write!(f, "does not restore {name} `{}` of {whose}", shortened(before)),
        (_, None, after) => write!(f, "leaves {name} `{}` of {whose}", shortened(after.unwrap_or_default())),
        (_, Some(before), Some(after)) => {
            let (before, after) = contrasted(before, after);
            match told {
                Some(Told::As) => write!(f, "restores {whose} as `{after}` instead of `{before}`"),
                _ => write!(f, "restores {name} of {whose} as `{after}` instead of `{before}`"),
            }
        }
    }
}

/// The object as the one that has something. A column's table says that it is a column.
fn whose(object: &Object) -> String {
    match object.kind.naming() {
        Naming::Dotted => object.place(),
        _ if object.kind == crate::kind::Kind::Table => object.place(),
        _ => object.to_string(),
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Alters(finding) => finding.fmt(f),
            Remark::ColumnOrder { table, before, after } => {
                let list =
                    |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
                let (before, after) = (list(before), list(after));
                write!(f, "leaves the columns of {table} in the order `{after}` instead of `{before}`")
            }
        }
    }
}

/// As many characters of a value as a message has room for.
const LONGEST: usize = 80;

/// How many characters before the first difference are shown.
const LEAD: usize = 20;

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    window(&in_one_line(text), 0)
}

/// Two long values, each around the place where they begin to differ.
fn contrasted(before: &str, after: &str) -> (String, String) {
    let (mut one, mut other) = (in_one_line(before), in_one_line(after));
    if one == other {
        // They differ in white space only.
        (one, other) = (before.escape_debug().to_string(), after.escape_debug().to_string());
    }
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    (window(&one, common), window(&other, common))
}

/// The text, or what surrounds its character `place` if it is long.
fn window(text: &str, place: usize) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return text.to_owned();
    }
    let start = if place < LONGEST / 2 { 0 } else { place - LEAD };
    let shown: String = text.chars().skip(start).take(LONGEST).collect();
    let (open, close) = (if start > 0 { "…" } else { "" }, if start + LONGEST < length { "…" } else { "" });
    format!("{open}{shown}{close}")
}
