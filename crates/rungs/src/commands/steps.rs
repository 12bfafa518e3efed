use std::rc::Rc;

use rungs_run::Migration;

use crate::project::Selection;

/// The migrations that are judged by the rules, and those before them, in the order in which they are run.
pub(super) struct Steps {
    /// The names of all without extensions, in the project's order.
    pub(super) names: Vec<String>,
    /// Migrations, and whether each is judged.
    pub(super) list: Vec<(Rc<dyn Migration>, bool)>,
    /// Whether those that are not judged have been applied already where the judged ones have not.
    pub(super) are_applied: bool,
    /// Whether nothing comes after the judged ones.
    pub(super) are_complete: bool,
    /// Whether those that are judged are deployed at once.
    pub(super) are_together: bool,
}

impl Steps {
    /// All of them.
    pub(super) fn of(selection: &Selection, migrations: Vec<Rc<dyn Migration>>, selected: &[bool]) -> Self {
        let names = migrations.iter().map(|migration| migration.stem().to_owned()).collect();
        let mut list: Vec<(Rc<dyn Migration>, bool)> =
            migrations.into_iter().zip(selected.iter().copied()).collect();
        let are_applied = matches!(selection, Selection::Pending | Selection::Since(_));
        if are_applied {
            // What is new runs after what is there, whatever its name.
            list.sort_by_key(|(_, is_judged)| *is_judged);
        }
        Self {
            names,
            list,
            are_applied,
            are_complete: !matches!(selection, Selection::Named(_)),
            are_together: !matches!(selection, Selection::All),
        }
    }

    /// Without those that come after the last one that is judged.
    pub(super) fn up_to_the_judged(mut self) -> Self {
        let judged = self.list.iter().rposition(|(_, is_judged)| *is_judged);
        self.list.truncate(judged.map_or(0, |last| last + 1));
        self
    }

    /// The names of those that are judged.
    pub(super) fn judged(&self) -> Vec<String> {
        let judged = self.list.iter().filter(|(_, is_judged)| *is_judged);
        judged.map(|(migration, _)| migration.name().to_owned()).collect()
    }
}
