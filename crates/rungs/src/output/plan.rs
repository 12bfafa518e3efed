use std::fmt::Write;

use rungs_trace::sql::inlined;
use rungs_verify::plan::{Act, Course, Plan, Step};

use super::Palette;
use crate::commands::Planned;

/// The plan for people: each migration with its statements, where they come from and what they do.
pub(super) fn plan(planned: &Planned, palette: Palette) -> String {
    let Planned { plan, position, server, as_sql } = planned;
    if plan.is_empty() && *as_sql {
        return "-- nothing to do".to_owned();
    }
    if *as_sql {
        return format!("-- for {position}, tried on PostgreSQL {server}\n{}", plan.to_sql().trim_end());
    }
    let from = palette.dim(&format!("for {position}, tried on a throwaway PostgreSQL {server}"));
    if plan.is_empty() {
        let nothing = match plan.course {
            Course::Up { .. } => "Nothing is pending",
            Course::Down { .. } => "There is nothing to undo",
        };
        return format!("{}\n{from}", palette.cyan(nothing));
    }
    let mut text = format!("{}\n{from}\n", palette.green(&headline(plan)));
    let mut migration = None;
    for step in &plan.steps {
        if step.migration != migration || step.act == Act::Transaction {
            text.push('\n');
        }
        if step.migration.is_some() && step.migration != migration {
            let _ = writeln!(text, "{}", palette.cyan(step.migration.as_deref().unwrap_or_default()));
        }
        migration.clone_from(&step.migration);
        write_step(&mut text, step, palette);
    }
    text.push_str(&remarks(plan, palette));
    text.trim_end().to_owned()
}

fn headline(plan: &Plan) -> String {
    let number = plan.migrations.len();
    let verb = match plan.course {
        Course::Up { .. } => "would run",
        Course::Down { .. } => "would be undone",
    };
    format!("{number} migration{} {verb} (batch {})", if number == 1 { "" } else { "s" }, plan.batch)
}

fn write_step(text: &mut String, step: &Step, palette: Palette) {
    let sql = inlined(&step.traced.statement);
    let sql = sql.trim().trim_end_matches(';');
    match step.act {
        Act::Transaction => {
            let _ = writeln!(text, "{}", palette.blue(&format!("{sql};")));
        }
        Act::Ledger => write_lines(text, &format!("{sql};"), |line| palette.dim(line)),
        Act::Change => {
            let remark = if step.traced.is_elsewhere { " on a connection of its own" } else { "" };
            write_place(text, step, remark, palette);
            write_lines(text, &format!("{sql};"), ToOwned::to_owned);
        }
        Act::Read => {
            let rows = step.traced.rows.unwrap_or(0);
            let remark = format!(" reads {rows} row{}", if rows == 1 { "" } else { "s" });
            write_place(text, step, &remark, palette);
            write_lines(text, &format!("{sql};"), |line| palette.dim(line));
        }
        Act::Failure => {
            let failure = step.traced.failure.as_deref().unwrap_or_default();
            write_place(text, step, &format!(" fails: {failure}"), palette);
            write_lines(text, &format!("{sql};"), |line| palette.dim(line));
        }
    }
    for effect in step.effects() {
        let hurts = effect.ends_with("blocks reads and writes") || effect.starts_with("rewrites");
        let line = format!("    → {effect}");
        let _ = writeln!(text, "{}", if hurts { palette.red(&line) } else { palette.yellow(&line) });
    }
}

fn write_place(text: &mut String, step: &Step, remark: &str, palette: Palette) {
    let traced = &step.traced;
    let place = traced.statement.origin.as_ref().map(|origin| {
        let below = std::env::current_dir().ok();
        let below = below.as_deref().and_then(|here| origin.file.strip_prefix(here).ok());
        format!("{}:{}", below.unwrap_or(origin.file.as_path()).display(), origin.line)
    });
    let line = [place.as_deref().unwrap_or_default(), remark].concat();
    if !line.trim().is_empty() {
        let _ = writeln!(text, "  {}", palette.dim(&format!("-- {}", line.trim())));
    }
}

fn write_lines(text: &mut String, sql: &str, paint: impl Fn(&str) -> String) {
    for line in sql.lines() {
        let _ = writeln!(text, "  {}", paint(line));
    }
}

/// What the plan cannot know.
fn remarks(plan: &Plan, palette: Palette) -> String {
    let mut remarks = Vec::new();
    let elsewhere = plan.elsewhere().count();
    if elsewhere > 0 {
        let (statements, their) =
            if elsewhere == 1 { ("statement runs", "its") } else { ("statements run", "their") };
        remarks.push(format!(
            "remark: {elsewhere} {statements} on connections that migrations open themselves, beside the others; {their} \
             locks are not known"
        ));
    }
    remarks.extend(guessed(plan));
    remarks.iter().map(|remark| format!("\n{}", palette.yellow(remark))).collect()
}

fn guessed(plan: &Plan) -> Option<String> {
    let guesses = plan.guesses().count();
    if guesses == 0 {
        return None;
    }
    let (reads, have) = if guesses == 1 { ("read", "its result") } else { ("reads", "their results") };
    Some(format!(
        "remark: {guesses} {reads} of rows decided what follows; {have} came from a copy that holds only what migrations \
         write"
    ))
}
