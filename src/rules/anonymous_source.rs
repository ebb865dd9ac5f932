//! Sources without a name, a description or a reason.

use super::findings::Findings;
use super::place::{self, is_quoted};
use super::rule::Rule;
use super::unnamed;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind, Source};
use crate::config::Severity;
use crate::language::WordSet;
use crate::names::NameKind;
use crate::prose::{EachToken, ParagraphView, Sentence, TokenIndex, TokenKind, TokenOffsets, TokenRange};
use crate::reporting::SourceForm;
use rustc_hash::FxHashSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "anonymous-source",
    summary: "a source without a name, a description or a reason for leaving the name out",
    default: Some(Severity::Information),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("anonymous_source.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut told: FxHashSet<u32> = FxHashSet::default();
    for quotation in article.quotations() {
        let Some((source, head)) = unnamed_source(article, quotation) else { continue };
        // Once for each kind of source; and a source that was described before is known.
        if !told.insert(text.token(head).hash) || is_quoted(article, head) || was_told_of(article, head) {
            continue;
        }
        if gives_reason(article, head) {
            continue;
        }
        let written = source.span.slice(text.as_str());
        let message = format!(
            "Readers learn nothing about “{written}”: neither who that is, nor how they know, nor why they are not named. Say as \
             much as you can of each."
        );
        findings.report(source.span, message, Vec::new());
    }
    accused(article, findings);
}

/// The source of a quotation and its noun, where it is somebody of whom nothing is said.
fn unnamed_source<'a>(article: &'a Article, quotation: &'a Quotation) -> Option<(&'a Source, TokenIndex)> {
    let text = article.text();
    let source = quotation.source.as_ref().filter(|_| quotation.kind != QuotationKind::Scare)?;
    let may_be = matches!(
        source.form,
        SourceForm::Anonymous | SourceForm::Group | SourceForm::Description | SourceForm::Organization
    );
    let tokens = source.tokens.clone();
    let head = tokens.end.checked_sub(1)?;
    let is_bare = text.token(head).is_in(WordSet::UnnamedSource)
        && (tokens.start..head).each().all(|token| text.token(token).is_in(WordSet::TellsNothing));
    // *informed sources*, *police sources*: the words before are part of it.
    let before = tokens.start.checked_sub(1).map(|before| text.token(before));
    let is_cut = before.is_some_and(|before| before.kind == TokenKind::Lower && before.classes().is_empty());
    // Behind it, *in the ministry*, *who saw it* or *of the bank* say more.
    let next = text.get(head + 1);
    let goes_on = next.is_some_and(|next| next.is_in(WordSet::DescribesSource));
    (may_be && is_bare && !is_cut && !goes_on).then_some((source, head))
}

/// Whether a noun stands earlier in the article, where the source may have been described.
fn was_told_of(article: &Article, head: TokenIndex) -> bool {
    let text = article.text();
    let word = text.word(head).trim_end_matches('s');
    // *officials* are those of the body that the article is about, if it names one before.
    let of_known_body = text.token(head).is_in(WordSet::OfSomeBody)
        && article
            .entities()
            .mentions()
            .take_while(|(_, mention)| mention.tokens.start < head)
            .any(|(entity, _)| entity.kind == NameKind::Organization);
    of_known_body
        || (TokenIndex::FIRST..head)
            .each()
            .any(|token| text.token(token).kind == TokenKind::Lower && text.word(token).trim_end_matches('s') == word)
}

/// Whether the sentence or the next one says why there is no name.
fn gives_reason(article: &Article, head: TokenIndex) -> bool {
    let text = article.text();
    let at = text.sentence_of(head);
    let sentences = text.sentences().iter().skip(at).take(2);
    sentences.flat_map(|sentence| sentence.tokens.each()).any(|token| text.token(token).is_in(WordSet::ReasonUnnamed))
}

/// Reports people without a name of whom somebody, who is not named either, says something bad.
fn accused(article: &Article, findings: &mut Findings<'_>) {
    for sentence in place::sentences_that(article, accuses) {
        let Some(sentence) = article.text().sentences().get(sentence) else { continue };
        let Some(charge) = unnamed::charge(article, sentence) else { continue };
        let Some(people) = vague_people(article, sentence, charge.words.start) else { continue };
        let attributed = findings.gathered.attributed();
        if is_quoted(article, people.start) || attributed.hold(article, people.start) {
            continue;
        }
        let message = "These people are accused, but neither they nor whoever accuses them are named. Name the source of the \
                       accusation, and say why it can be trusted.";
        findings.report(article.text().span(people), message.to_owned(), Vec::new());
    }
}

/// Whether a sentence has a word by which somebody is accused.
fn accuses(paragraph: &ParagraphView<'_>, sentence: TokenOffsets) -> bool {
    place::tokens_of(paragraph, sentence).any(|token| token.is_in(WordSet::Accused))
}

/// *some individuals in the agency*, right before a verb.
fn vague_people(article: &Article, sentence: &Sentence, verb: TokenIndex) -> Option<TokenRange> {
    let text = article.text();
    let tokens = sentence.tokens.start..verb;
    let start = tokens.each().find(|&token| {
        text.token(token).is_in(WordSet::Some) && token + 1 < verb && text.token(token + 1).is_in(WordSet::VaguePeople)
    })?;
    let is_one_phrase = (start..verb).each().all(|token| {
        let found = text.token(token);
        found.is_word() || matches!(found.kind, TokenKind::Possessive)
    });
    is_one_phrase.then_some(start..verb)
}
