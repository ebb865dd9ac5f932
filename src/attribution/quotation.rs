//! A quotation with its attribution.

use crate::entities::EntityId;
use crate::language::CueClass;
use crate::prose::{Text, TokenRange};
use crate::reporting::{Evidence, SourceForm};
use crate::text::ProseSpan;

/// A passage given as somebody's words, or marked like one.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// How it is given.
    pub kind: QuotationKind,
    /// Its bytes in the prose, in order: several where its attribution or a paragraph's end splits it. Marks are
    /// included for direct quotations.
    pub spans: Vec<ProseSpan>,
    /// The tokens of each of these.
    pub parts: Vec<TokenRange>,
    /// The words that introduce it.
    pub cue: Option<CueMention>,
    /// The mention beside the cue.
    pub source: Option<Source>,
    /// The entity that the source denotes.
    pub speaker: Option<EntityId>,
    /// The outlet or person through whom the words came.
    pub via: Option<Via>,
    /// How sure source and speaker are, from 0 to 1.
    pub confidence: f32,
    /// Why copydesk thinks so, the strongest reason first; empty for a quotation without an attribution.
    pub evidence: Vec<Evidence>,
}

impl Quotation {
    /// The bytes from the first to the last span.
    pub fn extent(&self) -> ProseSpan {
        let first = self.spans.first().copied().unwrap_or(ProseSpan::empty(0));
        self.spans.iter().fold(first, |all, span| all.join(*span))
    }

    /// Whether the article says who speaks, be it by a name, a pronoun or a description.
    pub fn is_attributed(&self) -> bool {
        self.source.is_some() || self.speaker.is_some()
    }
}

impl Quotation {
    /// The tokens from its first to its last.
    pub(super) fn place(&self) -> TokenRange {
        let start = self.parts.iter().map(|part| part.start).min().unwrap_or_default();
        start..self.parts.iter().map(|part| part.end).max().unwrap_or_default()
    }

    /// The same with its bytes as its tokens say them.
    pub(super) fn with_spans(mut self, text: &Text) -> Quotation {
        self.spans.clear();
        self.spans.resize(self.parts.len(), ProseSpan::empty(0));
        self.renew_spans(text, 0);
        self
    }

    /// Whether the writer puts in other words what somebody said; a transcript gives the words themselves, without marks.
    pub fn is_paraphrase(&self) -> bool {
        self.kind == QuotationKind::Indirect && self.evidence.first() != Some(&Evidence::SpeakerColon)
    }

    /// The same after an edit at byte `from` that left it the same tokens: what stands behind is read anew.
    pub(super) fn renew_spans(&mut self, text: &Text, from: u32) {
        let renew = |span: &mut ProseSpan, tokens: &TokenRange| {
            if span.end >= from {
                *span = text.span(tokens.clone());
            }
        };
        self.spans.iter_mut().zip(&self.parts).for_each(|(span, tokens)| renew(span, tokens));
        self.cue.iter_mut().for_each(|cue| renew(&mut cue.span, &cue.tokens));
        self.source.iter_mut().for_each(|source| renew(&mut source.span, &source.tokens));
        self.via.iter_mut().for_each(|via| renew(&mut via.span, &via.tokens));
    }

    /// Whether words can still be given to somebody: nobody is named as saying them, and at best the context tells who
    /// does.
    pub(super) fn is_free(&self) -> bool {
        !self.is_attributed() || self.evidence.first().is_some_and(|evidence| evidence.is_context())
    }
}

/// How words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// Wholly inside marks.
    Direct,
    /// Partly inside marks.
    Mixed,
    /// Without marks.
    Indirect,
    /// Inside marks, but nobody's words: titles of works, nicknames, terms, irony.
    Scare,
}

impl QuotationKind {
    /// The record's word for it.
    pub fn name(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Mixed => "mixed",
            QuotationKind::Indirect => "indirect",
            QuotationKind::Scare => "scare",
        }
    }
}

/// A cue where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct CueMention {
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its base form.
    pub lemma: &'static str,
    /// Its class, where it is a verb; a phrase like *according to* is neutral.
    pub class: CueClass,
}

/// The mention beside the cue.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The noun phrase as written, its apposition cut, in bytes of the prose.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: TokenRange,
    /// How it refers.
    pub form: SourceForm,
    /// The entity, where the source names or means one.
    pub entity: Option<EntityId>,
}

impl CueMention {
    /// A cue whose bytes are still to be read.
    pub(super) fn at(tokens: TokenRange, lemma: &'static str, class: CueClass) -> CueMention {
        CueMention { span: ProseSpan::empty(0), tokens, lemma, class }
    }
}

impl Source {
    /// A source whose bytes are still to be read.
    pub(super) fn at(tokens: TokenRange, form: SourceForm, entity: Option<EntityId>) -> Source {
        Source { span: ProseSpan::empty(0), tokens, form, entity }
    }
}

/// The outlet or person through whom the words reached the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Via {
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The entity, if the article has one for it.
    pub entity: Option<EntityId>,
}
