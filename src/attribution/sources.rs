//! From the noun phrase beside the cue to the speaker.

use std::ops::Range;

use super::SourceForm;
use super::frames::{Place, Scene};
use super::nouns::Nouns;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::prose::{TokenKind, TokenRange};
use crate::text::ProseSpan;

/// A noun phrase that is a source.
#[derive(Debug, Clone, Copy)]
pub struct Sourced<'a> {
    /// Its bytes in the prose, its apposition cut.
    pub span: ProseSpan,
    /// How it refers.
    pub form: SourceForm,
    /// The mention that says who it is. It overlaps the frame.
    pub mention: Option<&'a Mention>,
}

/// Reads a noun phrase as a source.
pub fn source<'a>(nouns: &Nouns<'a>, phrase: Range<Place>) -> Sourced<'a> {
    let scene = &nouns.scene;
    let phrase = trim(scene, phrase);
    let head = head_group(nouns, phrase.clone());
    let tokens = scene.tokens(head.clone());
    let span = scene.span(phrase.clone());
    if let Some((entity, mention)) = head_mention(nouns, tokens.clone()) {
        return Sourced { span, form: form_of(entity, mention), mention: Some(mention) };
    }
    let last = head.end.saturating_sub(1);
    let mention = nouns
        .entities
        .mention_in(scene.tokens(phrase.clone()))
        .map(|(_, mention)| mention)
        .filter(|mention| describes(scene, mention, head));
    let mention = mention.or_else(|| named_behind(nouns, phrase.end));
    Sourced { span, form: form_by_head(scene, phrase, last), mention }
}

/// Who a description is, by the name behind it: *the curator, Maria Lopez,*
fn named_behind<'a>(nouns: &Nouns<'a>, comma: Place) -> Option<&'a Mention> {
    let scene = &nouns.scene;
    if scene.kind(comma) != Some(TokenKind::Comma) {
        return None;
    }
    let (entity, mention) = nouns.entities.mention_at(scene.index(comma + 1)?)?;
    let behind = comma + 1 + mention.tokens.len();
    let ends = scene.unit(behind).is_none()
        || matches!(scene.kind(behind), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon))
        || scene.passage(behind).is_some();
    (entity.kind == NameKind::Person && mention.form == MentionForm::Name && ends).then_some(mention)
}

/// Whether a mention is a description of the whole phrase that the entities room has resolved.
fn describes(scene: &Scene<'_>, mention: &Mention, head: Range<Place>) -> bool {
    let is_description = matches!(mention.form, MentionForm::Title | MentionForm::Description);
    let tokens = scene.tokens(head);
    is_description && mention.tokens.start <= tokens.start + 1 && mention.tokens.end >= tokens.end
}

/// Takes blank words and marks off both ends.
fn trim(scene: &Scene<'_>, mut phrase: Range<Place>) -> Range<Place> {
    while phrase.len() > 1
        && matches!(scene.kind(phrase.end - 1), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon))
    {
        phrase.end -= 1;
    }
    while phrase.len() > 1
        && matches!(
            scene.kind(phrase.start),
            Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon | TokenKind::Close)
        )
    {
        phrase.start += 1;
    }
    phrase
}

/// The part of a noun phrase that carries its head: up to the first preposition, bracket or relative pronoun outside a
/// name.
fn head_group(nouns: &Nouns<'_>, phrase: Range<Place>) -> Range<Place> {
    let scene = &nouns.scene;
    let cut = phrase.clone().skip(1).find(|&place| {
        let inside_name = scene.index(place).is_some_and(|token| {
            nouns
                .entities
                .mention_at(token)
                .is_some_and(|(_, mention)| mention.tokens.start < token && token + 1 < mention.tokens.end)
        });
        !inside_name
            && (scene.is(place, Classes::PREPOSITION | Classes::RELATIVE)
                && scene.kind(place) == Some(TokenKind::Lower)
                || matches!(scene.kind(place), Some(TokenKind::Open | TokenKind::Comma)))
    });
    phrase.start..cut.unwrap_or(phrase.end)
}

/// The mention that is the head of a group: the one the group ends with, or the first person where names are joined
/// by *and*.
fn head_mention<'a>(nouns: &Nouns<'a>, group: TokenRange) -> Option<(&'a Entity, &'a Mention)> {
    let text = nouns.scene.text;
    let mut at = group.start;
    let mut found: Option<(&Entity, &Mention)> = None;
    while at < group.end {
        let Some((entity, mention)) = nouns.entities.mention_in(at..group.end) else { break };
        let possessed =
            text.tokens().get(mention.tokens.end as usize).is_some_and(|token| token.kind == TokenKind::Possessive);
        // A possessive pronoun is no head: *his lawyer*.
        let possessive = mention.form == MentionForm::Pronoun && mention.tokens.end < group.end;
        let ends_group = mention.tokens.end >= group.end
            || text.token(mention.tokens.end).is(Classes::COORDINATOR | Classes::ADVERB | Classes::REFLEXIVE);
        if !possessed && !possessive && ends_group && found.is_none_or(|(before, _)| before.kind != NameKind::Person) {
            found = Some((entity, mention));
        }
        at = mention.tokens.end.max(at + 1);
    }
    found
}

fn form_of(entity: &Entity, mention: &Mention) -> SourceForm {
    match (entity.kind, mention.form) {
        (_, MentionForm::Pronoun) => SourceForm::Pronoun,
        (_, MentionForm::Title) => SourceForm::Title,
        (NameKind::Person, MentionForm::Description) => SourceForm::Description,
        (NameKind::Organization | NameKind::Place, _) | (_, MentionForm::Acronym) => SourceForm::Organization,
        (NameKind::Person, MentionForm::Surname) => SourceForm::Surname,
        (NameKind::Person, MentionForm::Given) => SourceForm::Given,
        (NameKind::Person, MentionForm::Name) => SourceForm::Name,
    }
}

/// The form of a source without a known entity, by its head noun.
fn form_by_head(scene: &Scene<'_>, phrase: Range<Place>, last: Place) -> SourceForm {
    let classes = scene.token(last).map_or(Classes::NONE, |token| token.classes());
    if phrase.len() == 1 && classes.any(Classes::PRONOUN | Classes::RELATIVE) {
        return SourceForm::Pronoun;
    }
    let words = scene.span(phrase.clone()).slice(scene.text.as_str());
    if language::phrase(words).is_some_and(|phrase| phrase.classes.any(Classes::ANONYMOUS))
        || classes.any(Classes::ANONYMOUS)
    {
        return SourceForm::Anonymous;
    }
    if classes.any(Classes::DOCUMENT) {
        return SourceForm::Document;
    }
    if classes.any(Classes::COLLECTIVE | Classes::ORGANIZATION | Classes::ORGANIZATION_HEAD) {
        return SourceForm::Organization;
    }
    if classes.any(Classes::GROUP | Classes::ROLE_PLURAL) {
        return SourceForm::Group;
    }
    if classes.any(Classes::TITLE) && phrase.len() <= 2 {
        return SourceForm::Title;
    }
    if scene.kind(last) == Some(TokenKind::Capital) {
        return SourceForm::Name;
    }
    SourceForm::Description
}
