use super::statement::Statement;
use crate::{
    Arg, Error,
    ast::query::{Analytic, Value, Window},
    render::text::text,
};

impl Statement<'_> {
    /// `rank() over (partition by … order by …) as "alias"`
    pub(super) fn analytic(&mut self, analytic: &Analytic) -> Result<String, Error> {
        let window = match &analytic.window {
            Window::Raw(raw) => text(raw, self.formatter.context)?,
            Window::Parts { partitions, orders } => {
                let partition = if partitions.is_empty() {
                    String::new()
                } else {
                    format!("partition by {} ", self.window_parts(partitions)?)
                };
                format!("{partition}order by {}", self.window_parts(orders)?)
            }
        };
        let alias = analytic.alias.map(Arg::from);
        self.with_alias(format!("{}() over ({window})", analytic.function), alias.as_ref())
    }

    fn window_parts(&mut self, parts: &[Value]) -> Result<String, Error> {
        let mut written = Vec::with_capacity(parts.len());
        for part in parts {
            if part.as_str().is_some() {
                written.push(self.formatter.columnize(part)?);
                continue;
            }
            let (column, order) = (part.member("column"), part.member("order"));
            let column = self.formatter.columnize(column)?;
            written.push(if order.is_truthy() {
                format!("{column} {}", order.to_js_string())
            } else {
                column
            });
        }
        Ok(written.join(", "))
    }
}
