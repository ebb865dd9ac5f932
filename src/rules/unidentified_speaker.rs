//! Speakers whom the article never introduces.

use rustc_hash::FxHashSet;

use super::finding::Findings;
use super::people::{self, Bearers};
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::config::Severity;
use crate::entities::{Entity, MentionForm};
use crate::language::{self, Classes, WordSet};
use crate::reporting::Evidence;

/// The rule.
pub static RULE: Rule = Rule {
    name: "unidentified-speaker",
    summary: "somebody is quoted who is never introduced",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("unidentified_speaker.md"),
    check,
};

/// A speaker who is less sure than this may be somebody else, who was introduced.
const SURE: f32 = 0.92;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut seen = FxHashSet::default();
    let mut bearers = None;
    for quotation in article.quotations() {
        let Some(source) = quotation.source.as_ref().filter(|_| quotation.confidence >= SURE) else { continue };
        let Some(person) = quotation.speaker.and_then(|speaker| article.entity(speaker)) else { continue };
        let tokens = source.tokens.clone();
        if seen.contains(&person.id) || !is_plain(quotation) || is_quoted(article, tokens.start) {
            continue;
        }
        let Some((owner, mention)) = article.entities().mention_in(tokens) else { continue };
        let name = &person.name;
        let is_person = !people::is_attributive(article, mention) && people::is_in_body(article, mention);
        if owner.id != person.id || !mention.form.is_named() || !is_person || !is_unknown(article, person) {
            continue;
        }
        seen.insert(person.id);
        // Where somebody else bears the name, he or she may be meant.
        if bearers.get_or_insert_with(|| Bearers::of(article)).are_several(name) {
            continue;
        }
        let message = format!(
            "{name} speaks here, but the article says neither who {name} is nor the full name. Introduce the speaker."
        );
        findings.report(mention.span, message, Vec::new());
    }
}

/// Whether somebody says direct speech in so many words, as newspapers have it: the sayings of the famous come otherwise
/// (*as Goethe wrote*, *according to Marx*).
fn is_plain(quotation: &Quotation) -> bool {
    let is_said = match quotation.evidence.first() {
        Some(Evidence::QuotationCueSource | Evidence::QuotationSourceCue) => true,
        Some(Evidence::SourceCueQuotation | Evidence::SourceCueClause) => {
            let lemma = quotation.cue.as_ref().map_or("", |cue| cue.lemma);
            language::word(lemma).cue().is_some_and(|(cue, _)| cue.is_in(WordSet::PlainCue))
        }
        _ => false,
    };
    is_said && quotation.kind == QuotationKind::Direct
}

/// Whether nothing in the article introduces a person: no full name, no role, no title, nothing that describes them. Given
/// names alone may be the writer's choice.
fn is_unknown(article: &Article, person: &Entity) -> bool {
    let text = article.text();
    let is_described = |form| matches!(form, MentionForm::Title | MentionForm::Description);
    let is_office = |token| text.token(token).is(Classes::TITLE) && !text.token(token).is_in(WordSet::CourtesyTitle);
    person.roles.is_empty()
        && person.affiliation.is_none()
        && !person.mentions.iter().any(|mention| is_described(mention.form))
        && people::named(person).all(|mention| {
            let words = mention.tokens.clone();
            mention.tokens.len() == 1
                && words.clone().all(|token| people::is_sure_name(article, token))
                && words.clone().all(|token| !text.token(token).is(Classes::GIVEN))
                && !people::titles(article, mention).any(is_office)
                && !people::is_among_relatives(article, mention)
                && !people::is_explained_behind(article, mention)
        })
}
