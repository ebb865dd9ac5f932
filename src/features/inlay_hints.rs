//! Who speaks, behind a quotation that does not say it by name.

use super::sureness::{Sureness, is_guessed};
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::config::InlayHints;
use crate::reporting::SourceForm;
use crate::text::SourceSpan;

/// A name behind a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the source where it is shown.
    pub at: u32,
    /// The name; with a question mark where it is not sure.
    pub name: String,
}

/// The names behind quotations that end in a place of the source, in order. Where it is unclear who speaks there is none.
pub fn within(article: &Article, place: SourceSpan, which: InlayHints) -> Vec<Hint> {
    let wanted = |quotation: &&Quotation| match &quotation.source {
        _ if quotation.kind == QuotationKind::Scare => false,
        _ if quotation.source.is_none() || is_guessed(quotation) => which == InlayHints::All,
        Some(source) => which != InlayHints::Off && source.form == SourceForm::Pronoun,
        None => false,
    };
    let hint = |quotation: &Quotation| {
        let speaker = article.entity(quotation.speaker?)?;
        let at = article.prose().to_source(*quotation.spans.last()?).end;
        let doubt = match Sureness::of(quotation.confidence) {
            Sureness::Unclear => return None,
            Sureness::Likely(_) => "?",
            Sureness::Sure => {
                if is_guessed(quotation) {
                    "?"
                } else {
                    ""
                }
            }
        };
        place.touches(at).then(|| Hint { at, name: format!("{}{doubt}", speaker.name) })
    };
    let mut hints: Vec<Hint> = article.quotations().iter().filter(wanted).filter_map(hint).collect();
    hints.sort_by_key(|hint| hint.at);
    hints
}
