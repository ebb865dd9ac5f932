//! Settings that come and go: from the editor, and from `copydesk.toml` files.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, MessageType, NumberOrString, Range, Uri};

use super::content::Content;
use super::diagnostics;
use super::outbox::Outbox;
use super::session::NAME;
use super::settings::{EditorSettings, InForce, Sources};
use crate::config::{Config, Display, Ignore, Problem};
use crate::people::KeptLists;
use crate::rules::{self, unused_ignore};
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
    /// What it gave for single documents, where that is something else.
    own: HashMap<Uri, EditorSettings>,
    /// Where the workers have settings from.
    pub sources: Arc<Sources>,
    /// Those of which the client was told what is wrong with them.
    reported: Vec<Arc<InForce>>,
    /// What is wrong with each file of settings.
    mistakes: HashMap<PathBuf, Vec<Diagnostic>>,
    /// The entries of each file that silence nothing, by the document that they are meant for.
    idle: HashMap<PathBuf, HashMap<Uri, Vec<Diagnostic>>>,
    /// What the client was told of each file, where it was something.
    told: HashMap<PathBuf, Vec<Diagnostic>>,
    /// The people files that were read.
    people: Arc<KeptLists>,
    /// Whether the client has been asked for settings and has not answered yet. Until it does it is not asked again.
    pub is_asking: bool,
    /// Whether all of them may be other than what it was asked for last.
    pub is_outdated: bool,
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

    /// Takes the settings that the editor gives for one document. Whether anything is other than before.
    pub fn receive_for(&mut self, outbox: &Outbox, uri: &Uri, settings: Value) -> bool {
        let own = Arc::new(vec![self.initial.clone(), section(settings)]);
        let before = self.own.get(uri).unwrap_or(&self.editor).clone();
        if before == own {
            return false;
        }
        if self.editor == own {
            self.own.remove(uri);
            return true;
        }
        // What is wrong with settings that another document has, too, was told.
        let known = self.own.values().find(|known| **known == own).cloned();
        if known.is_none() {
            tell_problems(outbox, &own);
        }
        self.own.insert(uri.clone(), known.unwrap_or(own));
        true
    }

    /// What the editor sets for a document, if that is something of its own.
    pub fn own_of(&self, uri: &Uri) -> Option<EditorSettings> {
        self.own.get(uri).cloned()
    }

    /// A document was closed.
    pub fn forget_own(&mut self, uri: &Uri) {
        self.own.remove(uri);
    }

    /// Has all settings read anew by the workers that need them. `open` are the `copydesk.toml` files that are open in the
    /// editor, `folders` those of the workspace; `is_trusted` says whether the user trusts them.
    pub fn read_anew(
        &mut self,
        outbox: &Outbox,
        folders: Vec<PathBuf>,
        open: HashMap<PathBuf, Arc<Content>>,
        is_trusted: bool,
    ) {
        // Files that are gone have no mistakes any more. The others are told anew when they have been read.
        let is_gone = |path: &&PathBuf| !path.is_file() && !open.contains_key(*path);
        let gone: Vec<PathBuf> = self.told.keys().filter(is_gone).cloned().collect();
        for path in gone {
            self.mistakes.remove(&path);
            self.idle.remove(&path);
            self.tell(outbox, path);
        }
        let people = is_trusted.then(|| self.people.clone());
        self.reported.clear();
        self.sources = Arc::new(Sources::new(self.editor.clone(), folders, open, people));
    }

    /// Tells the client what is wrong with a `copydesk.toml` that a worker has read and with the lists that it names, each in
    /// that file.
    pub fn report(&mut self, outbox: &Outbox, encoding: Encoding, in_force: &Arc<InForce>) {
        // All documents below one file share it.
        if self.reported.iter().any(|known| Arc::ptr_eq(known, in_force)) {
            return;
        }
        self.reported.push(in_force.clone());
        match &in_force.source {
            None => {}
            Some(Ok(loaded)) => {
                let own = (loaded.path.as_path(), loaded.text.as_str(), &loaded.problems[..]);
                let terms = loaded.lists.iter().map(|list| (list.path.as_path(), &*list.text, &list.problems[..]));
                let people = in_force.people.lists().iter().map(|list| (list.path(), list.text(), list.problems()));
                for (path, text, problems) in std::iter::once(own).chain(terms).chain(people) {
                    self.mistakes.insert(path.to_owned(), mistakes(text, problems, encoding));
                    self.tell(outbox, path.to_owned());
                }
            }
            Some(Err(error)) => {
                let text = format!("this file cannot be read, so it is not in use: {}", error.error);
                self.mistakes.insert(error.path.clone(), vec![mistake(&text, Range::default())]);
                self.tell(outbox, error.path.clone());
            }
        }
    }

    /// Tells the client which entries of a document's `copydesk.toml` silence nothing in it, though they are meant for it
    /// alone.
    pub fn report_idle(
        &mut self,
        outbox: &Outbox,
        encoding: Encoding,
        document: &Uri,
        in_force: &InForce,
        entries: &[Ignore],
    ) {
        let Some(Ok(loaded)) = &in_force.source else { return };
        let known = self.idle.get(&loaded.path).is_some_and(|documents| documents.contains_key(document));
        let severity = in_force.severity_of(&unused_ignore::RULE).filter(|_| !entries.is_empty());
        let Some(severity) = severity else {
            return if known {
                self.forget_idle(outbox, document)
            };
        };
        let content = Content::new(loaded.text.clone());
        let diagnostics = entries.iter().map(|entry| {
            let finding = unused_ignore::entry(entry, &loaded.text, severity);
            Diagnostic {
                range: content.range(finding.comment.unwrap_or(entry.span), encoding),
                severity: Some(diagnostics::severity(severity)),
                code: Some(NumberOrString::String(finding.rule.to_owned())),
                source: Some(NAME.to_owned()),
                message: finding.message,
                ..Diagnostic::default()
            }
        });
        self.idle.entry(loaded.path.clone()).or_default().insert(document.clone(), diagnostics.collect());
        self.tell(outbox, loaded.path.clone());
    }

    /// A document was closed, or all its entries silence something again.
    pub fn forget_idle(&mut self, outbox: &Outbox, document: &Uri) {
        let holding =
            self.idle.iter_mut().filter_map(|(path, documents)| documents.remove(document).map(|_| path.clone()));
        for path in holding.collect::<Vec<_>>() {
            self.tell(outbox, path);
        }
    }

    /// Tells the client what there is to say of a file, if it is other than it was.
    fn tell(&mut self, outbox: &Outbox, path: PathBuf) {
        let idle = self.idle.get(&path).into_iter().flat_map(HashMap::values).flatten();
        let mut diagnostics: Vec<Diagnostic> =
            self.mistakes.get(&path).into_iter().flatten().chain(idle).cloned().collect();
        diagnostics.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
        if self.told.get(&path).map_or(&[][..], Vec::as_slice) == diagnostics {
            return;
        }
        if let Some(uri) = Uri::from_file_path(&path) {
            outbox.publish_file(uri, diagnostics.clone());
        }
        if diagnostics.is_empty() {
            self.told.remove(&path);
        } else {
            self.told.insert(path, diagnostics);
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
        tell_problems(outbox, &editor);
        self.editor = Arc::new(editor);
        true
    }
}

/// Says what of the editor's settings cannot be understood.
fn tell_problems(outbox: &Outbox, editor: &[Value]) {
    let names = rules::names();
    let problems = |settings| [Config::default().apply(settings, &names), Display::default().apply(settings)].concat();
    for problem in editor.iter().flat_map(problems) {
        outbox.show(MessageType::WARNING, format!("copydesk, in the editor's settings: {problem}"));
    }
}

fn mistakes(text: &str, problems: &[Problem], encoding: Encoding) -> Vec<Diagnostic> {
    if problems.is_empty() {
        return Vec::new();
    }
    let content = Content::new(text.to_owned());
    problems.iter().map(|problem| mistake(&problem.message, content.range(problem.span, encoding))).collect()
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
