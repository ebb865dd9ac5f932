//! Does what *Ignore this finding* and its like order: the entry is written to the `copydesk.toml`, and saved.
//!
//! A file that is open in the editor is the editor's to change. Where there is no file, because the document has none or
//! because it cannot be written, the finding is ignored until the document is closed.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tower_lsp::Client;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{MessageActionItem, MessageType, WorkspaceEdit};

use super::ignore_finding::{self, Order};
use super::state::{State, Task, Tasks};
use super::target::Surroundings;

/// So many questions may stand unanswered in the editor. Whoever leaves more than these is told how to undo, and not asked.
const MOST_QUESTIONS: usize = 16;

/// How many more questions may be asked.
#[derive(Debug, Clone)]
pub struct Questions(Arc<Semaphore>);

impl Default for Questions {
    fn default() -> Questions {
        Questions(Arc::new(Semaphore::new(MOST_QUESTIONS)))
    }
}

/// What became of an order.
enum Done {
    /// It is on the disk.
    Written,
    /// The editor is to change the file, which is open there.
    Edit(Box<WorkspaceEdit>),
    /// It could not be written; why, for a message.
    NotWritten(String),
}

/// Reads the order from the arguments of a command.
pub fn order(arguments: Vec<Value>) -> Result<Order> {
    let [argument] = <[Value; 1]>::try_from(arguments).map_err(|_| Error::invalid_params("one argument is needed"))?;
    serde_json::from_value(argument).map_err(|error| Error::invalid_params(error.to_string()))
}

/// Writes what is ordered, or says what the editor is to do.
fn carry_out(order: &Order, around: &Surroundings) -> Done {
    let Some((target, changes)) = ignore_finding::changes([order], &order.uri, around) else {
        return Done::NotWritten("there is no copydesk.toml for it, nor a place for one".to_owned());
    };
    let name = target.path().display();
    let Some(Some(change)) = changes.first() else {
        return Done::NotWritten(match order.again {
            true => format!("{name} has no such entry"),
            false => format!("{name} cannot take the entry"),
        });
    };
    if target.is_open() {
        return match target.edit(change, &around.session) {
            Some(edit) => Done::Edit(Box::new(edit)),
            None => Done::NotWritten(format!("{name} is open in the editor")),
        };
    }
    match target.write(change) {
        Ok(()) => Done::Written,
        Err(error) => Done::NotWritten(format!("{name} was not written: {error}")),
    }
}

/// What it takes to find the `copydesk.toml` of a document.
pub async fn surroundings(tasks: &Tasks) -> Result<Surroundings> {
    let (reply, around) = oneshot::channel();
    // Fails only when the session is over, and then nobody answers.
    let _ = tasks.send(Box::new(|state| drop(reply.send(state.surroundings()))));
    around.await.map_err(|_| Error::internal_error())
}

/// Does what is ordered. What the user says to it is not waited for.
pub async fn obey(client: Client, tasks: Tasks, questions: Questions, order: Order) -> Result<()> {
    let asks = surroundings(&tasks).await?.session.asks;
    let done = obey_once(&client, &tasks, &order).await?;
    if !order.again {
        let question = if asks { questions.0.try_acquire_owned().ok() } else { None };
        tokio::spawn(async move {
            if tell(&client, &order, &done, question).await {
                // There is nobody to tell a failure but the log, where it is already.
                let _ = obey_once(&client, &tasks, &Order { again: true, ..order }).await;
            }
        });
    }
    Ok(())
}

async fn obey_once(client: &Client, tasks: &Tasks, order: &Order) -> Result<Done> {
    let around = surroundings(tasks).await?;
    let work = {
        let order = order.clone();
        move || carry_out(&order, &around)
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|_| Error::internal_error())?;
    let task: Task = match &done {
        Done::Written => Box::new(State::forget_files),
        Done::Edit(edit) => {
            // The text that the editor has counts, so there is nothing to do if it refuses.
            let _ = client.apply_edit((**edit).clone()).await;
            return Ok(done);
        }
        Done::NotWritten(why) => {
            let (order, why) = (order.clone(), why.clone());
            Box::new(move |state| {
                if !state.ignore_until_closed(&order) && order.again {
                    let text = format!("The entry could not be taken out of copydesk.toml: {why}.");
                    state.outbox.show(MessageType::WARNING, text);
                }
            })
        }
    };
    // Fails only when the session is over.
    let _ = tasks.send(task);
    Ok(done)
}

/// Tells the user what was done. Whether they want it undone, where there is room for the question.
async fn tell(client: &Client, order: &Order, done: &Done, question: Option<OwnedSemaphorePermit>) -> bool {
    const UNDO: &str = "Undo";
    let what = match order.words {
        Some(_) => "The finding is",
        None => "The rule's findings in this file are",
    };
    let text = match done {
        Done::Written => format!("{what} ignored from now on; copydesk.toml says so."),
        Done::Edit(_) => format!("{what} ignored from now on. Save copydesk.toml to keep it so."),
        Done::NotWritten(why) => format!("{what} ignored until you close the file: {why}."),
    };
    if question.is_some() {
        let undo = MessageActionItem { title: UNDO.to_owned(), properties: Default::default() };
        let answer = client.show_message_request(MessageType::INFO, text, Some(vec![undo])).await;
        return matches!(answer, Ok(Some(item)) if item.title == UNDO);
    }
    client.show_message(MessageType::INFO, format!("{text} To undo, ask for the fixes here again.")).await;
    false
}
