//! Ends the server when the editor that started it has gone without a word.

use std::time::Duration;
use std::{io, thread};

/// The exit code of a session that ended without a shutdown, as the protocol has it.
pub const EXIT_ABRUPT: u8 = 1;
/// How often to look.
const INTERVAL: Duration = Duration::from_secs(3);

/// Looks for the client's process from time to time, and ends this one when it is gone.
///
/// A closed standard input says the same at once, but not every editor that crashes closes it: a child that it left
/// behind may hold the pipe open. A process that cannot be seen at the start is not watched, for it lives where its
/// number means nothing here (another machine or container).
///
/// The watch has a thread of its own, so nothing that the server does can hold it up. It says nothing at the end: with
/// the editor went whoever read standard error, and to write there could fail, or wait for ever.
pub fn watch(process: u32) -> io::Result<()> {
    if !is_alive(process) {
        return Ok(());
    }
    let watch = move || {
        while is_alive(process) {
            thread::sleep(INTERVAL);
        }
        std::process::exit(EXIT_ABRUPT.into());
    };
    thread::Builder::new().name("watch".to_owned()).spawn(watch).map(drop)
}

/// Whether a process exists. Signal 0 asks without sending anything.
#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let pid = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

/// Elsewhere the end of the input is the only sign; there it comes reliably, for handles are not inherited unasked.
#[cfg(not(unix))]
fn is_alive(_process: u32) -> bool {
    false
}
