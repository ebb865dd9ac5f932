//! What can be mended where the caret is.

use crate::Article;
use crate::rules::{Finding, Fix, Safety};
use crate::text::SourceSpan;

/// A fix that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<'f> {
    /// The index of the finding that it mends.
    pub finding: usize,
    /// What it does.
    pub fix: &'f Fix,
    /// Whether an editor may apply it unasked: it is safe, and the likeliest of its finding.
    pub preferred: bool,
}

/// The indices of the findings that a span of the source touches.
pub fn touched(article: &Article, findings: &[Finding], place: SourceSpan) -> Vec<usize> {
    let touches = |finding: &Finding| {
        let span = finding.in_source(article.prose());
        span.touches(place.start) || place.touches(span.start)
    };
    findings.iter().enumerate().filter(|(_, finding)| touches(finding)).map(|(index, _)| index).collect()
}

/// The fixes of some findings, the likeliest of each finding first.
pub fn of_all<'f>(findings: &'f [Finding], indices: &[usize]) -> Vec<Offer<'f>> {
    let known = indices.iter().filter_map(|&index| Some((index, findings.get(index)?)));
    known.flat_map(|(index, finding)| of(index, &finding.fixes)).collect()
}

/// The fixes of the finding with that index.
fn of(finding: usize, fixes: &[Fix]) -> impl Iterator<Item = Offer<'_>> {
    fixes.iter().enumerate().map(move |(index, fix)| Offer {
        finding,
        fix,
        preferred: index == 0 && fix.safety == Safety::Safe,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(safeties: &[Safety]) -> Vec<bool> {
        let fix = |&safety| Fix { title: String::new(), safety, edits: Vec::new() };
        let fixes: Vec<Fix> = safeties.iter().map(fix).collect();
        of(0, &fixes).map(|offer| offer.preferred).collect()
    }

    #[test]
    fn only_what_is_safe_is_preferred() {
        assert_eq!(preferred(&[Safety::Safe, Safety::Safe]), [true, false]);
        assert_eq!(preferred(&[Safety::Ask, Safety::Ask]), [false, false]);
        assert_eq!(preferred(&[Safety::Ask, Safety::Safe]), [false, false]);
    }
}
