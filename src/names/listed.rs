//! People on the newsroom's own lists, whom the tagger does not know for people: in lower case, or with strange names.

use super::name::{Name, NameKind};
use super::titles;
use crate::language::Classes;
use crate::people::{Folder, People};
use crate::prose::{EachToken, Text, Token, TokenIndex, TokenKind, TokenRange};

/// What words are besides names: a name of nothing else may be no name.
const PLAIN: Classes = Classes::COMMON
    .with(Classes::PREPOSITION)
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::COORDINATOR)
    .with(Classes::SUBORDINATOR)
    .with(Classes::MODAL)
    .with(Classes::CALENDAR);

/// Adds the people of a sentence who are on a list to its names. A list only has a say where the tagger found no longer name.
pub fn add(text: &Text, sentence: &TokenRange, people: &People, names: &mut Vec<Name>) {
    if people.is_empty() {
        return;
    }
    let mut folder = Folder::default();
    let mut at = sentence.start;
    while at < sentence.end {
        let words = (at..sentence.end).each().map_while(|at| is_word(text.token(at)).then(|| text.word(at)));
        let Some(found) = people.recognize(words, &mut folder) else {
            at += 1;
            continue;
        };
        let tokens = at..at + found.words as u32;
        if is_name(text, sentence, &tokens, found.spelling) && put(text, sentence, names, &tokens) {
            at = tokens.end;
        } else {
            at += 1;
        }
    }
}

fn is_word(token: &Token) -> bool {
    token.is_word() || token.kind == TokenKind::Number
}

/// Whether words that are on a list can be nothing else here.
fn is_name(text: &Text, sentence: &TokenRange, tokens: &TokenRange, spelling: &str) -> bool {
    let is_capitalized = |at: TokenIndex| text.token(at).is_capitalized();
    if tokens.len() == 1 {
        let token = text.token(tokens.start);
        let is_strange = text.word(tokens.start) == spelling && token.classes().is_empty();
        return token.is_word() && if token.is_capitalized() { !token.is(PLAIN) } else { is_strange };
    }
    if tokens.each().any(|at| is_word(text.token(at)) && !text.token(at).is(PLAIN)) {
        return true;
    }
    // *Will Power*: with capitals, where these say something.
    let is_written_small = |at: TokenIndex| text.token(at).kind == TokenKind::Lower && text.token(at).span.len() > 3;
    tokens.start > sentence.start && tokens.each().all(is_capitalized) && sentence.each().any(is_written_small)
}

/// Puts a person among the names, in place of shorter names and of one of another kind. Says whether it did.
fn put(text: &Text, sentence: &TokenRange, names: &mut Vec<Name>, tokens: &TokenRange) -> bool {
    let overlaps = |name: &Name| name.tokens.start < tokens.end && tokens.start < name.tokens.end;
    let goes_beyond = |name: &Name| name.tokens.start < tokens.start || name.tokens.end > tokens.end;
    let mut others = names.iter().filter(|name| overlaps(name));
    // One word may well be a place or a body, whoever else is called so.
    let is_settled = |name: &Name| name.tokens == *tokens && (name.kind == NameKind::Person || tokens.len() == 1);
    if others.any(|name| goes_beyond(name) || is_settled(name)) {
        return false;
    }
    names.retain(|name| !overlaps(name));
    let place = names.partition_point(|name| name.tokens.start < tokens.start);
    let limit =
        place.checked_sub(1).and_then(|before| names.get(before)).map_or(sentence.start, |name| name.tokens.end);
    let title = titles::before(text, tokens.start, limit);
    names.insert(place, Name { tokens: tokens.clone(), kind: NameKind::Person, title });
    true
}
