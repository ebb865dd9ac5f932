//! What stands before words and tells whose they are.

use super::candidate::{Candidate, Claim, Context, plain_cue};
use super::name_line::{explains_name, signs};
use crate::attribution::quotation::QuotationKind;
use crate::attribution::{dialogue, voices};
use crate::format::Extent;
use crate::prose::TokenRange;
use crate::reporting::{Counted, Evidence};

/// How many quotations of a paragraph are looked at to say that one person speaks in all of it.
const LOOKED_BACK: usize = 50;

/// How many quotations back the answer before is looked for.
const ANSWERS_LOOKED_BACK: usize = 8;

/// Marks that were left open at the end of the paragraph before.
pub fn open_marks(context: &Context<'_>) -> Option<Candidate> {
    let index = context.draft.owner(context.found()?.continues?)?;
    context.goes_on(index, Evidence::ParagraphContinuation)
}

/// *“…,” Lopez said. “…”*
pub fn same_paragraph(context: &Context<'_>) -> Option<Candidate> {
    let before = context.leans_on().filter(|before| context.is_in_paragraph_of(before))?;
    context.goes_on(context.spoken(&before)?, Evidence::Continuation)
}

/// *“…,” Lopez said. And then “we closed the door.”*: a word or two lead over to words of the same speaker.
pub fn led_over(context: &Context<'_>) -> Option<Candidate> {
    let before = context.before.filter(|before| context.is_in_paragraph_of(before))?;
    let index = context.spoken(&before)?;
    let (place, _) = context.uncued.goes_on?;
    let words = place.tokens(context.segment.tokens.start);
    let letters = Counted::LedOver(context.number);
    Some(Candidate { words, letters, claim: Claim::GoesOn(index), evidence: Evidence::Continuation })
}

/// *“…,” Lopez said.* ¶ *“…”*
pub fn runs_on(context: &Context<'_>) -> Option<Candidate> {
    let index = context.spoken_in_paragraph_before()?;
    // Who asked before asks again.
    if context.uncued.asks && context.other_speaker(index).is_some() {
        return None;
    }
    // Each paragraph before is somebody else's: so may be this one.
    if voices::is_one_of_several(context.view.paragraphs(), context.draft.quotations(), index) {
        return None;
    }
    let owned = |&before: &usize| context.draft.owner(before) == Some(index);
    let last = context.view.passages().get((0..context.passage).rev().find(owned)?)?;
    let runs_on = dialogue::runs_on(context.view, context.draft.get(index)?, last, context.found()?);
    runs_on.then(|| context.goes_on(index, Evidence::RunsOn)).flatten()
}

/// *“Why?” Lopez asked.* ¶ *“No money,” Reyes said.* ¶ *“And then?”*
pub fn other_speaker(context: &Context<'_>) -> Option<Candidate> {
    let other = context.other_speaker(context.spoken_in_paragraph_before()?)?;
    let source = context.draft.get(other)?.source.clone()?;
    context.candidate(Claim::Own { cue: None, source }, Evidence::Dialogue)
}

/// *Lopez was blunt:* ¶ *“…”*
pub fn announced(context: &Context<'_>) -> Option<Candidate> {
    let before = context.speech_leans_on()?;
    let (cue, source) = before.facts?.announced.as_ref()?;
    let cue = Some(plain_cue(*cue, before.segment.tokens.start));
    context.candidate(Claim::Own { cue, source: context.source(&before, source) }, Evidence::Announced)
}

/// *Ann Roe, 34, teacher* ¶ *“…”*: a line that names somebody and signs nothing above it, before words that are a paragraph
/// of their own.
pub fn named_above(context: &Context<'_>) -> Option<Candidate> {
    let before = context.speech_leans_on().filter(|before| context.is_alone() && before.last.is_none())?;
    let above = context.view.paragraphs().get(before.segment.paragraph as usize)?;
    let is_line = before.segment.paragraph + 1 == context.segment.paragraph
        && before.segment.tokens == above.tokens
        && explains_name(context.view, context.entities, above)
        && !signs(context.draft, above);
    let name = before.facts?.signature.as_ref().filter(|_| is_line)?;
    let cue = Some(plain_cue(name.cue, before.segment.tokens.start));
    context.candidate(Claim::Own { cue, source: context.source(&before, &name.source) }, Evidence::NamedAbove)
}

/// *“…,” Lopez said. She paused. “…”*
pub fn subject_speaks_on(context: &Context<'_>) -> Option<Candidate> {
    let subject = context.subject()?;
    let index = context.draft.quotations().len().checked_sub(1)?;
    let last = context.draft.get(index)?;
    let paragraph = context.view.paragraphs().get(context.segment.paragraph as usize)?;
    let speaks_on = last.kind == QuotationKind::Direct
        && last.speaker.is_some()
        && last.speaker == subject.entity
        && overlap(&paragraph.tokens, &last.place());
    speaks_on.then(|| context.goes_on(index, Evidence::Continuation)).flatten()
}

/// *Lopez shook her head. “…”*
pub fn subject_before(context: &Context<'_>) -> Option<Candidate> {
    context.candidate(Claim::Own { cue: None, source: context.subject()? }, Evidence::SubjectBefore)
}

/// *The mayor was asked:* ¶ *“…”* ¶ *“…”*: one announcement for a list of words.
pub fn list_goes_on(context: &Context<'_>) -> Option<Candidate> {
    let before = context.speech_leans_on().filter(|_| context.is_alone())?;
    let index = context.spoken_in_paragraph_before()?;
    let last = context.draft.get(index)?;
    let is_alone = last.place().start <= before.segment.tokens.start;
    let announced = matches!(last.evidence.first(), Some(Evidence::Announced | Evidence::Listed));
    let (cue, source) = (last.cue.clone(), last.source.clone()?);
    let listed = announced && is_alone;
    listed.then(|| context.candidate(Claim::Own { cue, source }, Evidence::Listed)).flatten()
}

/// *“…,” Lopez said. The lake was calm. “…”*: nobody else has spoken in the paragraph.
pub fn only_speaker(context: &Context<'_>) -> Option<Candidate> {
    context.speech_leans_on().filter(|before| context.is_in_paragraph_of(before))?;
    let paragraph = context.view.paragraphs().get(context.segment.paragraph as usize)?;
    let quotations = context.draft.quotations().iter().enumerate().rev().take(LOOKED_BACK);
    let mut inside = quotations.take_while(|(_, quotation)| overlap(&quotation.place(), &paragraph.tokens));
    let (index, last) = inside.next()?;
    let one = last.kind == QuotationKind::Direct
        && last.speaker.is_some()
        && inside.all(|(_, other)| other.speaker == last.speaker);
    one.then(|| context.goes_on(index, Evidence::Continuation)).flatten()
}

/// **Why did you leave?** ¶ *“…”*: whoever answered before answers again.
pub fn answer(context: &Context<'_>) -> Option<Candidate> {
    let before = context.speech_leans_on().filter(|before| !context.is_in_paragraph_of(before))?;
    let paragraph = context.view.paragraphs().get(before.segment.paragraph as usize)?;
    let asks = context.view.ends_with_question(paragraph.tokens.clone());
    let set_apart = paragraph.emphasis.bold == Extent::Whole || paragraph.emphasis.italic == Extent::Whole;
    if !asks || !set_apart {
        return None;
    }
    let quotations = context.draft.quotations().iter().rev().take(ANSWERS_LOOKED_BACK);
    let source = quotations.filter_map(|quotation| quotation.source.as_ref()).find(|source| source.entity.is_some())?;
    context.candidate(Claim::Own { cue: None, source: source.clone() }, Evidence::Dialogue)
}

/// *Lopez said that nobody came.* ¶ *“…”*: whoever spoke last, in the same paragraph or the one before.
pub fn speaker_before(context: &Context<'_>) -> Option<Candidate> {
    let found = context.found().filter(|_| context.is_quotation())?;
    let words = found.first()..found.end();
    let voice = voices::before(context.view.paragraphs(), context.entities, context.draft.quotations(), words)?;
    let source = voice.is_only.then(|| voice.source.clone())?;
    context.candidate(Claim::Own { cue: None, source }, Evidence::SpeakerBefore)
}

fn overlap(one: &TokenRange, other: &TokenRange) -> bool {
    one.start < other.end && other.start < one.end
}
