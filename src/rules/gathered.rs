//! What several rules ask of an article. It is read once for all of them, when the first one asks.

use std::cell::OnceCell;
use std::rc::Rc;

use super::acronyms::Acronyms;
use super::insert_attribution::Speakers;
use super::missing_speaker::{self, MissingSpeaker};
use super::people::Bearers;
use super::said::Attributed;
use crate::Article;

/// What was read of one article so far.
pub struct Gathered<'a> {
    article: &'a Article,
    acronyms: OnceCell<Rc<Acronyms<'a>>>,
    attributed: OnceCell<Rc<Attributed>>,
    bearers: OnceCell<Rc<Bearers>>,
    missing_speakers: OnceCell<Rc<[MissingSpeaker<'a>]>>,
    speakers: OnceCell<Rc<Speakers<'a>>>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub fn of(article: &'a Article) -> Gathered<'a> {
        Gathered {
            article,
            acronyms: OnceCell::new(),
            attributed: OnceCell::new(),
            bearers: OnceCell::new(),
            missing_speakers: OnceCell::new(),
            speakers: OnceCell::new(),
        }
    }

    /// Its acronyms.
    pub fn acronyms(&self) -> Rc<Acronyms<'a>> {
        self.acronyms.get_or_init(|| Rc::new(Acronyms::of(self.article))).clone()
    }

    /// The words that somebody is named for.
    pub fn attributed(&self) -> Rc<Attributed> {
        self.attributed.get_or_init(|| Rc::new(Attributed::of(self.article))).clone()
    }

    /// How many people have a word in their names.
    pub fn bearers(&self) -> Rc<Bearers> {
        self.bearers.get_or_init(|| Rc::new(Bearers::of(self.article))).clone()
    }

    /// The direct speech that nobody says in so many words.
    pub fn missing_speakers(&self) -> Rc<[MissingSpeaker<'a>]> {
        self.missing_speakers.get_or_init(|| missing_speaker::find(self.article).into()).clone()
    }

    /// Who could have said something.
    pub fn speakers(&self) -> Rc<Speakers<'a>> {
        self.speakers.get_or_init(|| Rc::new(Speakers::of(self.article))).clone()
    }
}
