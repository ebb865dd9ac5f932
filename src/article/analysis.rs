//! What copydesk knows of an article.

use std::sync::Arc;

use super::person_view;
use crate::attribution::{self, Quotation};
use crate::coreference;
use crate::entities::{self, Entities, Entity, EntityId, Mention};
use crate::format::{Format, Prose};
use crate::names;
use crate::people::People;
use crate::prose::Text;
use crate::quotations::Quotations;
use crate::reporting::Reporting;
use crate::text::Kept;

/// What copydesk knows of an article.
///
/// Every offset in it counts bytes of the prose; [`Article::prose`] leads back to the source.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    pub(super) text: Text,
    pub(super) passages: Quotations,
    pub(super) entities: Entities,
    pub(super) quotations: Vec<Quotation>,
    pub(super) people: Arc<People>,
    /// What was looked for in people.
    pub(super) kept: KeptOfPeople,
}

/// What was looked for in every person, kept from edit to edit.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct KeptOfPeople {
    /// In all that mentions them.
    pub in_views: Kept<person_view::People>,
    /// In their names alone.
    pub in_names: Kept<person_view::Names>,
}

impl KeptOfPeople {
    /// Whether nothing was looked for yet.
    pub fn is_empty(&self) -> bool {
        self.in_views.is_empty() && self.in_names.is_empty()
    }
}

impl Article {
    /// Analyzes the text of a file. Total: any text gives an article; text that nobody can parse gives an article
    /// about which less is known.
    pub fn analyze(source: &str, format: Format) -> Article {
        Article::analyze_knowing(source, format, Arc::default())
    }

    /// The same where the newsroom knows these people.
    pub fn analyze_knowing(source: &str, format: Format, people: Arc<People>) -> Article {
        let text = Text::new(format.read(source));
        let passages = Quotations::find(&text);
        let mut names = names::State::knowing(people.clone());
        let mut named = entities::State::knowing(people.clone());
        named.find(&text, names.find(&text));
        let reporting = Reporting::find(&text, &passages, named.mentions());
        let entities = coreference::find(&text, &passages, &named, &reporting);
        let quotations = attribution::find(&text, &passages, &entities, &reporting);
        Article { text, passages, entities, quotations, people, kept: KeptOfPeople::default() }
    }

    /// The prose, and the way back to the source.
    pub fn prose(&self) -> &Prose {
        self.text.prose()
    }

    /// Tokens, sentences and paragraphs.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The passages inside quotation marks, and marks without a counterpart.
    pub fn passages(&self) -> &Quotations {
        &self.passages
    }

    /// Everybody and everything that has a name here.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The quotations in order of their first byte.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The people whom the newsroom knows.
    pub fn people(&self) -> &Arc<People> {
        &self.people
    }

    /// A mention in its paragraph; `None` if it is no mention of this article.
    pub fn view_of<'a>(&'a self, mention: &'a Mention) -> Option<person_view::MentionView<'a>> {
        person_view::MentionView::new(&self.text, &self.passages, mention)
    }

    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// The quotations of a speaker, in order, with their indexes.
    pub fn quotations_of(&self, speaker: EntityId) -> impl Iterator<Item = (usize, &Quotation)> {
        self.quotations.iter().enumerate().filter(move |(_, quotation)| quotation.speaker == Some(speaker))
    }
}
