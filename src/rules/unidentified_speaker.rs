//! Speakers whom the article never introduces.

use rustc_hash::FxHashSet;

use super::findings::Findings;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::attribution::{Quotation, QuotationKind};
use crate::config::Severity;
use crate::entities::{Entity, MentionForm};
use crate::language::{self, Classes, WordSet};
use crate::names::NameKind;
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
    let people = article.in_each_person(unknown);
    let is_person = |somebody: &Entity| somebody.kind == NameKind::Person;
    let is_known = |somebody: &Entity| is_person(somebody) && people.of(somebody.id).next().is_none();
    // What speaks in so many words may be a person all the same.
    let is_unknown = |body: &Entity| is_person(body) || !unknown(article.person_view(body)).is_empty();
    let mut seen = FxHashSet::default();
    for quotation in article.quotations() {
        let Some(source) = quotation.source.as_ref().filter(|_| quotation.confidence >= SURE) else { continue };
        let Some(person) = quotation.speaker.and_then(|speaker| article.entity(speaker)) else { continue };
        let tokens = source.tokens.clone();
        if is_known(person) || seen.contains(&person.id) || !is_plain(quotation) || is_quoted(article, tokens.start) {
            continue;
        }
        let Some((owner, mention)) = article.entities().mention_in(tokens) else { continue };
        let is_told = || article.mention_view(mention).is_some_and(|view| !view.is_attributive() && view.is_in_body());
        if owner.id != person.id || !mention.form.is_named() || !is_unknown(person) || !is_told() {
            continue;
        }
        seen.insert(person.id);
        let name = &person.name;
        // Where somebody else bears the name, he or she may be meant.
        if findings.gathered.bearers().are_several(name) {
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

/// Says that nothing in the article introduces a person: no full name, no role, no title, nothing that describes them.
/// Given names alone may be the writer's choice.
fn unknown(person: PersonView<'_>) -> Vec<()> {
    let is_described = |form| matches!(form, MentionForm::Title | MentionForm::Description);
    let is_bare = |mention: MentionView<'_>| {
        let is_office = |at| mention.is_at(at, Classes::TITLE) && !mention.is_in(at, WordSet::CourtesyTitle);
        mention.tokens.len() == 1
            && mention.is_sure()
            && mention.own().all(|token| !token.is(Classes::GIVEN))
            && !mention.titles().any(is_office)
            && !mention.is_among_relatives()
            && !mention.is_explained_behind()
    };
    let is_unknown =
        !person.has_role() && !person.forms().any(is_described) && person.named().all(|(_, mention)| is_bare(mention));
    is_unknown.then_some(()).into_iter().collect()
}
