//! Who said it: quotations with their cue, source and speaker, and the evidence for each.

mod assemble;
mod confidence;
mod content;
mod cues;
mod dialogue;
mod frames;
mod memory;
mod nouns;
mod outline;
mod reading;
mod scare;
mod sources;
mod told;
mod transcript;

use crate::entities::{Entities, EntityId};
use crate::language::CueClass;
use crate::prose::{Revision, Text};
use crate::quotations::Quotations;
use crate::text::ProseSpan;

/// A passage given as somebody's words, or marked like one.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// How it is given.
    pub kind: QuotationKind,
    /// Its bytes in the prose, in order: several where its attribution or a paragraph's end splits it. Marks are
    /// included for direct quotations.
    pub spans: Vec<ProseSpan>,
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
    /// How it refers.
    pub form: SourceForm,
    /// The entity, where the source names or means one.
    pub entity: Option<EntityId>,
}

/// How a source refers to the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceForm {
    /// A full name.
    Name,
    /// A family name.
    Surname,
    /// A given name.
    Given,
    /// A pronoun.
    Pronoun,
    /// A title alone (*the minister*).
    Title,
    /// Another description of one person (*the farmer*).
    Description,
    /// Several people (*residents*).
    Group,
    /// An organization.
    Organization,
    /// Somebody whom the article does not name on purpose.
    Anonymous,
    /// Something written.
    Document,
}

impl SourceForm {
    /// The record's word for it.
    pub fn name(self) -> &'static str {
        match self {
            SourceForm::Name => "name",
            SourceForm::Surname => "surname",
            SourceForm::Given => "given",
            SourceForm::Pronoun => "pronoun",
            SourceForm::Title => "title",
            SourceForm::Description => "description",
            SourceForm::Group => "group",
            SourceForm::Organization => "organization",
            SourceForm::Anonymous => "anonymous",
            SourceForm::Document => "document",
        }
    }
}

/// The outlet or person through whom the words reached the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Via {
    /// Its bytes in the prose.
    pub span: ProseSpan,
    /// The entity, if the article has one for it.
    pub entity: Option<EntityId>,
}

/// One step of the attribution, and so one reason for it. The list grows with the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// *“…,” said Lopez*
    QuotationCueSource,
    /// *“…,” Lopez said*
    QuotationSourceCue,
    /// *Lopez said: “…”*
    SourceCueQuotation,
    /// *Lopez said that …*
    SourceCueClause,
    /// *The plan failed, Lopez said.*
    ClauseSourceCue,
    /// *The plan failed, said Lopez.*
    ClauseCueSource,
    /// *…, adding that …* · *… and warned …* · *… to say …*
    DependentVerb,
    /// *Lopez's warning that …*
    SpeechNoun,
    /// *according to Lopez*
    According,
    /// *Press TV quoted him as saying …*
    QuotedAsSaying,
    /// *LOPEZ: “…”* · *Her answer: “…”*
    SpeakerColon,
    /// *“…” — Maria Lopez*
    Signature,
    /// *“…,” Lopez said. “…”*
    Continuation,
    /// A quotation that runs over paragraphs.
    ParagraphContinuation,
    /// *Lopez was blunt:* and the words follow.
    Announced,
    /// The sentence before is about somebody, and the words follow it.
    SubjectBefore,
    /// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
    Dialogue,
}

impl Evidence {
    /// The record's word for it.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::QuotationCueSource => "quotation-cue-source",
            Evidence::QuotationSourceCue => "quotation-source-cue",
            Evidence::SourceCueQuotation => "source-cue-quotation",
            Evidence::SourceCueClause => "source-cue-clause",
            Evidence::ClauseSourceCue => "clause-source-cue",
            Evidence::ClauseCueSource => "clause-cue-source",
            Evidence::DependentVerb => "dependent-verb",
            Evidence::SpeechNoun => "speech-noun",
            Evidence::According => "according-to",
            Evidence::QuotedAsSaying => "quoted-as-saying",
            Evidence::SpeakerColon => "speaker-colon",
            Evidence::Signature => "signature",
            Evidence::Continuation => "continuation",
            Evidence::ParagraphContinuation => "paragraph-continuation",
            Evidence::Announced => "announced",
            Evidence::SubjectBefore => "subject-before",
            Evidence::Dialogue => "dialogue",
        }
    }

    /// One sentence for a reader: why copydesk thinks so.
    pub fn reason(self) -> &'static str {
        match self {
            Evidence::QuotationCueSource => "a reporting verb and then the source follow the quotation",
            Evidence::QuotationSourceCue => "the source and a reporting verb follow the quotation",
            Evidence::SourceCueQuotation => "a source and a reporting verb introduce the quotation",
            Evidence::SourceCueClause => "a source and a reporting verb introduce the words",
            Evidence::ClauseSourceCue => "a source and a reporting verb close the sentence",
            Evidence::ClauseCueSource => "a reporting verb and then the source close the sentence",
            Evidence::DependentVerb => "the reporting verb takes the subject of its sentence",
            Evidence::SpeechNoun => "a statement that somebody owns introduces the words",
            Evidence::According => "\u{201C}according to\u{201D} names the source",
            Evidence::QuotedAsSaying => "somebody is quoted as saying it",
            Evidence::SpeakerColon => "a name or somebody's answer stands before the colon",
            Evidence::Signature => "a name behind a dash signs the quotation",
            Evidence::Continuation => "it goes on with the words before it in the same paragraph",
            Evidence::ParagraphContinuation => "it continues the quotation of the paragraph before",
            Evidence::Announced => "the sentence before announces it",
            Evidence::SubjectBefore => "the sentence before it is about this speaker",
            Evidence::Dialogue => "two people speak in turn, and it is this one's turn",
        }
    }
}

/// All quotations of a text, in order of their first byte.
pub fn find(text: &Text, passages: &Quotations, entities: &Entities) -> Vec<Quotation> {
    Memory::default().find(text, passages, entities)
}

/// What the attribution room remembers of a text, for the text after the next edit.
#[derive(Debug, Default)]
pub struct Memory(memory::Memory);

impl Memory {
    /// The same as [`find`], remembered for [`Memory::revise`].
    pub fn find(&mut self, text: &Text, passages: &Quotations, entities: &Entities) -> Vec<Quotation> {
        self.0.find(text, passages, entities, None)
    }

    /// The same as [`find`] for the text after an edit; what the edit left as it was is not read again.
    pub fn revise(
        &mut self,
        text: &Text,
        passages: &Quotations,
        entities: &Entities,
        revision: &Revision,
    ) -> Vec<Quotation> {
        self.0.find(text, passages, entities, Some(revision))
    }
}
