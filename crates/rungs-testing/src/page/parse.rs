use std::path::Path;

use super::{Case, Console, File, Page, Speaker, console};
use crate::Error;
use crate::tool::repository;

/// A line that names the folder of the page's project, relative to the repository: `<!-- project: PATH -->`.
const PROJECT: &str = "<!-- project:";

/// Splits a page into cases; prose is skipped.
pub fn parse_page(path: &Path, text: String) -> Result<Page, Error> {
    let mut shared: Vec<File> = Vec::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut folder = None;
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    while let Some(&line) = lines.get(at) {
        if let Some(path) = line.strip_prefix(PROJECT).and_then(|rest| rest.strip_suffix(" -->")) {
            folder = Some(repository().join(path.trim()));
        } else if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.trim().to_owned(), files: shared.clone(), consoles: Vec::new() });
        } else if let Some((fence, info)) = opening_fence(line) {
            let begin = at + 1;
            let length =
                lines[begin..].iter().position(|line| *line == fence).ok_or_else(|| Error::Page {
                    page: path.to_owned(),
                    line: at + 1,
                    problem: format!("the block that {line:?} opens has no end"),
                })?;
            let body = &lines[begin..begin + length];
            match (block(info), cases.last_mut()) {
                (Block::Prose, _) => {}
                (Block::File(name), None) => put(&mut shared, name, body),
                (Block::File(name), Some(case)) => put(&mut case.files, name, body),
                (Block::Console(_), None) => {
                    let problem = "commands belong below a `##` heading".to_owned();
                    return Err(Error::Page { page: path.to_owned(), line: begin, problem });
                }
                (Block::Console(speaker), Some(case)) => {
                    let steps = console::parse_steps(body).map_err(|problem| Error::Page {
                        page: path.to_owned(),
                        line: begin,
                        problem,
                    })?;
                    case.consoles.push(Console { speaker, steps, lines: begin..begin + length });
                }
            }
            at = begin + length;
        }
        at += 1;
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Page { path: path.to_owned(), name, folder, cases, text })
}

enum Block<'a> {
    File(&'a str),
    Console(Speaker),
    Prose,
}

/// What a block is, told by its info string: `console …`, `LANGUAGE PATH`, or an example within the prose.
fn block(info: &str) -> Block<'_> {
    match info.split_once(' ') {
        None if info == "console" => Block::Console(Speaker::Both),
        Some(("console", "knex")) => Block::Console(Speaker::Knex),
        Some(("console", "rungs")) => Block::Console(Speaker::Rungs),
        Some((_, path)) => Block::File(path.trim()),
        None => Block::Prose,
    }
}

fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let ticks = line.len() - line.trim_start_matches('`').len();
    (ticks >= 3).then(|| line.split_at(ticks))
}

fn put(files: &mut Vec<File>, path: &str, body: &[&str]) {
    let content = body.iter().map(|line| format!("{line}\n")).collect();
    files.retain(|file| file.path != path);
    files.push(File { path: path.to_owned(), content });
}
