//! Learns `src/coreference/weights.tsv`.
//!
//! Reads articles with one marked pronoun each, or with all mentions and clusters as in GUM, from standard input, one
//! JSON object a line (`{"text","pronoun":{"start","end"},"candidates":[{"start","end","coref"}]}`, offsets in code
//! points, as the GAP corpus is laid out), and writes the weights to standard output. With a file of weights as its
//! argument it measures these instead, with the marked names known for names; with `--folds` it measures what is learned
//! where some of the outlets are left out each time, on these.

use std::io::{self, BufRead, Write};

use copydesk::coreference::train::{Marked, MarkedPronoun, Measured, cross_validate, learn, measure};
use copydesk::text::ProseSpan;
use serde_json::Value;

/// What the one pronoun of an article of the GAP corpus counts.
const SINGLE: f32 = 2.0;
/// What one of the many pronouns of an article with clusters counts, and what all of them count at most.
const CLUSTERED: f32 = 0.6;
const CLUSTERED_ALL: f32 = 15.0;
/// What one pronoun of a news article counts of which all people are known.
const NEWS: f32 = 3.0;

/// Sentences of our own, for what news does with pronouns and the corpora seldom show.
const EXAMPLES: &str = include_str!("../coreference/examples.txt");
/// What one of them counts.
const OWN: f32 = 2.0;

fn main() -> io::Result<()> {
    let mut articles = Vec::new();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let record: Value = serde_json::from_str(&line)?;
        articles.extend(marked(&record).or_else(|| peopled(&record)).or_else(|| clustered(&record)));
    }
    let argument = std::env::args_os().nth(1);
    let is_cross_validation = argument.as_ref().is_some_and(|argument| argument == "--folds");
    if let Some(path) = argument.filter(|_| !is_cross_validation) {
        let Measured { precision, recall, f1, right } = measure(&articles, &std::fs::read_to_string(path)?);
        println!("precision {precision:.3} recall {recall:.3} F1 {f1:.3}, pronouns right {right:.3}");
        return Ok(());
    }
    articles.extend(EXAMPLES.lines().filter(|line| !line.starts_with('#')).map(annotated));
    if is_cross_validation {
        println!("pronouns right {:.3} on outlets left out", cross_validate(&articles));
        return Ok(());
    }
    let (lines, taught) = learn(articles.iter());
    eprintln!("{taught} pronouns of {} articles taught something", articles.len());
    let mut out = io::stdout().lock();
    writeln!(out, "# Weights of the features in feature_table.rs: feature, value, weight.")?;
    writeln!(out, "# Learned by `cargo run --features train --bin train-pronouns`; see MODEL.md.")?;
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
    one(text, pronoun, right, wrong, OWN)
}

/// An article with one pronoun.
fn one(text: String, span: ProseSpan, right: Vec<ProseSpan>, wrong: Vec<ProseSpan>, weight: f32) -> Marked {
    let names = right.iter().chain(&wrong).copied().collect();
    Marked { text, names, pronouns: vec![MarkedPronoun { span, right, wrong }], weight, outlet: None }
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

/// An article in which every mention carries its cluster: a name of the cluster is right, the names of other people are
/// wrong.
fn clustered(record: &Value) -> Option<Marked> {
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
    let mentions = record.get("mentions")?.as_array()?;
    let pronouns = mentions.iter().filter_map(|mention| Some((offsets.span(mention)?, cluster(mention)?)));
    let mut marked = many(text, names, pronouns.map(|(span, own)| (span, Some(own))));
    marked.weight = CLUSTERED.min(CLUSTERED_ALL / marked.pronouns.len().max(1) as f32);
    Some(marked)
}

/// An article with its people, each with all mentions.
fn peopled(record: &Value) -> Option<Marked> {
    let text = record.get("text")?.as_str()?;
    let offsets = Offsets::of(text);
    let (mut names, mut pronouns) = (Vec::new(), Vec::new());
    for person in record.get("people")?.as_array()? {
        let name = person.get("name")?.as_str()?.to_owned();
        for mention in person.get("mentions")?.as_array()? {
            let place = mention.get("span")?.as_array()?;
            let byte = |end: usize| offsets.0.get(place.get(end)?.as_u64()? as usize).copied();
            let span = ProseSpan::new(byte(0)?, byte(1)?);
            match mention.get("form").and_then(Value::as_str) {
                Some("pronoun") => pronouns.push((span, Some(name.clone()))),
                Some("name" | "surname" | "given") => names.push((span, Some(name.clone()))),
                _ => {}
            }
        }
    }
    let mut marked = many(text, names, pronouns.into_iter());
    let outlet = record.get("id").and_then(Value::as_str).and_then(|id| id.rsplit_once('_'));
    marked.outlet = outlet.map(|(outlet, _)| outlet.to_owned());
    Some(marked)
}

/// An article with many pronouns; names and pronouns of one cluster go together.
fn many(
    text: &str,
    names: Vec<(ProseSpan, Option<String>)>,
    pronouns: impl Iterator<Item = (ProseSpan, Option<String>)>,
) -> Marked {
    let is_wanted = |span: &ProseSpan| {
        let word = span.slice(text).to_lowercase();
        matches!(word.as_str(), "he" | "she" | "him" | "his" | "her" | "himself" | "herself")
    };
    let marked = pronouns.filter(|(span, _)| is_wanted(span)).map(|(span, own)| {
        let those = |right: bool| {
            let fitting = names.iter().filter(|(_, cluster)| (*cluster == own) == right);
            fitting.map(|(span, _)| *span).collect::<Vec<_>>()
        };
        MarkedPronoun { span, right: those(true), wrong: those(false) }
    });
    let pronouns = marked.collect();
    let names = names.iter().map(|(span, _)| *span).collect();
    Marked { text: text.to_owned(), names, pronouns, weight: NEWS, outlet: None }
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
    Some(one(text.to_owned(), span(record.get("pronoun")?)?, names(true), names(false), SINGLE))
}
