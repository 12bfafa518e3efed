use super::statement::Statement;
use crate::{Arg, Error, ast::query::Aggregate};

impl Statement<'_> {
    /// One or, for an object of aliases, several aggregates.
    pub(super) fn aggregate(&mut self, aggregate: &Aggregate) -> Result<Vec<String>, Error> {
        let explicit = aggregate.alias.as_deref().filter(|alias| alias.is_truthy());
        match &*aggregate.value {
            raw if raw.is_raw() => {
                let distinct = if aggregate.distinct { "distinct " } else { "" };
                let inner = self.formatter.unwrap_raw(raw)?.unwrap_or_default();
                Ok(vec![format!("{}({distinct}{inner})", aggregate.function)])
            }
            // The list form has no alias, even when one is given (Knex 3.3.0).
            Arg::Array(columns) => Ok(vec![self.aggregate_list(aggregate, columns, None)?]),
            object if object.is_object() => {
                if explicit.is_some() {
                    return Err(Error::plain("When using an object explicit alias can not be used"));
                }
                object
                    .entries()
                    .into_iter()
                    .map(|(alias, column)| self.aliased(aggregate, &alias, column))
                    .collect()
            }
            Arg::String(text) => self.aggregate_name(aggregate, text, explicit).map(|sql| vec![sql]),
            _ => Err(Error::type_error("value.toLowerCase is not a function")),
        }
    }

    fn aliased(&mut self, aggregate: &Aggregate, alias: &str, column: &Arg) -> Result<String, Error> {
        let alias = Arg::from(alias);
        match column {
            Arg::Array(columns) => self.aggregate_list(aggregate, columns, Some(&alias)),
            one => self.aggregate_one(aggregate, one, Some(&alias)),
        }
    }

    /// `column as alias`
    fn aggregate_name(
        &mut self,
        aggregate: &Aggregate,
        text: &str,
        explicit: Option<&Arg>,
    ) -> Result<String, Error> {
        let Some((at, _)) = text
            .char_indices()
            .find(|&(at, _)| text.get(at..at + 4).is_some_and(|part| part.eq_ignore_ascii_case(" as ")))
        else {
            return self.aggregate_one(aggregate, &Arg::from(text), explicit);
        };
        let (column, alias) = (&text[..at], &text[at + 4..]);
        if explicit.is_some() {
            return Err(Error::plain(format!("Found multiple aliases for same column: {column}")));
        }
        self.aggregate_one(aggregate, &Arg::from(column), Some(&Arg::from(alias)))
    }

    fn aggregate_one(
        &mut self,
        aggregate: &Aggregate,
        column: &Arg,
        alias: Option<&Arg>,
    ) -> Result<String, Error> {
        let distinct = if aggregate.distinct { "distinct " } else { "" };
        let sql = format!("{}({distinct}{})", aggregate.function, self.formatter.wrap(column)?);
        self.with_alias(sql, alias)
    }

    fn aggregate_list(
        &mut self,
        aggregate: &Aggregate,
        columns: &[Arg],
        alias: Option<&Arg>,
    ) -> Result<String, Error> {
        let mut list = self.formatter.columnize_list(columns)?;
        if aggregate.distinct {
            list = format!("distinct({list})");
        }
        self.with_alias(format!("{}({list})", aggregate.function), alias)
    }

    /// `sql as "alias"`
    pub(super) fn with_alias(&mut self, sql: String, alias: Option<&Arg>) -> Result<String, Error> {
        match alias.filter(|alias| alias.is_truthy()) {
            Some(alias) => Ok(format!("{sql} as {}", self.formatter.wrap(alias)?)),
            None => Ok(sql),
        }
    }
}
