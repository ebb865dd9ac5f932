//! Words that are quoted twice.

use super::finding::Related;
use super::findings::Findings;
use super::place::is_running;
use super::rule::Rule;
use super::said::said_in;
use crate::Article;
use crate::config::Severity;
use crate::format::Extent;
use crate::prose::EachToken;
use crate::quotations::Passage;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// The rule.
pub static RULE: Rule = Rule {
    name: "repeated-quote",
    summary: "the same words quoted twice",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("repeated_quote.md"),
    check,
};

/// Fewer words may well be said twice: a term, a slogan.
const LEAST_WORDS: u32 = 7;
/// Quotations that begin with so many words in common repeat each other, however they go on.
const SAME_BEGINNING: usize = 10;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut known: FxHashMap<u64, &Passage> = FxHashMap::default();
    for passage in article.passages().passages.iter().filter(|passage| is_long(article, passage)) {
        let first = *known.entry(hash(article, passage)).or_insert(passage);
        if std::ptr::eq(first, passage) || words(article, first) != words(article, passage) {
            continue;
        }
        // Titles and terms may come again.
        let (Some(one), Some(other)) = (said_in(article, first), said_in(article, passage)) else { continue };
        let message = match (one.speaker, other.speaker) {
            (Some(one), Some(other)) if one != other => {
                let name = |id| article.entity(id).map_or("somebody", |entity| entity.name.as_str());
                format!(
                    "The same words stand in this article as {}’s and as {}’s. Check who said them.",
                    name(one),
                    name(other)
                )
            }
            _ => {
                "The same words are quoted earlier in this article. Take one of the two out, or shorten it.".to_owned()
            }
        };
        let related = Related { span: first.span, message: "Quoted here first".to_owned() };
        findings.report_with(passage.span, message, Vec::new(), vec![related]);
    }
}

/// Whether the words are long enough, and stand in running text: pull quotes and headlines repeat on purpose.
fn is_long(article: &Article, passage: &Passage) -> bool {
    if passage.depth > 0 || passage.words < LEAST_WORDS {
        return false;
    }
    let text = article.text();
    let paragraph = text.paragraphs().get(text.paragraph_of(passage.first()));
    paragraph.is_some_and(|found| {
        let words = found.tokens.len() as u32;
        // A paragraph that is nothing but the words may be a pull quote that its format does not show.
        let is_set = found.emphasis.bold == Extent::Whole || found.emphasis.italic == Extent::Whole;
        is_running(found) && !is_set && found.nesting.quotes == 0 && words > passage.end() - passage.first()
    })
}

/// A hash of the first words, by which they are looked up: few are ever compared.
fn hash(article: &Article, passage: &Passage) -> u64 {
    let words = passage.inside.each().map(|token| article.text().token(token)).filter(|token| token.is_word());
    let mut hasher = FxHasher::default();
    words.take(SAME_BEGINNING).for_each(|token| hasher.write_u32(token.hash));
    hasher.finish()
}

/// The first words without marks, punctuation and capitals.
fn words(article: &Article, passage: &Passage) -> String {
    let words = passage.inside.each().filter(|&token| article.text().token(token).is_word());
    let first = words.take(SAME_BEGINNING);
    first.map(|token| article.text().word(token).to_lowercase()).collect::<Vec<_>>().join(" ")
}
