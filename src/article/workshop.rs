//! The analysis of a text that is being written: again and again, each time a little different.

use std::sync::Arc;

use super::analysis::Article;
use crate::attribution;
use crate::coreference;
use crate::entities::{self, Entities};
use crate::format::{self, Format};
use crate::names;
use crate::prose::Text;
use crate::quotations::{self, Quotations};
use crate::reporting::Reporting;

/// Analyzes the versions of one text one after the other, and takes over from the version before what the edit between
/// them did not touch. Each article equals the one that [`Article::analyze`] makes of the same text.
///
/// The article before is taken apart and edited in place, if nobody else holds it any more; else what is needed of it
/// is copied.
#[derive(Debug, Default)]
pub struct Workshop {
    last: Option<Last>,
}

/// How often the steps that need the whole article ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Runs {
    /// Joining names, roles and descriptions to entities.
    pub entities: entities::Runs,
    /// Resolving pronouns.
    pub pronouns: usize,
}

/// The version before, and what the rooms remember of it.
#[derive(Debug)]
struct Last {
    article: Arc<Article>,
    memory: Memory,
}

/// What the rooms remember.
#[derive(Debug, Default)]
struct Memory {
    format: format::Memory,
    quotations: quotations::Memory,
    names: names::Memory,
    entities: entities::State,
    reporting: Reporting,
    coreference: coreference::State,
}

impl Workshop {
    /// The article of `source`. Where there is nothing to take over, `wanted` is asked between the steps, and the work
    /// is given up where it says no; a small edit of a known text costs less than giving it up would.
    pub fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        if !wanted() {
            return None;
        }
        // Taken out, so that a panic leaves nothing half done behind.
        let last = match self.last.take() {
            Some(last) => last.revise(source, format),
            None => Last::fresh(source, format, wanted)?,
        };
        let article = last.article.clone();
        self.last = Some(last);
        Some(article)
    }
}

impl Workshop {
    /// How often the steps ran since the text was read afresh: what an edit does not concern must not run again.
    pub fn runs(&self) -> Runs {
        let memory =
            |last: &Last| Runs { entities: last.memory.entities.runs(), pronouns: last.memory.coreference.runs() };
        self.last.as_ref().map(memory).unwrap_or_default()
    }
}

impl Last {
    fn fresh(source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Last> {
        let mut memory = Memory::default();
        let prose = memory.format.read(format, source);
        let text = wanted().then(|| Text::new(prose))?;
        let passages = wanted().then(|| memory.quotations.find(&text))?;
        let names = wanted().then(|| memory.names.find(&text))?;
        wanted().then(|| memory.entities.find(&text, names))?;
        memory.reporting = wanted().then(|| Reporting::find(&text, &passages, memory.entities.mentions()))?;
        let Memory { entities, reporting, coreference, .. } = &mut memory;
        let entities = wanted().then(|| coreference.find(&text, &passages, entities, reporting))?;
        let quotations = wanted().then(|| attribution::find(&text, &passages, &entities, reporting))?;
        Some(Last { article: Arc::new(Article { text, passages, entities, quotations }), memory })
    }

    fn revise(self, source: &str, format: Format) -> Last {
        let Last { article, mut memory } = self;
        let (mut text, mut passages, before) = take_apart(article);
        let change = memory.format.revise(format, source, text.prose());
        let revision = text.revise(change);
        memory.quotations.revise(&text, &revision, &mut passages);
        let names = memory.names.revise(&text, &revision);
        let changes = memory.entities.revise(&text, names, &revision);
        memory.reporting = memory.reporting.revise(&text, &passages, memory.entities.mentions(), &revision);
        let Memory { entities, reporting, coreference, .. } = &mut memory;
        let entities = coreference.revise(before, &text, &passages, entities, reporting, changes, &revision);
        let quotations = attribution::find(&text, &passages, &entities, reporting);
        Last { article: Arc::new(Article { text, passages, entities, quotations }), memory }
    }
}

/// What is edited of an article.
fn take_apart(article: Arc<Article>) -> (Text, Quotations, Entities) {
    match Arc::try_unwrap(article) {
        Ok(Article { text, passages, entities, .. }) => (text, passages, entities),
        Err(held) => (held.text.clone(), held.passages.clone(), held.entities.clone()),
    }
}
