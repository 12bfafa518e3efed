//! What to do about errors that are the server's state and not the migration's fault, by SQLSTATE (PostgreSQL manual,
//! "PostgreSQL Error Codes").

/// SQLSTATE, and a sentence that says what to do.
const ADVICE: &[(&str, &str)] = &[
    (
        "25006",
        "This server, database or role only reads: a standby, or default_transaction_read_only is on. Connect to the \
               primary (target_session_attrs=read-write finds it among several hosts), or turn that setting off.",
    ),
    (
        "25P03",
        "The migration paused inside its transaction for longer than idle_in_transaction_session_timeout allows. Let it \
               compute before it asks the database, or raise that setting for this role.",
    ),
    ("3D000", "Create the database (createdb), or correct its name in the connection settings."),
    ("3F000", "Create the schema first, or correct migrations.schemaName or searchPath."),
    ("40001", "Another transaction was in the way. Run it again."),
    (
        "40P01",
        "Another transaction held what this one waited for, and the other way round. Run it again, at a quieter time \
               where that repeats.",
    ),
    (
        "42501",
        "Have the owner grant the role what it lacks, or connect as another role. Rungs itself needs CREATE on the \
               schema of its ledger.",
    ),
    ("53100", "The server's disk is full. Free space there and run it again."),
    (
        "53200",
        "The server is out of memory. Run it again when it has less to do, or move fewer rows at once.",
    ),
    (
        "53300",
        "End sessions that are not needed (select * from pg_stat_activity), or raise max_connections or the role's \
               connection limit.",
    ),
    (
        "55006",
        "Somebody else uses it now. Run it again when they have ended (select * from pg_stat_activity).",
    ),
    (
        "55P03",
        "Somebody else holds a lock on it for longer than lock_timeout allows (select * from pg_stat_activity where \
               state <> 'idle'). Run it again when they have ended, or raise lock_timeout.",
    ),
    (
        "57014",
        "If nobody cancelled it, it ran for longer than statement_timeout allows. Raise that for this role, or in the \
               migration: set local statement_timeout = '10min'.",
    ),
    ("57P03", "The server is starting, stopping or recovering. Run it again in a moment."),
];

/// What to do about an error of that SQLSTATE, where there is more to say than the server does.
pub(super) fn advice(code: &str) -> Option<&'static str> {
    ADVICE.iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
}
