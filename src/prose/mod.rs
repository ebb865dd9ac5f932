//! Tokens, sentences and paragraphs of a prose.
//!
//! Everything here is flat: one array of tokens for the whole article, and ranges into it. Later rooms speak of tokens
//! by their index.

mod addresses;
pub mod dateline;
mod each_paragraph;
mod paragraph;
mod paragraph_view;
mod plural_owner;
mod revise;
mod sentences;
mod text;
mod token;
mod token_index;
mod tokens;

pub use each_paragraph::Found;
pub use paragraph::{Paragraph, Sentence};
pub use paragraph_view::ParagraphView;
pub use plural_owner::is_in_name_of_body;
pub use revise::Revision;
pub(crate) use sentences::reference_end;
pub use text::Text;
pub use token::{MarkShape, Token, TokenKind};
pub use token_index::{EachToken, TokenIndex, TokenOffset, TokenOffsets, TokenRange};

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
        let revision = revise::revise(self, change);
        self.look_again(revision.paragraphs);
        revision
    }
}
