//! Where the words at a position lead, as the protocol has it.

use tower_lsp::ls_types::{GotoDefinitionResponse, Location, LocationLink, Position};

use crate::features::definition;
use crate::server::document::Snapshot;

/// Where the words at a position lead; with the words themselves for clients that show them.
pub fn at(snapshot: &Snapshot, position: Position) -> Option<GotoDefinitionResponse> {
    let found = definition::at(snapshot.article(), snapshot.offset(position));
    if found.is_empty() {
        return None;
    }
    let uri = || snapshot.uri.clone();
    if !snapshot.session.links {
        let locations = found.iter().map(|found| Location { uri: uri(), range: snapshot.range(found.to) });
        return Some(GotoDefinitionResponse::Array(locations.collect()));
    }
    let link = |found: &definition::Definition| LocationLink {
        origin_selection_range: Some(snapshot.range(found.from)),
        target_uri: uri(),
        target_range: snapshot.range(found.to),
        target_selection_range: snapshot.range(found.to),
    };
    Some(GotoDefinitionResponse::Link(found.iter().map(link).collect()))
}
