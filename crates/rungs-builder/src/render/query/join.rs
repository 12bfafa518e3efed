use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{Join, JoinKind, On},
};

impl Statement<'_> {
    /// All joins.
    pub(super) fn joins(&mut self) -> Result<String, Error> {
        let mut joins = Vec::with_capacity(self.query.joins.len());
        for join in &self.query.joins {
            joins.push(self.join(join)?);
        }
        Ok(joins.join(" "))
    }

    fn join(&mut self, join: &Join) -> Result<String, Error> {
        let words = match &join.kind {
            JoinKind::Raw => return Ok(self.formatter.unwrap_raw(&join.table)?.unwrap_or_default()),
            JoinKind::Typed(words) => (*words).to_owned(),
            JoinKind::Named(words) if words.as_str() == Some("raw") => {
                return Ok(self.formatter.unwrap_raw(&join.table)?.unwrap_or_default());
            }
            JoinKind::Named(words) => words.to_js_string(),
        };
        let mut sql = format!("{words} join {}", self.join_table(join)?);
        for (index, predicate) in join.conditions.iter().enumerate() {
            let word = match (index, &predicate.on) {
                (0, On::Using(_)) => "using",
                (0, _) => "on",
                _ => predicate.conjunction.sql(),
            };
            sql.push_str(&format!(" {word} "));
            sql.push_str(&self.on(predicate)?);
        }
        Ok(sql)
    }

    /// The table of a join, behind its schema.
    pub(super) fn join_table(&mut self, join: &Join) -> Result<String, Error> {
        match join.schema.as_deref().filter(|schema| schema.is_truthy()) {
            Some(schema) if !join.table.is_raw() => {
                let name = format!("{}.{}", schema.to_js_string(), join.table.to_js_string());
                self.formatter.wrap(&Arg::String(name))
            }
            _ => self.formatter.wrap(&join.table),
        }
    }
}
