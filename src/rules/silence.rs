//! Findings that a writer has seen and does not want to see again.
//!
//! In Markdown and HTML a comment silences: `<!-- copydesk: ignore unattributed-quote -->`. It speaks of the block (the
//! paragraph, heading or item) that it stands in or behind on the same line; standing alone it speaks of the next block.
//! `ignore-file` speaks of the whole file. Several rules are parted by commas or spaces; without any, all are meant.
//! Entries of `ignore` in `copydesk.toml` silence in every format.
//!
//! What silences nothing is reported itself, by [`unused_ignore`](super::unused_ignore): a comment here, an entry by
//! whoever knows that its file was read.

use std::collections::HashMap;
use std::path::Path;

use super::catalogue::ALL;
use super::finding::Finding;
use super::rule::Rule;
use super::unused_ignore;
use crate::Article;
use crate::config::{Ignore, Severity, begin_with, nearest};
use crate::format::{Block, Comment};
use crate::text::ProseSpan;

/// The word that makes a comment ours.
pub const COMMENT_MARK: &str = "copydesk:";
/// What a reason begins with.
const DASHES: [char; 3] = ['-', '–', '—'];
/// How many words of a finding an entry repeats: enough to know it by, few enough to read.
const ENTRY_WORDS: usize = 12;
/// How many where the finding is about a mark alone, and how many more at a time where those fit other findings.
const WORDS_BEHIND_A_MARK: usize = 6;
/// Passages with so many words in common are the same words.
const MOST_ENTRY_WORDS: usize = 60;

/// What is left of the findings of an article.
#[derive(Debug, Default)]
pub struct Silenced<'c> {
    /// The findings that nothing silences, by place.
    pub findings: Vec<Finding>,
    /// Those that an entry silences and no comment does, each with the first such entry.
    pub by_entry: Vec<(Finding, &'c Ignore)>,
    /// The entries that silence nothing, in their order.
    pub unused: Vec<&'c Ignore>,
}

/// Takes out the findings that comments and `entries` silence, and reports the comments that silence nothing.
///
/// `source` is the text that the article was analyzed from. `entries` are those that fit its file; `severity_of` is
/// asked for the severity of what is reported about comments.
pub fn silence<'c>(
    article: &Article,
    source: &str,
    findings: Vec<Finding>,
    entries: impl IntoIterator<Item = &'c Ignore>,
    severity_of: impl Fn(&'static Rule) -> Option<Severity>,
) -> Silenced<'c> {
    let mut comments = Comments::read(article, source);
    let mut entries: Vec<(&Ignore, bool)> = entries.into_iter().map(|entry| (entry, false)).collect();
    // Every entry is asked, for each that fits is of use.
    let mut entry_for = |finding: &Finding| {
        let text = text_from(finding, article, source);
        let mut first = None;
        for (entry, used) in &mut entries {
            if names_of(finding).any(|name| entry.fits_finding(name, text)) {
                *used = true;
                first = first.or(Some(*entry));
            }
        }
        first
    };
    let mut silenced = Silenced::default();
    for finding in findings {
        // Both are asked always: a comment is of use even where an entry silences too.
        let block = block_at(article.prose().blocks(), finding.span.start);
        let mut by_comment = false;
        for name in names_of(&finding) {
            by_comment |= comments.silence(name, block);
        }
        match entry_for(&finding) {
            Some(entry) if !by_comment => silenced.by_entry.push((finding, entry)),
            None if !by_comment => silenced.findings.push(finding),
            _ => {}
        }
    }
    if let Some(severity) = severity_of(&unused_ignore::RULE) {
        let unused = comments.unused(article).into_iter().map(|(comment, message)| Finding {
            rule: unused_ignore::RULE.name,
            severity,
            span: ProseSpan::empty(comment.at),
            comment: Some(comment.span),
            related: Vec::new(),
            message,
            fixes: Vec::new(),
        });
        let before = silenced.findings.len();
        for finding in unused {
            match entry_for(&finding) {
                Some(entry) => silenced.by_entry.push((finding, entry)),
                None => silenced.findings.push(finding),
            }
        }
        if silenced.findings.len() > before {
            silenced.findings.sort_by_key(|finding| (finding.span, finding.rule));
        }
    }
    silenced.unused = entries.into_iter().filter(|(_, used)| !used).map(|(entry, _)| entry).collect();
    silenced
}

/// The rules by whose names a finding can be silenced: its own, and the stricter one that it is the milder form of.
fn names_of(finding: &Finding) -> impl Iterator<Item = &'static str> {
    let milder_than = Rule::named(finding.rule).and_then(|rule| rule.milder_than);
    [finding.rule].into_iter().chain(milder_than)
}

/// The words by which an entry silences the finding with that index: its first ones, and where it has none, being about
/// a mark, those that follow it. So many are taken that the entry fits no other of `findings`, if so many can tell.
/// `source` is the text that the article was analyzed from.
pub fn words_for(article: &Article, source: &str, findings: &[Finding], index: usize) -> String {
    let Some(finding) = findings.get(index) else { return String::new() };
    let own = match finding.comment {
        Some(span) => source.get(span.range()).unwrap_or_default(),
        None => finding.span.slice(article.prose().text()),
    };
    let text = text_from(finding, article, source);
    let others = findings.iter().enumerate().filter(|&(other, found)| other != index && found.rule == finding.rule);
    let others: Vec<&str> = others.map(|(_, other)| text_from(other, article, source)).collect();
    let has_words = own.contains(char::is_alphanumeric);
    let mut count = if has_words { own.split_whitespace().count().min(ENTRY_WORDS) } else { WORDS_BEHIND_A_MARK };
    loop {
        let words = text.split_whitespace().take(count).collect::<Vec<_>>().join(" ");
        if count >= MOST_ENTRY_WORDS || !others.iter().any(|other| begin_with(other, &words)) {
            return words;
        }
        count += WORDS_BEHIND_A_MARK;
    }
}

/// The text that the words of an entry are held against: all that stands where the finding begins and behind it.
fn text_from<'a>(finding: &Finding, article: &'a Article, source: &'a str) -> &'a str {
    let (text, start) = match finding.comment {
        Some(span) => (source, span.start),
        None => (article.prose().text(), finding.span.start),
    };
    text.get(start as usize..).unwrap_or_default()
}

/// Whether an entry that silences nothing in a file can silence nothing elsewhere and under no other settings either: it
/// names this one file, relative to the folder of its configuration, and the rules that it speaks of are on.
pub fn is_useless(entry: &Ignore, file: &Path, is_on: impl Fn(&Rule) -> bool) -> bool {
    let all_on = || match entry.rule() {
        Some(name) => Rule::named(name).is_some_and(&is_on),
        None => ALL.iter().all(|rule| is_on(rule)),
    };
    entry.names(file) && all_on()
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
            let Some((mark, order)) = comment.text.split_at_checked(COMMENT_MARK.len()) else { continue };
            if !mark.eq_ignore_ascii_case(COMMENT_MARK) {
                continue;
            }
            let words = order.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '`' | '"' | '\''));
            // What stands behind a dash is the writer's reason.
            let words = words.filter(|word| !word.is_empty()).take_while(|word| !word.trim_matches(DASHES).is_empty());
            let mut words = words.map(str::to_ascii_lowercase);
            let place = match words.next().as_deref() {
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
                match Rule::named(&name) {
                    Some(rule) => comments.add(index, place, Some(rule.name)),
                    None => {
                        let may_help = comments.misread.len() < MOST_HELPED;
                        let meant = may_help.then(|| nearest(&name, ALL.iter().map(|rule| rule.name))).flatten();
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
                    if let Some(silencer) = self.silencers.get_mut(silencer) {
                        silencer.used = true;
                    }
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

/// The block that a comment speaks of: the one that it stands in or whose line it ends, else the next one. A comment on
/// the line below a block speaks of that block, unless a block begins on the line below the comment. `None` if there is
/// none.
fn spoken_of(article: &Article, source: &str, comment: &Comment) -> Option<usize> {
    let blocks = article.prose().blocks();
    let next = blocks.partition_point(|block| block.span.end <= comment.at);
    let place = |index: usize| blocks.get(index).map(|block| article.prose().to_source(block.span));
    let ahead = match place(next) {
        Some(place) => between(source, comment.span.end, place.start),
        None => Gap::Wide,
    };
    let behind = next.checked_sub(1).filter(|&before| {
        let gap = place(before).map(|place| between(source, place.end, comment.span.start));
        match gap {
            Some(Gap::None) => true,
            Some(Gap::Line) => matches!(ahead, Gap::NextLine | Gap::Wide),
            Some(Gap::NextLine) => ahead == Gap::Wide,
            Some(Gap::Wide) | None => false,
        }
    });
    behind.or((next < blocks.len()).then_some(next))
}

/// Of more comments with names that are none, what was meant is not guessed: for thousands that would take longer than reading the
/// article.
const MOST_HELPED: usize = 20;

/// What stands farther from a comment is not beside it: only so many bytes between are looked at.
const LONGEST_GAP: usize = 4000;

/// What stands between a comment and a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Blanks, or nothing.
    None,
    /// Tags on the same line.
    Line,
    /// One line break.
    NextLine,
    /// More, or other text.
    Wide,
}

fn between(source: &str, start: u32, end: u32) -> Gap {
    let Some(text) = source.get(start as usize..end.max(start) as usize) else { return Gap::Wide };
    if text.len() > LONGEST_GAP {
        return Gap::Wide;
    }
    let mut in_tag = false;
    let (mut tags, mut line_breaks) = (0, 0);
    for character in text.chars() {
        match character {
            '<' => (in_tag, tags) = (true, tags + 1),
            '>' if in_tag => in_tag = false,
            '\n' => line_breaks += 1,
            _ if in_tag || character.is_whitespace() => {}
            _ => return Gap::Wide,
        }
        if line_breaks > 1 {
            return Gap::Wide;
        }
    }
    match line_breaks {
        0 if tags == 0 => Gap::None,
        0 => Gap::Line,
        _ => Gap::NextLine,
    }
}

/// The block that holds a byte of the prose.
fn block_at(blocks: &[Block], at: u32) -> Option<usize> {
    let index = blocks.partition_point(|block| block.span.end <= at);
    blocks.get(index).filter(|block| block.span.start <= at).map(|_| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_a_comment_and_a_block_is_looked_at_as_far_as_it_tells() {
        for (text, gap) in [
            ("", Gap::None),
            (" \t", Gap::None),
            ("</b> <i>", Gap::Line),
            ("\n", Gap::NextLine),
            ("<p\nclass=a>", Gap::NextLine),
            ("\n\n", Gap::Wide),
            ("words", Gap::Wide),
        ] {
            assert_eq!(between(text, 0, text.len() as u32), gap, "{text:?}");
        }
        // A thousand comments one behind the other would otherwise be read a thousand times.
        let comments = "<!-- copydesk: ignore -->".repeat(1000);
        assert_eq!(between(&comments, 0, comments.len() as u32), Gap::Wide);
    }

    #[test]
    fn of_thousands_of_wrong_names_the_first_are_guessed() {
        let source = format!("{}“No,” said Al.\n", "<!-- copydesk: ignore nested-mark -->\n\n".repeat(1000));
        let article = Article::analyze(&source, crate::format::Format::Markdown);
        let silenced = silence(&article, &source, Vec::new(), [], |_| Some(Severity::Warning));
        assert_eq!(silenced.findings.len(), 1000);
        let guessed = |finding: &&Finding| finding.message.contains("Did you mean nested-marks?");
        assert_eq!(silenced.findings.iter().filter(guessed).count(), MOST_HELPED);
    }
}
