//! Speech, or words that are marked for another reason: titles of works, nicknames, terms, irony, slogans.

use super::unit::{FIRST, UnitIndex};
use super::view::SegmentView;
use crate::language::Classes;
use crate::prose::{EachToken, TokenIndex, TokenKind};
use crate::quotations::Passage;

/// Fewer words than this are a term more often than speech (PolNeAR: one to three marked words are speech half the
/// time, seven or more with a capital and an end mark 99 times in a hundred).
const SPEECH_WORDS: u32 = 4;

/// A clause of fewer words is taken for a title or a heading where it ends without a stop.
const CLAUSE_WORDS: u32 = 12;

/// What marked words are that no cue governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A sentence: it looks like somebody's words.
    Sentence,
    /// No sentence: a term, a title, irony.
    Term,
    /// The sentence around them says that somebody is quoted, and not who.
    Quoted,
    /// The sentence around them says that nobody says them: a slogan, an example, what was never said.
    Nobodys,
}

impl Nature {
    /// What the marked words at a place are by themselves: a sentence has its capital and its end.
    pub fn of(view: &SegmentView<'_>, place: UnitIndex) -> Nature {
        let sentence = view.passage(place).is_some_and(|passage| is_sentence(view, place, passage));
        if sentence { Nature::Sentence } else { Nature::Term }
    }

    /// Whether somebody says them.
    pub fn is_speech(self) -> bool {
        matches!(self, Nature::Sentence | Nature::Quoted)
    }
}

fn is_sentence(view: &SegmentView<'_>, place: UnitIndex, passage: &Passage) -> bool {
    let text = view.text;
    if passage.words < SPEECH_WORDS || passage.inside.is_empty() {
        return false;
    }
    let first = text.token(passage.inside.start);
    let last = text.token(passage.inside.end - 1);
    let ends = matches!(last.kind, TokenKind::Stop | TokenKind::Comma | TokenKind::Dash)
        || text.word(passage.inside.end - 1).ends_with('.')
        || last.mark().is_some()
        || last.kind == TokenKind::Close && has_boundary(view, passage);
    let begins = first.is_capitalized() || !first.is_word() || ends && has_boundary(view, passage);
    let lower = passage.inside.each().filter(|&token| text.token(token).kind == TokenKind::Lower).count();
    begins && (ends || stops_outside(view, place, passage) || lacks_its_stop(view, place, passage)) && lower >= 2
}

/// Whether one sentence ends inside the marks and another begins: *“only they know. Ask them.”*
fn has_boundary(view: &SegmentView<'_>, passage: &Passage) -> bool {
    let text = view.text;
    let opens = |token: TokenIndex| text.token(token).is_capitalized();
    passage.inside.each().any(|stop| {
        let behind = stop + 1..passage.inside.end.min(stop + 3);
        text.token(stop).kind == TokenKind::Stop && behind.each().any(opens)
    })
}

/// *“We asked twice”.*: the stop stands behind the mark, and what it ends has a verb.
fn stops_outside(view: &SegmentView<'_>, place: UnitIndex, passage: &Passage) -> bool {
    view.kind(place + 1) == Some(TokenKind::Stop) && has_verb(view, passage)
}

/// *“The harbour has been closed to us since the end of the last war”* ¶: a long clause that is all of its sentence, and
/// lost its stop.
pub fn lacks_its_stop(view: &SegmentView<'_>, place: UnitIndex, passage: &Passage) -> bool {
    let behind = place + 1;
    let opens = view.token(behind).is_some_and(|token| token.is_capitalized())
        && view.is(behind, Classes::DETERMINER | Classes::PRONOUN);
    place == FIRST && passage.words >= CLAUSE_WORDS && (behind >= view.past_last() || opens) && has_verb(view, passage)
}

fn has_verb(view: &SegmentView<'_>, passage: &Passage) -> bool {
    opens_with_subject(view, passage)
        || passage.inside.each().skip(1).any(|token| {
            let token = view.text.token(token);
            token.kind == TokenKind::Lower
                && (token.is(Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::VERB)
                    || token.word.cue().is_some_and(|(_, forms)| forms.past() || forms.third()))
        })
}

/// *“I look forward to it”*: a pronoun that is a subject, and a word behind it that can be its verb.
fn opens_with_subject(view: &SegmentView<'_>, passage: &Passage) -> bool {
    let mut tokens = passage.inside.each().map(|token| view.text.token(token));
    let subject = tokens
        .next()
        .is_some_and(|token| token.is(Classes::SUBJECT) && token.is(Classes::PRONOUN) && !token.is(Classes::RELATIVE));
    let leaves = Classes::COORDINATOR | Classes::PREPOSITION | Classes::RELATIVE | Classes::DETERMINER;
    subject && tokens.next().is_some_and(|token| token.kind == TokenKind::Lower && !token.is(leaves))
}
