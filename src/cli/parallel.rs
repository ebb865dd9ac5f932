//! Work on all cores, answers in order, memory bounded.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{io, thread};

/// How many jobs may be read ahead of the oldest one that is not yet answered, for each worker.
const AHEAD: usize = 4;
/// Markup may be nested deeply; a worker gets the room that a main thread has.
const STACK: usize = 8 << 20;

/// Where the reader puts jobs. It blocks while enough of them wait.
pub struct Jobs<J, R> {
    jobs: SyncSender<(J, SyncSender<R>)>,
    answers: SyncSender<Receiver<R>>,
}

/// Nobody takes answers any more; the reader may stop.
#[derive(Debug)]
pub struct Closed;

impl<J, R> Jobs<J, R> {
    /// Hands over a job. The order of these calls is the order of the answers.
    pub fn push(&self, job: J) -> Result<(), Closed> {
        let (give, take) = sync_channel(1);
        self.answers.send(take).map_err(|_| Closed)?;
        self.jobs.send((job, give)).map_err(|_| Closed)
    }
}

/// Runs `read` on a thread of its own and `work` on every core, and calls `take` here with each answer, in the order in
/// which the jobs were pushed. Ends when all are answered, or as soon as `take` fails: then the reader is left behind
/// (it may be waiting for input that never comes) and ends with the process.
///
/// An answer whose `work` panicked is an error.
pub fn in_order<J, R>(
    read: impl FnOnce(Jobs<J, R>) + Send + 'static,
    work: impl Fn(J) -> R + Send + Sync + 'static,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (jobs, queue) = sync_channel::<(J, SyncSender<R>)>(workers * AHEAD);
    let (answers, answered) = sync_channel(workers * AHEAD);
    let queue = Arc::new(Mutex::new(queue));
    let work = Arc::new(work);
    for _ in 0..workers {
        let (queue, work) = (Arc::clone(&queue), Arc::clone(&work));
        thread::Builder::new().stack_size(STACK).spawn(move || {
            loop {
                // Locked for the taking only: the temporary guard is gone before the work begins.
                let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, give)) = next else { return };
                // The answer is of no use when the taker has stopped.
                let _ = give.send(work(job));
            }
        })?;
    }
    thread::Builder::new().spawn(move || read(Jobs { jobs, answers }))?;
    for answer in answered {
        let answer = answer.recv().map_err(|_| io::Error::other("the analysis stopped unexpectedly"))?;
        take(answer)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn answers_come_in_the_order_of_the_jobs() {
        let mut taken = Vec::new();
        in_order(
            |jobs| (0..500_u32).for_each(|job| jobs.push(job).unwrap()),
            |job| {
                // Later jobs are shorter, so without the ordering they would overtake.
                std::hint::black_box((0..(500 - job) * 100).sum::<u32>());
                job
            },
            |answer| {
                taken.push(answer);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(taken, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn the_reader_never_runs_far_ahead() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        let mut taken = 0;
        let bound = thread::available_parallelism().map_or(1, usize::from) * (2 * AHEAD + 1) + 3;
        in_order(
            |jobs| {
                for job in 0..1000 {
                    READ.fetch_add(1, Ordering::SeqCst);
                    jobs.push(job).unwrap();
                }
            },
            |job: usize| job,
            |_| {
                taken += 1;
                assert!(READ.load(Ordering::SeqCst) <= taken + bound);
                Ok(())
            },
        )
        .unwrap();
    }

    #[test]
    fn a_taker_that_fails_ends_it_at_once() {
        let ended = in_order(
            |jobs| while jobs.push(1).is_ok() {},
            |job: i32| job,
            |_| Err(io::Error::from(io::ErrorKind::BrokenPipe)),
        );
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
