//! Wide gaps between sentences.

use super::finding::{Findings, Safety};
use super::mend::replace;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::TokenKind;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "stray-space",
    summary: "two spaces, or one that never breaks, between sentences",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("stray_space.md"),
    check,
};

/// More gaps than this are how an article is typed: they are reported once.
const MOST_SLIPS: usize = 8;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let gaps: Vec<ProseSpan> = gaps(article).collect();
    if let (Some(&first), true) = (gaps.first(), gaps.len() > MOST_SLIPS) {
        let changes: Vec<(ProseSpan, &str)> = gaps.iter().map(|&gap| (gap, " ")).collect();
        let message = format!(
            "There is a wide gap between these sentences, and in {} more places. News copy has one plain space there.",
            gaps.len() - 1
        );
        let fixes = replace(article, "Put one space in all of these places".to_owned(), Safety::Safe, &changes);
        return findings.report(first, message, fixes);
    }
    for gap in gaps {
        let message = "There is a wide gap between these sentences. A paragraph break may have been lost here; if not, one \
                       plain space is enough.";
        let fixes = replace(article, "Put one space here".to_owned(), Safety::Safe, &[(gap, " ")]);
        findings.report(gap, message.to_owned(), fixes);
    }
}

/// The gaps between sentences of a paragraph that hold more, or something else, than one plain space.
fn gaps(article: &Article) -> impl Iterator<Item = ProseSpan> {
    let text = article.text();
    let sentences = place::running(article).flat_map(|paragraph| place::sentences(article, paragraph).iter().skip(1));
    sentences.filter_map(|sentence| {
        let first = sentence.tokens.start;
        // The number of an item is no sentence.
        let is_item = first.checked_sub(2).is_some_and(|number| {
            text.token(number).kind == TokenKind::Number
                && text.token(number).spaced
                && text.sentences().get(text.sentence_of(number)).is_some_and(|before| before.tokens.start == number)
        });
        if is_item {
            return None;
        }
        let gap = ProseSpan::new(text.token(first.checked_sub(1)?).span.end, text.token(first).span.start);
        let blanks = gap.slice(text.as_str());
        let is_wide = blanks.chars().count() > 1 || blanks.contains('\u{A0}');
        // What stands around the end of a line is nobody's.
        (is_wide && blanks.chars().all(|c| matches!(c, ' ' | '\u{A0}'))).then_some(gap)
    })
}
