//! Where and when a story was filed: *HALSTAD, June 6 (Meridian) - The crown fell …*

use super::token::{Token, TokenKind};
use crate::language::Classes;

/// Longest dateline, in tokens.
const LONGEST: usize = 20;

/// How many tokens a dateline takes with its dash, if these begin with one; the first is its place, in capitals. `None`
/// stands for marked words, of which a dateline has none.
pub fn length<'t>(tokens: impl Iterator<Item = Option<&'t Token>>) -> Option<usize> {
    for (at, token) in tokens.take(LONGEST).enumerate() {
        let token = token?;
        match token.kind {
            TokenKind::Dash if at > 0 => return Some(at + 1),
            TokenKind::Lower if !token.is(Classes::PREPOSITION) => return None,
            _ => {}
        }
    }
    None
}
