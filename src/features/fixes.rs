//! What can be mended where the caret is.

use crate::Article;
use crate::rules::{Edit, Finding, Fix, Safety};
use crate::text::{ProseSpan, SourceSpan};

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

/// The safe fixes that can be applied together, in order of their places: the first of each finding, without one that
/// shares a place with an earlier one, or with what another finding asks to have changed, that changes quoted words, or that
/// changes marks where one is missing: there it would decide what is quoted. `source` is the text of the article.
pub fn safe<'f>(article: &Article, source: &str, findings: &'f [Finding]) -> Vec<&'f Fix> {
    let is_safe = |fix: &&Fix| fix.safety == Safety::Safe;
    let mut wanted: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fixes.iter().find(is_safe)).collect();
    let keeps_words = |edit: &Edit| !changes_quoted_words(edit, article, source);
    let torn = torn_blocks(article);
    let is_sure =
        |edit: &Edit| !changes_marks(edit, source) || !is_in(&torn, article.prose().from_source(edit.span.start));
    let asked = asked_for(findings);
    let may = |edit: &Edit| keeps_words(edit) && is_sure(edit) && !overlaps(&asked, edit.span);
    wanted.retain(|fix| !fix.edits.is_empty() && fix.edits.iter().all(may));
    wanted.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.span).min());
    let mut taken: Vec<SourceSpan> = Vec::new();
    wanted.retain(|fix| {
        let free = own_edits_are_apart(fix) && fix.edits.iter().all(|edit| is_free(&taken, edit.span));
        if free {
            taken.extend(fix.edits.iter().map(|edit| edit.span));
            taken.sort_unstable();
        }
        free
    });
    wanted
}

/// What the findings without a safe fix would have changed, in order and apart: it is left as it stands until somebody has
/// decided.
fn asked_for(findings: &[Finding]) -> Vec<SourceSpan> {
    let open = findings.iter().filter(|finding| finding.fixes.iter().all(|fix| fix.safety != Safety::Safe));
    let edits = open.flat_map(|finding| finding.fixes.iter().flat_map(|fix| &fix.edits)).map(|edit| edit.span);
    let mut spans: Vec<SourceSpan> = edits.filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, before| {
        let joins = next.start <= before.end;
        if joins {
            *before = before.join(*next);
        }
        joins
    });
    spans
}

/// Whether a span shares something with one of those, which are in order and apart.
fn overlaps(spans: &[SourceSpan], span: SourceSpan) -> bool {
    let next = spans.partition_point(|other| other.end <= span.start);
    spans.get(next).is_some_and(|other| other.overlaps(span))
}

/// Whether a span touches none of those that are taken, which are in order and apart. Two insertions at one place would
/// depend on their order.
fn is_free(taken: &[SourceSpan], span: SourceSpan) -> bool {
    let next = taken.partition_point(|other| other.end < span.start);
    taken.get(next).is_none_or(|other| span.end < other.start)
}

fn own_edits_are_apart(fix: &Fix) -> bool {
    let mut pairs = fix.edits.iter().zip(fix.edits.iter().skip(1));
    pairs.all(|(one, next)| one.span.end <= next.span.start && one.span != next.span)
}

/// Whether an edit changes the words of a quotation. Rules mind this themselves; an unattended change is held against
/// it once more. Marks, apostrophes and the space between words may change.
fn changes_quoted_words(edit: &Edit, article: &Article, source: &str) -> bool {
    let prose = article.prose();
    let (start, end) = (prose.from_source(edit.span.start), prose.from_source(edit.span.end));
    let passages = &article.passages().passages;
    // Nested passages lie inside those that hold them, so the outer ones decide; they are in order and apart.
    let first = passages.partition_point(|passage| passage.depth == 0 && passage.span.end <= start);
    let near = passages.iter().skip(first).take_while(|passage| passage.span.start < end.max(start + 1));
    let reaches_in = near.map(|passage| article.text().span(passage.inside.clone())).any(|words| {
        let is_inside = |at: u32| words.start < at && at < words.end;
        is_inside(start) || is_inside(end) || start < words.end && words.start < end
    });
    let old = source.get(edit.span.range()).unwrap_or_default();
    reaches_in && !spoken(old).eq(spoken(&edit.text))
}

/// The blocks in which a mark has no partner, in order.
fn torn_blocks(article: &Article) -> Vec<ProseSpan> {
    let marks = article.passages().unbalanced.iter().map(|unbalanced| article.text().token(unbalanced.mark).span);
    let blocks = article.prose().blocks();
    marks
        .filter_map(|mark| blocks.get(blocks.partition_point(|block| block.span.end <= mark.start)))
        .map(|block| block.span)
        .collect()
}

/// Whether a byte is in one of some spans, which are in order.
fn is_in(spans: &[ProseSpan], at: u32) -> bool {
    spans.get(spans.partition_point(|span| span.end < at)).is_some_and(|span| span.touches(at))
}

/// Whether an edit takes, makes or exchanges quotation marks.
fn changes_marks(edit: &Edit, source: &str) -> bool {
    let old = source.get(edit.span.range()).unwrap_or_default();
    !old.chars().filter(is_mark).eq(edit.text.chars().filter(is_mark))
}

/// What is spoken of a text: everything but marks and apostrophes, any space being one.
fn spoken(text: &str) -> impl Iterator<Item = char> {
    let mut after_space = false;
    text.chars().filter(|c| !is_mark(c)).filter_map(move |c| {
        let is_space = c.is_whitespace();
        let repeated = is_space && std::mem::replace(&mut after_space, is_space);
        after_space = is_space;
        (!repeated).then_some(if is_space { ' ' } else { c })
    })
}

/// Whether a character is a quotation mark or an apostrophe.
fn is_mark(c: &char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»')
}

/// A text with the edits of some fixes made, none of which touch.
pub fn apply(text: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        changed.push_str(text.get(done..range.start).unwrap_or_default());
        changed.push_str(&edit.text);
        done = range.end;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    changed
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
