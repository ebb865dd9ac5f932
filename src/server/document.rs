//! An open document: its text now, what is known of it, and who waits to know more.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use super::analysis::{Analysis, Analyzer, Outdated, Revisions};
use super::calm::Calm;
use super::content::{Content, Held};
use super::diagnostics::Diagnostics;
use super::session::Session;
use super::settings::Settings;
use crate::Article;
use crate::config::{Display, Ignore};
use crate::format::Format;
use crate::text::{Encoding, SourceSpan, Splice};

/// An open document.
pub struct Document {
    /// Tells this opening of the file from an earlier one, whose worker may still be busy.
    pub opening: u64,
    pub uri: Uri,
    /// The client's number for the text.
    pub version: i32,
    pub format: Format,
    pub content: Arc<Content>,
    /// What the content is. If it is not the editor's text it is empty, until all of the text comes again.
    pub held: Held,
    pub revisions: Revisions,
    /// What is known of the typing.
    pub calm: Calm,
    /// What was edited since it was opened; `None` once it has been analyzed.
    pub since_opening: Option<Vec<Splice>>,
    /// Whether somebody will look whether the writer has gone on.
    pub watched: bool,
    /// Whether the client is to be told of other diagnostics: it did nothing itself that would have it ask.
    pub announce: bool,
    /// What is ignored in it until it is closed.
    pub own_ignores: Arc<Vec<Ignore>>,
    /// Whether the editor has been asked for what it sets for this document.
    pub is_asked_for: bool,
    /// Absent until a worker has read them.
    pub settings: Option<Arc<Settings>>,
    /// Absent while a worker uses it.
    pub analyzer: Option<Box<dyn Analyzer>>,
    /// The newest analysis; possibly of an earlier state.
    pub known: Option<Known>,
    /// What was known before, for the next worker to free. On the thread of the state that takes time and room.
    pub outdated: Outdated,
    pub waiting: Vec<Waiting>,
}

/// What came of the analysis of one state of a document.
pub struct Known {
    pub revision: u64,
    /// Stays the same from state to state while the diagnostics do.
    pub result_id: String,
    /// `None` if the analysis failed.
    pub diagnostics: Option<Arc<Diagnostics>>,
    /// `None` if it failed, and once the state is out of date: the next analysis takes over what nobody else holds.
    pub analysis: Option<Arc<Analysis>>,
}

/// A version of a document with its analysis: everything that a request is answered from.
#[derive(Clone)]
pub struct Snapshot {
    pub uri: Uri,
    pub version: i32,
    pub session: Arc<Session>,
    pub result_id: String,
    pub analysis: Arc<Analysis>,
    /// Those of the analysis, or the same of an earlier one.
    pub diagnostics: Arc<Diagnostics>,
}

impl Snapshot {
    /// The article.
    pub fn article(&self) -> &Article {
        &self.analysis.article
    }

    /// What is to be shown besides findings.
    pub fn display(&self) -> &Display {
        &self.analysis.settings.in_force.display
    }

    /// The byte before which a position stands.
    pub fn offset(&self, position: Position) -> u32 {
        self.analysis.content.offset(position, self.session.encoding)
    }

    /// The range of a span.
    pub fn range(&self, span: SourceSpan) -> Range {
        self.analysis.content.range(span, self.session.encoding)
    }
}

/// The text of an open document.
#[derive(Clone)]
pub struct Opened {
    pub uri: Uri,
    pub version: i32,
    pub content: Arc<Content>,
}

/// Whom to tell when a document has been analyzed; `None` is said if it is not open.
pub type Reply = oneshot::Sender<Result<Option<Snapshot>>>;

/// Which version answers a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The one that the client saw when it asked: it asked about a place.
    This,
    /// Whichever is the newest when the analysis is there.
    Newest,
}

/// A request that waits for an analysis.
pub struct Waiting {
    pub wanted: Wanted,
    pub reply: Reply,
}

impl Document {
    /// The analysis of the present state, if it is there; an error if it failed.
    pub fn snapshot(&self, session: &Arc<Session>) -> Option<Result<Snapshot>> {
        let known = self.known.as_ref().filter(|known| known.revision == self.revisions.current())?;
        let Some(analysis) = known.analysis.clone() else { return Some(Err(Error::internal_error())) };
        Some(Ok(Snapshot {
            uri: self.uri.clone(),
            version: self.version,
            session: session.clone(),
            result_id: known.result_id.clone(),
            diagnostics: known.diagnostics.clone().unwrap_or_else(|| analysis.diagnostics.clone()),
            analysis,
        }))
    }

    /// Applies changes that were made at a moment.
    pub fn edit(&mut self, changes: Vec<TextDocumentContentChangeEvent>, encoding: Encoding, now: Instant) {
        if let [change] = &changes[..]
            && let Some(analysis) = self.present()
        {
            let splice = self.content.splice(change, encoding);
            self.calm.begin(&analysis.article, &analysis.findings, SourceSpan::new(splice.start, splice.old_end));
        }
        // First, for what nobody else holds any more is edited in place.
        self.outdate();
        // Shared only with a worker or a request that still reads the version before; then it is copied once.
        let content = Arc::make_mut(&mut self.content);
        let mut splices = Vec::with_capacity(changes.len());
        for change in changes {
            if change.range.is_none() {
                self.held = Held::of(change.text.len());
            }
            if self.held == Held::All {
                splices.push(content.change(change, encoding));
                self.held = Held::of(content.text().len());
            }
        }
        if self.held != Held::All {
            return self.lose(self.held);
        }
        self.calm.edited(&splices, now);
        if let Some(since) = &mut self.since_opening {
            since.extend(splices);
        }
    }

    /// The analysis of the present state, if it is there.
    pub fn present(&self) -> Option<Arc<Analysis>> {
        let known = self.known.as_ref().filter(|known| known.revision == self.revisions.current())?;
        known.analysis.clone()
    }

    /// Lets go of a text, because it is not the editor's any more or too long.
    pub fn lose(&mut self, why: Held) {
        self.outdate();
        self.content = Arc::new(Content::new(String::new()));
        self.held = why;
        self.calm = Calm::default();
    }

    /// Leaves an analysis that nobody needs to the next worker. Whoever else holds it frees it.
    pub fn leave(&mut self, analysis: Option<Arc<Analysis>>) {
        self.outdated.extend(analysis.and_then(Arc::into_inner).map(Analysis::without_content));
    }

    /// Makes what is known out of date, be it by an edit or by new settings.
    pub fn outdate(&mut self) {
        self.revisions.advance();
        let known = self.known.as_mut().and_then(|known| known.analysis.take());
        self.leave(known);
        let (gone, stay) = self.waiting.drain(..).partition(|waiting| waiting.wanted == Wanted::This);
        self.waiting = stay;
        let gone: Vec<Waiting> = gone;
        for waiting in gone {
            // Whoever cancelled its request does not listen any more.
            let _ = waiting.reply.send(Err(Error::content_modified()));
        }
    }
}
