//! Findings that a writer has seen and does not want to see again.
//!
//! In Markdown and HTML a comment silences: `<!-- copydesk: ignore unattributed-quote -->`. It speaks of the block (the
//! paragraph, heading or item) that it stands in or behind on the same line; standing alone it speaks of the next block.
//! `ignore-file` speaks of the whole file. Several rules are parted by commas or spaces; without any, all are meant.
//! Entries of `ignore` in `copydesk.toml` silence in every format.
//!
//! A comment that silences nothing is reported itself, by [`unused_ignore`](super::unused_ignore).

use std::collections::HashMap;

use super::{ALL, Finding, Rule, Severity, unused_ignore};
use crate::Article;
use crate::config::{Ignore, nearest};
use crate::format::{Block, Comment};
use crate::text::ProseSpan;

/// The word that makes a comment ours.
const MARK: &str = "copydesk:";

/// Takes out the findings that comments and `entries` silence, and reports the comments that silence nothing.
///
/// `source` is the text that the article was analyzed from. `entries` are those that fit its file; `severity_of` is
/// asked for the severity of what is reported about comments.
pub fn silence<'c>(
    article: &Article,
    source: &str,
    mut findings: Vec<Finding>,
    entries: impl IntoIterator<Item = &'c Ignore>,
    severity_of: impl Fn(&'static Rule) -> Option<Severity>,
) -> Vec<Finding> {
    let mut comments = Comments::read(article, source);
    let entries: Vec<&Ignore> = entries.into_iter().collect();
    let text = article.prose().text();
    findings.retain(|finding| {
        // Both are asked always: a comment is of use even where an entry silences too.
        let by_comment = comments.silence(finding.rule, block_at(article.prose().blocks(), finding.span.start));
        let by_entry = entries.iter().any(|entry| entry.fits_finding(finding.rule, finding.span.slice(text)));
        !by_comment && !by_entry
    });
    if let Some(severity) = severity_of(&unused_ignore::RULE) {
        let unused = comments.unused(article);
        if !unused.is_empty() {
            findings.extend(unused.into_iter().map(|(comment, message)| Finding {
                rule: unused_ignore::RULE.name,
                severity,
                span: ProseSpan::empty(comment.at),
                comment: Some(comment.span),
                message,
                fixes: Vec::new(),
            }));
            findings.sort_by_key(|finding| (finding.span, finding.rule));
        }
    }
    findings
}

/// What the comments of an article silence.
#[derive(Default)]
struct Comments {
    /// Of a block (by index) or the file, of one rule or all: which of `silencers`.
    by_place: HashMap<(Option<usize>, Option<&'static str>), usize>,
    silencers: Vec<Silencer>,
    /// Comments that nobody can understand, with what is wrong.
    misread: Vec<(usize, String)>,
}

/// One rule (or all) silenced by one comment.
struct Silencer {
    /// The comment's index.
    comment: usize,
    rule: Option<&'static str>,
    used: bool,
}

impl Comments {
    fn read(article: &Article, source: &str) -> Comments {
        let mut comments = Comments::default();
        for (index, comment) in article.prose().comments().iter().enumerate() {
            let Some(order) = comment.text.strip_prefix(MARK) else { continue };
            let mut words = order.split([' ', '\t', '\n', '\r', ',']).filter(|word| !word.is_empty());
            let place = match words.next() {
                Some("ignore") => spoken_of(article, source, comment).map(Some),
                Some("ignore-file") => Some(None),
                _ => {
                    let help = "write `ignore` or `ignore-file` and the names of rules";
                    comments.misread.push((index, format!("copydesk does not understand this comment: {help}.")));
                    continue;
                }
            };
            let mut named = false;
            for name in words {
                named = true;
                match Rule::named(name) {
                    Some(rule) => comments.add(index, place, Some(rule.name)),
                    None => {
                        let meant = nearest(name, ALL.iter().map(|rule| rule.name));
                        let help = meant.map_or("`copydesk rules` lists them.".to_owned(), |meant| {
                            format!("Did you mean {meant}?")
                        });
                        comments.misread.push((index, format!("There is no rule {name}. {help}")));
                    }
                }
            }
            if !named {
                comments.add(index, place, None);
            }
        }
        comments
    }

    /// Notes a silencer; `place` is `None` where there is nothing to silence.
    fn add(&mut self, comment: usize, place: Option<Option<usize>>, rule: Option<&'static str>) {
        let silencer = self.silencers.len();
        self.silencers.push(Silencer { comment, rule, used: false });
        if let Some(block) = place {
            // A second comment that says the same silences nothing more.
            self.by_place.entry((block, rule)).or_insert(silencer);
        }
    }

    /// Whether a finding of that rule in that block is silenced; marks what silences it as used.
    fn silence(&mut self, rule: &'static str, block: Option<usize>) -> bool {
        let mut silenced = false;
        let places = [block.map(Some), Some(None)];
        for place in places.into_iter().flatten() {
            for rule in [Some(rule), None] {
                if let Some(&silencer) = self.by_place.get(&(place, rule)) {
                    self.silencers[silencer].used = true;
                    silenced = true;
                }
            }
        }
        silenced
    }

    /// The comments that did nothing, with what to say of them.
    fn unused<'a>(&self, article: &'a Article) -> Vec<(&'a Comment, String)> {
        let silent = self.silencers.iter().filter(|silencer| !silencer.used).map(|silencer| {
            let what = silencer.rule.unwrap_or("any rule");
            let message = format!("This comment silences nothing: there is no finding of {what} here. Take it out.");
            (silencer.comment, message)
        });
        let comments = article.prose().comments();
        self.misread
            .iter()
            .cloned()
            .chain(silent)
            .filter_map(|(index, message)| Some((comments.get(index)?, message)))
            .collect()
    }
}

/// The block that a comment speaks of; `None` if none follows it.
fn spoken_of(article: &Article, source: &str, comment: &Comment) -> Option<usize> {
    let blocks = article.prose().blocks();
    let next = blocks.partition_point(|block| block.span.end <= comment.at);
    let behind = next.checked_sub(1).filter(|&before| {
        let end = article.prose().to_source(blocks[before].span).end as usize;
        // Only blanks between: with a line break the comment stands alone, with a tag the block is closed.
        source
            .get(end..comment.span.start as usize)
            .is_some_and(|between| between.chars().all(|c| c == ' ' || c == '\t'))
    });
    behind.or((next < blocks.len()).then_some(next))
}

/// The block that holds a byte of the prose.
fn block_at(blocks: &[Block], at: u32) -> Option<usize> {
    let index = blocks.partition_point(|block| block.span.end <= at);
    blocks.get(index).filter(|block| block.span.start <= at).map(|_| index)
}
