//! The settings that hold for a document: the nearest `copydesk.toml`, and what the editor sets over it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::Value;

use super::content::Content;
use crate::Article;
use crate::config::{self, Config, Display, Ignore, LoadError, Loaded, Severity};
use crate::rules::{self, OtherArticles, Rule, Silenced};

/// What the editor sets, in the order in which later settings override earlier ones.
pub type EditorSettings = Arc<Vec<Value>>;

/// Where settings come from, until one of these places changes. Each `copydesk.toml` is read once, by the first worker
/// that needs it, and shared by all documents below it.
#[derive(Debug, Default)]
pub struct Sources {
    editor: EditorSettings,
    /// The `copydesk.toml` files that are open in the editor, whose text there counts.
    open: HashMap<PathBuf, Arc<Content>>,
    read: Mutex<HashMap<Option<PathBuf>, Once>>,
}

/// What is read once, by whoever needs it first.
type Once = Arc<OnceLock<Arc<InForce>>>;

/// One `copydesk.toml` with what the editor sets over it; without a file, what the editor sets.
#[derive(Debug, Default)]
pub struct InForce {
    config: Config,
    /// What the editor is to show besides findings.
    pub display: Display,
    /// The `copydesk.toml`, or why it cannot be used.
    pub source: Option<Result<Loaded, LoadError>>,
}

/// The settings of one document.
#[derive(Debug, Default)]
pub struct Settings {
    /// What it shares with other documents.
    pub in_force: Arc<InForce>,
    /// The document as seen from the folder of its `copydesk.toml`; empty if it is no file.
    file: PathBuf,
}

impl Sources {
    /// Sources with these settings of the editor, and these `copydesk.toml` files open in it.
    pub fn new(editor: EditorSettings, open: HashMap<PathBuf, Arc<Content>>) -> Sources {
        Sources { editor, open, read: Mutex::default() }
    }

    /// The settings of the document at `path`. One that is no file has those of `folder`.
    pub fn of(&self, path: Option<&Path>, folder: Option<&Path>) -> Settings {
        let found = path.or(folder).and_then(|near| self.nearest(near));
        let cell = self.read.lock().unwrap_or_else(PoisonError::into_inner).entry(found.clone()).or_default().clone();
        // Files are read outside of the lock: a slow disk holds up only the documents that wait for it.
        let in_force = cell.get_or_init(|| Arc::new(self.read(found))).clone();
        let file = match (path, &in_force.source) {
            (Some(path), Some(Ok(loaded))) => loaded.relative(path).into_owned(),
            _ => PathBuf::new(),
        };
        Settings { in_force, file }
    }

    /// The nearest `copydesk.toml` in the folder of a path or above it, on disk or only in the editor.
    pub fn nearest(&self, path: &Path) -> Option<PathBuf> {
        config::find_among(path, |file| self.open.contains_key(file) || config::is_configuration(file))
    }

    /// Whether one of the `copydesk.toml` files that are in use names a file as one of the newsroom's lists.
    pub fn name_list(&self, path: &Path) -> bool {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.values().filter_map(|once| once.get()).any(|in_force| match &in_force.source {
            Some(Ok(loaded)) => loaded.config.is_list(&loaded.relative(path)),
            Some(Err(_)) | None => false,
        })
    }

    fn read(&self, file: Option<PathBuf>) -> InForce {
        let names = rules::names();
        let source = file.map(|file| match self.open.get(&file) {
            Some(content) => Ok(Loaded::of(file, content.text().to_owned(), &names)),
            None => config::load(&file, &names),
        });
        let mut config = match &source {
            Some(Ok(loaded)) => loaded.config.clone(),
            Some(Err(_)) | None => Config::default(),
        };
        let mut display = Display::default();
        for value in self.editor.iter() {
            // What could not be understood was told when the editor sent it.
            config.apply(value, &names);
            display.apply(value);
        }
        InForce { config, display, source }
    }
}

impl Settings {
    /// Whether these settings have the document read: it is not ignored, and is none of the newsroom's lists.
    pub fn are_for_article(&self) -> bool {
        let config = &self.in_force.config;
        !config.ignores_file(&self.file) && !config.is_list(&self.file)
    }

    /// What the rules find in the article of that source, also where they hold it against others, parted by
    /// `copydesk.toml`, by comments, and by `own`, entries that hold for this document only.
    pub fn check<'s>(
        &'s self,
        article: &Article,
        source: &str,
        own: &'s [Ignore],
        others: Option<&dyn OtherArticles>,
    ) -> Silenced<'s> {
        let config = &self.in_force.config;
        if !self.are_for_article() {
            return Silenced::default();
        }
        let mut findings = rules::check(article, config);
        if let Some(others) = others {
            findings.extend(rules::check_against(article, config, others));
            findings.sort_by_key(|finding| (finding.span, finding.rule));
        }
        let entries = config.ignore.iter().filter(|entry| entry.fits_file(&self.file)).chain(own);
        rules::silence(article, source, findings, entries, |rule| config.severity_of(rule))
    }

    /// The entries among `unused` that are meant for this document alone, and whose rules are on.
    pub fn idle(&self, unused: &[&Ignore]) -> Vec<Ignore> {
        let config = &self.in_force.config;
        let is_on = |rule: &Rule| config.severity_of(rule).is_some();
        let idle = unused.iter().filter(|entry| rules::is_useless(entry, &self.file, is_on));
        idle.map(|&entry| entry.clone()).collect()
    }
}

impl InForce {
    /// How serious a rule is; `None` is off.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.config.severity_of(rule)
    }
}
