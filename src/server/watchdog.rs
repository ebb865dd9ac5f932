//! Ends the server when the editor that started it has gone without a word.

use std::time::Duration;

use super::EXIT_ABRUPT;

/// How often to look.
const INTERVAL: Duration = Duration::from_secs(3);

/// Looks for the client's process from time to time, and ends this one when it is gone.
///
/// A closed standard input says the same at once, but not every editor that crashes closes it: a child that it left
/// behind may hold the pipe open. A process that cannot be seen at the start is not watched, for it lives where its
/// number means nothing here (another machine or container).
pub fn watch(process: u32) {
    if !is_alive(process) {
        return;
    }
    tokio::spawn(async move {
        while is_alive(process) {
            tokio::time::sleep(INTERVAL).await;
        }
        eprintln!("copydesk: the editor (process {process}) has gone, so its language server ends.");
        std::process::exit(EXIT_ABRUPT.into());
    });
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
