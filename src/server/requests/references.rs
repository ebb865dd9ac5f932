//! Where somebody is mentioned, as the protocol has it.

use tower_lsp::ls_types::{Location, Position};

use crate::features::references::{self, Wanted};
use crate::server::document::Snapshot;

/// The mentions of whoever is mentioned at a position, the introduction among them if that is asked for.
pub fn at(snapshot: &Snapshot, position: Position, introduction: bool) -> Option<Vec<Location>> {
    let wanted = Wanted { pronouns: snapshot.display().pronoun_references, introduction };
    let found = references::at(snapshot.article(), snapshot.offset(position), wanted);
    let locations = found.into_iter().map(|span| Location { uri: snapshot.uri.clone(), range: snapshot.range(span) });
    Some(locations.collect())
}
