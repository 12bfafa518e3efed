use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{Grouping, Ordering},
};

impl Statement<'_> {
    /// `group by …`, or nothing.
    pub(super) fn groups(&mut self) -> Result<String, Error> {
        let mut items = Vec::with_capacity(self.query.groups.len());
        for group in &self.query.groups {
            items.push(match group {
                Grouping::Columns(columns) => self.formatter.columnize_list(columns)?,
                Grouping::Raw(raw) => self.formatter.unwrap_raw(raw)?.unwrap_or_default(),
            });
        }
        Ok(clause("group by", &items))
    }

    /// `order by …`, or nothing.
    pub(super) fn orders(&mut self) -> Result<String, Error> {
        let mut items = Vec::with_capacity(self.query.orders.len());
        for order in &self.query.orders {
            items.push(match order {
                Ordering::Raw(raw) => self.formatter.unwrap_raw(raw)?.unwrap_or_default(),
                Ordering::Column { column, direction, nulls } => {
                    let name = self.sorted_by(column)?;
                    let direction = self.direction(direction)?;
                    if nulls.is_truthy() && !column.is_raw() {
                        format!("{name} {direction} nulls {}", nulls.to_js_string())
                    } else {
                        format!("{name} {direction}")
                    }
                }
            });
        }
        Ok(clause("order by", &items))
    }

    fn sorted_by(&mut self, column: &Arg) -> Result<String, Error> {
        if column.is_query() {
            return Ok(format!("({})", self.formatter.columnize(column)?));
        }
        self.formatter.columnize(column)
    }

    /// `asc` or `desc` as it was written, or a raw.
    fn direction(&mut self, direction: &Arg) -> Result<String, Error> {
        if let Some(raw) = self.formatter.unwrap_raw(direction)? {
            return Ok(raw);
        }
        match direction {
            Arg::String(word) if matches!(word.to_lowercase().as_str(), "asc" | "desc") => Ok(word.clone()),
            Arg::String(_) => Ok("asc".into()),
            other if other.is_truthy() => {
                Err(Error::type_error("(value || \"\").toLowerCase is not a function"))
            }
            _ => Ok("asc".into()),
        }
    }
}

fn clause(words: &str, items: &[String]) -> String {
    if items.is_empty() { String::new() } else { format!("{words} {}", items.join(", ")) }
}
