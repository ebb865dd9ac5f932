//! The ledger for programs: one object with a list of articles.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::page::Page;
use crate::features::ledger::Standing;
use crate::features::said::Said;

/// Writes it.
pub fn write(pages: &[Page], output: &mut impl Write) -> io::Result<()> {
    let articles: Vec<Value> = pages.iter().map(article).collect();
    serde_json::to_writer_pretty(&mut *output, &json!({ "schema": 1, "articles": articles }))?;
    writeln!(output)
}

fn article(page: &Page) -> Value {
    let quotations: Vec<Value> = page.ledger.entries.iter().map(|entry| {
        let (line, column) = page.place(entry);
        json!({
            "line": line, "column": column, "standing": entry.standing.name(), "kind": entry.kind.name(),
            "speaker": entry.speaker, "role": entry.role, "source": entry.source, "cue": entry.cue, "via": entry.via,
            "words": entry.words, "count": entry.count,
            "confidence": (f64::from(entry.confidence) * 1000.0).round() / 1000.0,
        })
    }).collect();
    let sources: Vec<Value> = page
        .ledger
        .sources
        .iter()
        .map(|source| {
            let mut object = counted(source.said);
            object.insert("name".to_owned(), json!(source.name));
            object.insert("role".to_owned(), json!(source.role));
            Value::Object(object)
        })
        .collect();
    let totals: Map<String, Value> = Standing::ALL
        .iter()
        .zip(page.ledger.totals)
        .map(|(standing, said)| (standing.name().to_owned(), Value::Object(counted(said))))
        .collect();
    json!({ "article": page.name, "quotations": quotations, "sources": sources, "totals": totals })
}

fn counted(said: Said) -> Map<String, Value> {
    let Said { quoted, paraphrased, words } = said;
    [("quoted", quoted), ("paraphrased", paraphrased), ("words", words)]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect()
}
