use std::cell::RefCell;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs with fewer steps than this are over before a bar is of use.
const FEWEST_STEPS: usize = 5;

/// A bar on standard error while many migrations run, when that is a terminal.
#[derive(Default)]
pub(super) struct Progress {
    bar: RefCell<Option<ProgressBar>>,
}

impl Progress {
    /// `total` steps are about to run.
    pub(super) fn begin(&self, total: usize) {
        if total < FEWEST_STEPS || !std::io::stderr().is_terminal() {
            return;
        }
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(15));
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30.green} {pos}/{len} {elapsed} {wide_msg:.dim}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        self.bar.replace(Some(bar));
    }

    /// The step called `name` begins.
    pub(super) fn at(&self, name: &str, index: usize) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.set_position(index as u64);
            bar.set_message(name.to_owned());
        }
    }

    /// Writes something else meanwhile.
    pub(super) fn around(&self, write: impl FnOnce()) {
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// The run is over, well or not.
    pub(super) fn end(&self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
