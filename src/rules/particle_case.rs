//! Particles of names in two cases.

use rustc_hash::FxHashMap;

use super::finding::{Findings, Related, Safety};
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::Mention;
use crate::language::{self, Classes, WordSet};
use crate::prose::{TokenIndex, TokenKind};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "particle-case",
    summary: "the particle of a name in upper and in lower case",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("particle_case.md"),
    check,
};

/// A particle where it stands.
struct Particle {
    span: ProseSpan,
    is_upper: bool,
    is_quoted: bool,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text().as_str();
    // By the name that the particle belongs to, in lower case.
    let mut by_name: FxHashMap<String, Vec<Particle>> = FxHashMap::default();
    // Where the newsroom's lists have a name, they say which form is right.
    for person in people::all(article).filter(|person| people::house_spelling(article, person).is_none()) {
        for mention in people::named(person) {
            let found = particles(article, mention);
            // Few names have any, and where a mention stands is dearer to tell.
            if !found.is_empty() && people::is_in_body(article, mention) {
                found.into_iter().for_each(|(name, particle)| by_name.entry(name).or_default().push(particle));
            }
        }
    }
    let mut mixed: Vec<Vec<Particle>> = by_name.into_values().filter(|found| is_mixed(found)).collect();
    mixed.iter_mut().for_each(|found| found.sort_by_key(|particle| particle.span));
    for found in mixed {
        let upper = found.iter().filter(|particle| particle.is_upper).count();
        let first_is_upper = found.first().is_some_and(|first| first.is_upper);
        // Where both are as frequent, the first sets the style.
        let wants_upper = 2 * upper > found.len() || 2 * upper == found.len() && first_is_upper;
        let Some(usual) = found.iter().find(|particle| particle.is_upper == wants_upper) else { continue };
        let odd = found.iter().filter(|particle| particle.is_upper != wants_upper && !particle.is_quoted);
        for particle in odd {
            let (written, wanted) = (particle.span.slice(text), usual.span.slice(text));
            let message = format!("This name has “{written}” here, but “{wanted}” elsewhere. Write “{wanted}”.");
            let fixes = replace(article, format!("Change to “{wanted}”"), Safety::Safe, &[(particle.span, wanted)]);
            let related = Related { span: usual.span, message: format!("Here it is “{wanted}”") };
            findings.report_with(particle.span, message, fixes, vec![related]);
        }
    }
}

fn is_mixed(found: &[Particle]) -> bool {
    found.iter().any(|particle| particle.is_upper) && found.iter().any(|particle| !particle.is_upper)
}

/// The particles of a mention, each with the name that it belongs to.
fn particles(article: &Article, mention: &Mention) -> Vec<(String, Particle)> {
    let text = article.text();
    let mut found = Vec::new();
    for token in mention.tokens.clone() {
        if !text.token(token).is_capitalized() && text.token(token).kind != TokenKind::Lower {
            continue;
        }
        let span = text.token(token).span;
        let word = text.word(token);
        // *al-Kazemi* is one word; *de Silva* are two, and the particle alone may have a capital for want of a given name.
        let (length, name) = match word.split_once('-') {
            Some((article, _)) if language::word(article).is_in(WordSet::ArticleOfName) => {
                (article.len(), word.to_lowercase())
            }
            _ if text.token(token).is(Classes::PARTICLE) && token > mention.tokens.start => (
                word.len(),
                format!("{}/{}", token - mention.tokens.start, mention.span.slice(text.as_str()).to_lowercase()),
            ),
            _ => continue,
        };
        if !is_free(article, token) {
            continue;
        }
        let span = ProseSpan::new(span.start, span.start + length as u32);
        let is_upper = span.slice(text.as_str()).starts_with(char::is_uppercase);
        found.push((name, Particle { span, is_upper, is_quoted: is_quoted(article, token) }));
    }
    found
}

/// Whether a word may be in lower case: none that opens a sentence, and none behind a mark or a colon.
fn is_free(article: &Article, token: TokenIndex) -> bool {
    let text = article.text();
    let opens = text.sentences().get(text.sentence_of(token)).is_some_and(|sentence| sentence.tokens.start == token);
    let behind_word = token.checked_sub(1).is_some_and(|before| {
        let before = text.token(before);
        before.is_word() || before.kind == TokenKind::Comma
    });
    !opens && behind_word
}
