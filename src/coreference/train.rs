//! Learns the weights of the pronouns' features from articles in which somebody marked whom a pronoun means.
//!
//! Deterministic: the same articles in the same order give the same weights.

use super::context::Reader;
use super::feature_table::{WEIGHTS, name_of};
use super::model::Weights;
use super::resolve::{Choice, resolve};
use crate::entities::State;
use crate::entities::link::builder::PartialEntityId;
use crate::format::Format;
use crate::names::{self, Name, NameKind};
use crate::prose::Text;
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

/// An article with one pronoun of which it is known whom it means. All spans count bytes of `text`.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The article.
    pub text: String,
    /// The pronoun.
    pub pronoun: ProseSpan,
    /// Names of whom it means; empty if it means nobody named in `wrong`.
    pub right: Vec<ProseSpan>,
    /// Names of people whom it does not mean.
    pub wrong: Vec<ProseSpan>,
    /// How much it counts: 1 for one pronoun of an article, less for each of many.
    pub weight: f32,
}

/// A choice with what is known of the right answer.
struct Example {
    weight: f32,
    candidates: Vec<(Vec<usize>, Option<bool>)>,
}

/// The weights that make the marked answers likeliest, in the format of `weights.tsv`, and how many articles taught
/// something.
pub fn learn(articles: &[Marked]) -> (String, usize) {
    let texts: Vec<Text> = articles.iter().map(|marked| Text::new(Format::Plain.read(&marked.text))).collect();
    let mut weights = Weights([0.0; WEIGHTS]);
    let mut taught = 0;
    for _ in 0..ROUNDS {
        let examples: Vec<Example> =
            articles.iter().zip(&texts).filter_map(|(marked, text)| example(marked, text, &weights)).collect();
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

/// How well weights find the marked answers where the marked names are known for names: precision, recall and F1 of
/// "the pronoun means this name".
pub fn measure(articles: &[Marked], weights: &str) -> (f32, f32, f32) {
    let weights = Weights::parse(weights);
    let (mut said, mut right, mut wanted) = (0.0, 0.0, 0.0);
    for marked in articles {
        let text = Text::new(Format::Plain.read(&marked.text));
        let quotations = Quotations::find(&text);
        let mut entities = State::default();
        entities.find(&text, &names_of(marked, &text));
        let named = entities.named();
        let reporting = Reporting::find(&text, &quotations, entities.mentions());
        let reader =
            Reader { text: &text, passages: &quotations, facts: entities.facts(), named, reporting: &reporting };
        let resolved = resolve(reader, &weights, |_| {});
        let pronoun = text.tokens_in(marked.pronoun).start;
        let found = resolved.iter().find(|resolved| resolved.at == pronoun);
        let meant = found.and_then(|resolved| resolved.antecedent.entity()).or_else(|| named.entity_at(pronoun));
        let is_meant = |name: &&ProseSpan| meant.is_some() && named.entity_at(text.tokens_in(**name).start) == meant;
        wanted += marked.right.len() as f32;
        right += marked.right.iter().filter(is_meant).count() as f32;
        said += marked.right.iter().chain(&marked.wrong).filter(is_meant).count() as f32;
    }
    let (precision, recall) = (right / said, right / wanted);
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

/// The names of the text, the marked ones among them, whatever else they were taken for.
fn names_of(marked: &Marked, text: &Text) -> Vec<Name> {
    let spans = marked.right.iter().chain(&marked.wrong);
    let known: Vec<Name> = spans
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

fn example(marked: &Marked, text: &Text, weights: &Weights) -> Option<Example> {
    let quotations = Quotations::find(text);
    let mut entities = State::default();
    entities.find(text, &names_of(marked, text));
    let named = entities.named();
    let mut spans: Vec<Vec<ProseSpan>> = named
        .builder
        .entities()
        .map(|(_, entity)| entity.mentions.iter().map(|mention| text.span(mention.tokens.clone())).collect())
        .collect();
    for (description, _) in &named.descriptions {
        spans[description.entity.index()].push(text.span(description.tokens.clone()));
    }
    let pronoun = text.tokens_in(marked.pronoun).start;
    let mut found = None;
    let reporting = Reporting::find(text, &quotations, entities.mentions());
    let reader = Reader { text, passages: &quotations, facts: entities.facts(), named, reporting: &reporting };
    resolve(reader, weights, |choice: &Choice| {
        if choice.pronoun == pronoun {
            let touches = |id: PartialEntityId, wanted: &[ProseSpan]| {
                spans
                    .get(id.index())
                    .is_some_and(|own| own.iter().any(|span| wanted.iter().any(|name| name.overlaps(*span))))
            };
            let verdict = |id: Option<PartialEntityId>| {
                let id = id?;
                match (touches(id, &marked.right), touches(id, &marked.wrong)) {
                    (true, _) => Some(true),
                    (false, true) => Some(false),
                    // Where the right one is known, everybody else is wrong.
                    _ => (!marked.right.is_empty()).then_some(false),
                }
            };
            let candidates = choice.candidates.iter();
            found = Some(candidates.map(|(id, features)| (features.indexes().collect(), verdict(*id))).collect());
        }
    });
    let mut candidates: Vec<(Vec<usize>, Option<bool>)> = found?;
    let has_right = candidates.iter().any(|(_, verdict)| *verdict == Some(true));
    if !marked.right.is_empty() {
        // Nobody is a wrong answer too, but where the right one was not found among the names it is the best one.
        for (_, verdict) in candidates.iter_mut().filter(|(_, verdict)| verdict.is_none()) {
            *verdict = has_right.then_some(false);
        }
    }
    Some(Example { weight: marked.weight, candidates })
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
