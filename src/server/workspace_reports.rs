//! Answers `workspace/diagnostic`: what is wrong with all articles of the workspace, open or not.
//!
//! Whoever wants it asks again and again, and says what they have. So only what is new is told, piece by piece where the client
//! takes pieces, and a client that has everything waits until something changes, which costs nobody anything.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{ProgressToken, Uri};

use super::diagnostics::{Diagnostics, Report};
use super::document::{Snapshot, Wanted};
use super::parcels::{self, Json};
use super::readings::{self, Readings};
use super::shared_index::canonical;
use super::state::{State, Tasks};

/// So many articles are told of in one piece.
const PIECE: usize = 200;

/// What the client asks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// What it has.
    #[serde(default)]
    previous_result_ids: Vec<Previous>,
    /// Under which name it takes pieces, if it does.
    partial_result_token: Option<ProgressToken>,
}

/// What the client has of an article.
#[derive(Debug, Deserialize)]
struct Previous {
    uri: String,
    value: String,
}

/// Where reports come from.
struct Sources {
    /// Whether the client is to be told anything.
    is_on: bool,
    /// The documents that are open.
    open: Vec<Uri>,
    readings: Readings,
}

/// What is wrong with an article.
struct Known {
    uri: String,
    /// The client's number for the text of an open document.
    version: Option<i32>,
    result_id: Arc<str>,
    diagnostics: Arc<Diagnostics>,
}

/// What the client has, and what it has been told in answer to one question.
struct Told {
    /// The result of each article that the client has.
    has: HashMap<String, String>,
    /// The articles that it was told of.
    now: HashSet<String>,
}

/// A report as the protocol has it.
#[derive(Serialize)]
struct Item<'a> {
    uri: &'a str,
    version: Option<i32>,
    #[serde(flatten)]
    report: Report<'a>,
}

/// Several of them.
#[derive(Serialize)]
struct Items<'a> {
    items: &'a [Item<'a>],
}

/// A piece of an answer.
enum Piece {}

#[derive(Debug, Serialize, Deserialize)]
struct PieceParams {
    token: ProgressToken,
    value: Value,
}

impl Notification for Piece {
    type Params = PieceParams;
    const METHOD: &'static str = "$/progress";
}

/// The answer. A client that takes pieces gets all that is new in them; if nothing is, it is answered when something is. Any
/// other is answered when all articles have been read.
pub async fn answer(client: &Client, tasks: &Tasks, params: Params) -> Result<Json> {
    let has = params.previous_result_ids.into_iter().map(|Previous { uri, value }| (uri, value)).collect();
    let mut told = Told { has, now: HashSet::new() };
    loop {
        let sources = Sources::of(tasks).await?;
        let mut news = sources.readings.subscribe();
        let is_whole = !sources.is_on || !news.borrow().is_reading;
        let known = sources.known(tasks).await;
        let gone = if is_whole { told.gone(&known) } else { Vec::new() };
        let nothing = Diagnostics::default();
        let gone = gone.iter().map(|uri| Item { uri, version: None, report: Report::full(None, &nothing) });
        match &params.partial_result_token {
            Some(token) => {
                let new: Vec<Item<'_>> = gone.chain(told.new_items(&known)).collect();
                for piece in new.chunks(PIECE) {
                    let value = serde_json::to_value(Items { items: piece }).map_err(|_| Error::internal_error())?;
                    client.send_notification::<Piece>(PieceParams { token: token.clone(), value }).await;
                }
                // The transport takes the last piece now, before the end of the answer.
                tokio::task::yield_now().await;
                if is_whole && (!told.now.is_empty() || !sources.is_on) {
                    return Ok(parcels::write(&Items { items: &[] }));
                }
            }
            None if is_whole => {
                let new = told.new_items(&known);
                let items: Vec<Item<'_>> = gone.chain(new).chain(told.unchanged(&known)).collect();
                return Ok(parcels::write(&Items { items: &items }));
            }
            None => {}
        }
        // Fails only when the session is over.
        news.changed().await.map_err(|_| Error::internal_error())?;
    }
}

impl State {
    fn report_sources(&self) -> Sources {
        let is_on = self.reports_on_all();
        let open = self.documents.keys().filter(|_| is_on).cloned().collect();
        Sources { is_on, open, readings: self.workspace.readings() }
    }
}

impl Sources {
    async fn of(tasks: &Tasks) -> Result<Sources> {
        let (reply, sources) = oneshot::channel();
        // Fails only when the session is over; then nobody replies.
        let _ = tasks.send(Box::new(move |state| drop(reply.send(state.report_sources()))));
        sources.await.map_err(|_| Error::internal_error())
    }

    /// What is wrong with each article, as far as it has been read. What is open counts as it stands in the editor.
    async fn known(&self, tasks: &Tasks) -> Vec<Known> {
        if !self.is_on {
            return Vec::new();
        }
        let mut known = Vec::new();
        for uri in &self.open {
            let (reply, snapshot) = oneshot::channel();
            let asked = uri.clone();
            // As above.
            let _ = tasks.send(Box::new(move |state| state.snapshot(&asked, Wanted::Newest, reply)));
            // What one document cannot say the others can.
            known.extend(snapshot.await.ok().and_then(Result::ok).flatten().map(Known::open));
        }
        self.readings.take_changes();
        let open: HashSet<Arc<str>> = self.open.iter().map(canonical).collect();
        let saved = self.readings.reports().into_iter().filter(|(address, _)| !open.contains(address));
        known.extend(saved.map(|(_, report)| Known::saved(report)));
        known
    }
}

impl Known {
    fn open(snapshot: Snapshot) -> Known {
        let Snapshot { uri, version, result_id, diagnostics, .. } = snapshot;
        Known { uri: uri.as_str().to_owned(), version: Some(version), result_id: result_id.into(), diagnostics }
    }

    fn saved(report: readings::Report) -> Known {
        let readings::Report { uri, result_id, diagnostics } = report;
        Known { uri: uri.as_str().to_owned(), version: None, result_id, diagnostics }
    }
}

impl Told {
    /// What the client does not have. An article with which nothing is wrong is passed over unless the client has something of
    /// it.
    fn new_items<'k>(&mut self, known: &'k [Known]) -> Vec<Item<'k>> {
        let mut items = Vec::new();
        for Known { uri, version, result_id, diagnostics } in known {
            let is_new = match self.has.get(uri) {
                Some(has) => **has != **result_id,
                None => !diagnostics.list.is_empty(),
            };
            if is_new {
                self.has.insert(uri.clone(), result_id.to_string());
                self.now.insert(uri.clone());
                items.push(Item { uri, version: *version, report: Report::full(Some(result_id), diagnostics) });
            }
        }
        items
    }

    /// The articles of which the client has something, and of which nothing is known any more, now that all are.
    fn gone(&mut self, known: &[Known]) -> Vec<String> {
        let there: HashSet<&str> = known.iter().map(|known| known.uri.as_str()).collect();
        let gone: Vec<String> = self.has.keys().filter(|uri| !there.contains(uri.as_str())).cloned().collect();
        self.has.retain(|uri, _| there.contains(uri.as_str()));
        self.now.extend(gone.iter().cloned());
        gone
    }

    /// The articles of which the client has what there is.
    fn unchanged<'k>(&self, known: &'k [Known]) -> Vec<Item<'k>> {
        let same = known.iter().filter(|known| self.has.contains_key(&known.uri) && !self.now.contains(&known.uri));
        let item = |known: &'k Known| Item {
            uri: &known.uri,
            version: known.version,
            report: Report::Unchanged { result_id: &known.result_id },
        };
        same.map(item).collect()
    }
}
