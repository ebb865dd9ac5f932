//! What the steps of this room read in the sentences, noted once: an edit leaves the notes on other sentences as they are.
//!
//! The notes on a sentence depend on its words, on the names that were tagged there, and on a few tokens around
//! ([`REACH`]). What the article as a whole says of a name is no part of them. They lie in flat lists, in the order of
//! the text, so that each step reads what it needs from front to back.

mod writer;

use super::descriptions::Described;
use super::organizations;
use super::people::Manners;
use super::places;
use super::pronouns::Pronoun;
use super::roster::Roster;
use super::sight_notes::{SightNote, pieces};
use super::track::{self, Placed, Stretch, at_new_place, exchange, stand, within};
use super::wordings::{WordingId, Wordings};
use super::words::WordId;
use crate::names::{Name, NameKind};
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::text::Splice;
use writer::Writer;

/// How many tokens around a sentence may have a say in its notes, at most.
const REACH: TokenIndex = 16;

/// More names than this that the article's own names showed and that are gone make us forget them all.
const FORGOTTEN: usize = 4_096;

/// The notes on a text.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where paragraphs begin.
    paragraphs: Vec<Spotted<()>>,
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
    /// Whether a name was looked at that begins with no capital: nothing is remembered of it.
    is_unnoted: bool,
}

/// What noting anew has shown, after an edit.
#[derive(Debug)]
pub struct News {
    /// What was noted anew, in order.
    pub stretches: Vec<Stretch>,
    /// Whether all that names are joined by is as it was, but for [`News::capitals`] and the way people's names stand in
    /// their sentences.
    pub names_stand: bool,
    /// Words with a capital that came, went or have other neighbours.
    pub capitals: Vec<Capital>,
    /// How people's names stand in the stretches, in order.
    pub manners: Manners,
    /// Whether pronouns that stand and act as they did are where they were.
    pub pronouns_stand: bool,
    /// Whether paragraphs begin where they began.
    pub paragraphs_stand: bool,
    /// Whether relative pronouns are where they were.
    pub relatives_stand: bool,
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
    /// Notes all of a text whose tagged names are `names`.
    pub fn write(text: &Text, names: &[Name], wordings: &mut Wordings, roster: &mut Roster) -> Notes {
        let mut writer = Writer::new(text, wordings, roster);
        writer.read(0..text.tokens().len() as TokenIndex, names);
        writer.finish()
    }

    /// Brings the notes up to date with a text whose tagged names are `names`; `revision` leads to it from the text that
    /// was read last. Says what is other than it was.
    pub fn revise(
        &mut self,
        text: &Text,
        names: &[Name],
        revision: &Revision,
        wordings: &mut Wordings,
        roster: &mut Roster,
    ) -> News {
        let (stretches, edit) = (self.stretches(text, names, revision), revision.tokens);
        let mut writer = Writer::new(text, wordings, roster);
        for place in track::now(&stretches) {
            writer.read(place, names);
        }
        let mut fresh = writer.finish();
        self.take_for_people(&stretches, &mut fresh, edit, text, wordings, roster);
        let (capitals, looked) = self.look_again(&stretches, &mut fresh, edit, text, roster);
        let mut manners: Manners = looked.iter().flatten().map(|note| (note.tokens.clone(), note.manner)).collect();
        manners.extend(fresh.people().map(|note| (note.tokens.clone(), note.manner)));
        manners.sort_by_key(|(tokens, _)| tokens.start);
        let is_equal = |one: &Spotted<WordId>, other: &Spotted<WordId>| one == other;
        let news = News {
            names_stand: looked.is_some()
                && stand(&self.names, &stretches, &fresh.names, edit, NameNote::says_the_same)
                && !self.capitals.is_unnoted
                && stand(&self.acronyms, &stretches, &fresh.acronyms, edit, is_equal)
                && stand(&self.compounds, &stretches, &fresh.compounds, edit, |one, other| one == other)
                && !fresh.people().any(|note| note.may_be_other_name),
            pronouns_stand: stand(&self.pronouns, &stretches, &fresh.pronouns, edit, Pronoun::acts_as),
            paragraphs_stand: stand(&self.paragraphs, &stretches, &fresh.paragraphs, edit, |one, other| one == other),
            relatives_stand: stand(&self.relatives, &stretches, &fresh.relatives, edit, |one, other| one == other),
            capitals,
            manners,
            stretches,
        };
        let stretches = &news.stretches;
        exchange(&mut self.paragraphs, stretches, fresh.paragraphs);
        exchange(&mut self.names, stretches, fresh.names);
        exchange(&mut self.capitals.all, stretches, fresh.capitals.all);
        exchange(&mut self.acronyms, stretches, fresh.acronyms);
        exchange(&mut self.compounds, stretches, fresh.compounds);
        exchange(&mut self.definites, stretches, fresh.definites);
        exchange(&mut self.pronouns, stretches, fresh.pronouns);
        exchange(&mut self.clauses, stretches, fresh.clauses);
        exchange(&mut self.relatives, stretches, fresh.relatives);
        news
    }

    /// The people in the names.
    fn people(&self) -> impl Iterator<Item = &SightNote> {
        self.names.iter().flat_map(|name| name.people.iter().flatten())
    }

    /// Takes names for those of people that were taken so before, though they are tagged as something else.
    fn take_for_people(
        &self,
        stretches: &[Stretch],
        fresh: &mut Notes,
        edit: Splice,
        text: &Text,
        wordings: &mut Wordings,
        roster: &mut Roster,
    ) {
        for stretch in stretches {
            let before = within(&self.names, stretch.old_start..stretch.old_end).iter();
            for old in before.filter(|name| name.people.is_some() && name.kind != NameKind::Person) {
                let at = old.at().wrapping_add(track::moved_by(edit, old.at()));
                if let Ok(index) = fresh.names.binary_search_by_key(&at, Placed::at) {
                    fresh.names[index].take_for(NameKind::Person, text, wordings, roster);
                }
            }
        }
    }

    /// Looks again for people in the stretches who were found there because the rest of the article shows them: gives the
    /// capitals that came or went, and who was found; nothing if others were than before.
    fn look_again(
        &mut self,
        stretches: &[Stretch],
        fresh: &mut Notes,
        edit: Splice,
        text: &Text,
        roster: &mut Roster,
    ) -> (Vec<Capital>, Option<Vec<SightNote>>) {
        let Capitals { all, found, .. } = &mut self.capitals;
        let (mut changed, mut looked) = (Vec::new(), Some(Vec::new()));
        for (stretch, place) in stretches.iter().zip(track::now(stretches)) {
            let from = fresh.capitals.all.partition_point(|capital| capital.at < place.start);
            let len = fresh.capitals.all[from..].partition_point(|capital| capital.at < place.end);
            let mut rest = fresh.capitals.all[from..from + len].iter_mut().peekable();
            for old in within(all, stretch.old_start..stretch.old_end) {
                let moved = at_new_place(old, edit);
                while let Some(new) = rest.next_if(|new| new.at < moved.at) {
                    changed.push(*new);
                }
                let Some(new) = rest.next_if(|new| **new == moved) else {
                    changed.push(moved);
                    continue;
                };
                for (slot, place) in old.found.into_iter().enumerate().filter(|(_, place)| *place > 0) {
                    let (length, before) = &found[place as usize - 1];
                    let tokens = new.at..new.at + *length as TokenIndex;
                    let is_there = tokens.end as usize <= text.tokens().len();
                    let note = is_there.then(|| SightNote::new(text, tokens, roster)).flatten();
                    let counted = note.clone().map(|note| note.moved(0_u32.wrapping_sub(new.at)));
                    let same = match (before, &counted) {
                        (Some(before), Some(now)) => before.says_the_same(now) && !now.may_be_other_name,
                        (before, now) => before.is_none() && now.is_none(),
                    };
                    looked = looked.filter(|_| same && is_there);
                    if let Some((looked, note)) = looked.as_mut().zip(note) {
                        looked.push(note);
                    }
                    let entry = (*length, counted);
                    found.push(entry);
                    new.found[slot] = found.len() as u32;
                }
            }
            changed.extend(rest.map(|new| *new));
        }
        (changed, looked)
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
            self.is_unnoted = true;
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

    /// Forgets what was found where that is more than there can be. Then all must be looked for again.
    pub fn tidy(&mut self) {
        self.is_unnoted = false;
        if self.found.len() > self.all.len() + FORGOTTEN {
            self.found.clear();
            self.all.iter_mut().for_each(|capital| capital.found = [0, 0]);
        }
    }
}

impl NameNote {
    /// Whether a note on the same place says the same, but for how the people stand in their sentence.
    fn says_the_same(&self, other: &NameNote) -> bool {
        let NameNote { tokens, kind, is_tagged, wording, acronym, facility, people } = self;
        let people = (people.as_deref().unwrap_or_default(), other.people.as_deref().unwrap_or_default());
        (tokens, *kind, *is_tagged, *wording) == (&other.tokens, other.kind, other.is_tagged, other.wording)
            && (acronym, facility) == (&other.acronym, &other.facility)
            && people.0.len() == people.1.len()
            && people.0.iter().zip(people.1).all(|(one, other)| one.says_the_same(other))
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
