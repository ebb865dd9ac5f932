//! Messages on the wire: JSON in frames (`framing`), read on one thread and written on another.
//!
//! The framework's own transport is not used, for three reasons that were found by reading and running it: a message
//! that it cannot decode ends its input loop, and with it the server (half an emoji, typed between two edits, is such a
//! message); a slow request holds back `exit`; and standard input read through tokio keeps the process alive.

use std::borrow::Cow;
use std::io::{BufReader, Read, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::mpsc::Receiver;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::framing::{Frame, Frames};
use super::methods::{PASSED_OVER, PassedOver, PassedOverDocument};

/// What a client sends.
#[derive(Debug)]
pub enum Incoming {
    /// A request, or a notification if it has no id.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
    /// Something that is no message; the answer that it gets.
    Malformed(Response),
}

/// Reads messages until the input ends or nobody wants them any more.
pub fn read_messages(input: impl Read, mut deliver: impl FnMut(Incoming) -> bool) {
    let mut frames = Frames::new(BufReader::with_capacity(1 << 16, input));
    while let Ok(Some(frame)) = frames.next() {
        let message = match frame {
            Frame::Body(body) => parse(&body),
            Frame::Unusable => malformed(Error::parse_error()),
            Frame::TooLong(ends) => passed_over(&ends),
        };
        if !deliver(message) {
            return;
        }
    }
}

/// Writes frames until their sender is gone or nobody reads them.
pub fn write_frames(mut frames: Receiver<Vec<u8>>, mut output: impl Write) {
    while let Some(frame) = frames.blocking_recv() {
        if output.write_all(&frame).and_then(|()| output.flush()).is_err() {
            return;
        }
    }
}

/// A message with its header.
pub fn frame(message: &impl Serialize) -> Vec<u8> {
    // Room for the header, which is written when the length is known.
    const HEADER: usize = 32;
    // For most answers.
    const ROOM: usize = 2048;
    let mut bytes = Vec::with_capacity(ROOM);
    bytes.resize(HEADER, 0);
    if serde_json::to_writer(&mut bytes, message).is_err() {
        // Only a map with keys that are no strings cannot be written, and no message has one.
        bytes.truncate(HEADER);
        bytes.extend_from_slice(b"{}");
    }
    let header = format!("Content-Length: {}\r\n\r\n", bytes.len() - HEADER);
    let start = HEADER - header.len();
    bytes[start..HEADER].copy_from_slice(header.as_bytes());
    bytes.drain(..start);
    bytes
}

/// A message as JSON-RPC has it: a request, a notification or a response.
#[derive(Deserialize)]
struct Envelope {
    id: Option<Id>,
    method: Option<String>,
    params: Option<Value>,
    result: Option<Value>,
    error: Option<Value>,
}

fn parse(body: &[u8]) -> Incoming {
    let envelope = serde_json::from_slice::<Envelope>(body)
        .or_else(|_| serde_json::from_slice(mend(&String::from_utf8_lossy(body)).as_bytes()));
    let Envelope { id, method, params, result, error } = match envelope {
        Ok(envelope) => envelope,
        Err(error) if error.is_data() => return malformed(Error::invalid_request()),
        Err(_) => return malformed(Error::parse_error()),
    };
    match (method, id) {
        (Some(method), id) => {
            let mut request = Request::build(method);
            // Some clients write `null` where the protocol has nothing.
            if let Some(params) = params.filter(|params| !params.is_null()) {
                request = request.params(params);
            }
            if let Some(id) = id {
                request = request.id(id);
            }
            Incoming::Request(request.finish())
        }
        (None, Some(id)) => Incoming::Response(match error {
            None => Response::from_ok(id, result.unwrap_or_default()),
            Some(error) => {
                Response::from_error(id, serde_json::from_value(error).unwrap_or_else(|_| Error::internal_error()))
            }
        }),
        (None, None) => malformed(Error::invalid_request()),
    }
}

/// What a message that was too long says of itself in its first and last bytes. One that changes a text is told to the
/// server; any other is answered.
fn passed_over(ends: &[u8]) -> Incoming {
    let ends = String::from_utf8_lossy(ends);
    let [method, uri] = ["method", "uri"].map(|name| value_of(&ends, name)?.strip_prefix('"')?.split('"').next());
    let Some(method) = method.filter(|method| method.starts_with("textDocument/did")) else {
        return malformed(Error { message: "the message is too long".into(), ..Error::parse_error() });
    };
    let version = value_of(&ends, "version").and_then(|rest| rest.split([',', '}', ' ']).next()?.parse().ok());
    // A quote that is part of an address would be escaped in it.
    let text_document = PassedOverDocument { uri: uri.map(str::to_owned), version };
    let params = serde_json::to_value(PassedOver { method: method.to_owned(), text_document });
    Incoming::Request(Request::build(PASSED_OVER).params(params.unwrap_or_default()).finish())
}

/// What stands behind a name and its colon. A quote inside a text is escaped, so no text holds a name like this.
fn value_of<'t>(json: &'t str, name: &str) -> Option<&'t str> {
    let name = format!("\"{name}\"");
    let values = json.match_indices(&name).filter_map(|(at, _)| json[at + name.len()..].trim_start().strip_prefix(':'));
    values.map(str::trim_start).next()
}

fn malformed(error: Error) -> Incoming {
    Incoming::Malformed(Response::from_error(Id::Null, error))
}

/// Replaces the escapes of lone surrogates, which are no text and which JSON readers refuse, by the replacement
/// character. It counts one UTF-16 unit as they do, so the client's columns stay right.
///
/// Editors that keep text in UTF-16 send such halves when an edit splits a character.
fn mend(json: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &json.as_bytes()[at..]) {
        let escape = at + found;
        let Some(unit) = surrogate(json, escape) else {
            at = (escape + 2).min(json.len());
            // The escaped character may have more than one byte in broken JSON.
            while !json.is_char_boundary(at) {
                at += 1;
            }
            continue;
        };
        let leads = unit < 0xDC00;
        if leads && surrogate(json, escape + 6).is_some_and(|next| next >= 0xDC00) {
            at = escape + 12;
            continue;
        }
        mended.push_str(&json[done..escape]);
        mended.push_str("\\ufffd");
        at = escape + 6;
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(&json[done..]);
    Cow::Owned(mended)
}

/// The surrogate that the escape at `at` stands for, if it is one.
fn surrogate(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    (0xD800..0xE000).contains(&unit).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(input: &str) -> Vec<Incoming> {
        let mut messages = Vec::new();
        read_messages(input.as_bytes(), |message| {
            messages.push(message);
            true
        });
        messages
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn a_message_that_is_no_json_does_not_end_the_input() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"initialized","params":null}"#);
        let input = [framed("{\"jsonrpc\":"), framed("[]"), framed("{}"), "junk\r\n\r\n".to_owned(), good].concat();
        let messages = read_all(&input);
        assert_eq!(messages.len(), 5);
        assert!(messages[..4].iter().all(|message| matches!(message, Incoming::Malformed(_))), "{messages:?}");
        let Incoming::Request(request) = &messages[4] else { panic!("{messages:?}") };
        assert_eq!((request.method(), request.params()), ("initialized", None));
    }

    #[test]
    fn a_wrong_length_costs_the_messages_that_it_tore() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"initialized"}"#);
        let methods = |frames: &[&str]| {
            let methods = read_all(&frames.concat()).into_iter().filter_map(|message| match message {
                Incoming::Request(request) => Some(request.method().to_owned()),
                _ => None,
            });
            methods.collect::<Vec<_>>()
        };
        for (length, read) in [("35", 3), ("45", 2), ("140", 3), ("9999999", 3), ("0", 3), ("99999999999", 3)] {
            let torn = good.replacen("40", length, 1);
            let found = methods(&[&torn, &good, &good, &good]);
            assert_eq!(found, vec!["initialized"; read], "{length} bytes instead of 40");
        }
        let long = "m".repeat(100_000);
        assert_eq!(methods(&[&long, &good]), ["initialized"]);
    }

    #[test]
    fn a_message_that_is_too_long_is_told_by_its_ends() {
        let of = |ends: &str| match passed_over(ends.as_bytes()) {
            Incoming::Request(request) => request.params().map(|params| params["textDocument"].clone()),
            _ => None,
        };
        let (uri, version) = ("file:///a.md", 7);
        let document = serde_json::json!({"uri": uri, "version": version});
        let opened = r#"{"params":{"textDocument":{"text":"\"uri\":\"x\"…"#;
        let end = r#"","version": 7,"uri" : "file:///a.md"}},"method":"textDocument/didOpen"}"#;
        assert_eq!(of(&format!("{opened}{end}")), Some(document));
        let nameless = r#"{"method":"textDocument/didChange","params":{"contentChanges":[{"text":"…"#;
        assert_eq!(of(nameless), Some(serde_json::json!({"uri": null, "version": null})));
        assert_eq!(of(r#"{"id":1,"method":"textDocument/hover","params":{"…"#), None);
    }

    #[test]
    fn headers_are_read_in_any_case_and_order() {
        let body = r#"{"id":7,"method":"shutdown"}"#;
        let input = format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\ncontent-length:{}\n\n{body}\r\n{}",
            body.len(),
            framed(body)
        );
        assert_eq!(read_all(&input).len(), 2);
    }

    #[test]
    fn a_truncated_message_is_the_end() {
        assert!(read_all("Content-Length: 99\r\n\r\n{}").is_empty());
        assert!(read_all("Content-Le").is_empty());
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        assert_eq!(mend(r"a\ud83d b"), r"a\ufffd b");
        assert_eq!(mend(r"\ude00\ud83d"), r"\ufffd\ufffd");
        assert_eq!(mend(r"\ud83d\ude00 \\ud83d \n"), r"\ud83d\ude00 \\ud83d \n");
        let messages = read_all(&framed(r#"{"method":"m","params":["\ud83d"]}"#));
        let [Incoming::Request(request)] = &messages[..] else { panic!("{messages:?}") };
        assert_eq!(request.params().unwrap()[0], "\u{FFFD}");
    }

    #[test]
    fn a_frame_states_its_length_in_bytes() {
        assert_eq!(frame(&"é"), b"Content-Length: 4\r\n\r\n\"\xC3\xA9\"");
    }
}
