//! The language server: the only room that knows the protocol, and the only one with an async runtime.
//!
//! A message goes this way: `wire` reads it on a thread of its own, `transport` hands it to the framework's router in
//! order, `protocol` passes it on as a task, and `state`, which owns every document, does one task after the other.
//! The analysis runs on worker threads (`analysis`) and comes back as a task. `outbox` carries what the server says of
//! its own accord.
//!
//! What is never true here: a handler never changes a document after its first await; nobody waits for the client
//! while a document is opened or changed; what is published is never of another version than it says.

mod add_person;
mod analysis;
mod announcing;
mod articles;
mod asking;
mod calm;
mod clock;
mod code_actions;
mod colours;
mod configuration;
mod content;
mod diagnostics;
mod document;
mod elsewhere;
mod framing;
mod hover;
mod ignore_finding;
mod ignoring;
mod leavings;
mod lenient;
mod methods;
mod other_articles;
mod outbox;
mod parcels;
mod progress;
mod protocol;
mod readings;
mod ready;
mod reconfigure;
mod requests;
mod session;
mod settings;
mod shared_index;
mod shown;
mod spare_memory;
mod state;
mod symbols;
mod target;
mod transport;
mod watchdog;
mod wire;
mod workspace;
mod workspace_reports;

pub use analysis::{Analyzer, NewAnalyzer};
pub use clock::{Clock, SystemClock};
pub use transport::Ending;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc as std_mpsc;
use std::thread;
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use tower_lsp::LspService;

use crate::article::AnalysisHost;
use parcels::Parcels;
use protocol::Server;
use spare_memory::Workers;

/// How many messages may wait between a thread and the runtime before one waits for the other.
const QUEUE: usize = 256;
/// How long the last answers may take to leave; an editor that does not read them does not want them.
const LAST_WORDS: Duration = Duration::from_millis(50);

/// The most workers. The C library keeps memory for each of them, and there are no more cores than that in most machines.
const MOST_WORKERS: usize = 8;
/// How long a worker waits for more to do before it ends. Then there is a pause, and free memory is given back.
const IDLE: Duration = Duration::from_secs(2);

/// Serves the client on standard input and output until it ends the session; the exit code is the protocol's. Fails only
/// where the server cannot start.
///
/// The process should end right after: a thread is left behind that waits for input which may never come.
pub fn run() -> io::Result<ExitCode> {
    let new_analyzer: NewAnalyzer = Arc::new(|| Box::new(AnalysisHost::default()));
    let (ending, runtime) = session(io::stdin(), output()?, new_analyzer, Arc::new(SystemClock))?;
    // Everything that is left goes with the process. To take it apart first would cost more than the exit may: the
    // analysis of a large document takes long to free.
    std::mem::forget(runtime);
    Ok(match ending {
        Ending::Orderly => ExitCode::SUCCESS,
        Ending::Abrupt => ExitCode::from(watchdog::EXIT_ABRUPT),
    })
}

/// Serves a client on any pair of streams; returns when the session is over, whatever is still at work.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    new_analyzer: NewAnalyzer,
) -> io::Result<Ending> {
    serve_by(input, output, new_analyzer, Arc::new(SystemClock))
}

/// The same by another clock than the machine's.
pub fn serve_by(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    new_analyzer: NewAnalyzer,
    clock: Arc<dyn Clock>,
) -> io::Result<Ending> {
    let (ending, runtime) = session(input, output, new_analyzer, clock)?;
    runtime.shutdown_background();
    Ok(ending)
}

/// Serves a client; gives back the runtime with all that is left in it.
fn session(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    new_analyzer: NewAnalyzer,
    clock: Arc<dyn Clock>,
) -> io::Result<(Ending, Runtime)> {
    let workers = Arc::new(Workers::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(MOST_WORKERS)
        .thread_keep_alive(IDLE)
        .on_thread_start({
            let workers = workers.clone();
            move || workers.begun()
        })
        .on_thread_stop(move || workers.ends())
        .build()?;
    let (incoming, messages) = mpsc::channel(QUEUE);
    let (frames, outgoing) = mpsc::channel(QUEUE);
    let (written, last_written) = std_mpsc::channel();
    thread::Builder::new()
        .name("read".to_owned())
        .spawn(move || wire::read_messages(input, |message| incoming.blocking_send(message).is_ok()))?;
    thread::Builder::new().name("write".to_owned()).spawn(move || {
        wire::write_frames(outgoing, output);
        // Nobody listens if the session did not end in order.
        let _ = written.send(());
    })?;
    let session = async move {
        let (tasks, queue) = mpsc::unbounded_channel();
        let parcels = Parcels::default();
        let service = LspService::build(|client| {
            let (outbox, delivery) = outbox::Outbox::new(client.clone(), parcels.clone());
            tokio::spawn(delivery);
            tokio::spawn(state::State::new(new_analyzer, clock, outbox, tasks.clone()).work(queue));
            Server::new(client, tasks, parcels.clone())
        });
        let (service, socket) = service
            .custom_method(methods::OUTLINE.1, Server::outline)
            .custom_method(methods::DIAGNOSTICS.1, Server::diagnostics)
            .custom_method(methods::WORKSPACE_DIAGNOSTICS.1, Server::workspace_diagnostics)
            .custom_method(methods::OPENED.1, Server::opened)
            .custom_method(methods::CHANGED.1, Server::changed)
            .custom_method(methods::SAVED.1, Server::saved)
            .custom_method(methods::CLOSED.1, Server::closed)
            .custom_method(methods::CONFIGURATION.1, Server::configured)
            .custom_method(methods::PASSED_OVER, Server::passed_over)
            .custom_method(methods::FILES.1, Server::files_changed)
            .custom_method(methods::FOLDERS.1, Server::folders_changed)
            .custom_method(methods::OUTLINE_VIEW, Server::outline_view)
            .custom_method(methods::PROGRESS_CANCEL, Server::progress_cancelled)
            .finish();
        transport::serve(service, socket, parcels, messages, frames).await
    };
    let ending = runtime.block_on(session);
    // The writer ends when it has written everything, or not at all if nobody reads.
    let _ = last_written.recv_timeout(LAST_WORDS);
    Ok((ending, runtime))
}

/// Standard output as a file: its own buffer would write the header and the body of a message one after the other.
#[cfg(unix)]
fn output() -> io::Result<impl Write + Send + 'static> {
    use std::os::fd::AsFd;
    Ok(std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// Standard output.
#[cfg(not(unix))]
fn output() -> io::Result<impl Write + Send + 'static> {
    Ok(io::stdout())
}
