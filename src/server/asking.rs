//! Asks the client for its settings, and to be told when they, the `copydesk.toml` files or the newsroom's lists change.

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::ls_types::{ConfigurationItem, Registration, Uri};

use super::announcing;
use super::session::NAME;
use super::state::State;
use crate::config::FILE_NAME;
use crate::format::Format;

/// Asks for the editor's settings, and to be told when they or a `copydesk.toml` change.
pub fn ask(state: &mut State, client: Client) {
    if state.listeners.is_some() {
        // A client that is ready once more is told nothing new.
        return;
    }
    let mut registrations = Vec::new();
    let articles = Format::endings().collect::<Vec<_>>().join(",");
    if state.session.watches {
        registrations.push(registration(
            "workspace/didChangeWatchedFiles",
            json!({"watchers": [
                {"globPattern": format!("**/{FILE_NAME}")},
                {"globPattern": "**/*.{csv,tsv,json}"},
                {"globPattern": format!("**/*.{{{articles}}}")},
            ]}),
        ));
    }
    if state.session.registers_configuration {
        registrations.push(registration("workspace/didChangeConfiguration", json!({"section": NAME})));
    }
    if !registrations.is_empty() {
        let client = client.clone();
        // A client that refuses does not tell us of changes; saving an article reads the settings again.
        tokio::spawn(async move { drop(client.register_capability(registrations).await) });
    }
    state.configuration.is_outdated = true;
    ask_for_settings(state, client.clone());
    state.read_workspace(client);
}

/// The editor's settings changed: it sends them, or wants to be asked.
pub fn changed(state: &mut State, client: Client, settings: Value) {
    if state.session.configuration {
        state.configuration.is_outdated = true;
        ask_for_settings(state, client);
    } else {
        receive(state, client, settings);
    }
}

/// Asks for the settings of documents that were opened, whose folders may have their own; for all settings if they changed. A
/// client that has not answered the last question is asked when it has.
pub fn ask_for_settings(state: &mut State, client: Client) {
    if !state.session.configuration || state.configuration.is_asking {
        return;
    }
    let all = std::mem::take(&mut state.configuration.is_outdated);
    let general = all.then_some(None);
    let documents = state.documents.values_mut().filter(|document| all || !document.is_asked_for);
    let documents = documents.map(|document| {
        document.is_asked_for = true;
        Some(document.uri.clone())
    });
    let scopes: Vec<Option<Uri>> = general.into_iter().chain(documents).collect();
    if scopes.is_empty() {
        return;
    }
    state.configuration.is_asking = true;
    let tasks = state.tasks();
    tokio::spawn(async move {
        let answer = client.configuration(scopes.iter().cloned().map(item).collect()).await;
        // Fails only when the session is over.
        let _ = tasks.send(Box::new(move |state| {
            state.configuration.is_asking = false;
            // Where they have changed since, only the next answer counts.
            if let Ok(answer) = answer
                && !state.configuration.is_outdated
            {
                take_over(state, &client, scopes, answer);
            }
            ask_for_settings(state, client);
        }));
    });
}

/// Takes over settings, which are in the order of what they are for. A client that says nothing of a document when it is asked
/// for all says that it has no other settings.
fn take_over(state: &mut State, client: &Client, scopes: Vec<Option<Uri>>, answer: Vec<Value>) {
    let mut answers = answer.into_iter();
    let mut general = None;
    for scope in scopes {
        match (scope, answers.next().or_else(|| general.clone())) {
            (Some(uri), Some(settings)) => state.receive_for(&uri, settings),
            (Some(_), None) => {}
            (None, settings) => {
                let settings = settings.unwrap_or_default();
                receive(state, client.clone(), settings.clone());
                general = Some(settings);
            }
        }
    }
}

fn item(scope_uri: Option<Uri>) -> ConfigurationItem {
    ConfigurationItem { scope_uri, section: Some(NAME.to_owned()) }
}

fn receive(state: &mut State, client: Client, settings: Value) {
    state.receive(settings);
    announcing::follow_settings(state, client);
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}
