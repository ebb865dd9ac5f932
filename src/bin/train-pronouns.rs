//! Learns `src/entities/pronouns/weights.tsv`.
//!
//! Reads articles with one marked pronoun each from standard input, one JSON object a line
//! (`{"text","pronoun":{"start","end"},"candidates":[{"start","end","coref"}]}`, offsets in code points, as the GAP
//! corpus is laid out), and writes the weights to standard output. With a file of weights as its argument it measures
//! these instead, with the marked names known for names.

use std::io::{self, BufRead, Write};

use copydesk::entities::pronouns::train::{Marked, learn, measure};
use copydesk::text::ProseSpan;
use serde_json::Value;

fn main() -> io::Result<()> {
    let mut articles = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let record: Value = serde_json::from_str(&line)?;
        match marked(&record) {
            Some(article) => articles.push(article),
            None => eprintln!("passed over a line that marks no pronoun: {:.60}", line),
        }
    }
    if let Some(path) = std::env::args_os().nth(1) {
        let (precision, recall, f1) = measure(&articles, &std::fs::read_to_string(path)?);
        println!("precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
        return Ok(());
    }
    let (lines, taught) = learn(&articles);
    eprintln!("{taught} of {} articles taught something", articles.len());
    let mut out = io::stdout().lock();
    writeln!(out, "# Weights of the traits in traits.rs: trait, value, weight.")?;
    writeln!(
        out,
        "# Learned by `cargo run --features train --bin train-pronouns` from the development part of GAP (Apache-2.0)."
    )?;
    out.write_all(lines.as_bytes())
}

fn marked(record: &Value) -> Option<Marked> {
    let text = record.get("text")?.as_str()?;
    let mut bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    bytes.push(text.len() as u32);
    let span = |value: &Value| {
        let at = |name: &str| bytes.get(value.get(name)?.as_u64()? as usize).copied();
        Some(ProseSpan::new(at("start")?, at("end")?))
    };
    let candidates = record.get("candidates")?.as_array()?;
    let names = |right: bool| {
        let those = candidates.iter().filter(|value| value.get("coref").and_then(Value::as_bool) == Some(right));
        those.filter_map(span).collect()
    };
    Some(Marked {
        text: text.to_owned(),
        pronoun: span(record.get("pronoun")?)?,
        right: names(true),
        wrong: names(false),
    })
}
