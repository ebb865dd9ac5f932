//! Why copydesk thinks that somebody said something.

/// Writes the evidence once: variant, the record's word for it, the reason for a reader.
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

            /// For a reader: why copydesk thinks so. A part of a sentence, as it stands behind a colon.
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
    QuotationCueSource, "quotation-cue-source", "the words behind it name who says it";
    /// *“…,” Lopez said*
    QuotationSourceCue, "quotation-source-cue", "the words behind it name who says it";
    /// *Lopez said: “…”*
    SourceCueQuotation, "source-cue-quotation", "the words before it name who says it";
    /// *Lopez said that …*
    SourceCueClause, "source-cue-clause", "the words before it name who says it";
    /// *The plan failed, Lopez said.*
    ClauseSourceCue, "clause-source-cue", "the end of the sentence names who says it";
    /// *The plan failed, said Lopez.*
    ClauseCueSource, "clause-cue-source", "the end of the sentence names who says it";
    /// *…, adding that …* · *… and warned …* · *… to say …*
    DependentVerb, "dependent-verb", "the sentence is about this speaker, and goes on to what they say";
    /// *Lopez's warning that …*
    SpeechNoun, "speech-noun", "the words before it speak of somebody\u{2019}s statement";
    /// *according to Lopez*
    According, "according-to", "\u{201C}according to\u{201D} names who says it";
    /// *Press TV quoted him as saying …*
    QuotedAsSaying, "quoted-as-saying", "the article quotes this speaker as saying it";
    /// *LOPEZ: “…”* · *Her answer: “…”*
    SpeakerColon, "speaker-colon", "the words before the colon name who says it";
    /// *“…” — Maria Lopez*
    Signature, "signature", "a name stands below or behind it, as a signature does";
    /// *“…,” Lopez said. “…”*
    Continuation, "continuation", "it goes on with this speaker\u{2019}s words before it";
    /// A quotation that runs over paragraphs.
    ParagraphContinuation, "paragraph-continuation", "it goes on with the quotation of the paragraph before";
    /// *“…,” Lopez said.* ¶ *“…”*: words that were closed go on in a paragraph of their own; only the context tells.
    RunsOn, "runs-on", "it follows this speaker\u{2019}s words in the paragraph before";
    /// *Lopez was blunt:* and the words follow.
    Announced, "announced", "the sentence before it announces it";
    /// *Ann Roe, 34, teacher* and the words below it.
    NamedAbove, "named-above", "the line above it names who says it";
    /// *The mayor was asked:* ¶ *“…”* ¶ *“…”*: what is announced goes on as a list; only the context tells.
    Listed, "listed", "it stands in a list of this speaker\u{2019}s words";
    /// The sentence before is about somebody, and the words follow it.
    SubjectBefore, "subject-before", "the sentence before it is about this speaker";
    /// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
    Dialogue, "dialogue", "two people speak in turn, and it is this one\u{2019}s turn";
    /// *“….” Lopez said from his porch.* · *“….” Those were the words of Lopez.*
    AttributionBehind, "attribution-behind", "the sentence behind it says whose words they were";
    /// The same words stand elsewhere in the article, and somebody says them there: a pull quote.
    Repeated, "repeated", "the same words stand elsewhere in the article, with this speaker\u{2019}s name";
    /// Whoever spoke last before the words; only the context tells.
    SpeakerBefore, "speaker-before", "this speaker is the last one named as speaking before it";
    /// Whoever acts behind the words, in their paragraph; only the context tells.
    SubjectBehind, "subject-behind", "the sentence behind it is about this speaker";
}

impl Evidence {
    /// Whether only the context tells who speaks: a reader has to work it out, and may be wrong.
    pub fn is_context(self) -> bool {
        matches!(self, Evidence::Listed | Evidence::SpeakerBefore | Evidence::SubjectBehind)
    }
}
