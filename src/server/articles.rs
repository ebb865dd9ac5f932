//! Which documents are articles.

use tower_lsp::ls_types::Uri;

use super::outbox::name_of;
use crate::config::FILE_NAME;

/// What a document is to copydesk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something to read.
    Article,
    /// A `copydesk.toml`: its text counts as it stands in the editor, and no rule reads it.
    Configuration,
    /// Data, such as a list of people. Editors without a language for it call it plain text.
    Data,
}

/// Endings of files that hold no article, whatever an editor calls their language.
const DATA: [&str; 14] =
    ["toml", "csv", "tsv", "json", "jsonl", "yaml", "yml", "ini", "cfg", "conf", "log", "lock", "xml", "bib"];

/// What the document of that address is.
pub fn kind_of(uri: &Uri) -> Kind {
    let name = name_of(uri);
    if name == FILE_NAME {
        return Kind::Configuration;
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.filter(|ending| DATA.contains(&ending.as_str())) {
        Some(_) => Kind::Data,
        None => Kind::Article,
    }
}
