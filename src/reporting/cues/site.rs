//! A reporting verb where it stands.

use std::ops::Range;

use crate::language::{Cue, CueClass};
use crate::reporting::unit::UnitIndex;

/// A reporting verb where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueSite {
    /// The verb with its auxiliaries, the adverbs between and its particle.
    pub group: Range<UnitIndex>,
    /// The verb itself.
    pub head: UnitIndex,
    /// Which verb.
    pub cue: &'static Cue,
    /// What governs its subject.
    pub form: VerbForm,
}

impl CueSite {
    /// Whether the verb reports words, or what people do while they say them (*smiled*).
    pub fn is_speech(&self) -> bool {
        self.cue.class.is_speech() || self.cue.class == CueClass::Nonspeech
    }
}

/// The form of a verb group, which decides where its subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// *said, has said, will say*: the subject stands beside it.
    Finite,
    /// *was told, were quoted*: the subject is the one spoken to or of.
    Passive,
    /// *to say*: the subject is that of the verb it hangs on.
    Infinitive,
    /// *saying*: the subject is that of the clause it hangs on.
    Participle,
}
