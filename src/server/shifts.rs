//! Runs the session on one thread after the other.
//!
//! The C library keeps the small pieces that a thread freed last for that thread, and each of them holds back the memory
//! around it, until the thread ends. The thread of the session frees pieces of every document, so it does end, and another
//! takes over, when documents were closed.

use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::thread;

use tokio::runtime::Runtime;
use tokio::sync::Notify;

/// Tells the thread of the session that its shift is over.
#[derive(Clone, Default)]
pub struct ShiftEnd(Arc<Notify>);

impl ShiftEnd {
    /// Has another thread take over, soon.
    pub fn call(&self) {
        self.0.notify_one();
    }
}

/// Runs a session to its end.
pub fn run<T: Send>(runtime: &Runtime, session: impl Future<Output = T> + Send, shift_end: &ShiftEnd) -> T {
    let mut session = pin!(session);
    loop {
        let mut shift = || {
            runtime.block_on(async {
                tokio::select! {
                    biased;
                    () = shift_end.0.notified() => None,
                    ended = session.as_mut() => Some(ended),
                }
            })
        };
        let ended = thread::scope(|scope| {
            let thread = thread::Builder::new().name("session".to_owned()).spawn_scoped(scope, &mut shift);
            thread.map(|thread| thread.join())
        });
        let ended = match ended {
            Ok(ended) => ended.unwrap_or_else(|panic| resume_unwind(panic)),
            // Where no thread is to be had, this one does the work.
            Err(_) => shift(),
        };
        if let Some(ended) = ended {
            return ended;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_thread_goes_on_where_the_last_one_was() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let shift_end = ShiftEnd::default();
        let called = shift_end.clone();
        let session = async move {
            let mut threads = vec![thread::current().id()];
            for _ in 0..3 {
                called.call();
                tokio::task::yield_now().await;
                threads.push(thread::current().id());
            }
            threads
        };
        let mut threads = run(&runtime, session, &shift_end);
        assert_eq!(threads.len(), 4);
        threads.dedup();
        assert_eq!(threads.len(), 4, "a thread went on");
    }
}
