//! Gives the system back what was freed.
//!
//! glibc keeps freed memory for what comes next: a hundred megabytes after a day in many articles. It gives them back when
//! asked, and only then; the libraries of other systems do so on their own.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Asks for it. Takes milliseconds, so it is for where nobody waits.
///
/// This is the one unsafe call of the program. Nothing safe reaches `malloc_trim`: no crate wraps it, other allocators that
/// give memory back need the same kind of call to be told so, and a variable of the environment is read before `main`.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the C library has no other way")]
pub fn give_back() {
    // SAFETY: it takes no pointer and gives none, may be called at any time, and locks what it looks through.
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Nothing is kept.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn give_back() {}

/// The workers that there are. With the last one there is a pause, and room to give back.
#[derive(Debug, Default)]
pub struct Workers(AtomicUsize);

impl Workers {
    /// A worker has begun.
    pub fn begun(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// A worker ends.
    pub fn ends(&self) {
        if self.0.fetch_sub(1, Ordering::Relaxed) == 1 {
            give_back();
        }
    }
}
