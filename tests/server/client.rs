//! A client for tests: it writes and reads frames, answers what the server asks, and keeps what it is told.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, PipeWriter, Write, pipe};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use copydesk::article::AnalysisHost;
use copydesk::server::{Analyzer, Clock, Ending, NewAnalyzer, serve_by};
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// How long anything may take before a test gives up; nothing is measured against it.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What an editor with everything that copydesk can use says of itself.
pub fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "window": {"workDoneProgress": true},
        "workspace": {
            "configuration": true,
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
            "diagnostics": {"refreshSupport": true},
        },
        "textDocument": {
            "publishDiagnostics": {"versionSupport": true},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        },
    })
}

/// The same for an editor that asks for diagnostics.
pub fn pulling() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({});
    capabilities
}

/// The same, counting columns in another encoding.
pub fn counting(mut capabilities: Value, encoding: &str) -> Value {
    capabilities["general"]["positionEncodings"] = json!([encoding]);
    capabilities
}

/// The analyzer that users have.
pub fn real() -> NewAnalyzer {
    Arc::new(|| Box::new(AnalysisHost::default()) as Box<dyn Analyzer>)
}

/// A connection to a server in this process.
pub struct Client {
    input: Option<PipeWriter>,
    messages: Receiver<Value>,
    /// Read, but not asked for yet.
    inbox: VecDeque<Value>,
    server: JoinHandle<std::io::Result<Ending>>,
    requests: i64,
    /// Whether the client answers what it is asked, as soon as it reads it.
    pub answers: bool,
    /// What `workspace/configuration` is answered with.
    pub settings: Value,
    /// The same for documents whose address begins so.
    pub settings_of: Vec<(String, Value)>,
    /// What `window/showMessageRequest` is answered with.
    pub choice: Value,
    /// What `initialize` was answered with.
    pub greeting: Value,
    /// The server's clock, which stands still until a test moves it.
    pub clock: TestClock,
}

/// A clock that a test holds.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<Time>>);

struct Time {
    now: Instant,
    asleep: Vec<(Instant, oneshot::Sender<()>)>,
}

impl Default for TestClock {
    fn default() -> TestClock {
        TestClock(Arc::new(Mutex::new(Time { now: Instant::now(), asleep: Vec::new() })))
    }
}

impl TestClock {
    /// Lets time pass, and wakes whom it is time to wake.
    pub fn pass(&self, duration: Duration) {
        let mut time = self.0.lock().unwrap();
        time.now += duration;
        let now = time.now;
        let (due, asleep) = std::mem::take(&mut time.asleep).into_iter().partition(|(until, _)| *until <= now);
        time.asleep = asleep;
        drop(time);
        let due: Vec<(Instant, oneshot::Sender<()>)> = due;
        for (_, wake) in due {
            let _ = wake.send(());
        }
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.0.lock().unwrap().now
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let mut time = self.0.lock().unwrap();
        let (wake, woken) = oneshot::channel();
        let until = time.now + duration;
        if until <= time.now {
            let _ = wake.send(());
        } else {
            time.asleep.push((until, wake));
        }
        Box::pin(async move { drop(woken.await) })
    }
}

impl Client {
    /// A client that has not said anything yet.
    pub fn connect(new_analyzer: NewAnalyzer) -> Client {
        let (server_input, input) = pipe().unwrap();
        let (output, server_output) = pipe().unwrap();
        let (send, messages) = channel();
        let clock = TestClock::default();
        let by = Arc::new(clock.clone());
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Client {
            input: Some(input),
            messages,
            inbox: VecDeque::new(),
            server: thread::spawn(move || serve_by(server_input, server_output, new_analyzer, by)),
            requests: 0,
            answers: true,
            settings: Value::Null,
            settings_of: Vec::new(),
            choice: Value::Null,
            greeting: Value::Null,
            clock,
        }
    }

    /// A client that has been greeted.
    pub fn start(capabilities: Value, new_analyzer: NewAnalyzer) -> Client {
        Client::start_with(json!({"capabilities": capabilities}), new_analyzer)
    }

    /// The same with all parameters of `initialize`.
    pub fn start_with(params: Value, new_analyzer: NewAnalyzer) -> Client {
        let mut client = Client::connect(new_analyzer);
        client.greeting = client.call("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().expect("still connected").write_all(bytes).unwrap();
    }

    fn send(&mut self, message: &Value) {
        let frame = frame(message);
        self.send_raw(&frame);
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, id: i64) -> Value {
        self.find(&format!("the answer to request {id}"), |message| {
            message["id"] == id && message.get("method").is_none()
        })
    }

    /// The result of a request.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let mut answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].take()
    }

    /// The error code of a request.
    pub fn call_error(&mut self, method: &str, params: Value) -> i64 {
        let id = self.request(method, params);
        let answer = self.answer(id);
        answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method} succeeded: {answer}"))
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        self.open_as(uri, "plaintext", text);
    }

    pub fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Sends changes of the form that the protocol has: `{"range", "text"}`, or `{"text"}` for all.
    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Saves: the writer has gone on.
    pub fn save(&mut self, uri: &str) {
        self.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The diagnostics that are published for a version; those of earlier versions are passed over.
    pub fn published(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let mut message = self.find(&format!("the diagnostics of version {version}"), |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        serde_json::from_value(message["params"]["diagnostics"].take()).unwrap()
    }

    /// The answer to a request for diagnostics.
    pub fn pull(&mut self, uri: &str) -> Value {
        self.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}))
    }

    /// The first message, of those that came and those that come, that is what is looked for.
    pub fn find(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.inbox.iter().position(&is_it) {
            return self.inbox.remove(index).unwrap();
        }
        loop {
            let message = self.receive(PATIENCE).unwrap_or_else(|| panic!("no {what}; came: {:?}", self.inbox));
            if is_it(&message) {
                return message;
            }
            self.inbox.push_back(message);
        }
    }

    /// All messages that came and were not asked for.
    pub fn rest(&self) -> impl Iterator<Item = &Value> {
        self.inbox.iter()
    }

    /// The next message; requests of the server are answered on the way.
    fn receive(&mut self, patience: Duration) -> Option<Value> {
        let message = match self.messages.recv_timeout(patience) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
        };
        if let (Some(id), Some(method), true) = (message.get("id"), message.get("method"), self.answers) {
            let result = match method.as_str() {
                Some("workspace/configuration") => {
                    let items = message["params"]["items"].as_array().unwrap();
                    items.iter().map(|item| self.settings_for(item["scopeUri"].as_str().unwrap_or_default())).collect()
                }
                Some("window/showMessageRequest") => self.choice.clone(),
                Some("workspace/applyEdit") => json!({"applied": true}),
                _ => Value::Null,
            };
            self.reply(id, result);
        }
        Some(message)
    }

    /// Answers a request of the server.
    pub fn reply(&mut self, id: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    fn settings_for(&self, uri: &str) -> Value {
        let own = self.settings_of.iter().find(|(folder, _)| uri.starts_with(folder));
        own.map_or_else(|| self.settings.clone(), |(_, settings)| settings.clone())
    }

    /// Ends the session as an editor does.
    pub fn stop(mut self) -> Ending {
        self.call("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.ended()
    }

    /// Closes the connection without a word.
    pub fn hang_up(mut self) -> Ending {
        self.input = None;
        self.ended()
    }

    /// How the server ended, which it must do now although its input may still be open.
    pub fn ended(self) -> Ending {
        let Client { server, input, .. } = self;
        let ending = server.join().expect("the server panicked").unwrap();
        drop(input);
        ending
    }
}

/// A message with its header.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message; `None` at the end.
pub fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, value)) => length = value.parse().unwrap(),
            None => break,
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// The text of a range, in a text whose lines end in any of the protocol's ways.
pub fn slice<'t>(text: &'t str, range: &Value, encoding: &str) -> &'t str {
    let offset = |position: &Value| {
        let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        offset_at(text, line as usize, column as usize, encoding).expect("a position inside the text")
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

/// The byte of a position, found by walking: nothing of the server's own way of counting is used.
pub fn offset_at(text: &str, line: usize, column: usize, encoding: &str) -> Option<usize> {
    let mut at = (0, 0);
    let mut characters = text.char_indices().peekable();
    while let Some((byte, character)) = characters.next() {
        if at == (line, column) {
            return Some(byte);
        }
        let ends = match character {
            '\n' => true,
            '\r' => characters.peek().is_none_or(|&(_, next)| next != '\n'),
            _ => false,
        };
        at = if ends { (at.0 + 1, 0) } else { (at.0, at.1 + width(character, encoding)) };
    }
    (at == (line, column)).then_some(text.len())
}

/// The position of a byte, found by walking.
pub fn position_of(text: &str, byte: usize, encoding: &str) -> Value {
    let before = text[..byte].replace("\r\n", "\n").replace('\r', "\n");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column: usize = before[start..].chars().map(|character| width(character, encoding)).sum();
    json!({"line": before.matches('\n').count(), "character": column})
}

/// The range of the words, which must stand in the text once.
pub fn range_of(text: &str, words: &str, encoding: &str) -> Value {
    let starts: Vec<usize> = text.match_indices(words).map(|(at, _)| at).collect();
    let [start] = starts[..] else { panic!("{words:?} stands in the text {} times", starts.len()) };
    let end = start + words.len();
    json!({"start": position_of(text, start, encoding), "end": position_of(text, end, encoding)})
}

fn width(character: char, encoding: &str) -> usize {
    match encoding {
        "utf-8" => character.len_utf8(),
        "utf-16" => character.len_utf16(),
        "utf-32" => 1,
        other => panic!("no encoding {other}"),
    }
}
