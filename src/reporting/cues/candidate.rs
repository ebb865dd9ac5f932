//! A word that may be a reporting verb, before it is known whether it is one.

use crate::language::{Classes, Cue, CueForms};
use crate::prose::{Token, TokenKind};
use crate::reporting::unit::UnitIndex;
use crate::reporting::view::SegmentView;

/// A word that may be a reporting verb, before it is known whether it is one.
pub struct Candidate<'a> {
    /// The segment.
    pub view: &'a SegmentView<'a>,
    /// The word.
    pub token: &'a Token,
    /// The verb that it may be.
    pub cue: &'static Cue,
    /// The forms of the verb that it may be.
    pub forms: CueForms,
    /// Where it stands.
    pub place: UnitIndex,
    /// Where it ends with its particle.
    pub end: UnitIndex,
    /// Where the adverbs before it begin.
    pub adverbs: UnitIndex,
}

impl Candidate<'_> {
    /// The place before the verb and its adverbs.
    pub fn previous(&self) -> Option<UnitIndex> {
        self.adverbs.checked_sub(1)
    }

    /// Whether the token there may be one of these.
    pub fn is_previous(&self, classes: Classes) -> bool {
        self.previous().is_some_and(|previous| self.view.is(previous, classes))
    }

    /// Most forms of the present are nouns too (*the remarks*, *a call*).
    pub fn is_noun_too(&self) -> bool {
        self.token.is(Classes::SPEECH_NOUN | Classes::ROLE | Classes::ROLE_PLURAL | Classes::DOCUMENT | Classes::GROUP)
    }
}

/// Whether a comma stands before a place.
pub fn is_parted(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    place.checked_sub(1).is_some_and(|comma| view.kind(comma) == Some(TokenKind::Comma))
}
