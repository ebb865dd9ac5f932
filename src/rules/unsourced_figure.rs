//! Figures without a source behind figures with one.

use super::finding::Related;
use super::findings::Findings;
use super::place::{self, is_quoted};
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::{WordSet, dates};
use crate::prose::{EachToken, ParagraphView, Sentence, Text, TokenIndex, TokenKind, TokenOffsets, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "unsourced-figure",
    summary: "a figure without a source behind one that has a source",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("unsourced_figure.md"),
    check,
};

/// So many tokens into a sentence its figure has to stand for the sentence to be about it: *More than 2,000 others …*
const REACH: u32 = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for index in place::sentences_that(article, opens_with_number) {
        let sentence = |index: Option<usize>| index.and_then(|index| text.sentences().get(index));
        let (Some(before), Some(behind)) = (sentence(index.checked_sub(1)), sentence(Some(index))) else { continue };
        if before.paragraph != behind.paragraph {
            continue;
        }
        let Some(figure) = opening_figure(article, behind) else { continue };
        let Some(sourced) = sourced_figure(article, before) else { continue };
        let attributed = findings.gathered.attributed();
        let is_sourced = source_in(article, behind.tokens.clone()).is_some()
            || behind.tokens.each().any(|token| attributed.hold(article, token));
        if is_sourced {
            continue;
        }
        let message = "The sentence before says where its figure comes from; this one does not. If it has the same source, \
                       say so; if not, name its own.";
        let related = Related { span: text.token(sourced).span, message: "The source is named here".to_owned() };
        findings.report_with(text.span(figure), message.to_owned(), Vec::new(), vec![related]);
    }
}

/// Whether a number stands where the figure stands that a sentence is about.
fn opens_with_number(paragraph: &ParagraphView<'_>, sentence: TokenOffsets) -> bool {
    let opening = sentence.start..sentence.end.min(sentence.start + REACH);
    place::tokens_of(paragraph, opening).any(|token| token.kind == TokenKind::Number)
}

/// The figure that a sentence is about, with the word behind it, where the sentence begins with it.
fn opening_figure(article: &Article, sentence: &Sentence) -> Option<TokenRange> {
    let text = article.text();
    let Sentence { tokens, .. } = sentence;
    let opening = tokens.start..tokens.end.min(tokens.start + REACH);
    let figure = opening.each().find(|&token| is_figure(text, token))?;
    let leads = (opening.start..figure).each().all(|token| text.token(token).is_in(WordSet::LeadsToFigure));
    let goes_on = text.get(figure + 1).is_some_and(|next| next.kind == TokenKind::Lower && next.spaced);
    let is_full = text.token(tokens.end - 1).kind == TokenKind::Stop;
    (leads && goes_on && is_full && !is_quoted(article, figure)).then_some(figure..figure + 2)
}

/// The verb or phrase that names the source of a sentence with a figure.
fn sourced_figure(article: &Article, sentence: &Sentence) -> Option<TokenIndex> {
    let source = source_in(article, sentence.tokens.clone())?;
    let has_figure = sentence.tokens.each().any(|token| is_figure(article.text(), token));
    has_figure.then_some(source)
}

/// The verb or phrase in a sentence that says whose information it is: *the ministry reported*, *according to*.
fn source_in(article: &Article, tokens: TokenRange) -> Option<TokenIndex> {
    let text = article.text();
    tokens.each().find(|&token| {
        let found = text.token(token);
        let tells = found.word.cue().is_some_and(|(cue, forms)| {
            cue.is_in(WordSet::TellsFigure) && (forms.past() || forms.third() || forms.ing())
        });
        (tells || found.is_in(WordSet::NamesSource)) && !is_quoted(article, token)
    })
}

/// Whether a token is a figure that somebody counted: no year, no date, no small number.
fn is_figure(text: &Text, token: TokenIndex) -> bool {
    let word = text.word(token);
    let is_plain = word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let is_year = word.len() == 4 && (word.starts_with('1') || word.starts_with("20"));
    let next_to_month = [token.checked_sub(1), Some(token + 1)]
        .into_iter()
        .flatten()
        .any(|near| text.get(near).is_some() && dates::month(text.word(near)).is_some());
    text.token(token).kind == TokenKind::Number && is_plain && word.len() > 1 && !is_year && !next_to_month
}
