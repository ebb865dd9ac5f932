//! The quote ledger of an article: every quotation with who says it and where, and how much room each source gets.
//!
//! Words in marks that are nobody's speech (titles, nicknames, irony) are left out.

use super::said::{Counter, Said};
use super::sureness::is_unclear;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::entities::{Entity, EntityId};
use crate::names::NameKind;
use crate::reporting::SourceForm;
use crate::text::{ProseSpan, SourceSpan};

/// The ledger of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// The quotations: what a copy editor must look at first, otherwise in order of place.
    pub entries: Vec<Entry>,
    /// Who is quoted, most words first.
    pub sources: Vec<Source>,
    /// How many quotations and quoted words there are of each standing, in the order of [`Standing::ALL`].
    pub totals: [Said; Standing::ALL.len()],
}

/// One quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// How well the article says whose words these are.
    pub standing: Standing,
    /// How the words are given.
    pub kind: QuotationKind,
    /// The words as a reader sees them, parts joined by *…*, on one line.
    pub words: String,
    /// How many words these are.
    pub count: usize,
    /// Its parts in the source.
    pub spans: Vec<SourceSpan>,
    /// Who speaks, by the fullest name.
    pub speaker: Option<String>,
    /// What the article says the speaker is.
    pub role: Option<String>,
    /// The source as the article writes it beside the words (*she*, *a spokesman*).
    pub source: Option<String>,
    /// The base form of the verb or phrase that introduces the words.
    pub cue: Option<&'static str>,
    /// Through whom the words came.
    pub via: Option<String>,
    /// How sure source and speaker are, from 0 to 1.
    pub confidence: f32,
}

impl Entry {
    /// Whether the speaker is no more than a guess: it is shown as one, and feeds no count.
    pub fn is_guess(&self) -> bool {
        self.standing == Standing::Unclear
    }
}

/// How well an article says whose words a quotation is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody is named as saying it.
    Unattributed,
    /// Who speaks is no more than a guess.
    Unclear,
    /// Somebody whom the article does not name on purpose (*a source*).
    Anonymous,
    /// Somebody described or several people (*residents*, *the report*), none of them named.
    Unnamed,
    /// The words came through somebody else, such as another outlet.
    SecondHand,
    /// A person or a body that the article names.
    Named,
}

impl Standing {
    /// All of them, in order.
    pub const ALL: [Standing; 6] = [
        Standing::Unattributed,
        Standing::Unclear,
        Standing::Anonymous,
        Standing::Unnamed,
        Standing::SecondHand,
        Standing::Named,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Unattributed => "unattributed",
            Standing::Unclear => "unclear",
            Standing::Anonymous => "anonymous",
            Standing::Unnamed => "unnamed",
            Standing::SecondHand => "second-hand",
            Standing::Named => "named",
        }
    }

    fn of(article: &Article, quotation: &Quotation) -> Standing {
        let form = quotation.source.as_ref().map(|source| source.form);
        match quotation.speaker {
            // *Asked about the vote, Lopez shrugged*: the question is nobody's quotation.
            _ if !quotation.is_attributed() && quotation.kind == QuotationKind::Indirect => Standing::Unnamed,
            _ if !quotation.is_attributed() => Standing::Unattributed,
            Some(_) if is_unclear(article, quotation) => Standing::Unclear,
            _ if quotation.via.is_some() => Standing::SecondHand,
            Some(_) => Standing::Named,
            None if form == Some(SourceForm::Anonymous) => Standing::Anonymous,
            None => Standing::Unnamed,
        }
    }
}

/// Somebody who is quoted by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The fullest name.
    pub name: String,
    /// What the article says a person is.
    pub role: Option<String>,
    /// `person`, `organization` or `place`.
    pub kind: NameKind,
    /// What is quoted of them, guesses aside.
    pub said: Said,
}

/// The ledger of an article.
pub fn of(article: &Article) -> Ledger {
    let counter = Counter::new(article);
    let mut by_entity = vec![Said::default(); article.entities().all().len()];
    let mut totals = [Said::default(); Standing::ALL.len()];
    let mut entries: Vec<Entry> = Vec::new();
    for quotation in article.quotations().iter().filter(|quotation| quotation.kind != QuotationKind::Scare) {
        let entry = entry(article, quotation);
        let said = counter.count(quotation);
        for (total, _) in totals.iter_mut().zip(Standing::ALL).filter(|(_, standing)| *standing == entry.standing) {
            *total += said;
        }
        let speaker = quotation.speaker.filter(|_| !entry.is_guess());
        if let Some(own) = speaker.and_then(|speaker| by_entity.get_mut(speaker.0 as usize)) {
            *own += said;
        }
        entries.push(entry);
    }
    entries.sort_by_key(|entry| entry.standing);
    let quoted = article.entities().all().iter().zip(by_entity).filter(|(_, said)| *said != Said::default());
    let mut sources: Vec<Source> = quoted
        .map(|(entity, said)| Source { name: entity.name.clone(), role: role(entity), kind: entity.kind, said })
        .collect();
    sources.sort_by_key(|source| std::cmp::Reverse((source.said.words, source.said.quoted, source.said.paraphrased)));
    Ledger { entries, sources, totals }
}

fn entry(article: &Article, quotation: &Quotation) -> Entry {
    let (prose, text) = (article.prose(), article.prose().text());
    let one_line = |span: ProseSpan| span.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let named = |id: Option<EntityId>| id.and_then(|id| article.entities().get(id));
    let words: Vec<String> = quotation.spans.iter().map(|&span| one_line(span)).collect();
    let speaker = named(quotation.speaker);
    Entry {
        standing: Standing::of(article, quotation),
        kind: quotation.kind,
        count: words
            .iter()
            .map(|part| part.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count())
            .sum(),
        words: words.join(" … "),
        spans: quotation.spans.iter().map(|&span| prose.to_source(span)).collect(),
        speaker: speaker.map(|entity| entity.name.clone()),
        role: speaker.and_then(role),
        source: quotation.source.as_ref().map(|source| one_line(source.span)),
        cue: quotation.cue.as_ref().map(|cue| cue.lemma),
        via: quotation
            .via
            .as_ref()
            .map(|via| named(via.entity).map_or_else(|| one_line(via.span), |entity| entity.name.clone())),
        confidence: quotation.confidence,
    }
}

fn role(entity: &Entity) -> Option<String> {
    entity.roles.first().map(|role| role.text.split_whitespace().collect::<Vec<_>>().join(" "))
}
