//! What to do about it.

use rungs_postgres::Error as DatabaseError;
use rungs_run::Error;
use rungs_run::discovery::SystemError;

use super::facts::Facts;
use super::{Trouble, sqlstates};

/// Sentences that say what to do.
pub(super) fn advice(trouble: &Trouble) -> Vec<String> {
    let mut advice = Vec::new();
    let facts = Facts::of(trouble);
    if let Some(hint) = facts.front_end.and_then(|error| error.hint()) {
        advice.push(hint.to_owned());
    }
    advice.extend(facts.database.and_then(for_database).map(str::to_owned));
    match trouble {
        Trouble::Refused { advice: Some(text), .. } => advice.push(text.clone()),
        Trouble::Run(failure) => advice.extend(for_run(&failure.error)),
        _ => {}
    }
    advice
}

fn for_database(error: &DatabaseError) -> Option<&'static str> {
    if let DatabaseError::ConnectionLost { .. } | DatabaseError::Closed { .. } = error {
        return Some(
            "The server rolls back what was not committed, and frees the lock. Run it again when it answers: Rungs goes on \
             from there.",
        );
    }
    sqlstates::advice(error.sqlstate()?)
}

fn for_run(error: &Error) -> Vec<String> {
    match error {
        Error::Locked { holder } => vec![
            format!("The row in the lock table was set by {holder}."),
            "If no Knex is running migrations, free it with `rungs migrate:unlock`.".to_owned(),
        ],
        Error::LockTimeout { holder, waited } => vec![
            format!("Waited {} s for {holder}.", waited.as_secs()),
            "Its lock ends with its connection. If it hangs, end it: select pg_terminate_backend(…).".to_owned(),
        ],
        Error::Pooled { .. } => vec![
            "Nothing was run. Connect to PostgreSQL itself, or to a pool in session mode."
                .to_owned(),
        ],
        Error::MissingFiles { .. } => vec![
            "They are in the ledger, so they were run; they are not among the project's migrations. Bring the files \
             back (another branch?), or look whether the directory is the right one."
                .to_owned(),
        ],
        Error::FileGone { name } => {
            vec![format!("Bring the file of {name} back, or take its row out of the ledger if it shall stay as it is.")]
        }
        Error::SameStem { .. } => vec![
            "`x.ts` and `x.js` are one migration to Rungs. Remove one of them, or keep builds in a folder of their own."
                .to_owned(),
        ],
        Error::Directory { reason: SystemError { code: "ENOENT", .. }, .. } => {
            vec![
                "Name the folder in the knexfile (`migrations.directory`, `seeds.directory`) or in rungs.toml; that of \
                 the migrations also with --migrations-directory."
                    .to_owned(),
            ]
        }
        Error::NotFound { .. } | Error::NotRun { .. } => {
            vec!["`rungs migrate:list` shows the names there are.".to_owned()]
        }
        _ => Vec::new(),
    }
}
