use jiff::Timestamp;
use rungs_postgres::server::{self, ServerStatus};

use super::{Context, Report};
use crate::arguments::ServerCommand;
use crate::diagnostics::Trouble;
use crate::project::{Place, server_choice};

/// `server`: the PostgreSQL servers that Rungs keeps for this project.
pub(super) async fn run(context: &Context, command: ServerCommand) -> Result<Report, Trouble> {
    let place = Place::find(&context.options)?;
    let project = place.project_folder();
    let text = match command {
        ServerCommand::Status => {
            let servers = server::status(project)?;
            let lines: Vec<String> = servers.iter().map(line).collect();
            if lines.is_empty() {
                "No server has been started for this project".to_owned()
            } else {
                lines.join("\n")
            }
        }
        ServerCommand::Stop => match server::stop(project)?.as_slice() {
            [] => "No server of this project is running".to_owned(),
            names => format!("Stopped {}", names.join(", ")),
        },
        ServerCommand::Start | ServerCommand::Url => {
            let choice = server_choice(&context.options, &place)?.unwrap_or_default();
            let lease = server::project(project, &choice).await?;
            // Whoever asks for the URL wants to use it after this command has ended.
            lease.keep()?;
            let url = lease.address().map(|address| address.url()).unwrap_or_default();
            let version = lease.version().unwrap_or_default();
            if command == ServerCommand::Url { url } else { format!("PostgreSQL {version} runs at {url}") }
        }
    };
    Ok(Report::Text(text))
}

fn line(server: &ServerStatus) -> String {
    let ServerStatus { name, version, running, address, data, .. } = server;
    match running {
        Some(running) => {
            let since =
                i64::try_from(running.started).ok().and_then(|second| Timestamp::from_second(second).ok());
            let since = since.map_or_else(String::new, |since| format!(" since {since}"));
            let kept = if running.kept { "until it is stopped" } else { "while commands use it" };
            format!(
                "{name}: PostgreSQL {version} runs{since} (process {}), {kept}, at {}",
                running.pid,
                address.url()
            )
        }
        None => format!("{name}: PostgreSQL {version} is stopped; its data is in {}", data.display()),
    }
}
