//! What annotators say of an article: the gold standard that an analysis is held against.
//!
//! The form is that of the corpora: one JSON object a line, offsets in code points of `text`. Keys that no figure needs
//! are not read.

use copydesk::features::record::Span;
use copydesk::format::Format;
use serde::{Deserialize, Serialize};

/// An annotated article.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Gold {
    pub id: String,
    pub text: String,
    /// How `text` is written; plain where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Direct, mixed and indirect quotations.
    pub quotes: Vec<Quote>,
    pub entities: Vec<Name>,
    /// One pronoun of the article, and who it might be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronoun: Option<Place>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
    /// Passages inside marks that are nobody's words. Corpora do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scare: Vec<Vec<Span>>,
}

/// A quotation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Quote {
    pub start: u32,
    pub end: u32,
    /// Its parts; without them it goes from `start` to `end`.
    #[serde(default)]
    pub spans: Vec<Span>,
    pub kind: String,
    /// The mention beside the cue: the *source* in our words.
    pub speaker: Option<Place>,
    pub cue: Option<Place>,
    /// Nobody says these words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub orphan: bool,
    /// The `cluster` of who says them. Corpora do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Through whom the words came. Corpora do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Place>,
}

/// Words where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub text: String,
}

/// A named mention.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Name {
    pub start: u32,
    pub end: u32,
    /// `PER`, `ORG` or `LOC`; others are not measured.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub text: String,
    /// Mentions of one person, organization or place share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
}

/// A name that the pronoun may or may not mean.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Candidate {
    pub start: u32,
    pub end: u32,
    #[serde(default)]
    pub text: String,
    pub coref: bool,
}

impl Gold {
    /// How the text is written.
    pub fn format(&self) -> Format {
        self.format.as_deref().and_then(Format::from_name).unwrap_or_default()
    }
}

impl Quote {
    /// Its parts, be there one or several.
    pub fn parts(&self) -> Vec<Span> {
        if self.spans.is_empty() { vec![(self.start, self.end)] } else { self.spans.clone() }
    }

    /// How the test speaks of it: the first words.
    pub fn beginning(&self, text: &str) -> String {
        let (start, end) = self.spans.first().copied().unwrap_or((self.start, self.end));
        words_at(text, (start, end))
    }
}

impl Place {
    /// From first to last code point.
    pub fn span(&self) -> Span {
        (self.start, self.end)
    }
}

/// The first words at a span, in one line.
pub fn words_at(text: &str, span: Span) -> String {
    const LONGEST: usize = 60;
    let length = (span.1 - span.0) as usize;
    let words: String = text.chars().skip(span.0 as usize).take(length.min(LONGEST)).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if length > LONGEST { words + "…" } else { words }
}
