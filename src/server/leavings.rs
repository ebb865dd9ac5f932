//! Frees what closed documents leave behind, one after the other on one worker.
//!
//! It takes long. And the C library keeps the small pieces that a thread freed last, until the thread ends; each of them holds
//! back the memory around it. Workers end once they are idle; the thread of the session ends its shift.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::shifts::ShiftEnd;

/// What is to be freed.
#[derive(Clone)]
pub struct Leavings {
    waiting: Arc<Mutex<Waiting>>,
    shift_end: ShiftEnd,
}

#[derive(Default)]
struct Waiting {
    all: Vec<Box<dyn Send>>,
    /// Whether a worker is at it.
    busy: bool,
}

impl Leavings {
    /// Nothing yet, for the session that has these shifts.
    pub fn new(shift_end: ShiftEnd) -> Leavings {
        Leavings { waiting: Arc::default(), shift_end }
    }

    /// Has something freed.
    pub fn free(&self, value: impl Send + 'static) {
        let mut waiting = self.lock();
        waiting.all.push(Box::new(value));
        if !std::mem::replace(&mut waiting.busy, true) {
            let leavings = self.clone();
            tokio::task::spawn_blocking(move || {
                while leavings.free_one() {}
                leavings.shift_end.call();
            });
            // Before, so that what the session's thread keeps does not hold back what is freed; and after, for what it freed
            // meanwhile.
            self.shift_end.call();
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
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
