//! The gender that the words around a name state.

use crate::entities::entity::Gender;
use crate::language::{self, Classes};
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange};

/// What titles, roles and nouns of kinship beside a name say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    male: bool,
    female: bool,
}

/// What stands around a name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// What it says of the gender.
    pub stated: Stated,
    /// Whether it introduces a relative (*his wife Elena*).
    pub kin: bool,
}

impl Stated {
    /// The gender, if what is stated does not contradict itself.
    pub fn gender(self) -> Gender {
        match (self.male, self.female) {
            (true, false) => Gender::Male,
            (false, true) => Gender::Female,
            _ => Gender::Unstated,
        }
    }

    fn add(&mut self, title: Classes) {
        let gender = of_noun(title);
        self.male |= gender == Gender::Male;
        self.female |= gender == Gender::Female;
    }
}

/// The gender that a noun with these classes states.
pub fn of_noun(classes: Classes) -> Gender {
    match (classes.any(Classes::NOUN_MALE), classes.any(Classes::NOUN_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unstated,
    }
}

/// The gender that a pronoun states.
pub fn of_pronoun(token: &Token) -> Gender {
    match (token.is(Classes::PRONOUN_MALE), token.is(Classes::PRONOUN_FEMALE)) {
        (true, _) => Gender::Male,
        (_, true) => Gender::Female,
        _ => Gender::Unstated,
    }
}

/// Reads the title, role or kinship noun directly before a name, and an apposition directly behind it.
pub fn around(text: &Text, tokens: TokenRange) -> Around {
    let mut around = Around::default();
    let paragraph = &text.paragraphs()[text.paragraph_of(tokens.start)].tokens;
    let noun = Classes::TITLE | Classes::ROLE | Classes::KIN | Classes::HONORIFIC;
    for index in tokens.each() {
        // *Mrs. Lopez*, where the name holds its title.
        let token = text.token(index);
        if !token.is(noun) || token.is(Classes::GIVEN | Classes::SURNAME) {
            break;
        }
        around.stated.add(token.classes());
    }
    let mut at = tokens.start;
    while at > paragraph.start && tokens.start - at < 4 {
        let token = text.token(at - 1);
        if token.kind == TokenKind::Comma && at == tokens.start && at > paragraph.start + 1 {
            // *his wife, Elena Lopez*
            at -= 1;
            continue;
        }
        // *Datuk Seri*, *First Lady*: what two words say that neither says alone.
        let title = (at >= paragraph.start + 2).then(|| language::phrase(text.slice(at - 2..at))).flatten();
        if let Some(title) = title.filter(|title| title.classes.any(Classes::TITLE | Classes::HONORIFIC)) {
            around.stated.add(title.classes);
            at -= 2;
            continue;
        }
        if !token.is(noun) || (token.is(Classes::GIVEN | Classes::SURNAME) && token.is_capitalized()) {
            break;
        }
        let owned = at >= paragraph.start + 2 && is_owner(text.token(at - 2));
        // Behind a comma only a relative or somebody's servant is meant: *the actress, Lopez said*, is not.
        if at < tokens.start && text.token(tokens.start - 1).kind == TokenKind::Comma && !owned {
            break;
        }
        around.stated.add(token.classes());
        around.kin |= token.is(Classes::KIN) && owned;
        at -= 1;
    }
    if text.get(tokens.end).is_some_and(|token| token.kind == TokenKind::Comma) {
        let (stated, kin) = apposition(text, tokens.end + 1, paragraph.end);
        around.stated.male |= stated.male;
        around.stated.female |= stated.female;
        around.kin |= kin;
    }
    around
}

/// *, his wife*, *, a Danish actress*: the first noun of office or kinship after a determiner, a possessive or an age.
fn apposition(text: &Text, start: TokenIndex, limit: TokenIndex) -> (Stated, bool) {
    let mut stated = Stated::default();
    let Some(first) = (start < limit).then(|| text.token(start)) else { return (stated, false) };
    if !first.is(Classes::DETERMINER | Classes::POSSESSIVE) {
        return (stated, false);
    }
    for at in (start + 1..limit.min(start + 6)).each() {
        let token = text.token(at);
        if !token.is_word() || token.is(Classes::PREPOSITION | Classes::RELATIVE | Classes::SUBORDINATOR) {
            break;
        }
        if token.is(Classes::ROLE | Classes::KIN | Classes::TITLE) && token.kind == TokenKind::Lower {
            let next_is_noun = at + 1 < limit && text.token(at + 1).is(Classes::ROLE | Classes::KIN);
            if next_is_noun {
                continue;
            }
            stated.add(token.classes());
            return (stated, token.is(Classes::KIN) && is_owner(first));
        }
    }
    (stated, false)
}

/// *his*, *Lopez's*: what follows belongs to somebody.
fn is_owner(token: &Token) -> bool {
    token.kind == TokenKind::Possessive || (token.is(Classes::POSSESSIVE) && token.is(Classes::PRONOUN))
}
