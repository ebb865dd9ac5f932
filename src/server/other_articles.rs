//! What a request knows of the articles that it is not about. What an open document says is taken over when somebody asks,
//! so that typing costs nothing.

use std::sync::Arc;

use tower_lsp::ls_types::Uri;

use super::analysis::Analysis;
use super::outbox::name_of;
use super::session::{Session, path_of};
use super::shared_index::{SharedIndex, canonical, title};
use crate::text::Position;
use crate::workspace::{Others, Version, names_of};

/// What is known of the other articles.
pub struct Elsewhere {
    pub index: SharedIndex,
    /// The open documents as they stand in the editor.
    pub open: Vec<OpenArticle>,
    pub session: Arc<Session>,
}

/// An open document that has been analyzed.
pub struct OpenArticle {
    pub uri: Uri,
    pub version: Version,
    pub analysis: Arc<Analysis>,
}

impl Elsewhere {
    /// Answers from all articles but the one at an address. What is open in the editor is taken over first.
    pub fn answer<T>(self, own: Option<&Uri>, answer: impl FnOnce(Others<'_>) -> T) -> T {
        let Elsewhere { index, open, session } = self;
        for OpenArticle { uri, version, analysis } in open {
            let address = canonical(&uri);
            if index.read().entry(&address).is_some_and(|entry| entry.version == version) {
                continue;
            }
            let position = |byte| {
                let position = analysis.content.position(byte, session.encoding);
                Position { line: position.line, column: position.character }
            };
            let names = names_of(&analysis.article, &position);
            let title = path_of(&uri).map_or_else(|| name_of(&uri).into(), |path| title(&path, &session));
            index.write().insert(&address, title, version, names);
        }
        index.answer(own, answer)
    }
}
