//! Wide gaps between sentences.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::{ParagraphView, TokenIndex, TokenKind, TokenOffset};
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
    let text = article.text();
    let place = |(first, gap): (TokenIndex, &ProseSpan)| {
        let paragraph = text.token(first).span.start;
        ProseSpan::new(paragraph + gap.start, paragraph + gap.end)
    };
    let gaps: Vec<ProseSpan> = text.in_each_paragraph(gaps).iter().map(place).collect();
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

/// The gaps between sentences of a paragraph of running text that hold more, or something else, than one plain space.
fn gaps(paragraph: ParagraphView<'_>) -> Vec<ProseSpan> {
    if !place::is_running_view(&paragraph) {
        return Vec::new();
    }
    let starts: Vec<TokenOffset> = paragraph.sentences().map(|sentence| sentence.start).collect();
    let gap = |&first: &TokenOffset| {
        // The number of an item is no sentence.
        let number = first.checked_sub(2).filter(|number| starts.binary_search(number).is_ok());
        let is_item = number
            .and_then(|number| paragraph.get(number))
            .is_some_and(|number| number.kind == TokenKind::Number && number.spaced);
        let gap = ProseSpan::new(paragraph.get(first.checked_sub(1)?)?.span.end, paragraph.get(first)?.span.start);
        let blanks = gap.slice(paragraph.as_str());
        let is_wide = blanks.chars().count() > 1 || blanks.contains('\u{A0}');
        // What stands around the end of a line is nobody's.
        (!is_item && is_wide && blanks.chars().all(|c| matches!(c, ' ' | '\u{A0}'))).then_some(gap)
    };
    starts.iter().skip(1).filter_map(gap).collect()
}
