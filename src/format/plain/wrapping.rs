//! Whether a program has wrapped the lines of a text, and to which width.

use super::lines::{Line, Lines, WRAPPED_AT_MOST};
use crate::language::{self, Classes};

/// Shorter lines (characters) are headlines, by-lines, verses; a program that wraps lines makes them at least this long …
const WRAPPED_AT_LEAST: usize = 45;
/// Lines with fewer words are items and labels.
const WORDS_OF_A_LINE: usize = 4;
/// How many lines must break off in mid-sentence before we say that a program wrapped the text …
const WRAPPED_LINES: u32 = 2;
/// … and of how many long lines that are followed by another one must. In English about half of all wrapped lines go on
/// in lower case.
const ONE_WRAPPED_IN: u32 = 4;

/// Whether `line` breaks off in the middle of a sentence that the next goes on with.
fn breaks_off(line: Line, next: Line) -> bool {
    line.width().is_none_or(|width| width >= WRAPPED_AT_LEAST)
        && !line.ends_sentence()
        && next.body().starts_with(char::is_lowercase)
}

/// The same of a short line, which may as well be a headline or an item: it holds several words, or its last one cannot
/// end anything.
fn breaks_off_early(line: Line, next: Line) -> bool {
    let words = line.text.split_whitespace().take(WORDS_OF_A_LINE).count();
    if line.ends_sentence() || words < 2 {
        return false;
    }
    let last = line.text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let word = language::word(last);
    let reports = word.cue().is_some_and(|(cue, forms)| cue.frames.quotation() && (forms.past() || forms.third()));
    let joins = Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR;
    if last.starts_with(char::is_lowercase) && (reports || word.classes.any(joins)) {
        return true;
    }
    let goes_on = next.body().starts_with(char::is_lowercase) && !next.body().starts_with("by ");
    goes_on && words == WORDS_OF_A_LINE
}

/// Whether a program has wrapped the text between the two lines; `width` is that of a text that is known to be wrapped.
pub fn is_wrapped(line: Line, next: Line, width: Option<usize>) -> bool {
    if !next.follows || next.begins_item() {
        return false;
    }
    if breaks_off(line, next) || breaks_off_early(line, next) {
        return true;
    }
    let (Some(limit), Some(length)) = (width, line.width()) else { return false };
    let word = next.body().split_whitespace().next().map_or(0, |word| word.chars().count());
    length + 1 + word > limit && next.indent() <= line.indent()
}

/// What tells whether a program has wrapped a text: counts, so that lines can be taken out again.
#[derive(Debug)]
pub struct Wrapping {
    /// How many long lines are followed by another one.
    breaks: u32,
    /// How many of those break off in mid-sentence.
    wrapped: u32,
    /// How many of these have which width.
    widths: [u32; WRAPPED_AT_MOST + 1],
}

impl Default for Wrapping {
    fn default() -> Wrapping {
        Wrapping { breaks: 0, wrapped: 0, widths: [0; WRAPPED_AT_MOST + 1] }
    }
}

impl Wrapping {
    /// Counts in (`sign` 1) or out (-1) how each of the lines but the first follows the one before.
    pub fn count(&mut self, lines: Lines<'_>, sign: i32) {
        let step = |sum: &mut u32| *sum = sum.wrapping_add_signed(sign);
        for (line, before) in lines.with_line_before() {
            let Some(before) = before.filter(|_| line.follows) else { continue };
            if before.width().is_none_or(|width| width >= WRAPPED_AT_LEAST) {
                step(&mut self.breaks);
            }
            if let Some(width) = before.width().filter(|_| breaks_off(before, line)) {
                step(&mut self.wrapped);
                step(&mut self.widths[width]);
            }
        }
    }

    /// If a program has wrapped the text: the width it has wrapped it to, nearly.
    pub fn width(&self) -> Option<usize> {
        if self.wrapped < WRAPPED_LINES || self.wrapped * ONE_WRAPPED_IN < self.breaks {
            return None;
        }
        // Nine in ten are no longer: some were edited later.
        let mut longer = self.wrapped / 10;
        self.widths.iter().rposition(|&count| {
            let is_limit = count > longer;
            longer = longer.saturating_sub(count);
            is_limit
        })
    }
}
