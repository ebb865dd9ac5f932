//! Turns of a transcript or an interview: *WALLACE: Do you agree?* · *Q: Why now?*
//!
//! A paragraph that begins with a speaker's label and a colon holds what that speaker said, with marks or without. A
//! label in capitals is one where the article has at least two of them: a single *UPDATE: …* is no turn. Names and roles
//! (*Lena Korda: …*, *Interviewer: …*) are labels where one of them comes again, be it by its first letters (*LK: …*).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, ParagraphView, Text, TokenIndex, TokenKind, TokenOffset, TokenOffsets, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::Letters;

/// Longest label, in tokens: *FORMER SECRETARY HILLARY CLINTON*.
const LONGEST_LABEL: u32 = 4;

/// Capitalized words alone are a list if there are as many as this, stops and commas counted.
const SHORTEST_LIST: u32 = 8;

/// Of so many full names of one person the first letters are known.
const NAMES_LOOKED_AT: usize = 4;

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
        let named = || entities.mention_in(turn.label.clone()).map(|(entity, _)| entity.id);
        turn.speaker = turn.speaker.or_else(named).or(answering.filter(|_| answers));
    }
    turns
}

fn labelled(text: &Text, entities: &Entities) -> Vec<Turn> {
    let labels = text.in_each_paragraph(|paragraph| Label::of(&paragraph).into_iter().collect());
    let mut turns: Vec<Turn> = labels.iter().map(|(first, label)| label.turn(text, first)).collect();
    let in_capitals = |turn: &Turn| turn.label.each().all(|token| is_in_capitals(text, token));
    if turns.iter().filter(|turn| in_capitals(turn)).take(2).count() > 1 {
        // *Lena Korda: …* and then *LK: …*
        let initials = Initials::of(text, entities);
        let people: FxHashSet<EntityId> = turns.iter().filter_map(|turn| initials.holder(text, &turn.label)).collect();
        let named = |turn: &Turn| entities.mention_in(turn.label.clone()).map(|(entity, _)| entity.id);
        // A headline *INTERVIEW: …* says what follows, and not who speaks.
        let is_document = |turn: &Turn| text.token(turn.label.start).is(Classes::DOCUMENT);
        let is_kind = |turn: &Turn| turn.paragraph == 0 && turn.label.len() == 1 && is_document(turn);
        turns.retain(|turn| in_capitals(turn) && !is_kind(turn) || named(turn).is_some_and(|id| people.contains(&id)));
        turns.iter_mut().for_each(|turn| turn.speaker = initials.holder(text, &turn.label));
        return turns;
    }
    turns.retain(|turn| is_name_or_role(text, entities, turn.label.clone()));
    let comes_again = |turn: &Turn| {
        let speaker = |other: &Turn| {
            (entities.mention_in(other.label.clone()).map(|(entity, _)| entity.id), text.slice(other.label.clone()))
        };
        let (entity, words) = speaker(turn);
        let same = |other: &&Turn| {
            let (id, label) = speaker(other);
            label == words || id.is_some() && id == entity
        };
        turns.iter().filter(same).take(2).count() > 1
    };
    if turns.len() >= 3 && turns.iter().take(LABELS_LOOKED_AT).any(comes_again) { turns } else { Vec::new() }
}

/// Who goes by which first letters: *LK* is Lena Korda, and nobody where two have these letters.
#[derive(Default)]
struct Initials(FxHashMap<String, Option<EntityId>>);

impl Initials {
    fn of(text: &Text, entities: &Entities) -> Initials {
        let mut initials = Initials::default();
        for entity in entities.all().iter().filter(|entity| entity.kind == NameKind::Person) {
            let full = |mention: &&Mention| mention.form == MentionForm::Name && mention.tokens.len() > 1;
            for mention in entity.mentions.iter().filter(full).take(NAMES_LOOKED_AT) {
                let letters = mention.tokens.each().filter_map(|token| text.word(token).chars().next()).collect();
                let holder = initials.0.entry(letters).or_insert(Some(entity.id));
                *holder = holder.filter(|id| *id == entity.id);
            }
        }
        initials
    }

    /// Whom a label of a few capitals means.
    fn holder(&self, text: &Text, label: &TokenRange) -> Option<EntityId> {
        let is_one = label.len() == 1 && text.token(label.start).kind == TokenKind::Capitals;
        self.0.get(text.word(label.start)).copied().flatten().filter(|_| is_one)
    }
}

fn is_in_capitals(text: &Text, token: TokenIndex) -> bool {
    let word = text.word(token);
    let letters = || text.token(token).kind == TokenKind::Capitals && word.len() > 1 && !word.contains('&');
    letters() || matches!(word, "Q" | "A" | "Q." | "A.")
}

/// Whether a label names a person, or is a role by itself (*Interviewer*).
fn is_name_or_role(text: &Text, entities: &Entities, label: TokenRange) -> bool {
    if !label.each().all(|token| text.token(token).is_capitalized()) {
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
    label: TokenOffsets,
    words: TokenOffsets,
}

impl Label {
    fn of(paragraph: &ParagraphView<'_>) -> Option<Label> {
        let kind = |token: TokenOffset| paragraph.get(token).map(|token| token.kind);
        let is_mark = |token: TokenOffset| matches!(kind(token), Some(TokenKind::Mark(_)));
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
        let place = |tokens: &TokenOffsets| first + tokens.start..first + tokens.end;
        let label = place(&self.label);
        let paragraph = text.paragraph_of(first);
        let words = place(&self.words);
        Turn { paragraph, colon: label.end, label, words, letters: Letters::default(), speaker: None }
    }
}
