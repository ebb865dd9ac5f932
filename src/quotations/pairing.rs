//! Pairs the marks of each paragraph.

use super::{Passage, Quotations};
use crate::prose::Text;

/// Pairs the marks of a text.
pub fn pair(text: &Text) -> Quotations {
    let _ = text;
    let passages: Vec<Passage> = Vec::new();
    Quotations { passages, unbalanced: Vec::new() }
}
