//! Whoever is named in the articles of the workspace, as the protocol has it.

use std::str::FromStr;
use std::sync::Arc;

use tower_lsp::ls_types::{Location, Position, Range, SymbolInformation, Uri};

use crate::features::name_search;
use crate::server::document::Snapshot;
use crate::server::outbox::name_of;
use crate::server::shared_index::canonical;
use crate::server::symbols;
use crate::text;
use crate::workspace::{Entry, Named, Others};

/// So many of one document, and of all that are not open, are shown: nobody reads more, and what is looked for more closely
/// is among fewer.
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

/// The same for the articles that are not open.
#[allow(deprecated)]
pub fn in_others(others: &Others<'_>, query: &str, open: &[Uri]) -> Vec<SymbolInformation> {
    let open: Vec<Arc<str>> = open.iter().map(canonical).collect();
    let found = others.find(query, MOST, |entry| !open.contains(&entry.address));
    let position = |position: text::Position| Position::new(position.line, position.column);
    let symbol = |(entry, named): (&Entry, &Named)| {
        let range = Range::new(position(named.place.start), position(named.place.end));
        Some(SymbolInformation {
            name: named.name.to_string(),
            kind: symbols::kind_of_name(named.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: Uri::from_str(&entry.address).ok()?, range },
            container_name: Some(entry.title.to_string()),
        })
    };
    found.into_iter().filter_map(symbol).collect()
}
