//! Offsets and positions: the two kinds of span, line indexes and the encodings in which a client counts; what an edit
//! replaced, and long lists worked on in parts.
//!
//! This room knows nothing of articles. It never allocates per character and never panics on an offset that is out of
//! range: offsets clamp.

mod checkpoints;
mod encoding;
pub(crate) mod hash;
mod kept;
mod line_index;
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
