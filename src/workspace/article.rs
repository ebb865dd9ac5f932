//! What is kept of an article: who and what it names.

use std::sync::Arc;

use crate::Article;
use crate::entities::Entity;
use crate::entities::symbols::normalize::normalize;
use crate::features::definition::introduction;
use crate::features::sureness::is_clear;
use crate::names::NameKind;
use crate::text::Position;

/// So many roles of somebody are kept.
const MOST_ROLES: usize = 3;

/// Somebody or something that an article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub kind: NameKind,
    /// The fullest name.
    pub name: Arc<str>,
    /// What else the article calls it: surname, acronym, other spellings.
    pub forms: Box<[Arc<str>]>,
    /// What the article says a person is.
    pub roles: Box<[Arc<str>]>,
    /// The organization or place that the fullest role belongs to.
    pub affiliation: Option<Arc<str>>,
    /// How often it is mentioned for certain.
    pub mentions: u32,
    /// Where it is introduced.
    pub place: NamedPlace,
}

/// Where somebody is introduced, in lines and columns of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedPlace {
    /// Before the first letter.
    pub start: Position,
    /// Behind the last.
    pub end: Position,
}

impl Named {
    /// The name and the other forms.
    pub fn labels(&self) -> impl Iterator<Item = &Arc<str>> {
        std::iter::once(&self.name).chain(&self.forms)
    }

    /// All strings.
    pub fn strings(&mut self) -> impl Iterator<Item = &mut Arc<str>> {
        let lists = self.forms.iter_mut().chain(&mut self.roles).chain(&mut self.affiliation);
        std::iter::once(&mut self.name).chain(lists)
    }

    /// The same, taken out.
    pub fn into_strings(self) -> impl Iterator<Item = Arc<str>> {
        let lists = self.forms.into_iter().chain(self.roles).chain(self.affiliation);
        std::iter::once(self.name).chain(lists)
    }
}

/// Who and what an article names. `position` tells the line and column of a byte of the source, as the editor counts.
pub fn names_of(article: &Article, position: &dyn Fn(u32) -> Position) -> Vec<Named> {
    let named = |entity: &Entity| {
        let introduced = introduction(entity).filter(|mention| mention.form.is_named())?;
        let span = article.prose().to_source(introduced.span);
        let forms = entity.aliases.iter().chain(&entity.variants).chain(&entity.acronym);
        Some(Named {
            kind: entity.kind,
            name: one_line(&entity.name),
            forms: forms.map(|form| one_line(form)).collect(),
            roles: entity.roles.iter().take(MOST_ROLES).map(|role| one_line(&role.text)).collect(),
            affiliation: entity.affiliation.as_deref().map(one_line),
            mentions: u32::try_from(entity.mentions.iter().filter(|mention| is_clear(mention)).count())
                .unwrap_or(u32::MAX),
            place: NamedPlace { start: position(span.start), end: position(span.end) },
        })
    };
    article.entities().all().iter().filter_map(named).collect()
}

/// Words with one blank between them.
fn one_line(words: &str) -> Arc<str> {
    words.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// A name in the form in which names are compared: case, accents and the blanks between words do not count.
pub fn key(name: &str) -> String {
    name.split_whitespace().map(normalize).collect::<Vec<_>>().join(" ")
}

/// A key, and what is left of it less its first word, its first two, and so on.
pub fn tails(key: &str) -> impl Iterator<Item = &str> {
    let behind_blanks = key.match_indices(' ').filter_map(|(at, _)| key.get(at + 1..));
    std::iter::once(key).chain(behind_blanks).filter(|tail| !tail.is_empty())
}
