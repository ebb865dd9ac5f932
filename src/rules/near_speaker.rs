//! Whether the text around words that nobody says points to somebody who may have said them.

use super::place::is_quoted;
use crate::Article;
use crate::attribution::QuotationKind;
use crate::format::BlockKind;
use crate::language::{Classes, WordSet};
use crate::names::NameKind;
use crate::prose::{Paragraph, Token, TokenIndex, TokenKind, TokenRange};
use crate::text::ProseSpan;

/// *He, his, her …*: whoever was told of last.
const SOMEBODY: Classes = Classes::PRONOUN_MALE.with(Classes::PRONOUN_FEMALE);

/// So many words back the article of a noun is looked for: *the strictly correct supervisor*.
const WORDS_TO_ARTICLE: usize = 3;

/// So many captions and cells may stand between two paragraphs of the text.
const CAPTIONS_BETWEEN: usize = 4;

/// Whether the paragraph before some words, or what stands beside them in their own, speaks of somebody; whether a mark is
/// missing there, so that the marks do not tell what is whose; or whether the words themselves say who speaks.
pub fn is_near(article: &Article, words: ProseSpan) -> bool {
    let text = article.text();
    let tokens = text.tokens_in(words);
    let here = text.paragraph_of(tokens.start);
    let Some(own) = text.paragraphs().get(here).map(|paragraph| paragraph.tokens.clone()) else { return false };
    let before = if own.start == tokens.start { paragraph_before(article, here) } else { own.start..tokens.start };
    let behind = tokens.end..sentence_goes_on(article, here, tokens.end).unwrap_or(own.end);
    loses_mark(article, &own)
        || names_itself(article, tokens)
        || [&before, &behind].into_iter().any(|range| speaks_of_somebody(article, range))
        || leads_to_somebody(article, before)
}

/// The paragraph before one, pictures and tables left out.
fn paragraph_before(article: &Article, here: usize) -> TokenRange {
    let paragraphs = article.text().paragraphs();
    let is_text = |paragraph: &&Paragraph| !matches!(paragraph.kind, BlockKind::Caption | BlockKind::Cell);
    let before = paragraphs.get(..here).unwrap_or_default();
    let found = before.iter().rev().take(CAPTIONS_BETWEEN).find(is_text);
    found.map_or(0..0, |paragraph| paragraph.tokens.clone())
}

/// Where the paragraph behind ends, if words that end their own at `end` go on there: *stated Lopez*, *– Lopez*.
fn sentence_goes_on(article: &Article, here: usize, end: TokenIndex) -> Option<TokenIndex> {
    let text = article.text();
    let next = text.paragraphs().get(here + 1).filter(|next| next.tokens.start == end)?;
    let first = text.tokens().get(end as usize)?;
    matches!(first.kind, TokenKind::Lower | TokenKind::Dash).then_some(next.tokens.end)
}

/// Whether a mark of a paragraph is missing.
fn loses_mark(article: &Article, paragraph: &TokenRange) -> bool {
    article.passages().unbalanced.iter().any(|unbalanced| paragraph.contains(&unbalanced.mark))
}

/// *“And we, the said Commissioners, …”*
fn names_itself(article: &Article, words: TokenRange) -> bool {
    let tokens = article.text().tokens();
    let inside = tokens.get(words.start as usize..words.end as usize).unwrap_or_default();
    inside.windows(3).any(|three| {
        let [who, comma, name] = three else { return false };
        let is_name = name.is(Classes::DETERMINER) || name.is_capitalized();
        who.is(Classes::FIRST_PERSON) && comma.kind == TokenKind::Comma && is_name
    })
}

/// Whether somebody is named, meant or reported in a part of the text, outside of quotation marks.
fn speaks_of_somebody(article: &Article, range: &TokenRange) -> bool {
    let holds = |token: TokenIndex| range.contains(&token) && !is_quoted(article, token);
    let is_reported = article.quotations().iter().any(|quotation| {
        let source = quotation.source.as_ref().filter(|_| quotation.kind != QuotationKind::Scare);
        let is_inside = |words: &ProseSpan| range.contains(&article.text().tokens_in(*words).start);
        source.is_some_and(|source| holds(source.tokens.start) || quotation.spans.iter().any(is_inside))
    });
    // Somebody speaks there, whoever it is: *“No!”* ¶ *“…”*
    let passages = &article.passages().passages;
    let near = passages.iter().skip(passages.partition_point(|passage| passage.first() < range.start));
    let mut near = near.take_while(|passage| passage.first() < range.end);
    let ends_like_speech = |end: TokenKind| matches!(end, TokenKind::Stop | TokenKind::Comma);
    let last = |inside: &TokenRange| inside.clone().next_back().map(|last| article.text().token(last).kind);
    let is_spoken = near.any(|passage| last(&passage.inside).is_some_and(ends_like_speech));
    let mut mentions = article.entities().mentions_in(range.clone());
    let is_pronoun = |token: TokenIndex| article.text().token(token).is(SOMEBODY) && holds(token);
    is_reported
        || is_spoken
        || mentions.any(|(entity, mention)| entity.kind == NameKind::Person && holds(mention.tokens.start))
        || range.clone().any(is_pronoun)
}

/// Whether the last sentence of a part of the text is about a body by its name, about what was told of before, or about
/// somebody by office or work: *the trust believes that …*, *It proceeded to …*, *the supervisor was furious*.
fn leads_to_somebody(article: &Article, part: TokenRange) -> bool {
    let text = article.text();
    let Some(last) = part.end.checked_sub(1).filter(|&last| part.contains(&last)) else { return false };
    let Some(sentence) = text.sentences().get(text.sentence_of(last)) else { return false };
    let first = sentence.tokens.start;
    let is_pronoun = |token: &Token| token.is(Classes::PRONOUN_NEUTER.with(Classes::PRONOUN_PLURAL));
    if text.tokens().get(first as usize).is_some_and(is_pronoun) {
        return true;
    }
    let sentence = first.max(part.start)..part.end;
    let speaks = |token: TokenIndex| text.tokens().get(token as usize).is_some_and(|verb| verb.word.cue().is_some());
    let mut mentions = article.entities().mentions_in(sentence.clone());
    let is_body = mentions.any(|(entity, mention)| {
        let is_subject = mention.tokens.start == first || speaks(mention.tokens.end);
        entity.kind == NameKind::Organization && mention.form.is_named() && is_subject
    });
    let is_known = |noun: TokenIndex| {
        let mut before = (sentence.start..noun).rev().take(WORDS_TO_ARTICLE);
        text.token(noun).is(Classes::ROLE.with(Classes::KIN)) && before.any(|at| text.token(at).is_in(WordSet::The))
    };
    is_body || sentence.clone().any(|noun| !is_quoted(article, noun) && is_known(noun))
}
