//! Plays a case with Rungs, and with Knex where there is one, and says where they part.
use crate::Error;
use crate::database::Server;
use crate::page::{Case, Page, Step, render_steps};
use crate::play::Stage;
use crate::schema;
use crate::tool::Tool;

/// Who plays, and where.
#[derive(Debug)]
pub struct Match {
    /// The binary under test.
    pub rungs: Tool,
    /// Knex, for a live comparison.
    pub knex: Option<Tool>,
    /// Where databases are made.
    pub server: Server,
    /// Whether `schema` must answer what the page says. Majors word some of it differently, and pages are recorded on
    /// one of them; on others Rungs and Knex are still compared with each other.
    pub exact_schema: bool,
}

impl Match {
    /// Plays a case. Rungs must answer what the page says. With Knex at hand it must answer the same and both must leave
    /// equal schemas; in a whole project taking turns must change no answer.
    ///
    /// # Errors
    /// What differs, in words; or what kept the case from being played.
    pub fn play(&self, page: &Page, case: &Case) -> Result<(), String> {
        let rungs = self.play_with("Rungs", std::slice::from_ref(&self.rungs), page, case)?;
        let Some(knex) = &self.knex else { return Ok(()) };
        let original =
            self.play_with("Knex, so the page is out of date: it", std::slice::from_ref(knex), page, case)?;
        if !case.is_shared() {
            return Ok(());
        }
        compare_schemas(&rungs, &original).map_err(|error| error.to_string())??;
        // A small case has nothing to hand over.
        if page.folder.is_none() {
            return Ok(());
        }
        let turns = [knex.clone(), self.rungs.clone()];
        let mixed = self.play_with("the two taking turns", &turns, page, case)?;
        compare_schemas(&mixed, &original).map_err(|error| error.to_string())?
    }

    fn play_with<'a>(
        &self,
        who: &str,
        tools: &'a [Tool],
        page: &Page,
        case: &Case,
    ) -> Result<Stage<'a>, String> {
        let play = || -> Result<(Stage<'a>, Option<String>), Error> {
            let mut stage = Stage::set(tools, page, case, self.server.create_database()?)?;
            for console in case.consoles.iter().filter(|console| console.speaker.is_played_by(&tools[0])) {
                let steps = stage.play(console)?;
                if let Some(difference) = self.difference(&console.steps, &steps) {
                    return Ok((stage, Some(difference)));
                }
            }
            Ok((stage, None))
        };
        let (stage, difference) = play().map_err(|error| error.to_string())?;
        match difference {
            None => Ok(stage),
            Some(difference) => Err(format!(
                "{}: ## {}\n{who} answers otherwise\n{difference}",
                page.path.display(),
                case.title
            )),
        }
    }

    /// The first step that is not as expected.
    fn difference(&self, expected: &[Step], actual: &[Step]) -> Option<String> {
        let counts = |step: &Step| self.exact_schema || step.command != "schema";
        let differs = |(expected, actual): (&Step, &Step)| counts(expected) && expected != actual;
        let at = expected.iter().zip(actual).position(differs)?;
        let (expected, actual) = (render_steps(&expected[at..=at]), render_steps(&actual[at..=at]));
        Some(format!("--- expected\n{expected}--- actual\n{actual}"))
    }
}

fn compare_schemas(left: &Stage<'_>, right: &Stage<'_>) -> Result<Result<(), String>, Error> {
    let described =
        [schema::describe(&left.database)?.join("\n"), schema::describe(&right.database)?.join("\n")];
    let dumped = [schema::dump(&left.database)?, schema::dump(&right.database)?];
    let dumped = dumped.map(Option::unwrap_or_default);
    Ok([described, dumped].into_iter().try_for_each(|[left, right]| match first_line_apart(&left, &right) {
        None => Ok(()),
        Some(lines) => Err(format!("the databases differ\n{lines}")),
    }))
}

fn first_line_apart(left: &str, right: &str) -> Option<String> {
    let (mut left, mut right) = (left.lines(), right.lines());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (left, right) if left == right => {}
            (left, right) => {
                let end = "(nothing more)";
                return Some(format!(
                    "--- Rungs\n{}\n--- Knex\n{}",
                    left.unwrap_or(end),
                    right.unwrap_or(end)
                ));
            }
        }
    }
}
