//! Tokens, sentences and paragraphs of a prose.
//!
//! Everything here is flat: one array of tokens for the whole article, and ranges into it. Later rooms speak of tokens
//! by their index.

mod addresses;
mod revise;
mod sentences;
mod text;
mod tokens;

pub use revise::Revision;
pub(crate) use sentences::reference_end;
pub use text::{Paragraph, Sentence, Text, TokenIndex, TokenRange};
pub use tokens::{MarkShape, Token, TokenKind};

use crate::format::{Change, Prose};

impl Text {
    /// Splits a prose into tokens, sentences and paragraphs.
    pub fn new(prose: Prose) -> Text {
        let mut text = Text::default();
        text.revise(Change::whole(prose));
        text
    }

    /// Makes it the text of its prose after a change: what the change did not touch stays, and only moves. It then
    /// equals the text that [`Text::new`] makes of that prose; the revision says what was replaced.
    pub fn revise(&mut self, change: Change) -> Revision {
        revise::revise(self, change)
    }
}
