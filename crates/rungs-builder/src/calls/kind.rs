use serde::{Deserialize, Serialize};

/// What a builder builds; the prelude has one class for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BuilderKind {
    /// `knex.schema`
    Schema,
    /// The argument of `createTable`'s callback.
    CreateTable,
    /// The argument of `alterTable`'s callback.
    AlterTable,
    /// What a column method of a table returns.
    Column,
    /// The same in `alterTable`'s callback, where a column can also be altered.
    AlterColumn,
    /// What `table.foreign()` returns.
    Foreign,
    /// What `references()` returns where it did not name the table.
    ForeignTable,
    /// The argument of `createView`'s callback.
    View,
    /// The argument of `alterView`'s callback.
    AlterView,
    /// What `view.column()` returns.
    ViewColumn,
    /// `knex('table')`, `knex.select()` …
    Query,
    /// The argument of `join`'s callback.
    Join,
    /// What `onConflict()` returns.
    OnConflict,
    /// The argument of an analytic function's callback.
    Analytic,
    /// `knex.raw()`
    Raw,
    /// `knex.ref()`
    Ref,
}

/// A method of a builder, as the prelude needs to know it.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// Which builder a callback among its arguments is handed.
    pub callback: Option<BuilderKind>,
    /// The only argument to which `callback` applies; a function anywhere else is handed a query
    /// (`join(function () { a subquery }, function () { conditions })`).
    pub callback_position: Option<usize>,
    /// Which builder it returns; `None` is the builder itself.
    pub returns: Option<BuilderKind>,
}

impl Method {
    /// A method that returns its own builder and takes no callback.
    pub const fn plain(name: &'static str) -> Self {
        Self { name, callback: None, callback_position: None, returns: None }
    }

    /// A method whose callback is handed a builder of `kind`.
    pub const fn with_callback(name: &'static str, kind: BuilderKind) -> Self {
        Self { name, callback: Some(kind), callback_position: None, returns: None }
    }

    /// A method that returns a builder of `kind`, recorded as a chain behind the call.
    pub const fn returning(name: &'static str, kind: BuilderKind) -> Self {
        Self { name, callback: None, callback_position: None, returns: Some(kind) }
    }

    /// The same method, where only the argument at `position` is a callback of `kind` and others are of queries.
    pub const fn callback_only_at(self, position: usize, kind: BuilderKind) -> Self {
        Self { callback: Some(kind), callback_position: Some(position), ..self }
    }

    /// Which builder a function is handed that stands, at any depth, in the argument at `position`.
    pub fn callback_at(&self, position: usize) -> Option<BuilderKind> {
        match self.callback_position {
            Some(own) if own != position => Some(BuilderKind::Query),
            _ => self.callback,
        }
    }
}

impl BuilderKind {
    /// The methods of this kind of builder: the prelude defines just these, so a new method is a new row.
    pub fn methods(self) -> &'static [Method] {
        use super::methods as tables;
        match self {
            Self::Schema => tables::SCHEMA,
            Self::CreateTable => &tables::CREATE_TABLE,
            Self::AlterTable => &tables::ALTER_TABLE,
            Self::Column => tables::COLUMN,
            Self::AlterColumn => &tables::ALTER_COLUMN,
            Self::Foreign => tables::FOREIGN,
            Self::ForeignTable => tables::FOREIGN_TABLE,
            Self::View => tables::VIEW,
            Self::AlterView => tables::ALTER_VIEW,
            Self::ViewColumn => tables::VIEW_COLUMN,
            Self::Query => &tables::QUERY_METHODS,
            Self::Join => &tables::JOIN_METHODS,
            Self::OnConflict => tables::ON_CONFLICT,
            Self::Analytic => tables::ANALYTIC,
            Self::Raw => tables::RAW,
            Self::Ref => tables::REF,
        }
    }

    /// Whether a call of `method` may make a statement, so that the place it is made from is worth knowing: what a
    /// column is like goes into the statement of its table.
    pub fn makes_statement(self, method: &str) -> bool {
        match self {
            Self::Column | Self::AlterColumn => {
                matches!(method, "references" | "index" | "primary" | "unique")
            }
            Self::Foreign | Self::ForeignTable | Self::Join | Self::OnConflict | Self::Analytic => false,
            _ => true,
        }
    }

    /// Whether all calls on a builder of this kind make one statement, whose place is that of the first.
    pub fn is_one_statement(self) -> bool {
        matches!(self, Self::Query | Self::Raw | Self::Ref)
    }

    /// All kinds, for the prelude to make a class of each.
    pub const ALL: &'static [Self] = &[
        Self::Schema,
        Self::CreateTable,
        Self::AlterTable,
        Self::Column,
        Self::AlterColumn,
        Self::Foreign,
        Self::ForeignTable,
        Self::View,
        Self::AlterView,
        Self::ViewColumn,
        Self::Query,
        Self::Join,
        Self::OnConflict,
        Self::Analytic,
        Self::Raw,
        Self::Ref,
    ];

    /// The name that the prelude knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::CreateTable => "createTable",
            Self::AlterTable => "alterTable",
            Self::Column => "column",
            Self::AlterColumn => "alterColumn",
            Self::Foreign => "foreign",
            Self::ForeignTable => "foreignTable",
            Self::View => "view",
            Self::AlterView => "alterView",
            Self::ViewColumn => "viewColumn",
            Self::Query => "query",
            Self::Join => "join",
            Self::OnConflict => "onConflict",
            Self::Analytic => "analytic",
            Self::Raw => "raw",
            Self::Ref => "ref",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
