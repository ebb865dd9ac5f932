//! What a mention does in its sentence, told without a parser: by what stands before and after it.

use super::byline::names_author;
use super::verb::{ends_in_ed, is_verb, is_verb_participle};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange};

/// How many tokens of a coordinated name are passed.
const NAME: u32 = 30;

/// A noun phrase in front of a name that explains it has no more tokens than this.
const LONGEST_SUBJECT: usize = 8;

/// The part a mention plays in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// Before its verb, or behind a reporting verb (*said Lopez*).
    Subject,
    /// Behind its verb.
    Object,
    /// Behind a preposition.
    Oblique,
    /// Owns what follows (*Lopez's*, *his*).
    Possessor,
    /// Beside a noun that it explains (*her sister, Elena Lopez*).
    Apposition,
    /// Names whoever wrote the article or took its picture; no pronoun means somebody on that account.
    Byline,
    /// None of these could be told.
    Other,
}

/// The function of the noun phrase at `tokens`, a name or a description.
pub fn function_of(text: &Text, tokens: TokenRange) -> Function {
    let sentence = &text.sentences()[text.sentence_of(tokens.start)].tokens;
    if next_is(text, tokens.end, sentence.end, |token| token.kind == TokenKind::Possessive) {
        return Function::Possessor;
    }
    if names_author(text, sentence, tokens.start) {
        return Function::Byline;
    }
    let after = after_phrase(text, tokens.end, sentence.end);
    let verb_follows = after.is_some_and(|at| verb_within(text, at, sentence.end));
    let Some(before) = before_phrase(text, tokens.start, sentence.start) else {
        // What opens a sentence is its subject, unless a comma sets it off.
        let is_set_off = next_is(text, tokens.end, sentence.end, |token| token.kind == TokenKind::Comma);
        return if verb_follows || !is_set_off { Function::Subject } else { Function::Other };
    };
    let token = text.token(before);
    let subordinates = token.is(Classes::SUBORDINATOR | Classes::RELATIVE | Classes::COORDINATOR);
    if verb_follows && (subordinates || !token.is(Classes::PREPOSITION)) {
        return Function::Subject;
    }
    if token.is(Classes::PREPOSITION) {
        // *In his last match Lopez won*: a noun closes the phrase before the name.
        let closed = before + 1 < tokens.start && {
            let noun = text.token(tokens.start - 1);
            let announces = Classes::TITLE | Classes::ROLE | Classes::KIN | Classes::DEMONYM | Classes::DETERMINER;
            matches!(noun.kind, TokenKind::Lower | TokenKind::Number) && !noun.is(announces)
        };
        return if closed && verb_follows { Function::Subject } else { Function::Oblique };
    }
    if token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.finite()) && is_verb(text, before) {
        // *“…,” said Lopez*: a quotation or a comma in front of the verb.
        let inverted = before > sentence.start
            && matches!(text.token(before - 1).kind, TokenKind::Mark(_) | TokenKind::Comma | TokenKind::Stop);
        return if inverted { Function::Subject } else { Function::Object };
    }
    if is_verb(text, before) || is_verb_participle(token, text.word(before)) {
        return Function::Object;
    }
    if token.kind == TokenKind::Comma {
        let explains_subject = names_subject(text, sentence.start..before, tokens.end, sentence.end);
        return if explains_subject { Function::Subject } else { Function::Apposition };
    }
    if token.is(Classes::COORDINATOR) && before > sentence.start {
        // *with Lopez and Marsh*: as what stands before the conjunction.
        return match before_phrase(text, before, sentence.start) {
            Some(at) if text.token(at).is(Classes::PREPOSITION) => Function::Oblique,
            Some(at) if is_verb(text, at) => Function::Object,
            _ => Function::Other,
        };
    }
    Function::Other
}

/// *Her grandmother, Ana Lopez, was waiting*: whether the noun phrase before a comma is the subject of what follows the
/// comma behind a name that ends at `end`, so that the name is its subject too.
fn names_subject(text: &Text, before: TokenRange, end: TokenIndex, limit: TokenIndex) -> bool {
    let closes = next_is(text, end, limit, |token| token.kind == TokenKind::Comma);
    let goes_on = || verb_within(text, end + 1, limit);
    let is_phrase = || {
        before.len() <= LONGEST_SUBJECT
            && before.each().all(|at| {
                let token = text.token(at);
                (token.is_word() || token.kind == TokenKind::Possessive)
                    && !is_verb(text, at)
                    && !token.is(Classes::SUBORDINATOR | Classes::RELATIVE | Classes::SUBJECT)
            })
            && !text.token(before.start).is(Classes::PREPOSITION)
    };
    closes && !before.is_empty() && is_phrase() && goes_on()
}

/// Whether a finite verb stands at `at`, or behind an adverb or two.
fn verb_within(text: &Text, at: TokenIndex, limit: TokenIndex) -> bool {
    for index in (at..limit.min(at + 3)).each() {
        if is_verb(text, index) {
            return true;
        }
        let token = text.token(index);
        let is_adverb = token.is(Classes::ADVERB | Classes::NEGATION) || text.word(index).ends_with("ly");
        if !is_adverb || token.kind != TokenKind::Lower {
            // *soon learns*: any word may be an adverb if a verb in *-s* follows that no determiner precedes.
            return token.kind == TokenKind::Lower
                && index == at
                && !token.is(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR | Classes::PRONOUN)
                && index + 1 < limit
                && is_verb(text, index + 1);
        }
    }
    false
}

/// Where the clause goes on after a noun phrase: behind brackets, appositions between commas, and names that are
/// coordinated with it.
pub(super) fn after_phrase(text: &Text, end: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let mut at = end;
    for _ in 0..4 {
        if at >= limit {
            return None;
        }
        let token = text.token(at);
        match token.kind {
            TokenKind::Open => at = find(text, at + 1, limit, 30, |token| token.kind == TokenKind::Close)? + 1,
            TokenKind::Comma => {
                // An apposition or a relative clause is closed by a comma; what stands behind it tells.
                let close = find(text, at + 1, limit, 30, |token| token.kind == TokenKind::Comma)?;
                if !opens_apposition(text, at + 1) {
                    return Some(at);
                }
                at = close + 1;
            }
            _ if token.is(Classes::COORDINATOR) && at + 1 < limit && text.token(at + 1).is_capitalized() => {
                let behind = at + 1..limit.min(at + 1 + NAME);
                at = behind.each().find(|index| !text.token(*index).is_capitalized()).unwrap_or(behind.end);
            }
            _ => return Some(at),
        }
    }
    None
}

/// Whether what follows a comma explains the name before it: a determiner, a number (an age), a relative pronoun, a
/// noun of office or kinship.
fn opens_apposition(text: &Text, at: TokenIndex) -> bool {
    let token = text.token(at);
    let classes = Classes::DETERMINER
        | Classes::RELATIVE
        | Classes::ROLE
        | Classes::TITLE
        | Classes::KIN
        | Classes::PREPOSITION
        | Classes::DEMONYM;
    token.kind == TokenKind::Number || token.is(classes) || token.is_capitalized() || ends_in_ed(text.word(at))
}

/// What stands before a noun phrase, its determiners, adjectives and titles skipped; nothing at the sentence's start.
fn before_phrase(text: &Text, start: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let mut at = start;
    loop {
        at = phrase_start(text, at, limit);
        if at <= limit {
            return None;
        }
        at -= 1;
        // An opening bracket belongs to no clause.
        if text.token(at).kind != TokenKind::Open {
            return Some(at);
        }
    }
}

/// How far determiners, adjectives and titles reach back before a noun phrase, eight tokens at most.
fn phrase_start(text: &Text, start: TokenIndex, limit: TokenIndex) -> TokenIndex {
    let mut at = start;
    for _ in 0..8 {
        if at <= limit {
            break;
        }
        let token = text.token(at - 1);
        let is_function = token.is(Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::RELATIVE
            | Classes::PRONOUN);
        let inside = token.kind == TokenKind::Possessive
            || token.is(Classes::DETERMINER) && !token.is(Classes::SUBORDINATOR)
            || (token.is_word()
                && !is_function
                && (!is_verb(text, at - 1) || token.is_in(WordSet::PastOffice))
                && !is_verb_participle(token, text.word(at - 1)));
        if !inside || token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO) {
            break;
        }
        at -= 1;
    }
    at
}

/// The first token from `at` that fits, within `reach` tokens.
fn find(
    text: &Text,
    at: TokenIndex,
    limit: TokenIndex,
    reach: u32,
    fits: impl Fn(&Token) -> bool,
) -> Option<TokenIndex> {
    (at..limit.min(at + reach)).each().find(|index| fits(text.token(*index)))
}

pub(super) fn next_is(text: &Text, at: TokenIndex, limit: TokenIndex, fits: impl Fn(&Token) -> bool) -> bool {
    at < limit && fits(text.token(at))
}

/// What a third-person pronoun does in its clause.
pub fn pronoun_function(text: &Text, at: TokenIndex) -> Function {
    let token = text.token(at);
    let (object, possessive) = (token.is(Classes::OBJECT), token.is(Classes::POSSESSIVE));
    if token.is(Classes::SUBJECT) && !object {
        return Function::Subject;
    }
    if possessive && (!object || owns_what_follows(text, at)) {
        return Function::Possessor;
    }
    if token.is(Classes::REFLEXIVE) {
        return Function::Object;
    }
    if at > TokenIndex::FIRST && text.token(at - 1).is(Classes::PREPOSITION) {
        return Function::Oblique;
    }
    Function::Object
}

/// Whether *her* is a determiner here: a noun, an adjective or a number follows.
fn owns_what_follows(text: &Text, at: TokenIndex) -> bool {
    let Some(next) = text.get(at + 1) else { return false };
    let ends_phrase = Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::DETERMINER
        | Classes::PRONOUN
        | Classes::RELATIVE
        | Classes::BE
        | Classes::HAVE
        | Classes::MODAL
        | Classes::ADVERB;
    (next.is_word() || next.kind == TokenKind::Number) && !next.is(ends_phrase)
        || matches!(next.kind, TokenKind::Mark(_)) && next.spaced
        || text.word(at + 1) == "own"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn check(source: &str, phrase: &str, expected: Function) {
        let text = Text::new(Format::Plain.read(source));
        let start = source.find(phrase).unwrap() as u32;
        let tokens = text.tokens_in(crate::text::ProseSpan::new(start, start + phrase.len() as u32));
        assert_eq!(function_of(&text, tokens), expected, "{phrase} in {source}");
    }

    #[test]
    fn functions_of_names() {
        check("Lindqvist met Hartwell in the park.", "Lindqvist", Function::Subject);
        check("Lindqvist met Hartwell in the park.", "Hartwell", Function::Object);
        check("Lindqvist, a baker, met Hartwell.", "Lindqvist", Function::Subject);
        check("Her aunt, Maria Hartwell, was waiting.", "Maria Hartwell", Function::Subject);
        check("One of them, retired captain Hartwell, brought a net.", "Hartwell", Function::Subject);
        check("With her aunt, Maria Hartwell, was a dog.", "Maria Hartwell", Function::Apposition);
        check("They met her aunt, Maria Hartwell, was the rumour.", "Maria Hartwell", Function::Apposition);
        check("They spoke with Hartwell about it.", "Hartwell", Function::Oblique);
        check("They liked Hartwell's song.", "Hartwell", Function::Possessor);
        check("\"It failed,\" said Hartwell.", "Hartwell", Function::Subject);
        check("It failed because Hartwell left.", "Hartwell", Function::Subject);
        check("Lindqvist and Hartwell took it.", "Lindqvist", Function::Subject);
    }

    #[test]
    fn her_owns_or_is_seen() {
        let her = |source: &str| {
            let text = Text::new(Format::Plain.read(source));
            let at = text.all().each().find(|index| text.word(*index) == "her").unwrap();
            pronoun_function(&text, at)
        };
        assert_eq!(her("They saw her sister."), Function::Possessor);
        assert_eq!(her("They saw her in the park."), Function::Object);
        assert_eq!(her("They spoke with her."), Function::Oblique);
    }
}
