//! Block quotations without marks: the layout says that the words are somebody's.

use crate::format::BlockKind;
use crate::prose::{Paragraph, Text, TokenKind};
use crate::quotations::Quotations;
use crate::text::ProseSpan;

/// Paragraphs that are set apart as one quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The first of them.
    pub first: usize,
    /// One past the last of them; who is quoted may be named there.
    pub end: usize,
    /// Their words.
    pub spans: Vec<ProseSpan>,
}

/// The block quotations of a text that have no marks, in order.
pub fn unmarked(text: &Text, passages: &Quotations) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (index, paragraph) in text.paragraphs().iter().enumerate() {
        if paragraph.nesting.quotes == 0 || names_speaker(text, paragraph) {
            continue;
        }
        let marked = has_marks(passages, paragraph);
        let span = text.span(paragraph.tokens.clone());
        match blocks.last_mut() {
            Some(block) if paragraph.nesting.in_same_quote && block.end == index => {
                block.end = index + 1;
                block.spans.push(span);
                if marked {
                    blocks.pop();
                }
            }
            _ if !marked => blocks.push(Block { first: index, end: index + 1, spans: vec![span] }),
            _ => {}
        }
    }
    blocks
}

/// Whether a paragraph at the foot of a block quotation says who is quoted.
fn names_speaker(text: &Text, paragraph: &Paragraph) -> bool {
    let first = text.tokens().get(paragraph.tokens.start as usize);
    paragraph.kind == BlockKind::Credit || first.is_some_and(|token| token.kind == TokenKind::Dash)
}

fn has_marks(passages: &Quotations, paragraph: &Paragraph) -> bool {
    let passages = &passages.passages;
    let behind = passages.partition_point(|passage| passage.end() <= paragraph.tokens.start);
    passages.get(behind).is_some_and(|passage| passage.first() < paragraph.tokens.end)
}
