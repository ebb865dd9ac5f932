//! Who was mentioned lately by a part of a name that many bear.

use rustc_hash::FxHashMap;

use crate::entities::person_name::table::Rank;
use crate::entities::symbols::interner::Symbol;

/// More people than this who bear one name are not all compared: those mentioned lately are, or else the last ones.
pub const MANY: usize = 64;

/// For each part of a name that more than [`MANY`] bear, those mentioned lately by it, the latest last.
#[derive(Default)]
pub struct Recent(FxHashMap<Symbol, Vec<(u32, Rank)>>);

impl Recent {
    /// Those mentioned lately by a part.
    pub fn of(&self, part: Symbol) -> &[(u32, Rank)] {
        self.0.get(&part).map_or(&[], Vec::as_slice)
    }

    /// Notes that somebody is mentioned by a part.
    pub fn note(&mut self, part: Symbol, id: u32, rank: Rank) {
        let recent = self.0.entry(part).or_default();
        recent.retain(|(other, _)| *other != id);
        if recent.len() >= MANY {
            recent.remove(0);
        }
        recent.push((id, rank));
    }
}
