//! The outline as the protocol has it.

use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, Position, Range, SymbolInformation, SymbolKind,
};

use super::document::Snapshot;
use super::parcels::{self, Json};
use crate::features::outline::{self, Symbol};
use crate::names::NameKind;

/// The outline as JSON, written once for each analysis.
pub fn of(snapshot: &Snapshot) -> Json {
    snapshot.analysis.outline.get_or_init(|| parcels::write(&response(snapshot))).clone()
}

/// The outline: a tree, or a list for clients that know no trees.
fn response(snapshot: &Snapshot) -> DocumentSymbolResponse {
    let symbols = outline::of(&snapshot.analysis.article);
    if snapshot.session.nested_symbols {
        let groups = symbols.into_iter().map(|symbol| nested(snapshot, symbol));
        return DocumentSymbolResponse::Nested((1..).zip(groups).map(|(place, group)| placed(group, place)).collect());
    }
    let mut flat = Vec::new();
    for group in symbols {
        flatten(snapshot, group, None, &mut flat);
    }
    DocumentSymbolResponse::Flat(flat)
}

/// A heading stands nowhere in the article, but editors sort symbols by where they begin, and by name where that is
/// equal. So each has an empty range near the article's beginning, behind the one before it. At the very beginning, where
/// the caret is when a file is opened, an editor that shows whose part it is in would name a heading.
fn placed(group: DocumentSymbol, place: u32) -> DocumentSymbol {
    let start = Position { line: 0, character: place };
    let range = Range { start, end: start };
    DocumentSymbol { range, selection_range: range, ..group }
}

// The protocol's `deprecated` field must be written to make a symbol, and is itself deprecated.
#[allow(deprecated)]
fn nested(snapshot: &Snapshot, symbol: Symbol) -> DocumentSymbol {
    let range = |span| snapshot.analysis.content.range(span, snapshot.session.encoding);
    let children = symbol.children.into_iter().map(|child| nested(snapshot, child)).collect();
    DocumentSymbol {
        name: name(symbol.name),
        detail: symbol.detail,
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(symbol.span),
        selection_range: range(symbol.selection),
        children: Some(children),
    }
}

#[allow(deprecated)]
fn flatten(snapshot: &Snapshot, symbol: Symbol, container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    let name = name(symbol.name);
    // In a list, a heading is only the container of what stands below it.
    if symbol.kind != outline::SymbolKind::Group {
        let range = snapshot.analysis.content.range(symbol.selection, snapshot.session.encoding);
        flat.push(SymbolInformation {
            name: name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: snapshot.uri.clone(), range },
            container_name: container.map(str::to_owned),
        });
    }
    for child in symbol.children {
        flatten(snapshot, child, Some(&name), flat);
    }
}

/// The protocol wants a name; a symbol of blank space only would have none.
fn name(name: String) -> String {
    if name.is_empty() { "–".to_owned() } else { name }
}

/// The kind of whatever has a name.
pub fn kind_of_name(kind: NameKind) -> SymbolKind {
    match kind {
        NameKind::Person => SymbolKind::CLASS,
        NameKind::Organization => SymbolKind::PACKAGE,
        NameKind::Place => SymbolKind::CONSTANT,
    }
}

/// The protocol's kinds are those of programs; these are told apart by their icons and are shown by default.
fn kind(kind: outline::SymbolKind) -> SymbolKind {
    match kind {
        outline::SymbolKind::Group => SymbolKind::NAMESPACE,
        outline::SymbolKind::Person => kind_of_name(NameKind::Person),
        outline::SymbolKind::Organization => kind_of_name(NameKind::Organization),
        outline::SymbolKind::Place => kind_of_name(NameKind::Place),
        outline::SymbolKind::Quotation => SymbolKind::STRING,
    }
}
