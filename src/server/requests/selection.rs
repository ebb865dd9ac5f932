//! Growing selections, as the protocol has them.

use tower_lsp::ls_types::{Position, Range, SelectionRange};

use crate::features::selection;
use crate::server::document::Snapshot;
use crate::text::SourceSpan;

/// What holds each position, from the smallest to the largest; one answer for each, as the protocol wants it.
pub fn around(snapshot: &Snapshot, positions: &[Position]) -> Vec<SelectionRange> {
    let offsets: Vec<u32> = positions.iter().map(|&position| snapshot.offset(position)).collect();
    let found = selection::around(snapshot.article(), &offsets);
    positions.iter().zip(found).map(|(&position, spans)| chain(snapshot, position, &spans)).collect()
}

/// Spans in one another, the largest innermost in the value: each names the one that holds it.
fn chain(snapshot: &Snapshot, position: Position, spans: &[SourceSpan]) -> SelectionRange {
    let hold = |parent: Option<SelectionRange>, span: &SourceSpan| {
        Some(SelectionRange { range: snapshot.range(*span), parent: parent.map(Box::new) })
    };
    let nowhere = || SelectionRange { range: Range::new(position, position), parent: None };
    spans.iter().rev().fold(None, hold).unwrap_or_else(nowhere)
}
