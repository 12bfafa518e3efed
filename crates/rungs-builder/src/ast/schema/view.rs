use super::Placed;
use crate::{Arg, Site};

/// A view to create or alter.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Whether it is created or altered, and how.
    pub form: ViewForm,
    /// Its name, unqualified.
    pub name: Arg,
    /// `columns()`, the last one.
    pub columns: Arg,
    /// `as()`, the last one: a query, a raw, text.
    pub select: Arg,
    /// The check option, the last one.
    pub check_option: Option<CheckOption>,
    /// `column().rename()` and `column().defaultTo()`, in the order of their calls.
    pub changes: Vec<Placed<ViewChange>>,
    /// The view's own query context.
    pub query_context: Option<Arg>,
    /// The call.
    pub site: Option<Site>,
}

/// What happens to a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ViewForm {
    /// `createView`
    Create,
    /// `createViewOrReplace`
    CreateOrReplace,
    /// `createMaterializedView`
    CreateMaterialized,
    /// `alterView`, `view`
    Alter,
}

/// `WITH [ LOCAL | CASCADED ] CHECK OPTION`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckOption {
    /// `checkOption()`
    Default,
    /// `localCheckOption()`
    Local,
    /// `cascadedCheckOption()`
    Cascaded,
}

/// A change of a view's column.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewChange {
    /// `column(from).rename(to)`
    Rename {
        /// The old name.
        from: Arg,
        /// The new name.
        to: Arg,
    },
    /// `column(name).defaultTo(value)`
    Default {
        /// The column.
        column: Arg,
        /// The default, as SQL.
        value: Arg,
    },
}
