//! One person's name in two spellings.

use rustc_hash::FxHashMap;

use super::finding::{Findings, Related, Safety};
use super::mend::replace;
use super::people;
use super::place::is_quoted;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::entities::symbols::normalize::{are_equal, normalize};
use crate::entities::{Entity, Mention, MentionForm};
use crate::language::{self, Classes};
use crate::names::NameKind;
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
/// Letters behind these of a long name are not compared.
const LONGEST_SURNAME: usize = 24;

fn check(article: &Article, findings: &mut Findings<'_>) {
    // Where the newsroom's lists have a name, they say which spelling is right.
    for person in people::all(article).filter(|person| people::house_spelling(article, person).is_none()) {
        let full: Vec<Spelling<'_>> =
            people::named(person).filter_map(|mention| full(article, person, mention)).collect();
        let is_reported = odd_ones(article, &full, |_| true, findings);
        let is_new = |mention: &Mention| !is_reported || mention.form == MentionForm::Surname;
        odd_ones(article, &surnames(article, person), is_new, findings);
    }
    bare_surnames(article, findings);
}

/// A name as it is written somewhere.
struct Spelling<'a> {
    mention: &'a Mention,
    span: ProseSpan,
    written: &'a str,
}

impl<'a> Spelling<'a> {
    fn of(article: &'a Article, mention: &'a Mention, span: ProseSpan) -> Spelling<'a> {
        Spelling { mention, span, written: span.slice(article.prose().text()) }
    }
}

/// The fullest name of a person, or another spelling of it, where a mention is one.
fn full<'a>(article: &'a Article, person: &'a Entity, mention: &'a Mention) -> Option<Spelling<'a>> {
    let spelling = Spelling::of(article, mention, mention.span);
    let written = spelling.written;
    let is_spelling = written == person.name
        || person.variants.iter().any(|variant| variant == written)
        || are_equal(written, &person.name) && differs_in_letters(written, &person.name);
    is_spelling.then_some(spelling)
}

/// The surnames of a person, alone and at the end of the full name, where all are spellings of one: near each other, and
/// joined to the person.
fn surnames<'a>(article: &'a Article, person: &'a Entity) -> Vec<Spelling<'a>> {
    let text = article.text();
    let Some(family) = people::family_name(person) else { return Vec::new() };
    let last_word = |mention: &Mention| mention.tokens.clone().rev().find(|&token| text.token(token).is_word());
    let is_other = |mention: &Mention| last_word(mention).is_some_and(|last| text.word(last) != family);
    // Nearly everybody is spelled one way.
    if !people::named(person).any(is_other) {
        return Vec::new();
    }
    let of = |mention: &'a Mention| {
        let last = last_word(mention)?;
        let is_surname = mention.form == MentionForm::Surname
            && mention.tokens.len() == 1
            && !people::is_attributive(article, mention);
        let is_end = mention.form == MentionForm::Name && mention.tokens.len() > 1;
        let spelling = Spelling::of(article, mention, text.token(last).span);
        let is_spelling = spelling.written == family
            || differs_in_letters(spelling.written, family) && is_one_surname(spelling.written, family);
        ((is_surname || is_end) && is_spelling).then_some(spelling)
    };
    people::named(person).filter_map(of).collect()
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

/// Reports the mentions that are spelled otherwise than most, those that are asked for; whether there are any.
fn odd_ones(
    article: &Article,
    spellings: &[Spelling<'_>],
    is_asked: impl Fn(&Mention) -> bool,
    findings: &mut Findings<'_>,
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
    let rank = |(spelling, count): &&(&Spelling<'_>, usize)| {
        (*count, known(spelling), std::cmp::Reverse(spelling.mention.tokens.start))
    };
    let Some((usual, _)) = counts.iter().max_by_key(rank) else { return false };
    let is_odd = |spelling: &&Spelling<'_>| {
        let (written, usual) = (spelling.written, usual.written);
        let is_set_in_capitals = || has_capitals(written) || has_capitals(usual);
        written != usual && !(is_set_in_capitals() && written.to_lowercase() == usual.to_lowercase())
    };
    let odd = spellings.iter().filter(is_odd);
    for odd in odd.filter(|spelling| is_asked(spelling.mention)) {
        report(article, odd.mention, odd.span, usual.written, usual.mention, findings);
    }
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
    let people = || article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person);
    let is_long = |name: &str| name.chars().count() >= LEAST_LETTERS;
    let bare: Vec<&Entity> = people().filter(|person| !person.name.contains(' ') && is_long(&person.name)).collect();
    if bare.is_empty() {
        return;
    }
    // Who bears a name that shares such a key with one of them; most names share none.
    let keys = bare.iter().flat_map(|person| without_a_letter(&person.name));
    let mut borne: FxHashMap<u64, Vec<(&str, &Mention)>> = keys.map(|key| (key, Vec::new())).collect();
    for person in people() {
        let (Some(surname), Some(first)) = (surname(&person.name), person.mentions.first()) else { continue };
        for key in without_a_letter(surname).filter(|_| is_long(surname)) {
            let Some(bearers) = borne.get_mut(&key) else { continue };
            // A few tell as much as all.
            if bearers.len() < MOST_BEARERS {
                bearers.push((surname, first));
            }
        }
    }
    let known = |name: &str| language::word(name).classes.any(Classes::SURNAME | Classes::GIVEN);
    for person in bare {
        let is_near = |(surname, _): &(&str, &Mention)| is_near(surname, &person.name);
        let near = without_a_letter(&person.name).find_map(|key| borne.get(&key)?.iter().copied().find(is_near));
        let Some((usual, first)) = near.filter(|(usual, _)| !(known(usual) && known(&person.name))) else { continue };
        let named = person.mentions.iter().filter(|mention| mention.form.is_named() && !mention.inside);
        for mention in named.filter(|mention| mention.span.slice(text) == person.name) {
            report(article, mention, mention.span, usual, first, findings);
        }
    }
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
