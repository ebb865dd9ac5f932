//! What is fuzzed: each target is one function of any bytes, which panics if something does not hold.

// Each program has one target and uses what that needs.
#![allow(dead_code)]

pub mod article;
pub mod edits;
pub mod encodings;
pub mod formats;
pub mod messages;
pub mod people;
pub mod settings;

#[path = "../../support/holds.rs"]
mod holds;
#[path = "../../support/map.rs"]
mod map;

use copydesk::format::Format;

/// What bytes stand for: a way of reading, which the first byte tells, and a text.
fn text_of(data: &[u8]) -> Option<(Format, String)> {
    let (first, rest) = data.split_first()?;
    let format = holds::FORMATS[usize::from(*first) % holds::FORMATS.len()];
    Some((format, String::from_utf8_lossy(rest).into_owned()))
}
