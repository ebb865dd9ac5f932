//! What an edit replaced: in a text, or in a list that is made from one.

use std::ops::Range;

use super::span::Span;

/// In a list, which entries were replaced by how many; `Place` is what counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Splice<Place = u32> {
    /// The first that was replaced; all before it stand where they stood.
    pub start: Place,
    /// One past the last that was replaced, as counted before.
    pub old_end: Place,
    /// The same as counted now.
    pub new_end: Place,
}

impl<Place: From<u32> + Into<u32> + Copy + Ord> Splice<Place> {
    /// What was replaced, as counted before.
    pub fn before(self) -> Range<usize> {
        usize_of(self.start)..usize_of(self.old_end)
    }

    /// What stands there now.
    pub fn now(self) -> Range<usize> {
        usize_of(self.start)..usize_of(self.new_end)
    }

    /// The place that an entry behind the replaced ones has now.
    #[inline]
    pub fn moved(self, old: Place) -> Place {
        Place::from(old.into() + self.new_end.into() - self.old_end.into())
    }

    /// The place that an entry behind the replaced ones had before.
    #[inline]
    pub fn was(self, new: Place) -> Place {
        Place::from(new.into() + self.old_end.into() - self.new_end.into())
    }

    /// A range of entries behind the replaced ones, moved along.
    #[inline]
    pub fn moved_range(self, old: &Range<Place>) -> Range<Place> {
        self.moved(old.start)..self.moved(old.end)
    }

    /// Whether entries behind the replaced ones have other places now.
    pub fn moves(self) -> bool {
        self.old_end != self.new_end
    }

    /// The place that an entry has now, wherever it was; of the replaced ones the place that they had.
    #[inline]
    pub fn place(self, old: Place) -> Place {
        if old >= self.old_end { self.moved(old) } else { old }
    }

    /// The place that a range of entries has now, wherever it was.
    #[inline]
    pub fn range_now(self, old: &Range<Place>) -> Range<Place> {
        let start = self.place(old.start);
        let last = old.end.into().checked_sub(1).map(|last| self.place(Place::from(last)));
        start..last.map_or(start, |last| start.max(Place::from(last.into() + 1)))
    }

    /// Replaces the entries in the list, and tells those behind by `shift` that they have moved.
    pub fn exchange<T>(self, list: &mut Vec<T>, fresh: Vec<T>, mut shift: impl FnMut(&mut T)) {
        debug_assert_eq!(self.now().len(), fresh.len(), "the splice says how many there are");
        if self.before() == (0..list.len()) {
            *list = fresh;
            return;
        }
        make_room(list.capacity(), list.len() - self.before().len() + fresh.len(), |room| {
            list.reserve_exact(room);
        });
        list.splice(self.before(), fresh);
        list[self.now().end..].iter_mut().for_each(&mut shift);
    }
}

impl Splice {
    /// A span behind the replaced bytes, moved along.
    #[inline]
    pub fn moved_span<Text>(self, span: Span<Text>) -> Span<Text> {
        Span::new(self.moved(span.start), self.moved(span.end))
    }

    /// The bytes that differ between two texts. Either end may lie inside a character.
    pub fn between(old: &[u8], new: &[u8]) -> Splice {
        let shorter = old.len().min(new.len());
        let start = equal_bytes(shorter, |from, to| (&old[from..to], &new[from..to]));
        let behind = equal_bytes(shorter - start, |from, to| {
            (&old[old.len() - to..old.len() - from], &new[new.len() - to..new.len() - from])
        });
        Splice { start: start as u32, old_end: (old.len() - behind) as u32, new_end: (new.len() - behind) as u32 }
    }

    /// The same splice of a text, with its ends moved outwards where they lie inside a character of `old`.
    pub fn of_characters(self, old: &str) -> Splice {
        let inside = |at: &u32| !old.is_char_boundary(*at as usize);
        let back = (0..self.start).rev().take_while(|at| inside(&(at + 1))).count() as u32;
        let ahead = (self.old_end..).take_while(inside).count() as u32;
        Splice { start: self.start - back, old_end: self.old_end + ahead, new_end: self.new_end + ahead }
    }

    /// Replaces the bytes in a text; they must not cut a character.
    pub fn exchange_text(self, text: &mut String, fresh: &str) {
        let len = text.len() - self.before().len() + fresh.len();
        make_room(text.capacity(), len, |room| text.reserve_exact(room));
        text.replace_range(self.before(), fresh);
    }
}

fn usize_of(place: impl Into<u32>) -> usize {
    place.into() as usize
}

/// A list that grows a little with each edit needs some room, but not the double of what it holds.
fn make_room(capacity: usize, len: usize, reserve: impl FnOnce(usize)) {
    if len > capacity {
        reserve(len - capacity + len / 32 + 16);
    }
}

/// How many of `limit` bytes are equal; `pair` gives the same stretch of both sides, counted from where they meet.
fn equal_bytes<'t>(limit: usize, pair: impl Fn(usize, usize) -> (&'t [u8], &'t [u8])) -> usize {
    let mut equal = 0;
    // Long stretches are compared as a whole, and the one that differs byte by byte.
    for step in [4096, 64, 1] {
        while equal + step <= limit {
            let (one, other) = pair(equal, equal + step);
            if one != other {
                break;
            }
            equal += step;
        }
    }
    equal
}
