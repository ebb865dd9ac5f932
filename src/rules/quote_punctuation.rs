//! Commas and periods at the end of marked words.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::place::is_running;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::config::StopPlace;
use crate::prose::{MarkShape, TokenIndex, TokenKind};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "quote-punctuation",
    summary: "a comma or a period on the wrong side of the closing mark",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("quote_punctuation.md"),
    check,
};

/// A comma or a period beside a closing mark.
struct Ending {
    /// The mark and the stop.
    span: ProseSpan,
    is_inside: bool,
    /// Whether the marked words begin in mid-sentence: by sense the stop then belongs to the sentence around.
    is_part: bool,
    /// The same with the stop on the other side.
    other: String,
    name: &'static str,
}

/// One side has to be so many times as frequent as the other to be the article's own.
const CLEAR: usize = 4;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let endings = endings(article);
    let is_house = findings.style().stops == Some(StopPlace::Inside);
    // Stops by sense stand on both sides: inside with whole sentences, outside with parts. So only stops that are nearly
    // always inside with words of the same kind tell of a rule.
    let is_clear = |is_part: bool| {
        let alike = endings.iter().filter(|ending| ending.is_part == is_part);
        let (inside, outside): (Vec<&Ending>, Vec<&Ending>) = alike.partition(|ending| ending.is_inside);
        is_house || inside.len() >= CLEAR * outside.len().max(1)
    };
    let (parts, sentences) = (is_clear(true), is_clear(false));
    let why = if is_house { "house style puts it before" } else { "elsewhere this article puts it before" };
    let is_wrong = |ending: &&Ending| !ending.is_inside && if ending.is_part { parts } else { sentences };
    for ending in endings.iter().filter(is_wrong) {
        let message = format!("This {} stands behind the closing mark; {why}.", ending.name);
        let title = format!("Put the {} before the mark", ending.name);
        let fixes = replace(article, title, Safety::Safe, &[(ending.span, ending.other.as_str())]);
        findings.report(ending.span, message, fixes);
    }
}

/// The commas and periods at the ends of outermost double marks in running text.
fn endings(article: &Article) -> Vec<Ending> {
    let text = article.text();
    let outer = article.passages().passages.iter().filter(|passage| passage.depth == 0);
    let closes = outer.filter_map(|passage| Some((passage.inside.start, passage.close?))).filter(|&(_, close)| {
        let is_double =
            matches!(text.token(close).mark(), Some(MarkShape::Straight | MarkShape::Curly { opens: false }));
        is_double && text.paragraphs().get(text.paragraph_of(close)).is_some_and(is_running)
    });
    closes.filter_map(|(first, close)| ending(article, first, close)).collect()
}

fn ending(article: &Article, first: TokenIndex, close: TokenIndex) -> Option<Ending> {
    let text = article.text();
    // *“a first step”*, *a speech on “The Harbour of Tomorrow”*
    let is_part = matches!(text.token(first).kind, TokenKind::Lower | TokenKind::Open)
        || first
            .checked_sub(2)
            .is_some_and(|before| text.sentence_of(before) == text.sentence_of(first) && text.token(before).is_word());
    let name = |at: TokenIndex| match text.get(at).map(|_| text.word(at))? {
        "," => Some("comma"),
        "." => Some("period"),
        _ => None,
    };
    let mark = text.word(close);
    let beside = |at: TokenIndex| text.token(at).span;
    if let Some((before, name)) = close.checked_sub(1).and_then(|before| Some((before, name(before)?))) {
        let span = beside(before).join(beside(close));
        return Some(Ending { span, is_inside: true, is_part, other: format!("{mark}{}", text.word(before)), name });
    }
    let name = name(close + 1).filter(|_| !text.token(close + 1).spaced)?;
    // Behind a question the stop belongs to the sentence around.
    let ends_itself = close.checked_sub(1).is_some_and(|before| text.word(before).ends_with(['!', '?', '…', '.']));
    let span = beside(close).join(beside(close + 1));
    (!ends_itself).then(|| Ending {
        span,
        is_inside: false,
        is_part,
        other: format!("{}{mark}", text.word(close + 1)),
        name,
    })
}
