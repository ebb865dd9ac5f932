//! What this room can read of a sentence besides its notes, as one number: equal numbers mean that nothing it could decide on
//! has changed, though letters have.
//!
//! Of a word that no list knows, written in lower case, the room reads no more than its ending and whether it is short; typing
//! such a word changes nothing but places. Who lets the room read more of such words must say so here.

use std::hash::{Hash, Hasher};

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
const WITHIN_NAME: u32 = 5;

/// The signature of a sentence.
pub fn of(text: &Text, sentence: TokenRange) -> u64 {
    let mut digest = Quick::default();
    for at in sentence.clone() {
        let token = text.token(at);
        (token.kind, token.spaced).hash(&mut digest);
        let word = text.word(at);
        if is_read(text, at, word, &sentence) {
            word.hash(&mut digest);
            continue;
        }
        let ending = ["ing", "ed", "eed", "ly"].iter().position(|ending| word.ends_with(ending));
        let is_double_e = word.ends_with("eed");
        (word.len().min(5), ending, is_double_e, word.contains('-')).hash(&mut digest);
    }
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
        of(&text, 0..text.tokens().len() as TokenIndex)
    }

    #[test]
    fn letters_of_unknown_words_do_not_matter() {
        assert_eq!(signature("the xylomer of it"), signature("the xylomers of it"));
        assert_eq!(signature("Lopez saw xylomer of it"), signature("Lopez saw xylomers of it"));
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
