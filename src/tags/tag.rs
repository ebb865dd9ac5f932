//! The parts of speech.

use super::model::TAGS;

/// A part of speech, as Universal Dependencies names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tag {
    /// *big*, *third*
    Adjective,
    /// A preposition: *in*, *of*
    Adposition,
    /// *very*, *well*, *not* where it is no particle
    Adverb,
    /// *is*, *has*, *must*, *did* beside another verb
    Auxiliary,
    /// *and*, *or*, *but*
    CoordinatingConjunction,
    /// *the*, *this*, *no*
    Determiner,
    /// *oh*, *yes*, *please*
    Interjection,
    /// A common noun.
    Noun,
    /// *two*, *2.5*
    Number,
    /// *not*, a possessive *'s*, *to* before a verb
    Particle,
    /// *she*, *who*, *nobody*, *my*
    Pronoun,
    /// A name or a word of one.
    ProperNoun,
    /// *because*, *if*, *that* before a clause
    SubordinatingConjunction,
    /// *%*, *$*, *+*
    Symbol,
    /// A verb that is no auxiliary.
    Verb,
    /// A foreign word, a slip, an address.
    Other,
    /// Marks, stops, brackets, dashes.
    Punctuation,
}

impl Tag {
    /// The tags that the model tells apart, in the order of its weights; punctuation is told by the token.
    pub(super) const TOLD: [Tag; TAGS] = [
        Tag::Adjective,
        Tag::Adposition,
        Tag::Adverb,
        Tag::Auxiliary,
        Tag::CoordinatingConjunction,
        Tag::Determiner,
        Tag::Interjection,
        Tag::Noun,
        Tag::Number,
        Tag::Particle,
        Tag::Pronoun,
        Tag::ProperNoun,
        Tag::SubordinatingConjunction,
        Tag::Symbol,
        Tag::Verb,
        Tag::Other,
    ];
}
