//! Joins what the sentences name to entities.

pub(crate) mod builder;
pub mod definite_descriptions;
pub(crate) mod description_index;
mod display_name;
pub(crate) mod finish;
pub mod kinds;
pub mod listed;
pub mod organizations;
pub mod people;
mod person_candidates;
pub mod places;
mod recent;
pub(crate) mod relative_pronouns;
pub mod roles;
mod shortened_names;
mod single_names;
