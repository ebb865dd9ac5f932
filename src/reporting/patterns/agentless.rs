//! Words of which the sentence says that they were said, and not by whom: *it was reported that …*, *she was told that …*

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{UnitIndex, Units};
use crate::reporting::view::SegmentView;

/// What a clause before *it was reported* has at least, in units.
const SHORTEST_CLAUSE: usize = 4;

/// *It was reported that …* · *The bridge fell, it was stated.* · *Lopez was told that …*
pub const AGENTLESS: Pattern = Pattern {
    evidence: &[Evidence::SourceCueClause, Evidence::ClauseSourceCue],
    any_verb: true,
    read: Read::Verb(|site| site.form == VerbForm::Passive, agentless),
};

fn agentless(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let negated = site.group.each().any(|place| view.is(place, Classes::NEGATION));
    // *It is alleged*: what is held to be so is nobody's words.
    let said = site.cue.class.is_speech() && site.cue.frames.quotation() && !view.is_in(site.head, WordSet::Believed);
    let told = site.cue.frames.recipient();
    let impersonal = site.group.start.checked_sub(1).filter(|&subject| view.is_in(subject, WordSet::It));
    if negated || !said || impersonal.is_none() && !told {
        return None;
    }
    let plain = |content: &Range<UnitIndex>| !content.each().any(|place| view.is_passage(place));
    let behind = content::after(&view, site, &reading.sites).filter(|(content, opening)| {
        plain(content) && (*opening == Opening::Clause || told && impersonal.is_none() && *opening == Opening::Bare)
    });
    if let Some((content, _)) = behind {
        return Some(Clause::new(site, vec![content], None, Evidence::SourceCueClause));
    }
    let comma = impersonal?.checked_sub(1).filter(|&comma| view.kind(comma) == Some(TokenKind::Comma))?;
    let content = reading.covered_before(comma)..comma;
    let is_clause = content.len() >= SHORTEST_CLAUSE && content::holds_verb(&view, content.clone());
    (is_clause && plain(&content) && closes(&view, site.group.end))
        .then(|| Clause::new(site, vec![content], None, Evidence::ClauseSourceCue))
}

/// Whether nothing follows a verb but where and when.
fn closes(view: &SegmentView<'_>, end: UnitIndex) -> bool {
    end >= view.end() || view.is(end, Classes::PREPOSITION | Classes::CALENDAR | Classes::ADVERB)
}
