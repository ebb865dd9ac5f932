//! Plain text: all of it is prose, and the map back is the identity.
//!
//! What needs thought is where a paragraph ends. Copy pasted from the wires breaks paragraphs with a blank line, copy
//! from a word processor with a single line break, and mail wraps its lines at 72 columns without ending the paragraph.

use super::{BlockKind, Prose, ProseBuilder};

/// Lines of at least this many bytes that are followed by another may have been wrapped by a program …
const WRAPPED_AT_LEAST: usize = 45;
/// … and a program that wraps keeps all lines below this.
const WRAPPED_AT_MOST: usize = 100;

/// The prose of plain text: the text itself.
pub fn read(source: &str) -> Prose {
    let mut builder = ProseBuilder::with_capacity(source.len());
    let mut chunk: Vec<(usize, &str)> = Vec::new();
    let mut done = 0;
    let mut offset = 0;
    let mut flush = |chunk: &mut Vec<(usize, &str)>| {
        for (start, end) in paragraphs(chunk) {
            // What lies between two paragraphs is copied too, so that offsets in prose and source are equal.
            builder.copy(&source[done..start], done as u32);
            builder.start_block_here(BlockKind::Paragraph);
            builder.copy(&source[start..end], start as u32);
            builder.close_block();
            done = end;
        }
        chunk.clear();
    };
    for line in source.split_inclusive('\n').flat_map(|line| line.split_inclusive('\r')) {
        if line.trim().is_empty() {
            // The LF of a CRLF stands alone here: it does not make the line blank.
            if !(line == "\n" && source[..offset].ends_with('\r')) {
                flush(&mut chunk);
            }
        } else {
            chunk.push((offset, line));
        }
        offset += line.len();
    }
    flush(&mut chunk);
    builder.copy(&source[done..], done as u32);
    builder.finish()
}

/// The paragraphs of a run of lines without a blank one between: one if a program wrapped it, else each line its own.
fn paragraphs(lines: &[(usize, &str)]) -> Vec<(usize, usize)> {
    let Some((&(first, _), &(last, last_line))) = lines.first().zip(lines.last()) else { return Vec::new() };
    let longest = lines.iter().map(|(_, line)| line.trim_end().len()).max().unwrap_or(0);
    let wrapped = lines.len() > 1
        && longest <= WRAPPED_AT_MOST
        && lines[..lines.len() - 1].iter().all(|(_, line)| line.trim_end().len() >= WRAPPED_AT_LEAST);
    if wrapped {
        return vec![(first, last + last_line.trim_end().len())];
    }
    lines.iter().map(|&(start, line)| (start, start + line.trim_end().len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ProseSpan;

    fn check(source: &str, paragraphs: &[&str]) {
        let prose = read(source);
        assert_eq!(prose.text(), source, "plain text is its own prose");
        let found: Vec<&str> = prose.blocks().iter().map(|block| block.span.slice(source)).collect();
        assert_eq!(found, paragraphs);
        let all = ProseSpan::new(0, source.len() as u32);
        assert_eq!(prose.to_source(all).range(), 0..source.len());
    }

    #[test]
    fn blank_lines_part_paragraphs_in_every_line_ending() {
        check("One.\n\nTwo.\n", &["One.", "Two."]);
        check("One.\r\n\r\nTwo.", &["One.", "Two."]);
        check("\n \n  One.  \n\n\n", &["One."]);
        check("", &[]);
        check(" \n", &[]);
    }

    #[test]
    fn a_line_is_a_paragraph_unless_a_program_wrapped_it() {
        check("HEADLINE\nBy A Writer\nThe text.", &["HEADLINE", "By A Writer", "The text."]);
        check("a\r\nb\rc", &["a", "b", "c"]);
        let wrapped = "The council met on Monday and heard from all of the people\nwho had come to speak about the bridge, and then\nvoted.";
        check(wrapped, &[wrapped]);
    }
}
