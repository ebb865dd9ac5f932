//! The labels that the tagger gives to tokens.
//!
//! Names of persons, organizations and places have begin, inside, last and unit labels. Everything else that carries
//! capitals like a name (peoples, laws, works, products) has labels of its own, so that it is not taken for one.

use super::name::NameKind;
use crate::prose::TokenRange;

/// How many labels there are. A row of weights holds one byte for each and is one vector register.
pub const LABELS: usize = 16;

/// A label, below [`LABELS`].
pub type Label = u8;

/// One number for each label.
pub type Row = [f32; LABELS];

/// Outside any name.
pub const OUTSIDE: Label = 0;
/// The first label of capitals that name nobody and nothing we keep: begin, then inside, then unit.
pub const OTHER: Label = 13;

/// Where in its name a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first of several tokens.
    Begin,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

/// The kinds in the order of their labels.
pub const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// The label of a part of a name.
#[cfg(any(test, feature = "train"))]
pub fn label(kind: NameKind, part: Part) -> Label {
    let kind = KINDS.iter().position(|known| *known == kind).unwrap_or(0) as u8;
    1 + 4 * kind + part as u8
}

/// The kind and part that a label stands for; nothing for tokens outside names that we keep.
pub fn read(label: Label) -> Option<(NameKind, Part)> {
    let index = usize::from(label).checked_sub(1)?;
    let kind = *KINDS.get(index / 4)?;
    Some((kind, [Part::Begin, Part::Inside, Part::Last, Part::Unit][index % 4]))
}

/// The spans of names in a run's labels, as places in the run, with what they name.
pub fn spans(labels: &[Label], run: TokenRange) -> impl Iterator<Item = (TokenRange, NameKind)> {
    let mut start = 0;
    let parts = labels.iter().enumerate().filter_map(move |(at, label)| {
        let (kind, part) = read(*label)?;
        match part {
            Part::Begin => start = at,
            Part::Inside => {}
            Part::Last => return Some((start, at + 1, kind)),
            Part::Unit => return Some((at, at + 1, kind)),
        }
        None
    });
    parts.map(move |(from, to, kind)| (run.start + from as u32..run.start + to as u32, kind))
}

/// Whether a label leaves its name open, so that the next token must go on with it.
pub const fn opens(label: usize) -> bool {
    (label >= 1 && label < OTHER as usize && (label - 1) % 4 < 2) || label == OTHER as usize
}

/// Whether a label goes on with a name that the token before it opened.
pub const fn continues(label: usize) -> bool {
    (label >= 1 && label < OTHER as usize && matches!((label - 1) % 4, 1 | 2)) || label == OTHER as usize + 1
}

/// What a label is of, for comparison: 0 outside, then the kinds, then other.
pub const fn group(label: usize) -> usize {
    if label == 0 {
        0
    } else if label < OTHER as usize {
        1 + (label - 1) / 4
    } else {
        4
    }
}

/// Whether one label may follow another. The weights that ship know it: such steps are minus infinity.
#[cfg(any(test, feature = "train"))]
pub const fn may_follow(before: usize, after: usize) -> bool {
    if opens(before) {
        return continues(after) && group(before) == group(after);
    }
    // The labels of the last group have no label for the last token: one inside may be the last, or not.
    if before == OTHER as usize + 1 && after == before {
        return true;
    }
    !continues(after)
}

/// Whether a label may be the last of a run.
pub const fn may_end(label: usize) -> bool {
    !opens(label)
}

/// Whether a label may be the first of a run.
pub const fn may_start(label: usize) -> bool {
    !continues(label)
}

/// A bit for each label that may be the first of a run, and for each that may be the last.
const ENDS: (u16, u16) = {
    let (mut first, mut last, mut label) = (0, 0, 0);
    while label < LABELS {
        first |= (may_start(label) as u16) << label;
        last |= (may_end(label) as u16) << label;
        label += 1;
    }
    (first, last)
};

/// A bit for each label that may be the first of a run.
pub const MAY_START: u16 = ENDS.0;
/// A bit for each label that may be the last of a run.
pub const MAY_END: u16 = ENDS.1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_begun_gone_on_with_and_ended() {
        let [begin, inside, last, unit] =
            [Part::Begin, Part::Inside, Part::Last, Part::Unit].map(|part| usize::from(label(NameKind::Place, part)));
        assert!(may_follow(begin, inside) && may_follow(begin, last) && may_follow(inside, last));
        assert!(!may_follow(begin, 0) && !may_follow(begin, unit) && !may_follow(0, inside) && !may_follow(last, last));
        assert!(may_follow(last, begin) && may_follow(unit, unit) && may_follow(0, 0));
        assert!(!may_follow(begin, usize::from(label(NameKind::Person, Part::Last))));
        assert!(may_end(last) && may_end(0) && !may_end(begin) && may_start(unit) && !may_start(inside));
        assert_eq!(read(last as Label), Some((NameKind::Place, Part::Last)));
        assert_eq!((read(OUTSIDE), read(OTHER)), (None, None));
    }
}
