//! The rules that an article's comments name (`<!-- copydesk: ignore unattributed-quote -->`).

use crate::Article;
use crate::rules::{COMMENT_MARK, Rule};
use crate::text::SourceSpan;

/// Every name of a rule in our comments, in order, in bytes of the source. `source` is the text of the article.
pub fn all(article: &Article, source: &str) -> Vec<(SourceSpan, &'static Rule)> {
    let comments = article.prose().comments().iter();
    comments.flat_map(|comment| in_comment(comment.span, source)).collect()
}

/// The rule that is named at a byte of the source.
pub fn at(article: &Article, source: &str, offset: u32) -> Option<(SourceSpan, &'static Rule)> {
    let comments = article.prose().comments().iter().filter(|comment| comment.span.touches(offset));
    comments.flat_map(|comment| in_comment(comment.span, source)).find(|(span, _)| span.touches(offset))
}

fn in_comment(span: SourceSpan, source: &str) -> Vec<(SourceSpan, &'static Rule)> {
    let comment = span.slice(source);
    let Some((before, words)) = comment.split_once(COMMENT_MARK) else { return Vec::new() };
    let mut start = span.start + (before.len() + COMMENT_MARK.len()) as u32;
    let mut found = Vec::new();
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    for word in words.split_inclusive(|c| !is_of_name(c)) {
        let name = word.trim_end_matches(|c| !is_of_name(c));
        let place = SourceSpan::new(start, start + name.len() as u32);
        found.extend(Rule::named(name).map(|rule| (place, rule)));
        start += word.len() as u32;
    }
    found
}
