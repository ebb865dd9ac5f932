//! What client and server agreed on when they met.

use std::borrow::Cow;
use std::path::PathBuf;

use serde_json::Value;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeLensOptions, CompletionOptions, DiagnosticOptions,
    DiagnosticRegistrationOptions, DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    InitializeParams, InitializeResult, MarkupKind, OneOf, PositionEncodingKind, RenameOptions, ResourceOperationKind,
    SaveOptions, SemanticTokensFullOptions, SemanticTokensOptions, ServerCapabilities, ServerInfo,
    StaticRegistrationOptions, TextDocumentRegistrationOptions, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
    WorkDoneProgressOptions, WorkspaceFoldersChangeEvent, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use super::colours;
use super::methods::{DIAGNOSTICS, FIX_ALL, IGNORE, REPORT};
use crate::config::{Display, InlayHints};
use crate::text::Encoding;

/// The name under which diagnostics, settings and logs appear.
pub const NAME: &str = "copydesk";

/// What the client can be offered later than at the greeting.
#[derive(Debug, Clone, Copy, Default)]
pub struct Registers {
    pub inlay_hints: bool,
    pub folding: bool,
    pub code_lens: bool,
    pub semantic_tokens: bool,
    pub diagnostics: bool,
}

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
    /// The client takes, with a definition, the words that lead to it.
    pub links: bool,
    /// The client takes code actions that carry their edit.
    pub actions: bool,
    /// The client takes edits that name the version they are for.
    pub versioned_edits: bool,
    /// The client asks its user about changes that need it.
    pub annotates: bool,
    /// The client makes files as part of an edit.
    pub makes_files: bool,
    /// The client takes commands that have it edit files.
    pub commands: bool,
    /// The client wants to be asked whether something is to be undone; other clients may have to stop for such a question.
    pub asks: bool,
    /// What is to be shown besides findings from the start. An editor that is offered what it shall not show would ask for it
    /// with every key.
    pub display: Display,
    /// What the client can be offered once its settings turn it on.
    pub registers: Registers,
    /// The address at which the client shows the page of `{rule}`, if it does.
    pub rule_pages: Option<String>,
    /// The client's command that shows places, if it has one: what a click on a line above the text runs.
    pub show_references: Option<String>,
    /// Whether the user trusts the folders of the workspace, as far as the client says.
    pub is_trusted: bool,
    /// The folders of the workspace.
    pub folders: Vec<PathBuf>,
    /// The client can be asked for its settings.
    pub configuration: bool,
    /// The client can be asked to tell when its settings change.
    pub registers_configuration: bool,
    /// The client watches files if it is asked to.
    pub watches: bool,
    /// The client shows how far something is that takes long.
    pub shows_progress: bool,
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
        let ClientCapabilities { workspace, text_document, general, window, .. } = params.capabilities.clone();
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
        let offered = general.and_then(|general| general.position_encodings).unwrap_or_default();
        Session {
            encoding: insisted_on(params).unwrap_or_else(|| encoding(&offered)),
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
            links: document.definition.and_then(|definition| definition.link_support).unwrap_or(false),
            actions: document_actions,
            versioned_edits,
            annotates: versioned_edits && edits.change_annotation_support.is_some(),
            makes_files: versioned_edits && operations.contains(&ResourceOperationKind::Create),
            commands: document_actions && workspace.apply_edit.unwrap_or(false),
            asks: option(params, "asks"),
            registers: Registers {
                inlay_hints: document.inlay_hint.and_then(|hints| hints.dynamic_registration).unwrap_or(false),
                folding: document.folding_range.and_then(|folding| folding.dynamic_registration).unwrap_or(false),
                code_lens: document.code_lens.and_then(|lens| lens.dynamic_registration).unwrap_or(false),
                semantic_tokens: document
                    .semantic_tokens
                    .and_then(|tokens| tokens.dynamic_registration)
                    .unwrap_or(false),
                diagnostics: document.diagnostic.and_then(|pull| pull.dynamic_registration).unwrap_or(false),
            },
            display: display(params.initialization_options.as_ref()),
            rule_pages: word(params, "rulePages"),
            show_references: word(params, "showReferences"),
            is_trusted: !option(params, "untrusted"),
            folders: folders(params),
            configuration: workspace.configuration.unwrap_or(false),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|configuration| configuration.dynamic_registration)
                .unwrap_or(false),
            watches: workspace.did_change_watched_files.and_then(|files| files.dynamic_registration).unwrap_or(false),
            shows_progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            process: params.process_id,
        }
    }

    /// Takes over that folders of the workspace came and went.
    pub fn change_folders(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let removed: Vec<PathBuf> = event.removed.iter().filter_map(|folder| path_of(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(event.added.iter().filter_map(|folder| path_of(&folder.uri)));
    }

    /// How diagnostics can be asked for. Where the client can be offered something later, the offer has a name by which it can
    /// be taken back: there must not be two.
    fn diagnostics(&self) -> DiagnosticServerCapabilities {
        let diagnostic_options = DiagnosticOptions {
            identifier: Some(NAME.to_owned()),
            workspace_diagnostics: self.display.workspace_diagnostics,
            ..DiagnosticOptions::default()
        };
        if !self.registers.diagnostics {
            return DiagnosticServerCapabilities::Options(diagnostic_options);
        }
        DiagnosticServerCapabilities::RegistrationOptions(DiagnosticRegistrationOptions {
            text_document_registration_options: TextDocumentRegistrationOptions { document_selector: None },
            diagnostic_options,
            static_registration_options: StaticRegistrationOptions { id: Some(DIAGNOSTICS.0.to_owned()) },
        })
    }

    fn capabilities(&self) -> ServerCapabilities {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(SaveOptions { include_text: Some(false) }.into()),
            ..TextDocumentSyncOptions::default()
        };
        let diagnostics = self.pulls.then(|| self.diagnostics());
        let actions = self.actions.then(|| {
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL]),
                ..CodeActionOptions::default()
            }
            .into()
        });
        let commands = self.commands.then(|| ExecuteCommandOptions {
            commands: vec![IGNORE.to_owned(), REPORT.to_owned()],
            ..ExecuteCommandOptions::default()
        });
        let renaming = RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        };
        let completion = CompletionOptions { resolve_provider: Some(true), ..CompletionOptions::default() };
        let work_done_progress_options = WorkDoneProgressOptions::default();
        let links = DocumentLinkOptions { resolve_provider: None, work_done_progress_options };
        let shown = self.display;
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
        ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::new(self.encoding.name())),
            text_document_sync: Some(sync.into()),
            diagnostic_provider: diagnostics,
            hover_provider: Some(true.into()),
            document_symbol_provider: Some(OneOf::Left(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(OneOf::Right(renaming)),
            completion_provider: Some(completion),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            selection_range_provider: Some(true.into()),
            document_link_provider: Some(links),
            inlay_hint_provider: (shown.inlay_hints != InlayHints::Off).then_some(OneOf::Left(true)),
            folding_range_provider: shown.folding.then(|| true.into()),
            code_lens_provider: shown.code_lens.then_some(CodeLensOptions { resolve_provider: None }),
            semantic_tokens_provider: shown.semantic_tokens.then(|| semantic_tokens().into()),
            code_action_provider: actions,
            execute_command_provider: commands,
            workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
            ..ServerCapabilities::default()
        }
    }
}

/// What is offered of colours.
fn semantic_tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: colours::legend(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
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

/// Whether the client says something of itself that the protocol has no place for.
fn option(params: &InitializeParams, name: &str) -> bool {
    params.initialization_options.as_ref().is_some_and(|options| options[name] == true)
}

/// The same for a word.
fn word(params: &InitializeParams, name: &str) -> Option<String> {
    params.initialization_options.as_ref()?[name].as_str().map(str::to_owned)
}

/// What the client wants to be shown from the start. What cannot be understood is told when the settings are read.
fn display(options: Option<&Value>) -> Display {
    let mut display = Display::default();
    if let Some(options) = options {
        display.apply(options.get(NAME).unwrap_or(options));
    }
    display
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

/// What a client counts in that has no way to say so among its capabilities, such as ALE for Vim, which counts bytes.
fn insisted_on(params: &InitializeParams) -> Option<Encoding> {
    Encoding::from_name(params.initialization_options.as_ref()?["positionEncoding"].as_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_wins_over_what_is_offered() {
        let chosen = |option: serde_json::Value| {
            let params = InitializeParams {
                initialization_options: Some(serde_json::json!({ "positionEncoding": option })),
                ..InitializeParams::default()
            };
            Session::negotiate(&params).0.encoding.name()
        };
        assert_eq!(chosen("utf-8".into()), "utf-8");
        assert_eq!(chosen("utf-9".into()), "utf-16");
        assert_eq!(chosen(8.into()), "utf-16");
    }

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
