//! The documents in which somebody was at work last: their analyzers stay ready.
//!
//! What an analyzer remembers makes the next key cheap, and takes as much room as the article. Nobody types in many documents
//! at once, so of those where nobody did for longest only the articles are kept. Their next edit is read afresh.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::ls_types::Uri;

/// So many of them.
const MOST_READY: usize = 16;

/// The openings of these documents, the last one last. Workers look whether theirs is among them.
#[derive(Debug, Clone, Default)]
pub struct Ready(Arc<Mutex<VecDeque<(u64, Uri)>>>);

impl Ready {
    /// Somebody is at work in a document. Gives the opening of the one that is not among them any more because of that.
    pub fn at_work_in(&self, opening: u64, uri: &Uri) -> Option<(u64, Uri)> {
        let mut all = self.all();
        all.retain(|(known, _)| *known != opening);
        all.push_back((opening, uri.clone()));
        if all.len() > MOST_READY { all.pop_front() } else { None }
    }

    /// An opening of a document is over; another one can have its place.
    pub fn forget(&self, opening: u64) {
        self.all().retain(|(known, _)| *known != opening);
    }

    /// Whether an opening of a document is among them.
    pub fn holds(&self, opening: u64) -> bool {
        self.all().iter().any(|(known, _)| *known == opening)
    }

    /// The list is whole whenever the lock is free.
    fn all(&self) -> MutexGuard<'_, VecDeque<(u64, Uri)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::*;

    #[test]
    fn where_somebody_was_last_stays() {
        let ready = Ready::default();
        let uri = |opening: u64| Uri::from_str(&format!("file:///{opening}.txt")).unwrap();
        let most = MOST_READY as u64;
        for opening in 0..most {
            assert_eq!(ready.at_work_in(opening, &uri(opening)), None);
        }
        assert_eq!(ready.at_work_in(0, &uri(0)), None);
        assert_eq!(ready.at_work_in(most, &uri(most)), Some((1, uri(1))));
        assert_eq!(ready.at_work_in(most, &uri(most)), None);
        assert!(ready.holds(0) && ready.holds(most) && !ready.holds(1));
        ready.forget(0);
        assert_eq!(ready.at_work_in(most + 1, &uri(most + 1)), None, "the place of the one that was closed");
        assert!(!ready.holds(0) && ready.holds(2));
    }
}
