//! Pronouns that may mean two speakers.

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::attribution::Quotation;
use crate::config::Severity;
use crate::entities::{Entity, MentionForm};
use crate::names::NameKind;

/// The rule.
pub static RULE: Rule = Rule {
    name: "ambiguous-speaker",
    summary: "a pronoun as speaker that two people fit about equally",
    default: Some(Severity::Hint),
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("ambiguous_speaker.md"),
    check,
};

/// Below this, whom a pronoun means is wrong for one in three.
const UNSURE: f32 = 0.74;
/// So many quotations back somebody else who spoke is looked for.
const LOOKED_BACK: usize = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let mut last = None;
    for (index, quotation) in article.quotations().iter().enumerate() {
        let Some(source) = &quotation.source else { continue };
        let tokens = source.tokens.clone();
        if tokens.len() != 1 || last.replace(tokens.start) == Some(tokens.start) {
            continue;
        }
        let Some((speaker, mention)) = article.entities().mention_in(tokens.clone()) else { continue };
        if mention.form != MentionForm::Pronoun {
            continue;
        }
        let is_unsure = quotation.confidence < UNSURE;
        let spoke_before = || is_unsure.then(|| speaker_before(article, index, speaker)).flatten();
        let rival = mention.rival.and_then(|rival| article.entity(rival)).or_else(spoke_before);
        let Some(rival) = rival.filter(|rival| rival.kind == NameKind::Person && speaker.kind == NameKind::Person)
        else {
            continue;
        };
        if is_quoted(article, tokens.start) {
            continue;
        }
        let pronoun = text.word(tokens.start);
        let message = format!(
            "“{pronoun}” may be {} or {}: both were named shortly before. Name the speaker here.",
            speaker.name, rival.name
        );
        let named = [speaker, rival].into_iter().flat_map(|person| {
            let title = format!("Change to {}", person.name);
            let is_subject = matches!(pronoun.to_lowercase().as_str(), "he" | "she");
            let changes = [(source.span, person.name.as_str())];
            if is_subject { replace(article, title, Safety::Ask, &changes) } else { Vec::new() }
        });
        let fixes = named.collect();
        let before = rival.mentions.iter().rev().find(|other| other.tokens.start < tokens.start);
        let related =
            before.map(|other| Related { span: other.span, message: format!("{} is named here", rival.name) });
        findings.report_with(source.span, message, fixes, related.into_iter().collect());
    }
}

/// Somebody else who spoke in the paragraph before the quotation with that index, and whom its pronoun may mean.
fn speaker_before<'a>(article: &'a Article, index: usize, speaker: &Entity) -> Option<&'a Entity> {
    let text = article.text();
    let paragraph = |quotation: &Quotation| text.paragraph_of(text.tokens_in(quotation.extent()).start);
    let quotations = article.quotations();
    let here = quotations.get(index).map(paragraph)?;
    let near = quotations.iter().take(index).rev().take(LOOKED_BACK).take_while(|other| paragraph(other) == here);
    let mut others = near.filter_map(|other| article.entity(other.speaker?));
    others.find(|other| other.id != speaker.id && other.gender.agrees(speaker.gender))
}
