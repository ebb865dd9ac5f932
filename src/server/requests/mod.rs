//! Answers to requests about a document, one file for each: positions of the client in, values of the protocol out.

pub mod code_lens;
pub mod completion;
pub mod configuration_file;
pub mod definition;
pub mod folding;
pub mod highlights;
pub mod inlay_hints;
pub mod links;
pub mod other_names;
pub mod outline_view;
pub mod references;
pub mod rename;
pub mod selection;
pub mod semantic_tokens;
pub mod workspace_symbols;
