//! The analysis of a text that is being written: again and again, each time a little different.

use std::sync::Arc;

use super::analysis::{Article, KeptOfPeople};
use super::each_person::Before;
use crate::attribution;
use crate::coreference;
use crate::entities;
use crate::format::{self, Format};
use crate::names;
use crate::people::People;
use crate::prose::Text;
use crate::quotations;
use crate::reporting::Reporting;

/// Analyzes the versions of one text one after the other, and takes over from the version before what the edit between
/// them did not touch. Each article equals the one that [`Article::analyze`] makes of the same text.
///
/// The article before is taken apart and edited in place, if nobody else holds it any more; else what is needed of it
/// is copied.
#[derive(Debug, Default)]
pub struct AnalysisHost {
    last: Option<Last>,
    /// Whom the newsroom knows.
    people: Arc<People>,
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
    states: States,
}

/// What the rooms remember.
#[derive(Debug, Default)]
struct States {
    format: format::State,
    quotations: quotations::State,
    names: names::State,
    entities: entities::State,
    reporting: Reporting,
    coreference: coreference::State,
    attribution: attribution::State,
}

impl AnalysisHost {
    /// The article of `source`. Where there is nothing to take over, `wanted` is asked between the steps, and the work
    /// is given up where it says no; a small edit of a known text costs less than giving it up would.
    pub fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        if !wanted() {
            return None;
        }
        // Taken out, so that a panic leaves nothing half done behind.
        let last = match self.last.take() {
            Some(last) => last.revise(source, format),
            None => Last::fresh(source, format, &self.people, wanted)?,
        };
        let article = last.article.clone();
        self.last = Some(last);
        Some(article)
    }
}

impl AnalysisHost {
    /// Says whom the newsroom knows. If these are others than before, the next text is read afresh.
    pub fn know(&mut self, people: &Arc<People>) {
        if self.people != *people {
            *self = AnalysisHost { last: None, people: people.clone() };
        }
    }

    /// How often the steps ran since the text was read afresh: what an edit does not concern must not run again.
    pub fn runs(&self) -> Runs {
        let states =
            |last: &Last| Runs { entities: last.states.entities.runs(), pronouns: last.states.coreference.runs() };
        self.last.as_ref().map(states).unwrap_or_default()
    }
}

impl Last {
    fn fresh(source: &str, format: Format, people: &Arc<People>, wanted: &dyn Fn() -> bool) -> Option<Last> {
        let mut states = States {
            names: names::State::knowing(people.clone()),
            entities: entities::State::knowing(people.clone()),
            ..States::default()
        };
        let prose = states.format.read(format, source);
        let text = wanted().then(|| Text::new(prose))?;
        let passages = wanted().then(|| states.quotations.find(&text))?;
        let names = wanted().then(|| states.names.find(&text))?;
        wanted().then(|| states.entities.find(&text, names))?;
        states.reporting = wanted().then(|| Reporting::find(&text, &passages, states.entities.mentions()))?;
        let States { entities, reporting, coreference, attribution, .. } = &mut states;
        let entities = wanted().then(|| coreference.find(&text, &passages, entities, reporting))?;
        let quotations = wanted().then(|| attribution.find(&text, &passages, &entities, reporting))?;
        let (people, kept) = (people.clone(), KeptOfPeople::default());
        let article = Article { text, passages, entities, quotations, people, kept };
        Some(Last { article: Arc::new(article), states })
    }

    fn revise(self, source: &str, format: Format) -> Last {
        let Last { article, mut states } = self;
        // What nobody else holds is edited in place.
        let article = Arc::unwrap_or_clone(article);
        let mut before = Before::of(&article);
        let Article { mut text, mut passages, mut entities, quotations, people, kept } = article;
        let change = states.format.revise(format, source, text.prose());
        let revision = text.revise(change);
        states.quotations.revise(&text, &revision, &mut passages);
        let names = states.names.revise(&text, &revision);
        let changes = states.entities.revise(&text, names, &revision);
        states.reporting = states.reporting.revise(&text, &passages, states.entities.mentions(), &revision);
        let States { entities: named, reporting, coreference, attribution, .. } = &mut states;
        let edit = coreference::Edit { changes, revision: &revision };
        before.entities = coreference.revise(&mut entities, &text, &passages, named, reporting, edit);
        let who = (&entities, &*coreference);
        let quotations = attribution.revise(quotations, &text, &passages, who, reporting, &revision);
        let mut article = Article { text, passages, entities, quotations, people, kept };
        article.look_again(&before, &revision);
        Last { article: Arc::new(article), states }
    }
}
