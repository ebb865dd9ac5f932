//! Which of several reports of a frame words belong to.

use super::Report;
use crate::attribution::Evidence;
use crate::attribution::cues::CueSite;
use crate::attribution::frames::Place;

/// Drops what one frame should not report beside its other reports.
pub fn settle(reports: &mut Vec<Report>, sites: &[CueSite]) {
    drop_weak_inside(reports, sites);
    keep_nearest(reports);
    keep_tied(reports);
}

/// *Lopez said they shared “the same views”*: a verb that is no verb of speech reports nothing inside what somebody said.
fn drop_weak_inside(reports: &mut Vec<Report>, sites: &[CueSite]) {
    let of_speech = |report: &Report| {
        let own = |site: &&CueSite| site.group == report.cue;
        sites.iter().filter(own).any(|site| site.cue.class.is_speech() && site.cue.frames.quotation())
    };
    let holds = |outer: &Report, report: &Report| {
        outer.evidence != Evidence::SpeechNoun
            && outer.cue != report.cue
            && outer.contents.iter().any(|content| {
                content.start <= report.cue.start
                    && report.cue.end <= content.end
                    && report.contents.iter().all(|inner| inner.end <= content.end)
            })
    };
    let mut dropped = Vec::with_capacity(reports.len());
    for report in reports.iter() {
        let weak = report.evidence != Evidence::According && !of_speech(report);
        dropped.push(weak && reports.iter().any(|outer| holds(outer, report)));
    }
    let mut dropped = dropped.into_iter();
    reports.retain(|_| !dropped.next().unwrap_or(false));
}

/// *Scott grinned and told of his father, who wired, “…”*: the nearest verb introduces the words.
fn keep_nearest(reports: &mut Vec<Report>) {
    let introduced: Vec<(Place, Place)> =
        reports.iter().filter_map(|report| Some((introduced_words(report)?, report.cue.start))).collect();
    reports.retain(|report| {
        introduced_words(report).is_none_or(|words| {
            !introduced.iter().any(|&(others, nearer)| others == words && nearer > report.cue.start && nearer < words)
        })
    });
}

/// *which he denies – “Why me?” asked Lopez*: words that are tied to an attribution behind them are not introduced by
/// what stands before.
fn keep_tied(reports: &mut Vec<Report>) {
    let behind =
        |report: &&Report| matches!(report.evidence, Evidence::QuotationCueSource | Evidence::QuotationSourceCue);
    let first =
        |report: &Report| report.contents.first().filter(|content| content.len() == 1).map(|content| content.start);
    let tied: Vec<Place> = reports.iter().filter(behind).filter_map(first).collect();
    reports.retain(|report| introduced_words(report).is_none_or(|words| !tied.contains(&words)));
}

/// The place of the words in marks that a report introduces, if they are all that it reports.
fn introduced_words(report: &Report) -> Option<Place> {
    let introduced = matches!(report.evidence, Evidence::SourceCueQuotation | Evidence::DependentVerb);
    let single = report.contents.len() == 1 && report.contents[0].len() == 1;
    (introduced && single).then(|| report.contents[0].start)
}
