//! What belongs to the words at a position, as the protocol has it.

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::features::highlights;
use crate::server::document::Snapshot;

/// What lights up with the words at a position. `None` leaves it to the editor, which then looks for equal words.
pub fn at(snapshot: &Snapshot, position: Position) -> Option<Vec<DocumentHighlight>> {
    let found = highlights::at(snapshot.article(), snapshot.offset(position));
    if found.is_empty() {
        return None;
    }
    // The protocol tells reading from writing; editors draw the two apart.
    let kind = |tells| if tells { DocumentHighlightKind::READ } else { DocumentHighlightKind::TEXT };
    let highlights = found.into_iter();
    let highlights =
        highlights.map(|one| DocumentHighlight { range: snapshot.range(one.span), kind: Some(kind(one.tells)) });
    Some(highlights.collect())
}
