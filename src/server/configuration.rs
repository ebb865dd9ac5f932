//! Settings that come and go: from the editor, and from `copydesk.toml` files that change.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::ls_types::{
    ConfigurationItem, Diagnostic, DiagnosticSeverity, FileEvent, MessageType, Range, Registration, Uri,
    WorkspaceFoldersChangeEvent,
};

use super::content::Content;
use super::outbox::name_of;
use super::session::NAME;
use super::settings::{EditorSettings, InForce, Sources};
use super::state::State;
use crate::config::{Config, FILE_NAME};
use crate::rules;

/// What is known of the settings of all documents.
#[derive(Debug, Default)]
pub struct Configuration {
    /// What the editor gave at the start.
    initial: Value,
    /// What it gave since.
    latest: Value,
    /// Both.
    editor: EditorSettings,
    /// Where the workers have settings from.
    pub sources: Arc<Sources>,
    /// The files that have mistakes now, as the client was told.
    mistaken: HashMap<PathBuf, Vec<Diagnostic>>,
    /// Counts questions to the client, for only the last answer counts.
    asked: u64,
}

/// Takes the settings that came with `initialize`.
pub fn begin(state: &mut State, options: Option<Value>) {
    state.configuration.initial = section(options.unwrap_or_default());
    use_settings(state);
}

/// Asks for the editor's settings, and to be told when they or a `copydesk.toml` change.
pub fn ask(state: &mut State, client: Client) {
    let mut registrations = Vec::new();
    if state.session.watches {
        registrations.push(registration(
            "workspace/didChangeWatchedFiles",
            json!({"watchers": [{"globPattern": format!("**/{FILE_NAME}")}]}),
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
    ask_for_settings(state, client);
}

/// The editor's settings changed: it sends them, or wants to be asked.
pub fn changed(state: &mut State, client: Client, settings: Value) {
    if state.session.configuration {
        ask_for_settings(state, client);
    } else {
        receive(state, settings);
    }
}

/// A document was saved. Where nobody watches the files for us, this is the time to look at them again.
pub fn saved(state: &mut State, uri: &Uri) {
    if !state.session.watches || name_of(uri) == FILE_NAME {
        forget_files(state);
    }
}

/// Watched files were made, changed or removed.
pub fn files_changed(state: &mut State, changes: &[FileEvent]) {
    if changes.iter().any(|change| name_of(&change.uri) == FILE_NAME) {
        forget_files(state);
    }
}

/// Folders of the workspace came or went.
pub fn folders_changed(state: &mut State, event: &WorkspaceFoldersChangeEvent) {
    Arc::make_mut(&mut state.session).change_folders(event);
    forget_files(state);
}

/// Reads the configuration of every document again.
pub fn forget_files(state: &mut State) {
    // Files that are gone have no mistakes any more. The others are told anew when they have been read.
    let gone: Vec<PathBuf> = state.configuration.mistaken.keys().filter(|path| !path.is_file()).cloned().collect();
    for path in gone {
        tell(state, path, Vec::new());
    }
    reconfigure(state);
}

/// Has all settings read anew by the workers that need them.
fn reconfigure(state: &mut State) {
    let open = HashMap::new();
    state.configuration.sources = Arc::new(Sources::new(state.configuration.editor.clone(), open));
    state.reconfigure();
}

/// Tells the client what is wrong with a `copydesk.toml` that a worker has read, in that file.
pub fn report(state: &mut State, settings: &InForce) {
    let encoding = state.session.encoding;
    match &settings.source {
        None => {}
        Some(Ok(loaded)) if loaded.problems.is_empty() => tell(state, loaded.path.clone(), Vec::new()),
        Some(Ok(loaded)) => {
            let content = Content::new(loaded.text.clone());
            let diagnostics = loaded.problems.iter();
            let diagnostics =
                diagnostics.map(|problem| mistake(&problem.message, content.range(problem.span, encoding)));
            tell(state, loaded.path.clone(), diagnostics.collect());
        }
        Some(Err(error)) => {
            let text = format!("this file cannot be read, so it is not in use: {}", error.error);
            tell(state, error.path.clone(), vec![mistake(&text, Range::default())]);
        }
    }
}

fn tell(state: &mut State, path: PathBuf, diagnostics: Vec<Diagnostic>) {
    let before = state.configuration.mistaken.get(&path);
    if before.map_or(&[][..], Vec::as_slice) == diagnostics {
        return;
    }
    if let Some(uri) = Uri::from_file_path(&path) {
        state.outbox.publish_file(uri, diagnostics.clone());
    }
    if diagnostics.is_empty() {
        state.configuration.mistaken.remove(&path);
    } else {
        state.configuration.mistaken.insert(path, diagnostics);
    }
}

fn mistake(message: &str, range: Range) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(NAME.to_owned()),
        message: message.to_owned(),
        ..Diagnostic::default()
    }
}

fn ask_for_settings(state: &mut State, client: Client) {
    if !state.session.configuration {
        return;
    }
    state.configuration.asked += 1;
    let (asked, tasks) = (state.configuration.asked, state.tasks());
    tokio::spawn(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some(NAME.to_owned()) };
        let Ok(answer) = client.configuration(vec![item]).await else { return };
        let settings = answer.into_iter().next().unwrap_or_default();
        // Fails only when the session is over.
        let _ = tasks.send(Box::new(move |state| {
            if state.configuration.asked == asked {
                receive(state, settings);
            }
        }));
    });
}

fn receive(state: &mut State, settings: Value) {
    state.configuration.latest = section(settings);
    use_settings(state);
}

/// Takes over what the editor sets now, and says what cannot be understood.
fn use_settings(state: &mut State) {
    let editor = vec![state.configuration.initial.clone(), state.configuration.latest.clone()];
    if *state.configuration.editor == editor {
        return;
    }
    let names = rules::names();
    for problem in editor.iter().flat_map(|settings| Config::default().apply(settings, &names)) {
        state.outbox.show(MessageType::WARNING, format!("copydesk, in the editor's settings: {problem}"));
    }
    state.configuration.editor = Arc::new(editor);
    reconfigure(state);
}

/// Our part of some settings: clients send either that part or all.
fn section(mut settings: Value) -> Value {
    match settings.get_mut(NAME) {
        Some(own) => own.take(),
        None => settings,
    }
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}
