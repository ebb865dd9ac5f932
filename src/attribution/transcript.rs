//! Turns of a transcript or an interview: *WALLACE: Do you agree?* · *Q: Why now?*
//!
//! A paragraph that begins with a speaker's label and a colon holds what that speaker said, with marks or without. A
//! label in capitals is one where the article has at least two of them: a single *UPDATE: …* is no turn.

use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::names::NameKind;
use crate::prose::{Revision, Text, TokenIndex, TokenKind, TokenRange};

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

/// The paragraphs of a text that look like turns.
#[derive(Debug, Default)]
pub struct Turns {
    found: Vec<Turn>,
}

impl Turns {
    /// Looks at the paragraphs of a text.
    pub fn find(text: &Text) -> Turns {
        let found = (0..text.paragraphs().len()).filter_map(|paragraph| turn(text, paragraph));
        Turns { found: found.collect() }
    }

    /// The same after an edit of the text that these are of: looks only at paragraphs that it touched.
    pub fn revise(mut self, text: &Text, revision: &Revision) -> Turns {
        let (paragraphs, tokens) = (revision.paragraphs, revision.tokens);
        let from = self.found.partition_point(|turn| turn.paragraph < paragraphs.start as usize);
        let behind = self.found.partition_point(|turn| turn.paragraph < paragraphs.old_end as usize);
        let fresh: Vec<Turn> = paragraphs.now().filter_map(|paragraph| turn(text, paragraph)).collect();
        for turn in &mut self.found[behind..] {
            turn.paragraph = paragraphs.moved(turn.paragraph as u32) as usize;
            turn.label = tokens.moved_range(&turn.label);
            turn.colon = tokens.moved(turn.colon);
            turn.words = tokens.moved_range(&turn.words);
        }
        self.found.splice(from..behind, fresh);
        self
    }

    /// The turns in order; none if the text is no transcript.
    pub fn all(&self) -> &[Turn] {
        if self.found.len() < 2 { &[] } else { &self.found }
    }
}

/// Who answers the turns that are labelled *A*: the only person who is named in what comes before the first turn.
pub fn interviewed(text: &Text, entities: &Entities, turns: &[Turn]) -> Option<EntityId> {
    let before = text.paragraphs()[turns.first()?.paragraph].tokens.start;
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

fn turn(text: &Text, paragraph: usize) -> Option<Turn> {
    let tokens = text.paragraphs()[paragraph].tokens.clone();
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
