use clap::ValueEnum;

/// A coding assistant that reads guides from files of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Assistant {
    /// A prompt that is called by its name
    Continue,
    /// A skill that is used when it fits
    Claude,
    /// A rule that is attached to migrations
    Cursor,
}

/// What the guide is about, for assistants that choose by it.
const DESCRIPTION: &str = "How this project's database migrations are written and checked. Use when creating, changing or reviewing a migration.";

impl Assistant {
    /// The file, relative to the project's folder.
    ///
    /// Continue: docs.continue.dev, "Prompts"; Claude Code: code.claude.com, "Skills"; Cursor: cursor.com/docs, "Rules".
    pub fn file(self) -> &'static str {
        match self {
            Self::Continue => ".continue/prompts/migrations.md",
            Self::Claude => ".claude/skills/migrations/SKILL.md",
            Self::Cursor => ".cursor/rules/migrations.mdc",
        }
    }

    /// The front matter, with its lines of dashes. `folders` are those of the migrations.
    pub fn front_matter(self, folders: &[String]) -> String {
        let fields = match self {
            Self::Continue => format!("name: Migrations\ndescription: {DESCRIPTION}\ninvokable: true\n"),
            Self::Claude => format!("name: migrations\ndescription: {DESCRIPTION}\n"),
            Self::Cursor => {
                let globs: Vec<String> = folders.iter().map(|folder| format!("{folder}/**")).collect();
                format!("description: {DESCRIPTION}\nglobs: {}\nalwaysApply: false\n", globs.join(","))
            }
        };
        format!("---\n{fields}---\n\n")
    }
}
