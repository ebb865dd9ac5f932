//! What the server tells the client of its own accord. Nobody waits for the client to take it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Receiver, UnboundedReceiver, UnboundedSender, channel, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{Diagnostic, MessageType, Uri};

use super::analysis::Revisions;
use super::diagnostics::Diagnostics;
use super::parcels::{self, Parcels, Ticket};

/// Room for so many publications is kept where none waits.
const FEW: usize = 4;

/// Takes messages for the client.
#[derive(Clone)]
pub struct Outbox {
    messages: UnboundedSender<Message>,
    publications: Publications,
}

/// At most one publication for each document: where the client reads slowly, the newest replaces the one that waits.
type Publications = Arc<Mutex<HashMap<Uri, Publication>>>;

/// The diagnostics of one version of a document.
pub struct Publication {
    /// The client's number for the text; none when the document was closed.
    pub version: Option<i32>,
    /// The diagnostics; none if there are none any more.
    pub diagnostics: Option<Arc<Diagnostics>>,
    /// The state that the diagnostics are of, and where to see whether it is still the present one.
    pub revision: u64,
    pub revisions: Revisions,
}

/// Diagnostics that are pushed, written as JSON already.
enum Pushed {}

impl Notification for Pushed {
    type Params = PushedParams;
    const METHOD: &'static str = parcels::PUSHED;
}

#[derive(Serialize, Deserialize)]
struct PushedParams {
    uri: Uri,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    diagnostics: Ticket,
}

enum Message {
    Publish(Uri),
    PublishFile(Uri, Vec<Diagnostic>),
    Refresh,
    Log(MessageType, String),
    Show(MessageType, String),
}

impl Outbox {
    /// An outbox, and the task that empties it.
    pub fn new(client: Client, parcels: Parcels) -> (Outbox, impl Future<Output = ()>) {
        let (messages, taken) = unbounded_channel();
        let publications = Publications::default();
        (Outbox { messages, publications: publications.clone() }, deliver(client, parcels, taken, publications))
    }

    /// Publishes the diagnostics of a document, unless it changes before they are sent.
    pub fn publish(&self, uri: &Uri, publication: Publication) {
        if lock(&self.publications).insert(uri.clone(), publication).is_none() {
            self.send(Message::Publish(uri.clone()));
        }
    }

    /// Publishes the diagnostics of a file that nobody edits here.
    pub fn publish_file(&self, uri: Uri, diagnostics: Vec<Diagnostic>) {
        self.send(Message::PublishFile(uri, diagnostics));
    }

    /// Has the client ask for all diagnostics again. While it has not answered the last such request, it is sent no other; one
    /// follows when it does.
    pub fn refresh(&self) {
        self.send(Message::Refresh);
    }

    /// Writes a line to the client's log.
    pub fn log(&self, kind: MessageType, text: String) {
        self.send(Message::Log(kind, text));
    }

    /// Shows a message to the user, for what only they can mend.
    pub fn show(&self, kind: MessageType, text: String) {
        self.send(Message::Show(kind, text));
    }

    fn send(&self, message: Message) {
        // Fails only when the session is over, and then nobody reads it.
        let _ = self.messages.send(message);
    }
}

async fn deliver(
    client: Client,
    parcels: Parcels,
    mut messages: UnboundedReceiver<Message>,
    publications: Publications,
) {
    // One that waits says all that a hundred would.
    let (refresh, wanted) = channel(1);
    tokio::spawn(send_refreshes(client.clone(), wanted));
    while let Some(message) = messages.recv().await {
        match message {
            Message::Log(kind, text) => client.log_message(kind, text).await,
            Message::Show(kind, text) => client.show_message(kind, text).await,
            Message::PublishFile(uri, diagnostics) => client.publish_diagnostics(uri, diagnostics, None).await,
            // What follows need not wait for the client's answer.
            Message::Refresh => drop(refresh.try_send(())),
            Message::Publish(uri) => {
                let Some(publication) = take(&publications, &uri) else { continue };
                if publication.revisions.current() != publication.revision {
                    continue;
                }
                let diagnostics = parcels.leave(publication.diagnostics.unwrap_or_default().json().clone());
                client
                    .send_notification::<Pushed>(PushedParams { uri, version: publication.version, diagnostics })
                    .await;
            }
        }
    }
}

/// Sends one request after the other. A refusal changes nothing.
async fn send_refreshes(client: Client, mut wanted: Receiver<()>) {
    while wanted.recv().await.is_some() {
        drop(client.workspace_diagnostic_refresh().await);
    }
}

/// The publication that waits for a document.
fn take(publications: &Publications, uri: &Uri) -> Option<Publication> {
    let mut publications = lock(publications);
    let publication = publications.remove(uri);
    if publications.is_empty() {
        publications.shrink_to(FEW);
    }
    publication
}

/// The map is whole whenever the lock is free, also after a panic elsewhere.
fn lock(publications: &Publications) -> MutexGuard<'_, HashMap<Uri, Publication>> {
    publications.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What to call a document in a message: its file name.
pub fn name_of(uri: &Uri) -> String {
    let path = uri.to_file_path();
    let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| uri.as_str().to_owned())
}
