use indexmap::IndexMap;

use super::{insert::Rows, statement::Statement};
use crate::{Arg, Error, ast::query::Value};

impl Statement<'_> {
    /// ` on conflict … do …`, with the `where` of the update; nothing where no conflict is provided for.
    pub(super) fn conflict(&mut self) -> Result<String, Error> {
        let conflict = &self.query.insert.conflict;
        let Some(target) = conflict.target.as_deref() else { return Ok(String::new()) };
        let mut sql = String::new();
        if conflict.ignores {
            match target {
                Arg::Bool(true) => sql.push_str(" on conflict do nothing"),
                target => sql.push_str(&format!(" on conflict {} do nothing", self.conflict_target(target)?)),
            }
        }
        if let Some(updates) = conflict.merge.as_deref() {
            let target = self.conflict_target(target)?;
            sql.push_str(&format!(" on conflict {target} do update set {}", self.merged(updates)?));
            let wheres = self.wheres()?;
            if !wheres.is_empty() {
                sql.push(' ');
                sql.push_str(&wheres);
            }
        }
        Ok(sql)
    }

    fn conflict_target(&mut self, target: &Arg) -> Result<String, Error> {
        if target.is_raw() {
            return self.formatter.wrap(target);
        }
        Ok(format!("({})", self.formatter.columnize(target)?))
    }

    /// What a conflict updates: the columns that are named, the values that are given, or all that the insert has.
    fn merged(&mut self, updates: &Arg) -> Result<String, Error> {
        match updates {
            Arg::Array(columns) => {
                let columns: Vec<_> = columns.iter().map(Arg::to_js_string).collect();
                self.excluded(&columns)
            }
            object if object.is_object() => {
                let values: IndexMap<_, _> =
                    object.entries().into_iter().map(|(key, value)| (key, Value::Borrowed(value))).collect();
                Ok(self.assignments(Some(&values))?.join(","))
            }
            _ => match self.rows(self.inserted())? {
                Rows::Values { columns, .. } => self.excluded(&columns),
                Rows::Statement(_) => {
                    Err(Error::plain("If using merge with a raw insert query, then updates must be provided"))
                }
            },
        }
    }

    /// `"a" = excluded."a"`
    fn excluded(&mut self, columns: &[String]) -> Result<String, Error> {
        let mut assignments = Vec::with_capacity(columns.len());
        for column in columns {
            let column = self.formatter.wrap_str(column.rsplit('.').next().unwrap_or_default())?;
            assignments.push(format!("{column} = excluded.{column}"));
        }
        Ok(assignments.join(", "))
    }
}
