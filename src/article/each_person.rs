//! What is looked for in every person by themselves.

use std::ops::Range;
use std::sync::Arc;

use super::analysis::Article;
use super::person_view::{MentionView, PersonView, REACH, Setting, shows_the_same};
use crate::entities::{Entities, Entity, EntityId, Mention};
use crate::names::NameKind;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::quotations::{Passage, Quotations};
use crate::text::Splice;

/// What one function found in the people of an article.
pub struct FoundInPeople<'a, T> {
    article: &'a Article,
    list: Arc<Vec<(u32, T)>>,
}

impl<'a, T> FoundInPeople<'a, T> {
    /// Each thing with its person, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&'a Entity, &T)> {
        let people = self.article.entities().all();
        self.list.iter().filter_map(|(person, found)| Some((people.get(*person as usize)?, found)))
    }

    /// What was found in one person.
    pub fn of(&self, person: EntityId) -> impl Iterator<Item = &T> {
        let first = self.list.partition_point(|(other, _)| *other < person.0);
        let own = self.list.iter().skip(first).take_while(move |(other, _)| *other == person.0);
        own.map(|(_, found)| found)
    }
}

impl Article {
    /// Somebody by themselves; what is no person is shown as one.
    pub fn person_view<'a>(&'a self, person: &'a Entity) -> PersonView<'a> {
        PersonView::new(&self.text, &self.passages, person)
    }

    /// A mention with the words around it.
    pub fn mention_view<'a>(&'a self, mention: &'a Mention) -> Option<MentionView<'a>> {
        MentionView::new(&self.text, &self.passages, mention)
    }

    /// What `look` finds in each person by themselves. It is called for people whom an edit changed, or the words around
    /// their mentions, and for no others: what was found elsewhere is kept. So it must be a plain function, or a
    /// closure that captures nothing; it is known by its type.
    pub fn in_each_person<T, F>(&self, look: F) -> FoundInPeople<'_, T>
    where
        T: Clone + Send + Sync + 'static,
        F: Fn(PersonView<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
    {
        let all = || self.views(0..self.entities().all().len());
        FoundInPeople { article: self, list: self.kept.in_views.found(look, all) }
    }

    /// What `look` finds in the fullest name of each person. It is called for people whose name an edit changed, and for no
    /// others; the same holds of it as of what [`in_each_person`](Self::in_each_person) takes.
    pub fn in_each_name<T, F>(&self, look: F) -> FoundInPeople<'_, T>
    where
        T: Clone + Send + Sync + 'static,
        F: Fn(&str) -> Vec<T> + Copy + Send + Sync + 'static,
    {
        let all = || self.names(0..self.entities().all().len());
        FoundInPeople { article: self, list: self.kept.in_names.found(look, all) }
    }

    /// Looks again in the people whom an edit changed; `before` is what they hung on in the text before.
    pub(super) fn look_again(&mut self, before: &Before, revision: &Revision) {
        let mut kept = std::mem::take(&mut self.kept);
        if !kept.is_empty() {
            let others = before.entities.as_ref().map(|entities| others(entities, &self.entities, revision));
            if let Some(splice) = others {
                kept.in_views.revise(splice, &self.views(splice.now()).collect::<Vec<_>>());
                kept.in_names.revise(splice, &self.names(splice.now()).collect::<Vec<_>>());
            }
            let changed = before.changed_tokens(self, revision);
            let is_new = |index: u32| others.is_some_and(|splice| splice.now().contains(&(index as usize)));
            let people = self.views(0..self.entities.all().len());
            let changed = people.filter(|(index, person)| !is_new(*index) && person.is_mentioned_in(&changed));
            kept.in_views.look_again(&changed.collect::<Vec<_>>());
        }
        self.kept = kept;
    }

    fn views(&self, people: Range<usize>) -> impl Iterator<Item = (u32, PersonView<'_>)> {
        self.numbered(people).map(|(index, person)| (index, self.person_view(person)))
    }

    fn names(&self, people: Range<usize>) -> impl Iterator<Item = (u32, &str)> {
        self.numbered(people).map(|(index, person)| (index, person.name.as_str()))
    }

    /// The people among some entities, each with its index.
    fn numbered(&self, entities: Range<usize>) -> impl Iterator<Item = (u32, &Entity)> {
        let entities = (entities.start as u32..).zip(self.entities().all().get(entities).unwrap_or_default());
        entities.filter(|(_, entity)| entity.kind == NameKind::Person)
    }
}

/// What the views of people hung on in the text before an edit.
pub(super) struct Before {
    /// Where its passages stood.
    passages: Vec<TokenRange>,
    /// What its paragraphs were.
    settings: Vec<Setting>,
    headline_end: TokenIndex,
    /// The entities, if those of now are others but for the bytes where they stand.
    pub(super) entities: Option<Entities>,
}

impl Before {
    pub(super) fn of(article: &Article) -> Before {
        // Nothing is kept of most articles that are read once.
        let (passages, settings) = match article.kept.in_views.is_empty() {
            true => (Vec::new(), Vec::new()),
            false => (places(&article.passages).collect(), settings(&article.text).collect()),
        };
        Before { passages, settings, headline_end: article.text.headline_end(), entities: None }
    }

    /// The tokens that a view of now may show otherwise than one of before.
    fn changed_tokens(&self, article: &Article, revision: &Revision) -> Vec<TokenRange> {
        let Article { text, passages, .. } = article;
        let first_of =
            |sentence: usize| text.sentences().get(sentence).map_or(text.all().end, |sentence| sentence.tokens.start);
        let around = text.paragraphs().get(revision.paragraphs.now()).unwrap_or_default();
        let was = self.settings.get(revision.paragraphs.before()).unwrap_or_default();
        let same_settings = was.iter().copied().eq(around.iter().map(|paragraph| Setting::of(text, paragraph)));
        let around = around.first().zip(around.last()).map(|(first, last)| first.tokens.start..last.tokens.end);
        let edited = around.map(|around| match same_settings {
            false => around,
            // A mention sees them from afar.
            true => {
                let read = revision.sentences.now();
                let (first, behind) = (first_of(read.start), first_of(read.end));
                first.saturating_sub(REACH).max(around.start)..behind.saturating_add(REACH).min(around.end)
            }
        });
        let moved = self.passages.iter().map(|passage| now(revision, passage.start)..now(revision, passage.end));
        let (was, is): (Vec<TokenRange>, Vec<TokenRange>) = (moved.collect(), places(passages).collect());
        let splice = differing(was.len(), is.len(), |old, new| was.get(old) == is.get(new));
        let others = was.get(splice.before()).into_iter().chain(is.get(splice.now())).flatten();
        let marked = others.cloned().reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        let (old_end, new_end) = (now(revision, self.headline_end), text.headline_end());
        let headline = (old_end != new_end).then_some(TokenIndex::FIRST..old_end.max(new_end));
        edited.into_iter().chain(marked).chain(headline).collect()
    }
}

fn places(passages: &Quotations) -> impl Iterator<Item = TokenRange> {
    passages.passages.iter().map(|passage: &Passage| passage.first()..passage.end())
}

fn settings(text: &Text) -> impl Iterator<Item = Setting> {
    text.paragraphs().iter().map(|paragraph| Setting::of(text, paragraph))
}

/// Where a token of the text before an edit stands now.
fn now(revision: &Revision, token: TokenIndex) -> TokenIndex {
    revision.tokens.place(token)
}

/// Which entities are others than before.
fn others(before: &Entities, entities: &Entities, revision: &Revision) -> Splice {
    let (was, is) = (before.all(), entities.all());
    differing(was.len(), is.len(), |old, new| {
        let pair = was.get(old).zip(is.get(new));
        pair.is_some_and(|(was, is)| shows_the_same(was, is, |token| now(revision, token)))
    })
}

/// What stands between the entries that two lists begin with alike, and those that they end with alike.
fn differing(old: usize, new: usize, same: impl Fn(usize, usize) -> bool) -> Splice {
    let shorter = old.min(new);
    let front = (0..shorter).take_while(|&index| same(index, index)).count();
    let back = (1..=shorter - front).take_while(|&back| same(old - back, new - back)).count();
    Splice { start: front as u32, old_end: (old - back) as u32, new_end: (new - back) as u32 }
}
