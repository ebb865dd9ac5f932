//! What stands behind words and says whose they were, without reporting anything itself: *Lopez said.* · *That is how
//! Lopez describes it.* · *— Maria Lopez* · *(Ann Roe, resident)*

use std::ops::Range;

use crate::language::{Classes, WordSet};
use crate::prose::{EachToken, TokenKind};
use crate::reporting::cues::{CueSite, Sites, VerbForm};
use crate::reporting::reading::Reading;
use crate::reporting::unit::{FIRST, UnitIndex, Units};
use crate::reporting::view::{Name, SegmentView};

/// An attribution by itself is no longer than this, in units.
const LONGEST_ATTRIBUTION: usize = 40;

/// The name in a signature is no longer than this, in units; what the person is may follow.
const LONGEST_NAME: usize = 12;

/// A signature with all that the person is, in units.
const LONGEST_SIGNATURE: usize = 30;

/// The source and the cue of a segment that attributes the words before it, and whether it speaks of them.
pub fn attribution_alone(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>, bool)> {
    let holds_words = view.all().each().any(|place| view.is_passage(place));
    if holds_words || view.len() > LONGEST_ATTRIBUTION {
        return None;
    }
    let spoken_of = looks_back(view).map(|(source, cue)| (source, cue, true));
    spoken_of.or_else(|| says(view).map(|(source, cue)| (source, cue, false)))
}

/// *Those were the words of Lopez.* · *That is how Lopez, the head of the mill, describes her year.*
fn looks_back(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    if !view.is_in(FIRST, WordSet::LooksBack) || !view.is(FIRST + 1, Classes::BE) {
        return None;
    }
    let start = if view.is_in(FIRST + 2, WordSet::How) {
        FIRST + 3
    } else {
        let of = (FIRST + 3..view.past_last().min(FIRST + 8)).each().find(|&place| view.is_in(place, WordSet::Of))?;
        let noun = view.is(of - 1, Classes::SPEECH_NOUN) || view.is_in(of - 1, WordSet::SomebodysWords);
        noun.then_some(of + 1)?
    };
    let source = view.leading_subject(start, view.end())?;
    (source.start == start || view.is(start, Classes::DETERMINER)).then_some((start..source.end, FIRST..start))
}

/// *Lopez said from his porch.* · *said Erin McElroy, an organizer.*
fn says(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>)> {
    let reading = Reading::new(*view, Sites::find(view));
    let site = reading.sites.all().first()?;
    let negated = (FIRST..site.group.end).each().any(|place| view.is_in(place, WordSet::Negation));
    if site.form != VerbForm::Finite || !site.is_speech() || !site.cue.frames.quotation() || negated {
        return None;
    }
    if site.group.start == FIRST {
        let source = view.subject_after(site.group.end, view.end())?;
        return Some((source, site.group.clone()));
    }
    let source = reading.governing_subject(site).filter(|source| source.end <= site.group.start)?;
    let opens = (FIRST..source.start).each().all(|place| view.is(place, Classes::COORDINATOR | Classes::ADVERB));
    (opens && takes_no_object(view, site)).then(|| (source, site.group.clone()))
}

/// Whether nothing follows a verb but where, when and how: *X said from his porch*, not *X said a prayer*.
fn takes_no_object(view: &SegmentView<'_>, site: &CueSite) -> bool {
    let behind = site.group.end;
    behind >= view.end()
        || view.is(behind, Classes::PREPOSITION | Classes::ADVERB | Classes::CALENDAR | Classes::SUBORDINATOR)
        || view.kind(behind) == Some(TokenKind::Comma)
        || view.kind(behind).is_none()
        || view.word(behind).ends_with("ing")
        || site.cue.frames.recipient() && !view.is(behind, Classes::RELATIVE)
}

/// The name that signs the words before a segment, what says that it does, and whether a dash or a bracket does:
/// *— Maria Lopez, first customer* · *(Ann Roe, resident)* · *Ann Roe, Dunmore*
pub fn signature(view: &SegmentView<'_>) -> Option<(Range<UnitIndex>, Range<UnitIndex>, bool)> {
    let dash = view.kind(FIRST) == Some(TokenKind::Dash)
        || view.kind(FIRST) == Some(TokenKind::Open) && view.word(FIRST) != "{";
    let start =
        view.all().each().find(|&place| !matches!(view.kind(place), Some(TokenKind::Dash | TokenKind::Open)))?;
    let holds_words = (start..view.past_last()).each().any(|place| view.is_passage(place));
    if holds_words || view.len() > LONGEST_SIGNATURE {
        return None;
    }
    let ends = |&place: &UnitIndex| {
        matches!(view.kind(place), Some(TokenKind::Comma | TokenKind::Close | TokenKind::Dash | TokenKind::Open))
    };
    let end = (start..view.end()).each().find(ends).unwrap_or(view.end());
    let name =
        (start..view.end()).each().find_map(|place| view.name(place).filter(Name::is_person).map(|name| (place, name)));
    let capital = view.token(start).is_some_and(|token| token.is_capitalized());
    // *Ana Lopez Member for Halstad North*: on two lines, what the person is needs no comma.
    let end = match &name {
        Some((place, name)) => {
            let behind = *place + name.tokens.len();
            let is_office = view.is(behind, Classes::TITLE | Classes::ROLE)
                && view.token(behind).is_some_and(|token| token.is_capitalized());
            if is_office { end.min(behind) } else { end }
        }
        None => end,
    };
    if dash {
        // *— former president of the works, Lee Alder*: the name may follow what the person is.
        let end = match &name {
            Some((place, name)) if *place >= end => *place + name.tokens.len(),
            _ => end,
        };
        let fits = end > start && (capital || name.is_some()) && end - start <= LONGEST_SIGNATURE;
        return fits.then_some((start..end, FIRST..start, true));
    }
    if end <= start || end - start > LONGEST_NAME {
        return None;
    }
    let name = name.map(|(_, name)| name);
    // Without a dash it must begin with the name or its title, and say nothing; *By Ann Roe* is whoever writes.
    let name = name.filter(|_| capital && !view.is_in(start, WordSet::By))?;
    let whole = view.index(end - 1).is_some_and(|last| name.tokens.end > last);
    let silent = !(start..view.end())
        .each()
        .any(|place| view.is(place, Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO))
        && Sites::find(view).all().is_empty();
    (whole && silent).then_some((start..end, start..start + 1, false))
}
