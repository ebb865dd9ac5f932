//! The one owner of everything that changes: open documents, settings, and what was agreed with the client.
//!
//! It runs on one thread, takes one task after the other and never waits in between. A notification is a task that
//! gets `&mut State`; a request takes a [`Snapshot`] and leaves; a worker comes back with its result as a task.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;
use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::ls_types::{DidChangeTextDocumentParams, DidOpenTextDocumentParams, MessageType, TextDocumentItem, Uri};

use super::analysis::{Analyzer, Job, NewAnalyzer, Outcome, Revisions, panic_message};
use super::articles::{Kind, kind_of};
use super::calm::Calm;
use super::clock::Clock;
use super::configuration::Configuration;
use super::content::{Content, Held};
use super::document::{Document, Known, Opened, Reply, Waiting, Wanted};
use super::ignore_finding::Order;
use super::leavings::Leavings;
use super::methods::{self, Misread, PassedOver, PassedOverDocument};
use super::outbox::{Outbox, Publication, name_of};
use super::ready::Ready;
use super::session::Session;
use super::target::Surroundings;
use super::workspace::{Listeners, Workspace};
use crate::config::Ignore;
use crate::format::Format;

/// Something to do with the state.
pub type Task = Box<dyn FnOnce(&mut State) + Send>;

/// Where tasks are put; they are done in order.
pub type Tasks = UnboundedSender<Task>;

/// Everything that changes while a client is served.
pub struct State {
    pub session: Arc<Session>,
    pub configuration: Configuration,
    /// What the client was offered after the greeting: methods, and how each was set then.
    pub offered: HashMap<&'static str, u8>,
    /// Whether it has not answered yet what it was offered last.
    pub is_offering: bool,
    pub outbox: Outbox,
    pub documents: HashMap<Uri, Document>,
    /// Open documents that are no articles.
    pub asides: HashMap<Uri, Opened>,
    /// The articles of the workspace.
    pub workspace: Workspace,
    /// Who is told how it is read; absent until the client can be told anything.
    pub listeners: Option<Listeners>,
    /// Whose analyzers are kept.
    ready: Ready,
    leavings: Leavings,
    new_analyzer: NewAnalyzer,
    clock: Arc<dyn Clock>,
    tasks: Tasks,
    /// Counts openings of documents.
    openings: u64,
    /// Counts sets of diagnostics; with `seed`, which differs between two runs, it names them.
    results: u64,
    seed: u64,
}

impl State {
    pub fn new(new_analyzer: NewAnalyzer, clock: Arc<dyn Clock>, outbox: Outbox, tasks: Tasks) -> State {
        State {
            session: Arc::default(),
            configuration: Configuration::default(),
            offered: HashMap::new(),
            is_offering: false,
            outbox,
            documents: HashMap::new(),
            asides: HashMap::new(),
            workspace: Workspace::default(),
            listeners: None,
            ready: Ready::default(),
            leavings: Leavings::default(),
            new_analyzer,
            clock,
            tasks,
            openings: 0,
            results: 0,
            seed: RandomState::new().hash_one(0),
        }
    }

    /// Does tasks until nobody is left to give any. A task that panics is logged, and the next one is done.
    pub async fn work(mut self, mut tasks: UnboundedReceiver<Task>) {
        while let Some(task) = tasks.recv().await {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| task(&mut self))) {
                self.outbox.log(MessageType::ERROR, format!("A fault in copydesk: {}", panic_message(&*panic)));
            }
        }
    }

    /// A document was opened.
    pub fn open(&mut self, params: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id, version, text } = params.text_document;
        self.close(&uri);
        if kind_of(&uri) != Kind::Article {
            let content = Arc::new(Content::new(text));
            self.asides.insert(uri.clone(), Opened { uri: uri.clone(), version, content });
            return self.aside_changed(&uri);
        }
        if !self.session.watches {
            self.look_at_files();
        }
        self.openings += 1;
        let held = Held::of(text.len());
        let text = if held == Held::All { text } else { String::new() };
        let document = Document {
            opening: self.openings,
            uri: uri.clone(),
            version,
            format: format_of(&language_id, &uri),
            content: Arc::new(Content::new(text)),
            held,
            calm: Calm::default(),
            since_opening: Some(Vec::new()),
            watched: false,
            announce: false,
            own_ignores: Arc::default(),
            revisions: Revisions::default(),
            analyzer: Some((self.new_analyzer)()),
            is_asked_for: false,
            settings: None,
            known: None,
            outdated: Vec::new(),
            waiting: Vec::new(),
        };
        self.documents.insert(uri.clone(), document);
        self.at_work_in(&uri);
        self.analyze(&uri);
    }

    /// A document was edited.
    pub fn edit(&mut self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.uri;
        if let Some(aside) = self.asides.get_mut(&uri) {
            aside.version = params.text_document.version;
            let content = Arc::make_mut(&mut aside.content);
            for change in params.content_changes {
                content.change(change, self.session.encoding);
            }
            return self.aside_changed(&uri);
        }
        let Some(document) = self.documents.get_mut(&uri) else {
            let text = format!("{} was changed, but it was never opened.", name_of(&uri));
            self.outbox.log(MessageType::WARNING, text);
            return;
        };
        document.edit(params.content_changes, self.session.encoding, self.clock.now());
        document.version = params.text_document.version;
        self.at_work_in(&uri);
        self.analyze(&uri);
        self.watch(&uri);
    }

    /// Somebody is at work in a document; where nobody was for longest, no analyzer is kept.
    fn at_work_in(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get(uri) else { return };
        let Some((opening, uri)) = self.ready.at_work_in(document.opening, uri) else { return };
        let Some(document) = self.documents.get_mut(&uri).filter(|document| document.opening == opening) else {
            return;
        };
        // A worker that is busy with it looks for itself.
        if let Some(analyzer) = &mut document.analyzer {
            let outdated = std::mem::replace(analyzer, (self.new_analyzer)());
            tokio::task::spawn_blocking(move || drop(outdated));
        }
    }

    /// A document was saved.
    pub fn saved(&mut self, uri: &Uri) {
        self.gone_on(uri);
        // Where nobody watches the files for us, this is the time to look at them again.
        if !self.session.watches || kind_of(uri) == Kind::Configuration {
            self.look_at_files();
        }
        if !self.session.watches && kind_of(uri) == Kind::Configuration {
            self.look_through_workspace();
        }
    }

    /// The writer has gone on; shows what was held back.
    fn gone_on(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.calm.go_on();
        if document.present().is_some_and(|analysis| !analysis.view.holds_back) {
            return;
        }
        document.outdate();
        document.announce = true;
        self.analyze(uri);
    }

    /// Looks whether the writer of a document has gone on, as soon as that can be.
    fn watch(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get_mut(uri).filter(|document| !document.watched) else { return };
        let Some(at) = document.calm.wakes_at() else { return };
        document.watched = true;
        let (uri, opening, tasks) = (uri.clone(), document.opening, self.tasks.clone());
        let asleep = self.clock.sleep(at.saturating_duration_since(self.clock.now()));
        tokio::spawn(async move {
            asleep.await;
            // Fails only when the session is over.
            let _ = tasks.send(Box::new(move |state| state.look(&uri, opening)));
        });
    }

    fn look(&mut self, uri: &Uri, opening: u64) {
        let Some(document) = self.documents.get_mut(uri).filter(|document| document.opening == opening) else { return };
        document.watched = false;
        if document.calm.look(self.clock.now()) {
            self.gone_on(uri);
        } else {
            self.watch(uri);
        }
    }

    /// A notification could not be read. If it was about the text of a document that is open, the text here is not the
    /// editor's any more: it is let go of until all of it comes again.
    pub fn misread(&mut self, method: &str, Misread { uri, error }: &Misread) {
        let about = uri.as_deref().map(|uri| format!(" about {uri}")).unwrap_or_default();
        let text =
            format!("copydesk cannot read a message of the editor{about}, and passes it over ({method}: {error}).");
        self.outbox.log(MessageType::ERROR, text);
        let uri = uri.as_deref().and_then(|uri| Uri::from_str(uri).ok());
        if method == methods::OPENED.0 {
            let name = uri.as_ref().map_or_else(|| "A file".to_owned(), name_of);
            let text = format!("{name} is not checked: copydesk could not read what the editor sent of it.");
            self.outbox.show(MessageType::WARNING, text);
        }
        if ![methods::OPENED.0, methods::CHANGED.0].contains(&method) {
            return;
        }
        let Some(uri) = uri else { return };
        self.lose(&uri, Held::OutOfStep);
    }

    /// A message about a text was too long to be read.
    pub fn passed_over(&mut self, PassedOver { method, text_document }: PassedOver) {
        let PassedOverDocument { uri, version } = text_document;
        let about = uri.as_deref().map(|uri| format!(" about {uri}")).unwrap_or_default();
        let text = format!("copydesk does not read messages longer than 64 MB, and passed over one{about} ({method}).");
        self.outbox.log(MessageType::WARNING, text);
        let Some(uri) = uri else {
            // It may have changed any of them.
            let open: Vec<Uri> = self.documents.keys().cloned().collect();
            return open.iter().for_each(|uri| self.lose(uri, Held::OutOfStep));
        };
        let Ok(uri) = Uri::from_str(&uri) else { return };
        let version = version.unwrap_or_default();
        if method == methods::OPENED.0 {
            let text = String::new();
            let text_document = TextDocumentItem { uri: uri.clone(), language_id: text.clone(), version, text };
            self.open(DidOpenTextDocumentParams { text_document });
        }
        if let Some(document) = self.documents.get_mut(&uri) {
            document.version = version;
        }
        self.lose(&uri, Held::TooLong);
    }

    fn lose(&mut self, uri: &Uri, why: Held) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.lose(why);
        self.analyze(uri);
    }

    /// A document was closed. Its pushed diagnostics go; its waiting requests are told that it is not open.
    pub fn close(&mut self, uri: &Uri) {
        if self.asides.remove(uri).is_some() {
            return self.aside_changed(uri);
        }
        let Some(mut document) = self.documents.remove(uri) else { return };
        if self.documents.is_empty() {
            self.documents.shrink_to_fit();
        }
        document.revisions.advance();
        self.ready.forget(document.opening);
        self.configuration.forget_own(uri);
        self.configuration.forget_idle(&self.outbox, uri);
        for waiting in std::mem::take(&mut document.waiting) {
            let _ = waiting.reply.send(Ok(None));
        }
        self.leavings.free(document);
        self.article_closed(uri);
        if !self.session.pulls {
            let revisions = Revisions::default();
            let clear = Publication { version: None, diagnostics: None, revision: revisions.current(), revisions };
            self.outbox.publish(uri, clear);
        }
    }

    /// Gives a snapshot to a request, at once or when the analysis is there.
    pub fn snapshot(&mut self, uri: &Uri, wanted: Wanted, reply: Reply) {
        let Some(document) = self.documents.get_mut(uri) else {
            let _ = reply.send(Ok(None));
            return;
        };
        match document.snapshot(&self.session) {
            Some(snapshot) => drop(reply.send(snapshot.map(Some))),
            None => document.waiting.push(Waiting { wanted, reply }),
        }
    }

    /// What it takes to find the files that belong to a document.
    pub fn surroundings(&self) -> Surroundings {
        let open = self.asides.values().cloned();
        let (session, sources) = (self.session.clone(), self.configuration.sources.clone());
        Surroundings { session, sources, open: open.collect() }
    }

    /// Ignores something in a document as long as it is open, or takes that back. Whether it did.
    pub fn ignore_until_closed(&mut self, order: &Order) -> bool {
        let Some(document) = self.documents.get_mut(&order.uri) else { return false };
        let ignores = Arc::make_mut(&mut document.own_ignores);
        let before = ignores.len();
        ignores.retain(|entry| !entry.says(&order.rule, order.words.as_deref()));
        if !order.again {
            ignores.push(Ignore::of_finding(&order.rule, order.words.as_deref()));
        }
        let did = ignores.len() != before;
        document.outdate();
        document.announce = true;
        document.calm.go_on();
        let uri = order.uri.clone();
        self.analyze(&uri);
        did
    }

    /// Ends all waiting, for the session is over.
    pub fn shut_down(&mut self) {
        for (_, document) in self.documents.drain() {
            // Stops its worker at the next step; what waits for it is told that nothing will come.
            document.revisions.advance();
        }
    }

    /// Where tasks can be put.
    pub fn tasks(&self) -> Tasks {
        self.tasks.clone()
    }

    /// Sets a worker on the present state of a document. Where one is busy with an earlier state, it sees that, ends
    /// at its next step, and this one follows: however many edits came meanwhile, they cost one analysis.
    pub fn analyze(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        let Some(mut analyzer) = document.analyzer.take() else { return };
        let (opening, uri) = (document.opening, uri.clone());
        let revision = document.revisions.current();
        let job = Job {
            content: document.content.clone(),
            format: document.format,
            held: document.held,
            uri: uri.clone(),
            settings: document.settings.clone(),
            sources: self.configuration.sources.clone(),
            editor: self.configuration.own_of(&uri),
            session: self.session.clone(),
            own_ignores: document.own_ignores.clone(),
            others: self.workspace.index(),
            calm: document.calm.clone(),
            is_first: document.since_opening.is_some(),
            outdated: std::mem::take(&mut document.outdated),
            revision,
            revisions: document.revisions.clone(),
        };
        let (tasks, ready) = (self.tasks.clone(), self.ready.clone());
        tokio::task::spawn_blocking(move || {
            let outcome = job.run(&mut *analyzer);
            let analyzer = ready.holds(opening).then_some(analyzer);
            // Fails only when the session is over.
            let _ = tasks.send(Box::new(move |state| state.analyzed(&uri, opening, revision, analyzer, outcome)));
        });
    }

    /// A worker is back, with the analyzer if that is to stay ready.
    fn analyzed(
        &mut self,
        uri: &Uri,
        opening: u64,
        revision: u64,
        analyzer: Option<Box<dyn Analyzer>>,
        outcome: Outcome,
    ) {
        let Some(document) = self.documents.get_mut(uri).filter(|document| document.opening == opening) else {
            return self.leavings.free((analyzer, outcome));
        };
        let failed = matches!(outcome, Outcome::Failed(_));
        // What it remembers may be half done after a panic.
        document.analyzer = analyzer.filter(|_| !failed).or_else(|| Some((self.new_analyzer)()));
        if let Outcome::Failed(message) = &outcome {
            let text = format!(
                "A fault in copydesk: {} could not be read ({message}). Its next change is read again.",
                name_of(uri)
            );
            self.outbox.log(MessageType::ERROR, text);
        }
        let analysis = match outcome {
            Outcome::Done(analysis) => Some(analysis),
            // If nothing superseded it, an analyzer that gives up has failed.
            Outcome::Failed(_) | Outcome::Superseded => None,
        };
        let since_opening = document.since_opening.take();
        if revision != document.revisions.current() {
            if let (Some(analysis), Some(since), true) = (&analysis, since_opening, document.held == Held::All) {
                document.calm.show_late(&analysis.view, &since);
            }
            document.leave(analysis);
            self.analyze(uri);
            return;
        }
        let settings = analysis.as_ref().map(|analysis| analysis.settings.clone());
        let new_settings = settings.filter(|_| document.settings.is_none());
        document.settings = document.settings.take().or(new_settings.clone());
        if let Some(analysis) = &analysis {
            document.calm.show(&analysis.view);
        }
        let diagnostics = analysis.as_ref().map(|analysis| analysis.diagnostics.clone());
        let before = document.known.take();
        let announce = std::mem::take(&mut document.announce);
        document.outdated.extend(before.iter().map(|before| Box::new(before.diagnostics.clone()) as _));
        let same = before.filter(|before| before.diagnostics.is_some() && before.diagnostics == diagnostics);
        let announce = announce && same.is_none();
        // What was written of the same diagnostics need not be written again.
        let (result_id, diagnostics) = same.map(|before| (before.result_id, before.diagnostics)).unwrap_or_else(|| {
            self.results += 1;
            (format!("{:x}-{}", self.seed, self.results), diagnostics)
        });
        let settled = analysis.clone().filter(|analysis| !analysis.view.holds_back);
        document.known = Some(Known { revision, result_id, diagnostics: diagnostics.clone(), analysis });
        for waiting in std::mem::take(&mut document.waiting) {
            if let Some(snapshot) = document.snapshot(&self.session) {
                // Whoever cancelled its request does not listen any more.
                let _ = waiting.reply.send(snapshot.map(Some));
            }
        }
        if !self.session.pulls {
            let (version, revisions) = (Some(document.version), document.revisions.clone());
            self.outbox.publish(uri, Publication { version, diagnostics, revision, revisions });
        } else if announce {
            self.outbox.refresh();
        }
        if let Some(settings) = new_settings {
            self.configuration.report(&self.outbox, self.session.encoding, &settings.in_force);
        }
        // While somebody types, a finding may be gone for a moment.
        if let Some(analysis) = settled {
            let (encoding, in_force) = (self.session.encoding, &analysis.settings.in_force);
            self.configuration.report_idle(&self.outbox, encoding, uri, in_force, &analysis.idle);
        }
    }
}

/// The format that the client names; where it says nothing that is known, what the file's name tells.
fn format_of(language_id: &str, uri: &Uri) -> Format {
    match Format::from_language_id(language_id) {
        Format::Plain => {
            let path = uri.to_file_path();
            let told = matches!(language_id.to_ascii_lowercase().as_str(), "plaintext" | "text" | "txt" | "plain");
            path.filter(|_| !told).and_then(|path| Format::from_path(&path)).unwrap_or_default()
        }
        known => known,
    }
}
