//! The query builder's methods: their names and aliases, what they do, and what they leave for the next condition.
//!
//! This table is what the prelude defines its methods from, too (through [`QUERY_METHODS`] and [`JOIN_METHODS`]).

use std::sync::LazyLock;

use super::{
    aggregates, clear, columns, fetching, having, joins, json, mutation,
    on::{self, OnReader},
    reader::{Reader, args},
    set_operations, sorting, wheres, windows, with,
};
use crate::{BuilderKind, Call, Error, calls::Method};

/// A method of a builder that is read by a `Reader`.
pub(super) struct Row<Read> {
    method: Method,
    /// Whether the next condition is joined by `or`.
    pub or: bool,
    /// Whether the next condition is negated.
    pub not: bool,
    /// What the call adds to what has been read.
    pub read: Read,
}

type ReadQuery = for<'a> fn(&mut Reader<'a>, &'a Call) -> Result<(), Error>;
type ReadOn = for<'a> fn(&mut OnReader<'a>, &'a Call) -> Result<(), Error>;

pub(super) type QueryRow = Row<ReadQuery>;
pub(super) type OnRow = Row<ReadOn>;

/// A method of a query, whose callbacks are handed a query.
const fn query(name: &'static str, read: ReadQuery) -> QueryRow {
    Row::of(name, read)
}

/// A method of a join's conditions.
const fn condition(name: &'static str, read: ReadOn) -> OnRow {
    Row::of(name, read)
}

impl<Read: Copy> Row<Read> {
    const fn of(name: &'static str, read: Read) -> Self {
        Self { method: Method::with_callback(name, BuilderKind::Query), or: false, not: false, read }
    }

    const fn or(self) -> Self {
        Self { or: true, ..self }
    }

    const fn not(self) -> Self {
        Self { not: true, ..self }
    }

    const fn callback_at(self, position: usize, kind: BuilderKind) -> Self {
        Self { method: self.method.callback_only_at(position, kind), ..self }
    }

    const fn returning(self, kind: BuilderKind) -> Self {
        Self { method: Method { returns: Some(kind), ..self.method }, ..self }
    }
}

/// The method of that name.
pub(super) fn find(name: &str) -> Option<&'static QueryRow> {
    QUERY.iter().find(|row| row.method.name == name)
}

/// The method of a join's conditions of that name.
pub(super) fn find_on(name: &str) -> Option<&'static OnRow> {
    JOIN.iter().find(|row| row.method.name == name)
}

/// The getters `or` and `not`, whose meaning is in their row.
fn flag<'a>(_: &mut Reader<'a>, _: &'a Call) -> Result<(), Error> {
    Ok(())
}

/// `queryContext(value)`
fn query_context<'a>(reader: &mut Reader<'a>, call: &'a Call) -> Result<(), Error> {
    reader.query.query_context = args(call).given(0);
    Ok(())
}

/// What the prelude records by itself: getters, and a method that also answers.
const NOT_PLAIN_METHODS: [&str; 3] = ["or", "not", "queryContext"];

/// The methods of a query, for the prelude.
pub static QUERY_METHODS: LazyLock<Vec<Method>> = LazyLock::new(|| methods(QUERY));

/// The methods of a join's conditions, for the prelude.
pub static JOIN_METHODS: LazyLock<Vec<Method>> = LazyLock::new(|| methods(JOIN));

fn methods<Read>(rows: &[Row<Read>]) -> Vec<Method> {
    rows.iter().map(|row| row.method).filter(|method| !NOT_PLAIN_METHODS.contains(&method.name)).collect()
}

#[rustfmt::skip] // one method a line, to be read as a table
const QUERY: &[QueryRow] = &[
    // select list
    query("select", columns::select),
    query("columns", columns::select),
    query("column", columns::select),
    query("distinct", columns::distinct),
    query("distinctOn", columns::distinct_on),
    query("pluck", columns::pluck),
    query("first", columns::first),
    query("count", aggregates::count),
    query("countDistinct", aggregates::count_distinct),
    query("min", aggregates::min),
    query("max", aggregates::max),
    query("sum", aggregates::sum),
    query("sumDistinct", aggregates::sum_distinct),
    query("avg", aggregates::avg),
    query("avgDistinct", aggregates::avg_distinct),
    query("rank", windows::rank).callback_at(1, BuilderKind::Analytic),
    query("denseRank", windows::dense_rank).callback_at(1, BuilderKind::Analytic),
    query("rowNumber", windows::row_number).callback_at(1, BuilderKind::Analytic),
    query("jsonExtract", json::extract),
    query("jsonSet", json::set),
    query("jsonInsert", json::insert),
    query("jsonRemove", json::remove),
    query("hintComment", columns::hint_comment),
    query("comment", columns::comment),
    // tables
    query("from", columns::from),
    query("into", columns::from),
    query("table", columns::from),
    query("fromRaw", columns::from_raw),
    query("withSchema", columns::with_schema),
    query("as", columns::alias),
    // common tables
    query("with", with::with),
    query("withRecursive", with::recursive),
    query("withMaterialized", with::materialized),
    query("withNotMaterialized", with::not_materialized),
    query("withWrapped", with::wrapped),
    query("withRecursiveWrapped", with::recursive_wrapped),
    // joins
    query("join", joins::inner).callback_at(1, BuilderKind::Join),
    query("innerJoin", joins::inner).callback_at(1, BuilderKind::Join),
    query("leftJoin", joins::left).callback_at(1, BuilderKind::Join),
    query("leftOuterJoin", joins::left_outer).callback_at(1, BuilderKind::Join),
    query("rightJoin", joins::right).callback_at(1, BuilderKind::Join),
    query("rightOuterJoin", joins::right_outer).callback_at(1, BuilderKind::Join),
    query("outerJoin", joins::outer).callback_at(1, BuilderKind::Join),
    query("fullOuterJoin", joins::full_outer).callback_at(1, BuilderKind::Join),
    query("crossJoin", joins::cross).callback_at(1, BuilderKind::Join),
    query("joinRaw", joins::raw).callback_at(1, BuilderKind::Join),
    // where
    query("or", flag).or(),
    query("not", flag).not(),
    query("where", wheres::basic),
    query("andWhere", wheres::basic),
    query("orWhere", wheres::or_basic),
    query("whereNot", wheres::not_basic),
    query("andWhereNot", wheres::not_basic),
    query("orWhereNot", wheres::not_basic).or(),
    query("whereColumn", wheres::column),
    query("andWhereColumn", wheres::column),
    query("orWhereColumn", wheres::or_column),
    query("whereNotColumn", wheres::column).not(),
    query("andWhereNotColumn", wheres::column).not(),
    query("orWhereNotColumn", wheres::column).or().not(),
    query("whereRaw", wheres::raw),
    query("andWhereRaw", wheres::raw),
    query("orWhereRaw", wheres::raw).or(),
    query("whereWrapped", wheres::wrapped),
    query("whereExists", wheres::exists),
    query("orWhereExists", wheres::exists).or(),
    query("whereNotExists", wheres::exists).not(),
    query("orWhereNotExists", wheres::exists).or().not(),
    query("whereIn", wheres::within),
    query("orWhereIn", wheres::within).or(),
    query("whereNotIn", wheres::within).not(),
    query("orWhereNotIn", wheres::within).or().not(),
    query("whereNull", wheres::null),
    query("orWhereNull", wheres::null).or(),
    query("whereNotNull", wheres::null).not(),
    query("orWhereNotNull", wheres::null).or().not(),
    query("whereBetween", wheres::between),
    query("andWhereBetween", wheres::between),
    query("orWhereBetween", wheres::between).or(),
    query("whereNotBetween", wheres::between).not(),
    query("andWhereNotBetween", wheres::between).not(),
    query("orWhereNotBetween", wheres::between).or().not(),
    query("whereLike", wheres::like),
    query("andWhereLike", wheres::like),
    query("orWhereLike", wheres::like).or(),
    query("whereILike", wheres::ilike),
    query("andWhereILike", wheres::ilike),
    query("orWhereILike", wheres::ilike).or(),
    // where, on jsonb
    query("whereJsonObject", json::equals),
    query("andWhereJsonObject", json::equals),
    query("orWhereJsonObject", json::equals).or(),
    query("whereNotJsonObject", json::equals).not(),
    query("andWhereNotJsonObject", json::equals).not(),
    query("orWhereNotJsonObject", json::equals).or().not(),
    query("whereJsonPath", json::path),
    query("andWhereJsonPath", json::path),
    query("orWhereJsonPath", json::path).or(),
    query("whereJsonSupersetOf", json::superset),
    query("orWhereJsonSupersetOf", json::superset).or(),
    query("whereJsonNotSupersetOf", json::superset).not(),
    query("orWhereJsonNotSupersetOf", json::superset).or().not(),
    query("whereJsonSubsetOf", json::subset),
    query("orWhereJsonSubsetOf", json::subset).or(),
    query("whereJsonNotSubsetOf", json::subset).not(),
    query("orWhereJsonNotSubsetOf", json::subset).or().not(),
    query("whereJsonHasNone", json::has_none),
    // set operations
    query("union", set_operations::union),
    query("unionAll", set_operations::union_all),
    query("intersect", set_operations::intersect),
    query("except", set_operations::except),
    // grouping and sorting
    query("groupBy", sorting::group),
    query("groupByRaw", sorting::group_raw),
    query("orderBy", sorting::order),
    query("orderByRaw", sorting::order_raw),
    // having
    query("having", having::basic),
    query("andHaving", having::basic),
    query("orHaving", having::or_basic),
    query("havingRaw", having::raw),
    query("orHavingRaw", having::raw).or(),
    query("havingWrapped", having::wrapped),
    query("havingNull", having::null),
    query("andHavingNull", having::null),
    query("orHavingNull", having::null).or(),
    query("havingNotNull", having::null).not(),
    query("andHavingNotNull", having::null).not(),
    query("orHavingNotNull", having::null).or().not(),
    query("havingExists", having::exists),
    query("andHavingExists", having::exists),
    query("orHavingExists", having::exists).or(),
    query("havingNotExists", having::exists).not(),
    query("andHavingNotExists", having::exists).not(),
    query("orHavingNotExists", having::exists).or().not(),
    query("havingBetween", having::between),
    query("andHavingBetween", having::between),
    query("orHavingBetween", having::between).or(),
    query("havingNotBetween", having::between).not(),
    query("andHavingNotBetween", having::between).not(),
    query("orHavingNotBetween", having::between).or().not(),
    query("havingIn", having::within),
    query("andHavingIn", having::within),
    query("orHavingIn", having::within).or(),
    query("havingNotIn", having::within).not(),
    query("andHavingNotIn", having::within).not(),
    query("orHavingNotIn", having::within).or().not(),
    // fetching and locking
    query("limit", fetching::limit),
    query("offset", fetching::offset),
    query("columnInfo", fetching::column_info),
    query("forUpdate", fetching::for_update),
    query("forNoKeyUpdate", fetching::for_no_key_update),
    query("forShare", fetching::for_share),
    query("forKeyShare", fetching::for_key_share),
    query("skipLocked", fetching::skip_locked),
    query("noWait", fetching::no_wait),
    // writing
    query("insert", mutation::insert),
    query("update", mutation::update),
    query("increment", mutation::increment),
    query("decrement", mutation::decrement),
    query("delete", mutation::delete),
    query("del", mutation::delete),
    query("truncate", mutation::truncate),
    query("returning", mutation::returning),
    query("using", mutation::using),
    query("updateFrom", mutation::update_from),
    query("upsert", mutation::upsert),
    query("onConflict", mutation::on_conflict).returning(BuilderKind::OnConflict),
    // taking back
    query("clear", clear::clear),
    query("clearSelect", clear::select),
    query("clearWhere", clear::wheres),
    query("clearGroup", clear::group),
    query("clearOrder", clear::order),
    query("clearHaving", clear::having),
    query("clearCounters", clear::counters),
    query("queryContext", query_context),
];

#[rustfmt::skip] // one method a line, to be read as a table
const JOIN: &[OnRow] = &[
    condition("or", on::flag).or(),
    condition("on", on::columns).callback_at(0, BuilderKind::Join),
    condition("andOn", on::columns).callback_at(0, BuilderKind::Join),
    condition("orOn", on::columns).or().callback_at(0, BuilderKind::Join),
    condition("onVal", on::value).callback_at(0, BuilderKind::Join),
    condition("andOnVal", on::value).callback_at(0, BuilderKind::Join),
    condition("orOnVal", on::value).or().callback_at(0, BuilderKind::Join),
    condition("using", on::using),
    condition("type", on::kind),
    condition("onNull", on::null),
    condition("andOnNull", on::null),
    condition("orOnNull", on::null).or(),
    condition("onNotNull", on::null).not(),
    condition("andOnNotNull", on::null).not(),
    condition("orOnNotNull", on::null).or().not(),
    condition("onExists", on::exists),
    condition("andOnExists", on::exists),
    condition("orOnExists", on::exists).or(),
    condition("onNotExists", on::exists).not(),
    condition("andOnNotExists", on::exists).not(),
    condition("orOnNotExists", on::exists).or().not(),
    condition("onIn", on::within),
    condition("andOnIn", on::within),
    condition("orOnIn", on::within).or(),
    condition("onNotIn", on::within).not(),
    condition("andOnNotIn", on::within).not(),
    condition("orOnNotIn", on::within).or().not(),
    condition("onBetween", on::between),
    condition("andOnBetween", on::between),
    condition("orOnBetween", on::between).or(),
    condition("onNotBetween", on::between).not(),
    condition("andOnNotBetween", on::between).not(),
    condition("orOnNotBetween", on::between).or().not(),
    condition("onJsonPathEquals", on::json_paths),
    condition("andOnJsonPathEquals", on::json_paths),
    condition("orOnJsonPathEquals", on::json_paths).or(),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{JOIN, QUERY};

    #[test]
    fn each_method_has_one_row() {
        let queries = QUERY.iter().map(|row| ("query", row.method.name));
        let conditions = JOIN.iter().map(|row| ("join", row.method.name));
        let mut seen = HashSet::new();
        let twice: Vec<_> = queries.chain(conditions).filter(|name| !seen.insert(*name)).collect();
        assert_eq!(twice, []);
    }
}
