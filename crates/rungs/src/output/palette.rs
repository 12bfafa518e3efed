use std::env::var_os;
use std::io::IsTerminal;

/// Colours, or none. The codes and the rule are those of the npm package `colorette` 2.0.19, so that what Knex colours
/// looks the same: `NO_COLOR`, `FORCE_COLOR`, a terminal that is not dumb, or a CI known to show colours.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    enabled: bool,
}

impl Palette {
    /// For text to a stream that is a terminal, or is not.
    pub fn for_terminal(is_terminal: bool) -> Self {
        let set = |name| var_os(name).is_some();
        let dumb = var_os("TERM").is_none_or(|term| term == "dumb");
        let ci = set("CI") && ["GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI"].into_iter().any(set);
        Self { enabled: !set("NO_COLOR") && (set("FORCE_COLOR") || (is_terminal && !dumb) || ci) }
    }

    /// For standard output.
    pub fn for_stdout() -> Self {
        Self::for_terminal(std::io::stdout().is_terminal())
    }

    /// For standard error.
    pub fn for_stderr() -> Self {
        Self::for_terminal(std::io::stderr().is_terminal())
    }

    /// Whether there are colours.
    pub fn is_enabled(self) -> bool {
        self.enabled
    }

    /// Errors.
    pub fn red(self, text: &str) -> String {
        self.paint(31, 39, text)
    }

    /// Success.
    pub fn green(self, text: &str) -> String {
        self.paint(32, 39, text)
    }

    /// Warnings.
    pub fn yellow(self, text: &str) -> String {
        self.paint(33, 39, text)
    }

    /// Values.
    pub fn blue(self, text: &str) -> String {
        self.paint(34, 39, text)
    }

    /// Names of the surroundings.
    pub fn magenta(self, text: &str) -> String {
        self.paint(35, 39, text)
    }

    /// Lists, and that nothing was to be done.
    pub fn cyan(self, text: &str) -> String {
        self.paint(36, 39, text)
    }

    /// What may be overlooked.
    pub fn dim(self, text: &str) -> String {
        self.paint(2, 22, text)
    }

    fn paint(self, open: u8, close: u8, text: &str) -> String {
        if self.enabled && !text.is_empty() {
            format!("\x1b[{open}m{text}\x1b[{close}m")
        } else {
            text.to_owned()
        }
    }
}
