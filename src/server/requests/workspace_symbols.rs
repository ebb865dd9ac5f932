//! Whoever is named in the open documents, as the protocol has it.

use tower_lsp::ls_types::{Location, SymbolInformation};

use crate::features::name_search;
use crate::server::document::Snapshot;
use crate::server::outbox::name_of;
use crate::server::symbols;

/// So many of one document are shown: nobody reads more, and what is looked for more closely is among fewer.
const MOST: usize = 500;

/// The people, organizations and places of a document whose name fits. One name in two documents may be two people: each is
/// shown with its file.
// The protocol's `deprecated` field must be written to make a symbol, and is itself deprecated.
#[allow(deprecated)]
pub fn in_document(snapshot: &Snapshot, query: &str) -> Vec<SymbolInformation> {
    let found = name_search::find(snapshot.article(), query).into_iter().take(MOST);
    let symbol = |found: name_search::Found| SymbolInformation {
        name: found.name,
        kind: symbols::kind_of_name(found.kind),
        tags: None,
        deprecated: None,
        location: Location { uri: snapshot.uri.clone(), range: snapshot.range(found.span) },
        container_name: Some(name_of(&snapshot.uri)),
    };
    found.map(symbol).collect()
}
