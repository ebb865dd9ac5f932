//! What clients send a little wrong, made into what the framework's types take.
//!
//! Editors send addresses as they please: with brackets, blanks or letters that should be escaped. To refuse them would
//! leave an article unchecked without a word. So such an address is escaped on its way in, and written on its way out as
//! the client wrote it, who compares addresses as they stand.

use std::collections::HashMap;
use std::str::FromStr;

use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::{InitializeParams, Uri};

/// Addresses that were escaped, with how the client writes them.
#[derive(Debug, Default)]
pub struct Spellings(HashMap<String, String>);

impl Spellings {
    /// A message of the client as the framework can take it.
    pub fn read(&mut self, request: Request) -> Request {
        let is_greeting = request.method() == "initialize";
        let (method, id, params) = request.into_parts();
        let mut request = Request::build(method);
        if let Some(id) = id {
            request = request.id(id);
        }
        let Some(mut params) = params else { return request.finish() };
        if is_greeting {
            mend_greeting(&mut params);
        }
        for place in ["/textDocument/uri", "/rootUri"] {
            self.mend_at(&mut params, place);
        }
        for list in ["/changes", "/workspaceFolders", "/event/added", "/event/removed"] {
            for item in params.pointer_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
                self.mend_at(item, "/uri");
            }
        }
        if is_greeting {
            drop_what_is_no_address(&mut params);
        }
        request.params(params).finish()
    }

    /// A message to the client with its own spelling of addresses.
    pub fn written(&self, request: Request) -> Request {
        if self.0.is_empty() || request.method() != "textDocument/publishDiagnostics" {
            return request;
        }
        let (method, _, params) = request.into_parts();
        let mut params = params.unwrap_or_default();
        if let Some(uri) = params.pointer_mut("/uri")
            && let Some(own) = uri.as_str().and_then(|uri| self.0.get(uri))
        {
            *uri = Value::from(own.as_str());
        }
        Request::build(method).params(params).finish()
    }

    fn mend_at(&mut self, value: &mut Value, place: &str) {
        let Some(uri) = value.pointer_mut(place) else { return };
        if let Some(written) = uri.as_str()
            && let Some(escaped) = escaped(written)
        {
            self.0.insert(escaped.clone(), written.to_owned());
            *uri = Value::from(escaped);
        }
    }
}

/// An address with everything escaped that may not stand in one; `None` if it needs nothing, or if that does not help.
fn escaped(uri: &str) -> Option<String> {
    if Uri::from_str(uri).is_ok() {
        return None;
    }
    let is_escape = |rest: &[u8]| matches!(rest, [_, a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    let bytes = uri.as_bytes();
    let mut escaped = String::with_capacity(uri.len() + 16);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => escaped.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')'
            | b'*' | b'+' | b',' | b';' | b'=' => escaped.push(char::from(byte)),
            b'%' if bytes.get(at..).is_some_and(is_escape) => escaped.push('%'),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from_str(&escaped).is_ok().then_some(escaped)
}

/// Takes out of the greeting what is of no known kind; the protocol allows each of these to be missing.
fn mend_greeting(params: &mut Value) {
    let Some(params) = params.as_object_mut() else { return };
    if params.get("processId").is_some_and(|id| id.as_u64().is_none_or(|id| u32::try_from(id).is_err())) {
        params.remove("processId");
    }
    if params.get("trace").is_some_and(|trace| !matches!(trace.as_str(), Some("off" | "messages" | "verbose"))) {
        params.remove("trace");
    }
    if !params.get("capabilities").is_some_and(Value::is_object) {
        params.insert("capabilities".to_owned(), Value::Object(serde_json::Map::new()));
    }
}

/// Takes out of the greeting addresses that are none even when escaped, and every part that cannot be read: a client that
/// says of itself what nobody understands gets what every client can take.
fn drop_what_is_no_address(params: &mut Value) {
    let is_address = |uri: Option<&Value>| uri.and_then(Value::as_str).is_some_and(|uri| Uri::from_str(uri).is_ok());
    if let Some(object) = params.as_object_mut()
        && object.contains_key("rootUri")
        && !is_address(object.get("rootUri"))
    {
        object.remove("rootUri");
    }
    if let Some(folders) = params.pointer_mut("/workspaceFolders").and_then(Value::as_array_mut) {
        folders.retain(|folder| is_address(folder.get("uri")));
    }
    if is_greeting(params) {
        return;
    }
    let Some(object) = params.as_object_mut() else { return };
    let nothing = || Value::Object(serde_json::Map::new());
    object.retain(|name, part| {
        let capabilities = ("capabilities".to_owned(), nothing());
        is_greeting(&Value::Object([capabilities, (name.clone(), part.clone())].into_iter().collect()))
    });
    object.entry("capabilities").or_insert_with(nothing);
}

/// Whether the framework can take it.
fn is_greeting(params: &Value) -> bool {
    InitializeParams::deserialize(params).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(method: &'static str, params: Value) -> (Spellings, Value) {
        let mut spellings = Spellings::default();
        let request = spellings.read(Request::build(method).params(params).finish());
        (spellings, request.params().cloned().unwrap())
    }

    #[test]
    fn addresses_are_escaped_and_given_back_as_they_were() {
        for (written, expected) in [
            ("file:///a b[1].md", "file:///a%20b%5B1%5D.md"),
            ("file:///é|^%.md", "file:///%C3%A9%7C%5E%25.md"),
            ("file:///a%20b.md", "file:///a%20b.md"),
            ("no address", "no address"),
        ] {
            let (spellings, params) = read("textDocument/didClose", json!({"textDocument": {"uri": written}}));
            assert_eq!(params["textDocument"]["uri"], expected);
            let out = Request::build("textDocument/publishDiagnostics").params(json!({"uri": expected})).finish();
            assert_eq!(spellings.written(out).params().unwrap()["uri"], written);
        }
    }

    #[test]
    fn a_greeting_with_something_odd_in_it_is_taken() {
        for odd in [
            json!({"processId": -1, "trace": "loud", "rootUri": "not an address"}),
            json!({"processId": 1e30, "capabilities": null}),
            json!({"processId": "x", "capabilities": {"general": 5}, "workspaceFolders": [{"uri": "x y", "name": "x"}]}),
            json!({"capabilities": {}, "workspaceFolders": [{"uri": "file:///a b", "name": "x"}]}),
            json!({"capabilities": {}, "rootPath": 3, "clientInfo": "x", "locale": [], "workspaceFolders": 3}),
        ] {
            let (_, params) = read("initialize", odd);
            assert!(serde_json::from_value::<InitializeParams>(params.clone()).is_ok(), "{params}");
        }
    }
}
