//! A thin PostgreSQL client for migrations, and the servers they run on.
