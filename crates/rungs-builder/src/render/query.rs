use super::{Compiled, Context, Formatter};
use crate::{Builder, Error};

/// Renders a query.
pub(super) fn compile(builder: &Builder, context: &Context) -> Result<Compiled, Error> {
    let mut formatter = Formatter::new(context);
    compile_within(builder, &mut formatter)
}

/// Renders a query inside another statement, which takes over its bindings.
pub(super) fn compile_within(builder: &Builder, _formatter: &mut Formatter) -> Result<Compiled, Error> {
    Err(Error::plain(format!("{:?} is not rendered yet", builder.kind)))
}
