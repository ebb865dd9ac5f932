//! The worst texts that we know for each room: four times the text may cost no more than about four times the work.
//!
//! What is counted is what is allocated, which is the same in every run; no clock is looked at. Work that allocates nothing
//! shows by its time: what grows with the square of the text would take minutes at the size of the last test.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use std::alloc::System;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use copydesk::Article;
use copydesk::article::AnalysisHost;
use copydesk::config::{Config, Profile};
use copydesk::features::{hover, ledger, outline, record};
use copydesk::format::Format;
use copydesk::rules;
use copydesk::text::Encoding;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What is counted is of the whole process, so one test runs at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// A text of about that many bytes.
type Trap = fn(usize) -> String;

/// The same over and over.
fn repeated(unit: &str, length: usize) -> String {
    unit.repeat(length / unit.len() + 1)
}

/// A word of its own for each number, with a capital.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ke", "lo", "mi", "ru", "ta", "ven", "dor", "sel", "gar", "phi", "ster", "zan", "qui", "mo", "len"];
    let [high, middle, low] = [number / 256, number / 16, number].map(|digit| SYLLABLES[digit % 16]);
    let word = format!("{high}{middle}{low}");
    word[..1].to_uppercase() + &word[1..]
}

/// Something else for each number.
fn numbered(length: usize, mut one: impl FnMut(usize) -> String) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < length {
        let _ = write!(text, "{}", one(number));
        number += 1;
    }
    text
}

/// The traps by the room that they are set for.
const TRAPS: &[(&str, &[(&str, Trap)])] = &[
    (
        "format",
        &[
            ("emphasis", |n| repeated("*a _b ", n)),
            ("links", |n| repeated("[a](", n)),
            ("nested links", |n| repeated("[a ", n / 2) + &repeated("](b) ", n / 2)),
            ("references", |n| repeated("&aaaaaaaaaaaaaaaaaaaaaaaa", n)),
            ("tags", |n| repeated("<b><i><q>", n)),
            ("comments", |n| repeated("<!-- a ", n)),
            ("quotes", |n| repeated("> ", n)),
            ("orders to ignore", |n| repeated("<!-- copydesk: ignore nested-marks -->\n", n)),
            ("orders on one line", |n| repeated("<!-- copydesk: ignore -->", n)),
        ],
    ),
    (
        "prose",
        &[
            ("dots", |n| repeated(". ", n)),
            ("abbreviations", |n| repeated("U.S. Mr. ", n)),
            ("one word", |n| repeated("a", n)),
            ("lines", |n| repeated("a\n", n)),
            ("hyphens", |n| repeated("a-", n)),
            ("combining", |n| repeated("e\u{301}\u{323}", n)),
        ],
    ),
    (
        "quotations",
        &[
            ("open marks", |n| repeated("“", n)),
            ("closing marks", |n| repeated("”", n)),
            ("straight marks", |n| repeated("\"We asked. and then ", n)),
            ("styles", |n| repeated("“a” ‘b’ \"c\" 'd' «e» „f“ ``g'' ", n)),
            ("open paragraphs", |n| numbered(n, |i| format!("“The plan {i} will work.\n\n"))),
            ("apostrophes", |n| repeated(" 'a", n)),
        ],
    ),
    (
        "names",
        &[
            ("capitals", |n| repeated("A B C D ", n)),
            ("one giant name", |n| numbered(n, |i| word(i) + " ")),
            ("initials", |n| repeated("J. K. L. M. ", n)),
            ("possessives", |n| repeated("Lopez's wife's brother's ", n)),
            ("titles", |n| repeated("Sen. Gov. Dr. Prof. Mayor President ", n)),
            ("of the", |n| repeated("of the Union of the City of ", n)),
        ],
    ),
    (
        "entities",
        &[
            ("distinct names", |n| numbered(n, |i| format!("{} {} left. ", word(i * 7), word(i * 31)))),
            ("one first name", |n| numbered(n, |i| format!("Anna {} spoke. Anna left. ", word(i)))),
            ("one surname", |n| numbered(n, |i| format!("{} Lopez spoke. Lopez left. Mr. Lopez stayed. ", word(i)))),
            ("mayors", |n| {
                numbered(n, |i| format!("Mayor Ann {} of {} spoke. The mayor left. ", word(i), word(i * 7)))
            }),
            ("appositions", |n| numbered(n, |i| format!("Ann {}, a nurse, who runs the bank, said so. ", word(i)))),
            ("acronyms", |n| numbered(n, |i| format!("{} {} Bank ({}B) met. ", word(i), word(i * 5), &word(i)[..1]))),
            ("names of four words", |n| {
                numbered(n, |i| {
                    let words = [i % 89, i % 97, i % 83, i % 79].map(word);
                    let initials = words.each_ref().map(|word| &word[..1]).concat();
                    format!("{} ({initials}) met. ", words.join(" "))
                })
            }),
        ],
    ),
    (
        "reporting",
        &[
            ("said", |n| repeated("said ", n)),
            ("that", |n| repeated("said that he said that she said that ", n)),
            ("told", |n| repeated("Lopez told Smith told Brandt told ", n)),
            ("brackets", |n| repeated("(", n)),
            ("the mayor in brackets", |n| repeated("the mayor (", n)),
            ("according to", |n| repeated("according to Lopez, ", n)),
        ],
    ),
    (
        "coreference",
        &[
            ("pronouns", |n| repeated("he she they it him her his their ", n)),
            ("sentences", |n| repeated("He left. She left. They left. ", n)),
            ("paragraphs", |n| numbered(n, |i| format!("Ann {} left.\n\nShe said so.\n\n", word(i)))),
        ],
    ),
    (
        "attribution",
        &[
            ("nobody says", |n| numbered(n, |i| format!("“The plan number {i} will work for all of us.”\n\n"))),
            ("the same words", |n| repeated("“The plan will work for all of us.”\n\n", n)),
            ("speakers", |n| numbered(n, |i| format!("“The plan will work,” Ann {} said. ", word(i)))),
            ("transcript", |n| numbered(n, |i| format!("ANN {}: We asked.\n\n", word(i).to_uppercase()))),
            ("questions", |n| repeated("Q: Who?\n\nA: Me.\n\n", n)),
            ("bylines", |n| numbered(n, |i| format!("By Ann {}\n\n", word(i)))),
        ],
    ),
    (
        "rules",
        &[
            ("spaces", |n| repeated("a  ,b ", n)),
            ("figures", |n| repeated("About 12 percent of $1,000.50 on Jan. 3. ", n)),
            ("scares", |n| repeated("the “plan” of “men” ", n)),
            ("variants", |n| numbered(n, |i| format!("Anna Brandt{} spoke. ", word(i).to_lowercase()))),
            ("weekdays", |n| repeated("On Monday, Jan. 3, 2022, it closed. ", n)),
        ],
    ),
];

/// What became of some work: allocations, and bytes.
fn counted(work: impl FnOnce()) -> [usize; 2] {
    let region = Region::new(ALLOCATED);
    work();
    let change = region.change();
    [change.allocations + change.reallocations, change.bytes_allocated]
}

const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// Everything that is done with an article: reading it, the rules, the features that walk over all of it.
fn do_all(source: &str, format: Format) {
    let article = Article::analyze(source, format);
    let desk = Config { profile: Some(Profile::Desk), ..Config::default() };
    let findings = rules::check(&article, &desk);
    let findings = rules::silence(&article, source, findings, [], |rule| desk.severity_of(rule)).findings;
    let _ = (outline::of(&article), ledger::of(&article));
    let record = record::Record::new("a".into(), source, &article, &findings, Encoding::Utf16);
    assert!(serde_json::to_vec(&record).is_ok());
    let _ = hover::at(&article, source.len() as u32 / 2, &|_| 1);
}

/// The formats in which a trap is tried.
fn formats(room: &str) -> &'static [Format] {
    if room == "format" { &FORMATS } else { &FORMATS[..1] }
}

/// Four times as much, and a little for lists that grow by doubling and are compared within bounds.
const MOST: usize = 7;

#[test]
fn four_times_the_text_is_no_more_than_four_times_the_work() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (room, traps) in TRAPS {
        for (name, trap) in *traps {
            for &format in formats(room) {
                let [small, large] = [8_000, 32_000].map(|length| counted(|| do_all(&trap(length), format)));
                if (0..2).any(|count| large[count] > MOST * small[count]) {
                    wrong.push(format!("{room}: {name} ({format:?}): {small:?} becomes {large:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_key_in_a_trap_costs_no_more_than_reading_it_afresh() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (room, traps) in TRAPS {
        for (name, trap) in *traps {
            let text = trap(8_000);
            let middle = (0..=text.len() / 2).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let typed = format!("{}x{}", &text[..middle], &text[middle..]);
            let fresh = counted(|| drop(Article::analyze(&typed, Format::Plain)));
            let mut host = AnalysisHost::default();
            host.analyze(&text, Format::Plain, &|| true).unwrap();
            let key = counted(|| drop(host.analyze(&typed, Format::Plain, &|| true)));
            if key[1] > 2 * fresh[1] {
                wrong.push(format!("{room}: {name}: {key:?} for a key, {fresh:?} afresh"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No room calls itself for each bracket or mark: a thread with a small stack reads what is nested without end.
#[test]
fn a_small_stack_is_enough_for_every_trap() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let work = || {
        for (room, traps) in TRAPS {
            for (_, trap) in *traps {
                formats(room).iter().for_each(|format| do_all(&trap(60_000), *format));
            }
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(work).unwrap().join().unwrap();
}
