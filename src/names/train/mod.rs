//! Trains the tagger of names, and measures it on articles that it was not trained on.

mod augment;
mod corpus;
mod crf;
mod evaluate;
mod export;
mod gold;
mod lists;
mod looks;
mod random;
mod second;
mod sentences;
mod tidy;

use std::collections::BTreeMap;

use corpus::Article;
use corpus::Marked;
pub use corpus::{CORPORA, Corpus};
use crf::Example;
pub use crf::Settings;
use evaluate::Counts;
pub use export::Packed;
use random::Random;

use super::features::Features;
use super::lattice::Steps;
use super::sightings::Sightings;
use super::{state, tagger};
use crate::prose::{EachToken, TokenIndex, TokenRange};

const FOLDS: usize = 5;
/// How often the articles of our own are filled with other names.
const FILLINGS: usize = 8;
/// How much each further filling counts, an article being 1.
const OWN_WEIGHT: f32 = 0.7;

/// The census files that a course reads, in the order of its argument.
pub const CENSUS: [&str; 3] =
    ["us_census_dist.female.first.txt", "us_census_dist.male.first.txt", "us_census_dist.all.last.txt"];

/// Everything that training and measuring need, read and taken apart once.
pub struct Course {
    settings: Settings,
    looks: Vec<u8>,
    articles: Vec<Article>,
    folds: Vec<usize>,
    marked: Vec<Marked>,
    examples: Vec<Vec<Made>>,
    copies: Vec<Vec<Made>>,
    /// Behind so many articles come those of our own.
    ours: usize,
}

/// What a course found out.
pub struct Outcome {
    /// The figures of each corpus, each article judged by models that were trained without its fold.
    pub figures: String,
    /// Each name of the news that was missed or false, one a line.
    pub errors: String,
    /// The weights that ship: names and contents of the files of `src/names/model`.
    pub files: Vec<(&'static str, Vec<u8>)>,
}

impl Course {
    /// How many models a course trains: one without each fold, and one on everything.
    pub const MODELS: usize = FOLDS + 1;

    /// Prepares a course. `corpora` holds the lines of the files of [`CORPORA`] in their order, `census` those of
    /// [`CENSUS`]. A line that cannot be read is an error that names its corpus and number.
    pub fn new(corpora: &[Vec<String>], census: &[String; 3], settings: Settings) -> Result<Course, String> {
        let lists = lists::Lists::read();
        let mut articles = corpus::read(corpora)?;
        let mut random = Random::new(settings.seed ^ 0x0CA7);
        let ours = articles.len();
        articles.extend(sentences::fill(corpus::OURS, &lists, &mut random));
        let looks = looks::train(&lists, &lists::census(census), settings.seed);
        let folds = folds(&articles);
        let marked: Vec<Marked> = articles.iter().map(corpus::mark).collect();
        let examples = articles.iter().zip(&marked).map(|(article, marked)| make(article, marked, &looks)).collect();
        let mut random = Random::new(settings.seed);
        let mut copies: Vec<Vec<Made>> = (0..articles.len()).map(|_| Vec::new()).collect();
        for _ in 0..settings.copies {
            for (article, copies) in articles.iter().zip(&mut copies) {
                if CORPORA[article.corpus].is_copied() {
                    let copy = augment::copy(article, &lists, &mut random);
                    copies.extend(make(&copy, &corpus::mark(&copy), &looks));
                }
            }
        }
        for _ in 1..FILLINGS {
            let filled = sentences::fill(corpus::OURS, &lists, &mut random);
            for (article, copies) in filled.iter().zip(&mut copies[ours..]) {
                copies.extend(make(article, &corpus::mark(article), &looks));
            }
        }
        Ok(Course { settings, looks, articles, folds, marked, examples, copies, ours })
    }

    /// Trains the first look of one of [`Course::MODELS`]: without the fold of that number, or, past the folds, on all.
    pub fn train(&self, model: usize) -> Packed {
        let chosen = (0..self.articles.len()).filter(|at| self.folds[*at] != model);
        let chosen = chosen.flat_map(|at| {
            let weight = if at < self.ours { self.settings.copy_weight } else { OWN_WEIGHT };
            let copies = self.copies[at].iter().map(move |made| (made, weight));
            self.examples[at].iter().map(|made| (made, 1.0)).chain(copies)
        });
        first(chosen.collect(), &self.looks, &self.settings)
    }

    /// Trains the second look on what the models say of the articles that they do not know, and measures both.
    /// `models` are those of [`Course::train`], in order.
    pub fn finish(&self, mut models: Vec<Packed>) -> Result<Outcome, String> {
        let shipped = models.pop().filter(|_| models.len() == FOLDS).ok_or("a model is missing")?;
        let unseen = self.marked.iter().zip(&self.folds);
        let sightings: Vec<Sightings> =
            unseen.map(|(marked, fold)| tagger::look(&models[*fold].model(), &marked.text)).collect();
        let mut errors = String::new();
        let mut totals: BTreeMap<usize, (Counts, Counts)> = BTreeMap::new();
        for (fold, packed) in models.into_iter().enumerate() {
            let steps = *packed.model().steps;
            let packed = packed.with_second(&self.second(&sightings, fold, &steps));
            for at in (0..self.articles.len()).filter(|at| self.folds[*at] == fold) {
                let (article, text) = (&self.articles[at], &self.marked[at].text);
                let counts = totals.entry(article.corpus).or_default();
                counts.0.add(article, text, &by_first_look(&sightings[at], &steps), |_, _, _, _| {});
                counts.1.add(article, text, &state::find(&packed.model(), text), |sign, kind, start, end| {
                    if CORPORA[article.corpus].news {
                        errors.push_str(&evaluate::error_line(article, sign, kind, start, end));
                    }
                });
            }
        }
        let lines =
            totals.iter().filter(|(corpus, _)| CORPORA[**corpus].can_measure()).map(|(corpus, (before, after))| {
                let name = CORPORA[*corpus].name;
                format!("{name:10} first look   {before}\n{name:10} second look  {after}\n")
            });
        let steps = *shipped.model().steps;
        let shipped = shipped.with_second(&self.second(&sightings, FOLDS, &steps));
        Ok(Outcome { figures: lines.collect(), errors, files: shipped.files() })
    }

    fn second(&self, sightings: &[Sightings], fold: usize, steps: &Steps) -> second::Learned {
        let texts: Vec<(&Marked, &Sightings)> = (0..self.articles.len())
            .filter(|at| self.folds[*at] != fold && CORPORA[self.articles[*at].corpus].teaches_second_look)
            .map(|at| (&self.marked[at], &sightings[at]))
            .collect();
        second::train(&texts, steps, self.settings.seed)
    }
}

fn by_first_look(sightings: &Sightings, steps: &Steps) -> Vec<(TokenRange, super::NameKind)> {
    let mut names = Vec::new();
    for run in sightings.runs() {
        let scores: Vec<_> = run.iter().map(|sighting| sighting.score).collect();
        let labels = super::lattice::best(&scores, steps);
        if let Some(first) = run.first() {
            let start = TokenIndex::from(first.token);
            names.extend(super::labels::spans(&labels, start..start + run.len() as u32));
        }
    }
    names
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
