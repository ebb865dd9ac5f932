//! What a room costs, what an article costs, and what a key costs, by the size of the article.
//!
//!     cargo bench --bench article                   everything
//!     cargo bench --bench article -- key            only what has *key* in its name: cheap keys and dear ones
//!     cargo bench --bench article -- scaling        how cost grows with size: the throughput should stay
//!
//! The articles are our own, one after the other until there are enough words, as many paragraphs or as one.

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::ops::Range;
use std::path::Path;

use copydesk::article::{AnalysisHost, Article};
use copydesk::attribution;
use copydesk::config::{Config, Profile};
use copydesk::coreference;
use copydesk::entities::{self, Entities};
use copydesk::format::Format;
use copydesk::names;
use copydesk::prose::Text;
use copydesk::quotations::Quotations;
use copydesk::reporting::Reporting;
use copydesk::rules;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// An article to measure.
#[derive(Clone, Copy)]
struct Size {
    words: usize,
    one_paragraph: bool,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paragraphs = if self.one_paragraph { "one paragraph" } else { "many paragraphs" };
        write!(f, "{} words, {paragraphs}", self.words)
    }
}

const fn many(words: usize) -> Size {
    Size { words, one_paragraph: false }
}

const fn one(words: usize) -> Size {
    Size { words, one_paragraph: true }
}

const SIZES: [Size; 6] = [many(500), many(2_000), many(20_000), one(500), one(2_000), one(20_000)];
const SCALE: [Size; 5] = [many(1_000), many(4_000), many(16_000), many(64_000), many(256_000)];

/// The text of an article of that size.
fn source(size: Size) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy/articles");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let mut text = String::new();
    let mut left = size.words;
    for paragraph in texts.iter().flat_map(|text| text.split("\n\n")).cycle() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(paragraph.split_whitespace().count());
        text.push_str(paragraph);
        text.push_str(if size.one_paragraph { " " } else { "\n\n" });
    }
    if size.one_paragraph { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
}

/// Everything that a room may ask for.
struct Rooms {
    source: String,
    text: Text,
    passages: Quotations,
    names: Vec<names::Name>,
    named: entities::State,
    entities: Entities,
    reporting: Reporting,
    article: Article,
}

fn rooms(size: Size) -> Rooms {
    let source = source(size);
    let text = Text::new(Format::Markdown.read(&source));
    let passages = Quotations::find(&text);
    let names = names::find(&text);
    let mut named = entities::State::default();
    named.find(&text, &names);
    let reporting = Reporting::find(&text, &passages, named.mentions());
    let entities = coreference::find(&text, &passages, &named, &reporting);
    let article = Article::analyze(&source, Format::Markdown);
    Rooms { source, text, passages, names, named, entities, reporting, article }
}

fn measure<T>(bencher: Bencher<'_, '_>, size: Size, work: impl Fn(&Rooms) -> T + Sync) {
    let rooms = rooms(size);
    bencher.counter(BytesCount::new(rooms.source.len())).bench(|| work(&rooms));
}

#[divan::bench(args = SIZES)]
fn room_1_format(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Format::Markdown.read(&rooms.source));
}

#[divan::bench(args = SIZES)]
fn room_2_prose(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Text::new(rooms.text.prose().clone()));
}

#[divan::bench(args = SIZES)]
fn room_3_quotations(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Quotations::find(&rooms.text));
}

#[divan::bench(args = SIZES)]
fn room_4_names(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| names::find(&rooms.text));
}

#[divan::bench(args = SIZES)]
fn room_5_entities(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| {
        let mut named = entities::State::default();
        named.find(&rooms.text, &rooms.names);
        named
    });
}

#[divan::bench(args = SIZES)]
fn room_6_reporting(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Reporting::find(&rooms.text, &rooms.passages, rooms.named.mentions()));
}

#[divan::bench(args = SIZES)]
fn room_7_coreference(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| coreference::find(&rooms.text, &rooms.passages, &rooms.named, &rooms.reporting));
}

#[divan::bench(args = SIZES)]
fn room_8_attribution(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| attribution::find(&rooms.text, &rooms.passages, &rooms.entities, &rooms.reporting));
}

#[divan::bench(args = SIZES)]
fn room_9_rules(bencher: Bencher<'_, '_>, size: Size) {
    let desk = Config { profile: Some(Profile::Desk), ..Config::default() };
    measure(bencher, size, |rooms| rules::check(&rooms.article, &desk));
}

#[divan::bench(args = SIZES)]
fn whole_article(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Article::analyze(&rooms.source, Format::Markdown));
}

/// A letter is typed behind a word in the middle of an article that is known, and taken away again.
#[divan::bench(args = SIZES)]
fn key_letter(bencher: Bencher<'_, '_>, size: Size) {
    type_and_erase(bencher, size, "e", |source, from| long_word(source, from).end);
}

/// A word is parted in two, after which every word behind it has another number.
#[divan::bench(args = SIZES)]
fn key_space(bencher: Bencher<'_, '_>, size: Size) {
    type_and_erase(bencher, size, " ", |source, from| long_word(source, from).start + 4);
}

/// The first long word in lower case from a byte on.
fn long_word(source: &str, from: usize) -> Range<usize> {
    let is_lower = |word: &str| word.len() > 7 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut end = from;
    let words = source[from..].split_inclusive(' ').map(|word| {
        end += word.len();
        (end - word.len()..end - word.len() + word.trim_end().len(), word.trim_end())
    });
    // The first may be half of one.
    words.skip(1).find(|(_, word)| is_lower(word)).map_or(0..4, |(place, _)| place)
}

/// A name becomes another one, so that all names are joined anew: the dearest key.
#[divan::bench(args = SIZES)]
fn key_name(bencher: Bencher<'_, '_>, size: Size) {
    let is_name = |word: &str| word.len() > 3 && word.starts_with(char::is_uppercase);
    let behind_name = |source: &str, from: usize| {
        let mut end = from;
        // Where each word ends, without the space behind it.
        let words = source[from..].split_inclusive(' ').map(|word| {
            end += word.len();
            (end - word.len() + word.trim_end().len(), word.trim_end())
        });
        let words: Vec<(usize, &str)> = words.collect();
        // Not the first word of a sentence.
        let is_inside = |pair: &&[(usize, &str)]| pair[0].1.ends_with(char::is_lowercase) && is_name(pair[1].1);
        words.windows(2).find(is_inside).map_or(from, |pair| pair[1].0)
    };
    type_and_erase(bencher, size, "s", behind_name);
}

/// Types something at a place that `find` looks for from the middle on, and takes it away again.
fn type_and_erase(bencher: Bencher<'_, '_>, size: Size, what: &str, find: impl Fn(&str, usize) -> usize) {
    let source = source(size);
    let mut middle = source.len() / 2;
    while !source.is_char_boundary(middle) {
        middle += 1;
    }
    let mut typed = source.clone();
    typed.insert_str(find(&source, middle), what);
    let mut workshop = AnalysisHost::default();
    workshop.analyze(&source, Format::Markdown, &|| true);
    let turn = Cell::new(false);
    bencher.bench_local(|| {
        let text = if turn.replace(!turn.get()) { &source } else { &typed };
        // The article is let go of, as the server does: the next one is made of it.
        workshop.analyze(text, Format::Markdown, &|| true).map(|article| article.quotations().len())
    });
}

/// Cost against size: where the work is linear, bytes a second stay the same from line to line.
#[divan::bench(args = SCALE, sample_count = 10)]
fn scaling(bencher: Bencher<'_, '_>, size: Size) {
    measure(bencher, size, |rooms| Article::analyze(&rooms.source, Format::Markdown));
}
