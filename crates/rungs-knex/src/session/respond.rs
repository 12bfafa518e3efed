use rquickjs::{Array, Atom, Ctx, Function, IntoJs, Object, Result, Value};
use rungs_postgres::QueryResult;

use crate::values;

/// The response of one string as Node's `pg` gives it: a result, or an array of them when the string held several
/// statements.
pub(crate) fn response<'js>(
    ctx: &Ctx<'js>,
    rungs: &Object<'js>,
    results: &[QueryResult],
) -> Result<Value<'js>> {
    match results {
        [] => result(ctx, rungs, &QueryResult::default()),
        [one] => result(ctx, rungs, one),
        several => {
            let array = Array::new(ctx.clone())?;
            for (index, one) in several.iter().enumerate() {
                array.set(index, result(ctx, rungs, one)?)?;
            }
            Ok(array.into_value())
        }
    }
}

fn result<'js>(ctx: &Ctx<'js>, rungs: &Object<'js>, result: &QueryResult) -> Result<Value<'js>> {
    let make: Function = rungs.get("result")?;
    let null = || Value::new_null(ctx.clone());
    let text = |text: &Option<String>| text.as_deref().map_or_else(|| Ok(null()), |text| text.into_js(ctx));
    let number =
        |number: Option<f64>| number.map_or_else(null, |number| Value::new_number(ctx.clone(), number));
    make.call((
        text(&result.command)?,
        number(result.row_count.map(|count| count as f64)),
        number(result.oid.map(f64::from)),
        rows(ctx, rungs, result)?,
        fields(ctx, result)?,
    ))
}

/// The rows alone, as objects.
pub(crate) fn rows<'js>(ctx: &Ctx<'js>, rungs: &Object<'js>, result: &QueryResult) -> Result<Array<'js>> {
    let decoders: Vec<_> = result.fields.iter().map(|field| values::decoder(field.type_oid)).collect();
    let names = result
        .fields
        .iter()
        .map(|field| Atom::from_str(ctx.clone(), &field.name))
        .collect::<Result<Vec<_>>>()?;
    let array = Array::new(ctx.clone())?;
    let decoding = values::Decoding::new(ctx, rungs);
    for (index, row) in result.rows.iter().enumerate() {
        let object = Object::new(ctx.clone())?;
        for ((name, decode), bytes) in names.iter().zip(&decoders).zip(row.iter()) {
            let value = match bytes {
                Some(bytes) => decode(&decoding, std::str::from_utf8(bytes).unwrap_or_default())?,
                None => Value::new_null(ctx.clone()),
            };
            object.set(name.clone(), value)?;
        }
        array.set(index, object)?;
    }
    Ok(array)
}

fn fields<'js>(ctx: &Ctx<'js>, result: &QueryResult) -> Result<Array<'js>> {
    let array = Array::new(ctx.clone())?;
    for (index, field) in result.fields.iter().enumerate() {
        let object = Object::new(ctx.clone())?;
        object.set("name", field.name.as_str())?;
        object.set("tableID", field.table_oid)?;
        object.set("columnID", field.column_id)?;
        object.set("dataTypeID", field.type_oid)?;
        object.set("dataTypeSize", field.type_size)?;
        object.set("dataTypeModifier", field.type_modifier)?;
        object.set("format", if field.binary { "binary" } else { "text" })?;
        array.set(index, object.into_js(ctx)?)?;
    }
    Ok(array)
}
