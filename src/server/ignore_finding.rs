//! *Ignore this finding*, *Ignore all of this rule here*, and the way back: what is offered for a place.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::{Command, Uri};

use super::document::Snapshot;
use super::methods::{IGNORE, REPORT};
use super::session::path_of;
use super::shown::Ignored;
use super::target::{Change, Surroundings, Target};
use crate::config::{IgnoreList, NewIgnore};
use crate::rules;
use crate::text::SourceSpan;

/// Of more findings at one place only the first are offered: nobody reads a longer menu.
const MOST: usize = 16;

/// What is ignored, as a command's argument: clients send it back as they got it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// The document.
    pub uri: Uri,
    /// The rule.
    pub rule: String,
    /// The words that the finding begins with; `None` for all findings of the rule in the document.
    pub words: Option<String>,
    /// Whether it is to be reported again.
    #[serde(default)]
    pub again: bool,
}

/// Something that is offered.
pub struct Offer {
    /// What the menu says.
    pub title: String,
    /// The index of the finding that it is about, if it is about one that is shown.
    pub finding: Option<usize>,
    /// What is done.
    pub order: Order,
}

/// What is offered for findings that are shown, and for a place where others are ignored.
pub fn offers(snapshot: &Snapshot, findings: &[usize], place: SourceSpan) -> Vec<Offer> {
    let analysis = &snapshot.analysis;
    let known = || findings.iter().filter_map(|&index| Some((index, analysis.findings.get(index)?))).take(MOST);
    let order = |rule: &str, words, again| Order { uri: snapshot.uri.clone(), rule: rule.to_owned(), words, again };
    let mut rules: Vec<(usize, &str)> = known().map(|(index, finding)| (index, finding.rule)).collect();
    let named = |title: &str, rule: &str, one: bool| if one { title.to_owned() } else { format!("{title} ({rule})") };
    let alone = known().count() == 1;
    let mut offers: Vec<Offer> = known()
        .map(|(index, finding)| {
            let words = rules::words_for(&analysis.article, analysis.content.text(), &analysis.findings, index);
            let title = named("Ignore this finding", finding.rule, alone);
            Offer { title, finding: Some(index), order: order(finding.rule, Some(words), false) }
        })
        .collect();
    rules.sort_by_key(|&(_, rule)| rule);
    rules.dedup_by_key(|(_, rule)| *rule);
    let one_rule = rules.len() == 1;
    offers.extend(rules.into_iter().map(|(index, rule)| {
        let title = named("Ignore all of this rule here", rule, one_rule);
        Offer { title, finding: Some(index), order: order(rule, None, false) }
    }));
    let touches = |ignored: &&Ignored| ignored.span.touches(place.start) || place.touches(ignored.span.start);
    let mut again: Vec<&Ignored> = analysis.ignored.iter().filter(touches).take(MOST).collect();
    again.dedup_by_key(|ignored| (ignored.rule, &ignored.words));
    let alone = again.len() == 1;
    offers.extend(again.into_iter().map(|ignored| {
        let title = match ignored.words {
            Some(_) => "Report this finding again",
            None => "Report all of this rule here again",
        };
        let order = order(ignored.rule, ignored.words.clone(), true);
        Offer { title: named(title, ignored.rule, alone), finding: None, order }
    }));
    offers
}

impl Order {
    /// The command that does it.
    pub fn command(&self, title: &str) -> Command {
        let name = if self.again { REPORT } else { IGNORE };
        // Strings and a flag always have a JSON form.
        let argument = serde_json::to_value(self).unwrap_or(Value::Null);
        Command { title: title.to_owned(), command: name.to_owned(), arguments: Some(vec![argument]) }
    }
}

/// The changes that do what is ordered, in the file for the document; `None` for an order that cannot be done there.
pub fn changes<'o>(
    orders: impl IntoIterator<Item = &'o Order>,
    document: &Uri,
    around: &Surroundings,
) -> Option<(Target, Vec<Option<Change>>)> {
    let target = Target::find(document, around)?;
    let names = rules::names();
    let list = IgnoreList::of(target.text(), &names);
    let is_file = path_of(document).is_some();
    let change = |order: &Order| {
        let (rule, words) = (order.rule.as_str(), order.words.as_deref());
        // Without a file and without words an entry would silence the rule everywhere.
        if !is_file && words.is_none() {
            return None;
        }
        let entry = NewIgnore { file: target.file.as_deref(), rule, words };
        if order.again {
            let span = entry.removal(target.text(), &names)?;
            return Some(Change { span, text: String::new() });
        }
        let insertion = list.as_ref()?.insertion(&entry)?;
        Some(Change { span: SourceSpan::empty(u32::try_from(insertion.at).ok()?), text: insertion.text })
    };
    let changes = orders.into_iter().map(change).collect();
    Some((target, changes))
}
