//! What can be mended where the caret is.

use crate::Article;
use crate::rules::{Finding, Fix};
use crate::text::SourceSpan;

/// A fix that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'f> {
    /// The index of the finding that it mends.
    pub finding: usize,
    /// What it does.
    pub fix: &'f Fix,
    /// Whether it is the likeliest of its finding.
    pub preferred: bool,
}

/// The fixes of all findings that a span of the source touches, the likeliest of each finding first.
pub fn at<'f>(article: &Article, findings: &'f [Finding], place: SourceSpan) -> Vec<Offer<'f>> {
    let touched = |finding: &Finding| {
        let span = finding.in_source(article.prose());
        span.touches(place.start) || place.touches(span.start)
    };
    let touched = findings.iter().enumerate().filter(|(_, finding)| touched(finding));
    let offers = touched.flat_map(|(finding, found)| {
        found.fixes.iter().enumerate().map(move |(index, fix)| Offer { finding, fix, preferred: index == 0 })
    });
    offers.collect()
}
