//! Another name for somebody, wherever the article names them.

use std::fmt;

use super::caret;
use super::sureness::is_clear;
use crate::Article;
use crate::entities::symbols::normalize::normalize;
use crate::entities::{Entity, Mention, MentionForm};
use crate::names::NameKind;
use crate::prose::{EachToken, TokenIndex, TokenRange};
use crate::text::{ProseSpan, SourceSpan};

/// A name that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renameable {
    /// Where it stands, in bytes of the source.
    pub span: SourceSpan,
    /// As written.
    pub name: String,
}

/// A change of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is replaced, in bytes of the source.
    pub span: SourceSpan,
    /// What stands there then.
    pub text: String,
    /// Why the writer should look at it first, if so.
    pub doubt: Option<Doubt>,
}

/// Why a writer should look at a change before it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// It stands in quotation marks: it is for the speaker, not the writer, to say another name.
    Quoted,
    /// It stands inside the name of something else.
    InsideAnotherName,
    /// It is unclear whom it means.
    Unclear,
}

/// Why a name cannot be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is empty.
    Empty,
    /// It holds a line break.
    LineBreak,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Refusal::Empty => "A name cannot be empty.",
            Refusal::LineBreak => "A name cannot hold a line break.",
        })
    }
}

/// The name at a byte of the source, in full or in part. `None` where nobody is named: a pronoun or a description stays what
/// it is, whoever it means.
pub fn renameable(article: &Article, offset: u32) -> Option<Renameable> {
    let (_, mention) = caret::mention_at(article, offset).filter(|(_, mention)| mention.form.is_named())?;
    let name = mention.span.slice(article.prose().text()).to_owned();
    Some(Renameable { span: article.prose().to_source(mention.span), name })
}

/// The changes that give the name at a byte of the source, in full or in part, to whoever it names, everywhere in the article and
/// in the form that each place has: a new full name changes family and given names that stand alone, a new family name
/// changes it in full names. `source` is the text of the article. In order and apart; empty where nobody is named.
pub fn changes(article: &Article, source: &str, offset: u32, new: &str) -> Result<Vec<Change>, Refusal> {
    let new = new.trim();
    if new.is_empty() {
        return Err(Refusal::Empty);
    }
    if new.contains(['\n', '\r', '\u{B}', '\u{2028}', '\u{2029}']) {
        return Err(Refusal::LineBreak);
    }
    let found = caret::mention_at(article, offset).filter(|(_, mention)| mention.form.is_named());
    let Some((entity, mention)) = found else { return Ok(Vec::new()) };
    let renaming = Renaming::of(article, source, entity, mention, new);
    let named = entity.mentions.iter().filter(|mention| mention.form.is_named());
    let mut changes: Vec<Change> = named.flat_map(|mention| renaming.changes(mention)).collect();
    changes.sort_by_key(|change| change.span);
    changes.dedup_by(|next, one| next.span.overlaps(one.span));
    Ok(changes)
}

/// Parts of the old name and what stands for them, the longest first.
struct Renaming<'a> {
    article: &'a Article,
    source: &'a str,
    parts: Vec<Part>,
    /// Other spellings of the full name, if that is changed.
    variants: &'a [String],
    /// Whether a name in capitals is so only in some places, such as headlines.
    carries_capitals: bool,
    /// What stands inside the outer quotation marks, in order.
    quoted: Vec<TokenRange>,
    /// The closing marks, in order.
    closing: Vec<TokenIndex>,
}

/// A part of a name.
struct Part {
    /// Its words, normalized.
    old: Vec<String>,
    /// Whether it begins with a small letter (*van der Berg*).
    is_small: bool,
    /// What stands for them.
    new: Vec<String>,
    place: Place,
}

/// Where in a name a part stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Front,
    End,
}

impl Part {
    fn of(old: &[&str], new: &[&str], place: Place) -> Part {
        Part {
            old: old.iter().map(|word| normalize(word)).collect(),
            is_small: old.first().is_some_and(|word| word.starts_with(char::is_lowercase)),
            new: new.iter().map(|&word| word.to_owned()).collect(),
            place,
        }
    }
}

impl<'a> Renaming<'a> {
    fn of(article: &'a Article, source: &'a str, entity: &'a Entity, mention: &Mention, new: &str) -> Renaming<'a> {
        let old: Vec<&str> = mention.tokens.each().map(|token| article.text().word(token)).collect();
        let new: Vec<&str> = new.split_whitespace().collect();
        let parts = match mention.form {
            MentionForm::Surname => vec![Part::of(&old, &new, Place::End)],
            MentionForm::Given => vec![Part::of(&old, &new, Place::Front)],
            MentionForm::Name if entity.kind == NameKind::Person => parts_of_full_name(article, entity, &old, &new),
            _ => vec![Part::of(&old, &new, Place::Whole)],
        };
        let mut closing: Vec<TokenIndex> =
            article.passages().passages.iter().filter_map(|passage| passage.close).collect();
        closing.sort_unstable();
        let outer = article.passages().passages.iter().filter(|passage| passage.depth == 0);
        Renaming {
            article,
            source,
            parts,
            variants: if mention.form == MentionForm::Name { &entity.variants } else { &[] },
            carries_capitals: mention.form != MentionForm::Acronym && !is_in_capitals(&entity.name),
            quoted: outer.map(|passage| passage.inside.clone()).collect(),
            closing,
        }
    }

    /// The changes of a mention.
    fn changes(&self, mention: &Mention) -> Vec<Change> {
        let text = self.article.text();
        let tokens: Vec<TokenIndex> = self.with_particles(mention).each().collect();
        let normal: Vec<String> = tokens.iter().map(|&token| normalize(text.word(token))).collect();
        let written = mention.span.slice(text.as_str());
        let is_variant = self.variants.iter().any(|variant| variant == written);
        let is_whole = |part: &&Part| part.place == Place::Whole && (part.old == normal || is_variant);
        if let Some(whole) = self.parts.iter().find(is_whole) {
            return self.written(mention, whole, &tokens);
        }
        let mut changes = Vec::new();
        let (mut start, mut end) = (0, tokens.len());
        for part in &self.parts {
            let rest = normal.get(start..end).unwrap_or_default();
            // A family name that stands alone is changed however it is spelled: it is that person's.
            let alone = mention.form == MentionForm::Surname && rest.len() == tokens.len();
            let count = if alone { rest.len() } else { part.old.len() };
            let place = match part.place {
                Place::End if alone || rest.ends_with(&part.old) => end - count..end,
                Place::Front if rest.starts_with(&part.old) => start..start + count,
                _ => continue,
            };
            (start, end) = if part.place == Place::End { (start, place.start) } else { (place.end, end) };
            changes.extend(self.written(mention, part, tokens.get(place).unwrap_or_default()));
        }
        changes
    }

    /// The tokens of a mention, and before a family name that stands alone the particles that were not taken for a part of it.
    fn with_particles(&self, mention: &Mention) -> TokenRange {
        let text = self.article.text();
        let alone = Some(mention).filter(|mention| mention.form == MentionForm::Surname);
        let longer = self.parts.iter().filter(|part| part.place == Place::End).find_map(|part| {
            let more = part.old.len().checked_sub(alone?.tokens.len())?;
            let tokens = mention.tokens.start.checked_sub(more as u32)?..mention.tokens.end;
            tokens.each().map(|token| normalize(text.word(token))).eq(part.old.iter().cloned()).then_some(tokens)
        });
        longer.unwrap_or_else(|| mention.tokens.clone())
    }

    /// The changes that write a part for some tokens of a mention: word for word where there are as many, so that markup
    /// between them stays.
    fn written(&self, mention: &Mention, part: &Part, tokens: &[TokenIndex]) -> Vec<Change> {
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
        let new = || part.new.iter().enumerate();
        let pieces: Vec<(TokenRange, String)> = if tokens.len() == part.new.len() {
            let pairs = tokens.iter().zip(new());
            pairs.map(|(&token, (index, new))| (token..token + 1, self.shaped(part, index, token, new))).collect()
        } else {
            let words: Vec<String> = new().map(|(index, new)| self.shaped(part, index, first, new)).collect();
            vec![(first..last + 1, words.join(" "))]
        };
        pieces.into_iter().filter_map(|(tokens, text)| self.change(mention, tokens, text)).collect()
    }

    /// A new word in the shape of the one it stands for: in capitals, or with a capital where a sentence begins.
    fn shaped(&self, part: &Part, index: usize, token: TokenIndex, new: &str) -> String {
        let text = self.article.text();
        let old = text.word(token);
        if self.carries_capitals && is_in_capitals(old) {
            return new.to_uppercase();
        }
        let begins = || text.sentences().get(text.sentence_of(token)).is_some_and(|one| one.tokens.start == token);
        let is_raised = old.starts_with(char::is_uppercase) && (part.is_small || begins());
        let mut letters = new.chars();
        match letters.next() {
            Some(first) if index == 0 && first.is_lowercase() && is_raised => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => new.to_owned(),
        }
    }

    /// The change of some tokens of a mention. `None` where the words stay, or where markup stands among them.
    fn change(&self, mention: &Mention, tokens: TokenRange, mut new: String) -> Option<Change> {
        let text = self.article.text();
        let mut span = text.span(tokens.clone());
        if span.slice(text.as_str()) == new {
            return None;
        }
        // A name in *s* may have had a bare apostrophe that the new one cannot have.
        if let Some(mark) = self.bare_possessive(tokens.end)
            && mark.start == span.end
            && !new.ends_with(['s', 'S'])
        {
            new = format!("{new}{}s", mark.slice(text.as_str()));
            span = span.join(mark);
        }
        let doubt = match () {
            () if self.is_quoted(tokens.start) => Some(Doubt::Quoted),
            () if mention.inside => Some(Doubt::InsideAnotherName),
            () => (!is_clear(mention)).then_some(Doubt::Unclear),
        };
        Some(Change { span: self.in_source(span)?, text: new, doubt })
    }

    /// The apostrophe that is all of a possessive, if a token is one and no closing mark.
    fn bare_possessive(&self, token: TokenIndex) -> Option<ProseSpan> {
        let text = self.article.text();
        let span = text.get(token)?.span;
        let goes_on = text.get(token + 1).is_some_and(|next| next.spaced && next.is_word());
        let is_possessive = goes_on && matches!(span.slice(text.as_str()), "'" | "’");
        (is_possessive && self.closing.binary_search(&token).is_err()).then_some(span)
    }

    fn is_quoted(&self, token: TokenIndex) -> bool {
        let next = self.quoted.partition_point(|inside| inside.end <= token);
        self.quoted.get(next).is_some_and(|inside| inside.start <= token)
    }

    /// The source of a span, if nothing but the name stands there: letters written as references are no markup.
    fn in_source(&self, span: ProseSpan) -> Option<SourceSpan> {
        let prose = self.article.prose();
        let as_written =
            || Some(prose.to_source(span)).filter(|span| !span.slice(self.source).contains(['<', '*', '[']));
        prose.to_source_exact(span).or_else(as_written)
    }
}

/// A full name, and its family and given names by themselves.
fn parts_of_full_name(article: &Article, entity: &Entity, old: &[&str], new: &[&str]) -> Vec<Part> {
    let mut parts = vec![Part::of(old, new, Place::Whole)];
    let surname = surname_words(article, entity, old);
    let (old_given, old_surname) = old.split_at(old.len() - surname);
    // A new name of as many words is parted where the old one is.
    let surname = if new.len() == old.len() { surname } else { particles_and_last(new) };
    let (new_given, new_surname) = new.split_at(new.len() - surname);
    let (Some(first), Some(new_first)) = (old_given.first(), new_given.first()) else { return parts };
    parts.push(Part::of(old_surname, new_surname, Place::End));
    parts.push(Part::of(old_given, new_given, Place::Front));
    parts.push(Part::of(&[first], &[new_first], Place::Front));
    parts
}

/// How many words at the end of a full name are the family name: as many as where it stands alone.
fn surname_words(article: &Article, entity: &Entity, name: &[&str]) -> usize {
    let normal: Vec<String> = name.iter().map(|word| normalize(word)).collect();
    let alone = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Surname);
    let known = alone.filter_map(|mention| {
        let surname: Vec<String> = mention.tokens.each().map(|token| normalize(article.text().word(token))).collect();
        (surname.len() < normal.len() && normal.ends_with(&surname)).then_some(surname.len())
    });
    known.max().unwrap_or_else(|| particles_and_last(name))
}

/// How many words the last of a name is, with the particles before it (*van der Berg*).
fn particles_and_last(name: &[&str]) -> usize {
    let particles = name.iter().rev().skip(1).take_while(|word| word.chars().all(|c| !c.is_uppercase())).count();
    (1 + particles).min(name.len())
}

/// Whether a word or a name is written in capitals, not only with some.
fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1 && !word.chars().any(char::is_lowercase)
}
