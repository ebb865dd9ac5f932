//! What client and server agreed on when they met.

use std::borrow::Cow;
use std::path::PathBuf;

use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, DiagnosticOptions, DiagnosticServerCapabilities,
    ExecuteCommandOptions, InitializeParams, InitializeResult, MarkupKind, OneOf, PositionEncodingKind,
    ResourceOperationKind, SaveOptions, ServerCapabilities, ServerInfo, TextDocumentSyncKind, TextDocumentSyncOptions,
    Uri, WorkspaceFoldersChangeEvent, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::methods::{FIX_ALL, IGNORE, REPORT};
use crate::text::Encoding;

/// The name under which diagnostics, settings and logs appear.
pub const NAME: &str = "copydesk";

/// What was agreed. Only the folders change while the connection lasts.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// What a column counts.
    pub encoding: Encoding,
    /// The client asks for diagnostics itself, and can be told to ask again; otherwise they are pushed.
    pub pulls: bool,
    /// The client shows Markdown in a hover.
    pub markdown: bool,
    /// The client shows other places that belong to a diagnostic.
    pub related: bool,
    /// The client makes the code of a diagnostic a link.
    pub links_codes: bool,
    /// The client takes symbols as a tree.
    pub nested_symbols: bool,
    /// The client takes code actions that carry their edit.
    pub actions: bool,
    /// The client takes edits that name the version they are for.
    pub versioned_edits: bool,
    /// The client makes files as part of an edit.
    pub makes_files: bool,
    /// The client takes commands that have it edit files.
    pub commands: bool,
    /// The client wants to be asked whether something is to be undone; other clients may have to stop for such a question.
    pub asks: bool,
    /// The folders of the workspace.
    pub folders: Vec<PathBuf>,
    /// The client can be asked for its settings.
    pub configuration: bool,
    /// The client can be asked to tell when its settings change.
    pub registers_configuration: bool,
    /// The client watches files if it is asked to.
    pub watches: bool,
    /// The process to watch, if the client named one.
    pub process: Option<u32>,
}

impl Session {
    /// Reads what the client can do, and says what the server does for it.
    pub fn negotiate(params: &InitializeParams) -> (Session, InitializeResult) {
        let session = Session::of(params);
        let result = InitializeResult {
            capabilities: session.capabilities(),
            server_info: Some(ServerInfo {
                name: NAME.to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        };
        (session, result)
    }

    fn of(params: &InitializeParams) -> Session {
        let ClientCapabilities { workspace, text_document, general, .. } = params.capabilities.clone();
        let workspace = workspace.unwrap_or_default();
        let document = text_document.unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let versioned_edits = edits.document_changes.unwrap_or(false);
        let operations = edits.resource_operations.unwrap_or_default();
        let document_actions =
            document.code_action.is_some_and(|actions| actions.code_action_literal_support.is_some());
        let refreshes = workspace.diagnostics.and_then(|diagnostics| diagnostics.refresh_support).unwrap_or(false);
        let diagnostics = document.publish_diagnostics.unwrap_or_default();
        let pushes = params.initialization_options.as_ref().is_some_and(|options| options["diagnostics"] == "push");
        Session {
            encoding: encoding(&general.and_then(|general| general.position_encodings).unwrap_or_default()),
            pulls: document.diagnostic.is_some() && refreshes && !pushes,
            markdown: document
                .hover
                .and_then(|hover| hover.content_format)
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            related: diagnostics.related_information.unwrap_or(false),
            links_codes: diagnostics.code_description_support.unwrap_or(false),
            nested_symbols: document
                .document_symbol
                .and_then(|symbols| symbols.hierarchical_document_symbol_support)
                .unwrap_or(false),
            actions: document_actions,
            versioned_edits,
            makes_files: versioned_edits && operations.contains(&ResourceOperationKind::Create),
            commands: document_actions && workspace.apply_edit.unwrap_or(false),
            asks: params.initialization_options.as_ref().is_some_and(|options| options["asks"] == true),
            folders: folders(params),
            configuration: workspace.configuration.unwrap_or(false),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|configuration| configuration.dynamic_registration)
                .unwrap_or(false),
            watches: workspace.did_change_watched_files.and_then(|files| files.dynamic_registration).unwrap_or(false),
            process: params.process_id,
        }
    }

    /// Takes over that folders of the workspace came and went.
    pub fn change_folders(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<PathBuf> = event.removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(event.added.iter().filter_map(|folder| path_of(&folder.uri)));
    }

    fn capabilities(&self) -> ServerCapabilities {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(SaveOptions { include_text: Some(false) }.into()),
            ..TextDocumentSyncOptions::default()
        };
        let diagnostics = self.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some(NAME.to_owned()),
                ..DiagnosticOptions::default()
            })
        });
        let actions = self.actions.then(|| {
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                ..CodeActionOptions::default()
            }
            .into()
        });
        let commands = self.commands.then(|| ExecuteCommandOptions {
            commands: vec![IGNORE.to_owned(), REPORT.to_owned()],
            ..ExecuteCommandOptions::default()
        });
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
        ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::new(self.encoding.name())),
            text_document_sync: Some(sync.into()),
            diagnostic_provider: diagnostics,
            hover_provider: Some(true.into()),
            document_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: actions,
            execute_command_provider: commands,
            workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
            ..ServerCapabilities::default()
        }
    }
}

/// The folders that the client opened, as clients new and old name them.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    #[allow(deprecated)] // Clients without folders name one root.
    let root = params.root_uri.as_ref();
    match &params.workspace_folders {
        Some(folders) => folders.iter().filter_map(|folder| path_of(&folder.uri)).collect(),
        None => root.and_then(path_of).into_iter().collect(),
    }
}

/// The path of a file; `None` for what lies elsewhere.
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    uri.to_file_path().filter(|_| uri.scheme().as_str() == "file").map(Cow::into_owned)
}

/// Bytes where the client can count them, for they cost nothing; else what it likes best; UTF-16 where it says
/// nothing that is known.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known: Vec<Encoding> = offered.iter().filter_map(|kind| Encoding::from_name(kind.as_str())).collect();
    if known.contains(&Encoding::Utf8) {
        return Encoding::Utf8;
    }
    known.first().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_preferred_and_utf_16_is_the_default() {
        let chosen = |names: &[&'static str]| {
            let offered: Vec<_> = names.iter().map(|name| PositionEncodingKind::new(name)).collect();
            encoding(&offered).name()
        };
        assert_eq!(chosen(&[]), "utf-16");
        assert_eq!(chosen(&["utf-16", "utf-8"]), "utf-8");
        assert_eq!(chosen(&["utf-32"]), "utf-32");
        assert_eq!(chosen(&["utf-16", "utf-32"]), "utf-16");
        assert_eq!(chosen(&["utf-7"]), "utf-16");
    }
}
