//! Settings that come and go: from the editor, and from `copydesk.toml` files.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, MessageType, Range, Uri};

use super::content::Content;
use super::outbox::Outbox;
use super::session::NAME;
use super::settings::{EditorSettings, InForce, Sources};
use crate::config::{Config, Display};
use crate::rules;
use crate::text::Encoding;

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
    pub asked: u64,
}

impl Configuration {
    /// Takes the settings that came with `initialize`. Whether anything is other than before.
    pub fn begin(&mut self, outbox: &Outbox, options: Option<Value>) -> bool {
        self.initial = section(options.unwrap_or_default());
        self.use_settings(outbox)
    }

    /// Takes the settings that the editor gives now. Whether anything is other than before.
    pub fn receive(&mut self, outbox: &Outbox, settings: Value) -> bool {
        self.latest = section(settings);
        self.use_settings(outbox)
    }

    /// Has all settings read anew by the workers that need them. `open` are the `copydesk.toml` files that are open in the
    /// editor.
    pub fn read_anew(&mut self, outbox: &Outbox, open: HashMap<PathBuf, Arc<Content>>) {
        // Files that are gone have no mistakes any more. The others are told anew when they have been read.
        let is_gone = |path: &&PathBuf| !path.is_file() && !open.contains_key(*path);
        let gone: Vec<PathBuf> = self.mistaken.keys().filter(is_gone).cloned().collect();
        for path in gone {
            self.tell(outbox, path, Vec::new());
        }
        self.sources = Arc::new(Sources::new(self.editor.clone(), open));
    }

    /// Tells the client what is wrong with a `copydesk.toml` that a worker has read, in that file.
    pub fn report(&mut self, outbox: &Outbox, encoding: Encoding, in_force: &InForce) {
        match &in_force.source {
            None => {}
            Some(Ok(loaded)) if loaded.problems.is_empty() => self.tell(outbox, loaded.path.clone(), Vec::new()),
            Some(Ok(loaded)) => {
                let content = Content::new(loaded.text.clone());
                let diagnostics = loaded.problems.iter();
                let diagnostics =
                    diagnostics.map(|problem| mistake(&problem.message, content.range(problem.span, encoding)));
                self.tell(outbox, loaded.path.clone(), diagnostics.collect());
            }
            Some(Err(error)) => {
                let text = format!("this file cannot be read, so it is not in use: {}", error.error);
                self.tell(outbox, error.path.clone(), vec![mistake(&text, Range::default())]);
            }
        }
    }

    fn tell(&mut self, outbox: &Outbox, path: PathBuf, diagnostics: Vec<Diagnostic>) {
        let before = self.mistaken.get(&path);
        if before.map_or(&[][..], Vec::as_slice) == diagnostics {
            return;
        }
        if let Some(uri) = Uri::from_file_path(&path) {
            outbox.publish_file(uri, diagnostics.clone());
        }
        if diagnostics.is_empty() {
            self.mistaken.remove(&path);
        } else {
            self.mistaken.insert(path, diagnostics);
        }
    }

    /// What the editor is to show besides findings.
    pub fn display(&self) -> Display {
        let mut display = Display::default();
        for settings in self.editor.iter() {
            display.apply(settings);
        }
        display
    }

    /// Takes over what the editor sets now, and says what cannot be understood.
    fn use_settings(&mut self, outbox: &Outbox) -> bool {
        let editor = vec![self.initial.clone(), self.latest.clone()];
        if *self.editor == editor {
            return false;
        }
        let names = rules::names();
        let problems =
            |settings| [Config::default().apply(settings, &names), Display::default().apply(settings)].concat();
        for problem in editor.iter().flat_map(problems) {
            outbox.show(MessageType::WARNING, format!("copydesk, in the editor's settings: {problem}"));
        }
        self.editor = Arc::new(editor);
        true
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

/// Our part of some settings: clients send either that part or all.
fn section(mut settings: Value) -> Value {
    match settings.get_mut(NAME) {
        Some(own) => own.take(),
        None => settings,
    }
}
