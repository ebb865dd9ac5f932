//! The analysis record: everything copydesk knows of an article as one JSON object, for other programs.
//!
//! The record is stable and versioned by its first key, `schema`; what is below is schema 1. A key that a later version
//! adds does not change the number, a key that it takes away or gives another meaning does.
//!
//! - Offsets count units of the encoding that was asked for (bytes, UTF-16 units or code points) into the *source* text
//!   as given, tags and entities included; a byte order mark is not counted. Spans are half-open: `[start, end]`.
//! - `text` is what a reader sees. In plain text it is exactly the slice of its span; in Markdown and HTML the slice may
//!   hold markup that `text` does not.
//! - Absent values are `null`; lists are never absent.
//! - Quotations are numbered in order of their first byte, entities in order of first mention. `entity` and `speaker`
//!   are ids of `entities`.
//! - Findings are those of the profile and configuration in use, in order of place.

use serde::Serialize;
use serde_json::Value;

use crate::Article;
use crate::attribution::{self, Evidence};
use crate::entities::{self, EntityId, MentionForm};
use crate::names::NameKind;
use crate::rules;
use crate::text::{Encoding, Offsets, ProseSpan, SourceSpan};

/// The version of the record.
pub const SCHEMA: u32 = 1;

/// The record of one article.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The article's path, or the id it was handed in with.
    pub id: Value,
    /// The quotations in order of their first byte.
    pub quotations: Vec<Quotation<'a>>,
    /// The people, organizations and places in order of first mention.
    pub entities: Vec<Entity<'a>>,
    /// What the rules report, in order of place.
    pub findings: Vec<Finding<'a>>,
}

/// What stands in the place of a record when there is none: an article that could not be read.
#[derive(Debug, Serialize)]
pub struct Failure {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The id it was handed in with, if that much could be read.
    pub id: Value,
    /// What went wrong and where, in one line.
    pub error: String,
}

impl Failure {
    /// The failure of the article with that id.
    pub fn new(id: Value, error: String) -> Failure {
        Failure { schema: SCHEMA, id, error }
    }
}

/// A half-open range of the source: start and end in units of the encoding in use.
pub type Span = (u32, u32);

/// A passage given as somebody's words.
#[derive(Debug, Serialize)]
pub struct Quotation<'a> {
    /// Its place in the list, from 0.
    pub id: usize,
    /// `direct`, `mixed`, `indirect` or `scare`.
    pub kind: &'static str,
    /// Its parts in order; the marks of a direct quotation are inside.
    pub spans: Vec<Span>,
    /// The words that introduce it.
    pub cue: Option<Cue<'a>>,
    /// The mention beside the cue.
    pub source: Option<Source<'a>>,
    /// The entity that the source denotes.
    pub speaker: Option<u32>,
    /// Through whom the words reached the article.
    pub via: Option<Via<'a>>,
    /// How sure source and speaker are, from 0 to 1, to three decimals.
    pub confidence: f64,
    /// Why copydesk thinks so, the strongest reason first; names of [`Evidence`].
    pub evidence: Vec<&'static str>,
}

/// The words that introduce a quotation.
#[derive(Debug, Serialize)]
pub struct Cue<'a> {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub text: &'a str,
    /// Their base form.
    pub lemma: &'static str,
    /// What using them says about the words reported: `neutral`, `loaded-claim`, …
    pub stance: &'static str,
}

/// The mention beside the cue.
#[derive(Debug, Serialize)]
pub struct Source<'a> {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: &'a str,
    /// How it refers: `name`, `surname`, `given`, `pronoun`, `title`, `description`, `group`, `organization`,
    /// `anonymous` or `document`.
    pub form: &'static str,
    /// The entity it names or means.
    pub entity: Option<u32>,
}

/// The outlet or person through whom words came.
#[derive(Debug, Serialize)]
pub struct Via<'a> {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: &'a str,
    /// The entity, if the article has one for it.
    pub entity: Option<u32>,
}

/// A person, an organization or a place.
#[derive(Debug, Serialize)]
pub struct Entity<'a> {
    /// Its place in the list, from 0.
    pub id: u32,
    /// `person`, `organization` or `place`.
    pub kind: &'static str,
    /// Its fullest name as the article spells it most.
    pub name: &'a str,
    /// Other ways the article calls it.
    pub aliases: &'a [String],
    /// Other spellings of its full name.
    pub variants: &'a [String],
    /// Its acronym, if the article gives one.
    pub acronym: Option<&'a str>,
    /// What the article says a person is.
    pub roles: Vec<Role<'a>>,
    /// The organization or place that the fullest role belongs to.
    pub affiliation: Option<&'a str>,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Mention<'a>>,
}

/// What a person is, as the article puts it.
#[derive(Debug, Serialize)]
pub struct Role<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they stand.
    pub span: Span,
}

/// An occurrence of an entity.
#[derive(Debug, Serialize)]
pub struct Mention<'a> {
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub text: &'a str,
    /// How it refers: `name`, `surname`, `given`, `acronym`, `pronoun`, `title` or `description`.
    pub form: &'static str,
}

/// What a rule reports.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// The rule.
    pub rule: &'static str,
    /// `error`, `warning`, `information` or `hint`.
    pub severity: &'static str,
    /// The words it is about.
    pub span: Span,
    /// What is wrong, why, and what to do.
    pub message: &'a str,
    /// Ways to mend it.
    pub fixes: Vec<Fix<'a>>,
}

/// A way to mend a finding.
#[derive(Debug, Serialize)]
pub struct Fix<'a> {
    /// What it does.
    pub title: &'a str,
    /// `safe` or `ask`.
    pub safety: &'static str,
    /// The changes, in order.
    pub edits: Vec<Edit<'a>>,
}

/// A change of the source.
#[derive(Debug, Serialize)]
pub struct Edit<'a> {
    /// What to replace; an empty span inserts.
    pub span: Span,
    /// What to put there.
    pub text: &'a str,
}

impl<'a> Record<'a> {
    /// The record of an article. `source` is the text that it was analyzed from; `findings` are in bytes of its prose,
    /// as the rules report them.
    pub fn new(
        id: Value,
        source: &str,
        article: &'a Article,
        findings: &'a [rules::Finding],
        encoding: Encoding,
    ) -> Record<'a> {
        let writer = Writer { article, offsets: Offsets::new(source, encoding) };
        Record {
            schema: SCHEMA,
            id,
            quotations: article.quotations().iter().enumerate().map(|(id, one)| writer.quotation(id, one)).collect(),
            entities: article.entities().all().iter().map(|entity| writer.entity(entity)).collect(),
            findings: findings.iter().map(|finding| writer.finding(finding)).collect(),
        }
    }
}

/// Puts an article's values into the record's words and units.
struct Writer<'a, 's> {
    article: &'a Article,
    offsets: Offsets<'s>,
}

impl<'a> Writer<'a, '_> {
    fn quotation(&self, id: usize, quotation: &'a attribution::Quotation) -> Quotation<'a> {
        Quotation {
            id,
            kind: quotation.kind.name(),
            spans: quotation.spans.iter().map(|&span| self.span(span)).collect(),
            cue: quotation.cue.as_ref().map(|cue| Cue {
                span: self.span(cue.span),
                text: self.text(cue.span),
                lemma: cue.lemma,
                stance: cue.class.stance(),
            }),
            source: quotation.source.as_ref().map(|source| Source {
                span: self.span(source.span),
                text: self.text(source.span),
                form: source.form.name(),
                entity: number(source.entity),
            }),
            speaker: number(quotation.speaker),
            via: quotation.via.as_ref().map(|via| Via {
                span: self.span(via.span),
                text: self.text(via.span),
                entity: number(via.entity),
            }),
            confidence: rounded(quotation.confidence),
            evidence: quotation.evidence.iter().copied().map(Evidence::name).collect(),
        }
    }

    fn entity(&self, entity: &'a entities::Entity) -> Entity<'a> {
        Entity {
            id: entity.id.0,
            kind: kind_name(entity.kind),
            name: &entity.name,
            aliases: &entity.aliases,
            variants: &entity.variants,
            acronym: entity.acronym.as_deref(),
            roles: entity.roles.iter().map(|role| Role { text: &role.text, span: self.span(role.span) }).collect(),
            affiliation: entity.affiliation.as_deref(),
            mentions: entity
                .mentions
                .iter()
                .map(|mention| Mention {
                    span: self.span(mention.span),
                    text: self.text(mention.span),
                    form: form_name(mention.form),
                })
                .collect(),
        }
    }

    fn finding(&self, finding: &'a rules::Finding) -> Finding<'a> {
        Finding {
            rule: finding.rule,
            severity: finding.severity.name(),
            span: self.in_units(finding.in_source(self.article.prose())),
            message: &finding.message,
            fixes: finding
                .fixes
                .iter()
                .map(|fix| Fix {
                    title: &fix.title,
                    safety: fix.safety.name(),
                    edits: fix
                        .edits
                        .iter()
                        .map(|edit| Edit { span: self.in_units(edit.span), text: &edit.text })
                        .collect(),
                })
                .collect(),
        }
    }

    fn span(&self, span: ProseSpan) -> Span {
        self.in_units(self.article.prose().to_source(span))
    }

    fn in_units(&self, span: SourceSpan) -> Span {
        (self.offsets.units_before(span.start), self.offsets.units_before(span.end))
    }

    fn text(&self, span: ProseSpan) -> &'a str {
        span.slice(self.article.prose().text())
    }
}

fn number(id: Option<EntityId>) -> Option<u32> {
    id.map(|id| id.0)
}

fn kind_name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Organization => "organization",
        NameKind::Place => "place",
    }
}

fn form_name(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Name => "name",
        MentionForm::Surname => "surname",
        MentionForm::Given => "given",
        MentionForm::Acronym => "acronym",
        MentionForm::Pronoun => "pronoun",
        MentionForm::Title => "title",
        MentionForm::Description => "description",
    }
}

/// Three decimals: more would claim a precision that no confidence has.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
