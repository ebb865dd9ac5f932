//! A person's name as structure: given names, family names, particles, kunyas, initials, suffixes.

use crate::entities::lists::FAMILY_FIRST;
use crate::entities::symbols::normalize::normalize;
use crate::language::{self, Classes, WordSet};
use crate::prose::{EachToken, Text, TokenRange};

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// Its parts in the order of the text, honorifics before it and suffixes after it left out; never empty.
    pub parts: Vec<Part>,
    /// Where the family name is among the parts; empty where the name is one word, or a given name with a patronymic
    /// that nobody uses alone.
    family: std::ops::Range<usize>,
    /// *Jr.*, *III* and their kin.
    pub suffix: Option<Suffix>,
    /// A given name between marks or brackets inside the name (*Earl “Buddy” Carter*).
    pub nickname: Option<String>,
}

/// One part of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part {
    /// As it is compared: in lower case, without accents, without an article that sticks to it (*al-*).
    pub key: String,
    /// What it is.
    pub kind: PartKind,
}

/// What a part of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A letter with or without a period; several stay one part each (*J.*, *R.*).
    Initial,
    /// *van*, *de*, *bin*.
    Particle,
    /// Any other.
    Word,
}

/// The word that tells generations apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// *Jr.*
    Junior,
    /// *Sr.*
    Senior,
    /// *II* and higher.
    Numbered(u8),
}

impl PersonName {
    /// Takes apart the name at `tokens`; nothing where no word is left of it.
    pub fn parse(text: &Text, tokens: TokenRange) -> Option<PersonName> {
        let mut parts: Vec<Part> = Vec::new();
        let mut suffix = None;
        let mut nickname = None;
        let mut in_marks = false;
        let mut is_origin = false;
        let last = tokens.end.saturating_sub(1);
        for index in tokens.each() {
            let token = text.token(index);
            let word = text.word(index);
            if token.mark().is_some() || matches!(word, "(" | ")") {
                in_marks = !in_marks;
                continue;
            }
            if !token.is_word() {
                continue;
            }
            if in_marks {
                nickname = Some(normalize(word));
                continue;
            }
            // *Sidonie of Lothen*: nobody calls her *Lothen*.
            if let Some(origin) = parts.last_mut().filter(|_| is_origin) {
                origin.key.push(' ');
                origin.key.push_str(&normalize(word));
                continue;
            }
            if word == "of" && !parts.is_empty() {
                parts.push(Part { key: word.to_owned(), kind: PartKind::Word });
                is_origin = true;
                continue;
            }
            if let Some(found) = Suffix::parse(word)
                && !parts.is_empty()
            {
                suffix = Some(found);
                continue;
            }
            if token.is_in(WordSet::SaintInName) && index < last {
                parts.push(Part { key: "saint".to_owned(), kind: PartKind::Particle });
                continue;
            }
            // *Duarte De Moura*: between two other words a particle is one in any case.
            let inside = index < last && parts.last().is_some_and(|part: &Part| !opens_family_first(part));
            push_part(&mut parts, word, inside);
        }
        // *Van der Merwe*: so it is in front of another one.
        if let [first, second, ..] = &mut parts[..]
            && second.kind == PartKind::Particle
            && language::word(&first.key).classes.any(Classes::PARTICLE)
        {
            first.kind = PartKind::Particle;
        }
        // A title that was all there was of the name (*the Major*) names nobody.
        if parts.is_empty() {
            return None;
        }
        // *Susan (Mark) Tillotson*: her husband.
        let nickname =
            nickname.filter(|called| parts.first().is_none_or(|first| !differ_in_gender(&first.key, called)));
        let family = family_of(&parts);
        Some(PersonName { parts, family, suffix, nickname })
    }

    /// Takes apart a name that stands alone.
    #[cfg(test)]
    pub fn of(name: &str) -> PersonName {
        let text = Text::new(crate::format::Format::Plain.read(name));
        PersonName::parse(&text, text.all()).unwrap()
    }

    /// Whether it is more than one word (particles do not count): who bears it is named in full.
    pub fn is_full(&self) -> bool {
        self.words().count() > 1
    }

    /// The parts that are no particles.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &Part> {
        self.parts.iter().filter(|part| part.kind != PartKind::Particle)
    }

    /// The family names, particles left out.
    pub fn family(&self) -> impl DoubleEndedIterator<Item = &Part> + Clone {
        self.parts[self.family.clone()].iter().filter(|part| part.kind != PartKind::Particle)
    }

    /// The given names and initials, particles left out.
    pub fn given(&self) -> impl DoubleEndedIterator<Item = &Part> {
        let (before, after) = (&self.parts[..self.family.start], &self.parts[self.family.end..]);
        before.iter().chain(after).filter(|part| part.kind != PartKind::Particle)
    }

    /// The last of the family names, or of a name that has none, the last word: by which people with one surname are
    /// found.
    pub fn surname(&self) -> &str {
        let last = self.family().next_back().or_else(|| self.words().next_back()).or(self.parts.last());
        last.map_or("", |part| part.key.as_str())
    }

    /// The first letters of its words, by which somebody with many names may be called (*AMLO*, *JFK*); nothing where they
    /// are few enough to be a name of their own.
    pub fn called_by_letters(&self) -> Option<String> {
        let is_written_out = self.words().all(|part| part.kind == PartKind::Word);
        let letters: String = self.words().filter_map(|part| part.key.chars().next()).collect();
        let count = letters.chars().count();
        let is_name = count == 3 && letters.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        (is_written_out && count > 2 && !is_name).then_some(letters)
    }

    /// Whether it ends with the words of another name, of which the first is a particle here: *Sofie De Smet* with *De
    /// Smet*, whatever *De* alone may be.
    pub fn ends_with_particle_and(&self, other: &PersonName) -> bool {
        let Some(start) = self.parts.len().checked_sub(other.parts.len()).filter(|start| *start > 0) else {
            return false;
        };
        let ours = self.parts.get(start..).unwrap_or_default();
        ours.first().is_some_and(|part| part.kind == PartKind::Particle)
            && ours.iter().zip(&other.parts).all(|(one, other)| one.key == other.key)
    }

    /// All words, parted by a blank: equal for equal names.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for part in self.words() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&part.key);
        }
        key
    }
}

impl Suffix {
    fn parse(word: &str) -> Option<Suffix> {
        match word.trim_end_matches('.') {
            "Jr" | "jr" | "Jnr" => Some(Suffix::Junior),
            "Sr" | "sr" | "Snr" => Some(Suffix::Senior),
            "II" => Some(Suffix::Numbered(2)),
            "III" => Some(Suffix::Numbered(3)),
            "IV" => Some(Suffix::Numbered(4)),
            "VI" => Some(Suffix::Numbered(6)),
            "VII" => Some(Suffix::Numbered(7)),
            "VIII" => Some(Suffix::Numbered(8)),
            _ => None,
        }
    }
}

fn push_part(parts: &mut Vec<Part>, word: &str, inside: bool) {
    let folded = normalize(word);
    let bare = folded.trim_end_matches('.');
    // *J.*, *J.R.*, *JR* count as initials, letter by letter; *Ed* does not.
    let letters = bare.chars().filter(|character| character.is_alphabetic()).count();
    let is_initials =
        (letters == 1 && !is_particle(word, inside)) || (word.ends_with('.') && bare.contains('.') && letters <= 3);
    if is_initials {
        let letters = bare.chars().filter(|character| character.is_alphabetic());
        parts.extend(letters.map(|letter| Part { key: letter.to_string(), kind: PartKind::Initial }));
        return;
    }
    if is_particle(word, inside) {
        parts.push(Part { key: folded, kind: PartKind::Particle });
        return;
    }
    parts.push(Part { key: without_article(&folded).to_owned(), kind: PartKind::Word });
}

/// Whether a word is a particle where it stands inside a name: by the list, in any case but for words that are given
/// names as well (*Al Gore*, *Van Morrison*), unless other words of the name stand on both sides.
fn is_particle(word: &str, inside: bool) -> bool {
    let classes = language::word(word).classes;
    let is_lower = word.chars().next().is_some_and(char::is_lowercase);
    // *Marta Ferrer i Puig*
    let joins = is_lower && inside && language::word(word).is_in(WordSet::JoinsNames);
    joins || classes.any(Classes::PARTICLE) && (is_lower || inside || !classes.any(Classes::GIVEN | Classes::SURNAME))
}

/// A normalized word without an Arabic article that sticks to it: *al-kazemi* → *kazemi*.
fn without_article(folded: &str) -> &str {
    let Some((article, rest)) = folded.split_once('-') else { return folded };
    let is_article =
        matches!(article, "al" | "el" | "ul" | "ol" | "an" | "as" | "ash" | "at" | "ad" | "ar" | "az" | "es" | "il");
    if is_article && rest.chars().count() > 2 { rest } else { folded }
}

/// Which of the parts are the family name.
fn family_of(parts: &[Part]) -> std::ops::Range<usize> {
    let words = parts.iter().filter(|part| part.kind != PartKind::Particle).count();
    if words < 2 {
        // *van Dyck* is a family name, *Maria* may be anything.
        let opens = parts.len() > 1 && parts[0].kind == PartKind::Particle;
        return if opens { 0..parts.len() } else { parts.len()..parts.len() };
    }
    if is_family_first(parts) {
        return 0..1;
    }
    if is_family_second(parts) {
        return 1..2;
    }
    let last = parts.len() - 1;
    let mut at = 1;
    if opens_compound(&parts[0].key) && last > 1 {
        at = 2;
    }
    while at < last {
        let part = &parts[at];
        match part.kind {
            PartKind::Particle => break,
            PartKind::Initial => {}
            PartKind::Word if is_given(&part.key) => {}
            PartKind::Word => break,
        }
        at += 1;
    }
    at..parts.len()
}

/// Whether one of two given names is borne by men only, and the other by women only. *Samantha (Sam)* is one woman.
fn differ_in_gender(one: &str, other: &str) -> bool {
    if one.chars().next() == other.chars().next() {
        return false;
    }
    let [one, other] = [one, other].map(|name| language::word(name).classes);
    let is_man = |classes: Classes| classes.any(Classes::GIVEN_MALE) && !classes.any(Classes::GIVEN_FEMALE);
    let is_woman = |classes: Classes| classes.any(Classes::GIVEN_FEMALE) && !classes.any(Classes::GIVEN_MALE);
    is_man(one) && is_woman(other) || is_woman(one) && is_man(other)
}

/// Whether a word opens a compound given name or a kunya: the word after it belongs to it.
fn opens_compound(key: &str) -> bool {
    language::word(key).is_in(WordSet::OpensCompoundName)
}

fn is_given(key: &str) -> bool {
    language::word(key).classes.any(Classes::GIVEN) || opens_compound(key)
}

/// Whether a part is a family name that stands first as a rule: behind it particles are given names (*Nguyen Van Linh*).
fn opens_family_first(part: &Part) -> bool {
    FAMILY_FIRST.binary_search(&part.key.as_str()).is_ok()
}

/// *Xi Jinping*, *Kim Jong Un*, *Park Geun-hye*: a family name of the list that no given name follows.
fn is_family_first(parts: &[Part]) -> bool {
    if !opens_family_first(&parts[0]) || parts.len() > 3 || parts.iter().any(|part| part.kind != PartKind::Word) {
        return false;
    }
    let known = |part: &Part| language::word(&part.key).classes;
    let first_is_given = known(&parts[0]).any(Classes::GIVEN);
    let last = &parts[parts.len() - 1];
    let last_is_surname = known(last).any(Classes::SURNAME) || opens_family_first(last);
    let hyphenated = parts.len() == 2 && last.key.contains('-');
    let first_is_surname = known(&parts[0]).any(Classes::SURNAME);
    hyphenated || (!last_is_surname && (!first_is_given || first_is_surname || known(last).any(Classes::GIVEN)))
}

/// *Eric Tan Boon Keat*: a family name of the list between a given name of another language and those that follow it.
fn is_family_second(parts: &[Part]) -> bool {
    let [first, family, given, last] = parts else { return false };
    let known = |part: &Part| language::word(&part.key).classes;
    parts.iter().all(|part| part.kind == PartKind::Word)
        && known(first).any(Classes::GIVEN)
        && !opens_family_first(first)
        && opens_family_first(family)
        && [given, last].iter().all(|part| !known(part).any(Classes::SURNAME) || opens_family_first(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, given: &[&str], family: &[&str]) {
        let parsed = PersonName::of(name);
        let keys = |parts: Vec<&Part>| -> Vec<String> { parts.iter().map(|part| part.key.clone()).collect() };
        assert_eq!(keys(parsed.given().collect()), given, "given names of {name}");
        assert_eq!(keys(parsed.family().collect()), family, "family names of {name}");
    }

    #[test]
    fn given_and_family_names() {
        check("Maria Lopez", &["maria"], &["lopez"]);
        check("J. R. Hartwell", &["j", "r"], &["hartwell"]);
        check("Oskar P. Lindqvist Jr.", &["oskar", "p"], &["lindqvist"]);
        check("Lopez", &["lopez"], &[]);
        check("Sidonie of Lothen", &["sidonie"], &["of lothen"]);
    }

    #[test]
    fn particles_belong_to_the_family_name() {
        check("Pieter van der Meulen", &["pieter"], &["meulen"]);
        check("Karim al-Basrawi", &["karim"], &["basrawi"]);
        check("Faisal bin Nayef", &["faisal"], &["nayef"]);
        check("Remy St. Cloud", &["remy"], &["cloud"]);
        check("van der Meulen", &[], &["meulen"]);
        check("Pieter Van der Meulen", &["pieter"], &["meulen"]);
        check("Van der Meulen", &[], &["meulen"]);
        check("Duarte De Moura", &["duarte"], &["moura"]);
        check("Nguyen Van Linh", &["van", "linh"], &["nguyen"]);
    }

    #[test]
    fn kunyas_and_compound_given_names() {
        check("Abu Salim al-Tamari", &["abu", "salim"], &["tamari"]);
        check("Abdul Rahim Wardak", &["abdul", "rahim"], &["wardak"]);
    }

    #[test]
    fn family_names_that_stand_first() {
        check("Xi Weiming", &["weiming"], &["xi"]);
        check("Park Min-seo", &["min-seo"], &["park"]);
        check("Oskar Tan Boon Keat", &["oskar", "boon", "keat"], &["tan"]);
        check("Ana Kim Torres Lopez", &["ana", "kim"], &["torres", "lopez"]);
    }

    #[test]
    fn suffixes_and_nicknames() {
        assert_eq!(PersonName::of("Oskar Lindqvist Jr.").suffix, Some(Suffix::Junior));
        assert_eq!(PersonName::of("Oskar Lindqvist III").suffix, Some(Suffix::Numbered(3)));
        assert_eq!(PersonName::of("Earl \"Sunny\" Whitlock").nickname.as_deref(), Some("sunny"));
        assert_eq!(PersonName::of("Susan (Mark) Whitlock").nickname, None);
    }
}
