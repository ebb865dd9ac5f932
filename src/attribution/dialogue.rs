//! Who speaks on from paragraph to paragraph where nobody says it.
//!
//! Typography tells: words that were closed before their attribution may go on behind it (*“…,” Lopez said.* ¶ *“…”*),
//! but marks closed at a paragraph's end say that its speaker has done. Where a question was asked, the other of two
//! speakers answers.

use super::quotation::{Quotation, QuotationKind};
use super::view::View;
use crate::prose::MarkShape;
use crate::quotations::Passage;
use crate::reporting::Evidence;

/// How many paragraphs back the other speaker of a dialogue is looked for.
const PARAGRAPHS_BACK: usize = 3;

/// Longer turns than this, in words, are statements of news rather than dialogue.
const LONGEST_TURN: u32 = 40;

/// Whether the words of `quotation`, which end with the passage `last`, may go on with the passage `next`, which is a
/// paragraph of its own: an attribution follows them in their paragraph, the marks are of the same shape, and no
/// question awaits somebody else's answer.
pub fn runs_on(view: &View, quotation: &Quotation, last: &Passage, next: &Passage) -> bool {
    let attributed_behind = quotation.cue.as_ref().is_some_and(|cue| cue.tokens.start >= last.end());
    let signed = quotation.evidence.first() == Some(&Evidence::Signature);
    quotation.kind != QuotationKind::Indirect
        && !signed
        && attributed_behind
        && shape(view, last) == shape(view, next)
        && !view.asks(last.first()..last.end())
}

/// The earlier quotation whose speaker says the passage `next`, which follows the quotation `last` in a dialogue: one of
/// two asked, and the turns alternate. Indexes are those of `quotations`.
pub fn other_speaker(view: &View, quotations: &[Quotation], last: usize, next: &Passage) -> Option<usize> {
    let paragraph = view.paragraph_of(next.first()).saturating_sub(PARAGRAPHS_BACK);
    let from = view.paragraphs().get(paragraph)?.tokens.start;
    let found = quotations.get(last)?;
    let speaker = found.speaker?;
    let earlier = quotations.iter().enumerate().take(last).rev();
    let mut near = earlier.take_while(|(_, quotation)| quotation.place().start >= from);
    let (index, other) = near.find(|(_, quotation)| {
        quotation.kind == QuotationKind::Direct && quotation.speaker.is_some_and(|other| other != speaker)
    })?;
    let asked =
        [found, other].iter().any(|quotation| quotation.parts.last().is_some_and(|words| view.asks(words.clone())));
    (asked && next.words <= LONGEST_TURN).then_some(index)
}

/// Whether the mark that opens a passage is a single one; straight or curly, marks of one kind may go on with each other.
pub fn is_single(view: &View, passage: &Passage) -> bool {
    let mark = passage.open.and_then(|open| view.token(open).mark());
    matches!(mark, Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
}

/// The shape of the mark that opens a passage.
pub fn shape(view: &View, passage: &Passage) -> Option<std::mem::Discriminant<MarkShape>> {
    passage.open.and_then(|open| view.token(open).mark()).map(|shape| std::mem::discriminant(&shape))
}
