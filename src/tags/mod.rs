//! What part of speech each word of a sentence is: noun or verb (*appeals*, *claims*, *states*), proper or common.
//!
//! A small linear model over hashed features, from left to right. A sentence is tagged when somebody asks, and the answer
//! depends on the words of that sentence alone. `MODEL.md` says what it was trained on, how well it does and where it is
//! weak.

mod features;
mod model;
mod tag;
#[cfg(feature = "train")]
pub mod train;

pub use tag::Tag;

use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// The tag of each token of a sentence, in order. An empty range has none.
pub fn tag(text: &Text, sentence: &TokenRange) -> Vec<Tag> {
    tag_with(&model::SHIPPED, text, sentence)
}

fn tag_with(model: &model::Model<'_>, text: &Text, sentence: &TokenRange) -> Vec<Tag> {
    let words = features::Words::of(text, sentence);
    let guess = walk(model, text, sentence, &words, None);
    walk(model, text, sentence, &words, Some(&guess))
}

/// Tags a sentence from left to right; `guess` are the tags of a first walk.
fn walk(
    model: &model::Model<'_>,
    text: &Text,
    sentence: &TokenRange,
    words: &features::Words,
    guess: Option<&[Tag]>,
) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(sentence.len());
    let mut found = Vec::new();
    for (at, index) in sentence.clone().enumerate() {
        let tag = if is_punctuation(text, index) {
            Tag::Punctuation
        } else {
            words.features(at, &tags, guess, &mut found);
            best(&model.score(&found))
        };
        tags.push(tag);
    }
    tags
}

/// The tag with the highest score; the first of those that share it.
fn best(scores: &[i32; model::TAGS]) -> Tag {
    let mut best = (Tag::Noun, i32::MIN);
    for (tag, score) in Tag::TOLD.iter().zip(scores) {
        if *score > best.1 {
            best = (*tag, *score);
        }
    }
    best.0
}

/// Whether a token is punctuation whatever stands around it.
fn is_punctuation(text: &Text, index: TokenIndex) -> bool {
    match text.token(index).kind {
        TokenKind::Mark(_)
        | TokenKind::Stop
        | TokenKind::Comma
        | TokenKind::Semicolon
        | TokenKind::Colon
        | TokenKind::Dash
        | TokenKind::Open
        | TokenKind::Close => true,
        TokenKind::Symbol => matches!(text.word(index), "/" | "<" | ">" | "*" | "|" | "_" | "~" | "^" | "\\"),
        TokenKind::Lower
        | TokenKind::Capital
        | TokenKind::Capitals
        | TokenKind::Mixed
        | TokenKind::Possessive
        | TokenKind::Number
        | TokenKind::Address => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    /// The tags of the first sentence of a text, each with its word.
    fn tags(plain: &str) -> Vec<(String, Tag)> {
        let text = Text::new(Format::Plain.read(plain));
        let Some(sentence) = text.sentences().first() else { return Vec::new() };
        let words = sentence.tokens.clone().map(|token| text.word(token).to_owned());
        words.zip(tag(&text, &sentence.tokens)).collect()
    }

    fn tag_of(plain: &str, word: &str) -> Tag {
        tags(plain).into_iter().find(|(known, _)| known == word).unwrap().1
    }

    #[test]
    fn a_noun_and_a_verb_of_one_spelling_are_told_apart() {
        assert_eq!(tag_of("She claims that the boat sank.", "claims"), Tag::Verb);
        assert_eq!(tag_of("The claims of the minister were false.", "claims"), Tag::Noun);
        assert_eq!(tag_of("The report states that nobody drowned.", "states"), Tag::Verb);
        assert_eq!(tag_of("Three states have signed the letter.", "states"), Tag::Noun);
        assert_eq!(tag_of("All of her appeals were turned down.", "appeals"), Tag::Noun);
    }

    #[test]
    fn every_token_has_a_tag_and_marks_are_punctuation() {
        let all = tags("“We waited,” said Maria Lopez; nobody came.");
        let of = |word: &str| all.iter().find(|(known, _)| known == word).unwrap().1;
        assert_eq!((of("“"), of(";"), of(".")), (Tag::Punctuation, Tag::Punctuation, Tag::Punctuation));
        assert_eq!((of("We"), of("waited"), of("said")), (Tag::Pronoun, Tag::Verb, Tag::Verb));
        assert_eq!((of("Maria"), of("Lopez")), (Tag::ProperNoun, Tag::ProperNoun));
        assert!(tags("").is_empty());
    }

    #[test]
    fn what_stands_around_a_sentence_does_not_matter() {
        let alone = Text::new(Format::Plain.read("The council backs the tram."));
        let among = Text::new(Format::Plain.read("Nobody knew. The council backs the tram. It will cost a lot."));
        let (first, second) = (&alone.sentences()[0].tokens, &among.sentences()[1].tokens);
        assert_eq!(tag(&alone, first), tag(&among, second));
    }
}
