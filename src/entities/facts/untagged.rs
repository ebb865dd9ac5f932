//! Names that the tagger overlooked.

use crate::language::{Classes, WordSet};
use crate::names::{Name, NameKind};
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Bodies that the tagger overlooked in a sentence: capitalized words between *the* and words in lower case, of which the
/// last says what it is (*the Harbour Trust*). `names` are those that it did find there.
pub fn overlooked(text: &Text, sentence: TokenRange, names: &[Name]) -> Vec<Name> {
    let mut found = Vec::new();
    let is_taken = |at: TokenIndex| {
        let next = names.partition_point(|name| name.tokens.end <= at);
        names.get(next).is_some_and(|name| name.tokens.start <= at)
    };
    let capital = |at: &TokenIndex| text.token(*at).kind == TokenKind::Capital && !is_taken(*at);
    let limit = sentence.end;
    for the in sentence {
        // The kinds of two tokens are asked sooner than the letters of a word.
        let opens = the + 2 < limit && capital(&(the + 1)) && capital(&(the + 2));
        if !opens || text.word(the) != "the" {
            continue;
        }
        let end = (the + 1..limit).take_while(capital).last().map_or(the + 1, |last| last + 1);
        let goes_on = end < limit && (text.token(end).is_capitalized() || text.token(end).is(Classes::PREPOSITION));
        if end < the + 3 || goes_on || !text.token(end - 1).word.is_in(WordSet::NounOfBody) {
            continue;
        }
        let tokens = the + 1..end;
        found.push(Name { title: tokens.start..tokens.start, kind: NameKind::Organization, tokens });
    }
    found
}
