//! The protocol's methods. Each passes its parameters on and does nothing else.

use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};

use super::articles::{Kind, kind_of};
use super::document::{Opened, Snapshot, Wanted};
use super::methods::{self, Notified, PassedOver};
use super::other_articles::Elsewhere;
use super::parcels::{Parcels, Ticket};
use super::requests::{
    code_lens, completion, configuration_file, definition, folding, highlights, inlay_hints, links, other_names,
    outline_view, references, rename, selection, semantic_tokens, workspace_symbols,
};
use super::session::Session;
use super::state::{State, Tasks};
use super::{asking, code_actions, diagnostics, hover, ignoring, progress, symbols, watchdog, workspace_reports};

/// The service that the framework calls.
pub struct Server {
    client: Client,
    tasks: Tasks,
    parcels: Parcels,
    coloured: semantic_tokens::Answered,
    questions: ignoring::Questions,
}

impl Server {
    pub fn new(client: Client, tasks: Tasks, parcels: Parcels) -> Server {
        let (coloured, questions) = (semantic_tokens::Answered::default(), ignoring::Questions::default());
        Server { client, tasks, parcels, coloured, questions }
    }

    /// Answers `textDocument/diagnostic`.
    pub async fn diagnostics(&self, params: DocumentDiagnosticParams) -> Result<Ticket> {
        let snapshot = self.ask(params.text_document.uri, Wanted::Newest).await?;
        Ok(self.parcels.leave({
            let known = snapshot.as_ref().map(|snapshot| (snapshot.result_id.as_str(), &*snapshot.diagnostics));
            diagnostics::report(known, params.previous_result_id.as_deref())
        }))
    }

    /// Answers `workspace/diagnostic`.
    pub async fn workspace_diagnostics(&self, params: workspace_reports::Params) -> Result<Ticket> {
        Ok(self.parcels.leave(workspace_reports::answer(&self.client, &self.tasks, params).await?))
    }

    /// Answers `textDocument/documentSymbol`.
    pub async fn outline(&self, params: DocumentSymbolParams) -> Result<Option<Ticket>> {
        let uri = params.text_document.uri;
        let outline = self.answer(uri, Wanted::Newest, |snapshot| Some(symbols::of(snapshot))).await?;
        Ok(outline.map(|outline| self.parcels.leave(outline)))
    }

    /// Answers `copydesk/outline`.
    pub async fn outline_view(&self, params: DocumentSymbolParams) -> Result<Option<Vec<outline_view::Line>>> {
        self.answer(params.text_document.uri, Wanted::Newest, |snapshot| Some(outline_view::of(snapshot))).await
    }

    /// A document was opened.
    pub async fn opened(&self, params: Notified<DidOpenTextDocumentParams>) {
        let client = self.client.clone();
        self.notified(methods::OPENED, params, |state, params| {
            state.open(params);
            asking::ask_for_settings(state, client);
        });
    }

    /// A document was edited.
    pub async fn changed(&self, params: Notified<DidChangeTextDocumentParams>) {
        self.notified(methods::CHANGED, params, |state, params| state.edit(params));
    }

    /// A document was saved.
    pub async fn saved(&self, params: Notified<DidSaveTextDocumentParams>) {
        self.notified(methods::SAVED, params, |state, params| state.saved(&params.text_document.uri));
    }

    /// A document was closed.
    pub async fn closed(&self, params: Notified<DidCloseTextDocumentParams>) {
        if let Notified(Ok(params)) = &params {
            self.coloured.forget(&params.text_document.uri);
        }
        self.notified(methods::CLOSED, params, |state, params| state.close(&params.text_document.uri));
    }

    /// The editor's settings changed.
    pub async fn configured(&self, params: Notified<DidChangeConfigurationParams>) {
        let client = self.client.clone();
        self.notified(methods::CONFIGURATION, params, |state, params| {
            asking::changed(state, client, params.settings);
        });
    }

    /// Watched files changed.
    pub async fn files_changed(&self, params: Notified<DidChangeWatchedFilesParams>) {
        self.notified(methods::FILES, params, |state, params| state.files_changed(&params.changes));
    }

    /// Folders of the workspace came or went.
    pub async fn folders_changed(&self, params: Notified<DidChangeWorkspaceFoldersParams>) {
        self.notified(methods::FOLDERS, params, |state, params| state.folders_changed(&params.event));
    }

    /// A message was too long to be read.
    pub async fn passed_over(&self, params: PassedOver) {
        self.tell(|state| state.passed_over(params));
    }

    /// The user called off the reading of the workspace.
    pub async fn progress_cancelled(&self, params: WorkDoneProgressCancelParams) {
        if params.token == ProgressToken::String(progress::TOKEN.to_owned()) {
            self.tell(|state| state.workspace.call_off());
        }
    }

    /// A `copydesk.toml` that is open, and how to speak of it; `None` if the document is none or is not open.
    async fn configuration_file(&self, uri: &Uri) -> Result<Option<(Opened, Arc<Session>)>> {
        if kind_of(uri) != Kind::Configuration {
            return Ok(None);
        }
        let (reply, file) = oneshot::channel();
        let uri = uri.clone();
        self.tell(move |state| {
            let file = state.asides.get(&uri).cloned();
            drop(reply.send(file.map(|file| (file, state.session.clone()))));
        });
        file.await.map_err(|_| Error::internal_error())
    }

    /// What is known of other articles than one.
    async fn elsewhere(&self, own: Option<Uri>) -> Result<Elsewhere> {
        let (reply, elsewhere) = oneshot::channel();
        self.tell(move |state| drop(reply.send(state.elsewhere(own.as_ref()))));
        elsewhere.await.map_err(|_| Error::internal_error())
    }

    /// Does what a notification says, or says that it cannot be read.
    fn notified<T: Send + 'static>(
        &self,
        (method, _): (&'static str, &str),
        Notified(params): Notified<T>,
        task: impl FnOnce(&mut State, T) + Send + 'static,
    ) {
        self.tell(move |state| match params {
            Ok(params) => task(state, params),
            Err(misread) => state.misread(method, &misread),
        });
    }

    /// Puts a task behind those that are waiting; it is done before any that comes later.
    fn tell(&self, task: impl FnOnce(&mut State) + Send + 'static) {
        // Fails only when the session is over.
        let _ = self.tasks.send(Box::new(task));
    }

    /// A snapshot of a document; `None` if it is not open.
    async fn ask(&self, uri: Uri, wanted: Wanted) -> Result<Option<Snapshot>> {
        let (reply, snapshot) = oneshot::channel();
        self.tell(move |state| state.snapshot(&uri, wanted, reply));
        // Nobody answers only if the session ends or the task panicked.
        snapshot.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    /// Answers a request from a snapshot, on a worker thread, so that a long answer holds up nobody. A panic costs
    /// this answer.
    async fn answer<T: Send + 'static>(
        &self,
        uri: Uri,
        wanted: Wanted,
        answer: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.ask(uri, wanted).await? else { return Ok(None) };
        self.answer_from(snapshot, answer).await
    }

    /// The same for a question about a place.
    async fn at<T: Send + 'static>(
        &self,
        TextDocumentPositionParams { text_document, position }: TextDocumentPositionParams,
        answer: impl FnOnce(&Snapshot, Position) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.answer(text_document.uri, Wanted::This, move |snapshot| answer(snapshot, position)).await
    }

    /// The same from a snapshot that is there.
    async fn answer_from<T: Send + 'static>(
        &self,
        snapshot: Snapshot,
        answer: impl FnOnce(&Snapshot) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        match tokio::task::spawn_blocking(move || answer(&snapshot)).await {
            Ok(answer) => Ok(answer),
            Err(error) => {
                let text = format!("A fault in copydesk: a request could not be answered ({error}).");
                self.tell(|state| state.outbox.log(MessageType::ERROR, text));
                Err(Error::internal_error())
            }
        }
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let (session, result) = Session::negotiate(&params);
        let watched = session.process.map_or(Ok(()), watchdog::watch);
        self.tell(move |state| {
            state.session = session.into();
            if let Err(error) = watched {
                state.outbox.log(MessageType::WARNING, format!("The editor's process is not watched: {error}"));
            }
            state.begin(params.initialization_options);
        });
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        let client = self.client.clone();
        self.tell(|state| asking::ask(state, client));
    }

    async fn shutdown(&self) -> Result<()> {
        self.tell(State::shut_down);
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document: TextDocumentIdentifier { uri }, position } =
            params.text_document_position_params;
        if let Some((file, session)) = self.configuration_file(&uri).await? {
            return Ok(configuration_file::hover(&file, &session, position));
        }
        let Some(snapshot) = self.ask(uri.clone(), Wanted::This).await? else { return Ok(None) };
        let elsewhere = self.elsewhere(Some(uri)).await?;
        self.answer_from(snapshot, move |snapshot| hover::at(snapshot, position, elsewhere)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.at(params.text_document_position_params, definition::at).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let introduction = params.context.include_declaration;
        self.at(params.text_document_position, move |snapshot, position| {
            references::at(snapshot, position, introduction)
        })
        .await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.at(params.text_document_position_params, highlights::at).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        self.at(params, rename::prepare).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let RenameParams { text_document_position, new_name, .. } = params;
        let edit = self
            .at(text_document_position, move |snapshot, position| Some(rename::edit(snapshot, position, &new_name)));
        edit.await?.unwrap_or(Ok(None))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document: TextDocumentIdentifier { uri }, position } =
            params.text_document_position;
        if let Some((file, session)) = self.configuration_file(&uri).await? {
            return Ok(configuration_file::completion(&file, &session, position));
        }
        let Some(snapshot) = self.ask(uri.clone(), Wanted::This).await? else { return Ok(None) };
        let elsewhere = self.elsewhere(Some(uri)).await?;
        let answer = move |snapshot: &Snapshot| {
            other_names::behind(completion::at(snapshot, position), snapshot, position, elsewhere)
        };
        self.answer_from(snapshot, answer).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let Some(about) = completion::about(&item) else { return Ok(item) };
        let answer =
            self.answer(about.uri.clone(), Wanted::Newest, move |snapshot| completion::documentation(snapshot, &about));
        let documentation = answer.await?;
        Ok(CompletionItem { documentation, ..item })
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let query: Arc<str> = params.query.into();
        let (reply, open) = oneshot::channel();
        self.tell(move |state| drop(reply.send(state.documents.keys().cloned().collect::<Vec<Uri>>())));
        let mut uris = open.await.unwrap_or_default();
        uris.sort_unstable_by(|one, other| one.as_str().cmp(other.as_str()));
        let mut found = Vec::new();
        let open = uris.clone();
        for uri in uris {
            let query = query.clone();
            let answer = move |snapshot: &Snapshot| Some(workspace_symbols::in_document(snapshot, &query));
            let symbols = self.answer(uri, Wanted::Newest, answer).await;
            // What one document cannot say the others can.
            found.extend(symbols.ok().flatten().unwrap_or_default());
        }
        let elsewhere = self.elsewhere(None).await?;
        let search = move || elsewhere.answer(None, |others| workspace_symbols::in_others(&others, &query, &open));
        found.extend(tokio::task::spawn_blocking(search).await.unwrap_or_default());
        Ok(Some(found.into()))
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let positions = params.positions;
        let answer = move |snapshot: &Snapshot| Some(selection::around(snapshot, &positions));
        self.answer(params.text_document.uri, Wanted::This, answer).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let answer = move |snapshot: &Snapshot| Some(inlay_hints::within(snapshot, params.range));
        self.answer(params.text_document.uri, Wanted::This, answer).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        if let Some((file, session)) = self.configuration_file(&uri).await? {
            return Ok(Some(configuration_file::links(&file, &session)));
        }
        self.answer(uri, Wanted::Newest, |snapshot| Some(links::of(snapshot))).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.answer(params.text_document.uri, Wanted::Newest, |snapshot| Some(folding::of(snapshot))).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.answer(params.text_document.uri, Wanted::Newest, |snapshot| Some(code_lens::of(snapshot))).await
    }

    async fn semantic_tokens_full(&self, params: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
        let coloured = self.coloured.clone();
        let answer = move |snapshot: &Snapshot| Some(coloured.full(snapshot).into());
        self.answer(params.text_document.uri, Wanted::Newest, answer).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let (coloured, previous) = (self.coloured.clone(), params.previous_result_id);
        let answer = move |snapshot: &Snapshot| Some(coloured.delta(snapshot, &previous));
        self.answer(params.text_document.uri, Wanted::Newest, answer).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let answer = move |snapshot: &Snapshot| Some(semantic_tokens::within(snapshot, params.range).into());
        self.answer(params.text_document.uri, Wanted::This, answer).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let CodeActionParams { text_document, range, context, .. } = params;
        let Some(snapshot) = self.ask(text_document.uri, Wanted::This).await? else { return Ok(None) };
        // Asked for second: what comes first decides which version of the document is meant.
        let around = ignoring::surroundings(&self.tasks).await?;
        self.answer_from(snapshot, move |snapshot| Some(code_actions::at(snapshot, range, &context, &around))).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        if ![methods::IGNORE, methods::REPORT].contains(&params.command.as_str()) {
            return Err(Error::invalid_params(format!("there is no command {}", params.command)));
        }
        let (client, tasks, questions) = (self.client.clone(), self.tasks.clone(), self.questions.clone());
        ignoring::obey(client, tasks, questions, ignoring::order(params.arguments)?).await?;
        Ok(None)
    }
}
