//! Fixes that replace words.

use super::finding::{Edit, Fix, Safety};
use crate::Article;
use crate::text::ProseSpan;

/// A fix that makes all of these changes, which are in order and apart; none where one of their places does not map back
/// to the file exactly.
pub fn replace(article: &Article, title: String, safety: Safety, changes: &[(ProseSpan, &str)]) -> Vec<Fix> {
    let edit = |&(span, text): &(ProseSpan, &str)| {
        let span = article.prose().to_source_exact(span)?;
        Some(Edit { span, text: text.to_owned() })
    };
    let edits: Option<Vec<Edit>> = changes.iter().map(edit).collect();
    edits.filter(|edits| !edits.is_empty()).map(|edits| Fix { title, safety, edits }).into_iter().collect()
}
