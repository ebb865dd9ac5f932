//! The noun phrase beside a cue, read as the source of the words.
//!
//! Whom it means is not asked here: that is for the rooms that know who is who.

use std::ops::Range;

use super::segments::Stretch;
use super::unit::{UnitIndex, Units};
use super::view::{Name, SegmentView};
use crate::entities::MentionForm;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, TokenKind};

/// How a source refers to the speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceForm {
    /// A full name.
    Name,
    /// A family name.
    Surname,
    /// A given name.
    Given,
    /// A pronoun.
    Pronoun,
    /// A title alone (*the minister*).
    Title,
    /// Another description of one person (*the farmer*).
    Description,
    /// Several people (*residents*).
    Group,
    /// An organization.
    Organization,
    /// Somebody whom the article does not name on purpose.
    Anonymous,
    /// Something written.
    Document,
}

impl SourceForm {
    /// The record's word for it.
    pub fn name(self) -> &'static str {
        match self {
            SourceForm::Name => "name",
            SourceForm::Surname => "surname",
            SourceForm::Given => "given",
            SourceForm::Pronoun => "pronoun",
            SourceForm::Title => "title",
            SourceForm::Description => "description",
            SourceForm::Group => "group",
            SourceForm::Organization => "organization",
            SourceForm::Anonymous => "anonymous",
            SourceForm::Document => "document",
        }
    }
}

/// A noun phrase that is a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourcePhrase {
    /// All of it, its apposition cut.
    pub phrase: Stretch,
    /// The part that carries its head: up to the first preposition, bracket or relative pronoun outside a name.
    pub head: Stretch,
    /// How it refers if nobody knows who it is, by its head noun.
    pub form: SourceForm,
    /// The name behind it that says who it is: *the curator, Maria Lopez,*
    pub name_behind: Option<Stretch>,
}

impl SourcePhrase {
    /// Reads a noun phrase as a source.
    pub fn read(view: &SegmentView<'_>, phrase: Range<UnitIndex>) -> SourcePhrase {
        let phrase = trim(view, phrase);
        let head = office_holder(view, phrase.clone()).unwrap_or_else(|| head_group(view, phrase.clone()));
        SourcePhrase {
            phrase: view.stretch(phrase.clone()),
            head: view.stretch(head.clone()),
            form: form_by_head(view, phrase.clone(), head.end.saturating_sub(1)),
            name_behind: name_behind(view, phrase.end),
        }
    }
}

/// The name with which an office ends: *CEO of Griffon Ltd Ana Lopez*, *the President of the Republic Ana Lopez*, *director
/// of the harbour police (DHP) Ana Lopez*; not of whom somebody is the friend (*a friend of the actor Ana Lopez*).
fn office_holder(view: &SegmentView<'_>, phrase: Range<UnitIndex>) -> Option<Range<UnitIndex>> {
    let name = view.name(phrase.end.checked_sub(1)?).filter(Name::is_person)?;
    let start = phrase.end.checked_sub(name.tokens.len()).filter(|&start| start > phrase.start)?;
    let titles =
        (phrase.start..start).each().rev().take_while(|&place| view.is(place, Classes::TITLE | Classes::ROLE)).count();
    let before = (start - titles).checked_sub(1).filter(|&before| before > phrase.start)?;
    let ends_office = matches!(view.kind(before), Some(TokenKind::Capital | TokenKind::Capitals | TokenKind::Close))
        || view.kind(before) == Some(TokenKind::Lower)
            && !view.is(before, Classes::PREPOSITION | Classes::COORDINATOR | Classes::DETERMINER | Classes::ADVERB)
            && !view.is_in(before, WordSet::Former);
    let of = phrase.each().find(|&place| view.is(place, Classes::PREPOSITION))?;
    let noun = of.checked_sub(1).filter(|&noun| noun >= phrase.start && of < before)?;
    let people = Classes::TITLE | Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::ANONYMOUS;
    let written = Classes::DOCUMENT | Classes::SPEECH_NOUN | Classes::KIN;
    // *Harbour Board of Commerce (HBC) Chairman Ana Lopez*: the body before the title is the holder's.
    let body = titles > 0
        && view.token(noun).is_some_and(|token| token.is_capitalized())
        && !view.is(noun, people.with(written));
    let office = body
        || view.is(noun, Classes::TITLE | Classes::ROLE)
            && !view.is(noun, Classes::KIN)
            && !view.is_in(noun, WordSet::TiedToSomebody);
    let owned = (of..start).each().any(|place| view.kind(place) == Some(TokenKind::Possessive));
    (ends_office && office && !owned && view.is_in(of, WordSet::TiesOffice)).then_some(start..phrase.end)
}

/// The person who is named behind a comma, up to the next comma or the end of the sentence.
fn name_behind(view: &SegmentView<'_>, comma: UnitIndex) -> Option<Stretch> {
    if view.kind(comma) != Some(TokenKind::Comma) {
        return None;
    }
    // *the secretary, Dr. Ana Lopez,*
    let start =
        (comma + 1..comma + 4).each().find(|&place| !(view.is(place, Classes::TITLE) && view.name(place).is_none()))?;
    let name = view.name(start)?;
    let behind = start + name.tokens.len();
    let ends = view.unit(behind).is_none()
        || matches!(view.kind(behind), Some(TokenKind::Comma | TokenKind::Stop | TokenKind::Colon))
        || view.is_passage(behind);
    (name.is_person() && name.form == MentionForm::Name && ends).then(|| Stretch::of(name.tokens, view.first))
}

/// Takes blank words and marks off both ends.
fn trim(view: &SegmentView<'_>, mut phrase: Range<UnitIndex>) -> Range<UnitIndex> {
    let is_blank =
        |place: UnitIndex| matches!(view.kind(place), Some(TokenKind::Comma | TokenKind::Dash | TokenKind::Colon));
    while phrase.len() > 1 && is_blank(phrase.end - 1) {
        phrase.end -= 1;
    }
    while phrase.len() > 1 && (is_blank(phrase.start) || view.kind(phrase.start) == Some(TokenKind::Close)) {
        phrase.start += 1;
    }
    phrase
}

fn head_group(view: &SegmentView<'_>, phrase: Range<UnitIndex>) -> Range<UnitIndex> {
    let inside_name = |place: UnitIndex| {
        let (token, name) = (view.index(place), view.name(place));
        let inside = token.zip(name).filter(|(token, name)| name.tokens.start < *token && *token + 1 < name.tokens.end);
        inside.is_some()
    };
    let cuts = |&place: &UnitIndex| {
        let is_function = view.is(place, Classes::PREPOSITION | Classes::RELATIVE);
        let kind = view.kind(place);
        (is_function && kind == Some(TokenKind::Lower) || matches!(kind, Some(TokenKind::Open | TokenKind::Comma)))
            && !inside_name(place)
    };
    let end = phrase.each().skip(1).find(cuts);
    phrase.start..end.unwrap_or(phrase.end)
}

/// The form of a source by its head noun, which stands at `last`.
fn form_by_head(view: &SegmentView<'_>, phrase: Range<UnitIndex>, last: UnitIndex) -> SourceForm {
    let classes = view.token(last).map_or(Classes::NONE, |token| token.classes());
    if phrase.len() == 1 && classes.any(Classes::PRONOUN | Classes::RELATIVE) {
        return SourceForm::Pronoun;
    }
    let words = view.span(phrase.clone()).slice(view.text.as_str());
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
    if view.kind(last) == Some(TokenKind::Capital) {
        return SourceForm::Name;
    }
    SourceForm::Description
}
