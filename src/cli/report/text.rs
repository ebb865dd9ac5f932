//! Findings for people: the line of the article with carets below the words.
//!
//! A paragraph of news is often one line of a thousand characters, and a whole article may be one. So the renderer is
//! given only what fits the terminal around the words; the place above it is that in the file.

use std::io::{self, IsTerminal};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer as Snippets, Snippet};

use super::located::Located;
use super::summary::Summary;
use crate::cli::args::Color;
use crate::cli::outcome::printable;
use crate::rules::Severity;

/// The width where there is no terminal.
const WIDTH: usize = 100;
/// What the renderer puts before a line: its number, a bar, spaces.
const GUTTER: usize = 10;
/// Characters before the words that a cut line shows.
const BEFORE: usize = 24;
/// So many words are shown of another place.
const SHOWN_WORDS: usize = 8;
/// Where lines are cut.
const CUT: &str = "…";

/// Renders findings in one style.
#[derive(Debug)]
pub struct Renderer {
    snippets: Snippets,
    room: usize,
}

impl Renderer {
    /// In colour on a terminal that wants it, or as the user says.
    pub fn new(color: Color) -> Renderer {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colored = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stdout().is_terminal() && !set("NO_COLOR") && !dumb(),
        };
        let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0)).clamp(40, 160);
        let snippets = if colored { Snippets::styled() } else { Snippets::plain() };
        Renderer { snippets: snippets.term_width(width).decor_style(DecorStyle::Ascii), room: width - GUTTER }
    }

    /// Appends one finding and an empty line.
    pub fn finding(&self, located: &Located<'_>, output: &mut Vec<u8>) {
        let finding = located.finding;
        let start = located.start();
        let excerpt = Excerpt::new(located, self.room);
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Information => Level::INFO.with_name("information"),
            Severity::Hint => Level::NOTE.with_name("hint"),
        };
        // The first sentence says what is wrong; why, and what to do, stand below the words.
        let message = printable(&finding.message);
        let (what, rest) = message.split_once(". ").map_or((&*message, None), |(what, rest)| (what, Some(rest)));
        let place = level.clone().primary_title(what.trim_end_matches('.')).id(finding.rule).element(
            Origin::path(printable(located.name)).line(start.line as usize).char_column(start.column as usize),
        );
        // A group of its own: the place of its lines is not that of the excerpt, which begins in mid-line.
        let mut lines = Group::with_level(level).element(
            Snippet::source(excerpt.text)
                .line_start(start.line as usize)
                .annotation(AnnotationKind::Primary.span(excerpt.words)),
        );
        if let Some(rest) = rest {
            lines = lines.element(Level::HELP.message(rest));
        }
        for (span, message) in &located.related {
            let place = located.places.of(span.start);
            let words = first_words(span.slice(located.places.source));
            let text = format!("{message} (line {}, column {}): {words}", place.line, place.column);
            lines = lines.element(Level::NOTE.message(printable(&text).into_owned()));
        }
        let rendered = self.snippets.render(&[place, lines]);
        let mut before = "";
        for line in rendered.lines() {
            // The two groups meet in two empty lines; one is enough.
            if line.trim_end() != before {
                output.extend_from_slice(line.as_bytes());
                output.push(b'\n');
            }
            before = line.trim_end();
        }
        output.push(b'\n');
    }
}

/// The first words of a place, on one line.
fn first_words(text: &str) -> String {
    let mut words = text.split_whitespace();
    let shown = words.by_ref().take(SHOWN_WORDS).collect::<Vec<_>>().join(" ");
    if words.next().is_some() { shown + CUT } else { shown }
}

/// As much of a line as fits around some words.
struct Excerpt {
    text: String,
    words: Range<usize>,
}

impl Excerpt {
    /// The first line of the finding's words, cut to `room` characters. Takes time for what it shows only, however long
    /// the line is.
    fn new(located: &Located<'_>, room: usize) -> Excerpt {
        let source = located.places.source;
        let span = located.span.range();
        let line = located.places.lines.line_range(source, located.span.start);
        let words = span.start.clamp(line.start, line.end)..span.end.clamp(line.start, line.end);
        let head = &source[line.start..words.start];
        let tail = &source[words.start..line.end];
        let shown_before = BEFORE.min(room / 3);
        // From here on only as many characters are looked at as can be shown.
        let mut from = words.start;
        let mut before = 0;
        for (at, _) in head.char_indices().rev().take(room) {
            from = line.start + at;
            before += 1;
        }
        let mut behind = 0;
        let mut to = words.start;
        for character in tail.chars().take(room) {
            to += character.len_utf8();
            behind += 1;
        }
        if before + behind > room {
            // What stands before gives way to the words, but for a little of it.
            let keep = shown_before.max(room.saturating_sub(behind));
            if before > keep {
                from = head.char_indices().rev().nth(keep - 1).map_or(words.start, |(at, _)| line.start + at);
                before = keep;
            }
            let keep = room.saturating_sub(before).max(1);
            to = words.start + tail.char_indices().nth(keep).map_or(tail.len(), |(at, _)| at);
        }
        let cut_before = from > line.start;
        let cut_behind = to < line.end;
        // Not in the middle of a word, if one begins or ends near by.
        if cut_before && let Some(blank) = source[from..words.start].find(' ') {
            from += blank + 1;
        }
        // Where the words themselves go on, at least half of what fits is shown.
        let half = tail.char_indices().nth(room / 2).map_or(to, |(at, _)| words.start + at);
        let least = if to > words.end { words.end } else { half.min(to) };
        if cut_behind && let Some(blank) = source[least..to].rfind(' ') {
            to = least + blank;
        }
        let end = words.end.min(to);
        let mut text = if cut_before { CUT.to_owned() } else { String::new() };
        text.extend(source[from..words.start].chars().map(shown));
        let start = text.len();
        text.extend(source[words.start..end].chars().map(shown));
        let shown_words = start..text.len();
        text.extend(source[end..to].chars().map(shown));
        if cut_behind {
            text.push_str(CUT);
        }
        Excerpt { text, words: shown_words }
    }
}

/// What stands for a character of an article. The renderer knows the control characters of ASCII and the marks that turn a line;
/// terminals take orders from those behind ASCII, too, and some begin a line at a separator.
fn shown(character: char) -> char {
    match character {
        '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{61C}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => character,
    }
}

/// One line for all files.
pub fn summary(summary: &Summary) -> String {
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let mut line = match summary.findings {
        0 => format!("no findings in {}", files(summary.files)),
        1 => format!("1 finding in 1 of {}", files(summary.files)),
        many => format!("{many} findings in {} of {}", summary.with_findings, files(summary.files)),
    };
    if summary.fixed > 0 {
        line += &format!("; {} mended", summary.fixed);
    }
    if summary.troubles > 0 {
        line += &format!("; {} could not be read or used", summary.troubles);
    }
    line
}
