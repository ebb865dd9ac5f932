//! The counts above a person's first mention, as the protocol has them.

use tower_lsp::ls_types::{CodeLens, Command};

use crate::features::code_lens;
use crate::server::document::Snapshot;

/// The lenses of a document; none where the editor does not want lines of ours in the text.
pub fn of(snapshot: &Snapshot) -> Vec<CodeLens> {
    if !snapshot.display().code_lens {
        return Vec::new();
    }
    let lenses = code_lens::of(snapshot.article());
    // A lens must have a command to be shown; one without a name does nothing when it is clicked.
    let command = |title| Command { title, command: String::new(), arguments: None };
    let lens = |lens: &code_lens::Lens| CodeLens {
        range: snapshot.range(lens.span),
        command: Some(command(lens.line())),
        data: None,
    };
    lenses.iter().map(lens).collect()
}
