//! Whom a noun phrase describes by standing beside the name: *CEO of Griffon Ltd Maria Lopez*, *Lopez, a nurse from
//! Velmora,*, *police chief (PC) Ann Lopez*.

use crate::prose::{EachToken, TokenIndex, TokenRange};

/// How many tokens before a phrase its bearer may be named: an age or another role may stand between.
const BEFORE: u32 = 12;
/// How many tokens behind it: a bracket may stand between.
const BEHIND: u32 = 5;

/// Where the bearer of a phrase may be named.
pub fn reach(phrase: &TokenRange) -> TokenRange {
    phrase.start.saturating_sub(BEFORE)..phrase.end.saturating_add(BEHIND)
}

/// The person of whose roles the head of a phrase is one, named inside, right behind or right before it. `person_at` says
/// who is named at a token, and `is_role_of` whether a token belongs to a role of somebody.
pub fn find<Person: Copy>(
    phrase: &TokenRange,
    head: &TokenRange,
    person_at: impl Fn(TokenIndex) -> Option<Person>,
    is_role_of: impl Fn(Person, TokenIndex) -> bool,
) -> Option<Person> {
    let noun = head.end.checked_sub(1)?;
    let TokenRange { start, end } = reach(phrase);
    let inside = head.end..end;
    let before = start..phrase.start;
    let named = inside.each().chain(before.each().rev()).filter_map(person_at);
    let mut bearers = named.filter(|person| is_role_of(*person, noun));
    bearers.next()
}
