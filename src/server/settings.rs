//! The settings that hold for a document: the nearest `copydesk.toml`, and what the editor sets over it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use serde_json::Value;

use super::content::Content;
use crate::Article;
use crate::config::{self, Config, Display, Ignore, LoadError, Loaded, Severity};
use crate::people::{self, KeptLists, People};
use crate::rules::{self, OtherArticles, Rule, Silenced};

/// What the editor sets, in the order in which later settings override earlier ones.
pub type EditorSettings = Arc<Vec<Value>>;

/// Where settings come from, until one of these places changes. Each `copydesk.toml` is read once, by the first worker
/// that needs it, and shared by all documents below it.
#[derive(Debug, Default)]
pub struct Sources {
    editor: EditorSettings,
    /// The folders of the workspace, above which nobody looks.
    folders: Vec<PathBuf>,
    /// The `copydesk.toml` files that are open in the editor, whose text there counts.
    open: HashMap<PathBuf, Arc<Content>>,
    /// The people files that were read; nothing where the user does not trust the folders: what comes with them then says
    /// nothing of people.
    people: Option<Arc<KeptLists>>,
    read: Mutex<HashMap<Option<PathBuf>, Vec<OnceRead>>>,
}

/// What is read once for all documents for which the editor sets the same.
type OnceRead = (EditorSettings, Once);

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
    /// The files that were read, as they were then.
    stamps: Vec<(PathBuf, Stamp)>,
    /// The people whom it names.
    pub people: Arc<People>,
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
    /// Sources with these settings of the editor, in a workspace of these folders, and with these `copydesk.toml` files open.
    /// `people` is nothing where the user does not trust the folders.
    pub fn new(
        editor: EditorSettings,
        folders: Vec<PathBuf>,
        open: HashMap<PathBuf, Arc<Content>>,
        people: Option<Arc<KeptLists>>,
    ) -> Sources {
        Sources { editor, folders, open, people, read: Mutex::default() }
    }

    /// The settings of the document at `path`. One that is no file has those of the workspace's first folder. `editor` is what
    /// the editor sets for this document, if that is something of its own.
    pub fn of(&self, path: Option<&Path>, editor: Option<&EditorSettings>) -> Settings {
        let near = path.or(self.folders.first().map(PathBuf::as_path));
        let found = near.and_then(|near| self.nearest(near));
        let editor = editor.unwrap_or(&self.editor);
        let cell = self.cell(&found, editor);
        // Files are read outside of the lock: a slow disk holds up only the documents that wait for it.
        let in_force = cell.get_or_init(|| Arc::new(self.read(found, editor))).clone();
        let file = match (path, &in_force.source) {
            (Some(path), Some(Ok(loaded))) => loaded.relative(path).into_owned(),
            _ => PathBuf::new(),
        };
        Settings { in_force, file }
    }

    /// The nearest `copydesk.toml` in the folder of a path or above it, on disk or only in the editor; but not above the
    /// workspace.
    pub fn nearest(&self, path: &Path) -> Option<PathBuf> {
        let exists = |file: &Path| self.open.contains_key(file) || config::is_configuration(file);
        let holding = self.folders.iter().filter(|folder| path.starts_with(folder));
        // Of folders in one another the outermost is the workspace.
        match holding.min_by_key(|folder| folder.components().count()) {
            Some(top) => config::find_among(path, exists, |folder| folder == top),
            None => config::find_among(path, exists, config::is_top),
        }
    }

    /// Whether a file that was read is not on the disk as it was then, or a document has another file above it.
    pub fn are_outdated<'d>(&self, documents: impl Iterator<Item = (&'d Path, &'d InForce)>) -> bool {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let all = read.values().flatten().filter_map(|(_, once)| once.get());
        let has_changed = |(path, stamp): &(PathBuf, Stamp)| !self.open.contains_key(path) && stamp_of(path) != *stamp;
        let changed = all.flat_map(|in_force| &in_force.stamps).any(has_changed);
        drop(read);
        let mut documents = documents;
        changed || documents.any(|(path, in_force)| self.nearest(path).as_deref() != in_force.path())
    }

    /// Where what is read once is kept.
    fn cell(&self, file: &Option<PathBuf>, editor: &EditorSettings) -> Once {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let cells = read.entry(file.clone()).or_default();
        // Few folders have settings of their own.
        match cells.iter().find(|(known, _)| known == editor) {
            Some((_, cell)) => cell.clone(),
            None => {
                let cell = Once::default();
                cells.push((editor.clone(), cell.clone()));
                cell
            }
        }
    }

    /// Whether one of the `copydesk.toml` files that are in use names a file as one of the newsroom's lists.
    pub fn name_list(&self, path: &Path) -> bool {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.values().flatten().filter_map(|(_, once)| once.get()).any(|in_force| match &in_force.source {
            Some(Ok(loaded)) => loaded.config.is_list(&loaded.relative(path)),
            Some(Err(_)) | None => false,
        })
    }

    fn read(&self, file: Option<PathBuf>, editor: &EditorSettings) -> InForce {
        let names = rules::names();
        let stamp = file.as_deref().map(stamp_of);
        let mut source = file.map(|file| match self.open.get(&file) {
            Some(content) => Ok(Loaded::of(file, content.text().to_owned(), &names)),
            None => config::load(&file, &names),
        });
        let people = match (&mut source, &self.people) {
            (Some(Ok(loaded)), Some(kept)) => people::load(loaded, kept).into(),
            _ => Arc::default(),
        };
        let mut config = match &source {
            Some(Ok(loaded)) => loaded.config.clone(),
            Some(Err(_)) | None => Config::default(),
        };
        let mut display = Display::default();
        for value in editor.iter() {
            // What could not be understood was told when the editor sent it.
            config.apply(value, &names);
            display.apply(value);
        }
        let mut in_force = InForce { config, display, source, stamps: Vec::new(), people };
        in_force.stamps.extend(in_force.path().map(Path::to_owned).zip(stamp));
        if let Some(Ok(loaded)) = &in_force.source {
            in_force.stamps.extend(loaded.lists.iter().map(|list| (list.path.clone(), stamp_of(&list.path))));
            let people = in_force.people.lists().iter().map(|list| list.path());
            in_force.stamps.extend(people.map(|path| (path.to_owned(), stamp_of(path))));
        }
        in_force
    }
}

/// When a file was changed, and how long it was; `None` if there is none.
type Stamp = Option<(Option<SystemTime>, u64)>;

fn stamp_of(path: &Path) -> Stamp {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok(), metadata.len()))
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
    /// Where the `copydesk.toml` is.
    pub fn path(&self) -> Option<&Path> {
        match self.source.as_ref()? {
            Ok(loaded) => Some(&loaded.path),
            Err(error) => Some(&error.path),
        }
    }

    /// How serious a rule is; `None` is off.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        self.config.severity_of(rule)
    }
}
