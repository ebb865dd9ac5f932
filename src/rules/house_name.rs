//! Names that the newsroom's own list of people spells otherwise.

use super::finding::Safety;
use super::findings::Findings;
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{self, Classes};
use crate::people::{Folder, Listed, are_same};
use crate::prose::{EachToken, TokenKind};

/// The rule. It knows no name of its own.
pub static RULE: Rule = Rule {
    name: "house-name",
    summary: "a name that the newsroom’s own list spells otherwise",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Safe),
    page: include_str!("house_name.md"),
    check,
};

/// A shorter word of a name that nobody knows may well be another name.
const LEAST_LETTERS: usize = 6;

fn check(article: &Article, findings: &mut Findings<'_>) {
    if article.people().is_empty() {
        return;
    }
    for person in people::all(article) {
        match people::house_spelling(article, person) {
            Some(spelling) => for_listed(article, person, spelling, findings),
            None => for_others(article, person, findings),
        }
    }
}

/// Holds the names of somebody who is on the list against how the list spells the name.
fn for_listed(article: &Article, person: &Entity, spelling: &str, findings: &mut Findings<'_>) {
    for mention in people::named(person) {
        let written = mention.span.slice(article.prose().text());
        let wanted = match mention.form {
            MentionForm::Name if are_near(written, spelling) => Some(spelling),
            MentionForm::Name | MentionForm::Surname | MentionForm::Given => words_in(spelling, written),
            _ => None,
        };
        let Some(wanted) = wanted.filter(|wanted| is_other(article, mention, written, wanted)) else { continue };
        let message =
            format!("The newsroom’s list of people has “{wanted}” for “{written}”. Write it as it stands there.");
        report(article, mention, Severity::Error, message, (wanted, Safety::Safe), findings);
    }
}

/// Looks for somebody whose name is a letter from one on the list, and whom the article or the spelling shows to be meant.
fn for_others(article: &Article, person: &Entity, findings: &mut Findings<'_>) {
    let text = article.prose().text();
    let mut full = people::named(person).filter(|mention| article.view_of(mention).is_some_and(|view| view.is_full()));
    let near = |mention: &Mention| {
        let written = mention.span.slice(text);
        article.people().near(written).map(|near| (written, near))
    };
    let Some((written, near)) = full.find_map(near) else { return };
    let (most, safety) = match has_position(person, &near) {
        Some(true) => (Severity::Error, Safety::Safe),
        // Nothing says that it is the same person, but nobody else seems to be called so.
        None if is_unknown_spelling(written, near.spelling) => (Severity::Information, Safety::Ask),
        Some(false) | None => return,
    };
    let who = near.person.position().map(|position| format!(" ({position})")).unwrap_or_default();
    let message = format!(
        "The newsroom’s list of people has “{}”{who}, and nobody called “{written}”. If both are one person, write it as it \
         stands there.",
        near.spelling
    );
    // The whole name, and of its words alone the one that differs.
    let words = written.split_whitespace().zip(near.spelling.split_whitespace());
    let spellings: Vec<(&str, &str)> =
        words.filter(|(one, other)| !are_same(one, other)).chain([(written, near.spelling)]).collect();
    for mention in people::named(person) {
        let spelling = spellings.iter().find(|(one, _)| *one == mention.span.slice(text));
        if let Some((_, wanted)) = spelling {
            report(article, mention, most, message.clone(), (wanted, safety), findings);
        }
    }
}

fn report(
    article: &Article,
    mention: &Mention,
    most: Severity,
    message: String,
    (wanted, safety): (&str, Safety),
    findings: &mut Findings<'_>,
) {
    if is_quoted(article, mention.tokens.start) {
        let message = format!("{message} This stands in a quotation: check the recording too.");
        return findings.report_at_most(most, mention.span, message);
    }
    let fixes = replace(article, format!("Change to “{wanted}”"), safety, &[(mention.span, wanted)]);
    findings.report_at_most_with(most, mention.span, message, fixes);
}

/// Whether a name is a letter from another one, word by word.
fn are_near(written: &str, spelling: &str) -> bool {
    let (mut left, mut right) = (Folder::default(), Folder::default());
    let mut differing = 0;
    let (ones, others) = (written.split_whitespace(), spelling.split_whitespace());
    if ones.clone().count() != others.clone().count() {
        return false;
    }
    for (one, other) in ones.zip(others) {
        let (one, other) = (left.fold(one), right.fold(other));
        if one != other {
            differing += 1;
            if one.chars().next() != other.chars().next() || strsim::osa_distance(one, other) != 1 {
                return false;
            }
        }
    }
    differing == 1
}

/// The words of a name that some words are, as the name spells them.
fn words_in<'s>(spelling: &'s str, written: &str) -> Option<&'s str> {
    if are_same(spelling, written) {
        return Some(spelling);
    }
    let count = written.split_whitespace().count();
    let words: Vec<&str> = spelling.split_whitespace().collect();
    let found = words.windows(count.max(1)).find(|window| are_same(&window.join(" "), written))?;
    let (first, last) = (found.first()?, found.last()?);
    // Both are parts of the spelling.
    let start = first.as_ptr() as usize - spelling.as_ptr() as usize;
    spelling.get(start..last.as_ptr() as usize + last.len() - spelling.as_ptr() as usize)
}

/// Whether words are spelled otherwise than wanted, beyond what typography, capitals and the beginning of a sentence explain.
fn is_other(article: &Article, mention: &Mention, written: &str, wanted: &str) -> bool {
    let (written, wanted) = (plain(written), plain(wanted));
    if written == wanted {
        return false;
    }
    // Nothing makes small letters of capitals.
    let is_lowered =
        || written.chars().zip(wanted.chars()).any(|(one, other)| one.is_lowercase() && other.is_uppercase());
    if written.to_lowercase() != wanted.to_lowercase() || is_lowered() {
        return true;
    }
    let text = article.text();
    let is_shouted =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
    let is_set = written.split(' ').any(is_shouted) || !article.view_of(mention).is_some_and(|view| view.is_in_body());
    let opens = text.sentences().get(text.sentence_of(mention.tokens.start));
    let opens = opens.is_some_and(|sentence| {
        let before = sentence.tokens.start..mention.tokens.start;
        !before.each().any(|at| !matches!(text.token(at).kind, TokenKind::Mark(_)))
    });
    // *Van Dorp* without the given name may well have its capital.
    let may_be_raised = opens || mention.form != MentionForm::Name;
    let rest = |name: &str| name.chars().skip(1).collect::<String>();
    !is_set && !(may_be_raised && rest(&written) == rest(&wanted))
}

/// A name on one line, with straight apostrophes and plain hyphens.
fn plain(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").replace(['\u{2019}', '\u{2018}', '\u{02BC}'], "'").replace(['\u{2010}', '\u{2011}'], "-")
}

/// Whether a person has the role or belongs to the body of somebody on the list; nothing where one of both has neither.
fn has_position(person: &Entity, near: &Listed<'_>) -> Option<bool> {
    let own = person.roles.iter().map(|role| role.text.as_str()).chain(person.affiliation.as_deref());
    let own: Vec<String> = own.flat_map(content_words).collect();
    let listed = near.person.affiliation().or(near.person.role()).into_iter();
    let listed: Vec<String> = listed.flat_map(content_words).collect();
    if own.is_empty() || listed.is_empty() {
        return None;
    }
    Some(listed.iter().any(|word| own.contains(word)))
}

/// The words of a role or of the name of a body that say something, folded.
fn content_words(words: &str) -> impl Iterator<Item = String> {
    let mut folder = Folder::default();
    words.split_whitespace().filter_map(move |word| {
        let folded = folder.fold(word);
        let function = Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR;
        (folded.len() > 2 && !language::word(folded).classes.any(function)).then(|| folded.to_owned())
    })
}

/// Whether the word in which two names differ is a long one that is no name that anybody knows, but for the list.
fn is_unknown_spelling(written: &str, wanted: &str) -> bool {
    let pairs = written.split_whitespace().zip(wanted.split_whitespace());
    let mut differing = pairs.filter(|(one, other)| !are_same(one, other));
    differing.all(|(one, other)| {
        let is_long = |word: &str| word.chars().count() >= LEAST_LETTERS;
        is_long(one) && is_long(other) && !language::word(one).classes.any(Classes::GIVEN | Classes::SURNAME)
    })
}
