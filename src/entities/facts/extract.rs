//! Reads the facts of a sentence.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::at::At;
use super::definite::Definite;
use super::name_form::NameForms;
use super::organization_name;
use super::person_mention::{PersonMention, pieces};
use super::place_name;
use super::pronoun::Pronoun;
use super::relative;
use super::sentence::{Capital, NameFact, Opening, SentenceFacts, TO_SUBJECT};
use super::split_name;
use super::unnamed::UnnamedMention;
use super::untagged;
use crate::entities::grammar::{clause_numbers, verb};
use crate::entities::person_name::table::PersonNameTable;
use crate::entities::symbols::normalize::normalize;
use crate::language::{Classes, WordSet};
use crate::names::{Name, NameKind};
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenOffset, TokenRange};

/// Reads sentences of a text.
pub struct Extractor<'e> {
    /// The text.
    pub text: &'e Text,
    /// The wordings of names.
    pub name_forms: &'e mut NameForms,
    /// The names of people, and all words.
    pub table: &'e mut PersonNameTable,
}

impl Extractor<'_> {
    /// The facts of the sentence of that index, in which `names` are tagged.
    pub fn read(&mut self, sentence: usize, names: &[Name]) -> SentenceFacts {
        let place = &self.text.sentences()[sentence];
        let tokens = place.tokens.clone();
        let mut facts = SentenceFacts::default();
        facts.naming.length = tokens.len() as u32;
        self.read_names(&tokens, names, &mut facts);
        let capitals = tokens.each().filter(|at| self.text.token(*at).is_capitalized());
        facts.naming.capitals.reserve_exact(capitals.count());
        let mut next = 0;
        for at in tokens.each() {
            let rel = at - tokens.start;
            while facts.naming.names.get(next).is_some_and(|name| name.tokens.end <= rel) {
                next += 1;
            }
            if self.text.token(at).is_capitalized() {
                let is_taken = facts.naming.names.get(next).is_some_and(|name| name.tokens.start <= rel);
                self.read_capital(at, rel, is_taken, &mut facts);
            }
            self.read_pointer(at, &tokens, &mut facts);
        }
        self.read_words(&tokens, &mut facts);
        facts.discourse.ages = self.ages(&tokens, &facts.naming.names);
        let discourse = &mut facts.discourse;
        discourse.opens_paragraph =
            self.text.paragraphs().get(place.paragraph as usize).is_some_and(|own| own.tokens.start == tokens.start);
        let is_mark = |at: TokenIndex| matches!(self.text.token(at).kind, TokenKind::Mark(_) | TokenKind::Stop);
        discourse.unmarked = tokens.each().take(TO_SUBJECT.into()).take_while(|&at| !is_mark(at)).count() as u8;
        discourse.grammar = grammar(self.text, tokens.clone());
        if !discourse.pronouns.is_empty() {
            discourse.clauses = clause_numbers::clauses(self.text, tokens).into();
        }
        facts
    }

    fn read_names(&mut self, sentence: &TokenRange, names: &[Name], facts: &mut SentenceFacts) {
        let names = split_name::joined(self.text, sentence, names);
        let mut bodies = untagged::overlooked(self.text, sentence.clone(), &names);
        bodies.extend(untagged::with_office(self.text, sentence.clone(), &names));
        let all = names.iter().map(|name| (name, true)).chain(bodies.iter().map(|name| (name, false)));
        for (name, is_tagged) in all {
            // Whatever was tagged, a name ends with its sentence.
            let tokens = name.tokens.start..name.tokens.end.min(sentence.end);
            let fact = self.name_fact(tokens, sentence.start, name.kind, is_tagged);
            facts.naming.names.push(fact);
        }
        if !bodies.is_empty() {
            facts.naming.names.sort_by_key(|name| name.tokens.start);
        }
    }

    /// The ages that stand behind names of people.
    fn ages(&self, sentence: &TokenRange, names: &[NameFact]) -> Vec<At<u8>> {
        let people = names.iter().filter(|name| name.kind == NameKind::Person);
        let age_behind = |name: &NameFact| {
            let end = sentence.start + name.tokens.end;
            let token = |at: TokenIndex| self.text.get(at).filter(|_| at < sentence.end);
            let sets_off = matches!(token(end)?.kind, TokenKind::Comma | TokenKind::Open);
            let at = end + 1 + u32::from(token(end + 1)?.is_in(WordSet::Aged));
            let is_closed = matches!(token(at + 1)?.kind, TokenKind::Comma | TokenKind::Close | TokenKind::Stop);
            token(at)?;
            let age = self.text.word(at).parse().ok().filter(|_| sets_off && is_closed)?;
            Some(At { at: name.tokens.end.checked_sub(1)?, what: age })
        };
        people.filter_map(age_behind).collect()
    }

    fn name_fact(&mut self, tokens: TokenRange, base: TokenIndex, kind: NameKind, is_tagged: bool) -> NameFact {
        let text = self.text;
        let relative = |range: TokenRange| range.start - base..range.end - base;
        let name_form = self.name_forms.of(text, tokens.clone(), kind, self.table);
        let people = (kind == NameKind::Person).then(|| {
            let pieces = pieces(text, tokens.clone());
            pieces.into_iter().filter_map(|piece| PersonMention::new(text, piece, base, self.table)).collect()
        });
        let halves = (is_tagged && kind != NameKind::Person).then(|| behind_body(text, tokens.clone())).flatten();
        let halves = halves.map(|person| {
            let body_kind = if self.name_forms.get(name_form).is_seat { NameKind::Organization } else { kind };
            let body = self.name_fact(tokens.start..person, base, body_kind, false);
            Box::new([body, self.name_fact(person..tokens.end, base, NameKind::Person, false)])
        });
        let words = &mut self.table.words;
        let acronym = organization_name::own_acronym(text, tokens.clone(), words);
        let facility = place_name::facility(text, tokens.clone(), kind, words);
        let opens_with = (kind != NameKind::Person && tokens.len() > 1 && may_open_with_surname(text, tokens.start))
            .then(|| words.of_word(text.word(tokens.start)));
        NameFact {
            acronym: acronym.map(|(at, what)| At { at: at - base, what }),
            facility: facility.map(|(end, key)| (end - base, key)),
            may_be_surname: may_be_surname(text.token(tokens.start)),
            has_voice: tokens.start >= base + 2 && has_voice(text, tokens.start),
            is_played_for: is_played_for(text, &tokens),
            is_where: is_where(text, &tokens, base, kind),
            tokens: relative(tokens),
            kind,
            is_tagged,
            name_form,
            opens_with,
            people,
            halves,
        }
    }

    /// Reads a word that may refer to somebody or something.
    fn read_pointer(&mut self, at: TokenIndex, sentence: &TokenRange, facts: &mut SentenceFacts) {
        let rel = at - sentence.start;
        if let Some(pronoun) = Pronoun::read(self.text, at, sentence) {
            facts.discourse.pronouns.push(pronoun);
        }
        if let Some(what) = Definite::read(self.text, at, sentence.end, &mut self.table.words) {
            facts.discourse.unnamed.extend(UnnamedMention::of(self.text, at, &what, sentence));
            facts.definites.push(At { at: rel, what });
        } else if let Some(what) = relative::at(self.text, at, sentence.start) {
            facts.discourse.relatives.push(At { at: rel, what });
        } else {
            facts.discourse.unnamed.extend(UnnamedMention::one_of(self.text, at, sentence));
        }
    }

    fn read_capital(&mut self, at: TokenIndex, rel: TokenOffset, is_taken: bool, facts: &mut SentenceFacts) {
        let (text, words) = (self.text, &mut self.table.words);
        let word = words.of_word(text.word(at));
        if organization_name::is_acronym(text, at..at + 1) {
            let what = words.of(&organization_name::letters_of(text.word(at)));
            facts.naming.acronyms.push(At { at: rel, what });
        }
        if let Some(name) = surname_in_compound(text.word(at)) {
            let what = (words.of(&normalize(name)), name.len() as u32);
            facts.naming.compounds.push(At { at: rel, what });
        }
        let alone = (!is_taken && may_stand_alone(text, at) && !(rel >= 2 && is_land_of_rank(text, at)))
            .then(|| words.without_prefix(word, "al-"));
        let opens = match text.get(at + 1) {
            Some(next) if is_part_of_name(next) => {
                let of_person = next.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE);
                if of_person { Opening::Name } else { Opening::Thing }
            }
            _ => Opening::Nothing,
        };
        facts.naming.capitals.push(Capital { at: rel, word, alone, opens });
    }

    /// Reads the words of names and those with a capital.
    fn read_words(&mut self, sentence: &TokenRange, facts: &mut SentenceFacts) {
        let naming = &mut facts.naming;
        let mut is_wanted = vec![false; sentence.len()];
        for name in &naming.names {
            is_wanted[name.tokens.start as usize..name.tokens.end as usize].fill(true);
        }
        naming.capitals.iter().for_each(|capital| is_wanted[capital.at as usize] = true);
        let (text, words) = (self.text, &mut self.table.words);
        let mut spelling = FxHasher::default();
        let mut capitals = naming.capitals.iter().peekable();
        naming.words.reserve_exact(is_wanted.iter().filter(|is_wanted| **is_wanted).count());
        for (at, _) in (0..).zip(is_wanted).filter(|(_, is_wanted)| *is_wanted) {
            let word = text.word(sentence.start + at);
            spelling.write_u32(at);
            spelling.write(word.as_bytes());
            // Those with a capital were looked up already.
            let known = capitals.next_if(|capital| capital.at == at).map(|capital| capital.word);
            naming.words.push(At { at, what: known.unwrap_or_else(|| words.of_word(word)) });
        }
        naming.spelling = spelling.finish();
    }
}

/// Nouns that mean somebody without a name.
pub const SOMEBODY: Classes = Classes::ROLE.with(Classes::TITLE).with(Classes::KIN).with(Classes::ANONYMOUS);

/// The classes that resolving pronouns asks of tokens.
const ASKED: Classes = Classes::COORDINATOR
    .with(Classes::PREPOSITION)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::MODAL)
    .with(Classes::ADVERB)
    .with(Classes::OBJECT)
    .with(Classes::REFLEXIVE)
    .with(Classes::DETERMINER)
    .with(Classes::NOUN_MALE)
    .with(Classes::NOUN_FEMALE)
    .with(SOMEBODY);

/// A digest of what resolving pronouns asks of tokens.
fn grammar(text: &Text, sentence: TokenRange) -> u64 {
    let mut digest = FxHasher::default();
    let mut clause_opened = None;
    for at in sentence.each() {
        let token = text.token(at);
        let kind = match token.kind {
            TokenKind::Open => 1,
            TokenKind::Comma => 2,
            TokenKind::Capital => 3,
            TokenKind::Possessive => 5,
            TokenKind::Colon => 6,
            _ => u32::from(token.is_word()) * 4,
        };
        let sets = [WordSet::AAn, WordSet::BeforePart, WordSet::Part, WordSet::WithAnother];
        let sets = sets.into_iter().fold(kind, |bits, set| bits << 1 | u32::from(token.is_in(set)));
        let word = if token.is_word() { text.word(at).as_bytes() } else { &[] };
        let relative = match word {
            b"who" => 1,
            b"whom" => 2,
            _ => u32::from(token.is(Classes::RELATIVE)) * 3,
        };
        // Whether the one that a clause is about goes on in it.
        let opens = clause_opened.is_some_and(|opened| at <= opened + 2) && verb::is_verb(text, at);
        if token.is(Classes::COORDINATOR) || relative > 0 {
            clause_opened = Some(at);
        }
        let joins = u32::from(matches!(word, b"with" | b"at")) << 1 | u32::from(token.kind == TokenKind::Lower);
        let shape = (sets << 2 | joins) << 3 | relative << 1 | u32::from(opens);
        digest.write_u32(shape << 2 | u32::from(word.ends_with(b"ing")) << 1 | u32::from(word == b"to"));
        digest.write_u64(token.classes().0 & ASKED.0);
    }
    digest.finish()
}

/// Where a person's name may begin behind that of a body: behind an acronym, or at a title.
fn behind_body(text: &Text, tokens: TokenRange) -> Option<TokenIndex> {
    if tokens.len() < 3 {
        return None;
    }
    let last = tokens.end - 1;
    let is_title = |at: &TokenIndex| text.token(*at).is(Classes::TITLE | Classes::HONORIFIC);
    let title = (tokens.start + 1..last).each().find(is_title);
    let acronym = text.token(tokens.start).kind == TokenKind::Capitals
        && (tokens.start + 1..last).each().all(|at| text.token(at).kind == TokenKind::Capital);
    title.or(acronym.then_some(tokens.start + 1))
}

/// Whether what begins at `start` has somebody who speaks for it.
fn has_voice(text: &Text, start: TokenIndex) -> bool {
    text.token(start - 1).word.is_in(WordSet::TiesOffice) && text.token(start - 2).is_in(WordSet::VoiceOfBody)
}

/// *Harps boss Ollie Horan*: whether a name stands before what somebody with a name does in a team.
fn is_played_for(text: &Text, name: &TokenRange) -> bool {
    let plays = text.get(name.end).filter(|token| token.is_in(WordSet::PlaysInTeam));
    let player = text.get(name.end + 1);
    plays.is_some_and(|token| token.kind == TokenKind::Lower)
        && player.is_some_and(|token| token.kind == TokenKind::Capital)
}

/// *Sabah Chief Minister Hajiji Noor*, *Sabah's chief minister*, *HALSTAD, Iowa —*: whether a place of one word has an office of
/// its own, or a story is filed from it.
fn is_where(text: &Text, name: &TokenRange, base: TokenIndex, kind: NameKind) -> bool {
    let token = |at: TokenIndex| text.get(at);
    let is_owner = token(name.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    let office = name.end + u32::from(is_owner);
    let governs = |at: TokenIndex| token(at).is_some_and(|token| token.is_in(WordSet::GovernsPlace));
    let is_filed_from = kind == NameKind::Place
        && name.start == base
        && text.token(name.start).kind == TokenKind::Capitals
        && token(name.end).is_some_and(|token| !token.is_word() && token.kind != TokenKind::Possessive);
    let is_governed = text.token(name.start).is(Classes::PLACE) && (governs(office) || governs(office + 1));
    name.len() == 1 && (is_governed || is_filed_from)
}

/// Whether a word that is tagged as the name of something may be somebody's surname.
fn may_be_surname(token: &Token) -> bool {
    let listed = Classes::PLACE | Classes::COUNTRY | Classes::ORGANIZATION | Classes::OUTLET;
    token.is_capitalized() && !token.is(listed)
}

/// Whether the first word of the name of something may be the surname of somebody after whom it is called.
fn may_open_with_surname(text: &Text, first: TokenIndex) -> bool {
    let next = text.token(first + 1);
    let of_person = Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE | Classes::COORDINATOR;
    !text.token(first).is(Classes::PLACE) && (next.kind == TokenKind::Possessive || !next.is(of_person))
}
/// Whether a capitalized word that no name holds may be somebody's: nothing before it belongs to its name.
fn may_stand_alone(text: &Text, at: TokenIndex) -> bool {
    if text.token(at).is(Classes::CALENDAR | Classes::PLACE | Classes::COUNTRY) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| text.token(before));
    before.is_none_or(|before| !is_part_of_name(before) || before.is(Classes::TITLE | Classes::HONORIFIC))
}

/// *Prince of Lothen*: the word is a part of the title.
fn is_land_of_rank(text: &Text, at: TokenIndex) -> bool {
    text.word(at - 1) == "of"
        && text.token(at - 2).is_capitalized()
        && text.token(at - 2).is_in(WordSet::SingleNameTitle)
}

fn is_part_of_name(token: &Token) -> bool {
    token.is_capitalized()
        && !token.is(Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR)
}

/// The part before a hyphen and words in lower case, which may be a surname: *a Lopez-like smile*.
fn surname_in_compound(word: &str) -> Option<&str> {
    let (name, rest) = word.split_once('-')?;
    let compound = name.len() > 3 && rest.len() > 2 && rest.chars().all(|c| c.is_lowercase() || c == '-');
    compound.then_some(name)
}
