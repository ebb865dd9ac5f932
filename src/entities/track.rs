//! Lists of what stands where in a text, brought up to date after an edit.

use crate::prose::{TokenIndex, TokenRange};
use crate::text::Splice;

/// Something that stands at a place in the text.
pub trait Placed {
    /// The first token of its place.
    fn at(&self) -> TokenIndex;
    /// Moves it by so many tokens, in wrapping arithmetic.
    fn shift(&mut self, by: TokenIndex);
}

/// A stretch of sentences that was noted anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first token, as counted before.
    pub old_start: TokenIndex,
    /// One past its last token, as counted before.
    pub old_end: TokenIndex,
    /// The same as counted now.
    pub new_end: TokenIndex,
}

impl Stretch {
    /// Its tokens, as counted now.
    fn now(self, by: TokenIndex) -> TokenRange {
        self.old_start.wrapping_add(by)..self.new_end
    }

    /// By how many tokens all between it and the next one has moved, in wrapping arithmetic.
    fn moved_behind(self) -> TokenIndex {
        self.new_end.wrapping_sub(self.old_end)
    }
}

/// The tokens of each stretch, as counted now.
pub fn now(stretches: &[Stretch]) -> impl Iterator<Item = TokenRange> + '_ {
    let mut by = 0;
    stretches.iter().map(move |stretch| {
        let now = stretch.now(by);
        by = stretch.moved_behind();
        now
    })
}

/// By how many tokens an edit has moved a token, in wrapping arithmetic. One that was read again counts from the front.
pub fn moved_by(edit: Splice, token: TokenIndex) -> TokenIndex {
    if token < edit.old_end { 0 } else { edit.new_end.wrapping_sub(edit.old_end) }
}

/// Where the tokens of something stand after an edit.
pub fn moved(edit: Splice, tokens: &TokenRange) -> TokenRange {
    let place = |token: TokenIndex| token.wrapping_add(moved_by(edit, token));
    if tokens.is_empty() {
        return place(tokens.start)..place(tokens.start);
    }
    place(tokens.start)..place(tokens.end - 1) + 1
}

/// Tokens, moved by so many in wrapping arithmetic.
pub fn shifted(tokens: &TokenRange, by: TokenIndex) -> TokenRange {
    tokens.start.wrapping_add(by)..tokens.end.wrapping_add(by)
}

/// The entries in some tokens.
pub fn within<T: Placed>(list: &[T], tokens: TokenRange) -> &[T] {
    let from = list.partition_point(|entry| entry.at() < tokens.start);
    let len = list[from..].partition_point(|entry| entry.at() < tokens.end);
    &list[from..from + len]
}

/// Puts what was noted anew in the stretches, in order, in the place of what stood there before; what stands behind moves.
pub fn exchange<T: Placed>(list: &mut Vec<T>, stretches: &[Stretch], mut fresh: Vec<T>) {
    // From the end, so that what is in front still stands where it stood before.
    let mut done = 0;
    let places: Vec<TokenRange> = now(stretches).collect();
    for (stretch, place) in stretches.iter().zip(places).rev() {
        let end = list.len() - done;
        let from = list[..end].partition_point(|entry| entry.at() < stretch.old_start);
        let to = from + list[from..end].partition_point(|entry| entry.at() < stretch.old_end);
        let by = stretch.moved_behind();
        if by != 0 {
            list[to..end].iter_mut().for_each(|entry| entry.shift(by));
        }
        let new = fresh.split_off(fresh.partition_point(|entry| entry.at() < place.start));
        done += end - to + new.len();
        list.splice(from..to, new);
    }
}

/// Whether the stretches hold what they held before the edit, each in its place but for what the edit moved; `same` compares
/// two entries at the same place.
pub fn stand<T: Placed + Clone>(
    before: &[T],
    stretches: &[Stretch],
    fresh: &[T],
    edit: Splice,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    stretches.iter().zip(now(stretches)).all(|(stretch, place)| {
        let (old, new) = (within(before, stretch.old_start..stretch.old_end), within(fresh, place));
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(&at_new_place(old, edit), new))
    })
}

/// The same entry where it stands after an edit.
pub fn at_new_place<T: Placed + Clone>(entry: &T, edit: Splice) -> T {
    let mut moved = entry.clone();
    moved.shift(moved_by(edit, entry.at()));
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Placed for TokenIndex {
        fn at(&self) -> TokenIndex {
            *self
        }
        fn shift(&mut self, by: TokenIndex) {
            *self = self.wrapping_add(by);
        }
    }

    fn stretches(places: &[(u32, u32, u32)]) -> Vec<Stretch> {
        let stretch = |&(old_start, old_end, new_end): &(u32, u32, u32)| Stretch { old_start, old_end, new_end };
        places.iter().map(stretch).collect()
    }

    fn check(old: &[TokenIndex], places: &[(u32, u32, u32)], fresh: &[TokenIndex], expected: &[TokenIndex]) {
        let mut list = old.to_vec();
        exchange(&mut list, &stretches(places), fresh.to_vec());
        assert_eq!(list, expected);
    }

    #[test]
    fn a_stretch_holds_what_it_held() {
        let edit = Splice { start: 6, old_end: 7, new_end: 8 };
        let stand = |old: &[TokenIndex], new: &[TokenIndex]| {
            stand(old, &stretches(&[(4, 8, 9)]), new, edit, |one, other| one == other)
        };
        assert!(stand(&[1, 5, 7, 9], &[5, 8]));
        assert!(!stand(&[1, 5, 7, 9], &[5]));
        assert!(!stand(&[1, 5, 7, 9], &[5, 7]));
        assert!(stand(&[1, 9], &[]));
    }

    #[test]
    fn what_stands_behind_moves() {
        check(&[1, 5, 9], &[(4, 8, 10)], &[4, 6, 9], &[1, 4, 6, 9, 11]);
        check(&[1, 5, 9], &[(4, 8, 5)], &[], &[1, 6]);
        check(&[1, 5, 9], &[(4, 8, 8), (9, 12, 13)], &[7, 10], &[1, 7, 10]);
        check(&[1, 5, 8, 9, 14], &[(4, 6, 7), (9, 12, 12)], &[6, 10, 11], &[1, 6, 9, 10, 11, 14]);
        check(&[], &[(0, 0, 3)], &[0, 2], &[0, 2]);
        check(&[3, 7], &[], &[], &[3, 7]);
    }

    #[test]
    fn what_an_edit_moves_keeps_its_extent_on_either_side() {
        let edit = Splice { start: 4, old_end: 6, new_end: 9 };
        assert_eq!(moved(edit, &(1..3)), 1..3);
        assert_eq!(moved(edit, &(3..8)), 3..11);
        assert_eq!(moved(edit, &(6..8)), 9..11);
        assert_eq!(moved(edit, &(7..7)), 10..10);
    }
}
