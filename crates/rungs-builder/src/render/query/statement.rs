use super::Part;
use crate::{
    Arg, Error,
    ast::query::{Query, QueryMethod},
    render::{Compiled, Context, Formatter, text::text},
};

/// A statement while it is written. The order in which clauses are written is the order of their bindings.
pub(super) struct Statement<'q> {
    pub query: &'q Query<'q>,
    pub formatter: Formatter<'q>,
    /// The table, once it has been written: its bindings count where it is written first.
    pub table: Option<String>,
    /// The columns whose values in the `where` clause have something undefined.
    undefined: Vec<String>,
}

/// Clauses that Knex refuses rather than lose (lib/query/querycompiler.js, `invalidClauses`).
const REFUSED: &[(QueryMethod, &str, &[Clause])] = &[
    (QueryMethod::Delete, "delete", &[Clause::Having, Clause::Limit]),
    (QueryMethod::Truncate, "truncate", &[Clause::Where, Clause::Having, Clause::Limit]),
];

#[derive(Clone, Copy)]
enum Clause {
    Where,
    Having,
    Limit,
}

impl Clause {
    fn name(self) -> &'static str {
        match self {
            Self::Where => "where",
            Self::Having => "having",
            Self::Limit => "limit",
        }
    }

    fn is_in(self, query: &Query) -> bool {
        match self {
            Self::Where => !query.wheres.is_empty(),
            Self::Having => !query.havings.is_empty(),
            Self::Limit => query.limit.is_some(),
        }
    }
}

impl<'q> Statement<'q> {
    pub fn new(query: &'q Query<'q>, context: &'q Context<'q>) -> Self {
        let mut formatter = Formatter::new(context);
        formatter.warnings.clone_from(&query.warnings);
        Self { query, formatter, table: None, undefined: Vec::new() }
    }

    /// Writes the statement, or the part of it that is wanted.
    pub fn compile(mut self, part: Part) -> Result<Compiled, Error> {
        self.refuse_lost_clauses()?;
        let query = self.query;
        let mut compiled = Compiled::default();
        let method = match part {
            Part::Where => {
                compiled.sql = self.wheres()?;
                "where"
            }
            Part::Whole => {
                self.write(&mut compiled)?;
                query.method.name()
            }
        };
        if !self.undefined.is_empty() {
            return Err(Error::plain(format!(
                "Undefined binding(s) detected when compiling {}. Undefined column(s): [{}] query: {}",
                method.to_uppercase(),
                self.undefined.join(", "),
                compiled.sql
            )));
        }
        compiled.method = Some(method);
        if matches!(method, "select" | "first") {
            compiled.alias = query.alias.as_deref().filter(|alias| alias.is_truthy()).map(Arg::to_js_string);
        }
        if compiled.output.is_none() {
            compiled.bindings = self.formatter.bindings;
        }
        compiled.warnings = self.formatter.warnings;
        Ok(compiled)
    }

    fn write(&mut self, compiled: &mut Compiled) -> Result<(), Error> {
        match self.query.method {
            QueryMethod::Select | QueryMethod::First => compiled.sql = self.select()?,
            QueryMethod::Pluck => self.pluck(compiled)?,
            QueryMethod::Insert => compiled.sql = self.insert()?,
            QueryMethod::Update => compiled.sql = self.update()?,
            QueryMethod::Delete => compiled.sql = self.delete()?,
            QueryMethod::Truncate => {
                compiled.sql = format!("truncate {} restart identity", self.table_name()?)
            }
            QueryMethod::ColumnInfo => self.column_info(compiled)?,
        }
        let returns =
            matches!(self.query.method, QueryMethod::Insert | QueryMethod::Update | QueryMethod::Delete);
        if returns && !compiled.sql.is_empty() {
            compiled.returning = self.query.returning.as_deref().cloned();
        }
        Ok(())
    }

    fn refuse_lost_clauses(&self) -> Result<(), Error> {
        for (method, verb, clauses) in REFUSED {
            if *method != self.query.method {
                continue;
            }
            if let Some(lost) = clauses.iter().find(|clause| clause.is_in(self.query)) {
                let clause = lost.name();
                return Err(Error::plain(format!(
                    "Aborted query compilation: `{clause}` has no effect on a `{verb}` statement"
                )));
            }
        }
        Ok(())
    }

    /// Notes that a condition on `column` has something undefined; the statement is refused when it is complete.
    pub fn note_undefined(&mut self, column: Option<&Arg>) -> Result<(), Error> {
        let name = match column {
            None | Some(Arg::Undefined | Arg::Null) => String::new(),
            Some(column) => text(column, self.formatter.context)?,
        };
        self.undefined.push(name);
        Ok(())
    }

    /// ` returning …`, or nothing.
    pub fn returning(&mut self) -> Result<String, Error> {
        match self.query.returning.as_deref() {
            Some(columns) if columns.is_truthy() => {
                Ok(format!(" returning {}", self.formatter.columnize(columns)?))
            }
            _ => Ok(String::new()),
        }
    }
}
