//! Where a segment has a reporting verb, and in what form.
//!
//! There is no parser here. A verb is told from a noun or an adjective of the same form (*the reports*, *a proposed
//! law*) by the words around it ([`past`], [`present`]), and its group is taken with auxiliaries and adverbs (*has
//! repeatedly said*, *was quoted as saying*; [`group`]).

mod candidate;
mod group;
mod past;
mod present;
mod site;

use std::ops::Range;

use super::unit::{FIRST, UnitIndex};
use super::view::SegmentView;

pub use site::{CueSite, VerbForm};

/// The reporting verbs of a segment, in order.
#[derive(Debug, Default)]
pub struct Sites(Vec<CueSite>);

impl Sites {
    /// Looks for the verbs of a segment.
    pub fn find(view: &SegmentView<'_>) -> Sites {
        let mut sites = Vec::new();
        let mut place = FIRST;
        while place < view.past_last() {
            let Some(site) = group::site_at(view, place) else {
                place += 1;
                continue;
            };
            place = site.group.end.max(place + 1);
            sites.push(site);
        }
        Sites(sites)
    }

    /// All of them.
    pub fn all(&self) -> &[CueSite] {
        &self.0
    }

    /// Those whose group begins in `places`.
    pub fn starting_in(&self, places: Range<UnitIndex>) -> &[CueSite] {
        let from = self.0.partition_point(|site| site.group.start < places.start);
        let to = self.0.partition_point(|site| site.group.start < places.end);
        self.0.get(from..to).unwrap_or_default()
    }

    /// Those whose group begins at a place: one at most.
    pub fn starting_at(&self, place: UnitIndex) -> impl Iterator<Item = &CueSite> {
        self.starting_in(place..place + 1).iter()
    }

    /// Those of which the verb itself stands in `places`.
    pub fn heads_in(&self, places: Range<UnitIndex>) -> &[CueSite] {
        let from = self.0.partition_point(|site| site.head < places.start);
        let to = self.0.partition_point(|site| site.head < places.end);
        self.0.get(from..to).unwrap_or_default()
    }
}
