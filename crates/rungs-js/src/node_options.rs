//! What the variable `NODE_OPTIONS` says that bears on a migration (Node's manual, "Command-line API").

/// The options of Node's that Rungs honours. All others concern Node's own engine, or teach it TypeScript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NodeOptions {
    /// `--conditions NAME` or `-C NAME`: conditions of `exports` and `imports` maps that apply besides Node's own.
    pub conditions: Vec<String>,
    /// `--require`, `-r` or `--import`: those modules that are loaded first, see [`sets_environment`].
    pub preload: Vec<String>,
}

impl NodeOptions {
    /// Reads the variable's text: words apart by spaces, quoted where they hold one.
    pub fn parse(text: &str) -> Self {
        let mut options = Self::default();
        let mut words = shlex::split(text).unwrap_or_default().into_iter();
        while let Some(word) = words.next() {
            let (name, given) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            let list = match name {
                "--conditions" | "-C" => &mut options.conditions,
                "--require" | "-r" | "--import" => &mut options.preload,
                _ => continue,
            };
            list.extend(given.or_else(|| words.next()));
        }
        options.preload.retain(|module| sets_environment(module));
        options
    }
}

/// Whether a module is one that sets up `process.env`, as `dotenv/config` does. What else production puts there,
/// tracing and monitoring, watches a server and has nothing to see in a migration.
fn sets_environment(module: &str) -> bool {
    module.starts_with("dotenv") || module.starts_with("@dotenvx/")
}

#[cfg(test)]
mod tests {
    use super::NodeOptions;

    #[test]
    fn honoured_options_are_found_among_others() {
        let options = NodeOptions::parse(
            r#"--max-old-space-size=4096 -C dev --require dotenv/config --import tsx --conditions="with space" -r dd-trace/init"#,
        );
        assert_eq!(options.conditions, ["dev", "with space"]);
        assert_eq!(options.preload, ["dotenv/config"]);
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        assert_eq!(NodeOptions::parse("--conditions 'open"), NodeOptions::default());
        assert_eq!(NodeOptions::parse("--conditions"), NodeOptions::default());
    }
}
