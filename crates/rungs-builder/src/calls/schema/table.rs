use super::{alteration, column, foreign_key};
use crate::{
    Arg, Builder, BuilderKind, Error,
    ast::schema::{Alteration, Check, Column, ColumnType, ForeignKey, Placed, Table, TableForm},
    calls::{Call, UNDEFINED},
};

/// Reads `createTable(name, callback)` and its kin.
pub(super) fn read(call: &Call, form: TableForm, callback: &Arg) -> Result<Table, Error> {
    let is_like = matches!(&form, TableForm::CreateLike(model) if model.is_truthy());
    let calls: &[Call] = match callback {
        Arg::Builder(builder) if is_callback(builder) => &builder.calls,
        _ if !is_like => {
            return Err(Error::type_error(
                "A callback function must be supplied to calls against `.createTable` and `.table`",
            ));
        }
        other if other.is_truthy() => return Err(Error::type_error("this._fn.call is not a function")),
        _ => &[],
    };
    let mut reading = Reading::new(call, form);
    for call in calls {
        reading.call(call).map_err(|error| error.at(call.site.as_ref()))?;
    }
    Ok(reading.finish())
}

fn is_callback(builder: &Builder) -> bool {
    builder.callback && matches!(builder.kind, BuilderKind::CreateTable | BuilderKind::AlterTable)
}

/// A table while its calls are read.
pub(super) struct Reading {
    table: Table,
    /// The alterations with the moments of their calls: those of a column's chain are read with the column, but may
    /// have been called later.
    alterations: Vec<(u32, Placed<Alteration>)>,
}

impl Reading {
    fn new(call: &Call, form: TableForm) -> Self {
        let table = Table {
            form,
            name: call.arg(0).clone(),
            columns: Vec::new(),
            alterations: Vec::new(),
            checks: Vec::new(),
            comment: None,
            inherits: None,
            query_context: None,
            site: call.site.clone(),
        };
        Self { table, alterations: Vec::new() }
    }

    fn finish(mut self) -> Table {
        self.alterations.sort_by_key(|(order, _)| *order);
        let alterations = self.alterations.into_iter().map(|(_, alteration)| alteration);
        self.table.alterations = alterations.collect();
        self.table
    }

    fn is_altered(&self) -> bool {
        self.table.form == TableForm::Alter
    }

    /// Adds an alteration that `call` asked for.
    pub(super) fn alteration(&mut self, node: Alteration, call: &Call) {
        self.alterations.push((call.order, Placed { node, site: call.site.clone() }));
    }

    /// Adds a column.
    pub(super) fn column(&mut self, column: Column) {
        self.table.columns.push(column);
    }

    fn call(&mut self, call: &Call) -> Result<(), Error> {
        if let Some(column_type) = ColumnType::of_method(&call.method) {
            return column::read(call, column_type, self);
        }
        match call.method.as_str() {
            "timestamps" => self.timestamps(call),
            "comment" => self.comment(call)?,
            "foreign" => self.foreign(call)?,
            "check" => self.check(call),
            "queryContext" if call.arg(0).is_undefined() => {}
            "queryContext" => self.table.query_context = Some(call.arg(0).clone()),
            "inherits" if self.is_altered() => {
                return Err(Error::plain(
                    "Knex does not support altering the inherits outside of create table, please use knex.raw statement.",
                ));
            }
            "inherits" => self.table.inherits = call.arg(0).truthy().cloned(),
            method @ ("engine" | "charset" | "collate") => {
                return Err(Error::plain(format!("Knex only supports {method} statement with mysql.")));
            }
            _ => {
                if let Some(node) = alteration::read(&call.method, &call.args)? {
                    self.alteration(node, call);
                }
            }
        }
        Ok(())
    }

    /// `timestamps(useTimestamps, defaultToNow, useCamelCase)`, or the three as an object.
    fn timestamps(&mut self, call: &Call) {
        let options = call.arg(0);
        let [use_timestamps, default_to_now, camel_case] = if options.is_object() {
            ["useTimestamps", "defaultToNow", "useCamelCase"].map(|key| options.option(key))
        } else {
            [options, call.arg(1), call.arg(2)]
        };
        let method = if *use_timestamps == Arg::Bool(true) { "timestamp" } else { "datetime" };
        let names =
            if camel_case.is_truthy() { ["createdAt", "updatedAt"] } else { ["created_at", "updated_at"] };
        for name in names {
            let mut column = column::new(method, vec![name.into()], call);
            if *default_to_now == Arg::Bool(true) {
                column::default_to_now(&mut column, call);
            }
            self.column(column);
        }
    }

    fn comment(&mut self, call: &Call) -> Result<(), Error> {
        let Some(text) = call.arg(0).as_str() else {
            return Err(Error::type_error("Table comment must be string"));
        };
        self.table.comment = Some(Placed { node: text.to_owned(), site: call.site.clone() });
        Ok(())
    }

    fn foreign(&mut self, call: &Call) -> Result<(), Error> {
        let mut key =
            ForeignKey { columns: call.arg(0).clone(), name: call.arg(1).clone(), ..ForeignKey::default() };
        for step in &call.chain {
            foreign_key::step(&mut key, step)?;
        }
        self.alteration(Alteration::Foreign(key), call);
        Ok(())
    }

    fn check(&mut self, call: &Call) {
        let arg = |index: usize| call.args.get(index).unwrap_or(UNDEFINED).clone();
        let check = Check { predicate: arg(0), bindings: arg(1), name: arg(2) };
        if self.is_altered() {
            self.alteration(Alteration::Check(check), call);
        } else {
            self.table.checks.push(check);
        }
    }
}
