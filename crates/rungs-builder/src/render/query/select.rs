use super::statement::Statement;
use crate::{Arg, Error, render::Compiled};

impl Statement<'_> {
    /// A select, or what set operations make of one.
    pub(super) fn select(&mut self) -> Result<String, Error> {
        let with = self.with()?;
        let head = [self.comments(), self.columns()?, self.joins()?, self.wheres()?];
        let unions = self.set_operations()?;
        let tail = [
            self.groups()?,
            self.havings()?,
            self.orders()?,
            self.limit()?,
            self.offset()?,
            self.lock()?,
            self.lock_wait().to_owned(),
        ];
        if self.is_only_set_operations()? {
            let rest = join_present(head.iter().chain(&tail));
            let space = if rest.is_empty() { "" } else { " " };
            return Ok(format!("{with}{unions}{space}{rest}"));
        }
        let (mut head, tail) = (join_present(&head), join_present(&tail));
        // PostgreSQL wants the first select in parentheses where the others stand in some.
        if self.query.set_operations.iter().any(|operation| operation.wrapped) {
            head = format!("({head})");
        }
        Ok(format!("{with}{head}{}{}", preceded(&unions), preceded(&tail)))
    }

    /// A select of which one column is wanted.
    pub(super) fn pluck(&mut self, compiled: &mut Compiled) -> Result<(), Error> {
        let column = self.query.pluck.as_deref().unwrap_or(&Arg::Undefined);
        let name = match column {
            Arg::String(name) => name,
            Arg::Undefined | Arg::Null => {
                return Err(column.no_property("indexOf"));
            }
            _ => return Err(Error::type_error("toPluck.indexOf is not a function")),
        };
        compiled.pluck = name.rsplit('.').next().map(str::to_owned);
        compiled.sql = self.select()?;
        Ok(())
    }

    fn comments(&self) -> String {
        let comments: Vec<_> = self.query.comments.iter().map(|comment| format!("/* {comment} */")).collect();
        comments.join(" ")
    }
}

fn join_present<'a>(parts: impl IntoIterator<Item = &'a String>) -> String {
    let present: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    present.join(" ")
}

fn preceded(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}
