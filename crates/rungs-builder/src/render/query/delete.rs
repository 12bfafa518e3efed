use super::statement::Statement;
use crate::{Arg, Error};

impl Statement<'_> {
    /// `delete from … using … where …`. PostgreSQL has no joins here: they become tables of `using` and equalities.
    pub(super) fn delete(&mut self) -> Result<String, Error> {
        let query = self.query;
        let table = self.table_name()?;
        let with = self.with()?;
        let mut using = self.using()?;
        let mut tables = Vec::with_capacity(query.joins.len());
        for join in &query.joins {
            tables.push(self.join_table(join)?);
        }
        if !tables.is_empty() {
            using.push_str(if using.is_empty() { "using " } else { "," });
            using.push_str(&tables.join(","));
        }
        let mut wheres = self.wheres()?;
        for predicate in query.joins.iter().flat_map(|join| &join.conditions) {
            let (column, value) = predicate.on.sides();
            let equality = self.comparison(false, (&column, &Arg::from("="), &value), true)?;
            wheres.push_str(if wheres.is_empty() { "where " } else { " and " });
            wheres.push_str(&equality);
        }
        let mut sql = format!("{with}delete from {}{table}", self.only());
        for clause in [using, wheres].iter().filter(|clause| !clause.is_empty()) {
            sql.push(' ');
            sql.push_str(clause);
        }
        sql.push_str(&self.returning()?);
        Ok(sql)
    }

    fn using(&mut self) -> Result<String, Error> {
        let Some(tables) = self.query.using.as_deref().filter(|tables| tables.is_truthy()) else {
            return Ok(String::new());
        };
        let mut written = Vec::new();
        for table in tables.as_array().unwrap_or(std::slice::from_ref(tables)) {
            written.push(self.formatter.wrap(table)?);
        }
        Ok(format!("using {}", written.join(",")))
    }
}
