//! The analysis of any text: every place that is told of it is one, and safe fixes come to an end.

use super::{holds, text_of};

pub fn run(data: &[u8]) {
    let Some((format, text)) = text_of(data) else { return };
    holds::check_article(&text, format);
    assert!(holds::mended(&text, format).is_some(), "safe fixes undo each other in {text:?}");
}
