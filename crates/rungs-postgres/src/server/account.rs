//! Whom the server runs as.

use std::fs;
use std::os::unix::fs::lchown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use super::error::{FileContext, LaunchError};

/// The accounts that may run a server for root, the first that exists.
///
/// They must be listed in `/etc/passwd`: `initdb` and `postgres` look up the name of the user they run as.
const ACCOUNTS: [&str; 2] = ["nobody", "postgres"];

/// The user that server processes run as and that owns their data.
///
/// PostgreSQL refuses to run as root (manual, "18.1. The PostgreSQL User Account"); CI and containers are root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Account {
    /// Rungs runs as an ordinary user, and so does the server.
    Own,
    /// Rungs runs as root, the server as this unprivileged user.
    Other { name: String, uid: u32, gid: u32 },
}

impl Account {
    /// Reads who runs this process and, for root, who can stand in.
    pub(crate) fn find() -> Result<Self, LaunchError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Own);
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        ACCOUNTS.iter().find_map(|name| look_up(&passwd, name)).ok_or_else(|| LaunchError::NoAccount {
            reason: format!("/etc/passwd lists none of {}", ACCOUNTS.join(", ")),
        })
    }

    /// The command will run as this account, in a process group of its own: Ctrl-C is not for the server.
    pub(crate) fn run(&self, command: &mut Command) {
        command.process_group(0);
        if let Self::Other { uid, gid, .. } = self {
            command.uid(*uid).gid(*gid);
        }
    }

    /// Gives a file or folder to this account.
    pub(crate) fn give(&self, path: &Path) -> Result<(), LaunchError> {
        match self {
            Self::Own => Ok(()),
            Self::Other { uid, gid, .. } => {
                lchown(path, Some(*uid), Some(*gid)).at("give to the server's account", path)
            }
        }
    }

    /// A word for file names that tells accounts apart.
    pub(crate) fn tag(&self) -> String {
        match self {
            Self::Own => "own".to_owned(),
            Self::Other { uid, .. } => uid.to_string(),
        }
    }
}

/// A line of `passwd(5)`: `name:password:uid:gid:…`. macOS writes the uid of `nobody` as `-2`.
fn look_up(passwd: &str, name: &str) -> Option<Account> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let mut id = || fields.next()?.parse::<i64>().ok().map(|id| id as u32);
        let (_password, uid, gid) = (id(), id()?, id()?);
        (uid != 0).then(|| Account::Other { name: name.to_owned(), uid, gid })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passwd_line_gives_both_ids() {
        let passwd = "root:x:0:0::/:/bin/sh\nnobody:*:-2:-2:Nobody:/var/empty:/usr/bin/false\n";
        let (uid, gid) = (u32::MAX - 1, u32::MAX - 1);
        assert_eq!(look_up(passwd, "nobody"), Some(Account::Other { name: "nobody".into(), uid, gid }));
        assert_eq!(look_up(passwd, "root"), None);
        assert_eq!(look_up(passwd, "postgres"), None);
    }
}
