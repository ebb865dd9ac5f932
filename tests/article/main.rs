//! An article that was revised after each edit equals the one that is read from its beginning.
//!
//! Random edits over our own articles: words, marks, line ends and paragraphs come, go, move and come back. The seed is
//! fixed; `COPYDESK_EDITS` asks for more edits of each article than a usual run does.

#![allow(clippy::unwrap_used)] // A test that cannot read its articles has failed.

mod listed;
#[path = "../support/random.rs"]
mod random;

use std::fs;
use std::path::Path;

use copydesk::article::{AnalysisHost, Article, PersonView};
use copydesk::config::{Config, Profile};
use copydesk::format::Format;
use copydesk::prose::ParagraphView;
use copydesk::rules;
use random::Random;

/// What is put in: what decides on tokens, sentences, marks, names, and who speaks.
const INSERTED: &[&str] = &[
    "a",
    "S",
    " ",
    "\n",
    "\n\n",
    ". ",
    ".",
    ", ",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "‘",
    "’",
    "? ",
    "! ",
    ": ",
    "—",
    "-",
    "(",
    ")",
    "U.S. ",
    "Mr. ",
    "J. ",
    "5",
    "\u{200B}",
    "é",
    "🖊",
    "\r\n",
    "@",
    "\t",
    "    ",
    "# ",
    "> ",
    "- ",
    "```\n",
    "<b>",
    "<!-- copydesk: ignore -->",
    "*",
    "he ",
    "She said ",
    "said ",
    " the minister ",
    "Maria Lopez ",
    "Lopez ",
    "Lopes ",
    " (HC) ",
    "According to ",
    "Harbour Council ",
    "van der ",
    " “No,” he said. ",
    "“We wait.\n\n“We go,” she said.\n\n",
    "Denmark's Fisheries Board ",
    "adding that ",
    " of the ",
    "HC ",
    "www.example.org/",
    " and ",
    " his wife, Elena, ",
    "\n\nWALLACE: ",
    "\n\nQ: ",
    "\n\nA: ",
    ":",
    "\n\n“Why?” ",
    " “Cia” ",
    "\n\n— Maria Lopez\n\n",
    ", known as ",
    "Lopez Lopez ",
    "Ann Lopez and ",
    "Lopez-like ",
    ", who ",
    "a director of ",
    "the mayor ",
    "Mayor ",
    " the union",
    "The union said ",
    "Union ",
    "Dock Workers Union ",
    ", the mayor of ",
    "Ann Holt, the mayor, ",
    "A B C D E F ",
    "J K Smith ",
    "I ",
    "((((",
    "))",
    "( the mayor",
];

/// Our own articles, with the format each is written in.
fn articles() -> Vec<(String, Format)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![root.join("editors/sample/article.md")];
    for folder in ["tests/attribution", "tests/entities/articles", "tests/rules", "tests/accuracy/articles"] {
        let entries = fs::read_dir(root.join(folder)).unwrap();
        paths.extend(entries.map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md" || extension == "txt"));
    paths.sort();
    assert!(paths.len() > 15, "the articles were found");
    let read = |path: &std::path::PathBuf| (fs::read_to_string(path).unwrap(), Format::from_path(path).unwrap());
    let mut articles: Vec<(String, Format)> = paths.iter().map(read).collect();
    let all: Vec<&str> = articles.iter().map(|(text, _)| text.as_str()).collect();
    let all = all.join("\n\n");
    let one_line = all.split_whitespace().collect::<Vec<_>>().join(" ");
    let html: String = all.split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    // Nowhere a sentence ends, so it is cut.
    let no_stops = one_line.replace(['.', '!', '?', '…'], "");
    articles.extend([
        (all, Format::Markdown),
        (one_line, Format::Plain),
        (no_stops, Format::Plain),
        (html, Format::Html),
    ]);
    articles
}

/// A place between two characters, often near a word's edge.
fn place(text: &str, random: &mut Random) -> usize {
    let mut at = random.below(text.len() + 1);
    if random.below(2) == 0 {
        at += text.as_bytes()[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
    }
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn edit(text: &mut String, random: &mut Random) {
    let at = place(text, random);
    let mut end = (at + [0, 0, 1, 3, 8, 40, 200][random.below(7)]).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    match random.below(8) {
        0..4 => text.insert_str(at, random.choose(INSERTED)),
        4..6 => text.replace_range(at..end, ""),
        6 => text.replace_range(at..end, random.choose(INSERTED)),
        _ => {
            let moved = text[at..end].to_owned();
            text.replace_range(at..end, "");
            let to = place(text, random);
            text.insert_str(to, &moved);
        }
    }
}

/// Says where two articles part, for the whole of them is too long to read.
fn assert_equal(revised: &Article, fresh: &Article, source: &str) {
    let boundary = |at: usize| (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
    let near = |at: usize| format!("{:?}", &source[boundary(at.saturating_sub(80))..boundary(at + 80)]);
    assert_eq!(revised.prose(), fresh.prose());
    for (one, other) in revised.text().tokens().iter().zip(fresh.text().tokens()) {
        assert_eq!(one, other, "{}", near(other.span.start as usize));
    }
    assert!(revised.text() == fresh.text(), "the text");
    assert_eq!(revised.passages(), fresh.passages());
    for (one, other) in revised.entities().all().iter().zip(fresh.entities().all()) {
        assert_eq!(one, other);
    }
    assert!(revised.entities() == fresh.entities(), "the entities");
    for (one, other) in revised.quotations().iter().zip(fresh.quotations()) {
        assert_eq!(one, other, "{}", near(other.extent().start as usize));
    }
    assert!(revised == fresh, "the article");
}

#[test]
fn a_revised_article_equals_a_fresh_one() {
    let edits = std::env::var("COPYDESK_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(25);
    let desk = Config { profile: Some(Profile::Desk), ..Config::default() };
    for (index, (original, format)) in articles().into_iter().enumerate() {
        let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ (index as u64 + 1));
        let mut workshop = AnalysisHost::default();
        let mut text = original;
        let mut before: Vec<String> = Vec::new();
        for _ in 0..edits {
            let revised = workshop.analyze(&text, format, &|| true).unwrap();
            let fresh = Article::analyze(&text, format);
            assert_equal(&revised, &fresh, &text);
            assert_eq!(rules::check(&revised, &desk), rules::check(&fresh, &desk), "what is found in {text:?}");
            before.push(text.clone());
            match random.below(12) {
                // Undone, one step or several.
                0 => text = before[before.len() - 1 - random.below(before.len().min(4))].clone(),
                // Several edits before anybody looks.
                1 => (0..4).for_each(|_| edit(&mut text, &mut random)),
                _ => edit(&mut text, &mut random),
            }
        }
    }
}

/// What somebody types, letter by letter, in front of a word.
const TYPED: &[&str] = &[
    "the harbour master waited there while ",
    "nothing happened until noon, he said, and ",
    "The director said that Lopez, who had come late, ",
    "“We go on,” she told them. ",
    "his brother walked slowly towards the old airport with ",
    "Noor Haidari, better known as Lena Rubio, and Mr. Haidari told the minister, who left, ",
    "in Denmark’s port the Lopez Foundation (LF) of his sister, Ann Lopez, ",
];

#[test]
fn what_is_typed_letter_by_letter_is_read_as_what_stands_there() {
    let edits = std::env::var("COPYDESK_EDITS").ok().and_then(|edits| edits.parse::<usize>().ok());
    let places = edits.unwrap_or(25).div_ceil(25);
    let desk = Config { profile: Some(Profile::Desk), ..Config::default() };
    for (index, (original, format)) in articles().into_iter().enumerate() {
        let mut random = Random(0xD1B5_4A32_D192_ED03 ^ (index as u64 + 1));
        let mut workshop = AnalysisHost::default();
        let mut text = original;
        for _ in 0..places {
            let mut at = place(&text, &mut random);
            let typed = random.choose(TYPED);
            let long = text.len() > 20_000;
            for (count, letter) in typed.chars().enumerate() {
                text.insert(at, letter);
                at += letter.len_utf8();
                let revised = workshop.analyze(&text, format, &|| true).unwrap();
                // A long article takes long to read afresh.
                if !long || count % 6 == 0 {
                    let fresh = Article::analyze(&text, format);
                    assert_equal(&revised, &fresh, &text);
                    assert_eq!(rules::check(&revised, &desk), rules::check(&fresh, &desk), "what is found in {text:?}");
                }
            }
            // A few letters are taken back, one by one.
            for letter in typed.chars().rev().take(5) {
                at -= letter.len_utf8();
                text.remove(at);
                let revised = workshop.analyze(&text, format, &|| true).unwrap();
                assert_equal(&revised, &Article::analyze(&text, format), &text);
            }
        }
    }
}

#[test]
fn an_analysis_that_is_given_up_leaves_nothing_behind() {
    let mut workshop = AnalysisHost::default();
    let asked = std::cell::Cell::new(0);
    let first_only = || asked.replace(asked.get() + 1) < 3;
    assert!(workshop.analyze("“We wait,” Maria Lopez said.", Format::Plain, &first_only).is_none());
    let article = workshop.analyze("“We go,” she said.", Format::Plain, &|| true).unwrap();
    assert_eq!(*article, Article::analyze("“We go,” she said.", Format::Plain));
}

/// Analyzes texts one after the other, each as an edit of the one before.
fn assert_revised(texts: &[&str]) {
    let mut workshop = AnalysisHost::default();
    for text in texts {
        let revised = workshop.analyze(text, Format::Plain, &|| true).unwrap();
        assert_equal(&revised, &Article::analyze(text, Format::Plain), text);
    }
}

#[test]
fn a_description_comes_and_goes() {
    assert_revised(&["D Union the union", "D Union", "D Union the union", "the union", "D Union the union"]);
    assert_revised(&["Lo,the y The mar", "Lo,the mar"]);
    let mayor = "Ann Holt, the mayor of Velmora, left. The mayor";
    let longer = format!("{mayor} said so. The union did not.");
    assert_revised(&[mayor, &longer, mayor, "Ann Holt left. The mayor", mayor]);
}

#[test]
fn somebody_without_a_name_comes_and_goes_ahead_of_a_pronoun() {
    let text = |who: &str| {
        format!("He left .. “Nobody asked us about it,” {who} said. She waited. Anna Brandt is head of the union.")
    };
    let behind = |who: &str| {
        format!(
            "She left .. “Nobody asked us about it.”. “Nobody asked us about it,” {who} said.. She left the union.. Anna \
             Brandt is head of the Drivers' Union.. Prime Minister Olga Petrov resigned."
        )
    };
    assert_revised(&[&behind("the mayor"), &behind("a mayor"), &behind("the mayor")]);
    assert_revised(&[&text("the mayor"), &text("a mayor"), &text("the gulls"), &text("the mayor")]);
    let text =
        |joint: &str| format!("Ann Roe spoke of Ingrid Falk {joint} her mate. Ann Roe {joint} her part, she sang.");
    assert_revised(&[&text("and"), &text("with"), &text("for"), &text("and")]);
}

#[test]
fn a_name_that_comes_to_stand_where_another_stood_keeps_its_own_roles() {
    let words = "and the water rose again in the street ".repeat(12);
    let first = "Priya Jones came early.\n\n";
    let removed = format!("It rained {words}. Then the former judge Ana Lopez of the court laughed.\n\n");
    let kept = format!("Snow fell {words}. Then there was Mayor Priya Jones of Velmora and sang.\n\n");
    let last = "Ana Lopez left.\n";
    let whole = [first, &removed, &kept, last].concat();
    assert_revised(&[&whole, &[first, &kept, last].concat(), &whole]);
}

#[test]
fn words_left_open_that_a_paragraph_without_marks_ends_stay_ended() {
    let text = "’''.\n``replied: ``… ``''\nh\n''\ner\n'\nA\n'\n.\n";
    assert_revised(&[text, &format!("{text}x"), text]);
}

#[test]
fn a_long_run_is_read_like_a_short_one() {
    let long = 40_000;
    for unit in
        ["A B C D E F G H ", "I ", "J K Smith ", "(", "[(", "the mayor (", "Ann (", "and Lopez ", "A and ", "he ("]
    {
        let text = unit.repeat(long / unit.len());
        let start = std::time::Instant::now();
        let revised = [text.as_str(), &text[..text.len() - 1], &text];
        assert_revised(&revised);
        let taken = start.elapsed();
        assert!(taken.as_secs() < 20, "{unit:?} took {taken:?}");
    }
}

/// How often names, roles and descriptions were joined and pronouns resolved when a text became another one.
fn runs_of(before: &str, after: &str) -> [usize; 4] {
    let mut workshop = AnalysisHost::default();
    workshop.analyze(before, Format::Plain, &|| true).unwrap();
    let runs = workshop.runs();
    let article = workshop.analyze(after, Format::Plain, &|| true).unwrap();
    assert_equal(&article, &Article::analyze(after, Format::Plain), after);
    let now = workshop.runs();
    [
        now.entities.names - runs.entities.names,
        now.entities.roles - runs.entities.roles,
        now.entities.descriptions - runs.entities.descriptions,
        now.pronouns - runs.pronouns,
    ]
}

/// In how many paragraphs was looked when a text became another one.
fn paragraphs_looked_at(before: &str, after: &str) -> usize {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static LOOKED_AT: AtomicUsize = AtomicUsize::new(0);
    let look = |paragraph: ParagraphView<'_>| {
        LOOKED_AT.fetch_add(1, Ordering::Relaxed);
        vec![paragraph.as_str().to_owned()]
    };
    let mut workshop = AnalysisHost::default();
    workshop.analyze(before, Format::Plain, &|| true).unwrap().text().in_each_paragraph(look);
    let looked_at = LOOKED_AT.load(Ordering::Relaxed);
    let article = workshop.analyze(after, Format::Plain, &|| true).unwrap();
    let words: Vec<String> = article.text().in_each_paragraph(look).iter().map(|(_, words)| words.clone()).collect();
    let expected: Vec<&str> = after.split("\n\n").map(str::trim).collect();
    assert_eq!(words, expected, "what is found in each paragraph");
    LOOKED_AT.load(Ordering::Relaxed) - looked_at
}

#[test]
fn rules_look_again_only_where_something_was_typed() {
    let article = "The council waited.\n\nThe mayor left early.\n\nNobody saw her near the old bridge.";
    let typed = |at: &str, key: &str| {
        let place = article.find(at).unwrap();
        paragraphs_looked_at(article, &format!("{}{key}{}", &article[..place], &article[place..]))
    };
    assert_eq!(paragraphs_looked_at(article, article), 0, "nothing");
    assert_eq!(typed("ayor", "x"), 1, "a letter");
    assert_eq!(typed("left", "soon "), 1, "a word");
    assert_eq!(typed("left", "“"), 1, "a mark");
    assert_eq!(typed("left", "\n\n"), 2, "a paragraph break");
}

/// Which people were looked at when a text became another one.
fn people_looked_at(before: &str, after: &str) -> Vec<String> {
    use std::sync::Mutex;
    static LOOKED_AT: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let look = |person: PersonView<'_>| {
        LOOKED_AT.lock().unwrap().push(person.name().to_owned());
        person.named().map(|(index, mention)| (index, mention.written().to_owned(), mention.is_quoted())).collect()
    };
    let found = |article: &Article| {
        let found = article.in_each_person(look);
        found.iter().map(|(person, found)| (person.name.clone(), found.clone())).collect::<Vec<_>>()
    };
    let mut workshop = AnalysisHost::default();
    found(&workshop.analyze(before, Format::Plain, &|| true).unwrap());
    LOOKED_AT.lock().unwrap().clear();
    let revised = found(&workshop.analyze(after, Format::Plain, &|| true).unwrap());
    let looked_at = std::mem::take(&mut *LOOKED_AT.lock().unwrap());
    assert_eq!(revised, found(&Article::analyze(after, Format::Plain)), "what is found in each person");
    LOOKED_AT.lock().unwrap().clear();
    looked_at
}

#[test]
fn rules_look_again_only_at_people_who_are_others_now() {
    let article = "The council waited for hours.\n\nAnn Holt opened the bridge.\n\nBob Marsh, the mayor, left early. Marsh \
        said: “We had plans.”\n\nNobody saw Holt near the old bridge.";
    let typed = |at: &str, key: &str| {
        let place = article.find(at).unwrap();
        people_looked_at(article, &format!("{}{key}{}", &article[..place], &article[place..]))
    };
    let nobody: [&str; 0] = [];
    assert_eq!(people_looked_at(article, article), nobody, "nothing");
    assert_eq!(typed("ours", "x"), nobody, "a letter in a paragraph that names nobody");
    assert_eq!(typed("waited", "still "), nobody, "a word there: everybody moves");
    assert_eq!(typed("opened", "x"), ["Ann Holt"], "a letter beside a name");
    assert_eq!(typed("near", "anywhere "), ["Ann Holt"], "a word beside a surname");
    assert_eq!(typed("sh said", "x"), ["Bob Marsh", "Marxsh"], "a letter in a surname, which is another now");
    assert_eq!(typed("Nobody", "Lena Brandt came. "), ["Lena Brandt", "Ann Holt"], "a new name");
    assert_eq!(typed("Bob", "“"), ["Bob Marsh"], "a mark before a name");
    assert_eq!(typed("near", "\n\n"), ["Ann Holt"], "a paragraph break");
}

#[test]
fn a_key_runs_only_the_steps_that_it_concerns() {
    let article = "Ann Holt, the mayor of the northern harbour towns, opened a bridge. The council waited there for \
        hours.\n\nThe mayor left early. “We had other plans,” she said. Nobody saw her near the old bridge.";
    let typed = |at: &str, key: &str| {
        let place = article.find(at).unwrap();
        runs_of(article, &format!("{}{key}{}", &article[..place], &article[place..]))
    };
    // A letter inside a word, white space where there is some already: nothing that anybody means hangs on them.
    assert_eq!(typed("ours.", "o"), [0, 0, 0, 0], "a letter inside a word");
    assert_eq!(typed(" hours.", " "), [0, 0, 0, 0], "a blank");
    assert_eq!(typed("lans,", "l"), [0, 0, 0, 0], "a letter inside a quotation");
    // A noun that is nobody's means nobody, be it this one or another.
    assert_eq!(typed("council", "x"), [0, 0, 0, 0], "a letter in a description of nobody");
    // The mayor is somebody, and is not called that way any more.
    assert_eq!(typed(" left early", "s"), [0, 0, 1, 1], "a letter in a description");
    // The words around a description may say whom it means; here they do not.
    assert_eq!(typed("early.", "x"), [0, 0, 0, 0], "a letter behind a description");
    // A role is read again with the descriptions that it may explain.
    assert_eq!(typed("mayor of", "vice-"), [0, 1, 1, 1], "a letter in a role");
    // A new word moves all tokens behind it, and so does a mark; roles move along.
    assert_eq!(typed("hours.", "x "), [1, 0, 1, 1], "a word");
    assert_eq!(typed("waited", "“"), [1, 0, 1, 1], "a mark");
    assert_eq!(typed("Holt,", "z"), [1, 1, 1, 1], "a letter in a name");
    // A paragraph break moves none, but descriptions and pronouns are resolved by paragraphs.
    assert_eq!(typed("Nobody", "\n\n"), [0, 0, 1, 1], "a paragraph break");
    // A word with a capital may be a name; where it is none, everybody stays who they are.
    let article = "Ann Holt opened the bridge on a wet Tuesday. She left early.";
    let typed = |key: &str| runs_of(article, &article.replace("Tuesday", key));
    assert_eq!(typed("Tuesdays"), [1, 0, 1, 0], "a letter in a word with a capital");
}
