//! Two speakers in one paragraph.

use super::finding::Related;
use super::findings::Findings;
use super::place::is_running;
use super::rule::Rule;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind, Source};
use crate::config::Severity;
use crate::entities::EntityId;
use crate::names::NameKind;
use crate::reporting::SourceForm;

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

/// Who speaks last in a paragraph.
struct Turn<'a> {
    paragraph: usize,
    speaker: EntityId,
    source: &'a Source,
    /// Whether words in marks stand in the paragraph.
    is_marked: bool,
}

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut before: Option<Turn<'_>> = None;
    for quotation in article.quotations() {
        let Some((speaker, source)) = spoken(article, quotation) else { continue };
        let paragraph = text.paragraph_of(source.tokens.start);
        let last = before.take().filter(|turn| turn.paragraph == paragraph);
        let is_marked = quotation.kind == QuotationKind::Direct || last.as_ref().is_some_and(|turn| turn.is_marked);
        before = Some(Turn { paragraph, speaker, source, is_marked });
        let Some(last) = last.filter(|last| is_marked && last.speaker != speaker) else { continue };
        if !text.paragraphs().get(paragraph).is_some_and(is_running) {
            continue;
        }
        let name = |id| article.entity(id).map_or("somebody", |entity| entity.name.as_str());
        let (one, next) = (name(last.speaker), name(speaker));
        let message = format!(
            "{one} speaks earlier in this paragraph, and now {next} does. Start a new paragraph for each speaker, so that nobody \
             is given the other’s words."
        );
        let related = Related { span: last.source.span, message: format!("{one} speaks here") };
        findings.report_with(source.span, message, Vec::new(), vec![related]);
    }
}

/// Who says words: marked ones, or others that a person who is named reports with a verb of speech.
fn spoken<'a>(article: &Article, quotation: &'a Quotation) -> Option<(EntityId, &'a Source)> {
    let (speaker, source) = (quotation.speaker?, quotation.source.as_ref()?);
    let is_person = || article.entity(speaker).is_some_and(|entity| entity.kind == NameKind::Person);
    let is_named = matches!(source.form, SourceForm::Name | SourceForm::Surname);
    let is_speech = quotation.cue.as_ref().is_some_and(|cue| cue.class.is_speech());
    let is_told = quotation.kind != QuotationKind::Scare && is_named && is_speech && is_person();
    (quotation.kind == QuotationKind::Direct || is_told).then_some((speaker, source))
}
