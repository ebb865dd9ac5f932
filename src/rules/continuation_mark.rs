//! Marks at the seam of two paragraphs that hold one quotation.

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place::is_running;
use super::rule::Rule;
use super::said::said_in;
use crate::Article;
use crate::attribution::{Evidence, QuotationKind};
use crate::config::Severity;
use crate::entities::Entity;
use crate::format::BlockKind;
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, MarkShape, Paragraph, TokenIndex, TokenKind};
use crate::quotations::Passage;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "continuation-mark",
    summary: "a quotation over several paragraphs with a mark too many or too few between them",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("continuation_mark.md"),
    check,
};

/// Fewer marked words at a paragraph’s end may be a term or a title.
const LEAST_WORDS: u32 = 4;

/// A longer paragraph is text.
const LONGEST_CREDIT: usize = 16;

/// Two paragraphs of so few words and marks are lines of a verse or a song.
const LONGEST_LINE: usize = 14;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let passages = &article.passages().passages;
    let outer: Vec<&Passage> = passages.iter().filter(|passage| passage.depth == 0).collect();
    for pair in outer.windows(2) {
        let &[before, behind] = pair else { continue };
        // Nothing but a stop stands between the two.
        if behind.open.is_some_and(|open| open <= before.end() + 1) {
            closed_too_early(article, before, behind, findings);
        }
    }
    for passage in outer.into_iter().filter(|passage| lacks_mark(article, passage)) {
        goes_on_without_mark(article, passage, findings);
    }
}

/// Whether a passage goes on with the one before in a new paragraph and has no mark of its own.
fn lacks_mark(article: &Article, passage: &Passage) -> bool {
    // Nearly all passages have one.
    if passage.open.is_some() || passage.continues.is_none() {
        return false;
    }
    let text = article.text();
    let first = passage.first();
    let at = text.paragraph_of(first);
    let before = at.checked_sub(1).and_then(|before| text.paragraphs().get(before));
    let (Some(before), Some(paragraph)) = (before, text.paragraphs().get(at)) else { return false };
    // Words that the format sets apart as a quotation need no marks, and where a line ends in mid-sentence it was broken by
    // whoever pasted it.
    let is_text = |found: &Paragraph| is_running(found) && found.kind != BlockKind::BlockQuote;
    first == paragraph.tokens.start
        && text.token(first).is_capitalized()
        && is_text(before)
        && is_text(paragraph)
        && ends_in_stop(article, before)
        && !is_credit(article, paragraph)
        && before.tokens.len().max(paragraph.tokens.len()) > LONGEST_LINE
}

/// *“It failed twice.” ¶ “Nobody came.”*, where one person says both and nothing stands between them.
fn closed_too_early(article: &Article, before: &Passage, behind: &Passage, findings: &mut Findings<'_>) {
    let text = article.text();
    let Some(close) = before.close.filter(|_| before.words >= LEAST_WORDS) else { return };
    let at = text.paragraph_of(close);
    let (Some(ended), Some(begun)) = (text.paragraphs().get(at), text.paragraphs().get(at + 1)) else { return };
    let ends = before.end() == ended.tokens.end || before.end() + 1 == ended.tokens.end && ends_in_stop(article, ended);
    let is_same_mark = behind.open.is_some_and(|open| is_double(article, open) == is_double(article, close));
    let begins = behind.open == Some(begun.tokens.start) && behind.continues.is_none() && is_same_mark;
    // What somebody does behind the words tells whose they are: a turn of its own.
    let is_alone = behind.end() + 1 >= begun.tokens.end;
    let same_kind = is_running(ended) && is_running(begun) && ended.kind == begun.kind;
    if !ends || !begins || !is_alone || !same_kind {
        return;
    }
    let (Some(one), Some(next)) = (said_in(article, before), said_in(article, behind)) else { return };
    // A pull quote repeats words.
    let is_new = !next.evidence.contains(&Evidence::Repeated);
    let are_direct = one.kind == QuotationKind::Direct && next.kind == QuotationKind::Direct;
    let goes_on = are_direct && is_new && next.speaker == one.speaker;
    // Words with an attribution of their own are a quotation of their own.
    let Some(speaker) = one.speaker.filter(|_| goes_on && (std::ptr::eq(one, next) || next.cue.is_none())) else {
        return;
    };
    // Only a full name is sure enough to be told.
    let is_full = |entity: &&Entity| entity.kind == NameKind::Person && entity.name.contains(' ');
    let name = article.entity(speaker).filter(is_full).map_or("one speaker", |entity| entity.name.as_str());
    let span = text.token(close).span;
    let message = format!(
        "This mark ends the words of {name}, but the next paragraph goes on with them. Readers take a closed quotation for \
         somebody else’s turn. Take the mark off, or say in the next paragraph who speaks."
    );
    let fixes = replace(article, "Take the closing mark off".to_owned(), Safety::Ask, &[(span, "")]);
    let related =
        Related { span: text.token(begun.tokens.start).span, message: "The same words go on here".to_owned() };
    findings.report_with(span, message, fixes, vec![related]);
}

/// Whether a short paragraph names somebody and tells nothing, as the credit below a pull quote does.
fn is_credit(article: &Article, paragraph: &Paragraph) -> bool {
    let text = article.text();
    let tokens = paragraph.tokens.clone();
    let names_person = || {
        let mut named = paragraph.tokens.each().filter_map(|token| article.entities().mention_at(token));
        named.any(|(entity, mention)| entity.kind == NameKind::Person && mention.form.is_named())
    };
    let tells = tokens.each().any(|token| {
        let found = text.token(token);
        found.kind == TokenKind::Lower && (found.is(Classes::VERB | Classes::BE | Classes::HAVE | Classes::MODAL))
    });
    paragraph.tokens.len() <= LONGEST_CREDIT && !tells && names_person()
}

fn is_double(article: &Article, mark: TokenIndex) -> bool {
    !matches!(article.text().token(mark).mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { .. }))
}

fn ends_in_stop(article: &Article, paragraph: &Paragraph) -> bool {
    paragraph.tokens.end.checked_sub(1).is_some_and(|last| article.text().token(last).kind == TokenKind::Stop)
}

/// *“It failed twice. ¶ Nobody came.”*, where the second paragraph has no mark at its start.
fn goes_on_without_mark(article: &Article, passage: &Passage, findings: &mut Findings<'_>) {
    let text = article.text();
    let earlier = passage.continues.and_then(|before| article.passages().passages.get(before));
    let Some(open) = earlier.and_then(|before| before.open) else { return };
    let mark = text.word(open);
    let message =
        "This paragraph goes on with a quotation, but has no mark at its start, so readers take its first words for \
                   yours. Open each paragraph of a quotation with a mark, and close only the last."
            .to_owned();
    let start = text.token(passage.first()).span;
    let fixes =
        replace(article, "Add the opening mark".to_owned(), Safety::Ask, &[(ProseSpan::empty(start.start), mark)]);
    let related = Related { span: text.token(open).span, message: "The quotation opens here".to_owned() };
    findings.report_with(start, message, fixes, vec![related]);
}
