//! The notes on a text after an edit.

use super::super::people::Manners;
use super::super::pronouns::Pronoun;
use super::super::roster::Roster;
use super::super::sight_notes::SightNote;
use super::super::track::{self, Placed, Stretch, at_new_place, exchange, shifted, stand, within};
use super::super::wordings::Wordings;
use super::super::words::WordId;
use super::writer::Writer;
use super::{Capital, Capitals, NameNote, Notes, REACH, Spotted};
use crate::names::{Name, NameKind};
use crate::prose::{Revision, Text, TokenIndex};
use crate::text::Splice;

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

impl Notes {
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
                    // In the place of what was found there before: there is never more than there are capitals.
                    found[place as usize - 1].1 = counted;
                    new.found[slot] = place;
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
            start if start >= edited.old_end => Some((shifted(&note.tokens, by), note.kind)),
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
