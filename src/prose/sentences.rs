//! Where sentences end.
//!
//! A stop ends a sentence unless the words around it speak against it. Copy without paragraph breaks and with lost
//! spaces is normal, so is a sentence inside a quotation. Abbreviations are decided by what follows them: *Jan. 3* and
//! *U.S. forces* go on, *in the U.S. The* does not.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::token::{Token, TokenKind};
use super::token_index::{EachToken, TokenIndex, TokenRange};
use crate::format::LINE_BREAK;
use crate::language::Classes;

/// How many tokens after a closing mark are searched for a cue, before a question or an exclamation in marks is taken
/// for the end of the sentence: *“Why?” the mayor of Springfield asked.*
const CUE_WITHIN: usize = 8;
/// The same, where an apposition explains the source.
const CUE_BEHIND_APPOSITION: usize = 20;

/// How far behind a sentence's end the decision that it ends there may look, in tokens.
const LOOK_AHEAD: u32 = CUE_BEHIND_APPOSITION as u32 + LONGEST_REFERENCE + 8;

/// A reference is no longer than this, in tokens with its brackets.
const LONGEST_REFERENCE: u32 = 10;

/// No sentence is longer than this, in tokens. What is (a megabyte without a stop) is cut, since after an edit a sentence
/// is read anew.
const LONGEST: u32 = 2_000;
/// Where a sentence is cut it has at least so many tokens.
const SHORTEST_CUT: u32 = 1_000;

/// The sentences of a paragraph's tokens, in order and without a gap. Reading may begin where any sentence begins.
pub struct Sentences<'t> {
    text: &'t str,
    tokens: &'t [Token],
    rest: TokenRange,
}

impl<'t> Sentences<'t> {
    /// The sentences of a run of tokens of `text` that ends where its paragraph ends.
    pub fn of(text: &'t str, tokens: &'t [Token], rest: TokenRange) -> Sentences<'t> {
        Sentences { text, tokens, rest }
    }
}

impl Iterator for Sentences<'_> {
    type Item = TokenRange;

    fn next(&mut self) -> Option<TokenRange> {
        let TokenRange { start, end: limit } = self.rest;
        if start >= limit {
            return None;
        }
        let read = start..limit.min(start + LONGEST);
        let found = read.each().find_map(|at| sentence_end(self.text, self.tokens, at, limit));
        let end = found.unwrap_or_else(|| if limit - start > LONGEST { self.cut(start) } else { limit });
        self.rest.start = end;
        Some(start..end)
    }
}

impl Sentences<'_> {
    /// Where a sentence is cut that begins at a token and is too long: of the words that stand there more than once, and
    /// seldom, at the one with the smallest hash. Which that is hangs neither on where the sentence begins nor on a word
    /// that is being typed, so behind an edit the text is soon cut as before.
    fn cut(&self, start: TokenIndex) -> TokenIndex {
        let hash = |at: TokenIndex| {
            let word = self.tokens.get(at.number()).map_or("", |token| token.span.slice(self.text));
            FxBuildHasher.hash_one(word)
        };
        let mut words: Vec<_> = (start + SHORTEST_CUT..start + LONGEST).each().map(|at| (hash(at), at)).collect();
        words.sort_unstable();
        let alike = words.chunk_by(|(one, _), (other, _)| one == other);
        // How often is not counted exactly, so that one more or less seldom matters.
        let rarest = alike.min_by_key(|places| if places.len() > 1 { places.len().ilog2() } else { u32::MAX });
        rarest.and_then(<[_]>::first).map_or(start + LONGEST, |(_, place)| *place)
    }
}

/// One past the last token that a sentence's end was decided by.
pub fn decided_by(sentence: &TokenRange) -> TokenIndex {
    let may_be_cut = sentence.end - sentence.start >= SHORTEST_CUT;
    let read = if may_be_cut { sentence.end.max(sentence.start + LONGEST) } else { sentence.end };
    read + LOOK_AHEAD
}

/// If the token at `at` ends a sentence, where the next begins: behind closing marks and brackets.
fn sentence_end(text: &str, tokens: &[Token], at: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let token = &tokens[at];
    if at + 1 < limit && breaks_line(text, token, &tokens[at + 1]) {
        return Some(at + 1);
    }
    let is_stop = token.kind == TokenKind::Stop;
    let has_period = token.is_word() && token.span.slice(text).ends_with('.');
    if !is_stop && !has_period {
        return None;
    }
    let mut next = at + 1;
    while next < limit && closes(tokens, next, limit) {
        next += 1;
    }
    next = reference_end(text, tokens, next, limit).unwrap_or(next);
    if next >= limit {
        return Some(limit);
    }
    let follower = &tokens[next];
    if has_period {
        return (follower.spaced && abbreviation_ends(token, tokens, next, limit)).then_some(next);
    }
    let stop = token.span.slice(text);
    let closed = next > at + 1;
    if !follower.spaced && !closed {
        // A lost space: *the region.The act*. An ellipsis joins, a stop before a capital parts.
        let lost = follower.kind == TokenKind::Capital && stop == ".";
        return lost.then_some(next);
    }
    if goes_on(follower) {
        return None;
    }
    if closed && stop != "." && cue_follows(tokens, next, limit) {
        return None;
    }
    Some(next)
}

/// Whether a line that was broken by hand ends between two tokens, and a new one begins with a capital: a signature, an
/// address, a verse.
fn breaks_line(text: &str, token: &Token, next: &Token) -> bool {
    let white = || text.get(token.span.end as usize..next.span.start as usize).unwrap_or_default();
    next.spaced && token.is_word() && next.is_capitalized() && white().contains(LINE_BREAK)
}

/// Whether the token closes something that belongs to the sentence before it.
fn closes(tokens: &[Token], at: TokenIndex, limit: TokenIndex) -> bool {
    let token = &tokens[at];
    if token.spaced {
        return false;
    }
    match token.kind {
        TokenKind::Close => true,
        // A mark that touches the stop closes, unless it also touches the next word (a lost space before an opening).
        TokenKind::Mark(_) => at + 1 >= limit || tokens[at + 1].spaced || !tokens[at + 1].is_word(),
        _ => false,
    }
}

/// Where a reference in square brackets ends that touches the token before it: *“We asked twice.”[12] The mayor left.*
pub fn reference_end(text: &str, tokens: &[Token], at: TokenIndex, limit: TokenIndex) -> Option<TokenIndex> {
    let found = tokens.get(at.number()..limit.min(at + LONGEST_REFERENCE).number())?;
    let opens = |token: &&Token| token.kind == TokenKind::Open && !token.spaced && token.span.slice(text) == "[";
    found.first().filter(opens)?;
    let close = found.iter().position(|token| token.kind == TokenKind::Close)?;
    Some(at + close as u32 + 1)
}

/// Whether a sentence cannot begin with this token.
fn goes_on(token: &Token) -> bool {
    match token.kind {
        // A sentence that begins in lower case is rarer than a stop that ends none.
        TokenKind::Lower => !token.is(Classes::PARTICLE),
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Possessive | TokenKind::Dash => true,
        _ => false,
    }
}

/// Whether a sentence ends after an abbreviation, by the word that follows it.
fn abbreviation_ends(abbreviation: &Token, tokens: &[Token], next: TokenIndex, limit: TokenIndex) -> bool {
    if abbreviation.is(Classes::NEVER_ENDS) || abbreviation.is(Classes::TITLE) {
        return false;
    }
    let follower = &tokens[next];
    // An initial (*J. Doe*) never ends a sentence; *U.S.* may.
    if abbreviation.span.len() == 2 {
        return false;
    }
    match follower.kind {
        TokenKind::Mark(_) => {
            tokens.get(next.number() + 1).filter(|_| next + 1 < limit).is_some_and(Token::is_capitalized)
        }
        TokenKind::Capital => {
            // *The*, *He*, *In* open sentences even where a name is spelled like that; other frequent words do unless
            // they may be a name.
            let function = Classes::DETERMINER
                | Classes::PRONOUN
                | Classes::PREPOSITION
                | Classes::SUBORDINATOR
                | Classes::COORDINATOR;
            let name =
                Classes::GIVEN | Classes::SURNAME | Classes::TITLE | Classes::ORGANIZATION_HEAD | Classes::CALENDAR;
            follower.is(function) || follower.is(Classes::COMMON | Classes::ADVERB) && !follower.is(name)
        }
        _ => false,
    }
}

/// Whether nothing follows a verb in its sentence: *“Why?” Lopez pressed.*
fn closes_clause(tokens: &[Token], at: TokenIndex, limit: TokenIndex) -> bool {
    at >= limit || matches!(tokens[at].kind, TokenKind::Stop | TokenKind::Comma)
}

/// Whether a clause with a reporting verb follows a closed quotation, as in *“Why?” Lopez asked.*
fn cue_follows(tokens: &[Token], next: TokenIndex, limit: TokenIndex) -> bool {
    // *“Why?” Ana Lopez, 45, a baker from Lund, asked.*: an apposition may stand between.
    let mut explained = false;
    for (step, token) in tokens[next.number()..limit.number()].iter().take(CUE_BEHIND_APPOSITION).enumerate() {
        if let Some((cue, forms)) = token.word.cue()
            && token.kind == TokenKind::Lower
            && (forms.past() || forms.third() || forms.ing())
            && (cue.frames.quotation()
                || step <= 3 && forms.past() && closes_clause(tokens, next + step as u32 + 1, limit))
        {
            return forms.finite();
        }
        let inside = token.is_word() || matches!(token.kind, TokenKind::Possessive);
        explained |= matches!(token.kind, TokenKind::Comma | TokenKind::Open);
        let apposition = matches!(
            token.kind,
            TokenKind::Comma
                | TokenKind::Open
                | TokenKind::Close
                | TokenKind::Number
                | TokenKind::Mark(_)
                | TokenKind::Dash
        );
        if !(inside && (step < CUE_WITHIN || explained) || apposition && step > 0) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use crate::format::Format;
    use crate::prose::{EachToken, Text};

    fn check(source: &str, expected: &[&str]) {
        let text = Text::new(Format::Plain.read(source));
        let found: Vec<&str> = text.sentences().iter().map(|sentence| text.slice(sentence.tokens.clone())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check(
            "He left the U.S. forces on Jan. 3 with Gen. Ray J. Doe.",
            &["He left the U.S. forces on Jan. 3 with Gen. Ray J. Doe."],
        );
        check("They left the U.S. The act failed.", &["They left the U.S.", "The act failed."]);
    }

    #[test]
    fn references_belong_to_the_sentence_before() {
        check(
            "It failed.[12] The act went on. “Why?”[3] the mayor asked.",
            &["It failed.[12]", "The act went on.", "“Why?”[3] the mayor asked."],
        );
    }

    #[test]
    fn quotations_hold_whole_sentences() {
        check(
            "“It failed. We know,” she said. “Next.” He left.",
            &["“It failed.", "We know,” she said.", "“Next.”", "He left."],
        );
        check("“Why?” Maria Lopez asked. No one knew.", &["“Why?” Maria Lopez asked.", "No one knew."]);
        check("\"Stop!\" he said. \"Go on.\"", &["\"Stop!\" he said.", "\"Go on.\""]);
        check("“Why?” Ana Lopez, 45, a baker, asked. No.", &["“Why?” Ana Lopez, 45, a baker, asked.", "No."]);
        check(
            "“Why?” The mayor, who was there, left. He said no.",
            &["“Why?”", "The mayor, who was there, left.", "He said no."],
        );
    }

    #[test]
    fn a_sentence_too_long_is_cut_at_words_that_an_edit_does_not_move() {
        let words: Vec<String> = (0..10_000).map(|number| format!("word{number}")).collect();
        let first_words = |source: &str| -> Vec<String> {
            let text = Text::new(Format::Plain.read(source));
            let sentences = text.sentences().iter();
            let lengths = sentences.clone().map(|sentence| sentence.tokens.len());
            assert!(lengths.max().is_some_and(|longest| longest <= LONGEST as usize));
            sentences.map(|sentence| text.word(sentence.tokens.start).to_owned()).collect()
        };
        let (cut, cut_behind_edit) = (first_words(&words.join(" ")), first_words(&words[7..].join(" ")));
        assert!(cut.len() > 5);
        assert_eq!(cut[1..], cut_behind_edit[1..]);
        check(&"a ".repeat(LONGEST as usize), &["a ".repeat(LONGEST as usize).trim_end()]);
    }

    #[test]
    fn lost_and_odd_spaces_are_survived() {
        check("It left the region.The act failed.", &["It left the region.", "The act failed."]);
        check("One.\u{A0}\u{A0} Two.", &["One.", "Two."]);
        check("2,134 have recovered. 3 died.", &["2,134 have recovered.", "3 died."]);
        check("Well … perhaps. No", &["Well … perhaps.", "No"]);
    }
}
