//! Turns of a transcript or an interview: *WALLACE: Do you agree?* · *Q: Why now?*
//!
//! A paragraph that begins with a speaker's label and a colon holds what that speaker said, with marks or without. A
//! label in capitals is one where the article has at least two of them: a single *UPDATE: …* is no turn. Names and roles
//! (*Lena Korda: …*, *Interviewer: …*) are labels where one of them comes again.

use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};

/// Longest label, in tokens: *FORMER SECRETARY HILLARY CLINTON*.
const LONGEST_LABEL: u32 = 4;

/// Of so many labels at the beginning one must come again.
const LABELS_LOOKED_AT: usize = 6;

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
pub fn turns(text: &Text, entities: &Entities) -> Vec<Turn> {
    let labelled = |is_label: &dyn Fn(TokenRange) -> bool| -> Vec<Turn> {
        let paragraphs = (0..).zip(text.paragraphs());
        paragraphs.filter_map(|(index, paragraph)| turn(text, index, &paragraph.tokens, is_label)).collect()
    };
    let in_capitals = labelled(&|label| label.into_iter().all(|token| is_in_capitals(text, token)));
    if in_capitals.len() >= 2 {
        return in_capitals;
    }
    let named = labelled(&|label| is_name_or_role(text, entities, label));
    let comes_again = |turn: &Turn| {
        let speaker = |other: &Turn| {
            (entities.mention_in(other.label.clone()).map(|(entity, _)| entity.id), text.slice(other.label.clone()))
        };
        let (entity, words) = speaker(turn);
        let same = |other: &&Turn| {
            let (id, label) = speaker(other);
            label == words || id.is_some() && id == entity
        };
        named.iter().filter(same).take(2).count() > 1
    };
    if named.len() >= 3 && named.iter().take(LABELS_LOOKED_AT).any(comes_again) { named } else { Vec::new() }
}

fn is_in_capitals(text: &Text, token: TokenIndex) -> bool {
    let word = text.word(token);
    text.token(token).kind == TokenKind::Capitals && word.len() > 1 || matches!(word, "Q" | "A" | "Q." | "A.")
}

/// Whether a label names a person, or is a role by itself (*Interviewer*).
fn is_name_or_role(text: &Text, entities: &Entities, label: TokenRange) -> bool {
    if !label.clone().all(|token| text.token(token).is_capitalized()) {
        return false;
    }
    let person = entities.mention_in(label.clone()).is_some_and(|(entity, mention)| {
        entity.kind == NameKind::Person && mention.form.is_named() && mention.tokens.end == label.end
    });
    person || label.len() == 1 && text.token(label.start).is(Classes::ROLE)
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

fn turn(text: &Text, paragraph: usize, tokens: &TokenRange, is_label: &dyn Fn(TokenRange) -> bool) -> Option<Turn> {
    let is_mark = |token: TokenIndex| text.token(token).mark().is_some();
    let first = tokens.clone().find(|&token| !is_mark(token)).filter(|&first| first <= tokens.start + 1)?;
    let colon = (first..tokens.end.min(first + LONGEST_LABEL + 1))
        .find(|&token| text.token(token).kind == TokenKind::Colon)
        .filter(|&colon| colon > first)?;
    if !is_label(first..colon) {
        return None;
    }
    let mut end = tokens.end;
    while end > colon + 1 && is_mark(end - 1) {
        end -= 1;
    }
    (colon + 1 < end).then(|| Turn { paragraph, label: first..colon, colon, words: colon + 1..end })
}
