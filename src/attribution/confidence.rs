//! How often an attribution is right, by the step that found it, by how the words are given and by what the source is.
//!
//! Each number is a share counted on news articles (polnear.train: 840 US articles, and 120 articles from all over the
//! world): of the quotations that this step found and that annotators have, too, those whose source overlaps the annotated
//! one, and whose speaker is theirs where they name one. `COPYDESK_CORPORA=FOLDER cargo test --test accuracy --
//! --nocapture` prints the table anew, by evidence and by bins, for every corpus of a folder. Where fewer than twenty were
//! counted the number is that of the step as a whole or a guess that says so, and none is above .98, however few faults
//! were seen.

use super::quotation::{QuotationKind, Source};
use crate::reporting::{Evidence, SourceForm};

/// How sure source and speaker of a quotation are, from 0 to 1; for a pronoun, if it means whom it is taken to mean.
pub fn of(evidence: Evidence, kind: QuotationKind, source: Option<&Source>) -> f32 {
    use QuotationKind::{Direct, Indirect, Mixed};
    let source = Kind::of(source);
    match (evidence, kind, source) {
        (Evidence::QuotationCueSource | Evidence::QuotationSourceCue, ..) => 0.98,
        (Evidence::SourceCueQuotation, ..) => 0.96,
        (Evidence::SourceCueClause, Direct, _) => 0.86,
        (Evidence::SourceCueClause, Mixed, Kind::Described | Kind::Unresolved) => 0.74,
        (Evidence::SourceCueClause, Mixed, _) => 0.98,
        (Evidence::SourceCueClause, _, Kind::Described) => 0.8,
        (Evidence::SourceCueClause, _, Kind::Unresolved) => 0.85,
        (Evidence::SourceCueClause, ..) => 0.97,
        (Evidence::ClauseSourceCue | Evidence::ClauseCueSource, ..) => 0.98,
        // Whose verb it is that hangs on another is known where somebody with a name is about; else it is a guess.
        (Evidence::DependentVerb, Indirect, Kind::Known) => 0.9,
        (Evidence::DependentVerb, _, Kind::Known) => 0.95,
        (Evidence::DependentVerb, Direct, _) => 0.72,
        (Evidence::DependentVerb, ..) => 0.54,
        (Evidence::SpeechNoun, ..) => 0.95,
        (Evidence::According, ..) => 0.97,
        (Evidence::SpeakerColon, Direct, _) => 0.8,
        (Evidence::SpeakerColon, ..) => 0.93,
        (Evidence::Signature, ..) => 0.95,
        // Between ten and twenty were counted.
        (Evidence::Announced, ..) => 0.88,
        (Evidence::SpeakerBefore, ..) => 0.9,
        // Too rare in the articles to be counted: less sure than the rarest that was.
        (Evidence::SubjectBefore | Evidence::NamedAbove, ..) => 0.8,
        (Evidence::QuotedAsSaying | Evidence::Dialogue, ..) => 0.8,
        (Evidence::AttributionBehind | Evidence::Repeated, ..) => 0.8,
        (Evidence::Listed | Evidence::SubjectBehind, ..) => 0.6,
        // What goes on with other words is as sure as those, see the first evidence.
        (Evidence::Continuation | Evidence::ParagraphContinuation | Evidence::RunsOn, ..) => 0.8,
    }
}

/// What the numbers tell apart in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A person whom the article names.
    Known,
    /// A description or a title of somebody who is nobody's known role.
    Described,
    /// A pronoun that means nobody who is named: *it*, *who*.
    Unresolved,
    /// A body, a group, something written.
    Other,
}

impl Kind {
    fn of(source: Option<&Source>) -> Kind {
        let Some(source) = source else { return Kind::Other };
        match (source.form, source.entity) {
            (SourceForm::Description | SourceForm::Title, None) => Kind::Described,
            (SourceForm::Pronoun, None) => Kind::Unresolved,
            (SourceForm::Group | SourceForm::Organization | SourceForm::Anonymous | SourceForm::Document, _) => {
                Kind::Other
            }
            (_, Some(_)) => Kind::Known,
            (_, None) => Kind::Other,
        }
    }
}
