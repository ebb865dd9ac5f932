//! Learns `src/coreference/weights.tsv`.
//!
//! Reads articles with one marked pronoun each, or with all mentions and clusters as in GUM, from standard input, one
//! JSON object a line (`{"text","pronoun":{"start","end"},"candidates":[{"start","end","coref"}]}`, offsets in code
//! points, as the GAP corpus is laid out), and writes the weights to standard output. With a file of weights as its
//! argument it measures these instead, with the marked names known for names.

use std::io::{self, BufRead, Write};

use copydesk::coreference::train::{Marked, learn, measure};
use copydesk::text::ProseSpan;
use serde_json::Value;

/// What one of the many pronouns of an article with clusters counts against the one pronoun of another article.
const CLUSTERED: f32 = 0.4;

/// Sentences of our own, for what news does with pronouns and the corpora seldom show.
const EXAMPLES: &str = include_str!("../coreference/examples.txt");
/// What one of them counts.
const OWN: f32 = 2.0;

fn main() -> io::Result<()> {
    let mut articles = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let record: Value = serde_json::from_str(&line)?;
        match marked(&record) {
            Some(article) => articles.push(article),
            None => articles.extend(clustered(&record).unwrap_or_default()),
        }
    }
    if let Some(path) = std::env::args_os().nth(1) {
        let (precision, recall, f1) = measure(&articles, &std::fs::read_to_string(path)?);
        println!("precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
        return Ok(());
    }
    articles.extend(EXAMPLES.lines().filter(|line| !line.starts_with('#')).map(annotated));
    let (lines, taught) = learn(&articles);
    eprintln!("{taught} of {} articles taught something", articles.len());
    let mut out = io::stdout().lock();
    writeln!(out, "# Weights of the features in feature_table.rs: feature, value, weight.")?;
    writeln!(out, "# Learned by `cargo run --features train --bin train-pronouns` from the development part of GAP")?;
    writeln!(out, "# (Apache-2.0), GUM (CC BY 4.0) and the sentences of examples.txt.")?;
    out.write_all(lines.as_bytes())
}

/// A line of [`EXAMPLES`].
fn annotated(line: &str) -> Marked {
    let mut text = String::with_capacity(line.len());
    let mut pronoun = ProseSpan::new(0, 0);
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    let mut start = 0;
    let mut is_right = false;
    for character in line.chars() {
        match character {
            '[' | '<' => start = text.len() as u32,
            '+' | '-' if text.len() as u32 == start => is_right = character == '+',
            ']' if is_right => right.push(ProseSpan::new(start, text.len() as u32)),
            ']' => wrong.push(ProseSpan::new(start, text.len() as u32)),
            '>' => pronoun = ProseSpan::new(start, text.len() as u32),
            _ => text.push(character),
        }
    }
    Marked { text, pronoun, right, wrong, weight: OWN }
}

/// The bytes of offsets that count code points.
struct Offsets(Vec<u32>);

impl Offsets {
    fn of(text: &str) -> Offsets {
        let starts = text.char_indices().map(|(at, _)| at as u32);
        Offsets(starts.chain([text.len() as u32]).collect())
    }

    fn span(&self, value: &Value) -> Option<ProseSpan> {
        let at = |name: &str| self.0.get(value.get(name)?.as_u64()? as usize).copied();
        Some(ProseSpan::new(at("start")?, at("end")?))
    }
}

/// The pronouns of an article in which every mention carries its cluster: a name of the cluster is right, the names of
/// other people are wrong.
fn clustered(record: &Value) -> Option<Vec<Marked>> {
    let text = record.get("text")?.as_str()?;
    let offsets = Offsets::of(text);
    let cluster = |value: &Value| value.get("cluster").and_then(Value::as_str).map(str::to_owned);
    let is_person = |value: &&Value| value.get("type").and_then(Value::as_str) == Some("PER");
    let names: Vec<(ProseSpan, Option<String>)> = record
        .get("entities")?
        .as_array()?
        .iter()
        .filter(is_person)
        .filter_map(|value| Some((offsets.span(value)?, cluster(value))))
        .collect();
    let mut articles = Vec::new();
    for mention in record.get("mentions")?.as_array()? {
        let (Some(pronoun), Some(own)) = (offsets.span(mention), cluster(mention)) else { continue };
        let word = pronoun.slice(text).to_lowercase();
        if !matches!(word.as_str(), "he" | "she" | "him" | "his" | "her") {
            continue;
        }
        let those = |right: bool| {
            let fitting = names.iter().filter(|(_, cluster)| (cluster.as_deref() == Some(own.as_str())) == right);
            fitting.map(|(span, _)| *span).collect::<Vec<_>>()
        };
        articles.push(Marked {
            text: text.to_owned(),
            pronoun,
            right: those(true),
            wrong: those(false),
            weight: CLUSTERED,
        });
    }
    Some(articles)
}

fn marked(record: &Value) -> Option<Marked> {
    let text = record.get("text")?.as_str()?;
    let offsets = Offsets::of(text);
    let span = |value: &Value| offsets.span(value);
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
        weight: 1.0,
    })
}
