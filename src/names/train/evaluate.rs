//! How many names are right: exact span and kind.

use std::collections::BTreeSet;

use super::corpus::Article;
use super::gold::Gold;
use crate::names::name::NameKind;
use crate::prose::{Text, TokenRange};

/// Counts for one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub gold: usize,
    pub found: usize,
    pub right: usize,
}

impl Count {
    pub fn f1(self) -> f64 {
        let sum = self.gold + self.found;
        if sum == 0 { 0.0 } else { 2.0 * self.right as f64 / sum as f64 }
    }
    pub fn precision(self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }
    pub fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }
}

/// Counts for persons, organizations, places, and all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts(pub [Count; 4]);

fn slot(kind: NameKind) -> usize {
    match kind {
        NameKind::Person => 0,
        NameKind::Organization => 1,
        NameKind::Place => 2,
    }
}

impl Counts {
    /// Adds an article; with `wrong`, calls it for each name that is missed (`-`) or false (`+`).
    pub fn add(
        &mut self,
        article: &Article,
        text: &Text,
        names: &[(TokenRange, NameKind)],
        mut wrong: impl FnMut(char, NameKind, usize, usize),
    ) {
        let gold: BTreeSet<(usize, usize, NameKind)> = article
            .spans
            .iter()
            .filter_map(|(start, end, gold)| match gold {
                Gold::Name(kind) => Some((*start, *end, *kind)),
                _ => None,
            })
            .collect();
        let found: BTreeSet<(usize, usize, NameKind)> = names
            .iter()
            .map(|(tokens, kind)| {
                let span = text.span(tokens.clone());
                (span.start as usize, span.end as usize, *kind)
            })
            .collect();
        for (start, end, kind) in &gold {
            let right = found.contains(&(*start, *end, *kind));
            for index in [slot(*kind), 3] {
                self.0[index].gold += 1;
                self.0[index].right += usize::from(right);
            }
            if !right {
                wrong('-', *kind, *start, *end);
            }
        }
        for (start, end, kind) in &found {
            for index in [slot(*kind), 3] {
                self.0[index].found += 1;
            }
            if !gold.contains(&(*start, *end, *kind)) {
                wrong('+', *kind, *start, *end);
            }
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, count) in ["PER", "ORG", "LOC", "micro"].iter().zip(self.0) {
            write!(f, "{name} {:.3} (P {:.3} R {:.3})  ", count.f1(), count.precision(), count.recall())?;
        }
        Ok(())
    }
}

/// A line that shows a missed (`-`) or false (`+`) name with the words around it.
pub fn error_line(article: &Article, sign: char, kind: NameKind, start: usize, end: usize) -> String {
    let text = &article.text;
    let left = text[..start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let right = text[end..].char_indices().nth(30).map_or(text.len(), |(at, _)| end + at);
    let words = format!("{}[{}]{}", &text[left..start], &text[start..end], &text[end..right]);
    format!("{}\t{sign} {kind:?}\t{}\n", article.id, words.replace(['\n', '\t'], " "))
}
