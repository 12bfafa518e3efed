//! Plays the commands of a case.
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use wait_timeout::ChildExt;

use crate::Error;
use crate::database::Database;
use crate::normalise::normalise;
use crate::page::{Case, Console, Page, Step};
use crate::project::Project;
use crate::schema;
use crate::tool::{NAMES, Tool};

/// Longer than any command of a page takes, on a machine that is busy.
const LIMIT: Duration = Duration::from_secs(90);

/// Variables of the caller that a command under test keeps; all others would make its answers depend on the machine.
const KEPT: [&str; 9] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SystemRoot",
    "RUNGS_CACHE",
    "XDG_CACHE_HOME",
    "RUNGS_EMBEDDED",
];

/// A project on a database, and who answers.
#[derive(Debug)]
pub struct Stage<'a> {
    /// Who answers; several take turns, command by command.
    tools: &'a [Tool],
    /// How many commands were run.
    turn: usize,
    /// The files.
    pub project: Project,
    /// The database that `DATABASE_URL` names.
    pub database: Database,
    /// Where commands run, below the project; `$ cd` changes it.
    folder: PathBuf,
}

impl<'a> Stage<'a> {
    /// Sets the stage for a case of a page.
    ///
    /// # Errors
    /// The project cannot be written.
    pub fn set(tools: &'a [Tool], page: &Page, case: &Case, database: Database) -> Result<Self, Error> {
        let project = Project::new(page.folder.as_deref(), &case.files, tools)?;
        let folder = project.path().to_owned();
        Ok(Self { tools, turn: 0, project, database, folder })
    }

    /// Plays the commands of a block one after another; the block's own answers are not looked at.
    ///
    /// # Errors
    /// A command cannot be started or does not end.
    pub fn play(&mut self, console: &Console) -> Result<Vec<Step>, Error> {
        let play =
            |step: &Step| Ok(Step { command: step.command.clone(), answer: self.answer(&step.command)? });
        console.steps.iter().map(play).collect()
    }

    /// What one command answers, normalised. Commands are those of this table.
    ///
    /// | command | answer |
    /// | --- | --- |
    /// | `[NAME=value …] knex …` | stdout; when it fails also `[stderr]` with its first line, and `[exit N]` |
    /// | `[NAME=value …] rungs …` | the same; only in blocks `console rungs` |
    /// | `status knex …` | the exit code and which streams were written to, for texts that are Rungs' own |
    /// | `sql STATEMENTS` | the rows |
    /// | `rows` | all rows of all tables but the ledger's |
    /// | `ledger [TABLE]` | Knex's ledger and lock |
    /// | `schema` | the schema in words, see [`schema::describe`] |
    /// | `files [FOLDER]` | the files below it |
    /// | `show FILE` | what it holds |
    /// | `rm FILE`, `mv FILE FILE`, `write FILE TEXT` | nothing |
    /// | `cd FOLDER` | nothing; relative to the project |
    /// | `git …` | what it says on stdout; in the folder where commands run, by an author of its own |
    ///
    /// # Errors
    /// The command is unknown, cannot be started, or does not end.
    pub fn answer(&mut self, line: &str) -> Result<Vec<String>, Error> {
        let words = shlex::split(line).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let here = |path: &str| self.project.path().join(path);
        match words.as_slice() {
            ["sql", ..] => Ok(rows_or_error(self.database.rows(&line["sql".len()..]))),
            ["rows"] => Ok(self.database.all_rows()?.iter().map(|row| self.normalise(row)).collect()),
            ["ledger"] => self.database.ledger("knex_migrations"),
            ["ledger", table] => self.database.ledger(table),
            ["schema"] => schema::describe(&self.database),
            ["files"] => Ok(self.files(".")),
            ["files", folder] => Ok(self.files(folder)),
            ["show", file] => {
                let text = std::fs::read_to_string(here(file)).map_err(Error::file(*file))?;
                Ok(text.lines().map(|line| self.normalise(line)).collect())
            }
            ["rm", file] => std::fs::remove_file(here(file)).map_err(Error::file(*file)).map(|()| Vec::new()),
            ["mv", from, to] => {
                std::fs::rename(here(from), here(to)).map_err(Error::file(*from)).map(|()| Vec::new())
            }
            ["write", file, text] => {
                std::fs::write(here(file), text).map_err(Error::file(*file)).map(|()| Vec::new())
            }
            ["cd", folder] => {
                self.folder = here(folder);
                Ok(Vec::new())
            }
            ["git", words @ ..] => self.git(words),
            ["status", words @ ..] => {
                let outcome = self.run(words)?;
                let stream = |name, text: &str| if text.trim().is_empty() { None } else { Some(name) };
                let streams = [stream("stdout", &outcome.stdout), stream("stderr", &outcome.stderr)];
                let code = outcome.code.map_or("killed".to_owned(), |code| format!("exit {code}"));
                Ok(vec![
                    [Some(code.as_str()), streams[0], streams[1]]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(", "),
                ])
            }
            words => self.run(words).map(|outcome| self.report(&outcome)),
        }
    }

    fn run(&mut self, words: &[&str]) -> Result<Outcome, Error> {
        let is_setting = |word: &&&str| word.split_once('=').is_some_and(|(name, _)| !name.starts_with('-'));
        let settings: Vec<(&str, &str)> =
            words.iter().take_while(is_setting).filter_map(|word| word.split_once('=')).collect();
        let unknown = || Error::Server(format!("a page cannot run {words:?}"));
        let (name, arguments) = words[settings.len()..].split_first().ok_or_else(unknown)?;
        if !NAMES.contains(name) {
            return Err(unknown());
        }
        let fill = |text: &str| text.replace("[URL]", &self.database.url);
        let arguments: Vec<String> = arguments.iter().map(|argument| fill(argument)).collect();
        let tool = &self.tools[self.turn % self.tools.len()];
        self.turn += 1;
        let mut command = tool.command(name, &arguments, self.project.has_typescript());
        command
            .env_clear()
            .current_dir(&self.folder)
            .env("TZ", "UTC")
            .env("DATABASE_URL", &self.database.url)
            .envs(tool.environment());
        command.envs(KEPT.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
        command.envs(settings.iter().map(|(name, value)| (*name, fill(value))));
        run_to_end(command)
    }

    /// Git as on a machine that nobody has configured.
    fn git(&self, words: &[&str]) -> Result<Vec<String>, Error> {
        let project = self.project.path().to_string_lossy();
        let words = words.iter().map(|word| word.replace("[PROJECT]", &project));
        let mut command = Command::new("git");
        command.args(["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]).args(words);
        command.env_clear().current_dir(&self.folder).env("GIT_CONFIG_GLOBAL", "/dev/null");
        command.envs(KEPT.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))));
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Ada");
            command.env(format!("GIT_{role}_EMAIL"), "ada@example.com");
        }
        run_to_end(command).map(|outcome| self.report(&outcome))
    }

    fn report(&self, outcome: &Outcome) -> Vec<String> {
        let stdout = self.normalise(&outcome.stdout);
        let mut answer: Vec<String> = stdout.lines().map(str::to_owned).collect();
        if !stdout.is_empty() && !stdout.ends_with('\n') {
            answer.push("[no newline at the end]".to_owned());
        }
        if outcome.code != Some(0) {
            let stderr = self.normalise(&outcome.stderr);
            answer.extend(stderr.lines().next().map(|line| format!("[stderr] {line}")));
            answer.push(outcome.code.map_or_else(|| "[killed]".to_owned(), |code| format!("[exit {code}]")));
        }
        answer
    }

    fn normalise(&self, text: &str) -> String {
        let mut places = vec![(self.project.path().to_string_lossy(), "[PROJECT]")];
        places.extend(self.tools.iter().filter_map(|tool| match tool {
            Tool::Knex { modules } => Some((modules.to_string_lossy(), "[KNEX]")),
            Tool::Rungs { .. } => None,
        }));
        let database = &self.database;
        places.push((database.server().address().into(), "[SERVER]"));
        places.push((database.name.as_str().into(), "[DATABASE]"));
        normalise(text, &places)
    }

    fn files(&self, folder: &str) -> Vec<String> {
        let files = self.project.files();
        let below = files
            .iter()
            .filter_map(|file| if folder == "." { Some(&**file) } else { file.strip_prefix(folder).ok() });
        let mut names: Vec<String> = below.map(|file| self.normalise(&file.to_string_lossy())).collect();
        names.sort();
        names
    }
}

fn rows_or_error(rows: Result<Vec<String>, Error>) -> Vec<String> {
    rows.unwrap_or_else(|error| vec![error.to_string()])
}

struct Outcome {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

fn run_to_end(mut command: Command) -> Result<Outcome, Error> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let program = PathBuf::from(command.get_program());
    let mut child = command.spawn().map_err(|source| Error::Start { program, source })?;
    let stdout = child.stdout.take().map(read_aside);
    let stderr = child.stderr.take().map(read_aside);
    let Some(status) = child.wait_timeout(LIMIT).map_err(Error::file("a child"))? else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(Error::Timeout { command: format!("{command:?}"), seconds: LIMIT.as_secs() });
    };
    let text = |reader: Option<std::thread::JoinHandle<String>>| {
        reader.and_then(|reader| reader.join().ok()).unwrap_or_default()
    };
    Ok(Outcome { stdout: text(stdout), stderr: text(stderr), code: status.code() })
}

/// Reads on a thread of its own, so that a child which writes much to both never waits for us.
fn read_aside(mut source: impl Read + Send + 'static) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // What could be read before an error is what there is to compare.
        let _ = source.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
