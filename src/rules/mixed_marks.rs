//! Straight and curly marks side by side.

use super::finding::{Findings, Safety};
use super::mend::replace;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::{MarkShape, TokenIndex, TokenKind};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "mixed-marks",
    summary: "straight and curly marks in one article",
    default: Some(Severity::Hint),
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("mixed_marks.md"),
    check,
};

/// A mark or an apostrophe.
struct Mark {
    span: ProseSpan,
    is_curly: bool,
    /// The same in the other style.
    other: &'static str,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let marks = marks(article);
    let curly = marks.iter().filter(|mark| mark.is_curly).count();
    let straight = marks.len() - curly;
    if curly.min(straight) == 0 {
        return;
    }
    let is_odd_one = |mark: &&Mark| mark.is_curly == (curly < straight);
    let Some(first) = marks.iter().find(is_odd_one) else { return };
    let (odd, usual) = if curly < straight { ("curly", "straight") } else { ("straight", "curly") };
    let message = format!(
        "Marks and apostrophes come in two styles here: {} are {odd}, {} are {usual}. That happens where text is pasted, \
         and looks careless. Choose one style for the whole article.",
        curly.min(straight),
        curly.max(straight)
    );
    // Some may stand where nothing maps back (in HTML, as a reference): the others are mended all the same.
    let is_exact = |span: ProseSpan| article.prose().to_source_exact(span).is_some();
    let odd_ones = marks.iter().filter(is_odd_one).filter(|mark| is_exact(mark.span));
    let changes: Vec<(ProseSpan, &str)> = odd_ones.map(|mark| (mark.span, mark.other)).collect();
    let fixes = replace(article, format!("Make all marks and apostrophes {usual}"), Safety::Safe, &changes);
    findings.report(first.span, message, fixes);
}

/// All marks of quotations and all apostrophes that are straight or curly, in order. Feet, inches, marks without a
/// counterpart and those of other typographies are none.
fn marks(article: &Article) -> Vec<Mark> {
    let text = article.text();
    let passages = &article.passages().passages;
    let in_order = |mut tokens: Vec<TokenIndex>| {
        tokens.sort_unstable();
        tokens
    };
    let opens = in_order(passages.iter().filter_map(|passage| passage.open).collect());
    let closes = in_order(passages.iter().filter_map(|passage| passage.close).collect());
    let mut marks = Vec::new();
    for (index, token) in (0..).zip(text.tokens()) {
        if !matches!(token.kind, TokenKind::Mark(_)) {
            if token.is_word() || token.kind == TokenKind::Possessive {
                apostrophes(token.span, token.span.slice(text.as_str()), &mut marks);
            }
            continue;
        }
        let (opens, closes) = (opens.binary_search(&index).is_ok(), closes.binary_search(&index).is_ok());
        let (is_curly, other) = match token.mark() {
            Some(MarkShape::Straight) if opens => (false, "“"),
            Some(MarkShape::Straight) if closes => (false, "”"),
            Some(MarkShape::StraightSingle) if opens => (false, "‘"),
            Some(MarkShape::StraightSingle) if closes => (false, "’"),
            Some(MarkShape::Curly { .. }) if opens || closes => (true, "\""),
            Some(MarkShape::CurlySingle { .. }) if opens || closes => (true, "'"),
            _ => continue,
        };
        marks.push(Mark { span: token.span, is_curly, other });
    }
    marks
}

/// The first byte of a curly apostrophe.
const APOSTROPHE: u8 = 0xE2;

/// The apostrophes in a word or a possessive.
fn apostrophes(span: ProseSpan, word: &str, marks: &mut Vec<Mark>) {
    // Nearly all words have none: that is told without reading letters.
    if !word.bytes().any(|byte| byte == b'\'' || byte == APOSTROPHE) {
        return;
    }
    for (at, apostrophe) in word.match_indices(['\'', '’']) {
        let start = span.start + at as u32;
        let is_curly = apostrophe == "’";
        let other = if is_curly { "'" } else { "’" };
        marks.push(Mark { span: ProseSpan::new(start, start + apostrophe.len() as u32), is_curly, other });
    }
}
