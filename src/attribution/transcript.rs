//! Turns of a transcript or an interview: *WALLACE: Do you agree?* · *Q: Why now?*
//!
//! A paragraph that begins with a speaker's label and a colon holds what that speaker said, with marks or without. A
//! label in capitals is one where the article has at least two of them: a single *UPDATE: …* is no turn.

use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Longest label, in tokens: *FORMER SECRETARY HILLARY CLINTON*.
const LONGEST_LABEL: u32 = 4;

/// What one paragraph of a transcript says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The paragraph's index.
    pub paragraph: usize,
    /// The label that names the speaker.
    pub label: TokenRange,
    /// The colon behind it.
    pub colon: TokenIndex,
    /// The words, without the marks around them.
    pub words: TokenRange,
}

/// The turns of a text in order; none if it is no transcript.
pub fn turns(text: &Text) -> Vec<Turn> {
    let turns: Vec<Turn> =
        (0..).zip(text.paragraphs()).filter_map(|(index, paragraph)| turn(text, index, &paragraph.tokens)).collect();
    if turns.len() < 2 { Vec::new() } else { turns }
}

/// Who answers the turns that are labelled *A*: the only person who is named in what comes before the first turn.
pub fn interviewed(text: &Text, entities: &Entities, turns: &[Turn]) -> Option<EntityId> {
    let before = text.paragraphs().get(turns.first()?.paragraph)?.tokens.start;
    let named = |mention: &Mention| mention.form == MentionForm::Name && mention.tokens.end <= before;
    let mut people =
        entities.all().iter().filter(|entity| entity.kind == NameKind::Person && entity.mentions.iter().any(named));
    people.next().filter(|_| people.next().is_none()).map(|entity| entity.id)
}

impl Turn {
    /// Whether its label is the *A* of questions and answers.
    pub fn answers(&self, text: &Text) -> bool {
        self.label.len() == 1 && text.word(self.label.start).trim_end_matches('.') == "A"
    }
}

fn turn(text: &Text, paragraph: usize, tokens: &TokenRange) -> Option<Turn> {
    let is_mark = |token: TokenIndex| text.token(token).mark().is_some();
    let first = tokens.clone().find(|&token| !is_mark(token)).filter(|&first| first <= tokens.start + 1)?;
    let colon = (first..tokens.end.min(first + LONGEST_LABEL + 1))
        .find(|&token| text.token(token).kind == TokenKind::Colon)
        .filter(|&colon| colon > first)?;
    let in_capitals = |token: TokenIndex| {
        let word = text.word(token);
        text.token(token).kind == TokenKind::Capitals && word.len() > 1 || matches!(word, "Q" | "A" | "Q." | "A.")
    };
    if !(first..colon).all(in_capitals) {
        return None;
    }
    let mut end = tokens.end;
    while end > colon + 1 && is_mark(end - 1) {
        end -= 1;
    }
    (colon + 2 < end).then(|| Turn { paragraph, label: first..colon, colon, words: colon + 1..end })
}
