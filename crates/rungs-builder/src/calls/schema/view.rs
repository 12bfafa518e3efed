use crate::{
    Arg, Error,
    ast::schema::{CheckOption, Placed, View, ViewChange, ViewForm},
    calls::Call,
};

/// Reads `createView(name, callback)` and its kin.
pub(super) fn read(call: &Call, form: ViewForm) -> Result<View, Error> {
    let calls = match call.arg(1) {
        Arg::Builder(builder) if builder.callback => &builder.calls,
        absent if absent.is_nullish() => return Err(absent.no_property("call")),
        _ => return Err(Error::type_error("this._fn.call is not a function")),
    };
    let mut view = View {
        form,
        name: call.arg(0).clone(),
        columns: Arg::Undefined,
        select: Arg::Undefined,
        check_option: None,
        changes: Vec::new(),
        query_context: None,
        site: call.site.clone(),
    };
    let mut changes = Vec::new();
    for call in calls {
        step(&mut view, &mut changes, call);
    }
    changes.sort_by_key(|(order, _)| *order);
    view.changes = changes.into_iter().map(|(_, change)| change).collect();
    Ok(view)
}

/// A change with the moment of its call: a column's chain may go on after other calls.
type Change = (u32, Placed<ViewChange>);

fn step(view: &mut View, changes: &mut Vec<Change>, call: &Call) {
    match call.method.as_str() {
        "columns" => view.columns = call.arg(0).clone(),
        "as" => view.select = call.arg(0).clone(),
        "checkOption" => view.check_option = Some(CheckOption::Default),
        "localCheckOption" => view.check_option = Some(CheckOption::Local),
        "cascadedCheckOption" => view.check_option = Some(CheckOption::Cascaded),
        "queryContext" if !call.arg(0).is_undefined() => view.query_context = Some(call.arg(0).clone()),
        "column" => changes.extend(call.chain.iter().filter_map(|step| column(call.arg(0), step))),
        _ => {}
    }
}

fn column(name: &Arg, call: &Call) -> Option<Change> {
    let node = match call.method.as_str() {
        "rename" => ViewChange::Rename { from: name.clone(), to: call.arg(0).clone() },
        "defaultTo" => ViewChange::Default { column: name.clone(), value: call.arg(0).clone() },
        _ => return None,
    };
    Some((call.order, Placed { node, site: call.site.clone() }))
}
