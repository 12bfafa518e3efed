use crate::calls::Method;

/// The methods of the builder that `createView` hands to its callback.
pub const VIEW: &[Method] = &[];

/// The methods of a view's column.
pub const VIEW_COLUMN: &[Method] = &[];
