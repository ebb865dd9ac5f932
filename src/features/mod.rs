//! What copydesk answers: one file for each question, plain values that know no protocol.

pub mod card;
pub mod fixes;
pub mod hover;
pub mod outline;
pub mod record;
pub mod silencing;
mod snippet;
