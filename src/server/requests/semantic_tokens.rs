//! What is coloured, as the protocol has it: five numbers a word, each place counted from the one before.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::ls_types::{
    Position, Range, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, Uri,
};

use crate::features::semantic_tokens;
use crate::server::colours::number;
use crate::server::document::Snapshot;
use crate::text::SourceSpan;

/// What each document was last answered with, so that the next answer need only say what is different.
#[derive(Debug, Clone, Default)]
pub struct Answered(Arc<Mutex<Last>>);

#[derive(Debug, Default)]
struct Last {
    answers: HashMap<Uri, SemanticTokens>,
    count: u64,
}

impl Answered {
    /// All of a document.
    pub fn full(&self, snapshot: &Snapshot) -> SemanticTokens {
        let length = snapshot.analysis.content.text().len() as u32;
        let data = tokens(snapshot, SourceSpan::new(0, length));
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.count += 1;
        let answer = SemanticTokens { result_id: Some(last.count.to_string()), data };
        last.answers.insert(snapshot.uri.clone(), answer.clone());
        answer
    }

    /// What is different from an answer before; all of it if that is not the last one.
    pub fn delta(&self, snapshot: &Snapshot, previous: &str) -> SemanticTokensFullDeltaResult {
        let is_last = |answer: &SemanticTokens| answer.result_id.as_deref() == Some(previous);
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.get(&snapshot.uri).cloned();
        let now = self.full(snapshot);
        match before.filter(is_last) {
            None => now.into(),
            Some(before) => {
                SemanticTokensDelta { result_id: now.result_id, edits: edits(&before.data, &now.data) }.into()
            }
        }
    }

    /// Lets go of a document that was closed.
    pub fn forget(&self, uri: &Uri) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.remove(uri);
    }
}

/// The tokens of a range.
pub fn within(snapshot: &Snapshot, range: Range) -> SemanticTokens {
    let place = snapshot.analysis.content.span(range, snapshot.session.encoding);
    SemanticTokens { result_id: None, data: tokens(snapshot, place) }
}

fn tokens(snapshot: &Snapshot, place: SourceSpan) -> Vec<SemanticToken> {
    if !snapshot.display().semantic_tokens {
        return Vec::new();
    }
    let mut last = Position::default();
    let mut tokens = Vec::new();
    for marked in semantic_tokens::within(snapshot.article(), place) {
        let modifiers = u32::from(marked.introduces);
        for (start, length) in lines(snapshot, marked.span) {
            let delta_line = start.line - last.line;
            let delta_start = if delta_line == 0 { start.character - last.character } else { start.character };
            let token_type = number(marked.kind);
            tokens.push(SemanticToken {
                delta_line,
                delta_start,
                length,
                token_type,
                token_modifiers_bitset: modifiers,
            });
            last = start;
        }
    }
    tokens
}

/// The parts of a span in its lines, each with its length: a token stands in one line.
fn lines(snapshot: &Snapshot, span: SourceSpan) -> Vec<(Position, u32)> {
    let (content, encoding) = (&snapshot.analysis.content, snapshot.session.encoding);
    let mut parts = Vec::new();
    let mut start = span.start;
    for line in span.slice(content.text()).split_inclusive(['\n', '\r']) {
        let words = line.trim_end_matches(['\n', '\r']);
        if !words.is_empty() {
            parts.push((content.position(start, encoding), encoding.units(words) as u32));
        }
        start += line.len() as u32;
    }
    parts
}

/// One edit that makes one list the other: what is between their common beginning and their common end.
fn edits(before: &[SemanticToken], now: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let start = before.iter().zip(now).take_while(|(old, new)| old == new).count();
    let (old, new) = (before.get(start..).unwrap_or_default(), now.get(start..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.len() - end, new.get(..new.len() - end).unwrap_or_default());
    if old == 0 && new.is_empty() {
        return Vec::new();
    }
    // The protocol counts numbers, five to a token.
    vec![SemanticTokensEdit { start: 5 * start as u32, delete_count: 5 * old as u32, data: Some(new.to_vec()) }]
}
