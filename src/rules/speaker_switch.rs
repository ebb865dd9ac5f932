//! Two speakers in one paragraph.

use super::finding::{Findings, Related};
use super::place::is_running;
use super::rule::Rule;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind, Source};
use crate::config::Severity;
use crate::entities::EntityId;

/// The rule.
pub static RULE: Rule = Rule {
    name: "speaker-switch",
    summary: "two speakers in one paragraph",
    default: None,
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("speaker_switch.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut before: Option<(usize, EntityId, &Source)> = None;
    for quotation in article.quotations() {
        let Some((speaker, source)) = spoken(quotation) else { continue };
        let paragraph = text.paragraph_of(source.tokens.start);
        let last = before.replace((paragraph, speaker, source));
        let Some((_, other, first)) = last.filter(|(place, ..)| *place == paragraph) else { continue };
        if other == speaker || !text.paragraphs().get(paragraph).is_some_and(is_running) {
            continue;
        }
        let name = |id| article.entity(id).map_or("somebody", |entity| entity.name.as_str());
        let (one, next) = (name(other), name(speaker));
        let message = format!(
            "{one} speaks earlier in this paragraph, and now {next} does. Start a new paragraph for each speaker, so that nobody \
             is given the other’s words."
        );
        let related = Related { span: first.span, message: format!("{one} speaks here") };
        findings.report_with(source.span, message, Vec::new(), vec![related]);
    }
}

/// Who says marked words, as far as they are named beside them.
fn spoken(quotation: &Quotation) -> Option<(EntityId, &Source)> {
    let is_marked = matches!(quotation.kind, QuotationKind::Direct);
    is_marked.then_some((quotation.speaker?, quotation.source.as_ref()?))
}
