//! One person's name in two spellings.

use rustc_hash::FxHashMap;

use super::finding::{Related, Safety};
use super::findings::Findings;
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::article::{MentionView, PersonView};
use crate::config::Severity;
use crate::entities::symbols::normalize::{are_equal, normalize};
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{self, Classes};
use crate::prose::EachToken;
use crate::text::ProseSpan;

/// The rule.
pub static RULE: Rule = Rule {
    name: "name-variant",
    summary: "one person, spelled two ways",
    default: Some(Severity::Warning),
    desk: Some(Severity::Warning),
    house: &[],
    milder_than: None,
    fix: Some(Safety::Ask),
    page: include_str!("name_variant.md"),
    check,
};

/// Shorter surnames may differ in one letter and be two.
pub(super) const LEAST_LETTERS: usize = 6;
/// Less sure that a name is somebody's, nothing is said of its spelling.
const SURE: f32 = 0.9;
/// Letters behind these of a long name are not compared.
const LONGEST_SURNAME: usize = 24;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let found = article.in_each_person(odd_spellings);
    // Where the newsroom's lists have a name, they say which spelling is right.
    for (person, odd) in found.iter().filter(|(person, _)| people::house_spelling(article, person).is_none()) {
        let Some((mention, usual)) = person.mentions.get(odd.mention).zip(person.mentions.get(odd.usual)) else {
            continue;
        };
        let last_word = mention.tokens.each().rev().find(|&token| text.token(token).is_word());
        let surname = last_word.filter(|_| odd.is_surname).map(|last| text.token(last).span);
        report(article, mention, surname.unwrap_or(mention.span), &odd.spelling, usual, findings);
    }
    bare_surnames(article, findings);
}

/// A name of somebody that is spelled otherwise elsewhere.
#[derive(Debug, Clone)]
struct Odd {
    /// The index of the mention.
    mention: usize,
    /// Whether only the surname is meant, its last word.
    is_surname: bool,
    /// The other spelling, and the index of a mention that has it.
    spelling: Box<str>,
    usual: usize,
}

/// The names of a person that are spelled otherwise than most.
fn odd_spellings(person: PersonView<'_>) -> Vec<Odd> {
    let mut odd = Vec::new();
    // Nearly everybody is spelled one way.
    if is_spelled_one_way(&person) {
        return odd;
    }
    let full: Vec<Spelling<'_>> = full_names(&person);
    let is_reported = odd_ones(&full, |_| true, false, &mut odd);
    let surnames = surnames(&person);
    odd_ones(&surnames, |spelling| !is_reported || spelling.form == MentionForm::Surname, true, &mut odd);
    odd
}

/// Whether all names of a person are the full one and a word of it.
fn is_spelled_one_way(person: &PersonView<'_>) -> bool {
    let name = person.name();
    person.variants().is_empty()
        && person.written().all(|written| written == name || name.split(' ').any(|word| word == written))
}

/// A name as it is written somewhere.
struct Spelling<'a> {
    /// The index of the mention.
    mention: usize,
    form: MentionForm,
    written: &'a str,
}

/// The fullest name of a person, or another spelling of it, where mentions are one.
fn full_names<'a>(person: &PersonView<'a>) -> Vec<Spelling<'a>> {
    let name = person.name();
    let is_spelling = |spelling: &Spelling<'_>| {
        let written = spelling.written;
        written == name
            || person.variants().iter().any(|variant| variant == written)
            || are_equal(written, name) && differs_in_letters(written, name)
    };
    let written =
        |(mention, view): (usize, MentionView<'a>)| Spelling { mention, form: view.form(), written: view.written() };
    let sure = person.named().filter(|(_, view)| view.confidence() >= SURE);
    sure.map(written).filter(is_spelling).collect()
}

/// The surnames of a person, alone and at the end of the full name, where all are spellings of one: near each other, and
/// joined to the person.
fn surnames<'a>(person: &PersonView<'a>) -> Vec<Spelling<'a>> {
    let Some(family) = people::family_name(person.name()) else { return Vec::new() };
    let last_word = |view: &MentionView<'a>| {
        let last = view.own().rfind(|token| token.is_word())?;
        Some(view.word(&last))
    };
    // Nearly everybody is spelled one way.
    if !person.named().any(|(_, view)| last_word(&view).is_some_and(|last| last != family)) {
        return Vec::new();
    }
    let of = |(mention, view): (usize, MentionView<'a>)| {
        let form = view.form();
        let is_read = match form {
            _ if view.confidence() < SURE => false,
            MentionForm::Surname => view.tokens.len() == 1 && !view.is_attributive(),
            MentionForm::Name => view.tokens.len() > 1,
            _ => false,
        };
        let written = last_word(&view).filter(|_| is_read)?;
        let is_spelling = written == family || differs_in_letters(written, family) && is_one_surname(written, family);
        is_spelling.then_some(Spelling { mention, form, written })
    };
    person.named().filter_map(of).collect()
}

/// Whether two words differ in more than the case of first letters, which is a matter of particles and capitals, and of an
/// *s* at the end, which is one of plurals.
fn differs_in_letters(one: &str, other: &str) -> bool {
    let plain = |word: &str| {
        let parts = word.split([' ', '-']).map(|part| {
            let mut letters = part.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
            first + letters.as_str()
        });
        parts.collect::<Vec<_>>().join(" ").trim_end_matches('s').replace(['’', '\''], "")
    };
    let is_shouted = |word: &str| !word.chars().skip(1).any(char::is_lowercase);
    !is_shouted(one) && !is_shouted(other) && plain(one) != plain(other)
}

/// Whether two surnames that were joined to one person are spellings of one name: but for accents, two letters at most.
fn is_one_surname(one: &str, other: &str) -> bool {
    let (one, other) = (normalize(one), normalize(other));
    let is_long = one.chars().count().min(other.chars().count()) >= LEAST_LETTERS;
    one == other
        || is_long
            && !(people::is_known_surname(&one) && people::is_known_surname(&other))
            && strsim::osa_distance(&one, &other) <= 2
}

/// Finds the mentions that are spelled otherwise than most, those that are asked for; says whether there are any.
fn odd_ones(
    spellings: &[Spelling<'_>],
    is_asked: impl Fn(&Spelling<'_>) -> bool,
    is_surname: bool,
    found: &mut Vec<Odd>,
) -> bool {
    let is_one = |first: &Spelling<'_>| spellings.iter().all(|other| other.written == first.written);
    if spellings.first().is_none_or(is_one) {
        return false;
    }
    let mut counts: Vec<(&Spelling<'_>, usize)> = Vec::new();
    for spelling in spellings {
        match counts.iter_mut().find(|(other, _)| other.written == spelling.written) {
            Some((_, count)) => *count += 1,
            None => counts.push((spelling, 1)),
        }
    }
    // Of spellings that are as frequent, one of known names counts for more, then the first.
    let known = |spelling: &Spelling<'_>| {
        let is_known = |word: &&str| language::word(word).classes.any(Classes::GIVEN | Classes::SURNAME);
        spelling.written.split([' ', '-']).filter(is_known).count()
    };
    let rank =
        |(spelling, count): &&(&Spelling<'_>, usize)| (*count, known(spelling), std::cmp::Reverse(spelling.mention));
    let Some((usual, _)) = counts.iter().max_by_key(rank) else { return false };
    let is_odd = |spelling: &&Spelling<'_>| {
        let (written, usual) = (spelling.written, usual.written);
        let is_set_in_capitals = || has_capitals(written) || has_capitals(usual);
        written != usual && !(is_set_in_capitals() && written.to_lowercase() == usual.to_lowercase())
    };
    let odd = spellings.iter().filter(is_odd).filter(|spelling| is_asked(spelling));
    let odd =
        odd.map(|odd| Odd { mention: odd.mention, is_surname, spelling: usual.written.into(), usual: usual.mention });
    found.extend(odd);
    true
}

/// Whether a word of a name is set in capitals, as the first words of an article are (*INGRID Hallberg*).
fn has_capitals(name: &str) -> bool {
    name.split([' ', '-']).any(|word| word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase))
}

/// Surnames that nobody here bears, one letter from one that somebody does. Where both are surnames that are known, they
/// may be two people's, and nothing is said.
fn bare_surnames(article: &Article, findings: &mut Findings<'_>) {
    let text = article.prose().text();
    let found = article.in_each_name(surname_keys);
    let bare = || found.iter().filter(|(_, surname)| surname.is_bare);
    // Who bears a name that shares such a key with one of them; most names share none.
    let keys = bare().flat_map(|(_, surname)| surname.keys.iter());
    let mut borne: FxHashMap<u64, Vec<&Entity>> = keys.map(|key| (*key, Vec::new())).collect();
    if borne.is_empty() {
        return;
    }
    for (person, full) in found.iter().filter(|(_, surname)| !surname.is_bare) {
        for key in &full.keys {
            let Some(bearers) = borne.get_mut(key) else { continue };
            // A few tell as much as all.
            if bearers.len() < MOST_BEARERS {
                bearers.push(person);
            }
        }
    }
    let known = |name: &str| language::word(name).classes.any(Classes::SURNAME | Classes::GIVEN);
    for (person, own) in bare() {
        let bearers = own.keys.iter().filter_map(|key| borne.get(key)).flatten();
        let mut surnames = bearers.filter_map(|bearer| Some((surname(&bearer.name)?, bearer.mentions.first()?)));
        let near = surnames.find(|(surname, _)| is_near(surname, &person.name));
        let Some((usual, first)) = near.filter(|(usual, _)| !(known(usual) && known(&person.name))) else { continue };
        for mention in people::named(person).filter(|mention| mention.span.slice(text) == person.name) {
            report(article, mention, mention.span, usual, first, findings);
        }
    }
}

/// A surname of some length.
#[derive(Debug, Clone)]
struct Surname {
    /// Whether it is all that is known of somebody's name.
    is_bare: bool,
    /// See [`without_a_letter`].
    keys: Box<[u64]>,
}

/// The surname of a name, if it is a long one.
fn surname_keys(name: &str) -> Vec<Surname> {
    let full = surname(name);
    let name = full.unwrap_or(name);
    if name.chars().count() < LEAST_LETTERS {
        return Vec::new();
    }
    vec![Surname { is_bare: full.is_none(), keys: without_a_letter(name).collect() }]
}

/// An odd number with bits all over.
const HASH_STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// Of more people whose names are near, no more are asked.
const MOST_BEARERS: usize = 4;

/// The last word of a full name.
fn surname(name: &str) -> Option<&str> {
    name.rsplit_once(' ').map(|(_, surname)| surname)
}

/// A name, and the name less each of its letters, each as a hash: two names that differ in one letter share one of these.
fn without_a_letter(name: &str) -> impl Iterator<Item = u64> {
    let step = |hash: u64, letter: char| (hash ^ u64::from(letter)).wrapping_mul(HASH_STEP);
    let mut before = 0;
    let cut = name.char_indices().take(LONGEST_SURNAME).map(move |(at, letter)| {
        let behind = name.get(at + letter.len_utf8()..).unwrap_or_default();
        let hash = behind.chars().fold(before, step);
        before = step(before, letter);
        hash
    });
    std::iter::once(name.chars().fold(0, step)).chain(cut)
}

/// Whether a name is one letter from another. A first letter, and an *s* at the end, make another name as often.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    strsim::osa_distance(one, other) == 1
        && one.chars().next() == other.chars().next()
        && one.trim_end_matches('s') != other.trim_end_matches('s')
}

fn report(
    article: &Article,
    mention: &Mention,
    span: ProseSpan,
    usual: &str,
    first: &Mention,
    findings: &mut Findings<'_>,
) {
    let quoted = is_quoted(article, mention.tokens.start);
    let hint = if quoted { " This stands in a quotation: check the recording too." } else { "" };
    let message = format!(
        "This name is spelled “{usual}” elsewhere in the article. If both are one person, find out which is right and keep to \
         it.{hint}"
    );
    let fixes = match quoted {
        true => Vec::new(),
        false => replace(article, format!("Change to “{usual}”"), Safety::Ask, &[(span, usual)]),
    };
    let related = Related { span: first.span, message: "The other spelling".to_owned() };
    findings.report_with(span, message, fixes, vec![related]);
}
