//! Schema statements, in Knex's order and wording (3.3.0, lib/schema and lib/dialects/postgres/schema).

mod alteration;
mod change;
mod check;
mod column;
mod column_type;
mod command;
mod foreign_key;
mod key;
mod modifier;
mod sequence;
mod table;
mod view;

use super::{Compiled, Context, raw, text::text};
use crate::{
    Arg, Builder, Call, Error,
    ast::schema::{Settings, Statement},
    calls,
};

/// Renders the statements of a schema builder.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Vec<Compiled>, Error> {
    let settings = calls::schema::settings(builder);
    let context =
        Context { query_context: settings.query_context.as_ref().or(context.query_context), ..*context };
    let mut statements = Vec::new();
    for call in &builder.calls {
        let Some(statement) = calls::schema::statement(call)? else { continue };
        match statement {
            Statement::Table(node) => statements.extend(table::render(&node, &settings, &context)?),
            Statement::View(node) => statements.extend(view::render(&node, &settings, &context)?),
            Statement::Raw(args) => statements.push(raw(call, args, &context)?),
            Statement::Command { name, args } => {
                let mut compiled = command::render(&name, &args, &settings, &context)?;
                compiled.site = call.site.clone();
                statements.push(compiled);
            }
        }
    }
    Ok(statements)
}

fn raw(call: &Call, args: Vec<Arg>, context: &Context) -> Result<Compiled, Error> {
    let builder = Builder::raw(args, call.site.clone());
    raw::compile(&builder, &Context { query_context: None, ..*context })
}

/// The name with the builder's schema before it, to be quoted as a whole.
fn qualified(settings: &Settings, name: &Arg, context: &Context) -> Result<Arg, Error> {
    match &settings.schema {
        Some(schema) => Ok(Arg::String(format!("{}.{}", text(schema, context)?, text(name, context)?))),
        None => Ok(name.clone()),
    }
}
