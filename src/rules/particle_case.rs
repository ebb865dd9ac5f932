//! Particles of names in two cases.

use rustc_hash::FxHashMap;

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::language::{self, Classes, WordSet};
use crate::prose::{TokenKind, TokenOffset};
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
    let found = article.in_each_person(particles);
    let mut by_name: FxHashMap<&str, Vec<Particle>> = FxHashMap::default();
    // Where the newsroom's lists have a name, they say which form is right.
    for (person, found) in found.iter().filter(|(person, _)| people::house_spelling(article, person).is_none()) {
        let Some(mention) = person.mentions.get(found.mention) else { continue };
        let token = mention.tokens.start + found.word;
        let start = article.text().token(token).span.start;
        by_name.entry(&found.name).or_default().push(Particle {
            span: ProseSpan::new(start, start + found.length),
            is_upper: found.is_upper,
            is_quoted: is_quoted(article, token),
        });
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

/// A particle in a name of somebody.
#[derive(Debug, Clone)]
struct Found {
    /// The index of the mention.
    mention: usize,
    /// The word of it that begins with the particle, and how many bytes this has.
    word: u32,
    length: u32,
    /// The name that the particle belongs to, in lower case.
    name: Box<str>,
    is_upper: bool,
}

/// The particles in the names of a person in the running text.
fn particles(person: PersonView<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for (mention, view) in person.named() {
        for at in view.tokens.clone() {
            let Some(token) = view.token(at).filter(|token| token.is_capitalized() || token.kind == TokenKind::Lower)
            else {
                continue;
            };
            let written = view.word(&token);
            let word = at - view.tokens.start;
            // *al-Kazemi* is one word; *de Silva* are two, and the particle alone may have a capital for want of a given
            // name.
            let (length, name) = match written.split_once('-') {
                Some((article, _)) if language::word(article).is_in(WordSet::ArticleOfName) => {
                    (article.len(), written.to_lowercase())
                }
                _ if token.is(Classes::PARTICLE) && word > 0 => {
                    (written.len(), format!("{word}/{}", view.written().to_lowercase()))
                }
                _ => continue,
            };
            // Few names have any, and where a mention stands is dearer to tell.
            if is_free(&view, at) && view.is_in_body() {
                let is_upper = written.starts_with(char::is_uppercase);
                all.push(Found { mention, word, length: length as u32, name: name.into(), is_upper });
            }
        }
    }
    all
}

/// Whether a word may be in lower case: none that opens a sentence, and none behind a mark or a colon.
fn is_free(mention: &MentionView<'_>, token: TokenOffset) -> bool {
    let opens = mention.begins_with(token);
    let behind_word = token.checked_sub(1).and_then(|before| mention.token(before));
    !opens && behind_word.is_some_and(|before| before.is_word() || before.kind == TokenKind::Comma)
}
