//! One analysis of one version of a document, on a worker thread.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tower_lsp::ls_types as lsp;

use super::calm::{Calm, View};
use super::content::Content;
use super::diagnostics::Diagnostics;
use super::held::Held;
use super::parcels::Json;
use super::session::{Session, path_of};
use super::settings::{EditorSettings, Settings, Sources};
use super::shared_index::SharedIndex;
use super::shown::Ignored;
use crate::Article;
use crate::article::AnalysisHost;
use crate::config::Ignore;
use crate::format::Format;
use crate::people::People;
use crate::rules::{Finding, OtherArticles, Silenced};

/// Turns the text of one document into its article, again and again.
///
/// Each open document has its own, and no two threads use it at once, so that it may remember what it learnt from the
/// version before.
pub trait Analyzer: Send {
    /// The article of `source`; `None` if `wanted` turned false and the work was given up.
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>>;

    /// Says whom the newsroom knows, from the next text on.
    fn know(&mut self, _people: &Arc<People>) {}
}

/// Makes the analyzer of a document that is opened.
pub type NewAnalyzer = Arc<dyn Fn() -> Box<dyn Analyzer> + Send + Sync>;

impl Analyzer for AnalysisHost {
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        AnalysisHost::analyze(self, source, format, wanted)
    }

    fn know(&mut self, people: &Arc<People>) {
        AnalysisHost::know(self, people);
    }
}

/// Counts the states of a document: every edit, and every change of the settings, makes a new one. Shared with the
/// worker and with whoever publishes, so that both see at once that their work is out of date.
#[derive(Debug, Clone, Default)]
pub struct Revisions(Arc<AtomicU64>);

impl Revisions {
    /// The present state.
    pub fn current(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Leaves the present state behind.
    pub fn advance(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

/// What is known of one version of a document.
#[derive(Debug)]
pub struct Analysis {
    /// The text that was analyzed.
    pub content: Arc<Content>,
    /// What it was read as.
    pub format: Format,
    /// The settings in use.
    pub settings: Arc<Settings>,
    /// The article.
    pub article: Arc<Article>,
    /// What the rules find, by place.
    pub findings: Vec<Finding>,
    /// What they find besides, which is ignored.
    pub ignored: Vec<Ignored>,
    /// The entries of its `copydesk.toml` that are meant for this document alone and silence nothing in it.
    pub idle: Vec<Ignore>,
    /// What is shown of the findings, by place.
    pub view: View,
    /// The same for the client, in the same order.
    pub diagnostics: Arc<Diagnostics>,
    /// The outline as JSON, once somebody has asked for it.
    pub outline: OnceLock<Json>,
}

/// Values that nobody needs any more.
pub type Outdated = Vec<Box<dyn Send>>;

impl Analysis {
    /// All of it but the text, which is edited in place once nobody else holds it.
    pub fn without_content(self) -> Box<dyn Send> {
        let Analysis { article, findings, ignored, idle, view, diagnostics, outline, .. } = self;
        Box::new((article, findings, ignored, idle, view, diagnostics, outline))
    }
}

/// How an analysis ended.
#[derive(Debug)]
pub enum Outcome {
    /// It is whole.
    Done(Arc<Analysis>),
    /// A newer version came first.
    Superseded,
    /// It panicked; the message is for the log.
    Failed(String),
}

/// What a worker needs. All of it is immutable.
pub struct Job {
    pub content: Arc<Content>,
    pub format: Format,
    /// Whether the content is the editor's text.
    pub held: Held,
    pub uri: lsp::Uri,
    /// The document's settings, if they have been read.
    pub settings: Option<Arc<Settings>>,
    /// Where they are read from else.
    pub sources: Arc<Sources>,
    /// What the editor sets for this document, if that is something of its own.
    pub editor: Option<EditorSettings>,
    pub session: Arc<Session>,
    /// What is ignored in this document until it is closed.
    pub own_ignores: Arc<Vec<Ignore>>,
    /// What is known of other articles.
    pub others: SharedIndex,
    /// What is known of the typing.
    pub calm: Calm,
    /// Whether it is the first since the document was opened.
    pub is_first: bool,
    /// What is to be freed first: the analysis takes over what nobody else holds.
    pub outdated: Outdated,
    /// The state to analyze, and where to see whether it is still the present one.
    pub revision: u64,
    pub revisions: Revisions,
}

impl Job {
    /// Does the work. A panic ends here; the analyzer must then not be used again.
    pub fn run(self, analyzer: &mut dyn Analyzer) -> Outcome {
        match catch_unwind(AssertUnwindSafe(|| self.analyze(analyzer))) {
            Ok(Some(analysis)) => Outcome::Done(Arc::new(analysis)),
            Ok(None) => Outcome::Superseded,
            Err(panic) => Outcome::Failed(panic_message(&*panic)),
        }
    }

    fn analyze(mut self, analyzer: &mut dyn Analyzer) -> Option<Analysis> {
        self.outdated.clear();
        // What was opened is analyzed to the end, whatever comes meanwhile: it takes long the first time only, and what
        // it finds was there before the typing.
        let wanted = || self.is_first || self.revisions.current() == self.revision;
        if !wanted() {
            return None;
        }
        let settings = self.settings.unwrap_or_else(|| {
            // Files are read here, for a slow disk must not hold up other documents.
            let path = path_of(&self.uri);
            Arc::new(self.sources.of(path.as_deref(), self.editor.as_ref()))
        });
        analyzer.know(&settings.in_force.people);
        let article = analyzer.analyze(self.content.text(), self.format, &wanted)?;
        if !wanted() {
            return None;
        }
        let check = |others: Option<&dyn OtherArticles>| {
            settings.check(&article, self.content.text(), &self.own_ignores, others)
        };
        let Silenced { findings, by_entry, unused } = match settings.in_force.display.compare_articles {
            true => self.others.answer(Some(&self.uri), |others| check(Some(&others))),
            false => check(None),
        };
        let of_entry = |(finding, entry): &(Finding, &Ignore)| Ignored::of(finding.in_source(article.prose()), entry);
        let ignored = by_entry.iter().filter_map(of_entry).collect();
        let idle = settings.idle(&unused);
        let view = self.calm.view(&article, &findings);
        if !wanted() {
            return None;
        }
        let diagnostics = match self.held {
            Held::All => Diagnostics::of(&view.shown, &self.content, &self.uri, &self.session),
            Held::OutOfStep => Diagnostics::out_of_step(),
            Held::TooLong => Diagnostics::too_long(),
        };
        let diagnostics = diagnostics.into();
        let outline = OnceLock::new();
        Some(Analysis {
            content: self.content,
            format: self.format,
            settings,
            article,
            findings,
            ignored,
            idle,
            view,
            diagnostics,
            outline,
        })
    }
}

/// What a panic said.
pub fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}
