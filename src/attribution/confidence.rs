//! How often an attribution is right, by the step that found it and by how the words are given.
//!
//! Each number is a share counted on news articles (polnear.train and polnear.dev, 924 US articles): of the quotations
//! that this step found, those whose source overlaps the annotated one. `tests/accuracy` prints the table anew for any
//! corpus. Where fewer than twenty were counted the number is that of the step as a whole or a guess that says so, and
//! none is above .98, however few faults were seen.

use super::quotation::QuotationKind;
use crate::reporting::Evidence;

/// How sure source and speaker of a quotation are, from 0 to 1.
pub fn of(evidence: Evidence, kind: QuotationKind) -> f32 {
    use QuotationKind::{Direct, Indirect, Mixed};
    match (evidence, kind) {
        (Evidence::QuotationCueSource, Direct) => 0.97,
        (Evidence::QuotationCueSource, _) => 0.81,
        (Evidence::QuotationSourceCue, Direct) => 0.98,
        (Evidence::QuotationSourceCue, _) => 0.9,
        (Evidence::SourceCueQuotation, Direct) => 0.87,
        (Evidence::SourceCueQuotation, _) => 0.7,
        (Evidence::SourceCueClause, Direct | Mixed) => 0.87,
        (Evidence::SourceCueClause, _) => 0.75,
        (Evidence::ClauseSourceCue, Mixed) => 0.93,
        (Evidence::ClauseSourceCue, _) => 0.79,
        (Evidence::ClauseCueSource, Mixed) => 0.95,
        (Evidence::ClauseCueSource, _) => 0.7,
        (Evidence::DependentVerb, Indirect) => 0.56,
        (Evidence::DependentVerb, _) => 0.75,
        (Evidence::SpeechNoun, Mixed) => 0.77,
        (Evidence::SpeechNoun, _) => 0.59,
        (Evidence::According, _) => 0.91,
        (Evidence::SpeakerColon, _) => 0.7,
        (Evidence::Signature, _) => 0.95,
        (Evidence::Announced, _) => 0.65,
        (Evidence::SubjectBefore, _) => 0.75,
        // Too rare in the articles to be counted: as sure as the rarest that was.
        (Evidence::QuotedAsSaying | Evidence::Dialogue, _) => 0.7,
        (Evidence::AttributionBehind | Evidence::Repeated, _) => 0.7,
        (Evidence::Listed | Evidence::SpeakerBefore | Evidence::SubjectBehind, _) => 0.7,
        // What goes on with other words is as sure as those, see the first evidence.
        (Evidence::Continuation | Evidence::ParagraphContinuation | Evidence::RunsOn, _) => 0.7,
    }
}
