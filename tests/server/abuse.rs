//! The protocol under abuse, as a process: after each thing that an editor should not do, the server answers the next
//! request, or has ended with the right code.

use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};

use crate::client::{PATIENCE, frame, pulling, read};
use crate::{ARTICLE, UNATTRIBUTED};

const URI: &str = "file:///news/pumps.txt";

/// A server, and an editor that may do what it likes.
pub struct Abused {
    process: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Read, but not asked for yet.
    inbox: Vec<Value>,
    requests: u64,
    /// Whether it answers what the server asks.
    answers: bool,
}

impl Abused {
    pub fn spawn() -> Abused {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let streams = command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = streams.stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (send, messages) = channel();
        thread::spawn(move || while read(&mut output).is_some_and(|message| send.send(message).is_ok()) {});
        Abused { input: process.stdin.take(), process, messages, inbox: Vec::new(), requests: 0, answers: false }
    }

    /// One that has been greeted.
    pub fn greeted() -> Abused {
        let mut server = Abused::spawn();
        server.greet();
        server
    }

    /// One whose editor answers what it is asked, which others here do not.
    pub fn answering() -> Abused {
        let mut server = Abused::spawn();
        server.answers = true;
        server.greet();
        server
    }

    fn greet(&mut self) {
        let answer = self.call("initialize", json!({"capabilities": pulling()}));
        assert!(answer.get("result").is_some(), "{answer}");
        self.notify("initialized", json!({}));
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.raw(&frame(&json!({"jsonrpc": "2.0", "method": method, "params": params})));
    }

    /// Sends a request; gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        self.requests += 1;
        let id = json!(format!("r{}", self.requests));
        self.raw(&frame(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})));
        id
    }

    /// The answer to a request.
    pub fn answer(&mut self, id: &Value) -> Value {
        let is_it = |message: &Value| message["id"] == *id && message.get("method").is_none();
        if let Some(at) = self.inbox.iter().position(is_it) {
            return self.inbox.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("an answer");
            if is_it(&message) {
                return message;
            }
            if self.answers && message.get("method").is_some() {
                self.reply(&message);
            } else {
                self.inbox.push(message);
            }
        }
    }

    /// Answers a question of the server, if it is one: there are no settings, and nothing is refused.
    fn reply(&mut self, message: &Value) {
        let Some(id) = message.get("id") else { return };
        let items = message["params"]["items"].as_array();
        let result = items.map_or(Value::Null, |items| json!(vec![Value::Null; items.len()]));
        self.raw(&frame(&json!({"jsonrpc": "2.0", "id": id, "result": result})));
    }

    pub fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(&id)
    }

    pub fn open(&mut self, uri: &str, version: Value, text: &str) {
        let document = json!({"uri": uri, "languageId": "plaintext", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn change(&mut self, uri: &str, version: Value, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// What is found in a document.
    pub fn pull(&mut self, uri: &str) -> Vec<Value> {
        let mut answer = self.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        serde_json::from_value(answer["result"]["items"].take()).unwrap_or_else(|_| panic!("{answer}"))
    }

    /// It still does what it is for.
    #[track_caller]
    pub fn works(&mut self, after: &str) {
        // A wrong length may have torn the first of these, and swallowed it.
        for _ in 0..2 {
            self.request("copydesk/none", Value::Null);
        }
        let answer = self.call("copydesk/none", Value::Null);
        assert_eq!(answer["error"]["code"], -32601, "after {after}: {answer}");
        self.open("file:///news/after.txt", json!(1), ARTICLE);
        assert_eq!(self.pull("file:///news/after.txt").len(), 1, "after {after}");
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///news/after.txt"}}));
    }

    /// The exit code of a process that must end although its input is open.
    #[track_caller]
    pub fn code(mut self) -> Option<i32> {
        let (send, code) = channel();
        let mut process = self.process;
        thread::spawn(move || send.send(process.wait().unwrap().code()));
        let code = code.recv_timeout(PATIENCE).expect("the process ends");
        self.input.take();
        code
    }

    #[track_caller]
    pub fn ends_in_order(mut self) {
        assert_eq!(self.call("shutdown", Value::Null)["result"], Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.code(), Some(0));
    }
}

fn framed(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

#[test]
fn what_is_no_message_costs_itself() {
    let mut server = Abused::greeted();
    let headers: &[&str] = &[
        "\r\n\r\n\r\n",
        "Content-Length: -5\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length:\r\n\r\n{}",
        "Content-Length\r\n\r\n{}",
        "Content-Length: 1e3\r\n\r\n{}",
        "Content-Length: 18446744073709551615\r\n\r\n{}",
        "Content-Length: 18446744073709551616\r\n\r\n{}",
        "Content-Length: 0\r\n\r\n",
        "Content-Length: 63000000\r\n\r\n{}",
        "Content-Length: 999999999\r\n\r\n{}",
        "Content-Length: 1\r\n\r\n{\"jsonrpc\":\"2.0\"}",
        "Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
        "Content-Type: text/plain; charset=ebcdic\r\n\r\n",
        "content-LENGTH :2\n\n{}",
        "\u{FEFF}Content-Length: 2\r\n\r\n{}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
    ];
    for header in headers {
        server.raw(header.as_bytes());
        server.works(header);
    }
    server.raw(&[b'x'; 1_000_000]);
    server.works("a line without end");
    server.raw(&b"a: b\r\n".repeat(20_000));
    server.works("headers without end");
    let deep = 200_000;
    let bodies = [
        b"{\"method\":\"\xFF\xFE\"}".to_vec(),
        b"\xC3\x28\xA0".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":".to_vec(),
        b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}]".to_vec(),
        b"null".to_vec(),
        b"\"x\"".to_vec(),
        b"{}".to_vec(),
        vec![b'['; deep],
        b"{\"a\":".repeat(deep),
        [b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":".to_vec(), b"[".repeat(deep)].concat(),
        b"{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"x\"}".to_vec(),
        b"{\"jsonrpc\":\"1.0\",\"id\":3,\"method\":3}".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":null}".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"id\":77,\"error\":3}".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":\"\\ud83d\"}".to_vec(),
        b"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"textDocument/hover\",\"params\":null}".to_vec(),
        format!("{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{}\"}}", "m".repeat(1_000_000)).into_bytes(),
    ];
    for body in &bodies {
        server.raw(&framed(body));
        server.works(&String::from_utf8_lossy(&body[..body.len().min(80)]));
    }
    server.ends_in_order();
}

#[test]
fn a_message_that_is_cut_off_is_the_end_and_not_an_orderly_one() {
    for cut in
        ["Content-Le", "Content-Length: 9", "Content-Length: 99\r\n\r\n", "Content-Length: 99\r\n\r\n{\"jsonrpc\""]
    {
        let mut server = Abused::greeted();
        server.raw(cut.as_bytes());
        server.input = None;
        assert_eq!(server.code(), Some(1), "{cut}");
    }
}

#[test]
fn methods_that_nobody_knows_and_parameters_of_the_wrong_kind_are_refused() {
    let mut server = Abused::greeted();
    server.open(URI, json!(1), ARTICLE);
    for method in [
        "hover",
        "definition",
        "references",
        "documentHighlight",
        "documentSymbol",
        "codeAction",
        "codeLens",
        "completion",
        "diagnostic",
        "documentLink",
        "foldingRange",
        "inlayHint",
        "prepareRename",
        "rename",
        "selectionRange",
        "semanticTokens/full",
        "semanticTokens/range",
        "semanticTokens/full/delta",
    ] {
        let method = format!("textDocument/{method}");
        for params in [
            Value::Null,
            json!([]),
            json!(3),
            json!({}),
            json!({"textDocument": null}),
            json!({"textDocument": {"uri": 3}}),
            json!({"textDocument": {"uri": URI}, "position": {"line": -1, "character": 1e300}}),
            json!({"textDocument": {"uri": URI}, "position": {"line": 4294967295_u32, "character": 4294967295_u32},
                "range": {"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 0}},
                "positions": [{"line": 4294967295_u32, "character": 0}], "context": {"diagnostics": [], "includeDeclaration": true},
                "newName": "", "previousResultId": "none"}),
        ] {
            let answer = server.call(&method, params.clone());
            assert!(answer.get("result").is_some() || answer["error"]["code"].is_i64(), "{method} {params}: {answer}");
        }
    }
    for (method, params) in [
        ("workspace/executeCommand", json!({"command": "rm", "arguments": ["-rf", "/"]})),
        ("workspace/executeCommand", json!({"command": "copydesk.ignore", "arguments": []})),
        ("workspace/executeCommand", json!({"command": "copydesk.ignore", "arguments": [{"uri": "x y"}]})),
        ("workspace/executeCommand", json!({"command": "copydesk.report", "arguments": [3, 4]})),
        ("completionItem/resolve", json!({"label": "x", "data": {"uri": 3}})),
        ("workspace/symbol", json!({"query": 3})),
        ("$/setTrace", json!({"value": "loud"})),
        ("textDocument/willSaveWaitUntil", json!({})),
        ("window/workDoneProgress/cancel", json!({})),
    ] {
        let answer = server.call(method, params.clone());
        assert!(answer.get("result").is_some() || answer["error"]["code"].is_i64(), "{method} {params}: {answer}");
    }
    server.works("everything");
    server.ends_in_order();
}

#[test]
fn nothing_is_done_before_the_greeting_or_after_the_shutdown() {
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    let mut server = Abused::spawn();
    assert_eq!(server.call("textDocument/hover", place.clone())["error"]["code"], -32002);
    for method in ["shutdown", "nobody/knows", "$/nobodyKnows"] {
        assert_eq!(server.call(method, Value::Null)["error"]["code"], -32002, "{method}");
    }
    server.open(URI, json!(1), ARTICLE);
    server.notify("$/cancelRequest", json!({"id": 1}));
    server.call("initialize", json!({"capabilities": pulling()}));
    server.notify("initialized", json!({}));
    assert_eq!(server.call("textDocument/hover", place.clone())["result"], Value::Null, "it was not open");
    assert_eq!(server.call("initialize", json!({"capabilities": {}}))["error"]["code"], -32600);
    server.works("a second greeting");
    server.call("shutdown", Value::Null);
    assert_eq!(server.call("textDocument/hover", place)["error"]["code"], -32600);
    assert_eq!(server.call("initialize", json!({"capabilities": {}}))["error"]["code"], -32600);
    assert!(server.call("shutdown", Value::Null)["error"]["code"].is_i64());
    server.open(URI, json!(2), ARTICLE);
    server.notify("exit", json!({"now": true}));
    assert_eq!(server.code(), Some(0));
}

#[test]
fn whatever_stands_in_a_greeting_a_session_follows() {
    let odd = [
        json!({"processId": -1}),
        json!({"processId": "x", "capabilities": {}}),
        json!({"processId": 1e30, "capabilities": {}}),
        json!({"processId": 4294967296_u64, "capabilities": {}}),
        json!({"processId": null, "capabilities": null, "rootUri": null, "workspaceFolders": null, "trace": null}),
        json!({"trace": "loud", "capabilities": []}),
        json!({"trace": 3, "capabilities": 3}),
        json!({"capabilities": {"general": {"positionEncodings": ["utf-7", 3, null]}}}),
        json!({"capabilities": {"textDocument": null, "workspace": {"configuration": "yes"}}}),
        json!({"capabilities": {"textDocument": {"hover": {"contentFormat": ["asciidoc"]}}}}),
        json!({"capabilities": {}, "rootUri": 3}),
        json!({"capabilities": {}, "rootUri": "no address", "rootPath": 3}),
        json!({"capabilities": {}, "workspaceFolders": []}),
        json!({"capabilities": {}, "workspaceFolders": [{"uri": "x y"}, {"uri": 3}, null, 3]}),
        json!({"capabilities": {}, "clientInfo": null, "locale": null, "workDoneToken": null}),
        json!({"capabilities": {}, "initializationOptions": [[["x"]]]}),
        json!({"capabilities": {}, "initializationOptions": {"copydesk": 3, "diagnostics": {}, "positionEncoding": "utf-64"}}),
        json!({"capabilities": {}, "initializationOptions": {"rulePages": 3, "profile": [], "rules": "none"}}),
        json!({"capabilities": {}, "x": "y".repeat(1_000_000)}),
    ];
    for params in odd {
        let mut server = Abused::spawn();
        let answer = server.call("initialize", params.clone());
        let shown: String = params.to_string().chars().take(80).collect();
        assert!(answer["result"]["capabilities"].is_object(), "{shown}: {answer}");
        server.notify("initialized", json!({}));
        server.open(URI, json!(1), ARTICLE);
        let place = json!({"textDocument": {"uri": URI}, "position": {"line": 2, "character": 45}});
        assert!(server.call("textDocument/hover", place)["result"].is_object(), "{shown}");
        server.ends_in_order();
    }
    // What is no greeting at all is refused, and a proper one may follow.
    for params in [Value::Null, json!([]), json!("x"), json!(3)] {
        let mut server = Abused::spawn();
        let answer = server.call("initialize", params.clone());
        if answer.get("error").is_some() {
            assert!(server.call("initialize", json!({"capabilities": pulling()})).get("result").is_some(), "{params}");
        }
        server.notify("initialized", json!({}));
        server.ends_in_order();
    }
}

#[test]
fn addresses_as_editors_write_them_are_all_documents() {
    let mut server = Abused::greeted();
    let long = format!("file:///{}.md", "long/".repeat(20_000));
    for uri in [
        "file:///C:/news/a.md",
        "file:///c%3A/news/a.md",
        "file://server/share/a b.md",
        "file:///news/[draft] a|b^c`d{e}.md",
        "file:///news/é/ü ß🖊.md",
        "file:///news/100%.md",
        "file:///news/%zz.md",
        "file:///news/a%2Fb.md",
        "file:///news/..//../a.md",
        "file:///news/a.md?x=[1]#y z",
        "file:a.md",
        "untitled:Untitled-1",
        "untitled:/news/New File.md",
        "vscode-notebook-cell:/news/a.ipynb#W0sZmlsZQ%3D%3D",
        "vscode-remote://ssh-remote%2Bdesk/news/a.md",
        "git:/news/a.md?{\"path\":\"/news/a.md\",\"ref\":\"~\"}",
        "zipfile:///news/a.zip::b.md",
        "oil:///news/a.md",
        "jdt://contents/a.md?=b/%5C/c",
        "buffer:*scratch*",
        &long,
    ] {
        let shown: String = uri.chars().take(80).collect();
        server.open(uri, json!(1), ARTICLE);
        assert_eq!(server.pull(uri).len(), 1, "{shown}");
        server.change(uri, json!(2), json!([{"text": format!("{ARTICLE}\n\n“It was the second time in a week.”\n")}]));
        server.notify("textDocument/didSave", json!({"textDocument": {"uri": uri}}));
        assert_eq!(server.pull(uri).len(), 2, "{shown}");
        server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
        assert_eq!(server.pull(uri).len(), 0, "{shown} is closed");
    }
    // These are nobody's address.
    for uri in ["", " ", "a b", "://", "\\\\server\\share\\a.md", "C:\\news\\a.md", "%", "🖊"] {
        server.open(uri, json!(1), ARTICLE);
        server.call("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
        server.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    server.works("addresses");
    server.ends_in_order();
}

#[test]
fn documents_are_what_was_said_of_them_last() {
    let mut server = Abused::greeted();
    let start = json!({"line": 0, "character": 0});
    let edit = json!([{"range": {"start": start, "end": start}, "text": "One day.\n\n"}]);
    // Closed, changed, saved and closed again without ever having been open.
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    server.change(URI, json!(7), edit.clone());
    server.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(server.pull(URI).len(), 0);
    // Opened twice: the second text counts, and one closing closes it.
    server.open(URI, json!(5), "“Nobody saw it at all, not even once.”\n\n“Nobody ever came to look at the pumps.”\n");
    server.open(URI, json!(1), ARTICLE);
    let found = server.pull(URI);
    assert_eq!((found.len(), &found[0]["range"]["start"]["line"]), (1, &json!(6)));
    // Versions that stand still, go back, leap and are below zero: what comes, counts in the order in which it comes.
    for (count, version) in [1, 0, -3, 2_147_483_647, -2_147_483_648, 2].into_iter().enumerate() {
        server.change(URI, json!(version), edit.clone());
        let found = server.pull(URI);
        assert_eq!(found[0]["range"]["start"]["line"], 6 + 2 * (count + 1), "version {version}");
    }
    // An edit that ends before it begins, and one that is beyond everything.
    let (far, line) =
        (json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32}), json!({"line": 2, "character": 0}));
    server.change(URI, json!(3), json!([{"range": {"start": line, "end": start}, "text": ""}]));
    assert_eq!(server.pull(URI)[0]["range"]["start"]["line"], 6 + 2 * 5);
    server.change(URI, json!(4), json!([{"range": {"start": far, "end": far}, "text": "\nThe end."}]));
    assert_eq!(server.pull(URI).len(), 1);
    server.change(URI, json!(5), json!([]));
    // No version at all, which some send: told, and let go of.
    server.change(URI, json!(null), edit);
    assert_eq!(server.pull(URI).len(), 1);
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    server.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(server.pull(URI).len(), 0);
    server.works("documents");
    server.ends_in_order();
}

#[test]
fn a_storm_of_cancellations_leaves_one_answer_to_each_request() {
    let mut server = Abused::greeted();
    server.open(URI, json!(1), &ARTICLE.repeat(40));
    for id in 0..2000 {
        server.notify("$/cancelRequest", json!({"id": id}));
    }
    for id in [json!(null), json!(-1), json!("none"), json!({}), json!(1.5)] {
        server.notify("$/cancelRequest", json!({"id": id}));
    }
    server.notify("$/cancelRequest", json!([]));
    let document = json!({"textDocument": {"uri": URI}});
    let mut asked = Vec::new();
    for round in 0..300 {
        let start = json!({"line": 0, "character": 0});
        server.change(URI, json!(round), json!([{"range": {"start": start, "end": start}, "text": "x"}]));
        let id = server.request("textDocument/diagnostic", document.clone());
        for _ in 0..3 {
            server.notify("$/cancelRequest", json!({"id": id}));
        }
        asked.push(id);
    }
    for id in &asked {
        let answer = server.answer(id);
        assert!(answer["error"]["code"] == -32800 || answer.get("result").is_some(), "{answer}");
    }
    server.works("cancellations");
    assert!(!server.inbox.iter().any(|message| asked.contains(&message["id"])), "answered twice");
    server.ends_in_order();
}

#[test]
fn an_editor_that_stops_reading_has_the_answer_or_the_end() {
    let mut server = Abused::greeted();
    // Nobody reads any more: whoever does has gone.
    drop(std::mem::replace(&mut server.messages, channel().1));
    // The reader sees that nobody wants what it reads, and goes; the server sees the closed pipe.
    for _ in 0..50 {
        if server.input.as_mut().unwrap().write_all(&frame(&json!({"id": 1, "method": "copydesk/none"}))).is_err() {
            break;
        }
        thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(server.code(), Some(1));
}

/// What the process has in memory, in kilobytes.
#[cfg(target_os = "linux")]
pub fn memory(process: u32, what: &str) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn an_editor_that_writes_and_does_not_read_costs_no_more_than_so_much() {
    use std::io::Read;
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    let streams = command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = streams.spawn().unwrap();
    let (mut input, mut output) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
    // The answer holds the id again: 300 MB in all.
    let requests = 3000;
    let writer = thread::spawn(move || {
        for number in 0..requests {
            let id = format!("{number}-{}", "x".repeat(100_000));
            input.write_all(&frame(&json!({"jsonrpc": "2.0", "id": id, "method": "copydesk/none"}))).unwrap();
        }
        input
    });
    // Until the writer waits, or has written all.
    let mut before = 0;
    loop {
        thread::sleep(std::time::Duration::from_millis(300));
        let now = memory(process.id(), "VmRSS:");
        if now <= before || writer.is_finished() {
            break;
        }
        before = now;
    }
    let most = memory(process.id(), "VmHWM:");
    assert!(most < 250_000, "{most} KB");
    // Who reads in the end gets all of it.
    let mut read = 0;
    let mut buffer = vec![0; 1 << 16];
    while read < requests * 100_000 {
        read += output.read(&mut buffer).unwrap();
    }
    let mut input = writer.join().unwrap();
    input.write_all(&frame(&json!({"jsonrpc": "2.0", "method": "exit"}))).unwrap();
    assert_eq!(process.wait().unwrap().code(), Some(1));
}

#[test]
fn two_editors_in_one_folder_do_not_lose_each_others_words() {
    let root = tempfile::tempdir().unwrap();
    let uri = |name: &str| format!("file://{}/{name}", root.path().display());
    let other = "“Everybody knew that it would fail.”";
    let mut capabilities = pulling();
    capabilities["workspace"]["applyEdit"] = json!(true);
    let mut editors: Vec<Abused> = (0..2)
        .map(|_| {
            let mut editor = Abused::spawn();
            let folders = json!([{"uri": uri(""), "name": "desk"}]);
            editor.call("initialize", json!({"capabilities": capabilities, "workspaceFolders": folders}));
            editor.notify("initialized", json!({}));
            editor
        })
        .collect();
    let texts = [UNATTRIBUTED, other].map(|words| format!("The pumps failed.\n\n{words}\n\nNobody was there.\n"));
    let order = |name: &str, words: &str| {
        let argument = json!({"uri": uri(name), "rule": "unattributed-quote", "words": words, "again": false});
        json!({"command": "copydesk.ignore", "arguments": [argument]})
    };
    // Both at once, many times: each entry is on the disk or was refused; the file is never half of anything.
    for round in 0..10 {
        let name = format!("{round}.txt");
        let words = [UNATTRIBUTED, other];
        for (editor, text) in editors.iter_mut().zip(&texts) {
            editor.open(&uri(&name), json!(1), text);
        }
        let asked: Vec<Value> = editors
            .iter_mut()
            .zip(words)
            .map(|(editor, words)| editor.request("workspace/executeCommand", order(&name, words)))
            .collect();
        for (editor, id) in editors.iter_mut().zip(&asked) {
            let answer = editor.answer(id);
            assert_eq!(answer.get("error"), None, "{answer}");
        }
        let text = std::fs::read_to_string(root.path().join("copydesk.toml")).unwrap();
        let rules = copydesk::rules::names();
        let (config, problems) = copydesk::config::Config::parse(&text, &rules);
        assert!(problems.is_empty(), "{problems:?} in {text}");
        assert!(!config.ignore.is_empty());
    }
    let left: Vec<_> = std::fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["copydesk.toml"], "nothing else is left");
    for editor in editors {
        editor.ends_in_order();
    }
}
