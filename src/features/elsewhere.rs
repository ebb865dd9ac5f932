//! Where else in the workspace somebody is named, as a hover shows it.

use super::card::{Card, Part};

/// So many other articles are shown.
const MOST: usize = 3;

/// Another article that has the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What the article is called.
    pub article: String,
    /// The line in which the name stands first, from 1.
    pub line: u32,
    /// What that article says of a person.
    pub role: Option<String>,
    /// Whether the roles show that it is the same person.
    pub agrees: bool,
}

/// Adds to a card where else the name stands. Whether it is the same person there is for the reader to say: those whose
/// role is the same come first. There are `all` of them, of which some may be left out.
pub fn add(card: &mut Card, mut found: Vec<Elsewhere>, all: usize) {
    let heading = match all {
        0 => return,
        1 => "The name also stands in another article:".to_owned(),
        count => format!("The name also stands in {count} other articles:"),
    };
    card.gap();
    card.line([Part::ours(heading)]);
    found.sort_by_key(|elsewhere| (!elsewhere.agrees, elsewhere.role.is_none()));
    for elsewhere in found.iter().take(MOST) {
        let mut parts = vec![Part::theirs(&elsewhere.article), Part::ours(format!(", line {}", elsewhere.line))];
        if let Some(role) = &elsewhere.role {
            parts.extend([Part::ours(": "), Part::theirs(role)]);
        }
        card.line(parts);
    }
}
