//! How often an attribution is right, by the step that found it and by how the words are given.
//!
//! Each number is a share counted on news articles (polnear.train: 840 US articles, and 120 articles from all over the
//! world): of the quotations that this step found and that annotators have, too, those whose source overlaps the annotated
//! one. `COPYDESK_CORPORA=FOLDER cargo test --test accuracy -- --nocapture` prints the table anew, by evidence and by bins,
//! for every corpus of a folder. Where fewer than twenty were counted the number is that of the step as a whole or a guess
//! that says so, and none is above .98, however few faults were seen.

use super::quotation::QuotationKind;
use crate::reporting::Evidence;

/// How sure source and speaker of a quotation are, from 0 to 1.
pub fn of(evidence: Evidence, kind: QuotationKind) -> f32 {
    use QuotationKind::{Direct, Indirect, Mixed};
    match (evidence, kind) {
        (Evidence::QuotationCueSource | Evidence::QuotationSourceCue, _) => 0.98,
        (Evidence::SourceCueQuotation, _) => 0.96,
        (Evidence::SourceCueClause, Direct) => 0.92,
        (Evidence::SourceCueClause, Mixed) => 0.97,
        (Evidence::SourceCueClause, _) => 0.95,
        (Evidence::ClauseSourceCue | Evidence::ClauseCueSource, _) => 0.98,
        (Evidence::DependentVerb, Indirect) => 0.74,
        (Evidence::DependentVerb, _) => 0.82,
        (Evidence::SpeechNoun, _) => 0.92,
        (Evidence::According, _) => 0.97,
        (Evidence::SpeakerColon, Direct) => 0.8,
        (Evidence::SpeakerColon, _) => 0.93,
        (Evidence::Signature, _) => 0.95,
        // Between ten and twenty were counted.
        (Evidence::Announced, _) => 0.88,
        (Evidence::SpeakerBefore, _) => 0.6,
        // Too rare in the articles to be counted: less sure than the rarest that was.
        (Evidence::SubjectBefore, _) => 0.8,
        (Evidence::QuotedAsSaying | Evidence::Dialogue, _) => 0.8,
        (Evidence::AttributionBehind | Evidence::Repeated, _) => 0.8,
        (Evidence::Listed | Evidence::SubjectBehind, _) => 0.6,
        // What goes on with other words is as sure as those, see the first evidence.
        (Evidence::Continuation | Evidence::ParagraphContinuation | Evidence::RunsOn, _) => 0.8,
    }
}
