//! Who spoke last before words that nobody is named for, and whether a reader can tell that they speak on.

use super::quotation::{Quotation, QuotationKind, Source};
use super::view::paragraph_of;
use crate::entities::{Entities, Entity, EntityId};
use crate::format::BlockKind;
use crate::language::CueClass;
use crate::names::NameKind;
use crate::prose::{EachToken, Paragraph, TokenRange};
use crate::reporting::{Evidence, SourceForm};

/// How many quotations back the last voice is looked for.
const LOOKED_BACK: usize = 50;

/// So many captions and tables may stand between two paragraphs of the text.
const CAPTIONS_BETWEEN: usize = 4;

/// Who is less surely the speaker of the words before is not taken for that of the words behind.
const SURE: f32 = 0.78;

/// Whoever spoke last before some words.
pub struct Voice<'a> {
    /// Who it is.
    pub source: &'a Source,
    /// Whether nobody else can be meant: nobody else was named since, and the paragraphs before are not each another's.
    pub is_only: bool,
}

/// The person who spoke last before the tokens `words` of a text with these paragraphs, in the same paragraph or the one before.
/// `quotations` are those before the words, in order.
pub fn before<'a>(
    paragraphs: &[Paragraph],
    entities: &Entities,
    quotations: &'a [Quotation],
    words: TokenRange,
) -> Option<Voice<'a>> {
    let mut earlier = quotations.iter().enumerate().rev().take(LOOKED_BACK);
    let said = |quotation: &Quotation| quotation.kind != QuotationKind::Scare && quotation.source.is_some();
    let (inner, innermost) = earlier.find(|(_, quotation)| said(quotation))?;
    // *Lopez said that the union had agreed*: of the two, Lopez speaks.
    let around = quotations.iter().enumerate().rev().take(LOOKED_BACK);
    let around = around.filter(|(index, quotation)| *index == inner || said(quotation) && holds(quotation, innermost));
    let (index, last) = around.max_by_key(|(_, quotation)| quotation.place().len())?;
    let source = last.source.as_ref()?;
    let end = last.place().end.max(source.tokens.end);
    let is_near = end > paragraph_before(paragraphs, &words)?.tokens.start;
    // Words that nobody is named for are themselves only taken for the last speaker's.
    let taken = last.evidence.last() == Some(&Evidence::SpeakerBefore);
    let tells =
        |class: CueClass| class.is_speech() || class == CueClass::Thought && last.kind == QuotationKind::Indirect;
    let speaks = last.cue.as_ref().is_some_and(|cue| tells(cue.class)) && last.confidence >= SURE && !taken;
    let speaker = source.entity.and_then(|entity| entities.get(entity));
    let is_person = speaker.is_some_and(|speaker| speaker.kind == NameKind::Person) || leads_in_unnamed(last, source);
    let since = end..words.start.max(end);
    // A block quotation stands apart from what the writer said before.
    let runs = paragraphs.get(paragraph_of(paragraphs, words.start)).is_some_and(|here| here.nesting.quotes == 0);
    (is_near && speaks && is_person).then(|| Voice {
        source,
        is_only: !names_another(entities, since, source.entity)
            && (runs && leads_up(last, speaker) || !is_one_of_several(paragraphs, quotations, index)),
    })
}

/// Whether what one says holds all that another says.
fn holds(outer: &Quotation, inner: &Quotation) -> bool {
    let place = inner.place();
    outer.parts.iter().any(|part| part.start <= place.start && place.end <= part.end && part.len() > place.len())
}

/// *As one farmer put it: “…”* ¶ *“…”*: somebody without a name whose words were introduced speaks on.
fn leads_in_unnamed(last: &Quotation, source: &Source) -> bool {
    let unnamed = source.entity.is_none() && source.form == SourceForm::Description;
    let introduced = last.evidence.first() == Some(&Evidence::SourceCueQuotation);
    unnamed && introduced && last.kind == QuotationKind::Direct && last.parts.len() == 1
}

/// *Lopez said that nobody came.* ¶ *“…”*: a report in the writer's words leads up to what follows, whoever spoke before. One
/// word that stands there once may be no name.
fn leads_up(report: &Quotation, speaker: Option<&Entity>) -> bool {
    let is_sure = |speaker: &Entity| speaker.mentions.len() > 1 || speaker.name.contains(' ');
    report.kind == QuotationKind::Indirect && speaker.is_some_and(is_sure)
}

/// The paragraph of running text before that of the words; their own if there is none.
fn paragraph_before<'p>(paragraphs: &'p [Paragraph], words: &TokenRange) -> Option<&'p Paragraph> {
    let here = paragraph_of(paragraphs, words.start);
    let is_running = |&paragraph: &usize| {
        let kind = paragraphs.get(paragraph).map(|paragraph| paragraph.kind);
        kind.is_some_and(|kind| !matches!(kind, BlockKind::Caption | BlockKind::Cell))
    };
    let before = (0..here).rev().take(CAPTIONS_BETWEEN).find(is_running).unwrap_or(here);
    paragraphs.get(before)
}

/// Whether the paragraph before that of a quotation quotes somebody else: a voice a paragraph.
pub fn is_one_of_several(paragraphs: &[Paragraph], quotations: &[Quotation], index: usize) -> bool {
    let Some(found) = quotations.get(index) else { return false };
    let paragraph = |quotation: &Quotation| paragraph_of(paragraphs, quotation.place().start);
    let here = paragraph(found);
    let earlier = quotations.iter().take(index).rev();
    let mut near = earlier.take_while(|quotation| paragraph(quotation) + 1 >= here);
    near.any(|quotation| {
        let differs = quotation.speaker.zip(found.speaker).is_some_and(|(one, other)| one != other);
        quotation.kind == QuotationKind::Direct && differs && paragraph(quotation) + 1 == here
    })
}

/// Whether somebody else than `speaker` is named in the tokens `since`.
fn names_another(entities: &Entities, since: TokenRange, speaker: Option<EntityId>) -> bool {
    entities.mentions_in(since).any(|(entity, mention)| {
        entity.kind == NameKind::Person && Some(entity.id) != speaker && mention.form.is_named()
    })
}
