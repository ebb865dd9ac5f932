//! Fixes as the protocol offers them: plain edits, which every editor can apply.

use std::collections::HashMap;

use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse, Command, Diagnostic,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::add_person;
use super::analysis::Analysis;
use super::document::Snapshot;
use super::ignore_finding;
use super::methods::FIX_ALL;
use super::target::Surroundings;
use crate::features::{fixes, silencing};
use crate::rules::Edit;

/// Of more findings at one place only the first can be silenced by a comment from here: nobody reads a longer menu.
const MOST_SILENCED: usize = 4;

/// What is offered for a range: quick fixes, a row for the people file, and behind them all safe fixes of the document at
/// once.
pub fn at(snapshot: &Snapshot, range: Range, context: &CodeActionContext, around: &Surroundings) -> CodeActionResponse {
    if !snapshot.session.actions {
        return Vec::new();
    }
    let wants = |kind: &CodeActionKind| context.only.as_ref().is_none_or(|only| only.iter().any(|o| includes(o, kind)));
    let mut actions = match wants(&CodeActionKind::QUICKFIX) {
        true => quick_fixes(snapshot, range, around),
        false => Vec::new(),
    };
    if wants(&CodeActionKind::REFACTOR) {
        actions.extend(add_person::offer(snapshot, range.start, around));
    }
    // Where nothing is asked for by kind, the menu stays short: what mends the whole document is asked for.
    if context.only.is_some() && wants(&FIX_ALL) {
        actions.extend(fix_all(snapshot));
    }
    actions
}

/// All safe fixes of the document that can be made together.
fn fix_all(snapshot: &Snapshot) -> Option<CodeActionOrCommand> {
    let analysis = &snapshot.analysis;
    let fixes = fixes::safe(&analysis.article, analysis.content.text(), &analysis.findings);
    (!fixes.is_empty()).then(|| {
        CodeActionOrCommand::CodeAction(CodeAction {
            title: "Make all safe fixes".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(edit(snapshot, fixes.iter().flat_map(|fix| &fix.edits))),
            ..CodeAction::default()
        })
    })
}

/// The quick fixes for a range. First come the fixes of all findings,
/// then, for each finding, the ways to ignore it: an entry of `copydesk.toml`, or a comment.
fn quick_fixes(snapshot: &Snapshot, range: Range, around: &Surroundings) -> CodeActionResponse {
    let analysis = &snapshot.analysis;
    let place = analysis.content.span(range, snapshot.session.encoding);
    let shown: HashMap<usize, &Diagnostic> = shown(analysis).collect();
    let action = |finding: Option<usize>, title: String, does: Does, preferred: bool| {
        let (edit, command) = match does {
            Does::Edit(edit) => (Some(edit), None),
            Does::Command(command) => (None, Some(command)),
        };
        let diagnostic = finding.and_then(|finding| shown.get(&finding));
        CodeActionOrCommand::CodeAction(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostic.map(|&diagnostic| vec![diagnostic.clone()]),
            edit,
            command,
            is_preferred: preferred.then_some(true),
            ..CodeAction::default()
        })
    };
    let mut touched = fixes::touched(&analysis.article, &analysis.findings, place);
    // Nothing is offered for what is held back.
    touched.retain(|finding| shown.contains_key(finding));
    let fixes = fixes::of_all(&analysis.findings, &touched).into_iter().map(|offer| {
        action(
            Some(offer.finding),
            offer.fix.title.clone(),
            Does::Edit(edit(snapshot, &offer.fix.edits)),
            offer.preferred,
        )
    });
    let known = touched.iter().filter_map(|&index| Some((index, analysis.findings.get(index)?)));
    let comments = known.take(MOST_SILENCED).flat_map(|(index, finding)| {
        let silencers = silencing::comments(&analysis.article, analysis.content.text(), analysis.format, finding);
        silencers.into_iter().map(move |silencer| (index, silencer))
    });
    let comments = comments.map(|(index, silencer)| {
        action(Some(index), silencer.title, Does::Edit(edit(snapshot, [&silencer.edit])), false)
    });
    let offers = ignore_finding::offers(snapshot, &touched, place);
    let mut ignoring = Vec::with_capacity(offers.len());
    if snapshot.session.commands {
        for offer in offers {
            ignoring.push(action(
                offer.finding,
                offer.title.clone(),
                Does::Command(offer.order.command(&offer.title)),
                false,
            ));
        }
    } else if let Some((target, changes)) =
        ignore_finding::changes(offers.iter().map(|offer| &offer.order), &snapshot.uri, around)
    {
        for (offer, change) in offers.into_iter().zip(changes) {
            let edit = change.and_then(|change| target.edit(&change, &snapshot.session));
            ignoring.extend(edit.map(|edit| action(offer.finding, offer.title, Does::Edit(edit), false)));
        }
    }
    fixes.chain(ignoring).chain(comments).collect()
}

/// What an action does.
enum Does {
    /// The editor changes files.
    Edit(WorkspaceEdit),
    /// The server does it.
    Command(Command),
}

/// The findings that the client was shown, by their index.
fn shown(analysis: &Analysis) -> impl Iterator<Item = (usize, &Diagnostic)> {
    // Both are in the same order.
    let both = analysis.view.shown.iter().zip(&analysis.diagnostics.list);
    both.filter_map(|(shown, diagnostic)| Some((shown.finding?, diagnostic)))
}

/// Whether a kind is `inner` or one above it: the kinds are paths with dots, and an empty one is above all.
fn includes(kind: &CodeActionKind, inner: &CodeActionKind) -> bool {
    let rest = inner.as_str().strip_prefix(kind.as_str());
    rest.is_some_and(|rest| kind.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn edit<'e>(snapshot: &Snapshot, edits: impl IntoIterator<Item = &'e Edit>) -> WorkspaceEdit {
    let content = &snapshot.analysis.content;
    let range = |edit: &Edit| content.range(edit.span, snapshot.session.encoding);
    let edits = edits.into_iter().map(|edit| TextEdit::new(range(edit), edit.text.clone()));
    let uri = snapshot.uri.clone();
    if snapshot.session.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(snapshot.version) };
        let edits = edits.map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        return WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() };
    }
    WorkspaceEdit { changes: Some(HashMap::from([(uri, edits.collect())])), ..WorkspaceEdit::default() }
}
