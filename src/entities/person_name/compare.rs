//! Whether two full names can name one person, and whether they are two spellings of one name.
//!
//! The names are aligned part by part. A part may be left out or shortened where people leave it out (a middle name,
//! *J.* for *Jane*, *Mike* for *Michael*); one part, seldom two, may be spelled another way. Vetoes come first: a wrong
//! merge puts words into the mouth of somebody else.

use super::parse::{Part, PartKind, PersonName};
use crate::entities::lists::NICKNAMES;
use crate::entities::symbols::normalize::{distance, respell, sounds};
use crate::language::{self, Classes};

/// In so many letters at most two words differ that are one by a slip.
pub const MOST_SLIPS: usize = 2;

/// What two full names are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They name two people.
    Different,
    /// One name in two spellings.
    Variant,
    /// One name, with a part left out or shortened.
    Shortened,
    /// The same words.
    Equal,
}

/// Compares two full names.
pub fn compare(left: &PersonName, right: &PersonName) -> Likeness {
    if let (Some(left), Some(right)) = (left.suffix, right.suffix)
        && left != right
    {
        return Likeness::Different;
    }
    if compact(left).eq(compact(right)) {
        return Likeness::Equal;
    }
    let family = compare_family(left, right);
    if family == Alignment::Different {
        return Likeness::Different;
    }
    let given = compare_given(left, right);
    match (given, family) {
        (Alignment::Different, _) | (_, Alignment::Different) => Likeness::Different,
        (Alignment::Spelling(_), Alignment::Shortened) | (Alignment::Shortened, Alignment::Spelling(_)) => {
            Likeness::Different
        }
        (Alignment::Equal | Alignment::Shortened, Alignment::Equal | Alignment::Shortened) => Likeness::Shortened,
        (Alignment::Spelling(one), Alignment::Spelling(other)) => {
            if one == Spelling::SameSound && other == Spelling::SameSound {
                Likeness::Variant
            } else {
                Likeness::Different
            }
        }
        (Alignment::Spelling(_), Alignment::Equal) | (Alignment::Equal, Alignment::Spelling(_)) => Likeness::Variant,
    }
}

/// Whether a surname alone may be another spelling of this one. Stricter than for full names, as nothing else speaks
/// for it.
pub fn same_surname(left: &str, right: &str) -> bool {
    left.len() >= 6
        && right.len() >= 6
        && distance(left, right, 1) <= 1
        && matches!(spelling(left, right, Classes::SURNAME, 0), Some(Spelling::SameSound))
}

/// How the parts of two names relate that stand in the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alignment {
    Different,
    Spelling(Spelling),
    Shortened,
    Equal,
}

/// How near two spellings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// They are pronounced alike (see [`sounds`]).
    SameSound,
    /// A letter or two differ: a slip.
    Slip,
}

/// All words without what parts them: *Kim Jong-un* and *Kim Jong Un* are one.
fn compact(name: &PersonName) -> impl Iterator<Item = char> {
    name.words().flat_map(|part| part.key.chars()).filter(|character| *character != '-')
}

fn compare_family(left: &PersonName, right: &PersonName) -> Alignment {
    let (ours, theirs) = (left.family().map(|part| &*part.key), right.family().map(|part| &*part.key));
    if ours.clone().eq(theirs.clone()) {
        return Alignment::Equal;
    }
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.collect(), theirs.collect());
    if ours.len() != theirs.len() {
        let (short, long) = if ours.len() < theirs.len() { (&ours, &theirs) } else { (&theirs, &ours) };
        let is_part = !short.is_empty() && (long.starts_with(short) || long.ends_with(short));
        return if is_part { Alignment::Shortened } else { Alignment::Different };
    }
    let others = left.words().count().saturating_sub(1);
    one_spelling(ours.iter().zip(&theirs).map(|(one, other)| (*one, *other)), Classes::SURNAME, others)
}

fn compare_given(left: &PersonName, right: &PersonName) -> Alignment {
    let ours: Vec<&Part> = left.given().collect();
    let theirs: Vec<&Part> = right.given().collect();
    let (Some(first), Some(other)) = (ours.first(), theirs.first()) else { return Alignment::Different };
    let calls = |name: &PersonName, part: &Part| name.nickname.as_deref() == Some(part.key.as_str());
    if calls(left, other) || calls(right, first) {
        return Alignment::Shortened;
    }
    // *J. Edgar Hoover*, *Edgar Hoover*.
    for (long, short) in [(&ours, &theirs), (&theirs, &ours)] {
        let skips = long.len() == 2 && short.len() == 1 && long[0].kind == PartKind::Initial;
        if skips && short[0].kind == PartKind::Word && long[1].key == short[0].key {
            return Alignment::Shortened;
        }
    }
    let middle = compare_middle(&ours[1..], &theirs[1..]);
    if middle == Alignment::Different {
        return Alignment::Different;
    }
    match compare_first(first, other, left.words().count().saturating_sub(1)) {
        Alignment::Equal => middle,
        Alignment::Spelling(spelling) if middle == Alignment::Equal => Alignment::Spelling(spelling),
        Alignment::Spelling(_) => Alignment::Different,
        other => other,
    }
}

fn compare_first(left: &Part, right: &Part, others: usize) -> Alignment {
    if left.key == right.key {
        return Alignment::Equal;
    }
    if left.kind == PartKind::Initial || right.kind == PartKind::Initial {
        let same = left.key.chars().next() == right.key.chars().next();
        return if same { Alignment::Shortened } else { Alignment::Different };
    }
    if is_nickname(&left.key, &right.key) {
        return Alignment::Shortened;
    }
    one_spelling([(left.key.as_str(), right.key.as_str())].into_iter(), Classes::GIVEN, others)
}

/// Middle names: all of one, or the first of them, agree with the other's, be it by their initials.
fn compare_middle(left: &[&Part], right: &[&Part]) -> Alignment {
    let mut alignment = if left.len() == right.len() { Alignment::Equal } else { Alignment::Shortened };
    for (ours, theirs) in left.iter().zip(right) {
        if ours.key == theirs.key {
            continue;
        }
        let is_initial = ours.kind == PartKind::Initial || theirs.kind == PartKind::Initial;
        if !is_initial || ours.key.chars().next() != theirs.key.chars().next() {
            return Alignment::Different;
        }
        alignment = Alignment::Shortened;
    }
    alignment
}

/// Equal, but for one part that is spelled in two ways.
fn one_spelling<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, known: Classes, others: usize) -> Alignment {
    let mut result = Alignment::Equal;
    for (left, right) in pairs {
        if left == right {
            continue;
        }
        let Some(found) = spelling(left, right, known, others) else { return Alignment::Different };
        if result != Alignment::Equal {
            return Alignment::Different;
        }
        result = Alignment::Spelling(found);
    }
    result
}

/// How two words may be spellings of one name; nothing where they are two names.
///
/// `known` is the class of names among which they stand: two words that both are in its list are two names, unless
/// they sound alike and only a letter differs. `others` is how many other words the names share.
fn spelling(left: &str, right: &str, known: Classes, others: usize) -> Option<Spelling> {
    let (shorter, longer) =
        (left.chars().count().min(right.chars().count()), left.chars().count().max(right.chars().count()));
    if shorter < 4 || is_gendered_pair(left, right) {
        return None;
    }
    if sounds(left).next() != sounds(right).next() {
        return None;
    }
    let both_known = || [left, right].iter().all(|word| language::word(word).classes.any(known));
    if sounds(left).eq(sounds(right)) {
        let apart = distance(&respell(left), &respell(right), 2);
        // *Qassem, Qassemi*: the ending of origin, given to a name that needs none.
        let adds_i = left.strip_suffix('i') == Some(right) || right.strip_suffix('i') == Some(left);
        let allowed = match (both_known(), longer) {
            // *Hassan* and *Hussein* are brothers as often as not; *Muhammad* and *Mohammed* are one.
            (true, _) if left.chars().next_back() != right.chars().next_back() && !adds_i => 0,
            (true, 0..7) | (false, 0..5) => 0,
            (true, _) | (false, 5..8) => 1,
            (false, _) => 2,
        };
        return (apart <= allowed).then_some(Spelling::SameSound);
    }
    let allowed = match longer {
        0..5 => 0,
        5..8 => 1,
        _ if others > 1 => MOST_SLIPS,
        _ => 1,
    };
    let is_slip = longer - shorter <= allowed && !both_known() && distance(left, right, allowed) <= allowed;
    is_slip.then_some(Spelling::Slip)
}

/// *Petrov, Petrova*; *Carlo, Carla*: the forms for a man and a woman.
fn is_gendered_pair(left: &str, right: &str) -> bool {
    let adds_a = |short: &str, long: &str| long.strip_suffix('a') == Some(short);
    let swaps = |one: &str, other: &str| {
        let (Some(one), Some(other)) = (one.strip_suffix('a'), other.strip_suffix(['o', 'e', 'y', 'i'])) else {
            return false;
        };
        one == other
    };
    adds_a(left, right) || adds_a(right, left) || swaps(left, right) || swaps(right, left)
}

/// Whether one of the names is what bearers of the other are called.
fn is_nickname(left: &str, right: &str) -> bool {
    let ours = nickname_lines(left);
    !ours.is_empty() && nickname_lines(right).iter().any(|line| ours.contains(line))
}

/// Whether bearers of a given name may be called otherwise, or it may be what they are called.
pub fn has_nicknames(name: &str) -> bool {
    !nickname_lines(name).is_empty()
}

/// The lines of the list of nicknames that a name stands in.
fn nickname_lines(name: &str) -> &'static [u16] {
    let found = NICKNAMES.binary_search_by_key(&name, |(known, _)| known).ok();
    found.and_then(|at| NICKNAMES.get(at)).map_or(&[], |(_, lines)| lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expected: Likeness) {
        let (one, other) = (PersonName::of(left), PersonName::of(right));
        assert_eq!(compare(&one, &other), expected, "{left} / {right}");
        assert_eq!(compare(&other, &one), expected, "{right} / {left}");
    }

    #[test]
    fn spellings_of_one_name() {
        check("Qasim Belhadani", "Kassem Belhadani", Likeness::Variant);
        check("Qassem Tavakoli", "Qassemi Tavakoli", Likeness::Variant);
        check("Abu Salim al-Murhandi", "Abu Salim al-Mruhadi", Likeness::Variant);
        check("Volodimir Hrabenko", "Volodymyr Hrabenko", Likeness::Variant);
        check("Jorge Ibañez", "Jorge Ibanez", Likeness::Equal);
        check("Kim Dae-song", "Kim Dae Song", Likeness::Equal);
    }

    /// Every pair of a list of people is compared when `COPYDESK_LEGISLATORS` names one: tab-separated, full names in
    /// the last column.
    #[test]
    fn no_pair_of_a_list_is_one_person() {
        let Ok(path) = std::env::var("COPYDESK_LEGISLATORS") else { return };
        let list = std::fs::read_to_string(path).unwrap();
        let rows = list.lines().skip(1).filter_map(|line| line.rsplit('\t').next()).filter(|name| !name.is_empty());
        let names: Vec<(&str, PersonName)> = rows.map(|name| (name, PersonName::of(name))).collect();
        assert!(names.len() > 500, "the list holds {} people", names.len());
        for (index, (left, one)) in names.iter().enumerate() {
            for (right, other) in &names[..index] {
                assert_eq!(compare(one, other), Likeness::Different, "{left} / {right}");
            }
        }
    }

    #[test]
    fn parts_that_people_leave_out_or_shorten() {
        check("Oskar P. Lindqvist", "Oskar Lindqvist", Likeness::Shortened);
        check("O. Lindqvist", "Oskar Lindqvist", Likeness::Shortened);
        check("Michael Tarrant", "Mike Tarrant", Likeness::Shortened);
        check("Gabriel Otero Salas", "Gabriel Otero", Likeness::Shortened);
        check("J. Edwin Marsh", "Edwin Marsh", Likeness::Shortened);
        check("Earl \"Sunny\" Whitlock", "Sunny Whitlock", Likeness::Shortened);
    }

    #[test]
    fn two_people() {
        check("Maria Lopez", "Mario Lopez", Likeness::Different);
        check("Maria Lopez", "Elena Lopez", Likeness::Different);
        check("Oskar Lindqvist Jr.", "Oskar Lindqvist Sr.", Likeness::Different);
        check("George H. W. Marsh", "George W. Marsh", Likeness::Different);
        check("John A. Marsh", "John B. Marsh", Likeness::Different);
        check("Ivan Petrov", "Ivan Petrova", Likeness::Different);
        check("Tina Marsh", "Gina Marsh", Likeness::Different);
        check("Hassan Belhadani", "Hussein Belhadani", Likeness::Different);
    }
}
