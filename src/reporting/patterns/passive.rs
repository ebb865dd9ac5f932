//! Words that somebody is told, called or accused of: the one behind *by* says them.

use std::ops::Range;

use super::pattern::{Pattern, Read};
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::TokenKind;
use crate::reporting::content::{self, Opening};
use crate::reporting::cues::{CueSite, VerbForm};
use crate::reporting::evidence::Evidence;
use crate::reporting::reading::{Clause, Reading};
use crate::reporting::unit::{FIRST, UnitIndex, Units};

/// Between the agent and the marked words stand no more units than this: *for running*, *of a*.
const WORDS_WITHIN: usize = 5;

/// *Lopez was accused by Reyes of “theft”* · *It was called “a farce” by the mayor* · *He was told by Reyes that …*
pub const PASSIVE: Pattern = Pattern {
    evidence: &[Evidence::SourceCueQuotation, Evidence::SourceCueClause],
    any_verb: true,
    read: Read::Verb(|site| site.form == VerbForm::Passive, passive),
};

fn passive(reading: &Reading<'_>, site: &CueSite) -> Option<Clause> {
    let view = reading.view;
    let end = view.end();
    if let Some(agent) = agent_at(reading, site.group.end) {
        if content::opens_clause(&view, agent.end) && says_a_clause(site) {
            let stop = content::content_end(&view, agent.end, end, site, &reading.sites, Opening::Clause);
            return Some(Clause::new(site, vec![agent.end..stop], Some(agent), Evidence::SourceCueClause));
        }
        let Some(start) = marked_words(reading, agent.end) else { return judged(reading, site, agent) };
        let stop = content::content_end(&view, start, end, site, &reading.sites, Opening::Passage);
        return Some(Clause::new(site, vec![start..stop], Some(agent), Evidence::SourceCueQuotation));
    }
    // *was called “a farce” by the mayor*
    let start = marked_words(reading, site.group.end)?;
    let passage = (start..end).each().find(|&place| view.is_passage(place))?;
    let agent = agent_at(reading, passage + 1)?;
    Some(Clause::new(site, vec![start..passage + 1], Some(agent), Evidence::SourceCueQuotation))
}

/// *Lopez was criticized by Reyes for selling the ferry*: what somebody is praised, blamed or accused for.
fn judged(reading: &Reading<'_>, site: &CueSite, agent: Range<UnitIndex>) -> Option<Clause> {
    let view = reading.view;
    let judges = matches!(site.cue.class, CueClass::LoadedBlame | CueClass::LoadedPraise);
    if !judges || !view.is_in(agent.end, WordSet::ForOfAs) {
        return None;
    }
    let end = content::content_end(&view, agent.end, view.end(), site, &reading.sites, Opening::Infinitive);
    let subject = view.subject_before(site.group.start, reading.clause_floor(site.group.start));
    let mut contents: Vec<_> = subject.into_iter().collect();
    contents.push(agent.end..end);
    Some(Clause::new(site, contents, Some(agent), Evidence::SourceCueClause))
}

/// *The ferry, described by Lopez as “a mistake,” was sold*: the same with a participle that says more of a noun.
pub const REDUCED_PASSIVE: Pattern = Pattern {
    evidence: &[Evidence::SourceCueQuotation],
    any_verb: true,
    read: Read::Segment(|view, place| view.is_in(place, WordSet::By), reduced_passive),
};

fn reduced_passive(reading: &mut Reading<'_>) {
    let view = reading.view;
    for by in (FIRST + 1..view.end()).each() {
        let head = by - 1;
        let verb = view.cue(head).filter(|(_, forms)| forms.participle()).filter(|_| view.is_in(by, WordSet::By));
        let Some((cue, _)) = verb.filter(|_| reading.sites.heads_in(head..by).is_empty()) else { continue };
        let site = CueSite { group: head..by, head, cue, form: VerbForm::Passive };
        let found = agent_at(reading, by).and_then(|agent| Some((marked_words(reading, agent.end)?, agent)));
        let Some((start, agent)) = found else { continue };
        let end = (start..view.end()).each().find(|&place| view.is_passage(place)).map_or(start, |passage| passage + 1);
        if (start..end).each().any(|place| reading.is_reported(place)) {
            continue;
        }
        reading.clauses.push(Clause::new(&site, vec![start..end], Some(agent), Evidence::SourceCueQuotation));
    }
}

/// Whether what a verb of saying is followed by can be a clause.
fn says_a_clause(site: &CueSite) -> bool {
    site.is_speech() && site.cue.frames.that_clause()
}

/// Who stands behind *by* at `place`: somebody, no time, number or act (*by Friday*, *by running*).
fn agent_at(reading: &Reading<'_>, place: UnitIndex) -> Option<Range<UnitIndex>> {
    let view = reading.view;
    let by = view.is_in(place, WordSet::By).then_some(place)?;
    let first = view.token(by + 1)?;
    let somebody = first.kind != TokenKind::Number && !view.word(by + 1).ends_with("ing");
    if view.is(by + 1, Classes::OBJECT) && view.is(by + 1, Classes::PRONOUN) {
        return Some(by + 1..by + 2);
    }
    let agent = view.subject_after(by + 1, view.end()).filter(|_| somebody)?;
    // *rebuked by the court for running …*
    let act =
        agent.each().find(|&place| view.is_in(place, WordSet::TiesToNoun) && view.word(place + 1).ends_with("ing"));
    Some(agent.start..act.unwrap_or(agent.end)).filter(|agent| !agent.is_empty())
}

/// Where the marked words begin that a preposition leads to from `from`: *of “theft”*, *for running “a circus”*, *as a
/// “farce”*.
fn marked_words(reading: &Reading<'_>, from: UnitIndex) -> Option<UnitIndex> {
    let view = reading.view;
    let passage = (from..view.end().min(from + WORDS_WITHIN)).each().find(|&place| view.is_passage(place))?;
    let leads = |place: UnitIndex| {
        view.is(place, Classes::PREPOSITION | Classes::DETERMINER)
            || view.is_in(place, WordSet::As)
            || view.kind(place) == Some(TokenKind::Lower) && view.word(place).ends_with("ing")
    };
    let speaks = !content::is_title(&view, passage) || passage > from;
    let preposition = view.is(from, Classes::PREPOSITION) || view.is_in(from, WordSet::As);
    ((from..passage).each().all(leads) && speaks).then_some(from + usize::from(preposition))
}
