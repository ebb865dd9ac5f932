//! *Farmers' Union*, *Workers’ Party*: an apostrophe inside the name of a body, which looks like a closing mark.

use super::text::Text;
use super::token_index::{TokenIndex, TokenRange};
use crate::language::Classes;

/// Whether a token of `within`, a sentence or a part of one, is the apostrophe behind a capitalized plural that owns the noun
/// of a body behind it.
pub fn is_in_name_of_body(text: &Text, at: TokenIndex, within: TokenRange) -> bool {
    if at <= within.start || at + 1 >= within.end {
        return false;
    }
    let (before, token, body) = (at - 1, text.token(at), text.token(at + 1));
    let plural = text.token(before);
    let is_plural = text.word(before).ends_with('s') || plural.is(Classes::ROLE_PLURAL);
    let names_body = body.spaced && body.is_capitalized() && body.is(Classes::ORGANIZATION_HEAD);
    token.kind.may_be_apostrophe() && !token.spaced && plural.is_capitalized() && is_plural && names_body
}
