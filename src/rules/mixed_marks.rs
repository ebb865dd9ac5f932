//! Straight and curly marks side by side.

use super::finding::{Edit, Fix, Safety};
use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::prose::{Found, MarkShape, ParagraphView, Token, TokenIndex, TokenKind};
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
#[derive(Debug, Clone, Copy)]
struct Mark {
    span: ProseSpan,
    is_curly: bool,
    /// The same in the other style.
    other: &'static str,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let apostrophes = article.text().in_each_paragraph(apostrophes);
    // Most articles have one style.
    let mut all = marks(article, &apostrophes);
    let Some(one) = all.next() else { return };
    if all.all(|mark| mark.is_curly == one.is_curly) {
        return;
    }
    let (mut curly, mut straight): (Vec<Mark>, Vec<Mark>) =
        marks(article, &apostrophes).partition(|mark| mark.is_curly);
    let curly_are_odd = curly.len() < straight.len();
    let (odd_ones, usual_ones) = if curly_are_odd { (&mut curly, &straight) } else { (&mut straight, &curly) };
    odd_ones.sort_by_key(|mark| mark.span.start);
    let Some(first) = odd_ones.first() else { return };
    let (odd, usual) = if curly_are_odd { ("curly", "straight") } else { ("straight", "curly") };
    let message = format!(
        "Marks and apostrophes come in two styles here: {} are {odd}, {} are {usual}. That happens where text is pasted, \
         and looks careless. Choose one style for the whole article.",
        odd_ones.len(),
        usual_ones.len()
    );
    // Some may stand where nothing maps back (in HTML, as a reference): the others are mended all the same.
    let edit = |mark: &Mark| {
        let span = article.prose().to_source_exact(mark.span)?;
        Some(Edit { span, text: mark.other.to_owned() })
    };
    let edits: Vec<Edit> = odd_ones.iter().filter_map(edit).collect();
    let title = format!("Make all marks and apostrophes {usual}");
    let fix = (!edits.is_empty()).then_some(Fix { title, safety: Safety::Safe, edits });
    findings.report(first.span, message, fix.into_iter().collect());
}

/// All marks of quotations and all apostrophes that are straight or curly, in no order. Feet, inches, marks without a
/// counterpart and those of other typographies are none.
fn marks<'a>(article: &'a Article, apostrophes: &'a Found<'_, Mark>) -> impl Iterator<Item = Mark> + 'a {
    let text = article.text();
    let passages = &article.passages().passages;
    let of_passage = |token: Option<TokenIndex>, opens: bool| mark(text.token(token?), opens);
    let opens = passages.iter().filter_map(move |passage| of_passage(passage.open, true));
    let closes = passages.iter().filter_map(move |passage| of_passage(passage.close, false));
    let apostrophes = apostrophes.iter().map(|(first, mark)| {
        let paragraph = text.token(first).span.start;
        let span = ProseSpan::new(paragraph + mark.span.start, paragraph + mark.span.end);
        Mark { span, ..*mark }
    });
    opens.chain(closes).chain(apostrophes)
}

/// The mark that opens or closes a passage, if it is straight or curly.
fn mark(token: &Token, opens: bool) -> Option<Mark> {
    let (is_curly, other) = match token.mark()? {
        MarkShape::Straight => (false, if opens { "“" } else { "”" }),
        MarkShape::StraightSingle => (false, if opens { "‘" } else { "’" }),
        MarkShape::Curly { .. } => (true, "\""),
        MarkShape::CurlySingle { .. } => (true, "'"),
        _ => return None,
    };
    Some(Mark { span: token.span, is_curly, other })
}

/// The first byte of a curly apostrophe.
const CURLY: u8 = 0xE2;

/// The apostrophes in words and possessives, by their bytes in the paragraph: nearly all words have none.
fn apostrophes(paragraph: ParagraphView<'_>) -> Vec<Mark> {
    let text = paragraph.as_str();
    let mut tokens = paragraph.tokens().peekable();
    let mark = |at: usize| {
        let is_curly = text.as_bytes().get(at) == Some(&CURLY);
        let apostrophe = if is_curly { "’" } else { "'" };
        text.get(at..)?.strip_prefix(apostrophe)?;
        let span = ProseSpan::new(at as u32, (at + apostrophe.len()) as u32);
        while tokens.next_if(|(_, token)| token.span.end <= span.start).is_some() {}
        let (_, token) = tokens.peek().filter(|(_, token)| token.span.start <= span.start)?;
        let other = if is_curly { "'" } else { "’" };
        (token.is_word() || token.kind == TokenKind::Possessive).then_some(Mark { span, is_curly, other })
    };
    memchr::memchr2_iter(b'\'', CURLY, text.as_bytes()).filter_map(mark).collect()
}
