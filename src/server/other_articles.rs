//! What a request knows of the articles that it is not about. What an open document says is taken over when somebody asks,
//! so that typing costs nothing.

use std::sync::Arc;

use tower_lsp::ls_types::Uri;

use super::analysis::{Analysis, Revisions};
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
    pub analysis: Arc<Analysis>,
    /// Which opening of the document it is, and which state was analyzed.
    pub opening: u64,
    pub revision: u64,
    /// Tells whether that is its state still.
    pub revisions: Revisions,
}

impl Elsewhere {
    /// Answers from all articles but the one at an address. What is open in the editor is taken over first.
    pub fn answer<T>(self, own: Option<&Uri>, answer: impl FnOnce(Others<'_>) -> T) -> T {
        let Elsewhere { index, open, session } = self;
        for OpenArticle { uri, analysis, opening, revision, revisions } in open {
            let (address, version) = (canonical(&uri), Version::Open(opening, revision));
            if index.read().entry(&address).is_some_and(|entry| entry.version == version) {
                continue;
            }
            let position = |byte| {
                let position = analysis.content.position(byte, session.encoding);
                Position { line: position.line, column: position.character }
            };
            let names = names_of(&analysis.article, &position);
            let title = path_of(&uri).map_or_else(|| name_of(&uri).into(), |path| title(&path, &session));
            let mut index = index.write();
            // It may have been closed meanwhile. Whoever closes it says so before it is forgotten here.
            if revisions.current() == revision {
                index.insert(&address, title, version, names);
            }
        }
        index.answer(own, answer)
    }
}
