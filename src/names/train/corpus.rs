//! Articles with the names that people marked in them.

use super::gold::Gold;
use serde::Deserialize;

use super::tidy;
use crate::format::Format;
use crate::names::labels::{self, Part};
use crate::names::name::NameKind;
use crate::names::runs;
use crate::prose::{EachToken, Text, TokenRange};
use crate::text::ProseSpan;

/// An article with its marked spans, in bytes, in order, without overlap.
#[derive(Debug, Clone)]
pub struct Article {
    pub id: String,
    pub corpus: usize,
    /// Articles of one group stay in one fold.
    pub group: String,
    pub text: String,
    /// What is marked: what is measured.
    pub spans: Vec<(usize, usize, Gold)>,
    /// The same with what others mended: what is taught.
    pub taught: Vec<(usize, usize, Gold)>,
}

/// What a corpus says of the words that it does not mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unmarked {
    /// They are part of no name, as it marks works, peoples and products too.
    Outside,
    /// They are part of no person, organization or place; works, peoples and products are not marked.
    OutsideOrOther,
    /// Nothing: it marks two people in an article.
    Unknown,
}

/// A corpus that the model is trained on.
pub struct Corpus {
    /// What the report calls it.
    pub name: &'static str,
    /// Its files.
    pub files: &'static [&'static str],
    /// Whether it is news of many outlets, marked as we wish names to be read.
    pub news: bool,
    /// What it says of the words that it does not mark.
    unmarked: Unmarked,
    /// Whether the second look is trained on it: articles long enough to name somebody twice.
    pub teaches_second_look: bool,
}

impl Corpus {
    /// Whether copies with other names are made of its articles: not of posts, nor where most names are unmarked.
    pub fn is_copied(&self) -> bool {
        !matches!(self.name, "wnut17" | "own") && self.can_measure()
    }

    /// Whether a name that it does not mark is none.
    pub fn can_measure(&self) -> bool {
        self.unmarked != Unmarked::Unknown
    }
}

/// What the model is trained on.
pub const CORPORA: [Corpus; 9] = [
    corpus("wwn", &["wwn.dev.jsonl", "world.dev.jsonl"], true, Unmarked::Outside, true),
    corpus("wikigold", &["wikigold.jsonl"], false, Unmarked::Outside, false),
    corpus("uner_ewt", &["uner_ewt.dev.jsonl"], false, Unmarked::OutsideOrOther, false),
    corpus("gum", &["gum.train.jsonl", "gum.dev.jsonl"], false, Unmarked::OutsideOrOther, true),
    corpus("gum_other", &["gum_other.train.jsonl", "gum_other.dev.jsonl"], false, Unmarked::OutsideOrOther, false),
    corpus("wnut17", &["wnut17.train.jsonl", "wnut17.dev.jsonl"], false, Unmarked::Outside, false),
    corpus("uner_pud", &["uner_pud.dev.jsonl"], false, Unmarked::OutsideOrOther, false),
    corpus("gap", &["gap.development.jsonl"], false, Unmarked::Unknown, false),
    corpus("own", &[], true, Unmarked::Outside, false),
];

/// The place of our own articles in [`CORPORA`].
pub const OURS: usize = CORPORA.len() - 1;

const fn corpus(
    name: &'static str,
    files: &'static [&'static str],
    news: bool,
    unmarked: Unmarked,
    teaches_second_look: bool,
) -> Corpus {
    Corpus { name, files, news, unmarked, teaches_second_look }
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    entities: Vec<Entity>,
    /// The two people whom a pronoun may mean.
    #[serde(default)]
    candidates: Vec<Candidate>,
    /// Everybody with every mention, marked anew: they mend the people of an article that was read before.
    people: Option<Vec<Person>>,
}

#[derive(Deserialize)]
struct Person {
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    span: (usize, usize),
    form: String,
}

#[derive(Deserialize)]
struct Candidate {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads all corpora: the content of each file of [`CORPORA`], in order.
pub fn read(corpora: &[Vec<String>]) -> Result<Vec<Article>, String> {
    let mut articles = Vec::new();
    for (corpus, (described, files)) in CORPORA.iter().zip(corpora).enumerate() {
        for (file, content) in described.files.iter().zip(files) {
            for (number, line) in content.lines().enumerate() {
                let line: Line =
                    serde_json::from_str(line).map_err(|error| format!("{file}, line {}: {error}", number + 1))?;
                match line.people {
                    Some(ref people) => {
                        let known = articles.iter_mut().find(|article: &&mut Article| article.id == line.id);
                        known.ok_or_else(|| format!("{file}, line {}: mends nothing", number + 1))?.mend(people);
                    }
                    None => articles.push(article(corpus, line)),
                }
            }
        }
    }
    Ok(articles)
}

impl Article {
    /// Teaches the people that others marked in the same text: a person who is none of them is nobody, and whoever was
    /// not marked as a person is one. Where both marked somebody, the first marks stay.
    fn mend(&mut self, people: &[Person]) {
        const NAMED: [&str; 4] = ["name", "surname", "given", "acronym"];
        let bytes = places(&self.text);
        let mentions = people.iter().flat_map(|person| &person.mentions);
        let named = mentions.filter(|mention| NAMED.contains(&mention.form.as_str()));
        let named: Vec<(usize, usize)> =
            named.filter_map(|mention| Some((*bytes.get(mention.span.0)?, *bytes.get(mention.span.1)?))).collect();
        let person = Gold::Name(NameKind::Person);
        let meet = |span: &(usize, usize, Gold), mention: &(usize, usize)| span.0 < mention.1 && span.1 > mention.0;
        let is_new = |mention: &(usize, usize)| !self.spans.iter().any(|span| span.2 == person && meet(span, mention));
        let new: Vec<(usize, usize)> = named.iter().copied().filter(is_new).collect();
        for span in &mut self.taught {
            if span.2 == person && !named.iter().any(|mention| meet(span, mention)) {
                span.2 = Gold::Nobody;
            }
        }
        self.taught.retain(|span| !new.iter().any(|mention| meet(span, mention)));
        self.taught.extend(new.into_iter().map(|(start, end)| (start, end, person)));
        part(&mut self.taught);
    }
}

/// The byte at which each character of a text begins, and the end.
fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Sorts spans, and of spans that overlap keeps the first, the longest of those that begin together.
fn part(spans: &mut Vec<(usize, usize, Gold)>) {
    spans.sort_by_key(|(start, end, _)| (*start, usize::MAX - *end));
    let mut free = 0;
    spans.retain(|(start, end, _)| {
        let keep = *start >= free && end > start;
        if keep {
            free = *end;
        }
        keep
    });
}

fn article(corpus: usize, line: Line) -> Article {
    let bytes = places(&line.text);
    let mut spans: Vec<(usize, usize, Gold)> = Vec::new();
    for entity in &line.entities {
        let gold = match entity.kind.as_str() {
            "PER" => Gold::Name(NameKind::Person),
            "ORG" => Gold::Name(NameKind::Organization),
            "LOC" => Gold::Name(NameKind::Place),
            "NORP" | "MISC" | "FAC" | "PRODUCT" | "WORK" => Gold::Other,
            "TIME" | "MONEY" => continue,
            _ => Gold::Unclear,
        };
        if let (Some(start), Some(end)) = (bytes.get(entity.start), bytes.get(entity.end)) {
            spans.push((*start, *end, gold));
        }
    }
    for candidate in &line.candidates {
        if let (Some(start), Some(end)) = (bytes.get(candidate.start), bytes.get(candidate.end)) {
            spans.push((*start, *end, Gold::Name(NameKind::Person)));
        }
    }
    if CORPORA[corpus].name.starts_with("gum") {
        tidy::tidy(&line.text, &mut spans);
    }
    part(&mut spans);
    let group = match line.id.rfind('_') {
        Some(at) if CORPORA[corpus].name == "wwn" => line.id[..at].to_owned(),
        _ => line.id.clone(),
    };
    Article { id: line.id, corpus, group, text: line.text, taught: spans.clone(), spans }
}

/// A text with, for each run, which labels each token may have.
pub struct Marked {
    pub text: Text,
    /// Each run: sentence, tokens, a bit for each allowed label.
    pub runs: Vec<(TokenRange, TokenRange, Vec<u16>)>,
}

/// Reads an article's marks as labels of its runs.
pub fn mark(article: &Article) -> Marked {
    let text = Text::new(Format::Plain.read(&article.text));
    let outside = match CORPORA[article.corpus].unmarked {
        Unmarked::Outside => 1,
        Unmarked::OutsideOrOther => 1 | 7 << labels::OTHER,
        Unmarked::Unknown => u16::MAX,
    };
    let mut all = vec![outside; text.tokens().len()];
    if text.as_str() == article.text {
        for (start, end, gold) in &article.taught {
            put(&text, &mut all, *start, *end, *gold);
        }
    }
    let mut found = Vec::new();
    for sentence in text.sentences() {
        runs::each(&text, sentence.tokens.clone(), |run| {
            let mut allowed = all[run.start.number()..run.end.number()].to_vec();
            clip(&mut allowed);
            found.push((sentence.tokens.clone(), run, allowed));
        });
    }
    Marked { text, runs: found }
}

fn put(text: &Text, all: &mut [u16], start: usize, end: usize, gold: Gold) {
    let tokens = text.tokens_in(ProseSpan::new(start as u32, end as u32));
    let Some(last) = tokens.end.checked_sub(1).filter(|last| *last >= tokens.start) else { return };
    let whole = text.token(last).span.end as usize == end && text.token(tokens.start).span.start as usize == start;
    let len = tokens.len();
    for (at, token) in tokens.each().enumerate() {
        let part = match (at == 0, at + 1 == len) {
            (true, true) => Part::Unit,
            (true, false) => Part::Begin,
            (false, true) => Part::Last,
            (false, false) => Part::Inside,
        };
        all[token.number()] = match gold {
            // *U.S.-backed*: a name within a word is none that we can keep.
            _ if !whole => 1 | 7 << labels::OTHER,
            Gold::Name(kind) => 1 << labels::label(kind, part),
            Gold::Other => {
                let offset = match part {
                    Part::Begin => 0,
                    Part::Inside | Part::Last => 1,
                    Part::Unit => 2,
                };
                1 << (labels::OTHER + offset)
            }
            Gold::Unclear => u16::MAX,
            Gold::Nobody => !(0b1111 << labels::label(NameKind::Person, Part::Begin)),
        };
    }
}

/// Mends the labels of names that reach over the ends of a run: what is inside the run is a name of its own.
fn clip(allowed: &mut [u16]) {
    let only = |mask: u16| (mask.count_ones() == 1).then(|| mask.trailing_zeros() as usize);
    let len = allowed.len();
    for at in 0..len {
        let Some(label) = only(allowed[at]) else { continue };
        let before = at.checked_sub(1).and_then(|before| only(allowed[before]));
        let starts_badly = match before {
            Some(before) => !labels::may_follow(before, label),
            None => !labels::may_start(label),
        };
        let after = allowed.get(at + 1).copied().and_then(only);
        let goes_on =
            after.is_some_and(|after| !labels::may_start(after) && labels::group(after) == labels::group(label));
        let ends_badly = !goes_on && !labels::may_end(label);
        if !starts_badly && !ends_badly {
            continue;
        }
        allowed[at] = match labels::read(label as u8) {
            Some((kind, _)) => {
                let part = match (starts_badly, goes_on) {
                    (true, true) => Part::Begin,
                    (true, false) => Part::Unit,
                    (false, _) => Part::Last,
                };
                let part = if !starts_badly && labels::may_start(label) { Part::Unit } else { part };
                1 << labels::label(kind, part)
            }
            None if goes_on => 1 << labels::OTHER,
            None => 1 << (labels::OTHER + if starts_badly || labels::may_start(label) { 2 } else { 1 }),
        };
    }
}
