//! Strings that are kept once, however many articles have them.

use std::sync::Arc;

use rustc_hash::FxHashSet;

/// Strings that are shared.
#[derive(Debug, Default)]
pub struct Strings(FxHashSet<Arc<str>>);

impl Strings {
    /// The one copy of a string.
    pub fn share(&mut self, string: &mut Arc<str>) {
        match self.0.get(&**string) {
            Some(known) => *string = known.clone(),
            None => {
                self.0.insert(string.clone());
            }
        }
    }

    /// Takes back a string that was shared, and forgets it if nobody else has it.
    pub fn take_back(&mut self, string: Arc<str>) {
        // This one, and the one that is kept.
        if Arc::strong_count(&string) <= 2 {
            self.0.remove(&*string);
        }
    }

    /// Whether nothing is shared.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
