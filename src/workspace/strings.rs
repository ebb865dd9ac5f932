//! Strings that are kept once, however many articles have them.

use std::sync::Arc;

use rustc_hash::FxHashSet;

/// So many strings may have come since nobody was looked for that nobody uses any more.
const LEAST_ADDED: usize = 10_000;

/// Strings that are shared.
#[derive(Debug, Default)]
pub struct Strings {
    pub(super) all: FxHashSet<Arc<str>>,
    /// How many were there when those that nobody uses were last thrown away.
    kept: usize,
}

impl Strings {
    /// The one copy of a string.
    pub fn share(&mut self, string: &mut Arc<str>) {
        match self.all.get(&**string) {
            Some(known) => *string = known.clone(),
            None => {
                self.all.insert(string.clone());
            }
        }
    }

    /// How many somebody uses.
    #[cfg(test)]
    pub fn in_use(&self) -> usize {
        self.all.iter().filter(|string| Arc::strong_count(string) > 1).count()
    }

    /// Throws away what nobody uses any more, once that may be half of all.
    pub fn sweep(&mut self) {
        if self.all.len() > 2 * self.kept.max(LEAST_ADDED) {
            self.all.retain(|string| Arc::strong_count(string) > 1);
            self.kept = self.all.len();
        }
    }
}
