//! Where people are named: the names that the tagger found, put right where the article as a whole shows how, and the
//! names that it overlooked.

use super::fold::Folded;
use super::gender::{self, Stated};
use super::person_name::PersonName;
use super::quick::{Map, Set};
use crate::language::Classes;
use crate::names::{Name, NameKind};
use crate::prose::{Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many full names with one first word are looked for.
const COMPARED: usize = 8;
/// How often a surname stands alone before it is somebody's in front of another capitalized word too.
const OFTEN: usize = 3;

/// What may stand capitalized in front of a name that somebody is called by.
const OPENERS: &[&str] = &["Hey", "Hi", "Hello", "Dear", "Oh", "Thanks", "Yes", "No", "Well", "And", "But", "So", "If"];

/// A name of a person where it stands.
pub struct Sight {
    /// Its tokens, without titles.
    pub tokens: TokenRange,
    /// What it is made of.
    pub name: PersonName,
    /// What the words around it say of the bearer's gender.
    pub stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    pub kin: bool,
    /// Whether it is another name of the one who is named before it (*Elena Lopez, known as La Rubia*).
    pub known_as: bool,
}

impl Sight {
    fn new(text: &Text, tokens: TokenRange) -> Option<Sight> {
        let tokens = without_titles(text, tokens);
        let name = PersonName::parse(text, tokens.clone())?;
        let function = Classes::PRONOUN | Classes::DETERMINER | Classes::PREPOSITION | Classes::SUBORDINATOR;
        if tokens.len() == 1 && text.token(tokens.start).is(function | Classes::COORDINATOR) {
            return None;
        }
        let around = gender::around(text, tokens.clone());
        Some(Sight { tokens, name, stated: around.stated, kin: around.kin, known_as: false })
    }
}

/// All names of people of an article whose tagged names are `names`.
pub fn gather(text: &Text, names: &[Name]) -> Sights {
    let people = names.iter().filter(|name| name.kind == NameKind::Person);
    let mut sights: Vec<Sight> =
        people.flat_map(|name| pieces(text, name.tokens.clone())).filter_map(|piece| Sight::new(text, piece)).collect();
    let found = overlooked(text, &sights, names);
    sights.extend(found);
    sights.sort_by_key(|sight| sight.tokens.start);
    trim_to_known(text, &mut sights);
    let mut kinds: Vec<Option<NameKind>> = vec![None; text.tokens().len()];
    for name in names {
        kinds[name.tokens.start as usize..name.tokens.end as usize].fill(Some(name.kind));
    }
    for sight in &sights {
        kinds[sight.tokens.start as usize..sight.tokens.end as usize].fill(Some(NameKind::Person));
    }
    let mut nested = Vec::new();
    for tokens in full_names(text, &sights, &kinds) {
        let Some(sight) = Sight::new(text, tokens.clone()).filter(|sight| sight.tokens == tokens) else { continue };
        match kinds[tokens.start as usize] {
            None => sights.push(sight),
            Some(_) => nested.push(sight),
        }
    }
    nested.extend(surnames_within(text, &sights, names));
    sights.sort_by_key(|sight| sight.tokens.start);
    for index in 1..sights.len() {
        sights[index].known_as = is_other_name(text, sights[index - 1].tokens.end, sights[index].tokens.start);
    }
    Sights { all: sights, nested }
}

/// Whether the words between two names say that both name one person: *(born Elena Lopez*, *, better known as*.
fn is_other_name(text: &Text, start: TokenIndex, end: TokenIndex) -> bool {
    if end <= start || end - start > 24 || text.sentence_of(start) != text.sentence_of(end) {
        return false;
    }
    let last = end - 1;
    let set_off = matches!(text.token(start).kind, TokenKind::Open | TokenKind::Comma);
    match text.word(last) {
        "as" => set_off && (start..last).rev().take(3).any(|at| text.word(at) == "known"),
        "born" | "n\u{e9}e" | "nee" => set_off && last == start + 1,
        "alias" | "aka" | "a.k.a." => last == start || last == start + 1,
        _ => false,
    }
}

/// The names of people of an article.
pub struct Sights {
    /// Those that stand for themselves, in order, without overlap.
    pub all: Vec<Sight>,
    /// Names inside names of other kinds (*the Ann Holt Foundation*), in no order.
    pub nested: Vec<Sight>,
}

/// Where the full name of somebody stands that no name of a person was found at: in a longer run of capitals, or inside
/// the name of something else. `kinds` tells what each token is part of.
fn full_names(text: &Text, sights: &[Sight], kinds: &[Option<NameKind>]) -> Vec<TokenRange> {
    // By the first word, the places where such names stand, each name once.
    let mut known: Map<String, Vec<TokenRange>> = Map::default();
    let (mut one, mut other) = (Folded::default(), Folded::default());
    let mut same = |left: TokenIndex, right: TokenIndex| {
        let (left, right) = (text.word(left), text.word(right));
        left == right || one.of(left) == other.of(right)
    };
    let mut same_words = |left: TokenRange, right: TokenRange| {
        left.len() == right.len() && left.zip(right).all(|(left, right)| same(left, right))
    };
    let mut folded = Folded::default();
    for sight in sights.iter().filter(|sight| sight.name.is_full() && sight.tokens.len() <= 6) {
        let first = folded.of(text.word(sight.tokens.start));
        match known.get_mut(first) {
            Some(list) => {
                if list.len() < COMPARED && !list.iter().any(|name| same_words(name.clone(), sight.tokens.clone())) {
                    list.push(sight.tokens.clone());
                }
            }
            None => {
                known.insert(first.to_owned(), vec![sight.tokens.clone()]);
            }
        }
    }
    let mut found: Vec<TokenRange> = Vec::new();
    if known.is_empty() {
        return found;
    }
    let mut at = 0;
    while (at as usize) < kinds.len() {
        let is_person = |index: usize| kinds[index] == Some(NameKind::Person);
        let start = at;
        at += 1;
        if is_person(start as usize) || !text.token(start).is_capitalized() {
            continue;
        }
        let Some(names) = known.get(folded.of(text.word(start))) else { continue };
        let fits = |name: &&TokenRange| {
            let end = start as usize + name.len();
            end <= kinds.len()
                && same_words(start..end as TokenIndex, (*name).clone())
                && text.token(end as TokenIndex - 1).is_capitalized()
                && (start as usize..end).all(|index| kinds[index] == kinds[start as usize])
        };
        if let Some(name) = names.iter().filter(fits).max_by_key(|name| name.len()) {
            at = start + name.len() as TokenIndex;
            found.push(start..at);
        }
    }
    found
}

/// What one tagged name holds of people: *A and B* are two, what stands before a possessive (*the club's Ann Holt*) is
/// no part of the name, nor is the body behind a full name (*Ann Holt of the Harbour Party*).
fn pieces(text: &Text, tokens: TokenRange) -> Vec<TokenRange> {
    let mut found = Vec::new();
    let mut start = tokens.start;
    let mut words = 0;
    let mut at = start;
    while at < tokens.end {
        let token = text.token(at);
        let rest = tokens.end - at - 1;
        let word = text.word(at);
        if token.kind == TokenKind::Possessive && rest > 0 {
            start = at + 1;
            words = 0;
        } else if matches!(word, "and" | "&") && words > 0 && rest > 0 {
            found.push(start..at);
            start = at + 1;
            words = 0;
        } else if matches!(word, "of" | "from" | "for")
            && words > 1
            && rest > 0
            && !text.token(at + 1).is(Classes::PLACE)
        {
            // Up to the next one who is named behind *and*.
            found.push(start..at);
            let next = (at..tokens.end).find(|index| text.word(*index) == "and").map_or(tokens.end, |and| and + 1);
            start = next;
            at = next;
            words = 0;
            continue;
        } else if token.is_capitalized() {
            words += 1;
        }
        at += 1;
    }
    if start < tokens.end {
        found.push(start..tokens.end);
    }
    found
}
/// Cuts off words that a tagger left in front of a full name which stands without them elsewhere (*Artist Maria Lopez*).
/// A given name is no such word.
fn trim_to_known(text: &Text, sights: &mut [Sight]) {
    let full: Set<String> = sights.iter().filter(|sight| sight.name.is_full()).map(|sight| sight.name.key()).collect();
    for sight in sights.iter_mut() {
        let mut start = sight.tokens.start;
        while sight.tokens.end - start > 2 && !text.token(start).is(Classes::GIVEN | Classes::PARTICLE) {
            start += 1;
            let Some(shorter) = PersonName::parse(text, start..sight.tokens.end) else { break };
            if shorter.is_full() && full.contains(&shorter.key()) {
                sight.tokens = start..sight.tokens.end;
                sight.name = shorter;
                break;
            }
        }
    }
}

/// A name without the titles and the origin that a tagger may have left in front of it; what stands before an honorific
/// inside (*Hero Haj Salim Tarawi*) is a title too. A full name remains, or the title is written with a period: *Don
/// Marsh* may be called Don.
fn without_titles(text: &Text, tokens: TokenRange) -> TokenRange {
    let title = Classes::TITLE | Classes::HONORIFIC | Classes::ROLE | Classes::DEMONYM | Classes::ORGANIZATION_HEAD;
    let mut start = tokens.start;
    let mut only_titles = true;
    for at in tokens.clone() {
        let token = text.token(at);
        let word = text.word(at);
        let is_name = token.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE) || word.chars().count() < 3;
        let leads = at == start && (token.is(title) && !is_name || OPENERS.contains(&word));
        let left = tokens.end - at - 1;
        // An honorific behind no name is none of the name, even if some are called so.
        let heaps = token.is(Classes::HONORIFIC) && at > tokens.start && only_titles && left > 1;
        let honors = token.is(Classes::HONORIFIC) && (!is_name || heaps) && at < tokens.start + 3;
        only_titles &= !is_name || token.is(Classes::HONORIFIC | Classes::TITLE);
        if (leads || honors) && (left > 1 || (left == 1 && at == start && word.ends_with('.'))) {
            start = at + 1;
        }
    }
    start..tokens.end
}

/// *A and B*, *A, B*: two people, however alike their names are.
pub fn coordinated(text: &Text, before: &Sight, after: &Sight) -> bool {
    let between = before.tokens.end..after.tokens.start;
    if between.is_empty() || between.len() > 3 || before.name == after.name {
        return false;
    }
    between.into_iter().all(|index| {
        let token = text.token(index);
        token.is(Classes::COORDINATOR | Classes::HONORIFIC | Classes::TITLE)
            || token.kind == TokenKind::Comma
            || text.word(index) == "&"
    })
}

/// Names of people named in full elsewhere that stand untagged: a capitalized word that is the surname of one of
/// them, alone between words that are not capitalized.
fn overlooked(text: &Text, sights: &[Sight], names: &[Name]) -> Vec<Sight> {
    let alone = alone(sights);
    if alone.is_empty() {
        return Vec::new();
    }
    let mut taken = names.iter().map(|name| name.tokens.clone()).peekable();
    let mut found = Vec::new();
    let mut folder = Folded::default();
    for at in 0..text.tokens().len() as TokenIndex {
        while taken.peek().is_some_and(|tokens| tokens.end <= at) {
            taken.next();
        }
        let token = text.token(at);
        let is_taken = taken.peek().is_some_and(|tokens| tokens.start <= at);
        if is_taken || !token.is_capitalized() || token.is(Classes::CALENDAR | Classes::PLACE | Classes::COUNTRY) {
            continue;
        }
        let neighbour = |index: Option<TokenIndex>| {
            index.and_then(|index| text.tokens().get(index as usize)).is_some_and(Token::is_part_of_name)
        };
        if neighbour(at.checked_sub(1)) && !text.token(at - 1).is(Classes::TITLE | Classes::HONORIFIC) {
            continue;
        }
        let folded = folder.of(text.word(at));
        let key = folded.strip_prefix("al-").unwrap_or(folded);
        // *the Marsh Papers*, where *Marsh* alone is somebody all along.
        let names_a_thing = || {
            let next = text.token(at + 1);
            alone[key] >= OFTEN && !next.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE)
        };
        if alone.contains_key(key) && (!neighbour(Some(at + 1)) || names_a_thing()) {
            found.extend(Sight::new(text, at..at + 1));
        }
    }
    found
}

/// How often the surname of each who is named in full stands alone.
fn alone(sights: &[Sight]) -> Map<&str, usize> {
    let full = sights.iter().filter(|sight| sight.name.is_full());
    let mut alone: Map<&str, usize> = full.map(|sight| (sight.name.surname(), 0)).collect();
    for sight in sights.iter().filter(|sight| !sight.name.is_full()) {
        if let Some(count) = alone.get_mut(sight.name.surname()) {
            *count += 1;
        }
    }
    alone
}

/// Surnames with which names of other kinds begin (*Marsh's Workshop*, *the Marsh Foundation*), where the article calls
/// somebody by that surname all along.
fn surnames_within(text: &Text, sights: &[Sight], names: &[Name]) -> Vec<Sight> {
    let alone = alone(sights);
    let mut folded = Folded::default();
    let begins = |name: &&Name| {
        let first = name.tokens.start;
        if name.kind == NameKind::Person || name.tokens.len() < 2 || text.token(first).is(Classes::PLACE) {
            return false;
        }
        let next = text.token(first + 1);
        let is_own = next.kind == TokenKind::Possessive
            || !next.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE | Classes::COORDINATOR);
        is_own && alone.get(folded.of(text.word(first))).is_some_and(|count| *count >= OFTEN)
    };
    names.iter().filter(begins).filter_map(|name| Sight::new(text, name.tokens.start..name.tokens.start + 1)).collect()
}

trait PartOfName {
    fn is_part_of_name(&self) -> bool;
}

impl PartOfName for Token {
    fn is_part_of_name(&self) -> bool {
        self.is_capitalized()
            && !self.is(Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR)
    }
}
