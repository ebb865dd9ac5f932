//! The outline for a view of the editor's own: with what each line stands for, which the protocol's outline has no words for.

use serde::Serialize;
use tower_lsp::ls_types::Range;

use crate::features::outline::{self, Symbol, SymbolKind};
use crate::server::document::Snapshot;

/// A line of the outline.
#[derive(Debug, Serialize)]
pub struct Line {
    name: String,
    detail: Option<String>,
    kind: &'static str,
    range: Range,
    children: Vec<Line>,
}

/// The outline of a document.
pub fn of(snapshot: &Snapshot) -> Vec<Line> {
    outline::of(snapshot.article()).into_iter().map(|symbol| line(snapshot, symbol)).collect()
}

/// A symbol with what is below it; an outline has three levels.
fn line(snapshot: &Snapshot, symbol: Symbol) -> Line {
    Line {
        kind: match symbol.kind {
            SymbolKind::Group => "group",
            SymbolKind::Person => "person",
            SymbolKind::Organization => "organization",
            SymbolKind::Place => "place",
            SymbolKind::Quotation => "quotation",
        },
        range: snapshot.range(symbol.selection),
        name: symbol.name,
        detail: symbol.detail,
        children: symbol.children.into_iter().map(|child| line(snapshot, child)).collect(),
    }
}
