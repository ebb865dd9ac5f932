//! The articles of the workspace: read in the background, on one thread that gives way to all others, and kept current.

use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::Uri;

use super::session::{Session, path_of};
use super::settings::Sources;
use super::shared_index::{SharedIndex, address_of, canonical, title};
use crate::Article;
use crate::text::LineIndex;
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
    queue: Mutex<Queue>,
    /// Counts how often the reading was called off.
    calls_off: AtomicU64,
    is_over: AtomicBool,
}

#[derive(Default)]
struct Queue {
    orders: VecDeque<Order>,
    /// What was found in folders and is still to be read.
    files: VecDeque<(Found, Arc<Around>)>,
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

/// What it takes to read an article.
pub struct Around {
    pub session: Arc<Session>,
    pub sources: Arc<Sources>,
}

/// Whom to tell how the reading goes.
#[derive(Clone)]
pub struct Listeners {
    pub progress: UnboundedSender<Progress>,
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
        let (shared, listeners) = (self.0.clone(), listeners.clone());
        let started = thread::Builder::new().name("workspace".to_owned()).spawn(move || shared.work(&listeners));
        // Without a thread nothing is known of other articles; the next order tries again.
        if started.is_err() {
            self.0.queue().is_busy = false;
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
                // Fails only when the session is over.
                let _ = listeners.progress.send(progress);
            }
        }
        let _ = listeners.progress.send(Progress::default());
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
                    self.index.write().remove(&canonical(&uri));
                    self.look_at(&uri, &around);
                }
            }
            return true;
        }
        if let Some((found, around)) = queue.files.pop_front() {
            queue.progress.done += 1;
            drop(queue);
            self.read(&found, &around);
            return true;
        }
        queue.is_busy = false;
        queue.progress = Progress::default();
        false
    }

    fn look(&self, around: &Arc<Around>) {
        let called_off = self.calls_off.load(Ordering::Acquire);
        let wanted = || !self.is_over.load(Ordering::Acquire) && self.calls_off.load(Ordering::Acquire) == called_off;
        let folders = around.session.folders.iter().filter(|folder| is_workspace(folder));
        let mut found: Vec<Found> = folders.flat_map(|folder| workspace::find(folder, &wanted)).collect();
        found.retain(|found| around.reads(&found.path));
        found.sort_by_key(|found| std::cmp::Reverse(found.modified));
        let mut seen = HashSet::new();
        found.retain(|found| seen.insert(found.path.clone()));
        found.truncate(MOST_ARTICLES);
        if !wanted() {
            return;
        }
        let addresses: HashSet<Arc<str>> = found.iter().filter_map(|found| address_of(&found.path)).collect();
        self.index
            .write()
            .retain(|entry| matches!(entry.version, Version::Open(..)) || addresses.contains(&entry.address));
        let is_new =
            |found: &Found| address_of(&found.path).is_some_and(|address| self.is_new(&address, version(found)));
        found.retain(is_new);
        let mut queue = self.queue();
        queue.progress.all += found.len();
        queue.files.extend(found.into_iter().map(|found| (found, around.clone())));
    }

    fn look_at(&self, file: &Uri, around: &Around) {
        let address = canonical(file);
        let Some(path) = path_of(file) else { return self.index.write().remove(&address) };
        let folder = around.session.folders.iter().find(|folder| path.starts_with(folder) && is_workspace(folder));
        let found = folder.and_then(|folder| workspace::find_one(folder, &path)).filter(|_| around.reads(&path));
        match found {
            Some(found) => self.read(&found, around),
            None => self.index.write().remove(&address),
        }
    }

    fn read(&self, found: &Found, around: &Around) {
        let Some(address) = address_of(&found.path) else { return };
        if !self.is_new(&address, version(found)) {
            return;
        }
        let Some(text) = workspace::read(&found.path) else { return self.index.write().remove(&address) };
        let article = Article::analyze(&text, found.format);
        let lines = LineIndex::new(&text);
        let names = names_of(&article, &|byte| lines.position(&text, byte, around.session.encoding));
        let title = title(&found.path, &around.session);
        let mut index = self.index.write();
        // It may have been opened meanwhile.
        if index.entry(&address).is_none_or(|entry| !matches!(entry.version, Version::Open(..))) {
            index.insert(&address, title, version(found), names);
        }
    }

    /// Whether a file on the disk is not what is known of it. What is open counts as it stands in the editor.
    fn is_new(&self, address: &str, version: Version) -> bool {
        let index = self.index.read();
        index.entry(address).is_none_or(|entry| entry.version != version && !matches!(entry.version, Version::Open(..)))
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Around {
    fn reads(&self, path: &Path) -> bool {
        self.sources.of(Some(path), None).are_for_article()
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
