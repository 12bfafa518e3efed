use clap::{Args, Subcommand};

use crate::guide::Assistant;

use crate::output::findings::Format;

/// What to do.
#[derive(Debug, Clone, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one in a process")]
pub enum Command {
    /// Create a knexfile
    #[command(name = "init")]
    Init {
        /// Its extension: js, mjs, ts, coffee, eg or ls [default: js]
        #[arg(short = 'x', value_name = "EXTENSION")]
        extension: Option<String>,
    },
    /// Create a migration
    #[command(name = "migrate:make")]
    MigrateMake(Box<MakeMigration>),
    /// Run all migrations that have not been run
    #[command(name = "migrate:latest")]
    MigrateLatest {
        #[command(flatten)]
        run: Run,
        /// List what was run
        #[arg(long)]
        verbose: bool,
    },
    /// Run the next migration, or the one named
    #[command(name = "migrate:up")]
    MigrateUp {
        /// The migration, as its file is called
        name: Option<String>,
        #[command(flatten)]
        run: Run,
    },
    /// Undo the last migration, or the one named
    #[command(name = "migrate:down")]
    MigrateDown {
        /// The migration, as its file is called
        name: Option<String>,
        #[command(flatten)]
        run: Run,
    },
    /// Run all migrations up to the one named, with it
    #[command(name = "migrate:to")]
    MigrateTo(Named),
    /// Run all migrations before the one named
    #[command(name = "migrate:before")]
    MigrateBefore(Named),
    /// Undo the last batch of migrations
    #[command(name = "migrate:rollback")]
    MigrateRollback {
        /// Undo all batches
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        run: Run,
        /// List what was undone
        #[arg(long)]
        verbose: bool,
    },
    /// List migrations that were run and those that were not
    #[command(name = "migrate:list", visible_alias = "migrate:status")]
    MigrateList,
    /// Show the version of the last migration
    #[command(name = "migrate:currentVersion")]
    MigrateCurrentVersion,
    /// Free the lock that a Knex left behind
    #[command(name = "migrate:unlock")]
    MigrateUnlock,
    /// Create a seed
    #[command(name = "seed:make")]
    SeedMake(Make),
    /// Run the seeds
    #[command(name = "seed:run")]
    SeedRun {
        /// List what was run
        #[arg(long)]
        verbose: bool,
    },
    /// Run each migration up, down and up again on a throwaway server, and say what its `down` does not undo
    #[command(name = "verify")]
    Verify(Verify),
    /// Write the data-design section of the design document from the migrations
    #[command(name = "docs")]
    Docs(Docs),
    /// Judge migrations by the project's conventions, on what they make of a throwaway server
    #[command(name = "lint")]
    Lint(Lint),
    /// Keep rungs.lock: write down what each migration is, so that none changes unseen
    #[command(name = "lock")]
    Lock(Lock),
    /// Write what breaks, and what the migrations say about it, to docs/BREAKING_CHANGES.md
    #[command(name = "changelog")]
    Changelog {
        /// Write nothing; fail when it is stale
        #[arg(long)]
        check: bool,
    },
    /// Judge what is new, in one command for a pull request: lint, verify, history, breaking changes, documents
    #[command(name = "check", after_help = CHECK_CODES)]
    Check(Check),
    /// Write the guide to migrations, from what is enforced
    #[command(name = "guide")]
    Guide(WriteGuide),
    /// Show the SQL that would run, with its locks, without running it: it is tried on a throwaway server
    #[command(name = "plan")]
    Plan(Plan),
    /// See and stop the PostgreSQL servers that Rungs keeps for this project
    #[command(name = "server", subcommand)]
    Server(ServerCommand),
    /// Print a script that completes commands in a shell
    #[command(name = "completions")]
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(name = "man")]
    Man,
}

impl Command {
    /// Whether its own options ask for JSON.
    pub fn wants_json(&self) -> bool {
        matches!(
            self,
            Self::Lint(Lint { format: Format::Json, .. })
                | Self::Lock(Lock { format: Format::Json, .. })
                | Self::Check(Check { format: Format::Json, .. })
                | Self::Plan(Plan { format: PlanFormat::Json, .. })
        )
    }

    /// Whether what it prints is read by a program, or goes into a file: nothing else may stand among it.
    pub fn prints_a_document(&self) -> bool {
        match self {
            Self::Lint(Lint { format, .. })
            | Self::Lock(Lock { format, .. })
            | Self::Check(Check { format, .. }) => *format != Format::Human,
            Self::Plan(Plan { format, .. }) => *format != PlanFormat::Text,
            Self::Docs(Docs { stdout, .. }) | Self::Guide(WriteGuide { stdout, .. }) => *stdout,
            _ => false,
        }
    }

    /// The name it is called by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Init { .. } => "init",
            Self::MigrateMake(_) => "migrate:make",
            Self::MigrateLatest { .. } => "migrate:latest",
            Self::MigrateUp { .. } => "migrate:up",
            Self::MigrateDown { .. } => "migrate:down",
            Self::MigrateTo(_) => "migrate:to",
            Self::MigrateBefore(_) => "migrate:before",
            Self::MigrateRollback { .. } => "migrate:rollback",
            Self::MigrateList => "migrate:list",
            Self::MigrateCurrentVersion => "migrate:currentVersion",
            Self::MigrateUnlock => "migrate:unlock",
            Self::SeedMake(_) => "seed:make",
            Self::SeedRun { .. } => "seed:run",
            Self::Verify(_) => "verify",
            Self::Docs(_) => "docs",
            Self::Lint(_) => "lint",
            Self::Lock(_) => "lock",
            Self::Changelog { .. } => "changelog",
            Self::Check(_) => "check",
            Self::Guide(_) => "guide",
            Self::Plan(_) => "plan",
            Self::Server(_) => "server",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }
}

/// Which migrations to verify.
#[derive(Debug, Clone, Args)]
pub struct Verify {
    /// Only these: files, or names with or without their extension
    #[arg(value_name = "MIGRATION", conflicts_with_all = ["all", "pending", "since"])]
    pub migrations: Vec<String>,
    /// All migrations: the default
    #[arg(long, conflicts_with_all = ["pending", "since"])]
    pub all: bool,
    /// Only those that the project's database has not; its ledger is read, nothing else
    #[arg(long, conflicts_with = "since")]
    pub pending: bool,
    /// Only those whose files were added or changed since a branch or commit, such as origin/main
    #[arg(long, value_name = "BASE")]
    pub since: Option<String>,
    /// Count what PostgreSQL cannot give back, such as the order of columns
    #[arg(long)]
    pub strict: bool,
}

/// What to do about the data-design section.
#[derive(Debug, Clone, Args)]
pub struct Docs {
    /// Write nothing; fail when the section is stale
    #[arg(long, conflicts_with_all = ["stdout", "init"])]
    pub check: bool,
    /// Print the section and write nothing
    #[arg(long)]
    pub stdout: bool,
    /// Tell as pending what was added or changed since a branch or commit, such as origin/main, and ask no database
    #[arg(long, value_name = "BASE", conflicts_with = "check")]
    pub since: Option<String>,
    /// Add the section to a document that has none, and make the document where it is missing
    #[arg(long, conflicts_with = "stdout")]
    pub init: bool,
}

/// Which migrations to judge, and how to tell it.
#[derive(Debug, Clone, Args)]
pub struct Lint {
    /// Only these: files, or names with or without their extension; those before them are run and not judged
    #[arg(value_name = "FILES", conflicts_with_all = ["all", "pending", "since"])]
    pub files: Vec<String>,
    /// All migrations: the default
    #[arg(long, conflicts_with_all = ["pending", "since"])]
    pub all: bool,
    /// Only those that the project's database has not; its ledger is read, nothing else
    #[arg(long, conflicts_with = "since")]
    pub pending: bool,
    /// Only those whose files were added or changed since a branch or commit, such as origin/main
    #[arg(long, value_name = "BASE")]
    pub since: Option<String>,
    /// How to tell what was found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
    /// Fail on warnings too
    #[arg(long, visible_alias = "strict")]
    pub deny_warnings: bool,
    /// Print a rule's page: what it means, why, examples
    #[arg(long, value_name = "RULE", conflicts_with_all = ["files", "all", "pending", "since"])]
    pub explain: Option<String>,
}

/// What to do about `rungs.lock`.
#[derive(Debug, Clone, Args)]
pub struct Lock {
    /// Write nothing; fail when a migration is not what was locked, or is not locked
    #[arg(long, conflicts_with_all = ["accept", "baseline"])]
    pub check: bool,
    /// Take this migration as it is: the exception stays on record
    #[arg(long, value_name = "MIGRATION", requires = "because", conflicts_with = "baseline")]
    pub accept: Option<String>,
    /// Why the exception is right
    #[arg(long, value_name = "REASON", requires = "accept")]
    pub because: Option<String>,
    /// Freeze what is there with its findings: from here on only new migrations are judged
    #[arg(long)]
    pub baseline: bool,
    /// How --check tells what was found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

/// Which migrations to judge for a pull request, and how to tell it.
#[derive(Debug, Clone, Args)]
pub struct Check {
    /// What is new since a branch or commit; by default the remote's default branch, and all where there is none
    #[arg(long, value_name = "BASE", conflicts_with = "all")]
    pub since: Option<String>,
    /// All migrations
    #[arg(long)]
    pub all: bool,
    /// How to tell what was found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
    /// Fail on warnings too
    #[arg(long, visible_alias = "strict")]
    pub deny_warnings: bool,
}

const CHECK_CODES: &str = "The exit code is the sum of what fails: 2 lint, 4 verify, 8 history (rungs.lock), 16 breaking changes, \
                           32 documents. 1 is a check that could not be made, 0 a pull request without findings.";

/// Which guide to write.
#[derive(Debug, Clone, Copy, Args)]
pub struct WriteGuide {
    /// For a coding assistant, where it looks for such: continue, claude or cursor
    #[arg(long = "for", value_enum, value_name = "ASSISTANT")]
    pub assistant: Option<Assistant>,
    /// Write nothing; fail when the guide is stale
    #[arg(long, conflicts_with = "stdout")]
    pub check: bool,
    /// Print the guide and write nothing
    #[arg(long)]
    pub stdout: bool,
}

/// What to plan, and from where.
#[derive(Debug, Clone, Args)]
pub struct Plan {
    /// Up to this migration and with it, as `migrate:to`; with `--down` this one alone, as `migrate:down`
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// What `migrate:rollback` would undo
    #[arg(long)]
    pub down: bool,
    /// With `--down`: all batches
    #[arg(long, requires = "down", conflicts_with = "to")]
    pub all: bool,
    /// As if the database had all migrations up to this one; it is not connected to
    #[arg(long, value_name = "NAME", conflicts_with = "empty")]
    pub from: Option<String>,
    /// As if the database were empty; it is not connected to
    #[arg(long)]
    pub empty: bool,
    /// How to write it: `sql` is a script for psql
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: PlanFormat,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take it for the help text of the command")]
    pub run: Run,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum PlanFormat {
    /// For people.
    #[default]
    Text,
    /// A script for psql.
    Sql,
    /// One JSON document.
    Json,
}

/// How to run migrations.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Run {
    /// Run each migration without a transaction unless it asks for one
    #[arg(long)]
    pub disable_transactions: bool,
}

/// A migration to run to.
#[derive(Debug, Clone, Args)]
pub struct Named {
    /// The migration, as its file is called
    pub name: String,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take it for the help text of the command")]
    pub run: Run,
}

/// What to create.
#[derive(Debug, Clone, Args)]
pub struct Make {
    /// What it is called
    pub name: String,
    /// Its extension: ts, js, mjs, cjs, ts-schema, js-schema, coffee, eg or ls
    #[arg(short = 'x', value_name = "EXTENSION")]
    pub extension: Option<String>,
    /// The template: a path, or a file's name in the folder
    #[arg(long, value_name = "FILE")]
    pub stub: Option<String>,
}

/// A migration to create.
#[derive(Debug, Clone, Args)]
pub struct MakeMigration {
    /// What it is called
    #[arg(required_unless_present = "list")]
    pub name: Option<String>,
    /// Its extension: ts, js, mjs, cjs, ts-schema, js-schema, coffee, eg or ls
    #[arg(short = 'x', value_name = "EXTENSION")]
    pub extension: Option<String>,
    /// The template: a path, or a file's name in the folder
    #[arg(long, value_name = "FILE")]
    pub stub: Option<String>,
    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would take it for the help text of the command")]
    pub pattern: PatternOptions,
}

/// A pattern, and what is filled into it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Patterns")]
pub struct PatternOptions {
    /// Write it by a pattern: see --list
    #[arg(long, value_name = "PATTERN", conflicts_with = "stub")]
    pub pattern: Option<String>,
    /// List the patterns with what each writes
    #[arg(long)]
    pub list: bool,
    /// The table [default: what the name says, as do the next ones]
    #[arg(long, value_name = "TABLE", requires = "pattern")]
    pub table: Option<String>,
    /// The column
    #[arg(long, value_name = "COLUMN", requires = "pattern")]
    pub column: Option<String>,
    /// The table that is referred to
    #[arg(long, value_name = "TABLE", requires = "pattern")]
    pub references: Option<String>,
    /// The type
    #[arg(long = "type", value_name = "TYPE", requires = "pattern")]
    pub type_name: Option<String>,
    /// The value
    #[arg(long, value_name = "VALUE", requires = "pattern")]
    pub value: Option<String>,
    /// The new name
    #[arg(long, value_name = "NAME", requires = "pattern")]
    pub to: Option<String>,
    /// The view
    #[arg(long, value_name = "VIEW", requires = "pattern")]
    pub view: Option<String>,
    /// The major version that it must run on [default: that of --server embedded=…, else 18]
    #[arg(long, value_name = "MAJOR", requires = "pattern")]
    pub postgres: Option<u32>,
}

/// What to do about the servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum ServerCommand {
    /// Show which servers there are
    Status,
    /// Start the server and let it stay
    Start,
    /// Stop them
    Stop,
    /// Print the URL of the server, starting it if need be
    Url,
}
