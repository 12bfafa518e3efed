//! From the calls on a schema builder to its tree. Calls are read one by one, as Knex compiles them, so that whatever is
//! refused is refused in Knex's order.

mod alteration;
mod column;
mod foreign_key;
mod table;
mod view;

use super::{Builder, Call};
use crate::{
    Error,
    ast::schema::{Settings, Statement, TableForm, ViewForm},
};

/// What holds for all statements of the builder; of several calls the last counts.
pub fn settings(builder: &Builder) -> Settings {
    let mut settings = Settings::default();
    for call in &builder.calls {
        match call.method.as_str() {
            "withSchema" => settings.schema = call.arg(0).truthy().cloned(),
            "queryContext" if !call.arg(0).is_undefined() => {
                settings.query_context = Some(call.arg(0).clone());
            }
            _ => {}
        }
    }
    settings
}

/// Reads one call of a schema builder; `None` for a call that is no statement.
///
/// # Errors
/// What Knex refuses.
pub fn statement(call: &Call) -> Result<Option<Statement>, Error> {
    read(call).map_err(|error| error.at(call.site.as_ref()))
}

fn read(call: &Call) -> Result<Option<Statement>, Error> {
    Ok(Some(match call.method.as_str() {
        "withSchema" | "queryContext" => return Ok(None),
        "createTable" => Statement::Table(table::read(call, TableForm::Create, call.arg(1))?),
        "createTableIfNotExists" => {
            Statement::Table(table::read(call, TableForm::CreateIfNotExists, call.arg(1))?)
        }
        "createTableLike" => {
            Statement::Table(table::read(call, TableForm::CreateLike(call.arg(1).clone()), call.arg(2))?)
        }
        "table" | "alterTable" => Statement::Table(table::read(call, TableForm::Alter, call.arg(1))?),
        "createView" => Statement::View(view::read(call, ViewForm::Create)?),
        "createViewOrReplace" => Statement::View(view::read(call, ViewForm::CreateOrReplace)?),
        "createMaterializedView" => Statement::View(view::read(call, ViewForm::CreateMaterialized)?),
        "view" | "alterView" => Statement::View(view::read(call, ViewForm::Alter)?),
        "raw" => Statement::Raw(call.args.clone()),
        name => Statement::Command { name: name.to_owned(), args: call.args.clone() },
    }))
}
