//! Trains the tagger on marked sentences, and measures it on others.

use std::collections::BTreeMap;

use super::features::Words;
use super::model::{self, BUCKET, Model, ROWS, TAGS};
use super::{Tag, best, is_punctuation, tag_with};
use crate::format::Format;
use crate::prose::Text;

/// How often each sentence is seen.
const ROUNDS: usize = 8;
/// The length of the first steps.
const RATE: f32 = 0.1;
/// The share of features that a word forgets in a round, in percent, so that it learns to do without.
const FORGOTTEN: u64 = 15;
/// A feature that occurs less often is not learned.
const RARE: usize = 2;

/// A sentence with the tag of each token, nothing where the marks do not tell.
struct Sentence {
    text: Text,
    gold: Vec<Option<Tag>>,
}

/// How many tags are right.
#[derive(Debug, Clone, Copy, Default)]
pub struct Share {
    /// Tokens with a tag that was found.
    pub right: usize,
    /// All tokens.
    pub all: usize,
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.4} ({} of {})", self.right as f64 / self.all.max(1) as f64, self.right, self.all)
    }
}

/// Learns weights from lines of word, tag, fine tag and `_` where a blank follows; an empty line ends a sentence. What it
/// returns is the content of `src/tags/weights.bin`. The same lines give the same bytes on the same machine.
pub fn learn(lines: &str) -> Vec<u8> {
    let sentences = read(lines);
    let all = dictionary(&sentences);
    let weights = course(&sentences, &all);
    // There is no room for all: the strongest learn once more, without the others.
    let kept = Numbers(strongest(&weights, &all).into_iter().map(|(_, feature)| feature).collect()).sorted();
    let weights = course(&sentences, &kept);
    pack(&weights, &kept)
}

fn course(sentences: &[Sentence], numbers: &Numbers) -> Vec<Row> {
    let mut table = Table::new(numbers.0.len());
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            order.swap(at, table.chance() as usize % (at + 1));
        }
        for index in &order {
            study(&sentences[*index], numbers, &mut table);
        }
    }
    table.weights
}

/// Tags sentences with these weights: the share of right tags, and the commonest errors as *gold, found, how often*.
pub fn measure(lines: &str, weights: &[u8]) -> (Share, Vec<(Tag, Tag, usize)>) {
    let model = Model { bytes: weights };
    let mut share = Share::default();
    let mut errors: BTreeMap<(Tag, Tag), usize> = BTreeMap::new();
    for sentence in read(lines) {
        let mut found = Vec::new();
        for part in sentence.text.sentences() {
            found.extend(tag_with(&model, &sentence.text, &part.tokens));
        }
        for (gold, found) in sentence.gold.iter().zip(found) {
            let Some(gold) = gold else { continue };
            share.all += 1;
            share.right += usize::from(*gold == found);
            if *gold != found {
                *errors.entry((*gold, found)).or_default() += 1;
            }
        }
    }
    let mut errors: Vec<_> = errors.into_iter().map(|((gold, found), count)| (gold, found, count)).collect();
    errors.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    (share, errors)
}

/// A weight for each tag.
type Row = [f32; TAGS];

/// The weights while they are learned, and the sums of squares that shorten their steps.
struct Table {
    weights: Vec<Row>,
    squares: Vec<Row>,
    /// The state of a small generator of random numbers.
    chance: u64,
}

impl Table {
    fn new(len: usize) -> Table {
        Table { weights: vec![[0.0; TAGS]; len], squares: vec![[1e-2; TAGS]; len], chance: 7 }
    }

    fn chance(&mut self) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.chance >> 33
    }

    fn score(&self, features: &[u32]) -> Row {
        let mut sums = [0.0; TAGS];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[*feature as usize]) {
                *sum += weight;
            }
        }
        sums
    }

    /// One step towards the right tag, longer the less probable it was.
    fn step(&mut self, features: &[u32], scores: &Row, gold: usize) {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares = scores.map(|score| (score - top).exp());
        let total: f32 = shares.iter().sum();
        let slope: Row = std::array::from_fn(|tag| shares[tag] / total - f32::from(u8::from(tag == gold)));
        if slope[gold].abs() < 1e-3 {
            return;
        }
        for feature in features {
            let (weights, squares) = (&mut self.weights[*feature as usize], &mut self.squares[*feature as usize]);
            for tag in 0..TAGS {
                squares[tag] += slope[tag] * slope[tag];
                weights[tag] -= RATE * slope[tag] / squares[tag].sqrt();
            }
        }
    }
}

/// Both looks at a sentence: the tags before a word are those that the weights give by now.
fn study(sentence: &Sentence, numbers: &Numbers, table: &mut Table) {
    let mut found = Vec::new();
    let mut features: Vec<u32> = Vec::new();
    for part in sentence.text.sentences() {
        let words = Words::of(&sentence.text, &part.tokens);
        let mut guess: Option<Vec<Tag>> = None;
        for _ in 0..2 {
            let mut tags = Vec::with_capacity(part.tokens.len());
            for (at, index) in part.tokens.clone().enumerate() {
                if is_punctuation(&sentence.text, index) {
                    tags.push(Tag::Punctuation);
                    continue;
                }
                words.features(at, &tags, guess.as_deref(), &mut found);
                features.clear();
                for hash in &found {
                    if table.chance() % 100 >= FORGOTTEN {
                        features.extend(numbers.get(*hash));
                    }
                }
                let scores = table.score(&features);
                tags.push(best(&scores.map(|score| (score * 1024.0) as i32)));
                let gold = sentence.gold[index as usize];
                if let Some(gold) = gold.and_then(|gold| Tag::TOLD.iter().position(|tag| *tag == gold)) {
                    table.step(&features, &scores, gold);
                }
            }
            guess = Some(tags);
        }
    }
}

/// The features that are learned, by their hashes, in order.
struct Numbers(Vec<u64>);

impl Numbers {
    fn get(&self, hash: u64) -> Option<u32> {
        self.0.binary_search(&hash).ok().map(|at| at as u32)
    }

    fn sorted(mut self) -> Numbers {
        self.0.sort_unstable();
        self
    }
}

/// Numbers the features of all words with their right tags before them.
fn dictionary(sentences: &[Sentence]) -> Numbers {
    let mut all = Vec::new();
    let mut found = Vec::new();
    for sentence in sentences {
        for part in sentence.text.sentences() {
            let words = Words::of(&sentence.text, &part.tokens);
            let gold = &sentence.gold[part.tokens.start as usize..part.tokens.end as usize];
            let tags: Vec<Tag> = gold.iter().map(|tag| tag.unwrap_or(Tag::Other)).collect();
            for (at, index) in part.tokens.clone().enumerate() {
                if !is_punctuation(&sentence.text, index) {
                    words.features(at, &tags[..at], Some(&tags), &mut found);
                    all.extend_from_slice(&found);
                }
            }
        }
    }
    all.sort_unstable();
    Numbers(all.chunk_by(|a, b| a == b).filter(|same| same.len() >= RARE).map(|same| same[0]).collect())
}

/// The strongest features that find room, each with its row.
fn strongest(weights: &[Row], numbers: &Numbers) -> Vec<(usize, u64)> {
    let strength = |at: &usize| {
        let row = &weights[*at];
        let mean = row.iter().sum::<f32>() / TAGS as f32;
        row.iter().map(|weight| (weight - mean) * (weight - mean)).sum::<f32>()
    };
    let mut order: Vec<usize> = (0..numbers.0.len()).filter(|at| strength(at) > 0.0).collect();
    order.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(a.cmp(b)));
    let mut marks = vec![0; ROWS];
    let mut kept = Vec::new();
    for at in order {
        let feature = numbers.0[at];
        let (first, mark) = (model::bucket(feature), model::mark(feature));
        let bucket = &mut marks[first..first + BUCKET];
        if bucket.contains(&mark) {
            continue;
        }
        if let Some(place) = bucket.iter().position(|known| *known == 0) {
            bucket[place] = mark;
            kept.push((first + place, feature));
        }
    }
    kept
}

/// The weights in the form in which they ship, in whole steps.
fn pack(weights: &[Row], numbers: &Numbers) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // The few greatest are cut, so that the steps of all others are smaller.
    let unit = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0).max(1e-3) / 127.0;
    let mut bytes = vec![0; ROWS * (1 + TAGS)];
    for (row, feature) in strongest(weights, numbers) {
        let Some(at) = numbers.get(feature) else { continue };
        bytes[row] = model::mark(feature);
        let start = ROWS + row * TAGS;
        for (byte, weight) in bytes[start..start + TAGS].iter_mut().zip(weights[at as usize]) {
            *byte = (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8;
        }
    }
    bytes
}

/// Reads marked sentences. Our tokens are others than theirs: a word of several of theirs (*don't*, *anti-terror*) takes
/// the tag of the first part if it is a contraction, and else of the last; of a part of one of theirs nothing is known.
fn read(lines: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut words: Vec<(&str, Tag, bool)> = Vec::new();
    for line in lines.lines().chain([""]) {
        if line.is_empty() {
            if !words.is_empty() {
                sentences.extend(sentence(&words));
                words.clear();
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if let [word, tag, _, blank] = columns[..]
            && let Some(tag) = universal(tag)
        {
            words.push((word, tag, blank == "_"));
        }
    }
    sentences
}

fn sentence(words: &[(&str, Tag, bool)]) -> Option<Sentence> {
    let mut plain = String::new();
    // Where each marked word begins and ends, in bytes.
    let mut spans: Vec<(usize, usize, Tag)> = Vec::new();
    for (at, (word, tag, blank)) in words.iter().enumerate() {
        let clitic = words.get(at + 1).is_some_and(|(next, ..)| is_clitic(next));
        let start = plain.len();
        plain.push_str(word);
        spans.push((start, plain.len(), *tag));
        if *blank && !clitic {
            plain.push(' ');
        }
    }
    let text = Text::new(Format::Plain.read(&plain));
    if text.as_str() != plain.trim_end() && text.as_str() != plain {
        return None;
    }
    let gold = text.tokens().iter().map(|token| {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let inside: Vec<_> = spans.iter().filter(|span| span.0 < end && span.1 > start).collect();
        let (first, last) = (inside.first()?, inside.last()?);
        if first.0 != start || last.1 != end {
            return None;
        }
        let is_contraction = inside.len() == 2 && matches!(last.2, Tag::Particle | Tag::Auxiliary);
        Some(if is_contraction { first.2 } else { last.2 })
    });
    let gold = gold.collect();
    Some(Sentence { text, gold })
}

/// What news writes without a blank before it, though some of the marked text has one: *company 's*, *do n't*.
fn is_clitic(word: &str) -> bool {
    let word = word.to_lowercase().replace('\u{2019}', "'");
    matches!(word.as_str(), "'s" | "n't" | "'re" | "'ve" | "'ll" | "'d" | "'m")
}

fn universal(tag: &str) -> Option<Tag> {
    Some(match tag {
        "ADJ" => Tag::Adjective,
        "ADP" => Tag::Adposition,
        "ADV" => Tag::Adverb,
        "AUX" => Tag::Auxiliary,
        "CCONJ" => Tag::CoordinatingConjunction,
        "DET" => Tag::Determiner,
        "INTJ" => Tag::Interjection,
        "NOUN" => Tag::Noun,
        "NUM" => Tag::Number,
        "PART" => Tag::Particle,
        "PRON" => Tag::Pronoun,
        "PROPN" => Tag::ProperNoun,
        "PUNCT" => Tag::Punctuation,
        "SCONJ" => Tag::SubordinatingConjunction,
        "SYM" => Tag::Symbol,
        "VERB" => Tag::Verb,
        "X" => Tag::Other,
        _ => return None,
    })
}
