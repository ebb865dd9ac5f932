//! Long speech before its speaker is named.

use super::finding::{Fix, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::rule::Rule;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::config::Severity;
use crate::prose::{EachToken, MarkShape, TokenIndex, TokenKind, TokenRange};
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "late-attribution",
    summary: "more than a sentence and 40 words before readers learn who speaks",
    default: Some(Severity::Hint),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("late_attribution.md"),
    check,
};

/// So many words are too many to wait for.
const MOST_WORDS: usize = 40;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let mut before: Option<&Quotation> = None;
    for quotation in article.quotations() {
        let last = before.replace(quotation);
        let Some(words) = unclaimed(article, quotation) else { continue };
        // Words of somebody who spoke in the sentence before leave nobody in doubt.
        let text = article.text();
        let sentence = |at| text.sentence_of(text.tokens_in(ProseSpan::new(at, at + 1)).start);
        let goes_on = last.is_some_and(|last| {
            let end = last.extent().end.saturating_sub(1);
            last.speaker.is_some() && last.speaker == quotation.speaker && sentence(end) + 1 >= sentence(words.start)
        });
        if goes_on {
            continue;
        }
        let source =
            quotation.source.as_ref().map_or("the speaker", |source| source.span.slice(article.prose().text()));
        let message = format!(
            "Readers hear a full sentence and more before they learn that {source} says this. Name the speaker behind the first \
             sentence."
        );
        findings.report(words, message, fixes(article, quotation, words));
    }
}

/// The marked words before the speaker is named, if they are many.
fn unclaimed(article: &Article, quotation: &Quotation) -> Option<ProseSpan> {
    if quotation.kind != QuotationKind::Direct {
        return None;
    }
    let (source, cue) = (quotation.source.as_ref()?, quotation.cue.as_ref()?);
    let named = source.tokens.start.min(cue.tokens.start);
    let before = quotation.parts.iter().skip(1).take_while(|part| part.end <= named);
    let join = |all: TokenRange, part: &TokenRange| all.start.min(part.start)..all.end.max(part.end);
    let all = before.fold(quotation.parts.first()?.clone(), join);
    // Each word is a token at least.
    if all.end > named || all.len() <= MOST_WORDS || !is_long(article, &all) {
        return None;
    }
    let text = article.text();
    let verb = cue.tokens.each().find(|&token| text.token(token).word.cue().is_some())?;
    // A credit below the words is seen at once.
    let is_beside = text.paragraph_of(verb) == text.paragraph_of(all.end.saturating_sub(1));
    is_beside.then(|| text.span(all))
}

fn is_long(article: &Article, words: &TokenRange) -> bool {
    first_break(article, words.clone()).is_some()
        && article.text().slice(words.clone()).split_whitespace().nth(MOST_WORDS).is_some()
}

/// The stop that ends the first of several sentences.
fn first_break(article: &Article, tokens: TokenRange) -> Option<TokenIndex> {
    let text = article.text();
    let sentence = text.sentences().get(text.sentence_of(tokens.start))?;
    let stop = sentence.tokens.end.checked_sub(1)?;
    (stop + 1 < tokens.end.saturating_sub(1) && text.token(stop).kind == TokenKind::Stop).then_some(stop)
}

/// Moves the attribution behind the first sentence: *“One. Two,” she said.* becomes *“One,” she said. “Two.”*
fn fixes(article: &Article, quotation: &Quotation, words: ProseSpan) -> Vec<Fix> {
    let moved = || {
        let text = article.text();
        let tokens = text.tokens_in(words);
        let stop = first_break(article, tokens.clone()).filter(|&stop| text.word(stop) == ".")?;
        let close = tokens.end.checked_sub(1)?;
        let comma = close.checked_sub(1).filter(|&comma| text.token(comma).kind == TokenKind::Comma)?;
        let (opening, closing) = match text.token(close).mark()? {
            MarkShape::Straight => ("\"", "\""),
            MarkShape::Curly { .. } => ("“", "”"),
            _ => return None,
        };
        // Only an attribution that ends its sentence, with nothing else in it, can be moved whole.
        let (source, cue) = (quotation.source.as_ref()?, quotation.cue.as_ref()?);
        let attribution = text.tokens_in(source.span.join(cue.span));
        let behind = text.get(attribution.end).filter(|token| token.kind == TokenKind::Stop)?;
        let is_whole = attribution.start == close + 1 && quotation.spans.iter().all(|span| span.end <= words.end);
        let end = is_whole.then_some(behind.span.end)?;
        let tag = text.slice(attribution);
        let behind_first = format!(",{closing} {tag}. {opening}");
        let at_end = format!(".{closing}");
        let next = text.token(stop + 1).span.start;
        let changes = [
            (ProseSpan::new(text.token(stop).span.start, next), behind_first.as_str()),
            (ProseSpan::new(text.token(comma).span.start, end), at_end.as_str()),
        ];
        Some(replace(article, "Name the speaker behind the first sentence".to_owned(), Safety::Ask, &changes))
    };
    moved().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Profile};
    use crate::format::Format;
    use crate::rules;

    /// The fixes of the only finding of this rule.
    fn fixes_of(source: &str) -> usize {
        let article = Article::analyze(source, Format::Plain);
        let config = Config { profile: Some(Profile::Desk), ..Config::default() };
        let found = rules::check(&article, &config).into_iter().filter(|finding| finding.rule == RULE.name);
        let fixes: Vec<usize> = found.map(|finding| finding.fixes.len()).collect();
        assert_eq!(fixes.len(), 1, "{source}");
        fixes.into_iter().sum()
    }

    #[test]
    fn an_attribution_that_ends_the_text_without_a_stop_is_not_moved() {
        let long = "We asked the council and the county for help in the spring. ".repeat(4);
        let source = format!("“{long}Nobody came to see us,” said Ann Lopez");
        assert_eq!(fixes_of(&source), 0);
        assert_eq!(fixes_of(&format!("{source}.")), 1);
    }
}
