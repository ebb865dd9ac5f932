//! The analysis of a text that is being written: again and again, each time a little different.

use std::sync::Arc;

use super::Article;
use crate::attribution;
use crate::entities;
use crate::format::{Format, Prose};
use crate::names;
use crate::prose::Text;
use crate::quotations::Quotations;

/// Analyzes the versions of one text one after the other, and takes over from the version before what the edit between
/// them did not touch. Each article equals the one that [`Article::analyze`] makes of the same text.
#[derive(Debug, Default)]
pub struct Workshop {
    last: Option<Last>,
}

/// The version before, and what the rooms remember of it.
#[derive(Debug)]
struct Last {
    article: Arc<Article>,
    names: names::Memory,
    entities: entities::Memory,
    attribution: attribution::Memory,
}

impl Workshop {
    /// The article of `source`. Where there is nothing to take over, `wanted` is asked between the steps, and the work
    /// is given up where it says no; a small edit of a known text costs less than giving it up would.
    pub fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        let prose = wanted().then(|| format.read(source))?;
        // Taken out, so that a panic leaves nothing half done behind.
        let last = match self.last.take() {
            Some(last) => last.revise(prose),
            None => Last::fresh(prose, wanted)?,
        };
        let article = last.article.clone();
        self.last = Some(last);
        Some(article)
    }
}

impl Last {
    fn fresh(prose: Prose, wanted: &dyn Fn() -> bool) -> Option<Last> {
        let (mut names, mut people, mut attribution) =
            (names::Memory::default(), entities::Memory::default(), attribution::Memory::default());
        let text = wanted().then(|| Text::new(prose))?;
        let passages = wanted().then(|| Quotations::find(&text))?;
        let found = wanted().then(|| names.find(&text))?;
        let entities = wanted().then(|| people.find(&text, &passages, &found))?;
        let quotations = wanted().then(|| attribution.find(&text, &passages, &entities))?;
        let article = Arc::new(Article { text, passages, entities, quotations });
        Some(Last { article, names, entities: people, attribution })
    }

    fn revise(self, prose: Prose) -> Last {
        let Last { article: before, mut names, entities: mut people, mut attribution } = self;
        let (text, revision) = before.text.revise(prose);
        let passages = Quotations::find(&text);
        let found = names.revise(&before.text, &text, &revision);
        let entities = people.revise(before.entities.clone(), &text, &passages, &found, &revision);
        let quotations = attribution.revise(&text, &passages, &entities, &revision);
        let article = Arc::new(Article { text, passages, entities, quotations });
        Last { article, names, entities: people, attribution }
    }
}
