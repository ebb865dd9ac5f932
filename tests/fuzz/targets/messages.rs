//! The protocol's stream: whatever comes, a server answers what follows, unless it was told to end.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use copydesk::article::AnalysisHost;
use copydesk::server::{self, Analyzer};
use serde_json::Value;

/// Gives the bytes of a client, and no end until the client has gone.
struct Client {
    bytes: io::Cursor<Vec<u8>>,
    gone: Receiver<()>,
}

impl Read for Client {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        if read == 0 {
            // Fails once the other side is dropped, which is what is waited for.
            let _ = self.gone.recv();
        }
        Ok(read)
    }
}

struct Output(Sender<Vec<u8>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(bytes.to_vec()).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The id of the last request, which no message of the fuzzer has.
const LAST: u64 = 987_654_321;
/// Nothing is measured against it: a server that is silent for so long is not going to answer.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn run(data: &[u8]) {
    // A command may write files, and a process that is named may be one that ends, which would end this one, too.
    let contains = |words: &[u8]| data.windows(words.len()).any(|part| part == words);
    if contains(b"executeCommand") || contains(b"processId") {
        return;
    }
    let body = format!(r#"{{"jsonrpc":"2.0","id":{LAST},"method":"copydesk/none"}}"#);
    let last = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    // The first of them may be torn by a length that was wrong.
    let bytes = [data, last.repeat(3).as_bytes()].concat();
    let (stay, gone) = channel();
    let (written, output) = channel();
    let server = thread::spawn(move || {
        let client = Client { bytes: io::Cursor::new(bytes), gone };
        server::serve(client, Output(written), Arc::new(|| Box::new(AnalysisHost::default()) as Box<dyn Analyzer>))
    });
    let (mut received, mut answered) = (Vec::new(), false);
    while !answered {
        match output.recv_timeout(PATIENCE) {
            Ok(bytes) => received.extend(bytes),
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => panic!("the server is silent"),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
        }
        while let Some(message) = take_message(&mut received) {
            answered |= message["id"] == LAST;
        }
    }
    drop(stay);
    let ended = server.join().map_err(|_| "the server panicked").and_then(|ending| ending.map_err(|_| "it failed"));
    assert!(ended.is_ok(), "{ended:?}");
    assert!(answered || contains(b"exit"), "the server ended of itself");
    assert!(received.is_empty() || !answered || received.starts_with(b"Content-Length: "), "half a frame");
}

/// The first message of what was received, if it is whole.
fn take_message(received: &mut Vec<u8>) -> Option<Value> {
    let head = received.windows(4).position(|part| part == b"\r\n\r\n")?;
    let header = std::str::from_utf8(&received[..head]).ok().and_then(|line| line.strip_prefix("Content-Length: "));
    let Some(length) = header.and_then(|digits| digits.parse::<usize>().ok()) else { panic!("a frame without length") };
    let body = received.get(head + 4..head + 4 + length)?;
    let Ok(message) = serde_json::from_slice(body) else { panic!("a frame that is no JSON") };
    received.drain(..head + 4 + length);
    Some(message)
}
