//! Turns of a transcript or an interview: *WALLACE: Do you agree?* · *Q: Why now?*
//!
//! A paragraph that begins with a speaker's label and a colon holds what that speaker said, with marks or without. A
//! label in capitals is one where the article has at least two of them: a single *UPDATE: …* is no turn. Names and roles
//! (*Lena Korda: …*, *Interviewer: …*) are labels where one of them comes again, be it by its first letters (*LK: …*).

use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{ParagraphView, Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::Letters;

/// Longest label, in tokens: *FORMER SECRETARY HILLARY CLINTON*.
const LONGEST_LABEL: u32 = 4;

/// Capitalized words alone are a list if there are as many as this, stops and commas counted.
const SHORTEST_LIST: u32 = 8;

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
    /// Their letters.
    pub letters: Letters,
    /// Whom the label means.
    pub speaker: Option<EntityId>,
}

/// The turns of a text in order; none if it is no transcript.
pub fn turns(text: &Text, passages: &Quotations, entities: &Entities) -> Vec<Turn> {
    let mut turns = labelled(text, entities);
    let answering = interviewed(text, entities, &turns);
    for turn in &mut turns {
        turn.letters = letters_of(text, passages, turn.words.clone());
        let answers = turn.label.len() == 1 && text.word(turn.label.start).trim_end_matches('.') == "A";
        let initialled = || initialled(text, entities, &turn.label);
        let named = || entities.mention_in(turn.label.clone()).map(|(entity, _)| entity.id);
        turn.speaker = initialled().or_else(named).or(answering.filter(|_| answers));
    }
    turns
}

fn labelled(text: &Text, entities: &Entities) -> Vec<Turn> {
    let labels = text.in_each_paragraph(|paragraph| Label::of(&paragraph).into_iter().collect());
    let turns_with = |is_label: &dyn Fn(TokenRange) -> bool| -> Vec<Turn> {
        let turns = labels.iter().map(|(first, label)| label.turn(text, first));
        turns.filter(|turn| is_label(turn.label.clone())).collect()
    };
    let in_capitals = turns_with(&|label| label.into_iter().all(|token| is_in_capitals(text, token)));
    if in_capitals.len() >= 2 {
        return with_full_names(text, entities, in_capitals, &turns_with);
    }
    let named = turns_with(&|label| is_name_or_role(text, entities, label));
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

/// The turns labelled in capitals, and those where the first letters that are labels elsewhere stand in full: *Lena Korda:
/// …* and *LK: …*.
fn with_full_names(
    text: &Text,
    entities: &Entities,
    in_capitals: Vec<Turn>,
    turns_with: &dyn Fn(&dyn Fn(TokenRange) -> bool) -> Vec<Turn>,
) -> Vec<Turn> {
    let initialled: Vec<EntityId> =
        in_capitals.iter().filter_map(|turn| initialled(text, entities, &turn.label)).collect();
    if initialled.is_empty() {
        return in_capitals;
    }
    turns_with(&|label| {
        let in_capitals = label.clone().all(|token| is_in_capitals(text, token));
        in_capitals || entities.mention_in(label).is_some_and(|(entity, _)| initialled.contains(&entity.id))
    })
}

/// The only person whose full name begins with the letters of a label: *LK* for Lena Korda.
fn initialled(text: &Text, entities: &Entities, label: &TokenRange) -> Option<EntityId> {
    if label.len() != 1 || text.token(label.start).kind != TokenKind::Capitals {
        return None;
    }
    let letters = text.word(label.start);
    let is_theirs = |mention: &Mention| {
        let words = mention.tokens.clone().map(|token| text.word(token).chars().next());
        mention.form == MentionForm::Name && mention.tokens.len() > 1 && words.eq(letters.chars().map(Some))
    };
    let mut people =
        entities.all().iter().filter(|entity| entity.kind == NameKind::Person && entity.mentions.iter().any(is_theirs));
    people.next().filter(|_| people.next().is_none()).map(|entity| entity.id)
}

fn is_in_capitals(text: &Text, token: TokenIndex) -> bool {
    let word = text.word(token);
    let letters = || text.token(token).kind == TokenKind::Capitals && word.len() > 1 && !word.contains('&');
    letters() || matches!(word, "Q" | "A" | "Q." | "A.")
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
fn interviewed(text: &Text, entities: &Entities, turns: &[Turn]) -> Option<EntityId> {
    let before = text.paragraphs().get(turns.first()?.paragraph)?.tokens.start;
    let named = |mention: &Mention| mention.form == MentionForm::Name && mention.tokens.end <= before;
    let mut people =
        entities.all().iter().filter(|entity| entity.kind == NameKind::Person && entity.mentions.iter().any(named));
    people.next().filter(|_| people.next().is_none()).map(|entity| entity.id)
}

/// The letters of a run of tokens.
fn letters_of(text: &Text, passages: &Quotations, tokens: TokenRange) -> Letters {
    let passages = &passages.passages;
    let behind = passages.partition_point(|passage| passage.first() < tokens.start);
    // The outermost passage before them may reach into them.
    let first = passages.iter().take(behind).rposition(|passage| passage.depth == 0).unwrap_or(behind);
    let outermost = passages.iter().skip(first).take_while(|passage| passage.first() < tokens.end);
    let inside = outermost.filter(|passage| passage.depth == 0 && passage.end() > tokens.start);
    Letters::count(text, tokens.clone(), inside.map(|passage| passage.first()..passage.end()))
}

/// A few words and a colon that a paragraph begins with; what may be a turn. Tokens are counted from the paragraph's first.
#[derive(Debug, Clone)]
struct Label {
    label: TokenRange,
    words: TokenRange,
}

impl Label {
    fn of(paragraph: &ParagraphView<'_>) -> Option<Label> {
        let kind = |token: TokenIndex| paragraph.get(token).map(|token| token.kind);
        let is_mark = |token: TokenIndex| matches!(kind(token), Some(TokenKind::Mark(_)));
        let first = u32::from(is_mark(0));
        let colon = (first..=first + LONGEST_LABEL).find(|&token| kind(token) == Some(TokenKind::Colon))?;
        if is_mark(first) || colon == first {
            return None;
        }
        let mut end = paragraph.all().end;
        while end > colon + 1 && is_mark(end - 1) {
            end -= 1;
        }
        // *Lopez: 1,769.* counts, and *DEFENDERS: Ana Roe (Velmora), Lee Alder (Halstad)* lists.
        let says = (colon + 1..end).any(|token| match kind(token) {
            Some(TokenKind::Lower) => true,
            Some(_) => end - colon <= SHORTEST_LIST && paragraph.get(token).is_some_and(|token| token.is_word()),
            None => false,
        });
        says.then(|| Label { label: first..colon, words: colon + 1..end })
    }

    /// The turn of the paragraph that begins with the token `first`.
    fn turn(&self, text: &Text, first: TokenIndex) -> Turn {
        let place = |tokens: &TokenRange| first + tokens.start..first + tokens.end;
        let label = place(&self.label);
        let paragraph = text.paragraph_of(first);
        let words = place(&self.words);
        Turn { paragraph, colon: label.end, label, words, letters: Letters::default(), speaker: None }
    }
}
