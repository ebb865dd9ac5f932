//! Learns the weights of the pronouns' features from articles in which somebody marked whom a pronoun means.
//!
//! Deterministic: the same articles in the same order give the same weights.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::context::Reader;
use super::feature_table::{WEIGHTS, name_of};
use super::model::Weights;
use super::resolve::{Choice, resolve};
use super::utterances::Utterances;
use crate::entities::State;
use crate::entities::link::builder::PartialEntityId;
use crate::format::Format;
use crate::names::{self, Name, NameKind};
use crate::prose::{Text, TokenIndex};
use crate::quotations::Quotations;
use crate::reporting::Reporting;
use crate::text::ProseSpan;

/// How often the articles are read: whom earlier pronouns mean is itself a feature, so the weights of one round make the
/// features of the next.
const ROUNDS: usize = 4;
/// Steps of the ascent in each round, and its rate.
const STEPS: usize = 400;
const RATE: f32 = 0.2;
/// How strongly weights are drawn to zero.
const RIDGE: f32 = 5.0;
/// In how many parts the outlets are left out, one part each time.
const FOLDS: usize = 8;

/// An article with pronouns of which it is known whom they mean. All spans count bytes of `text`.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The article.
    pub text: String,
    /// The names of people.
    pub names: Vec<ProseSpan>,
    /// The pronouns.
    pub pronouns: Vec<MarkedPronoun>,
    /// How much each pronoun counts: 1 for the only one of an article, less for each of many.
    pub weight: f32,
    /// The outlet of a news article.
    pub outlet: Option<String>,
}

/// A pronoun of which it is known whom it means.
#[derive(Debug, Clone)]
pub struct MarkedPronoun {
    /// Where it stands.
    pub span: ProseSpan,
    /// Names of whom it means; empty if it means nobody named in `wrong`.
    pub right: Vec<ProseSpan>,
    /// Names of people whom it does not mean.
    pub wrong: Vec<ProseSpan>,
}

/// A choice with what is known of the right answer.
struct Example {
    weight: f32,
    candidates: Vec<(Vec<usize>, Option<bool>)>,
}

/// An article as far as it does not hang on the weights.
struct Prepared<'m> {
    marked: &'m Marked,
    text: Text,
    quotations: Quotations,
    entities: State,
    utterances: Utterances,
}

impl<'m> Prepared<'m> {
    fn new(marked: &'m Marked) -> Prepared<'m> {
        let text = Text::new(Format::Plain.read(&marked.text));
        let quotations = Quotations::find(&text);
        let mut entities = State::default();
        entities.find(&text, &names_of(marked, &text));
        let reporting = Reporting::find(&text, &quotations, entities.mentions());
        let utterances = Utterances::of(&reporting);
        Prepared { marked, text, quotations, entities, utterances }
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            text: &self.text,
            passages: &self.quotations,
            facts: self.entities.facts(),
            named: self.entities.named(),
            utterances: &self.utterances,
        }
    }
}

/// The weights that make the marked answers likeliest, in the format of `weights.tsv`, and how many pronouns taught
/// something.
pub fn learn<'m>(articles: impl Iterator<Item = &'m Marked>) -> (String, usize) {
    let articles: Vec<Prepared<'_>> = articles.map(Prepared::new).collect();
    let mut weights = Weights([0.0; WEIGHTS]);
    let mut taught = 0;
    for _ in 0..ROUNDS {
        let examples: Vec<Example> = articles.iter().flat_map(|article| examples(article, &weights)).collect();
        taught = examples.len();
        weights = ascend(&examples);
    }
    let mut lines = String::new();
    for (index, weight) in weights.0.iter().enumerate().filter(|(_, weight)| weight.abs() >= 0.005) {
        if let Some((name, value)) = name_of(index) {
            lines.push_str(&format!("{name}\t{value}\t{weight:.2}\n"));
        }
    }
    (lines, taught)
}

/// Of the pronouns of news articles, how many are given to the right one by weights that were learned without any article of
/// the same outlet.
pub fn cross_validate(articles: &[Marked]) -> f32 {
    let outlets: BTreeSet<&str> = articles.iter().filter_map(|article| article.outlet.as_deref()).collect();
    let fold: FxHashMap<&str, usize> =
        outlets.into_iter().enumerate().map(|(at, outlet)| (outlet, at % FOLDS)).collect();
    let fold_of = |article: &Marked| article.outlet.as_deref().and_then(|outlet| fold.get(outlet).copied());
    let (mut right, mut all) = (0.0, 0.0);
    for left_out in 0..FOLDS {
        let (weights, _) = learn(articles.iter().filter(|article| fold_of(article) != Some(left_out)));
        let kept: Vec<Marked> = articles.iter().filter(|article| fold_of(article) == Some(left_out)).cloned().collect();
        let pronouns = kept.iter().map(|article| article.pronouns.len() as f32).sum::<f32>();
        right += measure(&kept, &weights).right * pronouns;
        all += pronouns;
    }
    right / all
}

/// How well weights find the marked answers where the marked names are known for names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measured {
    /// Of those whom pronouns were said to mean, how many are right.
    pub precision: f32,
    /// Of those whom pronouns mean, how many were found.
    pub recall: f32,
    /// Both in one.
    pub f1: f32,
    /// Of the pronouns, how many were given to the right one or rightly to nobody.
    pub right: f32,
}

/// Measures weights.
pub fn measure(articles: &[Marked], weights: &str) -> Measured {
    let weights = Weights::parse(weights);
    let (mut said, mut right, mut wanted, mut pronouns, mut pronouns_right) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for marked in articles {
        let article = Prepared::new(marked);
        let (text, named) = (&article.text, article.entities.named());
        let resolved = resolve(article.reader(), &weights, |_| {});
        for MarkedPronoun { span, right: own, wrong } in &marked.pronouns {
            let pronoun = text.tokens_in(*span).start;
            let found = resolved.iter().find(|resolved| resolved.at == pronoun);
            let meant = found.and_then(|resolved| resolved.antecedent.entity()).or_else(|| named.entity_at(pronoun));
            let is_meant =
                |name: &&ProseSpan| meant.is_some() && named.entity_at(text.tokens_in(**name).start) == meant;
            wanted += own.len() as f32;
            right += own.iter().filter(is_meant).count() as f32;
            said += own.iter().chain(wrong).filter(is_meant).count() as f32;
            pronouns += 1.0;
            let is_right = if own.is_empty() {
                !wrong.iter().any(|name| is_meant(&name))
            } else {
                own.iter().any(|name| is_meant(&name))
            };
            pronouns_right += f32::from(u8::from(is_right));
        }
    }
    let (precision, recall) = (right / said, right / wanted);
    let f1 = 2.0 * precision * recall / (precision + recall);
    Measured { precision, recall, f1, right: pronouns_right / pronouns }
}

/// The names of the text, the marked ones among them, whatever else they were taken for.
fn names_of(marked: &Marked, text: &Text) -> Vec<Name> {
    let known: Vec<Name> = marked
        .names
        .iter()
        .map(|span| text.tokens_in(*span))
        .map(|tokens| Name { title: tokens.start..tokens.start, kind: NameKind::Person, tokens })
        .collect();
    let apart = |one: &Name, other: &Name| one.tokens.end <= other.tokens.start || other.tokens.end <= one.tokens.start;
    let is_person = |name: &Name| name.kind == NameKind::Person;
    let mut names = names::find(text);
    // A name that the tagger found keeps its extent where it is a person's.
    let new: Vec<Name> = known
        .into_iter()
        .filter(|name| names.iter().filter(|found| is_person(found)).all(|found| apart(name, found)))
        .collect();
    names.retain(|found| new.iter().all(|name| apart(name, found)));
    names.extend(new);
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// The choices at the marked pronouns of an article.
fn examples(article: &Prepared<'_>, weights: &Weights) -> Vec<Example> {
    let Prepared { marked, text, entities, .. } = article;
    let named = entities.named();
    let mut spans: Vec<Vec<ProseSpan>> = named
        .builder
        .entities()
        .map(|(_, entity)| entity.mentions.iter().map(|mention| text.span(mention.tokens.clone())).collect())
        .collect();
    for (description, _) in &named.descriptions {
        spans[description.entity.index()].push(text.span(description.tokens.clone()));
    }
    let token = |pronoun: &MarkedPronoun| text.tokens_in(pronoun.span).start;
    let wanted: FxHashMap<TokenIndex, &MarkedPronoun> =
        marked.pronouns.iter().map(|pronoun| (token(pronoun), pronoun)).collect();
    let mut found: BTreeMap<TokenIndex, Example> = BTreeMap::new();
    resolve(article.reader(), weights, |choice: &Choice| {
        let Some(pronoun) = wanted.get(&choice.pronoun) else { return };
        let touches = |id: PartialEntityId, wanted: &[ProseSpan]| {
            let own = spans.get(id.index());
            own.is_some_and(|own| own.iter().any(|span| wanted.iter().any(|name| name.overlaps(*span))))
        };
        let verdict = |id: Option<PartialEntityId>| {
            let id = id?;
            match (touches(id, &pronoun.right), touches(id, &pronoun.wrong)) {
                (true, _) => Some(true),
                (false, true) => Some(false),
                // Where the right one is known, everybody else is wrong.
                _ => (!pronoun.right.is_empty()).then_some(false),
            }
        };
        let candidates = choice.candidates.iter();
        let mut candidates: Vec<(Vec<usize>, Option<bool>)> =
            candidates.map(|(id, features)| (features.indexes().collect(), verdict(*id))).collect();
        let has_right = candidates.iter().any(|(_, verdict)| *verdict == Some(true));
        if !pronoun.right.is_empty() {
            // Nobody is a wrong answer too, but where the right one was not found among the names it is the best one.
            for (_, verdict) in candidates.iter_mut().filter(|(_, verdict)| verdict.is_none()) {
                *verdict = has_right.then_some(false);
            }
        }
        found.insert(choice.pronoun, Example { weight: marked.weight, candidates });
    });
    found.into_values().collect()
}

/// Gradient ascent (Adagrad) on the likelihood of the right answers; where none is known, of all that are not wrong.
fn ascend(examples: &[Example]) -> Weights {
    let mut weights = Weights([0.0; WEIGHTS]);
    let mut squares = vec![1e-6_f32; WEIGHTS];
    for _ in 0..STEPS {
        let mut gradient: Vec<f32> = weights.0.iter().map(|weight| -RIDGE * weight).collect();
        for example in examples {
            let scores: Vec<f32> = example
                .candidates
                .iter()
                .map(|(features, _)| features.iter().map(|index| weights.0[*index]).sum())
                .collect();
            let highest = scores.iter().copied().fold(f32::MIN, f32::max);
            let likely: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
            let total: f32 = likely.iter().sum();
            let is_right = example.candidates.iter().any(|(_, verdict)| *verdict == Some(true));
            let counts = |verdict: Option<bool>| if is_right { verdict == Some(true) } else { verdict.is_none() };
            let good: f32 = example
                .candidates
                .iter()
                .zip(&likely)
                .filter(|((_, verdict), _)| counts(*verdict))
                .map(|(_, own)| own)
                .sum();
            if good <= 0.0 {
                continue;
            }
            for ((features, verdict), own) in example.candidates.iter().zip(&likely) {
                let wanted = if counts(*verdict) { own / good } else { 0.0 };
                let push = example.weight * (wanted - own / total);
                for index in features {
                    gradient[*index] += push;
                }
            }
        }
        for ((weight, square), slope) in weights.0.iter_mut().zip(&mut squares).zip(&gradient) {
            *square += slope * slope;
            *weight += RATE * slope / square.sqrt();
        }
    }
    weights
}
