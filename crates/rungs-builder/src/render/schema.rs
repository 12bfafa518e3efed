use super::{Compiled, Context, Formatter, raw};
use crate::{Arg, Builder, BuilderKind, Call, Error};

/// Renders the statements of a schema builder.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Vec<Compiled>, Error> {
    builder.calls.iter().map(|call| statement(call, context)).collect()
}

fn statement(call: &Call, context: &Context) -> Result<Compiled, Error> {
    let formatter = Formatter::new(context);
    let name = call.args.first().map(Arg::to_js_string).unwrap_or_default();
    let sql = match call.method.as_str() {
        "dropTable" => format!("drop table {}", formatter.wrap_str(&name)?),
        "raw" => {
            let set = Call { method: "set".into(), ..call.clone() };
            let builder = Builder { kind: BuilderKind::Raw, calls: vec![set], callback: false };
            return raw::compile(&builder, context);
        }
        other => return Err(Error::plain(format!("{other} is not rendered yet"))),
    };
    Ok(Compiled { sql, site: call.site.clone(), ..Compiled::default() })
}
