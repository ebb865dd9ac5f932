//! Frees what closed documents leave behind, one after the other on one worker: it takes long.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::spare_memory;

/// What is to be freed.
#[derive(Clone, Default)]
pub struct Leavings(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    all: Vec<Box<dyn Send>>,
    /// Whether a worker is at it.
    busy: bool,
}

impl Leavings {
    /// Has something freed.
    pub fn free(&self, value: impl Send + 'static) {
        let mut waiting = self.lock();
        waiting.all.push(Box::new(value));
        if !std::mem::replace(&mut waiting.busy, true) {
            let leavings = self.clone();
            tokio::task::spawn_blocking(move || {
                while leavings.free_one() {}
                spare_memory::give_back();
            });
        }
    }

    /// Frees one of them; `false` if there is none, and then the worker leaves.
    fn free_one(&self) -> bool {
        let mut waiting = self.lock();
        let next = waiting.all.pop();
        waiting.busy = next.is_some();
        // The lock goes first: whoever closes a document does not wait for this.
        drop(waiting);
        next.is_some()
    }

    /// The list is whole whenever the lock is free.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
