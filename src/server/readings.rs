//! What came of reading the articles on the disk: under which settings each was read, and what is wrong with it where
//! somebody wants to know.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tower_lsp::ls_types::Uri;

use super::diagnostics::Diagnostics;
use super::settings::InForce;

/// What came of reading, for all articles. One thread writes, and whoever asks reads.
#[derive(Clone)]
pub struct Readings(Arc<Shared>);

struct Shared {
    /// By the address of the article.
    all: Mutex<BTreeMap<Arc<str>, Reading>>,
    news: watch::Sender<News>,
    /// Counts reports; with `seed`, which differs between two runs, it names them.
    results: AtomicU64,
    seed: u64,
}

struct Reading {
    in_force: Arc<InForce>,
    report: Option<Report>,
}

/// What is wrong with an article on the disk.
#[derive(Debug, Clone)]
pub struct Report {
    /// The article.
    pub uri: Uri,
    /// Stays the same while the diagnostics do.
    pub result_id: Arc<str>,
    pub diagnostics: Arc<Diagnostics>,
}

/// Whether there is something new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct News {
    /// Whether articles are being read.
    pub is_reading: bool,
    /// Whether a report has changed of which nobody was told yet.
    pub has_changes: bool,
}

impl Default for Readings {
    fn default() -> Readings {
        Readings(Arc::new(Shared {
            all: Mutex::default(),
            news: watch::Sender::default(),
            results: AtomicU64::default(),
            seed: RandomState::new().hash_one(1),
        }))
    }
}

impl Readings {
    /// Whether an article that has not changed need not be read again under these settings. `reports` says whether what is
    /// wrong with it is wanted, too.
    pub fn is_current(&self, address: &str, in_force: &Arc<InForce>, reports: bool) -> bool {
        let mut all = self.all();
        let Some(reading) = all.get_mut(address) else { return false };
        let is_same = Arc::ptr_eq(&reading.in_force, in_force);
        let is_current = match reports {
            true => is_same && reading.report.is_some(),
            // Whom an article names depends on nothing else that is set.
            false => is_same || reading.in_force.people == in_force.people,
        };
        if is_current && !reports {
            // What else was set then is held no longer.
            *reading = Reading { in_force: in_force.clone(), report: None };
        }
        is_current
    }

    /// Takes in that an article was read.
    pub fn insert(&self, address: &Arc<str>, uri: Uri, in_force: Arc<InForce>, diagnostics: Option<Diagnostics>) {
        let mut all = self.all();
        let before = all.remove(address).and_then(|reading| reading.report);
        let is_same = match (&before, &diagnostics) {
            (Some(before), Some(now)) => *before.diagnostics == *now,
            (None, Some(now)) => now.list.is_empty(),
            (before, None) => before.is_none(),
        };
        let report = diagnostics.map(|diagnostics| match before {
            Some(before) if is_same => before,
            _ => Report { uri, result_id: self.new_id(), diagnostics: diagnostics.into() },
        });
        all.insert(address.clone(), Reading { in_force, report });
        drop(all);
        if !is_same {
            self.note_change();
        }
    }

    /// Forgets an article.
    pub fn remove(&self, address: &str) {
        if self.all().remove(address).is_some_and(|reading| reading.report.is_some()) {
            self.note_change();
        }
    }

    /// Forgets all articles but those that are to be kept.
    pub fn retain(&self, keep: impl Fn(&str) -> bool) {
        let mut all = self.all();
        let before = all.len();
        all.retain(|address, _| keep(address));
        let are_fewer = all.len() != before;
        drop(all);
        if are_fewer {
            self.note_change();
        }
    }

    /// All reports with the addresses of their articles, in order.
    pub fn reports(&self) -> Vec<(Arc<str>, Report)> {
        let all = self.all();
        all.iter().filter_map(|(address, reading)| Some((address.clone(), reading.report.clone()?))).collect()
    }

    /// To be told when there is something new. What is there already is not.
    pub fn subscribe(&self) -> watch::Receiver<News> {
        self.0.news.subscribe()
    }

    /// Whether reports have changed of which nobody was told; whoever asks tells them.
    pub fn take_changes(&self) -> bool {
        let mut had = false;
        self.0.news.send_if_modified(|news| {
            had = std::mem::take(&mut news.has_changes);
            false
        });
        had
    }

    /// Whether somebody waits for something new.
    pub fn are_awaited(&self) -> bool {
        self.0.news.receiver_count() > 0
    }

    /// Wakes whoever waits.
    pub fn wake(&self) {
        self.0.news.send_modify(|_| {});
    }

    /// Says whether articles are being read, and wakes whoever waits.
    pub fn set_reading(&self, is_reading: bool) {
        self.0.news.send_modify(|news| news.is_reading = is_reading);
    }

    /// Nobody is woken: a long reading tells now and then how far it is.
    fn note_change(&self) {
        self.0.news.send_if_modified(|news| {
            news.has_changes = true;
            false
        });
    }

    fn new_id(&self) -> Arc<str> {
        format!("{:x}-{}", self.0.seed, self.0.results.fetch_add(1, Ordering::Relaxed)).into()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, Reading>> {
        self.0.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
