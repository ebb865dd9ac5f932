//! Words at second hand: *quoted as saying*, *was asked whether*.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// *Press TV quoted him as saying* · *she was quoted as saying*: the one quoted speaks, the outlet is between.
pub const QUOTED_AS_SAYING: Pattern = Pattern {
    evidence: &[Evidence::QuotedAsSaying],
    any_verb: true,
    read: Read::Verb(|site| site.cue.is_in(WordSet::Quotes), quoted_as_saying),
};

fn quoted_as_saying(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let limit = view.end();
    let as_saying = (site.group.end..limit.min(site.group.end + 10))
        .each()
        .find(|&place| view.is_in(place, WordSet::As) && view.is_in(place + 1, WordSet::SayingTelling))?;
    let subject = view.subject_before(site.group.start, reading.clause_floor(site.group.start));
    let (source, via) = if site.form == VerbForm::Passive {
        let outlet = by_outlet(reading, site.group.end, as_saying).or_else(|| by_outlet(reading, as_saying + 2, limit));
        (subject?, outlet)
    } else {
        let object = site.group.end..as_saying;
        if object.is_empty() {
            return None;
        }
        (object, subject)
    };
    let attribution_start = via.as_ref().map_or(source.start, |via| via.start.min(source.start)).min(site.group.start);
    let mut whole = site.clone();
    whole.group.end = as_saying + 2;
    whole.head = as_saying + 1;
    let before = attribution_start
        .checked_sub(1)
        .filter(|&before| view.kind(before) == Some(TokenKind::Comma) || view.is_passage(before));
    let content = match before {
        Some(before) if view.is_passage(before) || before > FIRST + 3 => {
            let end = if view.is_passage(before) { before + 1 } else { before };
            let start = reading.clause_floor(end.saturating_sub(1));
            let start = if view.is_passage(before) { before } else { start };
            start..end
        }
        _ => content::after(&view, &whole, &reading.sites)?.0,
    };
    let mut clause = Clause::new(&whole, vec![content], Some(source), Evidence::QuotedAsSaying);
    clause.lemma = "quote as saying";
    clause.via = via;
    Some(clause)
}

/// *Lopez was asked whether …* · *Asked by a caller why …, she …*: a question of somebody else, named or not.
pub const ASKED: Pattern = Pattern {
    evidence: &[Evidence::SourceCueQuotation, Evidence::SourceCueClause],
    any_verb: true,
    read: Read::Verb(|site| site.cue.is_in(WordSet::Asks), asked),
};

fn asked(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let opens = (FIRST..site.head)
        .each()
        .all(|place| view.is_in(place, WordSet::WhenIf) || view.is(place, Classes::COORDINATOR));
    let alone =
        site.form == VerbForm::Finite && opens && view.cue(site.head).is_some_and(|(_, forms)| forms.participle());
    if !(site.form == VerbForm::Passive || alone) {
        return None;
    }
    let asker = by_asker(reading, site.group.end);
    let behind = asker.as_ref().map_or(site.group.end, |asker| asker.end);
    let comma = usize::from(view.kind(behind) == Some(TokenKind::Comma));
    if view.is_passage(behind + comma) {
        let question = behind + comma..behind + comma + 1;
        return Some(Clause::new(site, vec![question], asker, Evidence::SourceCueQuotation));
    }
    let start = (behind..view.end().min(behind + 6)).each().find(|&place| view.is_in(place, WordSet::OpensQuestion))?;
    let start = start + usize::from(view.is_in(start, WordSet::About));
    let plain = (behind..start).each().all(|place| {
        let noun = view.is(place, Classes::SPEECH_NOUN | Classes::DOCUMENT);
        view.token(place).is_some_and(|token| token.is_word()) && (noun || view.cue(place).is_none())
    });
    let end = content::content_end(&view, start, view.end(), site, &reading.sites, Opening::Clause);
    let comma = (start..end).each().find(|&place| opens && view.kind(place) == Some(TokenKind::Comma));
    plain.then(|| Clause::new(site, vec![start..comma.unwrap_or(end)], asker, Evidence::SourceCueClause))
}

/// Who asks: *by a caller*, *on Harbour Radio*; not *in her last interview*.
fn by_asker(reading: &Reading<'_>, from: UnitIndex) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let asker = by_outlet(reading, from, view.end())?;
    let by = view.is_in(asker.start - 1, WordSet::By);
    (by || view.name(asker.start).is_some()).then_some(asker)
}

/// *by Press TV* behind *was quoted*.
fn by_outlet(reading: &Reading<'_>, from: UnitIndex, limit: UnitIndex) -> Option<Range<UnitIndex>> {
    let by = (from..limit.min(from + 2)).each().find(|&place| reading.view.is_in(place, WordSet::ByInOn))?;
    reading.view.subject_after(by + 1, limit)
}
