//! The protocol's methods. Each passes its parameters on and does nothing else.

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};

use super::document::{Snapshot, Wanted};
use super::methods::{self, Notified};
use super::parcels::{Parcels, Ticket};
use super::session::Session;
use super::state::{State, Tasks};
use super::{asking, code_actions, diagnostics, hover, ignoring, symbols, watchdog};

/// The service that the framework calls.
pub struct Server {
    client: Client,
    tasks: Tasks,
    parcels: Parcels,
}

impl Server {
    pub fn new(client: Client, tasks: Tasks, parcels: Parcels) -> Server {
        Server { client, tasks, parcels }
    }

    /// Answers `textDocument/diagnostic`.
    pub async fn diagnostics(&self, params: DocumentDiagnosticParams) -> Result<Ticket> {
        let snapshot = self.ask(params.text_document.uri, Wanted::Newest).await?;
        Ok(self.parcels.leave({
            let known = snapshot.as_ref().map(|snapshot| (snapshot.result_id.as_str(), &*snapshot.diagnostics));
            diagnostics::report(known, params.previous_result_id.as_deref())
        }))
    }

    /// Answers `textDocument/documentSymbol`.
    pub async fn outline(&self, params: DocumentSymbolParams) -> Result<Option<Ticket>> {
        let uri = params.text_document.uri;
        let outline = self.answer(uri, Wanted::Newest, |snapshot| Some(symbols::of(snapshot))).await?;
        Ok(outline.map(|outline| self.parcels.leave(outline)))
    }

    /// A document was opened.
    pub async fn opened(&self, params: Notified<DidOpenTextDocumentParams>) {
        self.notified(methods::OPENED, params, |state, params| state.open(params));
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
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.answer(text_document.uri, Wanted::This, move |snapshot| hover::at(snapshot, position)).await
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
        ignoring::obey(self.client.clone(), self.tasks.clone(), ignoring::order(params.arguments)?).await?;
        Ok(None)
    }
}
