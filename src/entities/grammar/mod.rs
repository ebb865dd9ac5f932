//! What grammar tells of a mention, by the words around it.

pub mod bearer;
pub(crate) mod clause;
pub mod gender;
pub mod role_before;
pub mod role_behind;
pub mod role_extent;
pub mod role_held;
pub mod role_phrase;
