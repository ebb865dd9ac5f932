//! Whether a program has wrapped the lines of a text, and to which width.

use super::lines::{Line, Lines};

/// Shorter lines (characters) are headlines, by-lines, verses; a program that wraps lines makes them at least this long …
const WRAPPED_AT_LEAST: usize = 45;
/// … and at most this.
pub const WRAPPED_AT_MOST: usize = 100;
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

/// Whether a program has wrapped the text between the two lines; `width` is that of a text that is known to be wrapped.
pub fn is_wrapped(line: Line, next: Line, width: Option<usize>) -> bool {
    if !next.follows || next.begins_item() {
        return false;
    }
    if breaks_off(line, next) {
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
