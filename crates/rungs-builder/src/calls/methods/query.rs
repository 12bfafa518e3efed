use crate::calls::{BuilderKind, Method};

/// The methods of what `onConflict` returns; each leads back to the query.
pub const ON_CONFLICT: &[Method] =
    &[Method::plain("ignore"), Method::with_callback("merge", BuilderKind::Query)];

/// The methods of the builder that an analytic function hands to its callback.
pub const ANALYTIC: &[Method] = &[Method::plain("partitionBy"), Method::plain("orderBy")];
