//! The hover as the protocol has it.

use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::document::Snapshot;
use super::other_articles::Elsewhere;
use crate::features::card::Card;
use crate::features::{caret, elsewhere, hover, rule_names, sureness};

/// What is known of the words at a position, here and in other articles.
pub fn at(snapshot: &Snapshot, position: Position, others: Elsewhere) -> Option<Hover> {
    let (content, encoding) = (&snapshot.analysis.content, snapshot.session.encoding);
    let offset = content.offset(position, encoding);
    if let Some((span, rule)) = rule_names::at(&snapshot.analysis.article, content.text(), offset) {
        let kind = if snapshot.session.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
        let contents = HoverContents::Markup(MarkupContent { kind, value: rule.page.to_owned() });
        return Some(Hover { contents, range: Some(content.range(span, encoding)) });
    }
    let mut found = hover::at(&snapshot.analysis.article, offset, &|byte| content.line_number(byte))?;
    let mention = caret::mention_at(&snapshot.analysis.article, offset);
    if let Some((entity, _)) = mention.filter(|(_, mention)| sureness::is_clear(mention)) {
        let (others, all) = others.answer(Some(&snapshot.uri), |others| others.elsewhere(entity));
        elsewhere::add(&mut found.card, others, all);
    }
    let contents = HoverContents::Markup(markup(snapshot, &found.card));
    Some(Hover { contents, range: Some(content.range(found.span, encoding)) })
}

/// A card in a form that the client shows.
pub fn markup(snapshot: &Snapshot, card: &Card) -> MarkupContent {
    match snapshot.session.markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: card.markdown() },
        false => MarkupContent { kind: MarkupKind::PlainText, value: card.plain() },
    }
}
