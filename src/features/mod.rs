//! What copydesk answers: one file for each question, plain values that know no protocol.

pub mod card;
pub mod caret;
pub mod code_lens;
pub mod completion;
pub mod configuration_help;
pub mod definition;
pub mod elsewhere;
pub mod fixes;
pub mod folding;
pub mod highlights;
pub mod hover;
pub mod inlay_hints;
pub mod ledger;
pub mod masking;
pub mod name_search;
pub mod outline;
pub mod record;
pub mod references;
pub mod rename;
pub mod rule_names;
pub mod said;
mod sections;
pub mod selection;
pub mod semantic_tokens;
pub mod silencing;
mod snippet;
pub mod sureness;
