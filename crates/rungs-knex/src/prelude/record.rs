use rquickjs::{Array, Ctx, Exception, Function, Object, Result, Type, TypedArray, Value};
use rungs_builder::{
    Arg, Builder, BuilderKind, Call,
    calls::{Entries, Opaque},
};

/// How deep arguments may nest before they are taken for circular.
const MAX_DEPTH: usize = 200;

/// Room for the columns of most rows.
const TYPICAL_ROW: usize = 8;

/// Reads recorded builders out of JavaScript, running the callbacks among their arguments.
pub(super) struct Recording<'js> {
    ctx: Ctx<'js>,
    rungs: Object<'js>,
    client: Value<'js>,
    object_prototype: Object<'js>,
    date: Object<'js>,
    /// Values that stay in JavaScript, by the index that an [`Opaque`] bears.
    pub kept: Vec<Value<'js>>,
    depth: usize,
}

impl<'js> Recording<'js> {
    /// A recording for builders of `client`; callbacks get builders of the same client.
    pub fn new(ctx: &Ctx<'js>, rungs: Object<'js>, client: Value<'js>) -> Result<Self> {
        let globals = ctx.globals();
        let object: Object = globals.get("Object")?;
        Ok(Self {
            ctx: ctx.clone(),
            rungs,
            client,
            object_prototype: object.get("prototype")?,
            date: globals.get("Date")?,
            kept: Vec::new(),
            depth: 0,
        })
    }

    /// A builder with all its calls.
    pub fn builder(&mut self, object: &Object<'js>) -> Result<Builder> {
        let name: String = object.get("$kind")?;
        let Some(kind) = BuilderKind::from_name(&name) else {
            return Err(Exception::throw_type(&self.ctx, &format!("no such builder: {name}")));
        };
        let calls: Array = object.get("$calls")?;
        // The prelude has run the callback that this one stands for already.
        let callback = object.get::<_, Option<bool>>("$callback")?.unwrap_or_default();
        Ok(Builder { kind, calls: self.calls(&calls, kind)?, callback })
    }

    fn calls(&mut self, calls: &Array<'js>, kind: BuilderKind) -> Result<Vec<Call>> {
        // By index: a callback may call methods of the builder around it, which are compiled too.
        let mut recorded = Vec::with_capacity(calls.len());
        let mut index = 0;
        while index < calls.len() {
            recorded.push(self.call(&calls.get(index)?, kind)?);
            index += 1;
        }
        Ok(recorded)
    }

    fn call(&mut self, call: &Array<'js>, kind: BuilderKind) -> Result<Call> {
        let name: String = call.get(0)?;
        let method = kind.methods().iter().find(|method| method.name == name);
        let args: Array = call.get(1)?;
        let args = (0..args.len())
            .map(|index| self.arg(&args.get(index)?, method.and_then(|method| method.callback_at(index))))
            .collect::<Result<Vec<_>>>()?;
        let site: Option<String> = call.get(2)?;
        let chain = match (method.and_then(|method| method.returns), call.get::<Option<Array>>(3)?) {
            (Some(returned), Some(calls)) => self.calls(&calls, returned)?,
            _ => Vec::new(),
        };
        Ok(Call { method: name, args, site: site.map(Into::into), order: call.get(4)?, chain })
    }

    /// Any value; a function is run with a builder of kind `callback`.
    pub fn arg(&mut self, value: &Value<'js>, callback: Option<BuilderKind>) -> Result<Arg> {
        Ok(match value.type_of() {
            Type::Undefined | Type::Uninitialized => Arg::Undefined,
            Type::Null => Arg::Null,
            Type::Bool => Arg::Bool(value.as_bool().unwrap_or_default()),
            Type::Int | Type::Float => Arg::Number(value.as_number().unwrap_or_default()),
            Type::BigInt => Arg::BigInt(self.string_of(value)?),
            Type::String => Arg::String(self.string_of(value)?),
            Type::Function | Type::Constructor => self.function(value, callback)?,
            Type::Array => self.deeper(|recording| {
                let array: Array = value.get()?;
                let items = (0..array.len())
                    .map(|index| recording.arg(&array.get(index)?, callback))
                    .collect::<Result<_>>()?;
                Ok(Arg::Array(items))
            })?,
            _ => match value.as_object() {
                Some(object) => self.object(object, callback)?,
                None => self.opaque(value.clone(), None)?,
            },
        })
    }

    fn object(&mut self, object: &Object<'js>, callback: Option<BuilderKind>) -> Result<Arg> {
        let is_plain = object.get_prototype().is_none_or(|prototype| prototype == self.object_prototype);
        if is_plain && !converts_itself(object)? {
            return Ok(Arg::Object(self.entries(object, callback)?));
        }
        if object.contains_key("$kind")? {
            return Ok(Arg::Builder(Box::new(self.builder(object)?)));
        }
        if object.is_instance_of(&self.date) {
            let time: Function = object.get("getTime")?;
            return Ok(Arg::Date(time.call((rquickjs::function::This(object.clone()),))?));
        }
        if let Some(bytes) = bytes_of(object)? {
            return Ok(Arg::Buffer(bytes));
        }
        // The prelude's own wrapper, or an instance of somebody's class.
        if object.contains_key("$value")? {
            return self.opaque(object.get("$value")?, None);
        }
        let entries = self.entries(object, callback).unwrap_or_default();
        self.opaque(object.clone().into_value(), Some(entries))
    }

    fn entries(&mut self, object: &Object<'js>, callback: Option<BuilderKind>) -> Result<Entries> {
        self.deeper(|recording| {
            let mut entries = Entries::with_capacity_and_hasher(TYPICAL_ROW, Default::default());
            for entry in object.props::<String, Value>() {
                let (key, value) = entry?;
                entries.insert(key, recording.arg(&value, callback)?);
            }
            Ok(entries)
        })
    }

    fn function(&mut self, value: &Value<'js>, callback: Option<BuilderKind>) -> Result<Arg> {
        // The knex function itself is a value like any other, and so is a function where no callback belongs.
        let Some(kind) = callback else { return self.opaque(value.clone(), None) };
        let run: Function = self.rungs.get("runCallback")?;
        let builder: Object = run.call((kind.name(), self.client.clone(), value.clone()))?;
        let mut recorded = self.deeper(|recording| recording.builder(&builder))?;
        recorded.callback = true;
        Ok(Arg::Builder(Box::new(recorded)))
    }

    fn opaque(&mut self, value: Value<'js>, entries: Option<Entries>) -> Result<Arg> {
        let text = self.ctx.json_stringify(value.clone()).ok().flatten();
        let text = text.and_then(|text| text.to_string().ok()).unwrap_or_default();
        let id = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        self.kept.push(value);
        Ok(Arg::Opaque(Opaque { id, text, entries: entries.unwrap_or_default() }))
    }

    fn string_of(&self, value: &Value<'js>) -> Result<String> {
        value.get::<rquickjs::Coerced<String>>().map(|text| text.0)
    }

    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Exception::throw_type(
                &self.ctx,
                "an argument of a builder is circular or nested too deeply",
            ));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}

/// Whether an object says itself what is sent of it.
fn converts_itself(object: &Object) -> Result<bool> {
    for method in ["toPostgres", "toJSON"] {
        if object.get::<_, Value>(method)?.is_function() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The bytes of a Buffer, a typed array or a view; an ArrayBuffer is an object like any other (`pg` 8).
fn bytes_of(object: &Object) -> Result<Option<Vec<u8>>> {
    if let Some(array) = object.as_typed_array::<u8>() {
        return Ok(array.as_bytes().map(<[u8]>::to_vec));
    }
    let Ok(buffer) = object.get::<_, rquickjs::ArrayBuffer>("buffer") else { return Ok(None) };
    let (start, length): (usize, usize) = (object.get("byteOffset")?, object.get("byteLength")?);
    Ok(buffer.as_bytes().and_then(|bytes| bytes.get(start..start + length)).map(<[u8]>::to_vec))
}

/// Makes a Buffer (or, where there is none, a Uint8Array) of bytes.
pub(crate) fn bytes_to_js<'js>(ctx: &Ctx<'js>, bytes: &[u8]) -> Result<Value<'js>> {
    let array = TypedArray::<u8>::new_copy(ctx.clone(), bytes)?;
    let globals = ctx.globals();
    match globals.get::<_, Option<Object>>("Buffer")? {
        Some(buffer) => {
            let from: Function = buffer.get("from")?;
            from.call((rquickjs::function::This(buffer), array.arraybuffer()?))
        }
        None => Ok(array.into_value()),
    }
}
