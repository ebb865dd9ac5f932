//! The quotations of an article, kept for the article after the next edit.

use super::assemble::assemble;
use super::draft::{Draft, QuotationIndex};
use super::quotation::Quotation;
use super::repeated::Repeated;
use super::source::certainty;
use super::tally::Tally;
use super::view::View;
use crate::coreference;
use crate::entities::Entities;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::quotations::Quotations;
use crate::reporting::{Evidence, Reporting};

/// All quotations of a text, in order of their first byte.
pub fn find(text: &Text, passages: &Quotations, entities: &Entities, reporting: &Reporting) -> Vec<Quotation> {
    State::default().find(text, passages, entities, reporting)
}

/// All that quotations were found from, beside entities and reporting clauses.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    tally: Tally,
    /// The words that nobody says for all that the rest tells, and where the text has them elsewhere.
    nobodys: Repeated,
    runs: usize,
}

impl State {
    /// How often quotations were attributed since the state was made.
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// All quotations of a text, in order of their first byte.
    pub fn find(
        &mut self,
        text: &Text,
        passages: &Quotations,
        entities: &Entities,
        reporting: &Reporting,
    ) -> Vec<Quotation> {
        self.view = View::of(text, passages, entities);
        self.attribute(text, entities, reporting, |_, nobodys| Repeated::find(text, nobodys))
    }

    /// The same after an edit, which found `entities` and `reporting` anew; `before` is what was found in the text that was
    /// read last.
    pub fn revise(
        &mut self,
        before: Vec<Quotation>,
        text: &Text,
        passages: &Quotations,
        (entities, coreference): (&Entities, &coreference::State),
        reporting: &Reporting,
        revision: &Revision,
    ) -> Vec<Quotation> {
        let same_view = self.view.revise(text, passages, entities, revision);
        let is_as_before = same_view
            && coreference.is_as_before()
            && reporting.is_as_before()
            && self.tally.revise(reporting)
            && self.nobodys.revise(text, revision.paragraphs.now());
        if is_as_before {
            let mut quotations = before;
            quotations.iter_mut().for_each(|quotation| quotation.renew_spans(text, revision.text.start));
            return quotations;
        }
        self.attribute(text, entities, reporting, |before, nobodys| before.renewed(text, nobodys, revision))
    }

    /// Attributes all. `find` makes of what was found before where the words that nobody says stand elsewhere.
    fn attribute(
        &mut self,
        text: &Text,
        entities: &Entities,
        reporting: &Reporting,
        find: impl FnOnce(Repeated, Vec<TokenRange>) -> Repeated,
    ) -> Vec<Quotation> {
        self.runs += 1;
        let mut draft = assemble(&self.view, entities, reporting);
        let nobodys = draft.nobodys();
        let words = nobodys.iter().map(|(_, words)| words.clone()).collect();
        self.nobodys = find(std::mem::take(&mut self.nobodys), words);
        pull_quotes(&mut draft, &nobodys, self.nobodys.elsewhere());
        draft.fill_between(&self.view);
        draft.run_together(&self.view);
        let (quotations, tally) = draft.finish();
        self.tally = tally;
        let finished = quotations.into_iter().map(|mut quotation| {
            quotation.confidence *= quotation.source.as_ref().map_or(1.0, |source| certainty(entities, source));
            quotation.with_spans(text)
        });
        finished.collect()
    }
}

/// Gives words that stand elsewhere, too, to whoever says them there; where nobody does, they are the writer's own.
fn pull_quotes(draft: &mut Draft, nobodys: &[(QuotationIndex, TokenRange)], elsewhere: &[Option<TokenIndex>]) {
    for ((index, _), place) in nobodys.iter().zip(elsewhere) {
        let Some(place) = place else { continue };
        let holds = |quotation: &&Quotation| quotation.parts.iter().any(|part| part.contains(place));
        let original = draft.quotations().iter().find(holds);
        match original.map(|original| original.source.clone()) {
            Some(Some(source)) => draft.attribute(*index, None, &source, Evidence::Repeated),
            // Twice in marks, and nobody says it.
            Some(None) => {}
            None => draft.disown(*index),
        }
    }
}
