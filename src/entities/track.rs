//! Lists of what stands where in a text, brought up to date after an edit.

use crate::prose::TokenIndex;

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

/// Puts what was noted anew in the stretches, in order, in the place of what stood there before; what stands behind moves.
pub fn exchange<T: Placed>(list: &mut Vec<T>, stretches: &[Stretch], fresh: Vec<T>) {
    let old = std::mem::replace(list, Vec::with_capacity(list.len() + fresh.len()));
    let mut fresh = fresh.into_iter().peekable();
    let mut stretches = stretches.iter().peekable();
    let mut by: TokenIndex = 0;
    for mut entry in old {
        while let Some(passed) = stretches.next_if(|stretch| entry.at() >= stretch.old_end) {
            while let Some(new) = fresh.next_if(|new| new.at() < passed.new_end) {
                list.push(new);
            }
            by = passed.new_end.wrapping_sub(passed.old_end);
        }
        if stretches.peek().is_none_or(|stretch| entry.at() < stretch.old_start) {
            entry.shift(by);
            list.push(entry);
        }
    }
    list.extend(fresh);
}

/// Whether a list has these entries in a stretch, each in its place.
pub fn holds<T: Placed + PartialEq>(list: &[T], stretch: Stretch, entries: &[T]) -> bool {
    let from = list.partition_point(|entry| entry.at() < stretch.old_start);
    let to = list.partition_point(|entry| entry.at() < stretch.old_end);
    list[from..to] == *entries
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

    fn check(old: &[TokenIndex], stretches: &[(u32, u32, u32)], fresh: &[TokenIndex], expected: &[TokenIndex]) {
        let stretch = |&(old_start, old_end, new_end): &(u32, u32, u32)| Stretch { old_start, old_end, new_end };
        let stretches: Vec<Stretch> = stretches.iter().map(stretch).collect();
        let mut list = old.to_vec();
        exchange(&mut list, &stretches, fresh.to_vec());
        assert_eq!(list, expected);
    }

    #[test]
    fn a_stretch_holds_just_its_entries() {
        let stretch = Stretch { old_start: 4, old_end: 8, new_end: 8 };
        assert!(holds(&[1, 5, 7, 9], stretch, &[5, 7]));
        assert!(!holds(&[1, 5, 7, 9], stretch, &[5]));
        assert!(holds(&[1, 9], stretch, &[]));
    }

    #[test]
    fn what_stands_behind_moves() {
        check(&[1, 5, 9], &[(4, 8, 10)], &[4, 6, 9], &[1, 4, 6, 9, 11]);
        check(&[1, 5, 9], &[(4, 8, 5)], &[], &[1, 6]);
        check(&[1, 5, 9], &[(4, 8, 8), (9, 12, 13)], &[7, 10], &[1, 7, 10]);
        check(&[], &[(0, 0, 3)], &[0, 2], &[0, 2]);
        check(&[3, 7], &[], &[], &[3, 7]);
    }
}
