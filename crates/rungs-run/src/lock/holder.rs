use std::fmt;

/// Who holds the lock, as far as the server tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Another run of Rungs.
    Rungs(Client),
    /// Knex, or a hand: the row is set and no run of Rungs set it. The clients are the other sessions of this
    /// database, of which one may be that Knex; without any, whoever set the row is gone.
    Foreign(Vec<Client>),
}

/// A session of the database, as `pg_stat_activity` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Process number of its server process; `pg_terminate_backend` takes it.
    pub pid: i64,
    /// Its user.
    pub user: String,
    /// What it calls itself.
    pub application: String,
    /// Where it comes from; empty for a local socket, or where the server does not tell.
    pub address: String,
    /// Since when it is connected, as the server writes times.
    pub since: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rungs(client) => write!(f, "another run of Rungs: {client}"),
            Self::Foreign(clients) if clients.is_empty() => {
                f.write_str("Knex, which left it: nobody else is connected to this database")
            }
            Self::Foreign(clients) => {
                f.write_str("Knex; connected to this database: ")?;
                for (index, client) in clients.iter().enumerate() {
                    write!(f, "{}{client}", if index == 0 { "" } else { "; " })?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "server process {} of user {}", self.pid, self.user)?;
        for (word, what) in [("as", &self.application), ("from", &self.address), ("since", &self.since)] {
            if !what.is_empty() {
                write!(f, ", {word} {what}")?;
            }
        }
        Ok(())
    }
}
