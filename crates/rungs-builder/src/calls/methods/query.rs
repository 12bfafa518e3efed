use crate::calls::Method;

/// The methods of a query.
pub const QUERY: &[Method] = &[Method::plain("from"), Method::plain("select")];

/// The methods of the builder that `join` hands to its callback.
pub const JOIN: &[Method] = &[];

/// The methods of what `onConflict` returns.
pub const ON_CONFLICT: &[Method] = &[];

/// The methods of the builder that an analytic function hands to its callback.
pub const ANALYTIC: &[Method] = &[];
