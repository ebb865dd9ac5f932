//! Which of several clauses of a segment words belong to.

use super::cues::Sites;
use super::evidence::Evidence;
use super::reading::Clause;
use super::unit::{UnitIndex, Units};
use super::view::SegmentView;

/// Drops the clauses that one segment should not have beside its others.
pub fn resolve_overlaps(view: &SegmentView<'_>, clauses: &mut Vec<Clause>, sites: &Sites) {
    drop_weak_inside(view, clauses, sites);
    keep_nearest(clauses);
    keep_tied(clauses);
}

/// *Lopez said they shared “the same views”*: a verb that is no verb of speech reports nothing inside what somebody said.
fn drop_weak_inside(view: &SegmentView<'_>, clauses: &mut Vec<Clause>, sites: &Sites) {
    let of_speech = |clause: &Clause| {
        let own = sites.starting_at(clause.cue.start);
        own.filter(|site| site.group == clause.cue)
            .any(|site| site.cue.class.is_speech() && site.cue.frames.quotation())
    };
    let quotes = |clause: &Clause| clause.contents.iter().flat_map(Units::each).any(|place| view.is_passage(place));
    let holds = |outer: &Clause, clause: &Clause| {
        outer.evidence != Evidence::SpeechNoun
            && outer.cue != clause.cue
            && outer.contents.iter().any(|content| {
                content.start <= clause.cue.start
                    && clause.cue.end <= content.end
                    && clause.contents.iter().all(|inner| inner.end <= content.end)
            })
    };
    let weak = |clause: &Clause| clause.evidence != Evidence::According && !of_speech(clause);
    // Of two weak verbs the one beside the words reports them: *agreed …, with Reyes calling it “a farce”*.
    let nearer = |outer: &Clause, clause: &Clause| weak(outer) && clause.source != outer.source && quotes(clause);
    let is_dropped =
        |clause: &Clause| weak(clause) && clauses.iter().any(|outer| holds(outer, clause) && !nearer(outer, clause));
    let dropped: Vec<bool> = clauses.iter().map(is_dropped).collect();
    let mut dropped = dropped.into_iter();
    clauses.retain(|_| !dropped.next().unwrap_or(false));
}

/// *Scott grinned and told of his father, who wired, “…”* · *In an interview published in May, Lopez said that …*: the
/// nearest verb introduces the words.
fn keep_nearest(clauses: &mut Vec<Clause>) {
    let introduced: Vec<(UnitIndex, UnitIndex)> =
        clauses.iter().filter_map(|clause| Some((introduced_start(clause)?, clause.cue.start))).collect();
    clauses.retain(|clause| {
        introduced_start(clause).is_none_or(|words| {
            !introduced.iter().any(|&(others, nearer)| others == words && nearer > clause.cue.start && nearer < words)
        })
    });
}

/// *which he denies – “Why me?” asked Lopez*: words that are tied to an attribution behind them are not introduced by
/// what stands before.
fn keep_tied(clauses: &mut Vec<Clause>) {
    let behind =
        |clause: &&Clause| matches!(clause.evidence, Evidence::QuotationCueSource | Evidence::QuotationSourceCue);
    let first =
        |clause: &Clause| clause.contents.first().filter(|content| content.len() == 1).map(|content| content.start);
    let tied: Vec<UnitIndex> = clauses.iter().filter(behind).filter_map(first).collect();
    clauses.retain(|clause| introduced_words(clause).is_none_or(|words| !tied.contains(&words)));
}

/// Where all that a clause introduces begins.
fn introduced_start(clause: &Clause) -> Option<UnitIndex> {
    let introduced =
        matches!(clause.evidence, Evidence::SourceCueQuotation | Evidence::SourceCueClause | Evidence::DependentVerb);
    match clause.contents.as_slice() {
        [content] if introduced && clause.cue.end <= content.start => Some(content.start),
        _ => None,
    }
}

/// The place of the words in marks that a clause introduces, if they are all that it reports.
fn introduced_words(clause: &Clause) -> Option<UnitIndex> {
    let introduced = matches!(clause.evidence, Evidence::SourceCueQuotation | Evidence::DependentVerb);
    match clause.contents.as_slice() {
        [content] if introduced && content.len() == 1 => Some(content.start),
        _ => None,
    }
}
