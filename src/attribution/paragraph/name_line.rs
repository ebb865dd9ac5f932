//! Lines that name somebody and say who that is, above or below their words: *The Hon. Maria Lopez, Minister of Mines* ·
//! *Ann Roe, 34, teacher*

use crate::attribution::draft::Draft;
use crate::attribution::view::View;
use crate::entities::Entities;
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, Paragraph, TokenIndex, TokenKind};

/// Such a line has no more tokens.
const LONGEST: usize = 20;

/// Its name begins within so many tokens (*The Right Honourable Maria Lopez*).
const LONGEST_TITLE: usize = 4;

/// How many quotations back a line is looked for that signs them.
const LOOKED_BACK: usize = 2;

/// Whether a paragraph is such a line: short, no sentence, with a name and a comma.
pub fn explains_name(view: &View, entities: &Entities, paragraph: &Paragraph) -> bool {
    let tokens = &paragraph.tokens;
    let is = |at, kind| view.token(at).kind == kind;
    let names_person = |at| entities.mention_at(at).is_some_and(|(entity, _)| entity.kind == NameKind::Person);
    let ends = tokens.each().next_back().is_none_or(|last| is(last, TokenKind::Stop) || is(last, TokenKind::Colon));
    tokens.len() <= LONGEST
        && !ends
        && tokens.each().take(LONGEST_TITLE).any(names_person)
        && tokens.each().any(|at| is(at, TokenKind::Comma) || begins_office(view, entities, at))
}

/// *Ana Lopez* and, on the next line, *Member for Halstad North*: whether what the person is begins behind the name.
fn begins_office(view: &View, entities: &Entities, at: TokenIndex) -> bool {
    let behind_name = at.checked_sub(1).and_then(|last| entities.mention_at(last)).is_some_and(|(entity, mention)| {
        entity.kind == NameKind::Person && mention.form.is_named() && mention.tokens.end == at
    });
    let token = view.token(at);
    behind_name && token.is_capitalized() && token.is(Classes::ROLE | Classes::TITLE)
}

/// Whether a paragraph already signs words in front of it.
pub fn signs(draft: &Draft, paragraph: &Paragraph) -> bool {
    let mut cues = draft.quotations().iter().rev().take(LOOKED_BACK).filter_map(|earlier| earlier.cue.as_ref());
    cues.any(|cue| paragraph.tokens.contains(&cue.tokens.start))
}
