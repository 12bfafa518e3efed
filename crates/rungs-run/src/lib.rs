//! What a migration is, and how migrations are run: ledger, lock, batches, journal.
