//! The user of the operating system, as whom a connection is made when nobody is named.

const VARIABLES: [&str; 3] = ["USER", "LOGNAME", "USERNAME"];

/// The name in the environment, else (containers often have none there) the one of the process's user ID.
pub(crate) fn name() -> String {
    let given =
        VARIABLES.into_iter().find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()));
    given.or_else(by_id).unwrap_or_else(|| "postgres".to_owned())
}

#[cfg(unix)]
fn by_id() -> Option<String> {
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    find(&users, rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn by_id() -> Option<String> {
    None
}

#[cfg(unix)]
fn find(users: &str, id: u32) -> Option<String> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(id)).then(|| name.to_owned())
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::find;

    #[test]
    fn by_id() {
        let users = "root:x:0:0:root:/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n";
        assert_eq!(find(users, 1000).as_deref(), Some("ann"));
        assert_eq!(find(users, 7), None);
    }
}
