use rungs_postgres::Session;

/// Where a migration, a hook or a seed runs.
#[derive(Clone)]
pub struct RunContext {
    /// The session its statements go to; inside the transaction when there is one.
    pub session: Session,
    /// Whether `session` is inside a transaction that the runner began and will end.
    pub in_transaction: bool,
}
