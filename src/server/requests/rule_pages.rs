//! The pages of rules: links to them, and their text. They are in the program, so that they can be read without a network.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{DocumentLink, Uri};

use crate::features::rule_names;
use crate::rules::Rule;
use crate::server::document::Snapshot;

/// The scheme of their addresses.
pub const SCHEME: &str = "copydesk";

/// The links of a document: the rules that its comments name.
pub fn links(snapshot: &Snapshot) -> Vec<DocumentLink> {
    let found = rule_names::all(snapshot.article(), snapshot.analysis.content.text());
    let link = |(span, rule): (_, &Rule)| DocumentLink {
        range: snapshot.range(span),
        target: address(rule),
        tooltip: Some(rule.summary.to_owned()),
        data: None,
    };
    found.into_iter().map(link).collect()
}

fn address(rule: &Rule) -> Option<Uri> {
    format!("{SCHEME}:/rules/{}.md", rule.name).parse().ok()
}

/// Asks for the text of an address of ours. The framework has no type for it yet.
#[derive(Debug, Deserialize)]
pub struct Asked {
    uri: String,
}

/// The text of an address of ours.
#[derive(Debug, Serialize)]
pub struct Page {
    text: &'static str,
}

/// The page at an address; empty where there is none.
pub fn page(asked: &Asked) -> Page {
    let name = asked.uri.strip_prefix(SCHEME).and_then(|rest| rest.rsplit('/').next()?.strip_suffix(".md"));
    Page { text: name.and_then(Rule::named).map_or("", |rule| rule.page) }
}
