//! What the client is offered when its settings turn it on after the greeting, and no longer when they turn it off.

use serde_json::{Value, json};
use tower_lsp::Client;
use tower_lsp::ls_types::{Registration, Unregistration};

use super::colours;
use super::methods::DIAGNOSTICS;
use super::session::{NAME, Session};
use super::state::State;
use crate::config::{Display, InlayHints};

/// Something that settings turn on.
struct Offer {
    method: &'static str,
    /// How it is set; 0 is off.
    setting: fn(&Display) -> u8,
    /// Whether the client can be offered it later than at the greeting.
    registers: fn(&Session) -> bool,
    /// Whether the greeting's offer can be taken back. Else it stays, and where it is turned off the answers are empty.
    has_name: bool,
    options: fn(&Display) -> Value,
}

const OFFERS: [Offer; 5] = [
    Offer {
        method: DIAGNOSTICS.0,
        setting: |display| 1 + u8::from(display.workspace_diagnostics),
        registers: |session| session.pulls && session.registers.diagnostics,
        has_name: true,
        options: |display| {
            json!({
                "documentSelector": null, "identifier": NAME, "interFileDependencies": false,
                "workspaceDiagnostics": display.workspace_diagnostics,
            })
        },
    },
    Offer {
        method: "textDocument/inlayHint",
        setting: |display| match display.inlay_hints {
            InlayHints::Off => 0,
            InlayHints::Pronouns => 1,
            InlayHints::All => 2,
        },
        registers: |session| session.registers.inlay_hints,
        has_name: false,
        options: |_| json!({"documentSelector": null}),
    },
    Offer {
        method: "textDocument/foldingRange",
        setting: |display| u8::from(display.folding),
        registers: |session| session.registers.folding,
        has_name: false,
        options: |_| json!({"documentSelector": null}),
    },
    Offer {
        method: "textDocument/codeLens",
        setting: |display| u8::from(display.code_lens),
        registers: |session| session.registers.code_lens,
        has_name: false,
        options: |_| json!({"documentSelector": null}),
    },
    Offer {
        method: "textDocument/semanticTokens",
        setting: |display| u8::from(display.semantic_tokens),
        registers: |session| session.registers.semantic_tokens,
        has_name: false,
        options: |_| {
            let legend = colours::legend();
            json!({"documentSelector": null, "legend": legend, "range": true, "full": {"delta": true}})
        },
    },
];

/// Offers what the settings turn on now, and takes back what they turn off. What is set otherwise than before is offered
/// anew, so that the client asks again. While it has not answered the last offer it is made no other; one follows when it has.
pub fn follow_settings(state: &mut State, client: Client) {
    if state.is_offering {
        return;
    }
    let display = state.configuration.display();
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for offer in &OFFERS {
        let greeted = (offer.setting)(&state.session.display);
        if greeted != 0 && !offer.has_name || !(offer.registers)(&state.session) {
            continue;
        }
        let setting = (offer.setting)(&display);
        let before = state.offered.insert(offer.method, setting).unwrap_or(greeted);
        if before == setting {
            continue;
        }
        let (id, method) = (offer.method.to_owned(), offer.method.to_owned());
        if before != 0 {
            gone.push(Unregistration { id: id.clone(), method: method.clone() });
        }
        if setting != 0 {
            new.push(Registration { id, method, register_options: Some((offer.options)(&display)) });
        }
    }
    if gone.is_empty() && new.is_empty() {
        return;
    }
    state.is_offering = true;
    let tasks = state.tasks();
    tokio::spawn(async move {
        // A client that refuses does not show it, which is all that can be done.
        if !gone.is_empty() {
            drop(client.unregister_capability(gone).await);
        }
        if !new.is_empty() {
            drop(client.register_capability(new).await);
        }
        // Fails only when the session is over.
        let _ = tasks.send(Box::new(|state| {
            state.is_offering = false;
            follow_settings(state, client);
        }));
    });
}
