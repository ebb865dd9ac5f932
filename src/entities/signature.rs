//! What this room can read of a sentence besides its notes, as one number: equal numbers mean that nothing it could decide on
//! has changed, though letters have.
//!
//! Of a word that no list knows, written in lower case, the room reads no more than its ending and whether it is short; typing
//! such a word changes nothing but places. Who lets the room read more of such words must say so here.

use std::hash::{Hash, Hasher};

use super::descriptions::Described;
use super::notes::{NameNote, Spotted};
use super::quick::Quick;
use super::{places, roles};
use crate::language;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Words that the steps of this room compare with, as far as the language data may not list them.
const READ: &[&str] = &[
    "a.k.a.", "aka", "alias", "became", "born", "cited", "citing", "known", "nee", "n\u{e9}e", "own", "quoted",
    "quotes", "quoting", "remains",
];

/// In full names, how many tokens may lie between two that are capitalized.
const WITHIN_NAME: TokenIndex = 5;

/// How far around a name, and into a sentence from either end, words are read where nothing else asks for more.
const AROUND_NAME: TokenIndex = 5;

/// How far behind a *the* words are read.
const BEHIND_THE: TokenIndex = 8;

/// The signatures of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Of all its words.
    pub whole: u64,
    /// Of the words around names and behind *the*: no others are read where no pronoun, no description and no name that only
    /// the rest of the article shows stand in the sentence, and where no role can.
    pub near: u64,
}

/// The signatures of a sentence with these names and these *the* that may open a description; `is_read` says whether more of
/// it is read than what is near them.
pub fn of(
    text: &Text,
    sentence: TokenRange,
    names: &[NameNote],
    definites: &[Spotted<Box<[Described]>>],
    is_read: bool,
) -> Signature {
    let (mut whole, mut near) = (Quick::default(), Quick::default());
    let (mut names, mut definites) = (names.iter().peekable(), definites.iter().peekable());
    for at in sentence.clone() {
        let word = signature_of(text, at, &sentence);
        whole.write_u64(word);
        while names.next_if(|name| name.tokens.end + AROUND_NAME <= at).is_some() {}
        while definites.next_if(|the| the.at + BEHIND_THE <= at).is_some() {}
        let is_near = at < sentence.start + AROUND_NAME
            || at + AROUND_NAME >= sentence.end
            || names.peek().is_some_and(|name| name.tokens.start <= at + AROUND_NAME)
            || definites.peek().is_some_and(|the| the.at <= at)
            || may_be_in_name(text, at, &sentence);
        if is_near {
            near.write_u64(u64::from(at - sentence.start));
            near.write_u64(word);
        }
    }
    let whole = whole.finish();
    Signature { whole, near: if is_read { whole } else { near.finish() } }
}

fn signature_of(text: &Text, at: TokenIndex, sentence: &TokenRange) -> u64 {
    let mut digest = Quick::default();
    let (token, word) = (text.token(at), text.word(at));
    (token.kind, token.spaced).hash(&mut digest);
    if is_read(text, at, word, sentence) {
        word.hash(&mut digest);
        return digest.finish();
    }
    let ending = ["ing", "ed", "ly"].iter().position(|ending| word.ends_with(ending));
    (word.len().min(5), ending, word.ends_with("eed"), word.contains('-')).hash(&mut digest);
    digest.finish()
}

/// Whether the room may read the letters of a word.
fn is_read(text: &Text, at: TokenIndex, word: &str, sentence: &TokenRange) -> bool {
    let token = text.token(at);
    let is_listed = || [READ, roles::LEADS, places::FACILITIES].iter().any(|list| list.contains(&word));
    token.kind != TokenKind::Lower
        || token.word != language::UNKNOWN
        || is_listed()
        || may_be_in_name(text, at, sentence)
}

/// Whether a word stands between two capitalized ones that may be of one name.
fn may_be_in_name(text: &Text, at: TokenIndex, sentence: &TokenRange) -> bool {
    let is_capital = |index: TokenIndex| text.token(index).is_capitalized();
    let before = at.saturating_sub(WITHIN_NAME).max(sentence.start)..at;
    let behind = at + 1..(at + 1 + WITHIN_NAME).min(sentence.end);
    before.rev().any(is_capital) && behind.into_iter().any(is_capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    fn signature(source: &str) -> u64 {
        let text = Text::new(Format::Plain.read(source));
        of(&text, 0..text.tokens().len() as TokenIndex, &[], &[], false).whole
    }

    #[test]
    fn letters_of_unknown_words_do_not_matter() {
        assert_eq!(signature("the xylomer of it"), signature("the xylomers of it"));
        assert_eq!(signature("Lopez saw xylomer of it"), signature("Lopez saw xylomers of it"));
    }

    #[test]
    fn words_far_from_names_matter_to_the_whole_only() {
        let near = |source: &str| {
            let text = Text::new(Format::Plain.read(source));
            of(&text, 0..text.tokens().len() as TokenIndex, &[], &[], false).near
        };
        let (before, behind) = ("it was one of many", "for all of us in here");
        let (one, other) = (format!("{before} towns {behind}"), format!("{before} roads {behind}"));
        assert_ne!(signature(&one), signature(&other));
        assert_eq!(near(&one), near(&other));
        assert_ne!(near("one of many towns"), near("one of many roads"));
    }

    #[test]
    fn all_that_is_read_matters() {
        assert_ne!(signature("the xylomer of it"), signature("the xylomed of it"), "an ending");
        assert_ne!(signature("the xyl of it"), signature("the xyly of it"), "an ending");
        assert_ne!(signature("the xylomer of it"), signature("the Xylomer of it"), "a capital");
        assert_ne!(signature("the xylomer of it"), signature("the xylomer for it"), "a word that is known");
        assert_ne!(signature("the airpor of it"), signature("the airport of it"), "a word that is compared with");
        assert_ne!(signature("Ann xylomer Holt"), signature("Ann xylomers Holt"), "a part of a name");
        assert_ne!(signature("the xylomer of it"), signature("the xylo-mer of it"), "a hyphen");
    }
}
