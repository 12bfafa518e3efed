use std::cell::RefCell;
use std::rc::Rc;

use rungs_run::{Event, Watch};
use rungs_trace::Tracer;

/// Notes where in the trace each migration begins and ends.
pub(super) struct Marks {
    tracer: Rc<Tracer>,
    marks: RefCell<Vec<(usize, Option<String>)>>,
    watch: Rc<dyn Watch>,
}

impl Marks {
    pub(super) fn new(tracer: Rc<Tracer>, watch: Rc<dyn Watch>) -> Self {
        Self { tracer, marks: RefCell::default(), watch }
    }

    /// The migration that ran when the statement at this place of the trace was sent.
    pub(super) fn migration_at(&self, index: usize) -> Option<String> {
        let marks = self.marks.borrow();
        marks.iter().rev().find(|(at, _)| *at <= index).and_then(|(_, name)| name.clone())
    }

    fn mark(&self, name: Option<&str>) {
        self.marks.borrow_mut().push((self.tracer.len(), name.map(ToOwned::to_owned)));
    }
}

impl Watch for Marks {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Starts { name, .. } => self.mark(Some(name)),
            Event::Ends { .. } => self.mark(None),
            // Of the copy's own ledger and lock nobody need know.
            Event::Warning(_) => self.watch.event(event),
            _ => {}
        }
    }
}
