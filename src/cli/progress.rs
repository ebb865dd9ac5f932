//! A progress line for long walks.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter walks are over before a line could be read.
const LONG: u64 = 100;

/// Shows on standard error how many files are done: on a terminal only, and only when they are many.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    done: u64,
    terminal: bool,
}

impl Progress {
    /// Nothing shown yet.
    pub fn new() -> Progress {
        Progress { bar: ProgressBar::hidden(), done: 0, terminal: io::stderr().is_terminal() }
    }

    /// One more file is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.terminal && self.done == LONG {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} files read") {
                self.bar.set_style(style);
            }
        }
        if self.done >= LONG {
            self.bar.set_position(self.done);
        }
    }

    /// Runs `write` while the line is out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
