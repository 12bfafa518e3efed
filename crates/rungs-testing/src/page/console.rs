use std::fmt::Write;

/// A command and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// As written after `$ `.
    pub command: String,
    /// As written below: the lines of stdout; after a failure also the first line of stderr and the exit code.
    pub answer: Vec<String>,
}

/// Splits a block into steps: a line that starts with `$ ` is a command, the lines up to the next one are its answer.
pub fn parse_steps(body: &[&str]) -> Result<Vec<Step>, String> {
    let mut steps: Vec<Step> = Vec::new();
    for line in body {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command: command.to_owned(), answer: Vec::new() });
        } else {
            let step = steps.last_mut().ok_or_else(|| format!("{line:?} answers no command"))?;
            step.answer.push((*line).to_owned());
        }
    }
    Ok(steps)
}

/// The reverse of parsing.
pub fn render_steps(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "$ {}", step.command);
        for line in &step.answer {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}
