//! Who speaks, behind quotations, as the protocol has it.

use tower_lsp::ls_types::{InlayHint, InlayHintLabel, Range};

use crate::features::inlay_hints;
use crate::server::document::Snapshot;

/// The names behind the quotations of a range.
pub fn within(snapshot: &Snapshot, range: Range) -> Vec<InlayHint> {
    let (content, encoding) = (&snapshot.analysis.content, snapshot.session.encoding);
    let which = snapshot.display().inlay_hints;
    let hints = inlay_hints::within(snapshot.article(), content.span(range, encoding), which);
    let hint = |hint: inlay_hints::Hint| InlayHint {
        position: content.position(hint.at, encoding),
        label: InlayHintLabel::String(hint.name),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    hints.into_iter().map(hint).collect()
}
