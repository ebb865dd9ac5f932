//! A pronoun where it stands.

use super::utterances::Utterance;
use crate::entities::facts::pronoun::Pronoun;
use crate::prose::TokenIndex;

/// A pronoun and what is said around it.
pub struct Site<'t> {
    /// The pronoun.
    pub pronoun: Pronoun<TokenIndex>,
    /// Where it is looked back from: the pronoun itself, or the beginning of the words in front of it that are its own.
    pub from: TokenIndex,
    /// The passage in which it stands.
    pub passage: Option<usize>,
    /// What it is said to say.
    pub says: Option<&'t Utterance>,
    /// The utterances in which it stands, the innermost first.
    pub inside: Vec<(usize, &'t Utterance)>,
}
