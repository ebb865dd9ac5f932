//! Carries messages between the wire and the service, in order, until the client ends the session.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures::SinkExt;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::sync::mpsc::{Receiver, Sender};
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

use super::lenient::Spellings;
use super::methods;
use super::parcels::Parcels;
use super::wire::{self, Incoming};

/// While so many bytes of answers wait for a client that does not read, none of its messages is taken.
const MOST_UNREAD: usize = 64_000_000;

/// What is said to every request before the greeting.
const NOT_GREETED: Error =
    Error { code: ErrorCode::ServerError(-32002), message: Cow::Borrowed("Server not initialized"), data: None };

/// How a session came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client asked for the shutdown and then for the exit.
    Orderly,
    /// The client asked for the exit without a shutdown, or its side of the connection closed.
    Abrupt,
}

/// Serves one client.
///
/// Every message is handled up to its handler's first await in the moment it is read, so nothing can overtake it.
/// Requests that must wait are many at a time and never hold back what follows.
pub async fn serve<S: LanguageServer>(
    service: LspService<S>,
    socket: ClientSocket,
    parcels: Parcels,
    mut input: Receiver<Incoming>,
    output: Sender<Vec<u8>>,
) -> Ending {
    let (mut requests, mut responses) = socket.split();
    let mut calls = Calls { service, waiting: FuturesUnordered::new() };
    // Answers that wait for the writer. Reading goes on meanwhile: a client that writes first and reads later must
    // not find both of us waiting.
    let mut outgoing = Unread::default();
    let mut spellings = Spellings::default();
    let (mut greeted, mut shut_down) = (false, false);
    loop {
        tokio::select! {
            biased;
            message = input.recv(), if outgoing.bytes < MOST_UNREAD => match message {
                None => return Ending::Abrupt,
                Some(Incoming::Request(request)) => match request.method() {
                    "exit" if shut_down => return Ending::Orderly,
                    "exit" => return Ending::Abrupt,
                    method => {
                        let (is_greeting, is_shutdown) = (method == "initialize", method == "shutdown");
                        let answer = calls.accept(spellings.read(request));
                        greeted |= is_greeting && answer.as_ref().is_some_and(Response::is_ok);
                        let answer = answer.map(|answer| if greeted { answer } else { ungreeted(answer) });
                        // Only one that was granted counts: before the greeting it is refused. It is answered at once.
                        shut_down |= is_shutdown && answer.as_ref().is_some_and(Response::is_ok);
                        outgoing.push(answer.map(|answer| parcels.frame(&answer)));
                    }
                },
                // A response that nobody waits for any more is nothing to worry about.
                Some(Incoming::Response(response)) => drop(responses.feed(response).await),
                Some(Incoming::Malformed(answer)) => outgoing.push(Some(wire::frame(&answer))),
            },
            permit = output.reserve(), if !outgoing.frames.is_empty() => match (permit, outgoing.pop()) {
                (Ok(permit), Some(frame)) => permit.send(frame),
                // Nobody reads our output.
                _ => return Ending::Abrupt,
            },
            // First: a piece of an answer goes before its end.
            Some(request) = requests.next(), if outgoing.frames.is_empty() => {
                outgoing.push(Some(parcels.frame_message(&spellings.written(request))));
            }
            Some(answer) = calls.waiting.next(), if outgoing.frames.is_empty() => {
                outgoing.push(answer.map(|answer| parcels.frame(&answer)));
            }
        }
    }
}

/// An answer before the greeting. The framework knows methods before it knows of the greeting; the protocol does not.
fn ungreeted(answer: Response) -> Response {
    match answer.into_parts() {
        (id, Err(Error { code: ErrorCode::MethodNotFound, .. })) => Response::from_error(id, NOT_GREETED),
        (id, result) => Response::from_parts(id, result),
    }
}

/// What the client has not read yet.
#[derive(Default)]
struct Unread {
    frames: VecDeque<Vec<u8>>,
    bytes: usize,
}

impl Unread {
    fn push(&mut self, frame: Option<Vec<u8>>) {
        self.bytes += frame.as_ref().map_or(0, Vec::len);
        self.frames.extend(frame);
    }

    fn pop(&mut self) -> Option<Vec<u8>> {
        let frame = self.frames.pop_front()?;
        self.bytes -= frame.len();
        Some(frame)
    }
}

/// The service, and the requests that it has not answered yet.
struct Calls<S> {
    service: LspService<S>,
    waiting: FuturesUnordered<BoxFuture<'static, Option<Response>>>,
}

impl<S: LanguageServer> Calls<S> {
    /// Hands a message to its handler. The answer comes back at once where the handler does not wait; a panic costs
    /// that answer and nothing else.
    fn accept(&mut self, request: Request) -> Option<Response> {
        let id = request.id().cloned();
        let call = catch_unwind(AssertUnwindSafe(|| self.service.call(methods::renamed(request))));
        let mut answer = async move {
            let error = match call {
                Err(_) => Error::internal_error(),
                Ok(call) => match AssertUnwindSafe(call).catch_unwind().await {
                    Ok(Ok(Some(response))) => return Some(response),
                    // The framework leaves requests whose names start with `$/` unanswered; the protocol does not.
                    Ok(Ok(None)) => Error::method_not_found(),
                    Ok(Err(_)) => Error::invalid_request(),
                    Err(_) => Error::internal_error(),
                },
            };
            id.map(|id| Response::from_error(id, error))
        }
        .boxed();
        match answer.as_mut().now_or_never() {
            Some(response) => response,
            None => {
                self.waiting.push(answer);
                None
            }
        }
    }
}
