//! Why copydesk thinks that somebody said something.

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
    /// *“…,” Lopez said.* ¶ *“…”*: words that were closed go on in a paragraph of their own; only the context tells.
    RunsOn,
    /// *Lopez was blunt:* and the words follow.
    Announced,
    /// The sentence before is about somebody, and the words follow it.
    SubjectBefore,
    /// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
    Dialogue,
    /// *“….” Lopez said from his porch.* · *“….” Those were the words of Lopez.*
    AttributionBehind,
    /// The same words stand elsewhere in the article, and somebody says them there: a pull quote.
    Repeated,
    /// Whoever spoke last before the words; only the context tells.
    SpeakerBefore,
    /// Whoever acts behind the words, in their paragraph; only the context tells.
    SubjectBehind,
}

impl Evidence {
    /// Whether only the context tells who speaks: a reader has to work it out, and may be wrong.
    pub fn is_context(self) -> bool {
        matches!(self, Evidence::SpeakerBefore | Evidence::SubjectBehind)
    }

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
            Evidence::RunsOn => "runs-on",
            Evidence::Announced => "announced",
            Evidence::SubjectBefore => "subject-before",
            Evidence::Dialogue => "dialogue",
            Evidence::AttributionBehind => "attribution-behind",
            Evidence::Repeated => "repeated",
            Evidence::SpeakerBefore => "speaker-before",
            Evidence::SubjectBehind => "subject-behind",
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
            Evidence::RunsOn => "it follows the words of the paragraph before",
            Evidence::Announced => "the sentence before announces it",
            Evidence::SubjectBefore => "the sentence before it is about this speaker",
            Evidence::Dialogue => "two people speak in turn, and it is this one's turn",
            Evidence::AttributionBehind => "the sentence behind it says whose words they were",
            Evidence::Repeated => "the article has the same words elsewhere, and names the speaker there",
            Evidence::SpeakerBefore => "this speaker is the last one named before it",
            Evidence::SubjectBehind => "the sentence behind it is about this speaker",
        }
    }
}
