//! Long lists, worked on in parts at once.

use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

/// What `work` makes of a list, in order. Where it has several times `worth` entries, it is cut into parts, one for each
/// core, and `work` is called with each of them on a thread of its own: it must not matter to it where the list is cut.
///
/// `worth` should keep a thread busy for some milliseconds; starting one takes a tenth of one.
pub fn in_parts<T: Sync, R: Send>(list: &[T], worth: usize, work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let most = list.len() / worth.max(1);
    // To ask for the number of cores takes longer than many a list.
    let threads = if most < 2 { 1 } else { thread::available_parallelism().map_or(1, usize::from).min(most) };
    if threads < 2 {
        return work(list);
    }
    let (own, others) = list.split_at(list.len().div_ceil(threads));
    let work = &work;
    thread::scope(|scope| {
        let start = |part| (part, thread::Builder::new().spawn_scoped(scope, move || work(part)));
        let started: Vec<_> = others.chunks(own.len()).map(start).collect();
        let mut all = work(own);
        for (part, thread) in started {
            // Where the system has no thread left, this one does the work; a panic there is one here.
            all.extend(match thread.map(ScopedJoinHandle::join) {
                Ok(made) => made.unwrap_or_else(|panic| resume_unwind(panic)),
                Err(_) => work(part),
            });
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_in_parts_is_in_order() {
        let list: Vec<u32> = (0..10_007).collect();
        let doubled = |part: &[u32]| part.iter().map(|number| number * 2).collect();
        let whole: Vec<u32> = doubled(&list);
        for worth in [0, 1, 1_000, 5_000, 20_000] {
            assert_eq!(in_parts(&list, worth, doubled), whole, "{worth}");
        }
        assert!(in_parts(&[], 1, doubled).is_empty());
    }

    #[test]
    #[should_panic(expected = "the last one")]
    fn a_panic_in_a_part_is_one_of_the_whole() {
        let list: Vec<u32> = (0..100).collect();
        in_parts(&list, 1, |part: &[u32]| -> Vec<u32> {
            assert!(!part.contains(&99), "the last one");
            Vec::new()
        });
    }
}
