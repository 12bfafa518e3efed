use crate::{Arg, Compiled, Context, Site, render::Formatter};

/// The statements of one table or view, with the formatter that collects the bindings of the next.
pub(super) struct Sequence<'a> {
    /// Quotes names; bindings of raws among them go with the next statement.
    pub formatter: Formatter<'a>,
    /// The statements so far.
    pub statements: Vec<Compiled>,
}

impl<'a> Sequence<'a> {
    /// A sequence without statements.
    pub fn new(context: &'a Context<'a>) -> Self {
        Self { formatter: Formatter::new(context), statements: Vec::new() }
    }

    /// Adds a statement with the bindings collected since the last.
    pub fn push(&mut self, sql: String, site: Option<&Site>) {
        let bindings = std::mem::take(&mut self.formatter.bindings);
        self.statements.push(statement(sql, bindings, site));
    }

    /// Adds a statement without bindings: Knex loses those of a table's columns.
    pub fn push_unbound(&mut self, sql: String, site: Option<&Site>) {
        self.formatter.bindings.clear();
        let warnings = std::mem::take(&mut self.formatter.warnings);
        self.statements.push(Compiled { warnings, ..statement(sql, Vec::new(), site) });
    }

    /// Adds a statement before all others.
    pub fn unshift(&mut self, sql: String, site: Option<&Site>) {
        let bindings = std::mem::take(&mut self.formatter.bindings);
        self.statements.insert(0, statement(sql, bindings, site));
    }

    /// Adds statements that are complete.
    pub fn extend(&mut self, statements: Vec<Compiled>) {
        if !statements.is_empty() {
            self.formatter.bindings.clear();
        }
        self.statements.extend(statements);
    }
}

/// A statement that a call asked for.
pub(super) fn statement(sql: String, bindings: Vec<Arg>, site: Option<&Site>) -> Compiled {
    Compiled { sql, bindings, site: site.cloned(), ..Compiled::default() }
}
