//! One article of the ledger, and the words in which people read of it.

use crate::features::ledger::{Entry, Ledger};
use crate::features::said::Said;
use crate::features::sureness::Sureness;
use crate::text::{Encoding, LineIndex};

/// One article as the ledger shows it.
pub struct Page {
    /// The article's path.
    pub name: String,
    /// Its source.
    pub text: String,
    lines: LineIndex,
    /// Its quotations and sources.
    pub ledger: Ledger,
}

impl Page {
    /// The page of an article with that source.
    pub fn new(name: String, text: String, ledger: Ledger) -> Page {
        Page { lines: LineIndex::new(&text), name, text, ledger }
    }

    /// Line and column of an entry's first word, from 1; columns count characters.
    pub fn place(&self, entry: &Entry) -> (u32, u32) {
        let start = entry.spans.first().map_or(0, |span| span.start);
        let position = self.lines.position(&self.text, start, Encoding::Utf32);
        (position.line + 1, position.column + 1)
    }
}

/// Who says an entry, for a reader: the name, with the words that stand for it where these hold no part of it; or why nobody.
pub fn speaker(entry: &Entry) -> String {
    let name = match (&entry.speaker, &entry.source) {
        (Some(name), Some(source)) if !name.contains(source.as_str()) && !source.contains(name.as_str()) => {
            format!("{name} ({source})")
        }
        (Some(name), _) => name.clone(),
        (None, Some(source)) => source.clone(),
        (None, None) => return "nobody is named".to_owned(),
    };
    let name = if entry.is_guess() { format!("unclear: perhaps {name}") } else { name };
    match &entry.via {
        Some(via) => format!("{name}, as told by {via}"),
        None => name,
    }
}

/// How the words of an entry are given, and how sure it is who says them where that is not plain: *direct, “say”, 72% sure*.
pub fn manner(entry: &Entry) -> String {
    let mut parts = vec![entry.kind.name().to_owned()];
    parts.extend(entry.cue.map(|cue| format!("“{cue}”")));
    if let Sureness::Likely(percent) = Sureness::of(entry.confidence) {
        parts.push(format!("{percent}% sure"));
    }
    parts.join(", ")
}

/// Such as *quoted twice (41 words), paraphrased once*.
pub fn counted(said: Said) -> String {
    let words = if said.words == 1 { "1 word".to_owned() } else { format!("{} words", said.words) };
    match (said.quoted, said.paraphrased) {
        (0, paraphrased) => format!("paraphrased {}", times(paraphrased)),
        (quoted, 0) => format!("quoted {} ({words})", times(quoted)),
        (quoted, paraphrased) => format!("quoted {} ({words}), paraphrased {}", times(quoted), times(paraphrased)),
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}
