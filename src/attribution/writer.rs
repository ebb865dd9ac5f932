//! Who writes the article, where a byline or a signature says so: *I asked* means whoever that is.

use crate::entities::{Entities, EntityId, MentionForm};
use crate::language::WordSet;
use crate::names::NameKind;
use crate::prose::{EachToken, Paragraph, Text, TokenIndex, TokenKind, TokenRange};

/// Of so many paragraphs at the beginning one may be the byline.
const FIRST_PARAGRAPHS: usize = 6;

/// Of so many at the end one may be the signature.
const LAST_PARAGRAPHS: usize = 3;

/// Both are no longer than this, in tokens.
const LONGEST_LINE: usize = 8;

/// The person whose byline opens a text, or whose name is a line by itself at its end.
pub fn writer(text: &Text, entities: &Entities) -> Option<EntityId> {
    let is_line = |paragraph: &&Paragraph| paragraph.tokens.len() <= LONGEST_LINE;
    let paragraphs = text.paragraphs();
    let byline = |paragraph: &Paragraph| {
        let first = paragraph.tokens.start;
        let says_by = text.token(first).is_in(WordSet::By);
        named_at(entities, first + 1).filter(|_| says_by).map(|(writer, _)| writer)
    };
    let signature = |paragraph: &Paragraph| {
        let (writer, name) = named_at(entities, paragraph.tokens.start)?;
        let others = name.end..paragraph.tokens.end;
        // *Ana Roe, Velmora* · *Ana Roe* and the name of a place below it
        let is_line = others.each().all(|token| !matches!(text.token(token).kind, TokenKind::Lower | TokenKind::Stop));
        (is_line && name.len() > 1).then_some(writer)
    };
    let opened = paragraphs.iter().take(FIRST_PARAGRAPHS).filter(is_line).find_map(byline);
    // *Ana Roe,* and where she lives on the line below it: the name comes first.
    let last = paragraphs.iter().rev().take(LAST_PARAGRAPHS).filter(is_line);
    opened.or_else(|| {
        let writer = last.filter_map(signature).last()?;
        // A page of letters has many writers.
        let greetings = paragraphs.iter().filter(|paragraph| text.token(paragraph.tokens.start).is_in(WordSet::Greets));
        (greetings.take(2).count() < 2).then_some(writer)
    })
}

/// The person whose full name begins at a token, and the name.
fn named_at(entities: &Entities, token: TokenIndex) -> Option<(EntityId, TokenRange)> {
    let (entity, mention) = entities.mention_at(token)?;
    let is_full = mention.form == MentionForm::Name && mention.tokens.start == token;
    (entity.kind == NameKind::Person && is_full).then(|| (entity.id, mention.tokens.clone()))
}
