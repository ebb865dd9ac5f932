//! What can be folded, as the protocol has it.

use tower_lsp::ls_types::FoldingRange;

use crate::features::folding;
use crate::server::document::Snapshot;

/// The folds of a document; none where the editor does not want ours beside its own.
pub fn of(snapshot: &Snapshot) -> Vec<FoldingRange> {
    if !snapshot.display().folding {
        return Vec::new();
    }
    let ranges = folding::of(snapshot.article()).into_iter().map(|span| snapshot.range(span));
    let fold = |range: tower_lsp::ls_types::Range| FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        ..FoldingRange::default()
    };
    ranges.filter(|range| range.start.line < range.end.line).map(fold).collect()
}
