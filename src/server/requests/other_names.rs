//! Names of the workspace's other articles to complete what is being typed, behind those of the article itself.

use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit, Documentation,
    Position, TextEdit,
};

use crate::features::completion::Typed;
use crate::names::NameKind;
use crate::server::document::Snapshot;
use crate::server::other_articles::Elsewhere;
use crate::server::requests::completion::Items;
use crate::workspace::{OtherName, key};

/// So many names are offered; more letters leave fewer.
const MOST: usize = 50;
/// With fewer letters, nearly everybody would be offered.
const LEAST_LETTERS: usize = 2;

/// All that is offered: `own`, the names of the article and of the newsroom's lists, and behind them those that only other
/// articles have.
pub fn behind(own: Items, snapshot: &Snapshot, position: Position, elsewhere: Elsewhere) -> Option<CompletionResponse> {
    let source = snapshot.analysis.content.text();
    let typed = Typed::at(source, snapshot.offset(position))?;
    let is_begun = typed.written.chars().count() >= LEAST_LETTERS;
    let (names, is_empty) = elsewhere.answer(Some(&snapshot.uri), |others| {
        (if is_begun { others.beginning(typed.written, MOST) } else { Vec::new() }, others.is_empty())
    });
    // What is offered depends on what is typed, so the editor is to ask again.
    let is_incomplete = own.are_more || !is_empty && (!is_begun || names.len() >= MOST);
    let own = own.all;
    let known: Vec<String> = own.iter().map(|item| key(&item.label)).collect();
    let new = names.into_iter().filter(|name| !known.contains(&key(&name.name)));
    let count = own.len();
    let new = new.enumerate().filter_map(|(rank, name)| item(snapshot, &typed, count + rank, name));
    let items: Vec<CompletionItem> = own.into_iter().chain(new).collect();
    match (items.is_empty(), is_incomplete) {
        (true, false) => None,
        (_, false) => Some(CompletionResponse::Array(items)),
        (_, true) => Some(CompletionResponse::List(CompletionList { is_incomplete, items })),
    }
}

fn item(snapshot: &Snapshot, typed: &Typed<'_>, rank: usize, name: OtherName) -> Option<CompletionItem> {
    let (matches, text) = typed.completed(&name.name)?;
    let place = match name.articles {
        1 => format!("In {}.", name.article),
        count => format!("In {} and elsewhere ({count} times).", name.article),
    };
    Some(CompletionItem {
        kind: Some(match name.kind {
            NameKind::Person => CompletionItemKind::CLASS,
            NameKind::Organization => CompletionItemKind::MODULE,
            NameKind::Place => CompletionItemKind::CONSTANT,
        }),
        label: name.name,
        detail: name.role,
        documentation: Some(Documentation::String(place)),
        // Clients sort by it as a text.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(matches),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(snapshot.range(typed.span), text))),
        ..CompletionItem::default()
    })
}
