//! Who is who: the mentions of one person, organization or place joined to one entity.
//!
//! `facts` reads each sentence for itself, `link` joins what was read in all of them, and `resolve` runs the steps, after an
//! edit only those that read something else than before. Whom pronouns mean is for the coreference room.

mod entity;
pub(crate) mod facts;
pub(crate) mod grammar;
pub(crate) mod link;
mod lists;
mod person_name;
mod resolve;
pub(crate) mod symbols;

pub use entity::{Entities, Entity, EntityId, Gender, Mention, MentionForm, Role};
pub(crate) use resolve::{Changes, NamedEntities};
pub use resolve::{NamedMention, Runs, State};
