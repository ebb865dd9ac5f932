//! Links to the pages of rules.

use tower_lsp::ls_types::DocumentLink;

use crate::features::rule_names;
use crate::rules::Rule;
use crate::server::document::Snapshot;

/// The links of a document: the rules that its comments name, where the client has said at which address it shows a rule's
/// page. There is none that everybody could read: a newsroom may have no network.
pub fn of(snapshot: &Snapshot) -> Vec<DocumentLink> {
    let Some(address) = &snapshot.session.rule_pages else { return Vec::new() };
    let found = rule_names::all(snapshot.article(), snapshot.analysis.content.text());
    let link = |(span, rule): (_, &Rule)| DocumentLink {
        range: snapshot.range(span),
        target: address.replace("{rule}", rule.name).parse().ok(),
        tooltip: Some(rule.summary.to_owned()),
        data: None,
    };
    found.into_iter().map(link).filter(|link| link.target.is_some()).collect()
}
