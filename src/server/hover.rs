//! The hover as the protocol has it.

use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::document::Snapshot;
use crate::features::hover;

/// What is known of the words at a position.
pub fn at(snapshot: &Snapshot, position: Position) -> Option<Hover> {
    let (content, encoding) = (&snapshot.analysis.content, snapshot.session.encoding);
    let offset = content.offset(position, encoding);
    let found = hover::at(&snapshot.analysis.article, offset, &|byte| content.line_number(byte))?;
    let contents = if snapshot.session.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: found.card.markdown() }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: found.card.plain() }
    };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(content.range(found.span, encoding)) })
}
