//! The process: its exit codes, and that it never outlives its editor.

use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;

use serde_json::{Value, json};

use crate::ARTICLE;
use crate::client::{PATIENCE, frame, read};

struct Server {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Server {
    fn spawn() -> Server {
        Server::spawn_with(Stdio::null())
    }

    fn spawn_with(error: Stdio) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let streams = command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = streams.stderr(error).spawn().unwrap();
        let (input, output) = (process.stdin.take(), BufReader::new(process.stdout.take().unwrap()));
        Server { process, input, output }
    }

    fn send(&mut self, message: Value) {
        self.input.as_mut().unwrap().write_all(&frame(&message)).unwrap();
    }

    /// Sends a request and reads on to its answer.
    fn call(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "id": method, "method": method, "params": params}));
        while read(&mut self.output).expect("an answer")["id"] != method {}
    }

    fn greet(&mut self, process: Option<u32>) {
        self.call("initialize", json!({"processId": process, "capabilities": {}}));
        self.send(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    }

    fn exit(&mut self) {
        self.send(json!({"jsonrpc": "2.0", "method": "exit"}));
    }

    /// The exit code, which comes although the input is still open, unless a test closed it.
    fn code(mut self) -> Option<i32> {
        let (send, code) = channel();
        let id = self.process.id();
        let mut process = self.process;
        thread::spawn(move || send.send(process.wait().unwrap().code()));
        let code = code.recv_timeout(PATIENCE);
        self.input.take();
        code.unwrap_or_else(|_| panic!("process {id} does not end"))
    }
}

#[test]
fn shutdown_and_exit_end_with_0() {
    let mut server = Server::spawn();
    server.greet(Some(std::process::id()));
    server.call("shutdown", Value::Null);
    server.exit();
    assert_eq!(server.code(), Some(0));
}

#[test]
fn exit_alone_ends_with_1_also_before_the_greeting() {
    let mut server = Server::spawn();
    server.greet(None);
    server.exit();
    assert_eq!(server.code(), Some(1));
    let mut server = Server::spawn();
    server.exit();
    assert_eq!(server.code(), Some(1));
}

#[test]
fn the_end_of_the_input_ends_with_1() {
    let mut server = Server::spawn();
    server.greet(None);
    server.input = None;
    assert_eq!(server.code(), Some(1));
    let mut server = Server::spawn();
    server.input = None;
    assert_eq!(server.code(), Some(1));
}

#[test]
fn work_in_progress_does_not_hold_up_the_exit() {
    let mut server = Server::spawn();
    server.greet(None);
    let text = ARTICLE.repeat(10_000);
    let document = json!({"uri": "file:///long.txt", "languageId": "plaintext", "version": 1, "text": text});
    server.send(json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}));
    let document = json!({"textDocument": {"uri": "file:///long.txt"}});
    server.send(json!({"jsonrpc": "2.0", "id": 7, "method": "textDocument/documentSymbol", "params": document}));
    server.call("shutdown", Value::Null);
    server.exit();
    assert_eq!(server.code(), Some(0));
}

#[test]
fn an_answer_that_nobody_reads_does_not_hold_up_the_exit() {
    let mut server = Server::spawn();
    server.greet(None);
    // More answers than a pipe holds.
    for id in 0..20_000 {
        server.send(json!({"jsonrpc": "2.0", "id": id, "method": "copydesk/none"}));
    }
    server.exit();
    assert_eq!(server.code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_server_ends_when_its_editor_has_gone_whatever_standard_error_is() {
    // One that nobody reads, as when the editor has died; one that is full and stays so; none.
    let (reader, unread) = std::io::pipe().unwrap();
    drop(reader);
    let (_reader, mut full) = std::io::pipe().unwrap();
    let filled = full.try_clone().unwrap();
    thread::spawn(move || full.write_all(&[0; 1 << 20]));
    let servers: Vec<Server> = [Stdio::from(unread), Stdio::from(filled), Stdio::null()]
        .into_iter()
        .map(|error| {
            let mut editor = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
            let mut server = Server::spawn_with(error);
            server.greet(Some(editor.id()));
            server.call("copydesk/none", Value::Null);
            drop(editor.stdin.take());
            editor.wait().unwrap();
            server
        })
        .collect();
    for server in servers {
        assert_eq!(server.code(), Some(1));
    }
}

#[test]
fn a_shutdown_that_was_refused_is_none() {
    let mut server = Server::spawn();
    server.call("shutdown", Value::Null);
    server.exit();
    assert_eq!(server.code(), Some(1));
}
