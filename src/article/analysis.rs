//! What copydesk knows of an article.

use super::person_view::People;
use crate::attribution::{self, Quotation};
use crate::coreference;
use crate::entities::{self, Entities, Entity, EntityId};
use crate::format::{Format, Prose};
use crate::names;
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
    /// What was looked for in people.
    pub(super) kept: Kept<People>,
}

impl Article {
    /// Analyzes the text of a file. Total: any text gives an article; text that nobody can parse gives an article
    /// about which less is known.
    pub fn analyze(source: &str, format: Format) -> Article {
        Article::of_prose(format.read(source))
    }

    /// Analyzes a prose that a format has read.
    pub fn of_prose(prose: Prose) -> Article {
        let text = Text::new(prose);
        let passages = Quotations::find(&text);
        let names = names::find(&text);
        let mut named = entities::State::default();
        named.find(&text, &names);
        let reporting = Reporting::find(&text, &passages, named.mentions());
        let entities = coreference::find(&text, &passages, &named, &reporting);
        let quotations = attribution::find(&text, &passages, &entities, &reporting);
        Article { text, passages, entities, quotations, kept: Kept::default() }
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

    /// The entity of that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id)
    }

    /// The quotations of a speaker, in order, with their indexes.
    pub fn quotations_of(&self, speaker: EntityId) -> impl Iterator<Item = (usize, &Quotation)> {
        self.quotations.iter().enumerate().filter(move |(_, quotation)| quotation.speaker == Some(speaker))
    }
}
