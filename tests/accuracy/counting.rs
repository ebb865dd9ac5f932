//! Holds the analysis of an article against what its annotators say.

use copydesk::Article;
use copydesk::config::{Config, Profile};
use copydesk::features::record::{Finding, Quotation, Record};
use copydesk::rules;
use copydesk::text::Encoding;
use serde_json::Value;

use crate::figures::{Counts, Group};
use crate::gold::{Gold, Quote, words_at};
use crate::names;
use crate::passages::{Letters, Passage, overlap, pair_up};
use crate::reliability::{Outcome, Trust};
use crate::verbs::ReportingVerbs;

/// From here on, two passages are the same quotation.
const SAME: f64 = 0.8;
/// The share of a quotation that is enough where its bounds are in dispute.
const TOUCHED: f64 = 0.3;

/// The share of a quotation that stands in another one to be a part of it.
const INSIDE: f64 = 0.9;

/// What came of an article.
#[derive(Default)]
pub struct Outturn {
    pub counts: Counts,
    /// Every disagreement.
    pub faults: Vec<Fault>,
    /// Every attribution, with the trust that the analysis has in it.
    pub trusts: Vec<Trust>,
}

/// A disagreement between analysis and annotators.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub article: String,
    pub what: &'static str,
    /// The words that it is about.
    pub words: String,
    /// What the analysis says instead, if that helps.
    pub instead: String,
}

/// Analyzes the text and compares.
pub fn evaluate(gold: &Gold, verbs: &ReportingVerbs) -> Outturn {
    let article = Article::analyze(&gold.text, gold.format());
    let severity_of = |rule: &'static rules::Rule| rule.severity(Profile::Default);
    let findings =
        rules::silence(&article, &gold.text, rules::check(&article, &Config::default()), [], severity_of).findings;
    let record = Record::new(Value::Null, &gold.text, &article, &findings, Encoding::Utf32);
    compare(gold, &record, verbs)
}

/// Compares what is annotated: an article without annotated quotations says nothing of quotations, and so on.
pub fn compare(gold: &Gold, record: &Record<'_>, verbs: &ReportingVerbs) -> Outturn {
    let mut desk = Desk { gold, letters: Letters::of(&gold.text), outturn: Outturn::default() };
    if !gold.quotes.is_empty() {
        desk.quotations(record, verbs);
    }
    desk.scare(record);
    if !gold.entities.is_empty() {
        for (what, words) in names::count(gold, record, &mut desk.outturn.counts) {
            desk.fault(what, words, String::new());
        }
    }
    if gold.entities.iter().any(|name| name.cluster.as_ref().is_some_and(|cluster| !cluster.is_empty())) {
        names::count_aliases(gold, record, &mut desk.outturn.counts);
    }
    if let Some(pronoun) = &gold.pronoun {
        names::count_pronoun(gold, pronoun.span(), record, &mut desk.outturn.counts);
    }
    desk.outturn
}

struct Desk<'g> {
    gold: &'g Gold,
    letters: Letters,
    outturn: Outturn,
}

impl Desk<'_> {
    fn quotations(&mut self, record: &Record<'_>, verbs: &ReportingVerbs) {
        let wanted = &self.gold.quotes;
        let found: Vec<&Quotation<'_>> = record.quotations.iter().filter(|one| one.kind != "scare").collect();
        let ours: Vec<Passage> = wanted.iter().map(|quote| self.letters.passage(&quote.parts())).collect();
        let theirs: Vec<Passage> = found.iter().map(|one| self.letters.passage(&one.spans)).collect();

        let partner = pair_up(&ours, &theirs, SAME, |a, b| self.letters.likeness(a, b));
        let mut outcomes = vec![Outcome::NoQuotation; found.len()];
        let mut named = vec![None; found.len()];
        for (quote, partner) in wanted.iter().zip(&partner) {
            let group = group_of(&quote.kind);
            self.outturn.counts[group].gold += 1;
            let Some(j) = *partner else {
                self.fault("quotation missed", quote.beginning(&self.gold.text), String::new());
                continue;
            };
            let right = source_is_right(quote, found[j]);
            outcomes[j] = if right { Outcome::Right } else { Outcome::WrongSource };
            self.outturn.counts[group].found += 1;
            self.outturn.counts[group].right += u32::from(right);
            if right {
                named[j] = self.speaker(quote, found[j], record);
            } else {
                let instead = found[j].source.as_ref().map_or("nobody", |source| source.text);
                self.fault("wrong source", quote.beginning(&self.gold.text), instead.to_owned());
            }
            if let Some(via) = &quote.via {
                let named = found[j].via.as_ref().is_some_and(|other| overlap(other.span, via.span()));
                self.outturn.counts[Group::Via].gold += 1;
                self.outturn.counts[Group::Via].found += u32::from(named);
            }
        }
        for ((one, &outcome), passage) in found.iter().zip(&outcomes).zip(&theirs) {
            if outcome == Outcome::NoQuotation && self.is_part(one, passage, &ours) {
                continue;
            }
            let tally = &mut self.outturn.counts[group_of(one.kind)];
            tally.predicted += 1;
            tally.predicted_right += u32::from(outcome == Outcome::Right);
            if outcome == Outcome::NoQuotation {
                let words = words_at(&self.gold.text, one.spans.first().copied().unwrap_or_default());
                let source = one.source.as_ref().map_or("nobody", |source| source.text);
                self.fault("no such quotation", words, source.to_owned());
            }
        }
        let trusts = found.iter().zip(outcomes).zip(named);
        self.outturn.trusts.extend(trusts.filter_map(|((one, outcome), named)| Trust::of(one, outcome, named)));

        self.reporting(&ours, &theirs, &found, verbs);
        self.alarms(&ours, &record.findings);
    }

    /// Whether a quotation is one piece of a larger one, or inside it, with the same source or none: cut otherwise, not
    /// wrong.
    fn is_part(&self, found: &Quotation<'_>, passage: &Passage, ours: &[Passage]) -> bool {
        self.gold.quotes.iter().zip(ours).any(|(quote, own)| {
            self.letters.coverage(passage, own) >= INSIDE && (found.source.is_none() || source_is_right(quote, found))
        })
    }

    /// Indirect quotations, with bounds that may differ.
    fn reporting(&mut self, ours: &[Passage], theirs: &[Passage], found: &[&Quotation<'_>], verbs: &ReportingVerbs) {
        // Of quotations inside each other, all may be touched by one.
        let touches = |a: &Passage, b: &Passage| self.letters.coverage(a, b) > TOUCHED;
        let missed: Vec<bool> = ours.iter().map(|own| !theirs.iter().any(|other| touches(own, other))).collect();
        let right: Vec<bool> = theirs.iter().map(|other| ours.iter().any(|own| touches(own, other))).collect();
        let tally = &mut self.outturn.counts[Group::Reporting];
        for (quote, missed) in self.gold.quotes.iter().zip(missed) {
            if quote.kind == "indirect" && quote.cue.as_ref().is_some_and(|cue| verbs.are_in(&cue.text)) {
                tally.gold += 1;
                tally.found += u32::from(!missed);
            }
        }
        for (one, right) in found.iter().zip(right) {
            if one.kind == "indirect" {
                tally.predicted += 1;
                tally.predicted_right += u32::from(right);
            }
        }
    }

    /// What `unattributed-quote` flags, of what somebody says and of what nobody says.
    fn alarms(&mut self, ours: &[Passage], findings: &[Finding<'_>]) {
        let flagged: Vec<Passage> = findings
            .iter()
            .filter(|finding| finding.rule == "unattributed-quote")
            .map(|finding| self.letters.passage(&[finding.span]))
            .collect();
        for (quote, own) in self.gold.quotes.iter().zip(ours) {
            let hit = flagged.iter().any(|flag| {
                let least = own.size.min(flag.size.max(1));
                2 * self.letters.shared(flag, own) >= least
            });
            let group = match (quote.orphan, &*quote.kind, &quote.speaker) {
                (true, _, _) => Group::Orphan,
                (false, "direct", Some(_)) => Group::Alarm,
                _ => continue,
            };
            self.outturn.counts[group].gold += 1;
            self.outturn.counts[group].found += u32::from(hit);
            if hit != quote.orphan {
                let what = if hit { "false alarm" } else { "orphan not caught" };
                self.fault(what, quote.beginning(&self.gold.text), String::new());
            }
        }
    }

    /// Whether a quotation with the right source has the right speaker too.
    fn speaker(&mut self, quote: &Quote, found: &Quotation<'_>, record: &Record<'_>) -> Option<bool> {
        let cluster = quote.cluster.as_ref()?;
        let entity = record.entities.iter().find(|entity| Some(entity.id) == found.speaker);
        let right = entity.is_some_and(|entity| names::is_called(entity, self.gold, cluster));
        self.outturn.counts[Group::Speaker].gold += 1;
        self.outturn.counts[Group::Speaker].right += u32::from(right);
        if !right {
            let instead = entity.map_or("nobody", |entity| entity.name);
            self.fault("wrong speaker", quote.beginning(&self.gold.text), instead.to_owned());
        }
        Some(right)
    }

    /// Marked passages that are nobody's words, and must not be given as somebody's.
    fn scare(&mut self, record: &Record<'_>) {
        let speech: Vec<Passage> = record
            .quotations
            .iter()
            .filter(|one| one.kind != "scare")
            .map(|one| self.letters.passage(&one.spans))
            .collect();
        for parts in &self.gold.scare {
            let own = self.letters.passage(parts);
            let taken = speech.iter().any(|other| self.letters.likeness(&own, other) >= SAME);
            self.outturn.counts[Group::Scare].gold += 1;
            self.outturn.counts[Group::Scare].found += u32::from(taken);
            if taken {
                self.fault("taken for speech", words_at(&self.gold.text, parts[0]), String::new());
            }
        }
    }

    fn fault(&mut self, what: &'static str, words: String, instead: String) {
        self.outturn.faults.push(Fault { article: self.gold.id.clone(), what, words, instead });
    }
}

fn group_of(kind: &str) -> Group {
    match kind {
        "direct" => Group::Direct,
        "mixed" => Group::Mixed,
        "indirect" => Group::Indirect,
        other => panic!("{other:?} is no kind of quotation"),
    }
}

/// Whether both have a source and these overlap, or neither has one.
fn source_is_right(quote: &Quote, found: &Quotation<'_>) -> bool {
    match (&quote.speaker, &found.source) {
        (Some(one), Some(other)) => overlap(one.span(), other.span),
        (None, None) => true,
        _ => false,
    }
}
