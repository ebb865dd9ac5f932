//! The articles of the workspace: read in the background, on one thread that gives way to all others, and kept current.

use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::watch::Sender;
use tower_lsp::ls_types::Uri;

use super::calm::Calm;
use super::content::Content;
use super::diagnostics::Diagnostics;
use super::readings::Readings;
use super::session::{Session, path_of};
use super::settings::{Settings, Sources};
use super::shared_index::{SharedIndex, address_of, canonical, title};
use crate::Article;
use crate::text::Position;
use crate::workspace::{self, Found, Version, names_of};

/// More articles than this are not read: the youngest are.
const MOST_ARTICLES: usize = 50_000;
/// If more files changed at once, the folders are looked through instead.
const MOST_CHANGES: usize = 100;

/// What to read, and what was read. Once it is gone, nothing more is read.
#[derive(Default)]
pub struct Workspace(Arc<Shared>);

#[derive(Default)]
struct Shared {
    index: SharedIndex,
    readings: Readings,
    queue: Mutex<Queue>,
    /// Counts how often the reading was called off.
    calls_off: AtomicU64,
    is_over: AtomicBool,
}

#[derive(Default)]
struct Queue {
    orders: VecDeque<Order>,
    /// What was found in folders and is still to be read.
    files: VecDeque<Due>,
    /// Whether a thread is at it.
    is_busy: bool,
    progress: Progress,
}

/// How far the reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many articles have been read.
    pub done: usize,
    /// How many there are to read.
    pub all: usize,
}

/// Something to do.
enum Order {
    /// Looks for what is new, changed or gone in the folders of the workspace.
    Look(Arc<Around>),
    /// A file was made, changed or removed.
    Changed(Uri, Arc<Around>),
    /// A document is not open any more: what is on the disk counts again.
    Closed(Uri, Arc<Around>),
}

/// An article to read, with the settings that hold for it.
struct Due {
    found: Found,
    settings: Settings,
    around: Arc<Around>,
}

/// What it takes to read an article.
pub struct Around {
    pub session: Arc<Session>,
    pub sources: Arc<Sources>,
    /// Whether somebody wants to know what is wrong with the articles.
    pub reports: bool,
}

/// Whom to tell how the reading goes.
#[derive(Clone)]
pub struct Listeners {
    pub progress: Sender<Progress>,
    /// What to do when everything has been read.
    pub finished: Arc<dyn Fn() + Send + Sync>,
}

impl Workspace {
    /// Looks through the folders.
    pub fn look(&self, around: Arc<Around>, listeners: &Listeners) {
        self.order([Order::Look(around)], listeners);
    }

    /// Takes over that files changed.
    pub fn changed(&self, files: Vec<Uri>, around: &Arc<Around>, listeners: &Listeners) {
        match files.len() {
            0 => {}
            1..=MOST_CHANGES => {
                self.order(files.into_iter().map(|file| Order::Changed(file, around.clone())), listeners);
            }
            _ => self.look(around.clone(), listeners),
        }
    }

    /// Takes over that a document is not open any more.
    pub fn closed(&self, uri: &Uri, around: Arc<Around>, listeners: &Listeners) {
        self.order([Order::Closed(uri.clone(), around)], listeners);
    }

    /// What has been read.
    pub fn index(&self) -> SharedIndex {
        self.0.index.clone()
    }

    /// What came of reading each of them.
    pub fn readings(&self) -> Readings {
        self.0.readings.clone()
    }

    /// Leaves unread what has not been read yet.
    pub fn call_off(&self) {
        self.0.calls_off.fetch_add(1, Ordering::AcqRel);
        let mut queue = self.0.queue();
        queue.files.clear();
        queue.progress.all = queue.progress.done;
    }

    fn order(&self, orders: impl IntoIterator<Item = Order>, listeners: &Listeners) {
        let mut queue = self.0.queue();
        queue.orders.extend(orders);
        if std::mem::replace(&mut queue.is_busy, true) {
            return;
        }
        drop(queue);
        self.0.readings.set_reading(true);
        let (shared, listeners) = (self.0.clone(), listeners.clone());
        let started = thread::Builder::new().name("workspace".to_owned()).spawn(move || shared.work(&listeners));
        // Without a thread nothing is known of other articles; the next order tries again.
        if started.is_err() {
            self.0.queue().is_busy = false;
            self.0.readings.set_reading(false);
        }
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::Release);
    }
}

impl Shared {
    /// Does what is ordered until nothing is left.
    fn work(&self, listeners: &Listeners) {
        give_way();
        let mut percent = None;
        loop {
            if self.is_over.load(Ordering::Acquire) {
                return;
            }
            // A file that makes the analysis fail is left out.
            if let Ok(false) = catch_unwind(AssertUnwindSafe(|| self.do_one())) {
                break;
            }
            let progress = self.queue().progress;
            let now = (progress.done * 100).checked_div(progress.all);
            if now != percent {
                percent = now;
                self.readings.wake();
                listeners.progress.send_replace(progress);
            }
        }
        listeners.progress.send_replace(Progress::default());
        (listeners.finished)();
    }

    /// Does one thing; `false` if there is nothing, and then the thread is to end.
    fn do_one(&self) -> bool {
        let mut queue = self.queue();
        if let Some(order) = queue.orders.pop_front() {
            drop(queue);
            match order {
                Order::Look(around) => self.look(&around),
                Order::Changed(file, around) => self.look_at(&file, &around),
                Order::Closed(uri, around) => {
                    self.forget(&canonical(&uri));
                    self.look_at(&uri, &around);
                }
            }
            return true;
        }
        if let Some(due) = queue.files.pop_front() {
            queue.progress.done += 1;
            drop(queue);
            self.read(due);
            return true;
        }
        queue.is_busy = false;
        queue.progress = Progress::default();
        // Before another thread can say the opposite.
        self.readings.set_reading(false);
        false
    }

    fn look(&self, around: &Arc<Around>) {
        let called_off = self.calls_off.load(Ordering::Acquire);
        let wanted = || !self.is_over.load(Ordering::Acquire) && self.calls_off.load(Ordering::Acquire) == called_off;
        let folders = around.session.folders.iter().filter(|folder| is_workspace(folder));
        let mut found: Vec<Found> = folders.flat_map(|folder| workspace::find(folder, &wanted)).collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.modified));
        let mut seen = HashSet::new();
        found.retain(|found| seen.insert(found.path.clone()));
        let mut due: Vec<Due> = found.into_iter().filter_map(|found| Due::of(found, around)).collect();
        due.truncate(MOST_ARTICLES);
        if !wanted() {
            return;
        }
        let addresses: HashSet<Arc<str>> = due.iter().filter_map(|due| address_of(&due.found.path)).collect();
        self.index
            .write()
            .retain(|entry| matches!(entry.version, Version::Open(..)) || addresses.contains(&entry.address));
        self.readings.retain(|address| addresses.contains(address));
        due.retain(|due| address_of(&due.found.path).is_some_and(|address| self.is_new(&address, due)));
        let mut queue = self.queue();
        // What an earlier look found has been found again, perhaps under other settings.
        queue.progress.all -= queue.files.len();
        queue.progress.all += due.len();
        queue.files = due.into();
    }

    fn look_at(&self, file: &Uri, around: &Arc<Around>) {
        let address = canonical(file);
        let Some(path) = path_of(file) else { return self.forget(&address) };
        let folder = around.session.folders.iter().find(|folder| path.starts_with(folder) && is_workspace(folder));
        let found = folder.and_then(|folder| workspace::find_one(folder, &path));
        match found.and_then(|found| Due::of(found, around)) {
            Some(due) => self.read(due),
            None => self.forget(&address),
        }
    }

    fn forget(&self, address: &str) {
        self.index.write().remove(address);
        self.readings.remove(address);
    }

    fn read(&self, due: Due) {
        let Some(address) = address_of(&due.found.path) else { return };
        if !self.is_new(&address, &due) {
            return;
        }
        let Due { found, settings, around } = due;
        let Some(text) = workspace::read(&found.path) else { return self.forget(&address) };
        let article = Article::analyze_knowing(&text, found.format, settings.in_force.people.clone());
        let content = Content::new(text);
        let encoding = around.session.encoding;
        let position = |byte| {
            let position = content.position(byte, encoding);
            Position { line: position.line, column: position.character }
        };
        let names = names_of(&article, &position);
        let title = title(&found.path, &around.session);
        let mut index = self.index.write();
        // It may have been opened meanwhile.
        if index.entry(&address).is_none_or(|entry| !matches!(entry.version, Version::Open(..))) {
            index.insert(&address, title, version(&found), names);
        }
        drop(index);
        let Some(uri) = Uri::from_file_path(&found.path) else { return };
        let diagnostics = around.reports.then(|| {
            // Only what stands in the article itself: the others may not have been read yet.
            let found = settings.check(&article, content.text(), &[], None).findings;
            let shown = Calm::default().view(&article, &found).shown;
            Diagnostics::of(&shown, &content, &uri, &around.session)
        });
        self.readings.insert(&address, uri, settings.in_force, diagnostics);
    }

    /// Whether a file on the disk is not what is known of it, or was read under other settings. What is open counts as it
    /// stands in the editor.
    fn is_new(&self, address: &str, Due { found, settings, around }: &Due) -> bool {
        let index = self.index.read();
        let Some(entry) = index.entry(address) else { return true };
        match entry.version {
            Version::Open(..) => false,
            known => known != version(found) || !self.readings.is_current(address, &settings.in_force, around.reports),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Due {
    /// What was found in a folder, unless the settings leave it out.
    fn of(found: Found, around: &Arc<Around>) -> Option<Due> {
        let settings = around.sources.of(Some(&found.path), None);
        settings.are_for_article().then(|| Due { found, settings, around: around.clone() })
    }
}

fn version(found: &Found) -> Version {
    Version::Saved { modified: found.modified, bytes: found.bytes }
}

/// Whether a folder is one to read. An editor that was started in somebody's home, or at the root, was not told to read all
/// that is there.
fn is_workspace(folder: &Path) -> bool {
    folder.parent().is_some() && std::env::home_dir().is_none_or(|home| home != folder)
}

/// Lets all other threads go first, where that can be said of a thread.
fn give_way() {
    #[cfg(target_os = "linux")]
    // A system that refuses shares its time as always.
    let _ = rustix::process::setpriority_process(None, 10);
}
