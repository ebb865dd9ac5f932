//! *He* and *she* for one person.

use super::finding::Related;
use super::findings::Findings;
use super::place;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Gender, Mention, MentionForm};
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::{EachToken, ParagraphView, TokenIndex, TokenOffset, TokenRange};

/// The rule.
pub static RULE: Rule = Rule {
    name: "pronoun-conflict",
    summary: "“he” and “she” for one person",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("pronoun_conflict.md"),
    check,
};

/// A pronoun that is less sure than this says nothing of a gender.
const SURE: f32 = 0.8;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    for (first, pronouns) in text.in_each_paragraph(pronouns).iter() {
        let earlier = text.paragraphs().get(..text.paragraph_of(first)).unwrap_or_default();
        let before = earlier.iter().rev().find(|paragraph| place::is_running(paragraph));
        // Whoever is named in these two paragraphs, and nobody else, is meant.
        let start = before.map_or(first, |before| before.tokens.start);
        if let Some((person, token)) = conflict(article, start, pronouns.iter().map(|at| first + *at)) {
            report(article, person, token, findings);
        }
    }
}

/// The pronouns of a paragraph of the running text that stand behind no word, if it has any.
fn pronouns(paragraph: ParagraphView<'_>) -> Vec<Box<[TokenOffset]>> {
    let behind_word =
        |at: TokenOffset| at.checked_sub(1).and_then(|before| paragraph.get(before)).is_some_and(|word| word.is_word());
    let pronouns = paragraph.tokens_that(|_, word| {
        word.classes.any(Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE) && word.classes.any(Classes::SUBJECT)
    });
    let found: Box<[TokenOffset]> = pronouns.map(|(at, _)| at).filter(|&at| !behind_word(at)).collect();
    let is_wanted = !found.is_empty() && place::is_running_view(&paragraph);
    is_wanted.then_some(found).into_iter().collect()
}

/// The first of the pronouns of a paragraph, if nobody named behind the token `start` can be meant by it.
fn conflict(
    article: &Article,
    start: TokenIndex,
    mut pronouns: impl Iterator<Item = TokenIndex>,
) -> Option<(&Entity, TokenIndex)> {
    let text = article.text();
    // The first word of a paragraph stands behind one if the paragraph before has no stop.
    let opens = |at: TokenIndex| at.checked_sub(1).is_none_or(|before| !text.token(before).is_word());
    let pronoun = pronouns.find(|&at| opens(at) && !place::is_quoted(article, at))?;
    let gender = match text.token(pronoun).is(Classes::PRONOUN_MALE) {
        true => Gender::Male,
        false => Gender::Female,
    };
    let is_other = |person: &Entity| person.gender != Gender::Unstated && person.gender != gender;
    let person = only_person(article, start..pronoun, is_other)?;
    let is_meant = article
        .entities()
        .mention_at(pronoun)
        .is_none_or(|(meant, mention)| meant.id == person.id || mention.confidence < SURE);
    (is_meant && own_pronoun(article, person).is_some()).then_some((person, pronoun))
}

/// The one person who is named among these tokens, if they are asked for and no other can be meant by a pronoun.
fn only_person(article: &Article, window: TokenRange, is_asked: impl Fn(&Entity) -> bool) -> Option<&Entity> {
    let text = article.text();
    let mut only: Option<&Entity> = None;
    for (entity, mention) in article.entities().mentions_in(window.clone()) {
        if entity.kind != NameKind::Person {
            continue;
        }
        if only.is_some_and(|only| only.id != entity.id) {
            return None;
        }
        only = Some(entity).filter(|_| only.is_some() || mention.form.is_named());
    }
    let person = only.filter(|person| is_asked(person))?;
    let unnamed = Classes::ROLE | Classes::ROLE_PLURAL | Classes::KIN | Classes::GROUP | Classes::ANONYMOUS;
    let is_other = |at: TokenIndex| {
        let is_own = person.roles.iter().any(|role| role.span.contains(text.token(at).span));
        text.token(at).is(unnamed)
            && !is_own
            && article.entities().mention_at(at).is_none_or(|(own, _)| own.id != person.id)
    };
    (!window.each().any(is_other)).then_some(person)
}

/// A pronoun that surely means a person, or the courtesy title that says the same.
fn own_pronoun<'e>(article: &Article, person: &'e Entity) -> Option<&'e Mention> {
    let is_sure = |mention: &&Mention| match mention.form {
        MentionForm::Pronoun => mention.confidence >= SURE,
        _ => article.mention_view(mention).is_some_and(|view| view.courtesy().is_some()),
    };
    person.mentions.iter().find(is_sure)
}

fn report(article: &Article, person: &Entity, pronoun: TokenIndex, findings: &mut Findings<'_>) {
    let text = article.text();
    let other = match person.gender {
        Gender::Male => "he",
        _ => "she",
    };
    let message = format!(
        "“{}” can only mean {} here, who is “{other}” elsewhere in the article. Check which is right.",
        text.word(pronoun),
        person.name
    );
    let related = own_pronoun(article, person)
        .map(|mention| Related { span: mention.span, message: format!("{} is meant here", person.name) });
    findings.report_with(text.token(pronoun).span, message, Vec::new(), related.into_iter().collect());
}
