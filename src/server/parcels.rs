//! Answers that are written as JSON where they are made.
//!
//! The framework makes a tree of values of every answer before it writes it. For the outline of a long article that takes
//! more time and memory than the outline itself, and a text that is kept would be read back for it. So some methods
//! leave their JSON in a [`Parcels`] and answer the framework with a ticket, for which the transport writes the JSON.
//! Everything else that the framework does for a request (its place in the session's life, cancelling) stays as it is. The
//! diagnostics that are pushed go the same way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};
use tower_lsp::jsonrpc::{Id, Request, Response};

use super::wire;

/// JSON that is written already.
pub type Json = Arc<RawValue>;

/// The only field of a ticket, which no other answer has.
const TICKET: &str = "copydesk/ticket";

/// The method by which diagnostics are pushed.
pub const PUSHED: &str = "textDocument/publishDiagnostics";

/// What an answer is called that waits here.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ticket {
    #[serde(rename = "copydesk/ticket")]
    number: u64,
}

/// Answers that wait for the transport.
#[derive(Debug, Clone, Default)]
pub struct Parcels(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    all: HashMap<u64, Json>,
    count: u64,
}

impl Parcels {
    /// Leaves an answer here.
    pub fn leave(&self, json: Json) -> Ticket {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.count += 1;
        let number = waiting.count;
        waiting.all.insert(number, json);
        Ticket { number }
    }

    /// A response as it goes over the wire, with what its ticket is for.
    pub fn frame(&self, response: &Response) -> Vec<u8> {
        let Some(result) = response.result().and_then(|result| self.take(result)) else {
            return wire::frame(response);
        };
        #[derive(Serialize)]
        struct Answer<'a> {
            jsonrpc: &'a str,
            result: &'a RawValue,
            id: &'a Id,
        }
        wire::frame(&Answer { jsonrpc: "2.0", result: &result, id: response.id() })
    }

    /// A message to the client as it goes over the wire; pushed diagnostics are what their ticket is for.
    pub fn frame_message(&self, message: &Request) -> Vec<u8> {
        let params = message.params().filter(|_| message.method() == PUSHED).and_then(Value::as_object);
        let Some((params, diagnostics)) =
            params.and_then(|params| Some((params, self.take(params.get("diagnostics")?)?)))
        else {
            return wire::frame(message);
        };
        #[derive(Serialize)]
        struct Message<'a> {
            jsonrpc: &'a str,
            method: &'a str,
            params: Params<'a>,
        }
        #[derive(Serialize)]
        struct Params<'a> {
            diagnostics: &'a RawValue,
            uri: Option<&'a Value>,
            #[serde(skip_serializing_if = "Option::is_none")]
            version: Option<&'a Value>,
        }
        let params = Params { diagnostics: &diagnostics, uri: params.get("uri"), version: params.get("version") };
        wire::frame(&Message { jsonrpc: "2.0", method: PUSHED, params })
    }

    fn take(&self, result: &Value) -> Option<Json> {
        let number = result.as_object().filter(|object| object.len() == 1)?.get(TICKET)?.as_u64()?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).all.remove(&number)
    }
}

/// Writes an answer. What cannot be written, a map with keys that are no strings, no answer has; it would be `null`.
pub fn write(answer: &impl Serialize) -> Json {
    to_raw_value(answer).unwrap_or_else(|_| RawValue::NULL.to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_exchanged_once_for_what_was_left() {
        let parcels = Parcels::default();
        let ticket = parcels.leave(write(&["é"]));
        let result = serde_json::to_value(ticket).unwrap();
        let response = Response::from_ok(Id::Number(7), result);
        let frame = parcels.frame(&response);
        assert!(frame.ends_with("{\"jsonrpc\":\"2.0\",\"result\":[\"é\"],\"id\":7}".as_bytes()));
        assert!(!parcels.frame(&response).ends_with("\"é\"],\"id\":7}".as_bytes()));
    }

    #[test]
    fn pushed_diagnostics_are_what_their_ticket_is_for() {
        let parcels = Parcels::default();
        let push = |diagnostics: Value| {
            let params = serde_json::json!({"uri": "file:///a.md", "version": 2, "diagnostics": diagnostics});
            Request::build(PUSHED).params(params).finish()
        };
        let ticket = serde_json::to_value(parcels.leave(write(&[1]))).unwrap();
        let frame = parcels.frame_message(&push(ticket));
        let end = r#"{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"diagnostics":[1],"uri":"file:///a.md","version":2}}"#;
        assert!(frame.ends_with(end.as_bytes()), "{}", String::from_utf8_lossy(&frame));
        let other = push(serde_json::json!([]));
        assert_eq!(parcels.frame_message(&other), wire::frame(&other));
    }

    #[test]
    fn other_answers_stay_what_they_are() {
        let parcels = Parcels::default();
        parcels.leave(write(&1));
        for result in [serde_json::json!(null), serde_json::json!({"copydesk/ticket": 1, "a": 2}), serde_json::json!(1)]
        {
            let response = Response::from_ok(Id::Number(1), result);
            assert_eq!(parcels.frame(&response), wire::frame(&response));
        }
    }
}
