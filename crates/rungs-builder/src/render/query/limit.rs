use super::statement::Statement;
use crate::{Arg, Error, ast::query::Limit, render::text::text};

impl Statement<'_> {
    /// `limit …`; zero is a limit.
    pub(super) fn limit(&mut self) -> Result<String, Error> {
        match &self.query.limit {
            Some(limit) => Ok(format!("limit {}", self.number(limit)?)),
            None => Ok(String::new()),
        }
    }

    /// `offset …`; zero is none.
    pub(super) fn offset(&mut self) -> Result<String, Error> {
        match &self.query.offset {
            Some(offset) if offset.value.is_truthy() => Ok(format!("offset {}", self.number(offset)?)),
            _ => Ok(String::new()),
        }
    }

    fn number(&mut self, limit: &Limit) -> Result<String, Error> {
        if limit.skips_binding {
            return match &*limit.value {
                Arg::Builder(_) => text(&limit.value, self.formatter.context),
                number => Ok(number.to_js_string()),
            };
        }
        self.formatter.parameter(&limit.value)
    }
}
