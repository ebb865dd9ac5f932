//! An article's words with invented names and figures, so that a piece of it can be shown to strangers.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::Article;
use crate::entities::{Entity, Gender, Mention, MentionForm};
use crate::format::{BlockKind, Format};
use crate::language::stand_ins::{NamePart, stand_ins};
use crate::language::{self, Classes};
use crate::names::NameKind;
use crate::people::People;
use crate::prose::{EachToken, Token, TokenIndex, TokenKind};
use crate::text::ProseSpan;
use crate::text::normalize::normalize;

/// Words in names that say what is named, and not who; they stay.
const TELLING: Classes =
    Classes::TITLE.with(Classes::HONORIFIC).with(Classes::ORGANIZATION_HEAD).with(Classes::ORGANIZATION_SUFFIX);
/// Words with a capital that name nobody.
const NAMELESS: Classes =
    TELLING.with(Classes::CALENDAR).with(Classes::COMMON).with(Classes::PRONOUN).with(Classes::ROLE);
/// Words that are names of somebody or of some place.
const NAMING: Classes = Classes::GIVEN.with(Classes::SURNAME).with(Classes::PLACE).with(Classes::ORGANIZATION);
/// Words in lower case that join those of a name.
const JOINING: Classes =
    Classes::PARTICLE.with(Classes::PREPOSITION).with(Classes::DETERMINER).with(Classes::COORDINATOR);

/// Paragraphs of an article with other names in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, with an empty line between paragraphs.
    pub text: String,
    /// The words with a capital that stand in it as they were written, each once, in the order of the text.
    pub kept: Vec<String>,
}

/// What is exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Masking {
    /// Names and figures.
    NamesAndFigures,
    /// Names alone: what is found may hang on a date or a number.
    Names,
}

/// Some blocks of an article with every name, address and figure exchanged for an invented one: the same word for the same
/// word, and with the same initial where there is one. Only prose is taken over, no addresses of links and no comments; in
/// `format` other than plain text headings, items and block quotations are marked as in Markdown. A range beyond the
/// article's blocks is cut.
pub fn masked(article: &Article, blocks: Range<usize>, format: Format, masking: Masking) -> Masked {
    let mut mask = Mask::of(article);
    let text = article.text();
    let all = article.prose().blocks();
    let some = all.get(blocks.start.min(all.len())..blocks.end.min(all.len())).unwrap_or_default();
    let paragraphs: Vec<String> = some
        .iter()
        .map(|block| {
            let mut paragraph = if format == Format::Plain { String::new() } else { prefix(block.kind).to_owned() };
            let mut written = block.span.start;
            for at in text.tokens_in(block.span).each() {
                let token = text.token(at);
                let Some(other) = mask.other(article, at, token, text.word(at), masking) else { continue };
                paragraph.push_str(ProseSpan::new(written, token.span.start).slice(text.as_str()));
                paragraph.push_str(&other);
                written = token.span.end;
            }
            paragraph.push_str(ProseSpan::new(written, block.span.end).slice(text.as_str()));
            paragraph
        })
        .collect();
    Masked { text: paragraphs.join("\n\n") + "\n", kept: mask.kept }
}

/// How Markdown marks what a block is.
fn prefix(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading => "## ",
        BlockKind::Item => "- ",
        BlockKind::BlockQuote => "> ",
        BlockKind::Paragraph | BlockKind::Credit | BlockKind::Caption | BlockKind::Cell => "",
    }
}

/// What stands for what, as far as the text has been read.
struct Mask<'a> {
    /// The words of the article's names, normalized: a headline may begin with one.
    own: HashSet<String>,
    /// Those of its people, who stay who they are in lower case.
    of_people: HashSet<String>,
    /// Whom the newsroom knows.
    people: &'a People,
    words: HashMap<String, &'static str>,
    used: HashSet<&'static str>,
    digits: u32,
    kept: Vec<String>,
}

impl<'a> Mask<'a> {
    fn of(article: &'a Article) -> Mask<'a> {
        let text = article.text();
        let named = article.entities().mentions().filter(|(_, mention)| mention.form.is_named());
        let (mut own, mut of_people) = (HashSet::new(), HashSet::new());
        for (entity, mention) in named {
            for at in mention.tokens.each().filter(|&at| !is_telling(text.token(at))) {
                let word = normalize(text.word(at));
                if entity.kind == NameKind::Person {
                    of_people.insert(word.clone());
                }
                own.insert(word);
            }
        }
        let (words, used) = (HashMap::new(), HashSet::new());
        Mask { own, of_people, people: article.people(), words, used, digits: 0, kept: Vec::new() }
    }

    /// What stands for a token; `None` if it stays.
    fn other(
        &mut self,
        article: &Article,
        at: TokenIndex,
        token: &Token,
        word: &str,
        masking: Masking,
    ) -> Option<String> {
        match token.kind {
            TokenKind::Address => Some("example.org".to_owned()),
            TokenKind::Number if masking == Masking::NamesAndFigures || is_named(article, at) => {
                Some(self.figure(word))
            }
            TokenKind::Capital | TokenKind::Mixed | TokenKind::Capitals | TokenKind::Lower => {
                self.name(article, at, token, word)
            }
            _ => None,
        }
    }

    /// Other digits in the same places; none is 0, so that the number is as long as before.
    fn figure(&mut self, number: &str) -> String {
        let exchanged = number.chars().map(|sign| {
            let Some(digit) = sign.to_digit(10) else { return sign };
            self.digits += 1;
            char::from_digit((digit + 4 * self.digits) % 9 + 1, 10).unwrap_or(sign)
        });
        exchanged.collect()
    }

    fn name(&mut self, article: &Article, at: TokenIndex, token: &Token, word: &str) -> Option<String> {
        let normal = normalize(word);
        if self.stays(article, at, token, &normal) {
            self.keep(token, word);
            return None;
        }
        if let Some(known) = self.words.get(&normal) {
            return Some(in_shape(known, token.kind));
        }
        let part = named_at(article, at).map_or(NamePart::Surname, |(entity, mention)| {
            let is_first = mention.tokens.start == at && mention.form == MentionForm::Name;
            part_of(entity, is_first || mention.form == MentionForm::Given, token)
        });
        let letter = |letter: &char| letter.is_ascii_alphabetic();
        let initial = word.chars().find(char::is_ascii_uppercase).or_else(|| word.chars().find(letter)).unwrap_or('A');
        let is_free = |name: &&str| !self.used.contains(name) && !self.own.contains(&normalize(name));
        let other = stand_ins(part, initial).find(is_free).unwrap_or("Somebody");
        self.used.insert(other);
        self.words.insert(normal, other);
        Some(in_shape(other, token.kind))
    }

    /// Whether a word names nobody, as far as can be told. Who is on the newsroom's list is somebody in any spelling.
    fn stays(&self, article: &Article, at: TokenIndex, token: &Token, normal: &str) -> bool {
        let mention = named_at(article, at);
        match (token.kind, mention) {
            // An acronym says little, and a rule may be about it.
            (TokenKind::Capitals, Some((entity, mention))) => {
                entity.kind != NameKind::Person || mention.form == MentionForm::Acronym || is_telling(token)
            }
            (_, Some(_)) => is_telling(token),
            (TokenKind::Lower, None) => {
                !is_no_other_word(token, normal) || !self.of_people.contains(normal) && !self.people.have_word(normal)
            }
            (TokenKind::Capitals, None) => !self.of_people.contains(normal) && !self.people.have_word(normal),
            (_, None) if self.own.contains(normal) => false,
            (_, None) if token.is(NAMELESS) => true,
            (_, None) => begins_sentence(article, at) && !token.is(NAMING) && !self.people.have_word(normal),
        }
    }

    fn keep(&mut self, token: &Token, word: &str) {
        if token.kind != TokenKind::Lower && !self.kept.iter().any(|kept| kept == word) {
            self.kept.push(word.to_owned());
        }
    }
}

/// The name that a token belongs to.
fn named_at(article: &Article, at: TokenIndex) -> Option<(&Entity, &Mention)> {
    article.entities().mention_at(at).filter(|(_, mention)| mention.form.is_named())
}

fn is_named(article: &Article, at: TokenIndex) -> bool {
    named_at(article, at).is_some()
}

/// Whether a word of a name says what is named, and not who.
fn is_telling(token: &Token) -> bool {
    match token.kind {
        TokenKind::Lower => token.is(JOINING),
        _ => token.is(TELLING) && !token.is(Classes::GIVEN.with(Classes::SURNAME)),
    }
}

/// Whether a word in lower case is known for nothing but a name.
fn is_no_other_word(token: &Token, normal: &str) -> bool {
    Classes::GIVEN.with(Classes::SURNAME).all(token.classes()) && language::word(normal).cue().is_none()
}

/// A name as the word is written that it stands for.
fn in_shape(name: &str, kind: TokenKind) -> String {
    match kind {
        TokenKind::Lower => name.to_lowercase(),
        TokenKind::Capitals => name.to_uppercase(),
        _ => name.to_owned(),
    }
}

/// What a word of a name is, by whose name it stands in.
fn part_of(entity: &Entity, is_given: bool, token: &Token) -> NamePart {
    if entity.kind != NameKind::Person {
        return NamePart::Place;
    }
    if !is_given {
        return NamePart::Surname;
    }
    let is_male = token.is(Classes::GIVEN_MALE) && !token.is(Classes::GIVEN_FEMALE);
    match entity.gender {
        Gender::Female => NamePart::Woman,
        Gender::Male => NamePart::Man,
        Gender::Unstated if is_male => NamePart::Man,
        Gender::Unstated => NamePart::Woman,
    }
}

/// Whether a word is the first of its sentence, marks aside.
fn begins_sentence(article: &Article, at: TokenIndex) -> bool {
    let text = article.text();
    let Some(sentence) = text.sentences().get(text.sentence_of(at)) else { return false };
    let before = sentence.tokens.start..at;
    let is_behind_mark = at.checked_sub(1).is_some_and(|before| text.token(before).mark().is_some());
    is_behind_mark || before.each().all(|index| !text.token(index).is_word())
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "\
# Ellery votes

Maria Lopez, director of the Ellery Harbour Authority (EHA), spoke for 25 minutes on Tuesday.

> “It failed,” Ms Lopez wrote to lopez@eha.example. She will stay.

Outside, Ingrid Kvamme waited.
";

    fn of_story(blocks: Range<usize>, masking: Masking) -> Masked {
        masked(&Article::analyze(STORY, Format::Markdown), blocks, Format::Markdown, masking)
    }

    #[test]
    fn names_figures_and_addresses_are_exchanged_and_structure_stays() {
        let all = of_story(0..9, Masking::NamesAndFigures);
        for secret in ["Maria", "Lopez", "Ellery", "Harbour", "Ingrid", "Kvamme", "25", "eha.example"] {
            assert!(!all.text.contains(secret), "{secret}: {}", all.text);
        }
        assert!(all.text.starts_with("## "), "{}", all.text);
        assert!(all.text.contains("\n\n> “It failed,” Ms L"), "{}", all.text);
        assert!(all.text.ends_with("waited.\n"), "{}", all.text);
        assert_eq!(all.kept, ["Authority", "EHA", "Tuesday", "It", "Ms", "She", "Outside"]);
    }

    #[test]
    fn the_same_word_stands_for_the_same_and_begins_alike() {
        let article = of_story(1..3, Masking::Names).text;
        let again = Article::analyze(&article, Format::Markdown);
        let person = again.entities().all().iter().find(|entity| entity.kind == NameKind::Person).unwrap();
        assert!(person.name.split(' ').map(|word| &word[..1]).eq(["M", "L"]), "{}", person.name);
        assert_eq!(person.mentions.iter().filter(|mention| mention.form.is_named()).count(), 2);
        assert!(article.contains("25 minutes"), "{article}");
    }

    #[test]
    fn a_name_is_exchanged_however_it_is_written_and_words_stay() {
        let text =
            "Maria Lopez and Erik Rivers spoke.\n\nLOPEZ WILL STAY\n\nThe rivers rose, and lopez of the EHA said so.\n";
        let article = Article::analyze(text, Format::Plain);
        let masked = masked(&article, 0..3, Format::Plain, Masking::Names);
        let words: Vec<&str> = masked.text.split_whitespace().collect();
        let (given, family) = (words[0], words[1]);
        assert!(given.starts_with('M') && family.starts_with('L') && family != "Lopez", "{}", masked.text);
        assert!(masked.text.contains(&format!("\n\n{} WILL STAY\n", family.to_uppercase())), "{}", masked.text);
        let end = format!("and {} of the EHA said so.\n", family.to_lowercase());
        assert!(masked.text.ends_with(&end), "{}", masked.text);
    }

    #[test]
    fn a_range_beyond_the_article_is_cut() {
        assert_eq!(of_story(7..9, Masking::Names).text, "\n");
    }
}
