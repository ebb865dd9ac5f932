//! Joins what the sentences name to entities.

mod ages;
pub(crate) mod builder;
pub mod definite_descriptions;
mod describable;
pub(crate) mod description_index;
mod display_name;
pub(crate) mod finish;
pub mod kinds;
pub mod listed;
pub mod organizations;
pub mod people;
mod person_candidates;
pub mod places;
mod protagonists;
mod recent;
pub(crate) mod relative_pronouns;
pub(crate) mod role_phrases;
pub mod roles;
mod shortened_names;
mod single_names;
