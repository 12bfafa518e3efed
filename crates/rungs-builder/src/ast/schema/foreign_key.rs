use crate::Arg;

/// `foreign(columns).references(…).inTable(…)`, or the same behind a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Arg,
    /// The constraint's name; a false one is made up.
    pub name: Arg,
    /// The referenced columns.
    pub references: Arg,
    /// The referenced table. Without it, or without `references`, Knex ignores the key.
    pub table: Arg,
    /// `onUpdate(action)`
    pub on_update: Arg,
    /// `onDelete(action)`
    pub on_delete: Arg,
    /// `deferrable(type)`
    pub deferrable: Arg,
}
