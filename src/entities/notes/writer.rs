//! Reads sentences and writes the notes on them.

use super::super::descriptions;
use super::super::fold::fold;
use super::super::pronouns::Pronoun;
use super::super::roster::Roster;
use super::super::wordings::Wordings;
use super::super::{kinds, organizations, relatives, syntax};
use super::{Capital, NameNote, Notes, Opening, Spotted};
use crate::language::Classes;
use crate::names::Name;
use crate::prose::{Text, Token, TokenIndex, TokenRange};

/// Writes the notes on sentences.
pub struct Writer<'w> {
    text: &'w Text,
    fresh: Notes,
    wordings: &'w mut Wordings,
    roster: &'w mut Roster,
}

impl<'w> Writer<'w> {
    /// A writer of notes on a text.
    pub fn new(text: &'w Text, wordings: &'w mut Wordings, roster: &'w mut Roster) -> Writer<'w> {
        Writer { text, fresh: Notes::default(), wordings, roster }
    }

    /// What was written.
    pub fn finish(self) -> Notes {
        self.fresh
    }

    /// Writes the notes on the sentences in `tokens`; `names` are the tagged names of the text.
    pub fn read(&mut self, tokens: TokenRange, names: &[Name]) {
        let first = self.text.sentence_of(tokens.start);
        let sentences = self.text.sentences()[first..].iter().map(|sentence| sentence.tokens.clone());
        let from = names.partition_point(|name| name.tokens.start < tokens.start);
        let mut rest = &names[from..];
        for sentence in sentences.take_while(|sentence| sentence.start < tokens.end) {
            let here = rest.iter().take_while(|name| name.tokens.start < sentence.end).count();
            let (own, others) = rest.split_at(here);
            rest = others;
            self.read_sentence(sentence, own);
        }
    }

    fn read_sentence(&mut self, sentence: TokenRange, names: &[Name]) {
        let bodies = kinds::overlooked(self.text, sentence.clone(), names);
        let first = self.fresh.names.len();
        for (name, is_tagged) in names.iter().map(|name| (name, true)).chain(bodies.iter().map(|name| (name, false))) {
            let (tokens, kind) = (name.tokens.clone(), name.kind);
            let note = NameNote::new(self.text, tokens, kind, is_tagged, self.wordings, self.roster);
            self.fresh.names.push(note);
        }
        if !bodies.is_empty() {
            self.fresh.names[first..].sort_by_key(|note| note.tokens.start);
        }
        let mut next = first;
        for at in sentence.clone() {
            while self.fresh.names.get(next).is_some_and(|name| name.tokens.end <= at) {
                next += 1;
            }
            if self.text.token(at).is_capitalized() {
                let is_taken = self.fresh.names.get(next).is_some_and(|name| name.tokens.start <= at);
                self.read_capital(at, is_taken);
            }
            self.read_pointer(at, &sentence);
        }
        let paragraph = &self.text.paragraphs()[self.text.paragraph_of(sentence.start)];
        if paragraph.tokens.start == sentence.start {
            self.fresh.paragraphs.push(Spotted { at: sentence.start, what: () });
        }
        if self.fresh.pronouns.last().is_some_and(|last| last.at >= sentence.start) {
            let (at, what) = (sentence.start, syntax::clauses(self.text, sentence).into());
            self.fresh.clauses.push(Spotted { at, what });
        }
    }

    /// Notes a word that may refer to somebody or something.
    fn read_pointer(&mut self, at: TokenIndex, sentence: &TokenRange) {
        if let Some(pronoun) = Pronoun::read(self.text, at, sentence) {
            self.fresh.pronouns.push(pronoun);
        } else if let Some(what) = descriptions::may_open(self.text, at, sentence.end, &mut self.roster.words) {
            self.fresh.definites.push(Spotted { at, what });
        } else if let Some(what) = relatives::at(self.text, at, sentence.start) {
            self.fresh.relatives.push(Spotted { at, what });
        }
    }

    fn read_capital(&mut self, at: TokenIndex, is_taken: bool) {
        let (text, words) = (self.text, &mut self.roster.words);
        let word = words.of_word(text.word(at));
        if organizations::is_acronym(text, at..at + 1) {
            let what = words.of(&organizations::letters_of(text.word(at)));
            self.fresh.acronyms.push(Spotted { at, what });
        }
        if let Some(name) = surname_in_compound(text.word(at)) {
            let what = (words.of(&fold(name)), name.len() as u32);
            self.fresh.compounds.push(Spotted { at, what });
        }
        let alone = (!is_taken && may_stand_alone(text, at)).then(|| words.without_prefix(word, "al-"));
        let opens = match text.tokens().get(at as usize + 1) {
            Some(next) if is_part_of_name(next) => {
                let of_person = next.is(Classes::GIVEN | Classes::SURNAME | Classes::PARTICLE);
                if of_person { Opening::Name } else { Opening::Thing }
            }
            _ => Opening::Nothing,
        };
        self.fresh.capitals.all.push(Capital { at, word, alone, opens, found: [0, 0] });
    }
}

/// Whether a capitalized word that no name holds may be somebody's: nothing before it belongs to its name.
fn may_stand_alone(text: &Text, at: TokenIndex) -> bool {
    if text.token(at).is(Classes::CALENDAR | Classes::PLACE | Classes::COUNTRY) {
        return false;
    }
    let before = at.checked_sub(1).map(|before| text.token(before));
    before.is_none_or(|before| !is_part_of_name(before) || before.is(Classes::TITLE | Classes::HONORIFIC))
}

fn is_part_of_name(token: &Token) -> bool {
    token.is_capitalized()
        && !token.is(Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::SUBORDINATOR)
}

/// The part before a hyphen and words in lower case, which may be a surname: *a Lopez-like smile*.
fn surname_in_compound(word: &str) -> Option<&str> {
    let (name, rest) = word.split_once('-')?;
    let compound = name.len() > 3 && rest.len() > 2 && rest.chars().all(|c| c.is_lowercase() || c == '-');
    compound.then_some(name)
}
