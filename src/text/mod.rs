//! Offsets and positions: the two kinds of span, line indexes and the encodings in which a client counts; what an edit
//! replaced, long lists worked on in parts, how bytes spell text, and the form in which words are compared.
//!
//! This room knows nothing of articles. It never allocates per character and never panics on an offset that is out of
//! range: offsets clamp.

pub mod charset;
mod checkpoints;
mod encoding;
pub(crate) mod hash;
mod kept;
mod line_index;
pub(crate) mod normalize;
mod offsets;
mod parts;
mod span;
mod splice;

pub use encoding::Encoding;
pub(crate) use kept::{Kept, Parts};
pub use line_index::{LineIndex, Position};
pub use offsets::Offsets;
pub use parts::in_parts;
pub use span::{InProse, InSource, ProseSpan, SourceSpan, Span};
pub use splice::Splice;

/// How many bytes a text may have to be checked: two million words. What is longer is no article, and what is known of a
/// text takes forty times its room.
pub const LONGEST_TEXT: usize = 10_000_000;
