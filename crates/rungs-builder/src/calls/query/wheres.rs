use super::reader::{Reader, args, callback_of, raw_of};
use crate::{
    Arg, Call, Error,
    ast::query::{Condition, Conjunction, Predicate, Value},
};

const UNSUITABLE_NOT: &str = "whereNot is not suitable for \"in\" and \"between\" type subqueries. \
     You should use \"not in\" and \"not between\" instead.";

impl<'a> Reader<'a> {
    /// Adds a condition with what the methods before it left for it.
    pub fn push_where(&mut self, condition: Condition<'a>) {
        let predicate =
            Predicate { negated: self.take_negated(), conjunction: self.take_conjunction(), condition };
        self.query.wheres.push(predicate);
    }

    /// `where` in all its forms; how many arguments were given matters.
    pub fn where_values(&mut self, given: &[Value<'a>]) -> Result<(), Error> {
        let at = |index: usize| given.get(index).cloned().unwrap_or_default();
        let column = at(0);
        if let Arg::Bool(truth) = *column {
            self.push_truth(truth);
            return Ok(());
        }
        if column.is_function() {
            self.push_where(Condition::Group(column));
            return Ok(());
        }
        if column.is_object() && !column.is_raw() {
            return self.where_object(column);
        }
        if column.is_raw() && given.len() == 1 {
            self.push_where(Condition::Raw(column));
            return Ok(());
        }
        let (operator, value) = match given.len() {
            2 => (Value::Owned(Arg::from("=")), at(1)),
            _ => (at(1), at(2)),
        };
        if given.len() == 2 && *value == Arg::Null {
            self.push_where(Condition::Null(column));
            return Ok(());
        }
        self.compare(column, operator, value, given.len())
    }

    fn compare(
        &mut self,
        column: Value<'a>,
        operator: Value<'a>,
        value: Value<'a>,
        given: usize,
    ) -> Result<(), Error> {
        let word = operator_word(&operator);
        match (word.as_str(), given) {
            ("in" | "not in", 3) => {
                self.negated = word == "not in";
                self.push_in(column, value);
            }
            ("between" | "not between", 3) => {
                self.negated = word == "not between";
                self.push_between(column, value)?;
            }
            ("is" | "is not", _) if *value == Arg::Null => {
                self.negated = word == "is not";
                self.push_where(Condition::Null(column));
            }
            _ => {
                let as_column = self.as_column;
                self.push_where(Condition::Comparison { column, operator, value, as_column });
            }
        }
        Ok(())
    }

    /// `where({ a: 1, b: null })`: a condition for each key.
    fn where_object(&mut self, object: Value<'a>) -> Result<(), Error> {
        let (conjunction, negated) = (self.take_conjunction(), self.take_negated());
        for (key, value) in object_entries(object) {
            self.conjunction = conjunction;
            if negated {
                self.negated = true;
            }
            self.where_values(&[key, value])?;
        }
        Ok(())
    }

    /// `1 = 1` or `1 = 0`.
    fn push_truth(&mut self, truth: bool) {
        let number = |value: f64| Value::Owned(Arg::Number(value));
        self.push_where(Condition::Comparison {
            column: number(1.0),
            operator: Value::Owned(Arg::from("=")),
            value: number(f64::from(u8::from(truth))),
            as_column: self.as_column,
        });
    }

    /// `in` an empty list is never true, `not in` one always.
    pub fn push_in(&mut self, column: Value<'a>, values: Value<'a>) {
        if values.as_array().is_some_and(<[Arg]>::is_empty) {
            let truth = self.take_negated();
            self.push_truth(truth);
        } else {
            self.push_where(Condition::In { column, values });
        }
    }

    fn push_between(&mut self, column: Value<'a>, values: Value<'a>) -> Result<(), Error> {
        two_values("whereBetween", &values)?;
        self.push_where(Condition::Between { column, values });
        Ok(())
    }

    fn push_pattern(&mut self, keyword: &'static str, call: &'a Call) {
        let condition = Condition::Pattern {
            keyword,
            column: args(call).value(0),
            value: args(call).value(1),
            as_column: self.as_column,
        };
        self.push_where(condition);
    }
}

/// The keys and values of an object argument.
fn object_entries<'a>(object: Value<'a>) -> Vec<(Value<'a>, Value<'a>)> {
    match object {
        Value::Borrowed(object) => object
            .entries()
            .into_iter()
            .map(|(key, value)| (Value::Owned(Arg::String(key)), Value::Borrowed(value)))
            .collect(),
        Value::Owned(object) => object
            .entries()
            .into_iter()
            .map(|(key, value)| (Value::Owned(Arg::String(key)), Value::Owned(value.clone())))
            .collect(),
    }
}

/// `` `${operator}`.toLowerCase().trim() ``
fn operator_word(operator: &Arg) -> String {
    let text = match operator {
        Arg::Builder(builder) => builder.source_text().unwrap_or_default(),
        other => other.to_js_string(),
    };
    text.to_lowercase().trim().to_owned()
}

/// Knex's assertion on the values of a `between`.
pub(super) fn two_values(method: &str, values: &Arg) -> Result<(), Error> {
    match values.as_array() {
        None => Err(Error::assertion(format!("The second argument to {method} must be an array."))),
        Some(values) if values.len() != 2 => {
            Err(Error::assertion(format!("You must specify 2 values for the {method} clause")))
        }
        Some(_) => Ok(()),
    }
}

/// `where(…)`
pub fn basic<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.where_values(&args(call).values())
}

/// `orWhere(…)`: an object becomes a group.
pub fn or_basic<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.conjunction = Conjunction::Or;
    let object = args(call).get(0);
    if object.is_object() && !object.is_raw() {
        let calls = object.entries().into_iter().map(|(key, value)| vec![Arg::String(key), value.clone()]);
        reader.push_where(Condition::Group(callback_of("andWhere", calls)));
        return Ok(());
    }
    basic(reader, call)
}

/// `whereColumn(…)`
pub fn column<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.as_column = true;
    let read = basic(reader, call);
    reader.as_column = false;
    read
}

/// `orWhereColumn(…)`: an object becomes a group.
pub fn or_column<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.conjunction = Conjunction::Or;
    let object = args(call).get(0);
    if object.is_object() && !object.is_raw() {
        let calls = object
            .entries()
            .into_iter()
            .map(|(key, value)| vec![Arg::String(key), Arg::from("="), value.clone()]);
        reader.push_where(Condition::Group(callback_of("andWhereColumn", calls)));
        return Ok(());
    }
    column(reader, call)
}

/// `whereNot(…)`
pub fn not_basic<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    if call.args.len() >= 3 && matches!(args(call).get(1).as_str(), Some("in" | "between")) {
        reader.warn(UNSUITABLE_NOT);
    }
    reader.negated = true;
    basic(reader, call)
}

/// `whereRaw(sql, bindings)`
pub fn raw<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    let raw = raw_of(args(call))?;
    reader.push_where(Condition::Raw(raw));
    Ok(())
}

/// `whereWrapped(callback)`
pub fn wrapped<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_where(Condition::Group(args(call).value(0)));
    Ok(())
}

/// `whereExists(callback)`
pub fn exists<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_where(Condition::Exists(args(call).value(0)));
    Ok(())
}

/// `whereIn(column, values)`
pub fn within<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_in(args(call).value(0), args(call).value(1));
    Ok(())
}

/// `whereNull(column)`
pub fn null<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_where(Condition::Null(args(call).value(0)));
    Ok(())
}

/// `whereBetween(column, values)`
pub fn between<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_between(args(call).value(0), args(call).value(1))
}

/// `whereLike(column, value)`
pub fn like<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_pattern("like", call);
    Ok(())
}

/// `whereILike(column, value)`
pub fn ilike<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.push_pattern("ilike", call);
    Ok(())
}
