use rungs_postgres::{Pool, Session};

/// Where a migration, a hook or a seed runs.
#[derive(Clone)]
pub struct RunContext {
    /// The session its statements go to; inside the transaction when there is one.
    pub session: Session,
    /// Further sessions, for code that opens transactions of its own when it runs outside one.
    pub pool: Pool,
    /// Whether `session` is inside a transaction that the runner began and will end.
    pub in_transaction: bool,
}
