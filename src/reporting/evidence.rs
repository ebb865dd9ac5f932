//! Why copydesk thinks that somebody said something.

/// Writes the evidence once: variant, the record's word for it, one sentence for a reader.
macro_rules! evidence {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $reason:literal;)*) => {
        /// One step of the attribution, and so one reason for it. The list grows with the steps.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Evidence {
            $($(#[$doc])* $variant,)*
        }

        impl Evidence {
            /// Every kind of evidence.
            pub const ALL: &[Evidence] = &[$(Evidence::$variant),*];

            /// The record's word for it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Evidence::$variant => $name,)*
                }
            }

            /// One sentence for a reader: why copydesk thinks so.
            pub fn reason(self) -> &'static str {
                match self {
                    $(Evidence::$variant => $reason,)*
                }
            }
        }
    };
}

evidence! {
    /// *“…,” said Lopez*
    QuotationCueSource, "quotation-cue-source", "a reporting verb and then the source follow the quotation";
    /// *“…,” Lopez said*
    QuotationSourceCue, "quotation-source-cue", "the source and a reporting verb follow the quotation";
    /// *Lopez said: “…”*
    SourceCueQuotation, "source-cue-quotation", "a source and a reporting verb introduce the quotation";
    /// *Lopez said that …*
    SourceCueClause, "source-cue-clause", "a source and a reporting verb introduce the words";
    /// *The plan failed, Lopez said.*
    ClauseSourceCue, "clause-source-cue", "a source and a reporting verb close the sentence";
    /// *The plan failed, said Lopez.*
    ClauseCueSource, "clause-cue-source", "a reporting verb and then the source close the sentence";
    /// *…, adding that …* · *… and warned …* · *… to say …*
    DependentVerb, "dependent-verb", "the reporting verb takes the subject of its sentence";
    /// *Lopez's warning that …*
    SpeechNoun, "speech-noun", "a statement that somebody owns introduces the words";
    /// *according to Lopez*
    According, "according-to", "\u{201C}according to\u{201D} names the source";
    /// *Press TV quoted him as saying …*
    QuotedAsSaying, "quoted-as-saying", "somebody is quoted as saying it";
    /// *LOPEZ: “…”* · *Her answer: “…”*
    SpeakerColon, "speaker-colon", "a name or somebody's answer stands before the colon";
    /// *“…” — Maria Lopez*
    Signature, "signature", "a name behind a dash signs the quotation";
    /// *“…,” Lopez said. “…”*
    Continuation, "continuation", "it goes on with the words before it in the same paragraph";
    /// A quotation that runs over paragraphs.
    ParagraphContinuation, "paragraph-continuation", "it continues the quotation of the paragraph before";
    /// *“…,” Lopez said.* ¶ *“…”*: words that were closed go on in a paragraph of their own; only the context tells.
    RunsOn, "runs-on", "it follows the words of the paragraph before";
    /// *Lopez was blunt:* and the words follow.
    Announced, "announced", "the sentence before announces it";
    /// *The mayor was asked:* ¶ *“…”* ¶ *“…”*: what is announced goes on as a list; only the context tells.
    Listed, "listed", "the words before it are announced, and it stands in a list with them";
    /// The sentence before is about somebody, and the words follow it.
    SubjectBefore, "subject-before", "the sentence before it is about this speaker";
    /// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
    Dialogue, "dialogue", "two people speak in turn, and it is this one's turn";
    /// *“….” Lopez said from his porch.* · *“….” Those were the words of Lopez.*
    AttributionBehind, "attribution-behind", "the sentence behind it says whose words they were";
    /// The same words stand elsewhere in the article, and somebody says them there: a pull quote.
    Repeated, "repeated", "the article has the same words elsewhere, and names the speaker there";
    /// Whoever spoke last before the words; only the context tells.
    SpeakerBefore, "speaker-before", "this speaker is the last one named before it";
    /// Whoever acts behind the words, in their paragraph; only the context tells.
    SubjectBehind, "subject-behind", "the sentence behind it is about this speaker";
}

impl Evidence {
    /// Whether only the context tells who speaks: a reader has to work it out, and may be wrong.
    pub fn is_context(self) -> bool {
        matches!(self, Evidence::Listed | Evidence::SpeakerBefore | Evidence::SubjectBehind)
    }
}
