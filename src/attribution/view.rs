//! What attribution reads of a text: what its tokens are, and where everything stands. It holds no bytes, so most letters
//! that are typed leave it equal, and what was found from it stays.

use super::transcript::{self, Turn};
use super::writer;
use crate::entities::{Entities, EntityId};
use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, MarkShape, Paragraph, Revision, Text, Token, TokenIndex, TokenKind, TokenRange};
use crate::quotations::{Passage, Quotations};
use crate::text::ProseSpan;

/// The classes that attribution asks for.
const CLASSES: Classes = Classes::OUTLET
    .with(Classes::COORDINATOR)
    .with(Classes::ADVERB)
    .with(Classes::REFLEXIVE)
    .with(Classes::ROLE)
    .with(Classes::TITLE);

/// What attribution reads of a text.
#[derive(Debug, Default)]
pub struct View {
    tokens: Vec<Look>,
    paragraphs: Vec<Paragraph>,
    /// The passages, without their bytes.
    passages: Vec<Passage>,
    turns: Vec<Turn>,
    writer: Option<EntityId>,
}

/// What attribution reads of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What it is.
    pub kind: TokenKind,
    /// What the language data knows of it.
    classes: Classes,
    /// Whether it stands behind names (*MP*).
    pub is_behind_name: bool,
    /// Whether it is a form of a verb like *add*.
    pub adds: bool,
    /// Whether it means whoever writes or speaks, alone: *I*, *me*.
    pub is_first_person: bool,
    /// How it ends.
    end: End,
    /// Whether its last letter, digit or question mark is a question mark; nothing where it has none of these.
    asks: Option<bool>,
}

/// How a token ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// With a question mark.
    Question,
    /// Like a sentence, or it breaks off.
    Stop,
    /// Otherwise.
    Open,
}

impl View {
    /// What is read of a text.
    pub fn of(text: &Text, passages: &Quotations, entities: &Entities) -> View {
        let turns = transcript::turns(text, passages, entities);
        View {
            tokens: looks(text, text.all()).collect(),
            paragraphs: text.paragraphs().to_vec(),
            passages: without_bytes(passages).collect(),
            writer: writer::writer(text, entities),
            turns,
        }
    }

    /// Makes it that of the text after an edit. Returns whether it is the same.
    pub fn revise(&mut self, text: &Text, passages: &Quotations, entities: &Entities, revision: &Revision) -> bool {
        let fresh: Vec<Look> = looks(text, revision.tokens.start..revision.tokens.new_end).collect();
        let same_tokens = self.tokens.get(revision.tokens.before()) == Some(&fresh);
        if !same_tokens {
            revision.tokens.exchange(&mut self.tokens, fresh, |_| {});
        }
        let same_paragraphs = self.paragraphs == text.paragraphs();
        if !same_paragraphs {
            text.paragraphs().clone_into(&mut self.paragraphs);
        }
        let same_passages = without_bytes(passages).eq(self.passages.iter().cloned());
        if !same_passages {
            self.passages = without_bytes(passages).collect();
        }
        let turns = transcript::turns(text, passages, entities);
        let same_turns = turns == self.turns;
        self.turns = turns;
        let writer = writer::writer(text, entities);
        let same_writer = writer == self.writer;
        self.writer = writer;
        same_tokens && same_paragraphs && same_passages && same_turns && same_writer
    }

    /// A token; callers pass indexes that they got from this text.
    pub fn token(&self, index: TokenIndex) -> &Look {
        self.tokens.get(index.number()).unwrap_or(&Look::NOTHING)
    }

    /// All paragraphs in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The index of the paragraph that holds a token.
    pub fn paragraph_of(&self, token: TokenIndex) -> usize {
        paragraph_of(&self.paragraphs, token)
    }

    /// The passages in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// What the paragraphs of a transcript say.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Who writes the article, if it says so.
    pub fn writer(&self) -> Option<EntityId> {
        self.writer
    }

    /// Whether words end with a question mark, inside their marks.
    pub fn asks(&self, tokens: TokenRange) -> bool {
        tokens.each().rev().find_map(|token| self.token(token).asks).unwrap_or(false)
    }

    /// Whether the last character of words is a question mark.
    pub fn ends_with_question(&self, tokens: TokenRange) -> bool {
        self.last(tokens).is_some_and(|last| last.end == End::Question)
    }

    /// Whether words end like a sentence or break off.
    pub fn comes_to_an_end(&self, tokens: TokenRange) -> bool {
        self.last(tokens).is_some_and(|last| last.end != End::Open)
    }

    fn last(&self, tokens: TokenRange) -> Option<&Look> {
        tokens.each().next_back().map(|last| self.token(last))
    }
}

impl Look {
    /// What stands behind the end of a text.
    const NOTHING: Look = Look {
        kind: TokenKind::Symbol,
        classes: Classes::NONE,
        is_behind_name: false,
        adds: false,
        is_first_person: false,
        end: End::Open,
        asks: None,
    };

    fn of(token: &Token, word: &str) -> Look {
        // Nearly all words end with a plain letter.
        let is_plain = word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
        let end = match word.chars().next_back().filter(|_| !is_plain) {
            Some('?') => End::Question,
            Some('.' | '!' | '…' | '—' | '–' | '-') => End::Stop,
            _ => End::Open,
        };
        let asks = match is_plain {
            true => Some(false),
            false => word.chars().rfind(|c| c.is_alphanumeric() || *c == '?').map(|last| last == '?'),
        };
        Look {
            kind: token.kind,
            classes: Classes(token.word.classes.0 & CLASSES.0),
            is_behind_name: token.is_in(WordSet::BehindName),
            is_first_person: token.is_in(WordSet::IMe),
            adds: token.word.cue().is_some_and(|(verb, _)| verb.is_in(WordSet::Adds)),
            end,
            asks,
        }
    }

    /// Whether it is one of these.
    pub fn is(&self, classes: Classes) -> bool {
        debug_assert!(CLASSES.0 & classes.0 == classes.0, "only what is compared may be asked");
        self.classes.any(classes)
    }

    /// Whether it is a word of any case.
    pub fn is_word(&self) -> bool {
        self.kind.is_word()
    }

    /// Whether it is a word with a capital in it.
    pub fn is_capitalized(&self) -> bool {
        self.kind.is_capitalized()
    }

    /// The shape, if it is a quotation mark.
    pub fn mark(&self) -> Option<MarkShape> {
        self.kind.mark()
    }
}

/// The index of the paragraph that holds a token.
pub fn paragraph_of(paragraphs: &[Paragraph], token: TokenIndex) -> usize {
    paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token)
}

fn looks(text: &Text, tokens: TokenRange) -> impl Iterator<Item = Look> {
    tokens.each().map(|index| Look::of(text.token(index), text.word(index)))
}

fn without_bytes(passages: &Quotations) -> impl Iterator<Item = Passage> {
    passages.passages.iter().map(|passage| Passage { span: ProseSpan::empty(0), ..passage.clone() })
}
