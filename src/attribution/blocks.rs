//! Block quotations without marks: the layout says that the words are somebody's.

use super::view::View;
use crate::format::BlockKind;
use crate::prose::{Paragraph, TokenKind, TokenRange};

/// Paragraphs that are set apart as one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The first of them.
    pub first: usize,
    /// One past the last of them; who is quoted may be named there.
    pub end: usize,
    /// Their words.
    pub parts: Vec<TokenRange>,
}

/// The block quotations of a text that have no marks, in order.
pub fn unmarked(view: &View) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (index, paragraph) in view.paragraphs().iter().enumerate() {
        if paragraph.nesting.quotes == 0 || names_speaker(view, paragraph) {
            continue;
        }
        let marked = has_marks(view, paragraph);
        let words = paragraph.tokens.clone();
        match blocks.last_mut() {
            Some(block) if paragraph.nesting.in_same_quote && block.end == index => {
                block.end = index + 1;
                block.parts.push(words);
                if marked {
                    blocks.pop();
                }
            }
            _ if !marked => blocks.push(Block { first: index, end: index + 1, parts: vec![words] }),
            _ => {}
        }
    }
    blocks
}

/// Whether a paragraph at the foot of a block quotation says who is quoted.
fn names_speaker(view: &View, paragraph: &Paragraph) -> bool {
    paragraph.kind == BlockKind::Credit || view.token(paragraph.tokens.start).kind == TokenKind::Dash
}

fn has_marks(view: &View, paragraph: &Paragraph) -> bool {
    let passages = view.passages();
    let behind = passages.partition_point(|passage| passage.end() <= paragraph.tokens.start);
    passages.get(behind).is_some_and(|passage| passage.first() < paragraph.tokens.end)
}
