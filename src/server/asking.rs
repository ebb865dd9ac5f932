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
    ask_for_settings(state, client.clone());
    state.read_workspace(client);
}

/// The editor's settings changed: it sends them, or wants to be asked.
pub fn changed(state: &mut State, client: Client, settings: Value) {
    if state.session.configuration {
        ask_for_settings(state, client);
    } else {
        receive(state, client, settings);
    }
}

fn ask_for_settings(state: &mut State, client: Client) {
    if !state.session.configuration {
        return;
    }
    state.configuration.asked += 1;
    let (asked, tasks) = (state.configuration.asked, state.tasks());
    let uris: Vec<Uri> = state.documents.keys().cloned().collect();
    tokio::spawn(async move {
        let items = std::iter::once(item(None)).chain(uris.iter().cloned().map(Some).map(item));
        let Ok(answer) = client.configuration(items.collect()).await else { return };
        let mut answers = answer.into_iter();
        let settings = answers.next().unwrap_or_default();
        // Fails only when the session is over.
        let _ = tasks.send(Box::new(move |state| {
            if state.configuration.asked == asked {
                receive(state, client, settings.clone());
                for uri in &uris {
                    state.receive_for(uri, answers.next().unwrap_or_else(|| settings.clone()));
                }
            }
        }));
    });
}

/// Asks for the settings of a document that was opened: its folder may have its own.
pub fn ask_for(state: &mut State, client: Client, uri: Uri) {
    if !state.session.configuration || !state.documents.contains_key(&uri) {
        return;
    }
    let tasks = state.tasks();
    tokio::spawn(async move {
        let Ok(answer) = client.configuration(vec![item(Some(uri.clone()))]).await else { return };
        let Some(settings) = answer.into_iter().next() else { return };
        // Fails only when the session is over.
        let _ = tasks.send(Box::new(move |state| state.receive_for(&uri, settings)));
    });
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
