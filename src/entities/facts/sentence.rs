//! The facts of one sentence.
//!
//! They depend on the words of the sentence, on the names that were tagged in it, and on a few tokens around ([`REACH`]);
//! never on what the rest of the article says. Every place counts from the sentence's first token, so they stay true
//! wherever the sentence goes.

use super::at::At;
use super::definite::Definite;
use super::name_form::NameFormId;
use super::organization_name::Acronym;
use super::person_mention::PersonMention;
use super::pronoun::Pronoun;
use super::unnamed::UnnamedMention;
use crate::entities::symbols::interner::Symbol;
use crate::names::NameKind;
use crate::prose::{TokenOffset, TokenOffsets};

/// How many tokens on either side of a sentence its facts may be read from, at most.
pub const REACH: u32 = 16;

/// So far from its beginning stands whom a sentence introduces, in tokens, at most.
pub const TO_SUBJECT: u8 = 8;

/// What a sentence says by itself.
#[derive(Debug, Default)]
pub struct SentenceFacts {
    /// What names are joined by.
    pub naming: NamingFacts,
    /// *the*, with a noun for a person or a body behind it.
    pub definites: Vec<At<Definite>>,
    /// What pronouns are resolved by.
    pub discourse: DiscourseFacts,
}

/// What a sentence says of the names in it.
#[derive(Debug, Default, PartialEq)]
pub struct NamingFacts {
    /// How many tokens the sentence has.
    pub length: u32,
    /// Tagged names, and those of bodies that the tagger overlooked, in order.
    pub names: Vec<NameFact>,
    /// Words with a capital.
    pub capitals: Vec<Capital>,
    /// The words of names, and the words with a capital.
    pub words: Vec<At<Symbol>>,
    /// A digest of these words as they are written, capitals and accents included.
    pub spelling: u64,
    /// Words that look like acronyms, with their letters.
    pub acronyms: Vec<At<Symbol>>,
    /// Capitalized words in front of a hyphen, with their length in bytes.
    pub compounds: Vec<At<(Symbol, u32)>>,
}

/// What a sentence says of whom pronouns in it or near it may mean.
#[derive(Debug, Default, PartialEq)]
pub struct DiscourseFacts {
    /// Whether it is the first of its paragraph.
    pub opens_paragraph: bool,
    /// How many tokens stand in front of the first quotation mark or stop, [`TO_SUBJECT`] at most.
    pub unmarked: u8,
    /// *he*, *her*.
    pub pronouns: Vec<Pronoun>,
    /// The ages that stand behind names (*Ana Lopez, 34,*), each with the last token of the name.
    pub ages: Vec<At<u8>>,
    /// Whom it brings in without a name.
    pub unnamed: Vec<UnnamedMention>,
    /// Where it has a pronoun, the clause of each token as a running number.
    pub clauses: Box<[u8]>,
    /// *who* (of a person) or *which*, behind a name and a comma.
    pub relatives: Vec<At<bool>>,
    /// A digest of what resolving pronouns asks of the tokens around a mention.
    pub grammar: u64,
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct NameFact {
    /// Its tokens.
    pub tokens: TokenOffsets,
    /// What it was tagged as.
    pub kind: NameKind,
    /// Whether the tagger found it.
    pub is_tagged: bool,
    /// Its words.
    pub name_form: NameFormId,
    /// The acronym of its own in brackets behind it.
    pub acronym: Option<At<Acronym>>,
    /// The end of the name of the facility that is named after it (*Velmora's international airport*), with its name.
    pub facility: Option<(TokenOffset, Symbol)>,
    /// Whether the one word that it is may be somebody's surname.
    pub may_be_surname: bool,
    /// Whether somebody speaks for it: *a spokesman for Keelwork*.
    pub has_voice: bool,
    /// Whether it is whom somebody plays for: *Harps boss Ollie Horan*.
    pub is_played_for: bool,
    /// Whether it can only be a place: *Sabah Chief Minister Hajiji Noor*, *HALSTAD, Iowa —*.
    pub is_where: bool,
    /// Where it is the name of something: its first word, if that may be the surname of somebody after whom it is called.
    pub opens_with: Option<Symbol>,
    /// Where it is tagged as a person's: the people whom it names.
    pub people: Option<Box<[PersonMention]>>,
    /// Where it may be the names of a body and of a person behind it: these two.
    pub halves: Option<Box<[NameFact; 2]>>,
}

/// A word with a capital.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Capital {
    /// Its token.
    pub at: TokenOffset,
    /// The word, normalized.
    pub word: Symbol,
    /// The word without an article, if somebody may be called so here whom no tag names.
    pub alone: Option<Symbol>,
    /// What stands behind it.
    pub opens: Opening,
}

/// What stands behind a capitalized word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Nothing that may belong to a name.
    Nothing,
    /// A word that may belong to a name, but to no person's.
    Thing,
    /// A word that may belong to a person's name.
    Name,
}

impl NamingFacts {
    /// The words of a name at some tokens; nothing where one of them is no word of [`NamingFacts::words`].
    pub fn words_at(&self, tokens: TokenOffsets) -> Option<&[At<Symbol>]> {
        let first = self.words.partition_point(|word| word.at < tokens.start);
        let words = self.words.get(first..first + tokens.len())?;
        let last = words.last()?;
        // They are in order, each at another token.
        (words[0].at == tokens.start && last.at + 1 == tokens.end).then_some(words)
    }
}
