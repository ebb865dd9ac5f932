//! The counts above a person's first mention, as the protocol has them.

use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeLens, Command, Position};

use super::references;
use crate::features::code_lens;
use crate::server::document::Snapshot;

/// The lenses of a document; none where the editor does not want lines of ours in the text.
pub fn of(snapshot: &Snapshot) -> Vec<CodeLens> {
    if !snapshot.display().code_lens {
        return Vec::new();
    }
    let lenses = code_lens::of(snapshot.article());
    // A lens must have a command to be shown; one without a name does nothing when it is clicked.
    let shown = snapshot.session.show_references.as_deref();
    let lens = |lens: &code_lens::Lens| {
        let range = snapshot.range(lens.span);
        let arguments = shown.map(|_| places(snapshot, range.start));
        let command = Command { title: lens.line(), command: shown.unwrap_or_default().to_owned(), arguments };
        CodeLens { range, command: Some(command), data: None }
    };
    lenses.iter().map(lens).collect()
}

/// What the client's command is given: the document, where the lens stands, and where the person is mentioned.
fn places(snapshot: &Snapshot, position: Position) -> Vec<Value> {
    let mentions = references::at(snapshot, position, true).unwrap_or_default();
    vec![json!(snapshot.uri), json!(position), json!(mentions)]
}
