use crate::calls::{BuilderKind, Method};

/// The methods of the builder that `createView` hands to its callback.
pub const VIEW: &[Method] = &[
    Method::plain("columns"),
    Method::plain("as"),
    Method::plain("checkOption"),
    Method::plain("localCheckOption"),
    Method::plain("cascadedCheckOption"),
];

/// The methods of the builder that `alterView` hands to its callback.
pub const ALTER_VIEW: &[Method] = &[
    Method::plain("columns"),
    Method::plain("as"),
    Method::plain("checkOption"),
    Method::plain("localCheckOption"),
    Method::plain("cascadedCheckOption"),
    Method::returning("column", BuilderKind::ViewColumn),
];

/// The methods of a view's column.
pub const VIEW_COLUMN: &[Method] = &[Method::plain("rename"), Method::plain("defaultTo")];
