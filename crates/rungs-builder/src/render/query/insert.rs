use indexmap::IndexSet;

use super::{Part, statement::Statement};
use crate::{Arg, Builder, BuilderKind, Call, Error};

/// What an insert is made of.
pub(super) enum Rows<'v> {
    /// A subquery or a raw.
    Statement(String),
    /// Rows, and the columns that any of them has, sorted.
    Values { columns: Vec<String>, rows: Vec<&'v Arg> },
}

impl<'q> Statement<'q> {
    /// `insert into … values …`; nothing where there is no row.
    pub(super) fn insert(&mut self) -> Result<String, Error> {
        let with = self.with()?;
        let table = self.table_name()?;
        let body = self.insert_body()?;
        if body.is_empty() {
            return Ok(String::new());
        }
        let conflict = self.conflict()?;
        let returning = self.returning()?;
        Ok(format!("{with}insert into {table} {body}{conflict}{returning}"))
    }

    fn insert_body(&mut self) -> Result<String, Error> {
        const DEFAULTS: &str = "default values";
        let values = self.inserted();
        match values {
            Arg::Array(rows) if rows.is_empty() => return Ok(String::new()),
            object if object.is_keyed() && object.as_array().is_none() && object.is_empty() => {
                return Ok(DEFAULTS.into());
            }
            _ => {}
        }
        match self.rows(values)? {
            Rows::Statement(sql) => Ok(sql),
            Rows::Values { columns, rows } if !columns.is_empty() => self.values(&columns, &rows),
            _ => match values.as_array() {
                Some([row]) if row.is_truthy() => Ok(DEFAULTS.into()),
                _ => Ok(String::new()),
            },
        }
    }

    /// What is inserted; nothing at all is a list without rows.
    pub(super) fn inserted(&self) -> &'q Arg {
        const NO_ROWS: &Arg = &Arg::Array(Vec::new());
        self.query.insert.values.as_deref().filter(|values| values.is_truthy()).unwrap_or(NO_ROWS)
    }

    /// The columns and rows of what is inserted: columns sorted as JavaScript sorts, rows up to the first null.
    pub(super) fn rows<'v>(&mut self, values: &'v Arg) -> Result<Rows<'v>, Error> {
        let statement = self.formatter.statement(values, Part::Whole)?;
        if !statement.is_empty() {
            return Ok(Rows::Statement(statement));
        }
        let rows: Vec<&Arg> = match values {
            Arg::Array(rows) => rows.iter().take_while(|row| !row.is_nullish()).collect(),
            row => vec![row],
        };
        let mut columns = IndexSet::new();
        for row in &rows {
            match row {
                Arg::Object(entries) => {
                    for key in entries.keys() {
                        if !columns.contains(key) {
                            columns.insert(key.clone());
                        }
                    }
                }
                other => columns.extend(other.entries().into_iter().map(|(key, _)| key)),
            }
        }
        let mut columns: Vec<String> = columns.into_iter().collect();
        columns.sort_by(|left, right| left.encode_utf16().cmp(right.encode_utf16()));
        Ok(Rows::Values { columns, rows })
    }

    fn values(&mut self, columns: &[String], rows: &[&Arg]) -> Result<String, Error> {
        let mut names = Vec::with_capacity(columns.len());
        for column in columns {
            names.push(self.formatter.wrap_str(column)?);
        }
        let missing = if self.formatter.context.use_null_as_default { Arg::Null } else { default_keyword() };
        let mut sql = format!("({}) values (", names.join(", "));
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                sql.push_str("), (");
            }
            let values = columns.iter().map(|column| row.member(column));
            sql.push_str(&self.parameters(values, &missing)?);
        }
        sql.push(')');
        Ok(sql)
    }
}

/// `knex.raw('DEFAULT')`
fn default_keyword() -> Arg {
    let set = Call::new("set", vec![Arg::from("DEFAULT")]);
    Arg::Builder(Box::new(Builder { kind: BuilderKind::Raw, calls: vec![set], callback: false }))
}
