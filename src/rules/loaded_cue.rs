//! Reporting verbs that take sides.

use super::finding::Safety;
use super::findings::Findings;
use super::rule::Rule;
use super::verbs::{Introduced, introduced, say_instead};
use crate::Article;
use crate::attribution::QuotationKind;
use crate::config::Severity;
use crate::language::{Classes, CueClass, WordSet};
use crate::prose::{EachToken, TokenIndex};

/// The rule.
pub static RULE: Rule = Rule {
    name: "loaded-cue",
    summary: "a reporting verb that takes sides, where “said” would not",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("loaded_cue.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    for found in introduced(article, |found| found.cue.is_in(WordSet::LoadedCue) && is_report(article, found)) {
        let span = article.text().token(found.verb).span;
        let verb = article.text().word(found.verb);
        let effect = match found.class {
            CueClass::LoadedPraise => "endorses what follows",
            CueClass::LoadedBlame => "makes an attack of the words",
            _ if found.cue.is_in(WordSet::CastsDoubt) => "tells readers to doubt the words",
            _ => "tells readers that the words are true, or a confession",
        };
        let message = format!("“{verb}” {effect}. Unless you mean that and can show it, “said” takes no side.");
        findings.report(span, message, say_instead(article, &found));
    }
}

/// Whether the verb gives words of somebody. *The virus claimed lives* and *the hall boasts a stage* do not.
fn is_report(article: &Article, found: &Introduced<'_>) -> bool {
    let text = article.text();
    let behind = text.get(found.verb + 1);
    let by_person = found.quotation.speaker.is_some();
    let own = found
        .quotation
        .source
        .as_ref()
        .is_some_and(|source| source.tokens.each().any(|token| text.token(token).is(Classes::FIRST_PERSON)));
    // *Some might claim that …* tells of nobody.
    let is_told = found.forms.past() || found.forms.third();
    let before = found.verb.checked_sub(1).map(|before| text.token(before));
    let is_possible = before.is_some_and(|before| before.is(Classes::MODAL));
    // *The shops are ripping us off with “bargains”* tells of no words, *the shops were slammed* of whose they are.
    let is_deed = found.class == CueClass::LoadedBlame
        && (found.quotation.kind == QuotationKind::Mixed && !is_told || is_passive(article, found.verb));
    match (found.quotation.kind, found.class) {
        _ if own || is_possible || is_deed => false,
        (QuotationKind::Direct | QuotationKind::Mixed, _) => true,
        (_, CueClass::LoadedPraise) => by_person && found.forms.finite() && !found.cue.is_in(WordSet::Boasts),
        _ => behind.is_some_and(|token| token.is_in(WordSet::That)) && is_told,
    }
}

/// Whether a form of *be* stands before a verb, an adverb between them or not: *was slammed*, *was later slammed*.
fn is_passive(article: &Article, verb: TokenIndex) -> bool {
    let before = (1..=2).filter_map(|back| verb.checked_sub(back)).map(|before| article.text().token(before));
    before.into_iter().any(|token| token.is(Classes::BE))
}
