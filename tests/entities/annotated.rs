//! Reads annotated articles.

#![allow(clippy::expect_used)] // A malformed fixture fails its test.

use std::collections::HashMap;

use copydesk::entities::MentionForm;
use copydesk::names::{Name, NameKind};
use copydesk::prose::Text;
use copydesk::text::ProseSpan;

/// An article without its annotation, and the annotation.
pub struct Annotated {
    pub text: String,
    pub mentions: Vec<Marked>,
    /// In order of first mention.
    pub entities: Vec<Properties>,
}

pub struct Marked {
    pub start: u32,
    pub words: String,
    pub form: String,
    pub entity: usize,
}

pub struct Properties {
    pub label: String,
    /// Property and value, `kind` among them.
    pub values: Vec<(String, String)>,
}

impl Annotated {
    pub fn read(article: &str) -> Annotated {
        let (body, legend) = article.split_once("\n---\n").expect("a line of dashes parts article and entities");
        let mut text = String::new();
        let mut mentions = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        let mut rest = body;
        while let Some(open) = rest.find('[') {
            let (words, after) = rest[open + 1..].split_once("](").expect("a mention is written [words](label form)");
            let (note, after) = after.split_once(')').expect("a mention is written [words](label form)");
            let (label, form) = note.split_once(' ').expect("a mention has a label and a form");
            text.push_str(&rest[..open]);
            let entity = labels.iter().position(|known| known == label).unwrap_or_else(|| {
                labels.push(label.to_owned());
                labels.len() - 1
            });
            mentions.push(Marked { start: text.len() as u32, words: words.to_owned(), form: form.to_owned(), entity });
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        let mut known: HashMap<&str, Vec<(String, String)>> = legend.lines().filter_map(properties).collect();
        let entities = labels
            .into_iter()
            .map(|label| {
                let values = known.remove(label.as_str()).unwrap_or_else(|| panic!("no line says what {label} is"));
                Properties { label, values }
            })
            .collect();
        assert!(known.is_empty(), "entities without a mention: {:?}", known.keys());
        Annotated { text, mentions, entities }
    }

    /// The named mentions, as the names room gives them.
    pub fn names(&self, text: &Text) -> Vec<Name> {
        let named = self
            .mentions
            .iter()
            .filter(|mention| matches!(mention.form.as_str(), "name" | "surname" | "given" | "acronym"));
        named
            .map(|mention| {
                let tokens = text.tokens_in(ProseSpan::new(mention.start, mention.start + mention.words.len() as u32));
                assert_eq!(text.slice(tokens.clone()), mention.words, "a mention is made of whole tokens");
                let kind = match self.entities[mention.entity].values[0].1.as_str() {
                    "person" => NameKind::Person,
                    "organization" => NameKind::Organization,
                    "place" => NameKind::Place,
                    other => panic!("unknown kind {other:?}"),
                };
                Name { title: tokens.start..tokens.start, kind, tokens }
            })
            .collect()
    }
}

/// `label: kind; property: value; …`
fn properties(line: &str) -> Option<(&str, Vec<(String, String)>)> {
    let (label, rest) = line.split_once(": ")?;
    let mut fields = rest.split("; ");
    let mut values = vec![("kind".to_owned(), fields.next()?.to_owned())];
    values.extend(fields.map(|field| {
        let (property, value) = field.split_once(':').unwrap_or_else(|| panic!("{field:?} is no property"));
        (property.to_owned(), value.trim().to_owned())
    }));
    Some((label, values))
}

pub fn form_name(form: MentionForm) -> &'static str {
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
