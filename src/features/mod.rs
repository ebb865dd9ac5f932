//! What copydesk answers: one file for each question, plain values that know no protocol.

pub mod card;
pub mod fixes;
pub mod hover;
pub mod ledger;
pub mod outline;
pub mod record;
mod snippet;
