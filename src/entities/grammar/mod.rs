//! What grammar tells of a mention, by the words around it.

pub mod bearer;
mod byline;
pub(crate) mod clause;
pub mod clause_numbers;
pub mod gender;
pub mod role_before;
pub mod role_behind;
pub mod role_end;
pub mod role_head;
pub mod role_held;
pub mod role_parts;
pub mod role_phrase;
pub mod role_start;
pub mod speaks;
pub(crate) mod verb;
