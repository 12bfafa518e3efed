//! Which type takes every value of another, as data.

/// How a new type stands to the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It takes every value that the old one took, and gives it back the same.
    Wider,
    /// The old one took every value of the new one, and more.
    Narrower,
    /// Neither.
    Other,
}

/// For a type, those that hold each of its values exactly (manual, "Chapter 8. Data Types": ranges and precisions).
/// Types that write a value otherwise (`date` as `timestamp`, `json` as `jsonb`) are not among them.
const WIDER: &[(&str, &[&str])] = &[
    ("smallint", &["integer", "bigint", "numeric", "real", "double precision"]),
    ("integer", &["bigint", "numeric", "double precision"]),
    ("bigint", &["numeric"]),
    ("real", &["double precision"]),
    ("character varying", &["text"]),
    ("character", &["character varying", "text"]),
    ("name", &["character varying", "text"]),
    ("\"char\"", &["character varying", "text"]),
    ("cidr", &["inet"]),
    ("macaddr", &["macaddr8"]),
];

/// Decimal digits that a numeric needs before its point to hold each value of an integer type.
const DIGITS: &[(&str, u32)] = &[("smallint", 5), ("integer", 10), ("bigint", 19)];

/// The fractional digits of a second where a type names none (manual, "8.5. Date/Time Types").
const SECONDS_DIGITS: u32 = 6;

/// What `new` is to `old`, both as `format_type` writes them.
pub(super) fn fit(old: &str, new: &str) -> Fit {
    let (old, new) = (Type::parse(old), Type::parse(new));
    match (old.fits_into(&new), new.fits_into(&old)) {
        (true, _) => Fit::Wider,
        (false, true) => Fit::Narrower,
        (false, false) => Fit::Other,
    }
}

/// `timestamp(3) with time zone[]` in its parts.
#[derive(Debug, PartialEq, Eq)]
struct Type {
    name: String,
    modifiers: Vec<i64>,
    dimensions: usize,
}

impl Type {
    fn parse(text: &str) -> Self {
        let dimensions = text.matches("[]").count();
        let text = text.trim_end_matches("[]");
        let (name, modifiers) = match (text.find('('), text.find(')')) {
            (Some(open), Some(close)) if open < close && !text.starts_with('"') => {
                let numbers = text[open + 1..close].split(',');
                let modifiers = numbers.filter_map(|number| number.trim().parse().ok()).collect();
                (format!("{}{}", &text[..open], &text[close + 1..]), modifiers)
            }
            _ => (text.to_owned(), Vec::new()),
        };
        Self { name, modifiers, dimensions }
    }

    fn fits_into(&self, other: &Self) -> bool {
        if self.dimensions != other.dimensions {
            return false;
        }
        if self.name == other.name {
            return self.modifiers_fit(other);
        }
        let wider = WIDER.iter().find(|(name, _)| *name == self.name).map_or(&[][..], |(_, wider)| wider);
        wider.contains(&other.name.as_str()) && self.values_fit(other)
    }

    /// Within one type.
    fn modifiers_fit(&self, other: &Self) -> bool {
        let seconds = self.name.starts_with("time") || self.name.starts_with("interval");
        match (self.modifiers.as_slice(), other.modifiers.as_slice()) {
            (_, []) => true,
            (old, [new]) if seconds => old.first().copied().unwrap_or(SECONDS_DIGITS.into()) <= *new,
            ([], _) => false,
            // A value of fixed length is padded, or refused.
            (old, new) if self.name == "bit" => old == new,
            // Digits before the point, digits behind it.
            ([precision, scale], [new_precision, new_scale]) => {
                scale <= new_scale && precision - scale <= new_precision - new_scale
            }
            ([length], [new_length]) => length <= new_length,
            (old, new) => old == new,
        }
    }

    /// From a type into another that can hold its values.
    fn values_fit(&self, other: &Self) -> bool {
        match (self.modifiers.as_slice(), other.modifiers.as_slice()) {
            (_, []) => true,
            (_, [precision, scale]) => {
                let digits = DIGITS.iter().find(|(name, _)| *name == self.name);
                digits.is_some_and(|(_, digits)| i64::from(*digits) <= precision - scale)
            }
            ([length], [new_length]) => length <= new_length,
            _ => false,
        }
    }
}
