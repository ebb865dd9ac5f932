//! Where people are named: the names that the tagger found, put right where the article as a whole shows how, and the
//! names that it overlooked.

use super::fold::Folded;
use super::gender::Stated;
use super::kinds::Named;
use super::notes::{Capital, Capitals, Opening};
use super::roster::{NameId, Roster};
use super::sight_notes::{Label, Manner, SightNote};
use super::words::{ByWord, Lists, WordId};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// How many full names with one first word are looked for.
const COMPARED: usize = 8;
/// Longer full names than this, in tokens, are not looked for elsewhere.
pub const LONGEST: usize = 6;
/// Between how many tokens two names may say by what parts them that they name two people.
pub const APART: TokenIndex = 3;
/// How often a surname stands alone before it is somebody's in front of another capitalized word too.
const OFTEN: u32 = 3;

/// A name of a person where it stands.
pub struct Sight<'s> {
    /// Its tokens, without titles.
    pub tokens: TokenRange,
    /// What it is made of.
    pub name: NameId,
    /// All of its words, folded, and the first of them.
    words: WordId,
    first_word: WordId,
    /// What the words around it say of the bearer's gender.
    pub stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    pub kin: bool,
    /// Whether it is another name of the one who is named before it (*Elena Lopez, known as La Rubia*).
    pub known_as: bool,
    /// See [`SightNote::manner`]; nothing where the article shows that the name is shorter than it was noted.
    pub manner: Option<Manner>,
    /// See [`SightNote::shorter`].
    shorter: &'s [Label],
}

/// The names of people of an article.
pub struct Sights<'s> {
    /// Those that stand for themselves, in order, without overlap.
    pub all: Vec<Sight<'s>>,
    /// Names inside names of other kinds (*the Ann Holt Foundation*), in no order.
    pub nested: Vec<Sight<'s>>,
    /// By which words they were looked for.
    pub asked: Asked,
}

/// What people were looked for by among capitalized words.
#[derive(Debug)]
pub struct Asked {
    /// Surnames, and the first words of full names.
    words: ByWord<bool>,
    /// The full names that were looked for by their first words: how many words each has, and all of them in one.
    names: Lists<(TokenIndex, WordId)>,
    listed: ByWord<bool>,
}

impl Asked {
    fn new(roster: &Roster) -> Asked {
        let words = &roster.words;
        Asked { words: ByWord::new(words), names: Lists::new(words), listed: ByWord::new(words) }
    }

    fn note(&mut self, sights: &[Sight<'_>], roster: &Roster) {
        for sight in sights {
            let name = roster.name(sight.name);
            if !name.is_full {
                continue;
            }
            *self.words.entry(name.surname) = true;
            *self.words.entry(sight.first_word) = true;
            if sight.tokens.len() <= LONGEST && !std::mem::replace(self.listed.entry(sight.words), true) {
                self.names.put(sight.first_word, (sight.tokens.len() as TokenIndex, sight.words));
            }
        }
    }

    /// Whether somebody was looked for by a word.
    pub fn for_capital(&self, capital: &Capital) -> bool {
        self.words.get(capital.word) || capital.alone.is_some_and(|word| self.words.get(word))
    }

    /// Whether a full name that was looked for stands at a capital and reaches beyond a token.
    pub fn finds(&self, text: &Text, capital: &Capital, beyond: TokenIndex, roster: &mut Roster) -> bool {
        let longer = self.names.latest(capital.word).filter(|(length, _)| capital.at + length > beyond);
        let mut in_text = longer.filter(|(length, _)| (capital.at + length) as usize <= text.tokens().len());
        in_text.any(|(length, words)| {
            let here = capital.at..capital.at + length;
            roster.words.of_words(here.map(|index| text.word(index)), Label::JOINT) == words
        })
    }
}

impl<'s> Sight<'s> {
    fn new(note: &SightNote) -> Sight<'s> {
        let Label { name, words, first_word, .. } = note.label;
        Sight {
            tokens: note.tokens.clone(),
            name,
            words,
            first_word,
            stated: note.stated,
            kin: note.kin,
            known_as: note.may_be_other_name,
            manner: Some(note.manner),
            shorter: &[],
        }
    }

    /// Leaves out the words in front of a shorter name within this one.
    fn cut_to(&mut self, label: &Label) {
        self.tokens.start = self.tokens.end - label.length;
        self.name = label.name;
        self.words = label.words;
        self.first_word = label.first_word;
        self.known_as = true;
        self.manner = None;
    }
}

/// All names of people of an article whose names are `names`.
pub fn gather<'s>(text: &Text, names: &'s [Named<'_>], capitals: &mut Capitals, roster: &mut Roster) -> Sights<'s> {
    let mut all = tagged(names);
    let mut asked = Asked::new(roster);
    asked.note(&all, roster);
    let found = overlooked(text, capitals, &all, roster);
    all.extend(found);
    all.sort_by_key(|sight| sight.tokens.start);
    trim_to_known(&mut all, roster);
    let mut kinds: Vec<Option<NameKind>> = vec![None; text.tokens().len()];
    for name in names {
        kinds[name.tokens.start as usize..name.tokens.end as usize].fill(Some(name.kind));
    }
    for sight in &all {
        kinds[sight.tokens.start as usize..sight.tokens.end as usize].fill(Some(NameKind::Person));
    }
    let mut nested = Vec::new();
    for tokens in full_names(text, &capitals.all, &all, &kinds, roster) {
        let Some(note) = capitals.sight(text, tokens.clone(), roster) else { continue };
        match kinds[tokens.start as usize] {
            _ if note.tokens != tokens => {}
            None => all.push(Sight::new(&note)),
            Some(_) => nested.push(Sight::new(&note)),
        }
    }
    nested.extend(surnames_within(text, names, capitals, &all, roster));
    asked.note(&all, roster);
    all.sort_by_key(|sight| sight.tokens.start);
    let mut before: Option<TokenIndex> = None;
    for sight in &mut all {
        let end = before.replace(sight.tokens.end);
        sight.known_as = sight.known_as && end.is_some_and(|end| is_other_name(text, end, sight.tokens.start));
    }
    Sights { all, nested, asked }
}

/// The names that were tagged.
fn tagged<'s>(names: &'s [Named<'_>]) -> Vec<Sight<'s>> {
    let people = names.iter().filter(|name| name.kind == NameKind::Person);
    let notes = people.flat_map(|name| name.note.people.iter().flatten());
    notes.map(|note| Sight { shorter: &note.shorter, ..Sight::new(note) }).collect()
}

/// Cuts off words that a tagger left in front of a full name which stands without them elsewhere (*Artist Maria Lopez*).
fn trim_to_known(sights: &mut [Sight<'_>], roster: &Roster) {
    let mut full: ByWord<bool> = ByWord::new(&roster.words);
    for listed in sights.iter().map(|sight| roster.name(sight.name)).filter(|listed| listed.is_full) {
        *full.entry(listed.key) = true;
    }
    for sight in sights {
        let is_known = |label: &&Label| full.get(roster.name(label.name).key);
        if let Some(label) = sight.shorter.iter().find(is_known) {
            sight.cut_to(label);
        }
    }
}

/// Names of people named in full elsewhere that stand untagged: a capitalized word that is the surname of one of
/// them, alone between words that are not capitalized.
fn overlooked<'s>(text: &Text, capitals: &mut Capitals, sights: &[Sight<'_>], roster: &mut Roster) -> Vec<Sight<'s>> {
    let alone = alone(sights, roster);
    let is_somebody = |capital: &&Capital| {
        let Some(count) = capital.alone.and_then(|key| alone.get(key)) else { return false };
        match capital.opens {
            Opening::Nothing => true,
            // *the Marsh Papers*, where *Marsh* alone is somebody all along.
            Opening::Thing => count >= OFTEN,
            Opening::Name => false,
        }
    };
    let places: Vec<TokenIndex> = capitals.all.iter().filter(is_somebody).map(|capital| capital.at).collect();
    let notes = places.into_iter().filter_map(|at| capitals.sight(text, at..at + 1, roster));
    notes.map(|note| Sight::new(&note)).collect()
}

/// How often the surname of each who is named in full stands alone.
fn alone(sights: &[Sight<'_>], roster: &Roster) -> ByWord<Option<u32>> {
    let mut alone: ByWord<Option<u32>> = ByWord::new(&roster.words);
    let listed = || sights.iter().map(|sight| roster.name(sight.name));
    for name in listed().filter(|name| name.is_full) {
        *alone.entry(name.surname) = Some(0);
    }
    for name in listed().filter(|name| !name.is_full) {
        if let Some(count) = alone.entry(name.surname) {
            *count += 1;
        }
    }
    alone
}

/// Where the full name of somebody stands that no name of a person was found at: in a longer run of capitals, or inside
/// the name of something else. `kinds` tells what each token is part of.
fn full_names(
    text: &Text,
    capitals: &[Capital],
    sights: &[Sight<'_>],
    kinds: &[Option<NameKind>],
    roster: &Roster,
) -> Vec<TokenRange> {
    // By the first word, the sights of such names, each name once.
    let mut known: Lists<u32> = Lists::new(&roster.words);
    for (index, sight) in (0..).zip(sights) {
        if !roster.name(sight.name).is_full || sight.tokens.len() > LONGEST {
            continue;
        }
        let is_same = |other: u32| sights[other as usize].words == sight.words;
        if known.latest(sight.first_word).take(COMPARED).count() < COMPARED
            && !known.latest(sight.first_word).any(is_same)
        {
            known.put(sight.first_word, index);
        }
    }
    let (mut one, mut other) = (Folded::default(), Folded::default());
    let mut same_word = |left: TokenIndex, right: TokenIndex| {
        let (left, right) = (text.word(left), text.word(right));
        left == right || one.of(left) == other.of(right)
    };
    let mut found: Vec<TokenRange> = Vec::new();
    let mut next = 0;
    for &Capital { at, word, .. } in capitals {
        let kind = kinds[at as usize];
        if at < next || kind == Some(NameKind::Person) {
            continue;
        }
        let mut longest: Option<TokenIndex> = None;
        for name in known.latest(word).map(|index| &sights[index as usize].tokens) {
            let end = at + name.len() as TokenIndex;
            let fits = longest.is_none_or(|longest| end > longest)
                && end as usize <= kinds.len()
                && text.token(end - 1).is_capitalized()
                && kinds[at as usize..end as usize].iter().all(|other| *other == kind)
                && (at..end).zip(name.clone()).all(|(left, right)| same_word(left, right));
            if fits {
                longest = Some(end);
            }
        }
        if let Some(end) = longest {
            next = end;
            found.push(at..end);
        }
    }
    found
}

/// Surnames with which names of other kinds begin (*Marsh's Workshop*, *the Marsh Foundation*), where the article calls
/// somebody by that surname all along.
fn surnames_within<'s>(
    text: &Text,
    names: &[Named<'_>],
    capitals: &mut Capitals,
    sights: &[Sight<'_>],
    roster: &mut Roster,
) -> Vec<Sight<'s>> {
    let alone = alone(sights, roster);
    let mut found = Vec::new();
    for name in names.iter().filter(|name| name.kind != NameKind::Person && name.tokens.len() > 1) {
        let first = name.tokens.start;
        if !may_be_surname(text, first) {
            continue;
        }
        let word = roster.words.of_word(text.word(first));
        if alone.get(word).is_some_and(|count| count >= OFTEN) {
            found.extend(capitals.sight(text, first..first + 1, roster).map(|note| Sight::new(&note)));
        }
    }
    found
}

/// Whether the first word of the name of something may be the surname of somebody after whom it is called.
fn may_be_surname(text: &Text, first: TokenIndex) -> bool {
    let next = text.token(first + 1);
    let of_person = Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE | Classes::COORDINATOR;
    !text.token(first).is(Classes::PLACE) && (next.kind == TokenKind::Possessive || !next.is(of_person))
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

/// *A and B*, *A, B*: two people, however alike their names are.
pub fn coordinated(text: &Text, before: &Sight<'_>, after: &Sight<'_>) -> bool {
    let between = before.tokens.end..after.tokens.start;
    if between.is_empty() || between.len() > APART as usize || before.name == after.name {
        return false;
    }
    between.into_iter().all(|index| {
        let token = text.token(index);
        token.is(Classes::COORDINATOR | Classes::HONORIFIC | Classes::TITLE)
            || token.kind == TokenKind::Comma
            || text.word(index) == "&"
    })
}
