//! Trains the tagger of names, and measures it on articles that it was not trained on.

mod augment;
mod corpus;
mod crf;
mod evaluate;
mod export;
mod lists;
mod looks;
mod random;
mod second;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use corpus::{Article, CORPORA, Marked};
use crf::{Example, Settings};
use evaluate::Counts;
use export::Packed;
use random::Random;

use super::document::Sightings;
use super::features::Features;
use super::lattice::Steps;
use super::tagger;

const FOLDS: usize = 5;

const USAGE: &str = "train-names --corpora DIR --lexicon DIR [--out DIR] [--seed N] [--rounds N] [--copies N] \
                     [--errors FILE]";

struct Options {
    corpora: PathBuf,
    lexicon: PathBuf,
    out: Option<PathBuf>,
    errors: Option<PathBuf>,
    seed: u64,
    copies: usize,
    copy_weight: f32,
    settings: Settings,
}

/// Trains and measures; the arguments are those of [`USAGE`].
pub fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let options = options(arguments)?;
    let articles = corpus::read(&options.corpora)?;
    let lists = lists::Lists::read();
    let census = lists::census(&options.lexicon)?;
    let looks = looks::train(&lists, &census, options.seed);
    let folds = folds(&articles);
    let marked: Vec<Marked> = articles.iter().map(corpus::mark).collect();
    let examples: Vec<Vec<Made>> = articles.iter().zip(&marked).map(|(article, marked)| make(article, marked, &looks)).collect();
    let mut random = Random::new(options.seed);
    let mut copies: Vec<Vec<Made>> = (0..articles.len()).map(|_| Vec::new()).collect();
    for _ in 0..options.copies {
        for (article, copies) in articles.iter().zip(&mut copies) {
            if CORPORA[article.corpus].name != "wnut17" {
                let copy = augment::copy(article, &lists, &mut random);
                copies.extend(make(&copy, &corpus::mark(&copy), &looks));
            }
        }
    }
    eprintln!("{} articles, {} runs", articles.len(), examples.iter().map(Vec::len).sum::<usize>());

    // One model for each fold, trained on the others, and one on all.
    let jobs = FOLDS + usize::from(options.out.is_some());
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Packed>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let job = next.fetch_add(1, Ordering::Relaxed);
                    if job >= jobs {
                        break;
                    }
                    let chosen = (0..articles.len()).filter(|at| folds[*at] != job);
                    let chosen = chosen.flat_map(|at| examples[at].iter().map(|made| (made, 1.0)).chain(copies[at].iter().map(|made| (made, options.copy_weight))));
                    let packed = first(chosen.collect(), &looks, &options.settings);
                    if let Ok(mut done) = done.lock() {
                        done.insert(job, packed);
                    }
                    eprintln!("model {job} trained");
                }
            });
        }
    });
    let mut models = done.into_inner().map_err(|error| error.to_string())?;

    // What each article looks like to the model that does not know it.
    let sightings: Vec<Sightings> =
        marked.iter().zip(&folds).map(|(marked, fold)| tagger::look(&models[fold].model(), &marked.text)).collect();
    let second_of = |fold: usize, steps: Steps| {
        let texts: Vec<(&Marked, &Sightings)> = (0..articles.len())
            .filter(|at| folds[*at] != fold && matches!(CORPORA[articles[*at].corpus].name, "wwn" | "gum"))
            .map(|at| (&marked[at], &sightings[at]))
            .collect();
        second::train(&texts, &steps, options.seed)
    };
    let mut report = String::new();
    let mut totals: BTreeMap<usize, (Counts, Counts)> = BTreeMap::new();
    for fold in 0..FOLDS {
        let packed = models.remove(&fold).ok_or("a fold was not trained")?;
        let learned = second_of(fold, *packed.model().steps);
        let plain = |at: usize| {
            let labels = sightings[at].runs().flat_map(|run| {
                let scores: Vec<_> = run.iter().map(|sighting| sighting.score).collect();
                super::lattice::best(&scores, packed.model().steps)
            });
            names_of(&sightings[at], &labels.collect::<Vec<_>>())
        };
        let before: Vec<_> = (0..articles.len()).filter(|at| folds[*at] == fold).map(|at| (at, plain(at))).collect();
        let packed = packed.with_second(&learned);
        for (at, before) in before {
            let after = tagger::find(&packed.model(), &marked[at].text);
            let article = &articles[at];
            let counts = totals.entry(article.corpus).or_default();
            counts.0.add(article, &marked[at].text, &before, |_, _, _, _| {});
            counts.1.add(article, &marked[at].text, &after, |sign, kind, start, end| {
                if CORPORA[article.corpus].name == "wwn" {
                    let text = &article.text;
                    let left = text[..start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
                    let right = text[end..].char_indices().nth(30).map_or(text.len(), |(at, _)| end + at);
                    let line = format!("{sign} {kind:?}\t{}[{}]{}", &text[left..start], &text[start..end], &text[end..right]);
                    report.push_str(&format!("{}\t{}\n", article.id, line.replace('\n', " ")));
                }
            });
        }
    }
    for (corpus, (before, after)) in &totals {
        println!("{:10} first look   {before}", CORPORA[*corpus].name);
        println!("{:10} second look  {after}", CORPORA[*corpus].name);
    }
    if let Some(path) = &options.errors {
        std::fs::write(path, report).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if let Some(out) = &options.out {
        let packed = models.remove(&FOLDS).ok_or("the last model was not trained")?;
        let learned = second_of(FOLDS, *packed.model().steps);
        packed.with_second(&learned).write(out)?;
    }
    Ok(())
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        corpora: PathBuf::new(),
        lexicon: PathBuf::new(),
        out: None,
        errors: None,
        seed: 1,
        copies: 2,
        copy_weight: 0.5,
        settings: Settings { rounds: 8, rate: 0.12, decay: 1e-5, dropout: 0.15, seed: 1 },
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let number = |value: &str| value.parse::<usize>().map_err(|error| format!("{name} {value}: {error}"));
        match name.as_str() {
            "--corpora" => options.corpora = value.into(),
            "--lexicon" => options.lexicon = value.into(),
            "--out" => options.out = Some(value.into()),
            "--errors" => options.errors = Some(value.into()),
            "--seed" => options.seed = number(&value)? as u64,
            "--copies" => options.copies = number(&value)?,
            "--rounds" => options.settings.rounds = number(&value)?,
            "--copy-weight" => options.copy_weight = number(&value)? as f32 / 100.0,
            "--decay" => options.settings.decay = number(&value)? as f32 * 1e-6,
            "--rate" => options.settings.rate = number(&value)? as f32 / 1000.0,
            "--dropout" => options.settings.dropout = number(&value)? as f64 / 100.0,
            _ => return Err(USAGE.into()),
        }
    }
    options.settings.seed = options.seed;
    Ok(options)
}

/// The fold of each article: groups as a whole, the largest first, each to the smallest fold of its corpus.
fn folds(articles: &[Article]) -> Vec<usize> {
    let mut groups: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for article in articles {
        *groups.entry((article.corpus, &article.group)).or_default() += 1;
    }
    let mut order: Vec<_> = groups.into_iter().collect();
    order.sort_by_key(|((corpus, group), size)| (*corpus, usize::MAX - *size, *group));
    let mut sizes = [[0; FOLDS]; CORPORA.len()];
    let mut fold_of = BTreeMap::new();
    for (key, size) in order {
        let sizes = &mut sizes[key.0];
        let fold = (0..FOLDS).min_by_key(|fold| sizes[*fold]).unwrap_or(0);
        sizes[fold] += size;
        fold_of.insert(key, fold);
    }
    articles.iter().map(|article| fold_of[&(article.corpus, article.group.as_str())]).collect()
}

/// A run with the hashes of its features.
struct Made {
    features: Vec<Vec<u64>>,
    allowed: Vec<u16>,
    news: bool,
}

fn make(article: &Article, marked: &Marked, looks: &[u8]) -> Vec<Made> {
    let mut features = Features::default();
    let news = CORPORA[article.corpus].news;
    let runs = marked.runs.iter().map(|(sentence, run, allowed)| {
        features.gather(&marked.text, sentence, run, looks);
        let features = (0..run.len()).map(|at| features.of(at).to_vec()).collect();
        Made { features, allowed: allowed.clone(), news }
    });
    runs.collect()
}

fn first(chosen: Vec<(&Made, f32)>, looks: &[u8], settings: &Settings) -> Packed {
    let mut all: Vec<u64> = chosen.iter().flat_map(|(made, _)| made.features.iter().flatten().copied()).collect();
    all.sort_unstable();
    let mut hashes: Vec<u64> = Vec::new();
    for group in all.chunk_by(|a, b| a == b) {
        if group.len() >= 3 {
            hashes.push(group[0]);
        }
    }
    drop(all);
    let number = |hash: &u64| hashes.binary_search(hash).ok().map(|at| at as u32);
    let examples: Vec<Example> = chosen
        .iter()
        .map(|(made, weight)| Example {
            features: made.features.iter().map(|all| all.iter().filter_map(number).collect()).collect(),
            allowed: made.allowed.clone(),
            news: made.news,
            weight: *weight,
        })
        .collect();
    let learned = crf::train(&examples, hashes.len(), settings);
    Packed::new(&learned, &hashes, looks)
}

fn names_of(sightings: &Sightings, labels: &[u8]) -> Vec<(crate::prose::TokenRange, super::NameKind)> {
    let mut names = Vec::new();
    let mut start = 0;
    for run in sightings.runs() {
        let labels = &labels[start..start + run.len()];
        start += run.len();
        if let Some(first) = run.first() {
            names.extend(super::document::spans(labels, first.token..first.token + run.len() as u32));
        }
    }
    names
}
