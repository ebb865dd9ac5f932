//! The formats: what is prose, what kind of block, and that every byte of it leads back to where it came from.

mod hostile;
mod html;
#[path = "../support/map.rs"]
mod map;
mod markdown;
mod nesting;
mod plain;
mod properties;
#[path = "../support/random.rs"]
mod random;
mod revised;
mod templates;

use copydesk::format::{BlockKind, Format, Prose};
use copydesk::text::ProseSpan;
use map::check_map;

/// Reads an article, asserts its blocks (kind and text, exactly) and that all of it maps back.
fn check_blocks(format: Format, source: &str, expected: &[(BlockKind, &str)]) -> Prose {
    let prose = format.read(source);
    let found: Vec<(BlockKind, &str)> =
        prose.blocks().iter().map(|block| (block.kind, block.span.slice(prose.text()))).collect();
    assert_eq!(found, expected, "in {source:?}");
    check_map(source, &prose);
    prose
}

/// Asserts that `words`, which occur once in the prose, map back exactly.
fn check_exact(source: &str, prose: &Prose, words: &str) {
    let start = prose.text().find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", prose.text()));
    let span = ProseSpan::new(start as u32, (start + words.len()) as u32);
    let there = prose.to_source_exact(span).unwrap_or_else(|| panic!("{words:?} does not map back exactly"));
    assert_eq!(there.slice(source), words);
}

/// Asserts what `words`, which occur once in the prose, stand for in the source.
fn check_stands_for(source: &str, prose: &Prose, words: &str, expected: &str) {
    let start = prose.text().find(words).unwrap_or_else(|| panic!("{words:?} is not in {:?}", prose.text()));
    let span = ProseSpan::new(start as u32, (start + words.len()) as u32);
    assert_eq!(prose.to_source(span).slice(source), expected);
}

/// Asserts the comments: what is in them, and the source of each.
fn check_comments(source: &str, prose: &Prose, expected: &[(&str, &str)]) {
    let found: Vec<(&str, &str)> =
        prose.comments().iter().map(|comment| (comment.text.as_str(), comment.span.slice(source))).collect();
    assert_eq!(found, expected);
}
