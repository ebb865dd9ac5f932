//! Who speaks on from paragraph to paragraph where nobody says it.
//!
//! Typography tells: words that were closed before their attribution may go on behind it (*“…,” Lopez said.* ¶ *“…”*),
//! but marks closed at a paragraph's end say that its speaker has done. Where a question was asked, the other of two
//! speakers answers.

use super::quotation::{Quotation, QuotationKind};
use crate::prose::{MarkShape, Text};
use crate::quotations::Passage;
use crate::reporting::Evidence;
use crate::text::ProseSpan;

/// How many paragraphs back the other speaker of a dialogue is looked for.
const PARAGRAPHS_BACK: usize = 3;

/// Longer turns than this, in words, are statements of news rather than dialogue.
const LONGEST_TURN: u32 = 40;

/// Whether the words of `quotation`, which end with the passage `last`, may go on with the passage `next`, which is a
/// paragraph of its own: an attribution follows them in their paragraph, the marks are of the same shape, and no
/// question awaits somebody else's answer.
pub fn runs_on(text: &Text, quotation: &Quotation, last: &Passage, next: &Passage) -> bool {
    let attributed_behind = quotation.cue.as_ref().is_some_and(|cue| cue.span.start >= last.span.end);
    let signed = quotation.evidence.first() == Some(&Evidence::Signature);
    quotation.kind != QuotationKind::Indirect
        && !signed
        && attributed_behind
        && shape(text, last) == shape(text, next)
        && !asks(text, last.span)
}

/// The earlier quotation whose speaker says the passage `next`, which follows the quotation `last` in a dialogue: one of
/// two asked, and the turns alternate. Indexes are those of `quotations`.
pub fn other_speaker(text: &Text, quotations: &[Quotation], last: usize, next: &Passage) -> Option<usize> {
    let paragraph = text.paragraph_of(next.first()).saturating_sub(PARAGRAPHS_BACK);
    let from = text.span(text.paragraphs().get(paragraph)?.tokens.clone()).start;
    let found = quotations.get(last)?;
    let speaker = found.speaker?;
    let earlier = quotations.iter().enumerate().take(last).rev();
    let mut near = earlier.take_while(|(_, quotation)| quotation.extent().start >= from);
    let (index, other) = near.find(|(_, quotation)| {
        quotation.kind == QuotationKind::Direct && quotation.speaker.is_some_and(|other| other != speaker)
    })?;
    let asked = [found, other].iter().any(|quotation| quotation.spans.last().is_some_and(|&span| asks(text, span)));
    (asked && next.words <= LONGEST_TURN).then_some(index)
}

/// Whether words end with a question mark, inside their marks.
fn asks(text: &Text, span: ProseSpan) -> bool {
    span.slice(text.as_str()).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?')
}

/// The shape of the mark that opens a passage.
pub fn shape(text: &Text, passage: &Passage) -> Option<std::mem::Discriminant<MarkShape>> {
    passage.open.and_then(|open| text.token(open).mark()).map(|shape| std::mem::discriminant(&shape))
}
