//! What people are: the roles beside their names, and the organization or place to which these belong.

use super::builder::{EntityBuilder, ListedPosition, PartialEntityId};
use super::display_name::one_line;
use super::role_phrases::{KEPT, RolePhrases};
use crate::entities::facts::definite;
use crate::entities::grammar::role_parts::RolePhrase;
use crate::entities::symbols::interner::{Interner, Symbol};
use crate::language::{self, Classes, WordSet, titles};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};
use crate::text::Splice;

/// How many tokens of a role are looked at for the letters that are its short form.
const SHORTENED: usize = 5;
/// How many tokens of the name of a body or place are taken for an affiliation, on either side of one of them.
const NAME: u32 = 64;

/// The roles of a person.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Roles {
    /// Each of them, as one line, with its tokens.
    pub all: Vec<(TokenRange, String)>,
    /// The words of the roles one after the other, then those of the affiliation.
    pub words: Vec<Symbol>,
    /// The nouns among them that say what the person is.
    pub nouns: Vec<Symbol>,
    /// Those of the nouns that stand behind a word which makes them another office (*deputy governor*).
    pub lesser: Vec<Symbol>,
    /// Those of them behind which the office itself is somebody else's (*vice governor*, but not *assistant professor*).
    pub stood_in_for: Vec<Symbol>,
    /// What of it the person is not any more, by a word in or before each role.
    pub past: Past,
    /// The organization or place that the fullest role belongs to, as written.
    pub affiliation: Option<String>,
}

impl Roles {
    /// Moves them to where they stand after an edit, which replaced these tokens.
    pub fn follow(&mut self, tokens: Splice<TokenIndex>) {
        self.all.iter_mut().for_each(|(role, _)| *role = tokens.range_now(role));
    }

    /// Reads the roles of an entity; there are none if it is no person.
    pub fn read(
        text: &Text,
        words: &mut Interner,
        builder: &EntityBuilder,
        id: PartialEntityId,
        found: &RolePhrases,
    ) -> Roles {
        let mut roles = Roles::default();
        if builder[id].kind != NameKind::Person {
            return roles;
        }
        roles.keep(text, words, builder, found.in_order());
        if let Some(listed) = &builder[id].listed {
            roles.add_listed(words, listed);
        }
        roles
    }

    /// Adds what the newsroom's lists have. It is nothing that the article states, but descriptions may go by it.
    fn add_listed(&mut self, words: &mut Interner, listed: &ListedPosition) {
        let role = listed.role.as_deref().unwrap_or_default();
        let mut is_head = true;
        for word in role.split([' ', ',']).filter(|word| !word.is_empty()) {
            let known = language::word(word);
            is_head &= !known.classes.any(Classes::PREPOSITION) && !known.is_in(WordSet::PastOffice);
            let symbol = words.of_word(word);
            self.words.push(symbol);
            if is_head && known.classes.any(Classes::ROLE | Classes::TITLE) && !known.classes.any(Classes::HONORIFIC) {
                self.nouns.push(symbol);
            }
        }
        let body = listed.affiliation.as_deref().unwrap_or_default();
        self.words.extend(body.split_whitespace().map(|word| words.of_word(word)));
    }

    /// Whether an office is held as such, and not as one below it (*deputy governor*).
    pub fn holds_in_full(&self, noun: Symbol) -> bool {
        count(&self.nouns, noun) > count(&self.lesser, noun)
    }

    /// Whether nobody would call the person by an office alone: whoever holds it is another (*vice governor*).
    pub fn only_stands_in(&self, noun: Symbol) -> bool {
        let stood_in_for = count(&self.stood_in_for, noun);
        stood_in_for > 0 && stood_in_for == count(&self.nouns, noun)
    }

    /// Adds a title in full that is written in short: *the senator* may be *Sen. Ana Lopez*.
    fn spell_out(&mut self, words: &mut Interner, short: &str) {
        let Some(title) = titles::title(short).filter(|title| title.long != short) else { return };
        for word in title.long.split(' ').map(|word| words.of_word(word)) {
            self.words.push(word);
            self.nouns.push(word);
        }
    }

    /// Takes each wording once; the longest role that names a body or a place gives the affiliation.
    fn keep(&mut self, text: &Text, words: &mut Interner, builder: &EntityBuilder, found: Vec<&RolePhrase>) {
        let mut seen: Vec<Symbol> = Vec::new();
        let mut best: Option<(bool, usize, &str)> = None;
        for role in found {
            if let Some((is_body, name)) = affiliation(text, builder, role) {
                let rank = (is_body, role.tokens.len());
                if best.is_none_or(|best| rank > (best.0, best.1)) {
                    best = Some((is_body, rank.1, name));
                }
            }
            let written = one_line(text.slice(role.tokens.clone()));
            let wording = words.of_word(&written);
            if !seen.contains(&wording) && self.all.len() < KEPT {
                for (at, is_head) in role.tokens.each().zip(heads(text, role.tokens.clone())) {
                    let (written, classes) = definite::head_of_compound(text, at);
                    let word = words.of_word(written);
                    let known = self.nouns.len();
                    self.words.push(word);
                    // *Sen. Lopez* is *the senator*.
                    let title = is_head.then(|| titles::title(written)).flatten();
                    if let Some(title) = title.filter(|title| title.long != written) {
                        let long = words.of_word(title.long);
                        self.words.push(long);
                        self.nouns.push(long);
                    }
                    if is_head && classes.any(Classes::ROLE | Classes::TITLE) && !classes.any(Classes::HONORIFIC) {
                        self.nouns.push(word);
                    }
                    if is_head && classes.any(Classes::TITLE) {
                        self.spell_out(words, text.word(at));
                    }
                    let before = at.checked_sub(1).filter(|before| *before >= role.tokens.start);
                    let is_behind = |set| before.is_some_and(|before| text.token(before).word.is_in(set));
                    let new = self.nouns.get(known..).unwrap_or_default();
                    if is_behind(WordSet::BelowOffice) {
                        self.lesser.extend_from_slice(new);
                    }
                    if is_behind(WordSet::StandsInOffice) {
                        self.stood_in_for.extend_from_slice(new);
                    }
                }
                if let Some(short) = short_form(text, &role.tokens) {
                    let short = words.of_word(&short);
                    self.words.push(short);
                    self.nouns.push(short);
                }
                self.all.push((role.tokens.clone(), written.into_owned()));
            }
            seen.push(wording);
        }
        self.past = Past::of(text, &self.all);
        self.affiliation = best.map(|(.., name)| name.to_owned());
        let owner = self.affiliation.iter().flat_map(|name| name.split_whitespace());
        self.words.extend(owner.map(|word| words.of_word(word)));
    }
}

/// What is past of what somebody is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Past {
    /// Nothing.
    #[default]
    None,
    /// Some of it.
    Some,
    /// All of it.
    All,
}

impl Past {
    /// By a word in or before each role.
    fn of(text: &Text, roles: &[(TokenRange, String)]) -> Past {
        let is_past = |(tokens, _): &&(TokenRange, String)| {
            (tokens.start.saturating_sub(1)..tokens.end).each().any(|at| definite::is_past(text, at))
        };
        match roles.iter().filter(is_past).count() {
            0 => Past::None,
            all if all == roles.len() => Past::All,
            _ => Past::Some,
        }
    }
}

/// How often a noun is among others.
fn count(nouns: &[Symbol], noun: Symbol) -> usize {
    nouns.iter().filter(|own| **own == noun).count()
}

/// The letters by which an office goes that a role begins with: *MP* for *Member of Parliament for Halstad*.
fn short_form(text: &Text, role: &TokenRange) -> Option<String> {
    let is_known = |end: &TokenIndex| {
        language::phrase(text.slice(role.start..*end)).is_some_and(|office| office.is_in(WordSet::GoesByLetters))
    };
    let end = (role.start + 2..role.end + 1).each().take(SHORTENED).find(is_known)?;
    let function = Classes::PREPOSITION | Classes::DETERMINER;
    let words = (role.start..end).each().filter(|at| !text.token(*at).is(function));
    Some(words.filter_map(|at| text.word(at).chars().next()).flat_map(char::to_lowercase).collect())
}

/// *predecessor*, *Hungarian counterpart*, *younger sister*: whether a role says no more than beside whom somebody stands.
pub(super) fn is_relation(text: &Text, role: &TokenRange) -> bool {
    let is_relation = |at: TokenIndex| text.token(at).is(Classes::KIN) || text.token(at).word.is_in(WordSet::Relation);
    role.len() < 4 && role.each().next_back().is_some_and(is_relation)
}

/// Whether each word of a role may be what somebody is: not behind a preposition, nor in front of *'s* (*spokesman for the
/// mayor*, *the mayor's wife*).
fn heads(text: &Text, role: TokenRange) -> impl Iterator<Item = bool> {
    let owner = role.each().rev().find(|at| text.token(*at).kind == TokenKind::Possessive);
    let is_end = |at: &TokenIndex| owner.is_none_or(|owner| *at > owner) && text.token(*at).is(Classes::PREPOSITION);
    let end = role.each().find(is_end).unwrap_or(role.end);
    let is_owned = text.get(role.end).is_some_and(|token| token.kind == TokenKind::Possessive);
    role.each().map(move |at| !is_owned && at < end && owner.is_none_or(|owner| at > owner))
}

/// The body that a role names, else the one that owns it, else the place; with whether it is a body.
fn affiliation<'t>(text: &'t Text, builder: &EntityBuilder, role: &RolePhrase) -> Option<(bool, &'t str)> {
    let mut place = None;
    for at in role.tokens.each().chain(role.owner.iter().flat_map(TokenRange::each)) {
        let Some(id) = builder.named_entity_at(at) else { continue };
        let name = || {
            let is_own = |token: &TokenIndex| builder.named_entity_at(*token) == Some(id);
            let start = (at.saturating_sub(NAME)..at).each().rev().take_while(is_own).last().unwrap_or(at);
            let end = (at..at.saturating_add(NAME)).each().take_while(is_own).last().unwrap_or(at) + 1;
            text.slice(start..end)
        };
        match builder[id].kind {
            NameKind::Organization => return Some((true, name())),
            NameKind::Place if place.is_none() => place = Some(name()),
            _ => {}
        }
    }
    place.map(|name| (false, name))
}
