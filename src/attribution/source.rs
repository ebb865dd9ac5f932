//! From a source phrase to whom it means.

use crate::entities::grammar::bearer;
use crate::entities::{Entities, Entity, Mention, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, TokenIndex, TokenKind, TokenRange};
use crate::reporting::{SourceForm, SourcePhrase};

use super::quotation::Source;
use super::view::View;

/// How much remains of the doubt whom a pronoun means where it is said to speak: few others are likely to. Counted on the
/// 120 articles from all over the world.
const SPEAKING_DOUBT: f32 = 0.2;

/// The same where somebody else fits about as well.
const DOUBT_BETWEEN_TWO: f32 = 0.3;

/// Whom the source phrase of a segment means that begins with the token `first`.
pub fn resolve(view: &View, entities: &Entities, phrase: &SourcePhrase, first: TokenIndex) -> Source {
    let (tokens, head) = (phrase.phrase.tokens(first), phrase.head.tokens(first));
    if let Some((entity, mention)) = head_mention(view, entities, head.clone()) {
        return Source::at(tokens, form_of(entity, mention), Some(entity.id));
    }
    let described = entities.mention_in(tokens.clone()).filter(|(_, mention)| describes(mention, &head));
    let found = described.or_else(|| entities.mention_in(phrase.name_behind?.tokens(first)));
    if let Some((entity, _)) = found {
        return Source::at(tokens, phrase.form, Some(entity.id));
    }
    let Some((entity, mention)) = bearer_of(entities, &tokens, &head) else {
        let is_writer = head.len() == 1 && view.token(head.start).is_first_person && view.turns().is_empty();
        return Source::at(tokens, phrase.form, view.writer().filter(|_| is_writer));
    };
    // *Lopez, a nurse from Velmora, said*: the name before the comma is the source, the phrase says who she is.
    let is_before = mention.tokens.end <= tokens.start;
    let tokens = if is_before { mention.tokens.clone() } else { tokens };
    Source::at(tokens, form_of(entity, mention), Some(entity.id))
}

/// Whose role a phrase is that stands beside the name, and the name.
fn bearer_of<'e>(entities: &'e Entities, phrase: &TokenRange, head: &TokenRange) -> Option<(&'e Entity, &'e Mention)> {
    let is_name = |(entity, mention): &(&Entity, &Mention)| entity.kind == NameKind::Person && mention.form.is_named();
    let near = entities.mentions_in(bearer::reach(phrase)).filter(is_name);
    near.clone().next()?;
    let person = |at| near.clone().find(|(_, mention)| mention.tokens.contains(&at));
    let is_role = |(entity, _): (&Entity, &Mention), at| entity.roles.iter().any(|role| role.tokens.contains(&at));
    bearer::find(phrase, head, person, is_role)
}

/// How sure it is that a source phrase means whom it is taken to mean, from 0 to 1: 1 for a name.
pub fn certainty(entities: &Entities, source: &Source) -> f32 {
    let Some(id) = source.entity else { return 1.0 };
    let own = entities.mentions_in(source.tokens.clone()).find(|(entity, _)| entity.id == id);
    own.map_or(1.0, |(_, mention)| match mention.form {
        form if form.is_named() => 1.0,
        MentionForm::Pronoun => {
            let doubt = if mention.rival.is_some() { DOUBT_BETWEEN_TWO } else { SPEAKING_DOUBT };
            1.0 - doubt * (1.0 - mention.confidence)
        }
        _ => mention.confidence,
    })
}

/// Whether a mention is a description of the whole phrase with that head.
fn describes(mention: &Mention, head: &TokenRange) -> bool {
    let is_description = matches!(mention.form, MentionForm::Title | MentionForm::Description);
    is_description && mention.tokens.start <= head.start + 1 && mention.tokens.end >= head.end
}

/// The mention that is the head of a group: the one the group ends with, or the first person where names are joined
/// by *and*.
fn head_mention<'a>(view: &View, entities: &'a Entities, group: TokenRange) -> Option<(&'a Entity, &'a Mention)> {
    let mut found: Option<(&Entity, &Mention)> = None;
    for (entity, mention) in entities.mentions_in(group.clone()) {
        // Who owns the head is not the head, be it a name or a pronoun: *Lopez's lawyer*, *his lawyer*.
        let inside = mention.tokens.end < group.end;
        let owns = inside
            && (mention.form == MentionForm::Pronoun || view.token(mention.tokens.end).kind == TokenKind::Possessive);
        let ends_group = !inside || view.token(mention.tokens.end).is(Classes::COORDINATOR | Classes::ADVERB | Classes::REFLEXIVE)
            // *Ana Lopez MP*
            || entity.kind == NameKind::Person && view.token(mention.tokens.end).is_behind_name;
        if !owns && ends_group && found.is_none_or(|(before, _)| before.kind != NameKind::Person) {
            found = Some((entity, mention));
        }
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
