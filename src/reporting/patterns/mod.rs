//! The patterns of attribution, in the order in which they are tried.
//!
//! A pattern is a function with its trigger and its evidence beside it. At each verb the first pattern that fits wins;
//! those that need no verb are tried behind them. To add one, write it and name it in [`PATTERNS`].

mod agentless;
mod alone;
mod announcing;
mod asides;
mod clauses;
mod hearsay;
mod marked;
mod naming;
mod nobodys;
mod objects;
mod passive;
mod pattern;
mod quoted;
mod speech_nouns;

use super::cues::{CueSite, Sites, VerbForm};
use super::overlaps::resolve_overlaps;
use super::reading::{Clause, Reading};
use super::unit::Units;
use super::view::SegmentView;
use pattern::{Pattern, Read};

pub use alone::{attribution_alone, signature};
pub use announcing::announcement;

/// Every pattern.
const PATTERNS: &[Pattern] = &[
    quoted::QUOTED_AS_SAYING,
    quoted::ASKED,
    speech_nouns::WORDS_OF,
    passive::PASSIVE,
    agentless::AGENTLESS,
    marked::BEFORE_VERB,
    clauses::OPENING_VERB,
    clauses::BEFORE_INVERTED_VERB,
    clauses::BEFORE_VERB,
    clauses::BEHIND_VERB,
    announcing::SPEAKER_COLON,
    speech_nouns::SPEECH_NOUN,
    hearsay::HEARD_TO_TELL,
    passive::REDUCED_PASSIVE,
    naming::NAMED_SOURCE,
    hearsay::ATTRIBUTED_TO,
    announcing::SIGNATURE,
    asides::CAME_THE_REPLY,
    asides::AWAITED,
    asides::BEAT_BETWEEN,
    nobodys::NOBODYS,
];

/// What a segment says: its reporting clauses, and what its marked words are.
pub fn read(view: SegmentView<'_>) -> Reading<'_> {
    let mut reading = Reading::new(view, Sites::find(&view));
    for index in 0..reading.sites.all().len() {
        let Some(site) = reading.sites.all().get(index).cloned() else { break };
        // *quoted him as saying* is one cue.
        if reading.clauses.iter().any(|clause| clause.cue.contains(&site.head)) {
            continue;
        }
        if nobodys::is_never_said(&reading, &site) {
            continue;
        }
        let only_code = |clause: &Clause| nobodys::is_only_code(&view, clause);
        if let Some(clause) = read_verb(&mut reading, &site).filter(|clause| !only_code(clause)) {
            reading.clauses.push(clause);
        }
    }
    for pattern in PATTERNS {
        if let Read::Segment(trigger, read) = pattern.read
            && view.all().each().any(|place| trigger(&view, place))
        {
            read(&mut reading);
        }
    }
    resolve_overlaps(&view, &mut reading.clauses, &reading.sites);
    reading
}

/// What a verb reports.
fn read_verb(reading: &mut Reading<'_>, site: &CueSite) -> Option<Clause> {
    let (mut reports_words, mut subject) = (None, None);
    for pattern in PATTERNS {
        let is_tried = match pattern.read {
            Read::Verb(trigger, _) | Read::Subject(trigger, _) | Read::Governed(trigger, _) => trigger(site),
            Read::Segment(..) => false,
        };
        if !is_tried || !pattern.any_verb && !*reports_words.get_or_insert_with(|| reading.reports_words(site)) {
            continue;
        }
        let clause = match pattern.read {
            Read::Verb(_, read) | Read::Subject(_, read) => read(reading, site),
            Read::Governed(_, read) => {
                if subject.is_none() {
                    subject = Some(reading.governing_subject(site)?);
                    if site.form == VerbForm::Finite {
                        reading.subject.clone_from(&subject);
                    }
                }
                read(reading, site, subject.as_ref()?)
            }
            Read::Segment(..) => None,
        };
        let Some(clause) = clause else { continue };
        debug_assert!(pattern.evidence.contains(&clause.evidence), "a pattern declares its evidence");
        if matches!(pattern.read, Read::Subject(..)) {
            reading.subject.clone_from(&clause.source);
        }
        return Some(clause);
    }
    None
}
