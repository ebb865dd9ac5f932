//! What the steps of this room read in the sentences, noted once: an edit leaves the notes on other sentences as they are.
//!
//! The notes on a sentence depend on its words, on the names that were tagged there, and on a few tokens around
//! ([`REACH`]). What the article as a whole says of a name is no part of them. They lie in flat lists, in the order of
//! the text, so that each step reads what it needs from front to back.

mod writer;

use super::descriptions::Described;
use super::organizations;
use super::places;
use super::pronouns::Pronoun;
use super::roster::Roster;
use super::sight_notes::{SightNote, pieces};
use super::signature::Signature;
use super::track::{Placed, Stretch, exchange, holds};
use super::wordings::{WordingId, Wordings};
use super::words::WordId;
use crate::names::{Name, NameKind};
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use writer::Writer;

/// How many tokens around a sentence may have a say in its notes, at most.
const REACH: TokenIndex = 16;

/// More names than this that the article's own names showed and that are gone make us forget them all.
const FORGOTTEN: usize = 4_096;

/// The notes on a text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where sentences begin, whether a paragraph does, and what else may be read of them.
    sentences: Vec<Spotted<Bounds>>,
    /// Tagged names, and those of bodies that the tagger overlooked.
    pub names: Vec<NameNote>,
    /// Words with a capital.
    pub capitals: Capitals,
    /// Words that look like acronyms, with their letters.
    pub acronyms: Vec<Spotted<WordId>>,
    /// Capitalized words in front of a hyphen, with their length in bytes.
    pub compounds: Vec<Spotted<(WordId, u32)>>,
    /// *the*, with a noun for a person or a body behind it.
    pub definites: Vec<Spotted<Box<[Described]>>>,
    /// *he*, *her*.
    pub pronouns: Vec<Pronoun>,
    /// For sentences with pronouns, the clause of each token as a running number.
    pub clauses: Vec<Spotted<Box<[u8]>>>,
    /// *who* (of a person) or *which*, behind a name and a comma.
    pub relatives: Vec<Spotted<bool>>,
}

/// Words with a capital.
#[derive(Debug, Default)]
pub struct Capitals {
    /// Each of them.
    pub all: Vec<Capital>,
    /// People's names that only the rest of the article shows to be there, as far as they were looked at. Places count
    /// from the first token of each.
    found: Vec<Looked>,
}

/// The beginning of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    opens_paragraph: bool,
    /// Unknown until the sentence is near an edit: most never are.
    signature: Option<Signature>,
}

/// What this room may read in another way after an edit. Where it is no note, every token stands where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Nothing at all.
    Nothing,
    /// Words that only matter to descriptions in these sentences.
    Sentences(TokenRange),
    /// What is noted.
    Notes,
}

/// What came of looking for a name of so many tokens.
type Looked = (usize, Option<SightNote>);

/// Something at a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spotted<T> {
    /// The token.
    pub at: TokenIndex,
    /// What is there.
    pub what: T,
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct NameNote {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it was tagged as.
    pub kind: NameKind,
    /// Whether the tagger found it.
    pub is_tagged: bool,
    /// Its words.
    pub wording: WordingId,
    /// The acronym of its own in brackets behind it, with its letters.
    pub acronym: Option<Spotted<WordId>>,
    /// The end of the name of the facility that is named after it (*Velmora's international airport*).
    pub facility: Option<(TokenIndex, WordId)>,
    /// The people whom it names, if it was taken for a person's name.
    pub people: Option<Box<[SightNote]>>,
}

/// A word with a capital.
#[derive(Debug, Clone, Copy)]
pub struct Capital {
    /// Its place.
    pub at: TokenIndex,
    /// The word, folded.
    pub word: WordId,
    /// The word without an article, if somebody may be called so here whom no tag names.
    pub alone: Option<WordId>,
    /// What stands behind it.
    pub opens: Opening,
    /// One past the places in [`Capitals::found`] of the names of one word and of several that begin here; 0 for none.
    found: [u32; 2],
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

/// What was found of a capital before is no part of it.
impl PartialEq for Capital {
    fn eq(&self, other: &Capital) -> bool {
        let noted = |one: &Capital| (one.at, one.word, one.alone, one.opens);
        noted(self) == noted(other)
    }
}

impl<T> Placed for Spotted<T> {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
    }
}

impl Placed for Capital {
    fn at(&self) -> TokenIndex {
        self.at
    }
    fn shift(&mut self, by: TokenIndex) {
        self.at = self.at.wrapping_add(by);
    }
}

impl Placed for NameNote {
    fn at(&self) -> TokenIndex {
        self.tokens.start
    }
    fn shift(&mut self, by: TokenIndex) {
        if by == 0 {
            return;
        }
        self.tokens = moved(&self.tokens, by);
        if let Some(acronym) = &mut self.acronym {
            acronym.shift(by);
        }
        if let Some((end, _)) = &mut self.facility {
            *end = end.wrapping_add(by);
        }
        for sight in self.people.iter_mut().flatten() {
            sight.tokens = moved(&sight.tokens, by);
        }
    }
}

/// Tokens, moved by so many in wrapping arithmetic.
pub fn moved(tokens: &TokenRange, by: TokenIndex) -> TokenRange {
    tokens.start.wrapping_add(by)..tokens.end.wrapping_add(by)
}

impl Notes {
    /// Brings the notes up to date with a text whose tagged names are `names`. `revision` leads from the text that was
    /// read last to this one; without it all is noted anew. Says what this room may read in another way than before.
    pub fn revise(
        &mut self,
        text: &Text,
        names: &[Name],
        revision: Option<&Revision>,
        wordings: &mut Wordings,
        roster: &mut Roster,
    ) -> Touched {
        let stretches = match revision {
            Some(revision) => self.stretches(text, names, revision),
            None => {
                *self = Notes::default();
                vec![Stretch { old_start: 0, old_end: 0, new_end: text.tokens().len() as TokenIndex }]
            }
        };
        let mut writer = Writer::new(text, revision.is_some(), wordings, roster);
        let mut by: TokenIndex = 0;
        for stretch in &stretches {
            writer.read(stretch.old_start.wrapping_add(by)..stretch.new_end, names);
            by = stretch.new_end.wrapping_sub(stretch.old_end);
        }
        let fresh = writer.finish();
        if let [only] = stretches[..]
            && revision.is_some()
            && self.holds(&fresh, only)
            && let Some(touched) = self.touched(&fresh.sentences, only)
        {
            exchange(&mut self.sentences, &stretches, fresh.sentences);
            return touched;
        }
        exchange(&mut self.sentences, &stretches, fresh.sentences);
        exchange(&mut self.names, &stretches, fresh.names);
        exchange(&mut self.capitals.all, &stretches, fresh.capitals.all);
        exchange(&mut self.acronyms, &stretches, fresh.acronyms);
        exchange(&mut self.compounds, &stretches, fresh.compounds);
        exchange(&mut self.definites, &stretches, fresh.definites);
        exchange(&mut self.pronouns, &stretches, fresh.pronouns);
        exchange(&mut self.clauses, &stretches, fresh.clauses);
        exchange(&mut self.relatives, &stretches, fresh.relatives);
        self.capitals.tidy();
        Touched::Notes
    }

    /// What may be read in another way in a stretch with the same notes, or nothing if its sentences are others.
    fn touched(&self, fresh: &[Spotted<Bounds>], stretch: Stretch) -> Option<Touched> {
        let (from, to) = (stretch.old_start, stretch.old_end);
        let begin = self.sentences.partition_point(|sentence| sentence.at < from);
        let before = self.sentences[begin..].iter().take_while(|sentence| sentence.at < to);
        let pairs = || before.clone().zip(fresh);
        let place = |sentence: &Spotted<Bounds>| (sentence.at, sentence.what.opens_paragraph);
        if before.clone().count() != fresh.len() || pairs().any(|(one, other)| place(one) != place(other)) {
            return None;
        }
        let same = |part: fn(Signature) -> u64| {
            pairs().all(|(one, other)| {
                let signatures = one.what.signature.zip(other.what.signature);
                signatures.is_some_and(|(one, other)| part(one) == part(other))
            })
        };
        if same(|signature| signature.whole) {
            return Some(Touched::Nothing);
        }
        let is_near = same(|signature| signature.near);
        let was_looked_at = |capital: &Capital| capital.found != [0, 0] && (from..to).contains(&capital.at);
        let first = self.capitals.all.partition_point(|capital| capital.at < from);
        let looked_at = self.capitals.all[first..].iter().take_while(|capital| capital.at < to).any(was_looked_at);
        (is_near && !looked_at).then_some(Touched::Sentences(from..to))
    }

    /// Whether the notes on a stretch are these.
    fn holds(&self, fresh: &Notes, stretch: Stretch) -> bool {
        stretch.old_end == stretch.new_end
            && holds(&self.names, stretch, &fresh.names)
            && holds(&self.capitals.all, stretch, &fresh.capitals.all)
            && holds(&self.acronyms, stretch, &fresh.acronyms)
            && holds(&self.compounds, stretch, &fresh.compounds)
            && holds(&self.definites, stretch, &fresh.definites)
            && holds(&self.pronouns, stretch, &fresh.pronouns)
            && holds(&self.clauses, stretch, &fresh.clauses)
            && holds(&self.relatives, stretch, &fresh.relatives)
    }

    /// The sentences that must be noted anew: those that were read again, those near words that were, and those in which
    /// other names are tagged now.
    fn stretches(&self, text: &Text, names: &[Name], revision: &Revision) -> Vec<Stretch> {
        let (tokens, sentences) = (revision.tokens, text.sentences());
        let by = tokens.new_end.wrapping_sub(tokens.old_end);
        let near = text.sentence_of(tokens.start.saturating_sub(REACH)).min(revision.sentences.now().start);
        let behind = sentences.partition_point(|sentence| sentence.tokens.start < tokens.new_end + REACH);
        let behind = behind.max(revision.sentences.now().end);
        let stretch = |from: usize, to: usize, by_start: TokenIndex, by_end: TokenIndex| {
            let new_end = sentences.get(to).map_or(text.tokens().len() as TokenIndex, |next| next.tokens.start);
            let new_start = sentences.get(from).map_or(new_end, |first| first.tokens.start);
            let (old_start, old_end) = (new_start.wrapping_sub(by_start), new_end.wrapping_sub(by_end));
            Stretch { old_start, old_end, new_end }
        };
        let edited = stretch(near, behind, 0, by);
        let retagged = self.retagged(text, names, &edited);
        let (before, after) = retagged.split_at(retagged.partition_point(|sentence| *sentence < behind));
        let mut found: Vec<Stretch> = Vec::with_capacity(retagged.len() + 1);
        found.extend(before.iter().map(|&sentence| stretch(sentence, sentence + 1, 0, 0)));
        found.push(edited);
        found.extend(after.iter().map(|&sentence| stretch(sentence, sentence + 1, by, by)));
        found
    }

    /// The sentences outside of the edited ones whose tagged names are others than they were, in order.
    fn retagged(&self, text: &Text, names: &[Name], edited: &Stretch) -> Vec<usize> {
        let by = edited.new_end.wrapping_sub(edited.old_end);
        let before = self.names.iter().filter(|note| note.is_tagged).filter_map(|note| match note.tokens.start {
            start if start < edited.old_start => Some((note.tokens.clone(), note.kind)),
            start if start >= edited.old_end => Some((moved(&note.tokens, by), note.kind)),
            _ => None,
        });
        let is_outside = |name: &&Name| !(edited.old_start..edited.new_end).contains(&name.tokens.start);
        let now = names.iter().filter(is_outside).map(|name| (name.tokens.clone(), name.kind));
        let (mut before, mut now) = (before.peekable(), now.peekable());
        let mut found: Vec<usize> = Vec::new();
        loop {
            let place = match (before.peek(), now.peek()) {
                (Some(one), Some(other)) if one == other => {
                    before.next();
                    now.next();
                    continue;
                }
                (Some((one, _)), Some((other, _))) => one.start.min(other.start),
                (Some((place, _)), None) | (None, Some((place, _))) => place.start,
                (None, None) => return found,
            };
            if before.peek().is_some_and(|(tokens, _)| tokens.start == place) {
                before.next();
            }
            if now.peek().is_some_and(|(tokens, _)| tokens.start == place) {
                now.next();
            }
            let sentence = text.sentence_of(place);
            if found.last() != Some(&sentence) {
                found.push(sentence);
            }
        }
    }
}

impl Capitals {
    /// The name of a person at `tokens`, where no tag says that there is one; it begins with a capital.
    pub fn sight(&mut self, text: &Text, tokens: TokenRange, roster: &mut Roster) -> Option<SightNote> {
        let at = tokens.start;
        let Ok(index) = self.all.binary_search_by_key(&at, |capital| capital.at) else {
            return SightNote::new(text, tokens, roster);
        };
        let slot = usize::from(tokens.len() > 1);
        if let Some(place) = self.all[index].found[slot].checked_sub(1)
            && let (length, known) = &self.found[place as usize]
            && *length == tokens.len()
        {
            return known.clone().map(|note| note.moved(at));
        }
        let length = tokens.len();
        let note = SightNote::new(text, tokens, roster);
        self.found.push((length, note.clone().map(|note| note.moved(0_u32.wrapping_sub(at)))));
        self.all[index].found[slot] = self.found.len() as u32;
        note
    }

    /// Forgets what was found where that is more than there can be.
    fn tidy(&mut self) {
        if self.found.len() > self.all.len() + FORGOTTEN {
            self.found.clear();
            self.all.iter_mut().for_each(|capital| capital.found = [0, 0]);
        }
    }
}

impl NameNote {
    /// Whether the article may show that it is a body's name and a person's.
    fn may_be_two(&self) -> bool {
        self.kind != NameKind::Person && self.tokens.len() > 2
    }

    /// The note on a name that stands at `tokens`.
    pub fn new(
        text: &Text,
        tokens: TokenRange,
        kind: NameKind,
        is_tagged: bool,
        wordings: &mut Wordings,
        roster: &mut Roster,
    ) -> NameNote {
        let mut note = NameNote {
            wording: wordings.of(text, tokens.clone(), kind, roster),
            acronym: organizations::own_acronym(text, tokens.clone(), &mut roster.words),
            facility: places::facility(text, tokens.clone(), kind, &mut roster.words),
            tokens,
            kind,
            is_tagged,
            people: None,
        };
        note.take_for(kind, text, wordings, roster);
        note
    }

    /// Makes sure that it is known what the name is as one of a kind.
    pub fn take_for(&mut self, kind: NameKind, text: &Text, wordings: &mut Wordings, roster: &mut Roster) {
        wordings.take_for(self.wording, text, self.tokens.clone(), kind, roster);
        if kind == NameKind::Person && self.people.is_none() {
            let pieces = pieces(text, self.tokens.clone());
            self.people = Some(pieces.into_iter().filter_map(|piece| SightNote::new(text, piece, roster)).collect());
        }
    }
}
