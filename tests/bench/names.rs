//! How fast names are found, in tokens a second on one core.
//!
//!     cargo bench --bench names                     on an article of our own, repeated
//!     cargo bench --bench names -- ARTICLES.jsonl   on the `text` of each line
//!
//! Reading and splitting into tokens is not counted. The figure is the best of ten rounds. With `--features train` it
//! tells how fast the tagger learns too: the tokens of the articles that one model is trained on, in a second, all rounds
//! of training together.

use std::time::{Duration, Instant};

use copydesk::format::Format;
use copydesk::names;
use copydesk::prose::Text;

const ARTICLE: &str = "\
VELMORA, Osteria (Harbour News) — Prime Minister Katarina Wolszczak said on Tuesday that the government would open the \
port of Saint Elmo to ships from all countries of the region, ending a dispute that has lasted for eleven years.\n\n\
\"Nobody gained from the closure,\" she told reporters after a meeting with Abu Yusuf al-Darwishi, secretary general of \
the Council for Trade and Navigation (CTN). Wolszczak added that the talks had been frank, and that a second round \
would follow in April.\n\nThe opposition, led by Senator Juan Carlos Ibarra de la Peña, called the decision late. \
Ibarra said that fishermen in the north had lost their boats and their houses while ministers argued over the price of \
a licence. According to the Osterian Statistics Office, 4,200 families left the coast between 2011 and 2016.\n\n";

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let texts: Vec<Text> = match &file {
        Some(path) => {
            let lines = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let text = |line: &str| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                Text::new(Format::Plain.read(value["text"].as_str().unwrap_or_default()))
            };
            lines.lines().map(text).collect()
        }
        None => (0..300).map(|_| Text::new(Format::Plain.read(&ARTICLE.repeat(4)))).collect(),
    };
    let tokens: usize = texts.iter().map(|text| text.tokens().len()).sum();
    let mut best = Duration::MAX;
    let mut found = 0;
    for _ in 0..10 {
        let start = Instant::now();
        found = texts.iter().map(|text| names::find(text).len()).sum();
        best = best.min(start.elapsed());
    }
    let speed = tokens as f64 / best.as_secs_f64() / 1e6;
    println!("names: {tokens} tokens, {found} names, {speed:.2} million tokens a second");
    #[cfg(feature = "train")]
    learning();
}

/// Times the training of one model on our own article, with the names that the tagger finds in it.
#[cfg(feature = "train")]
fn learning() {
    use copydesk::names::NameKind;
    use copydesk::names::train::{CORPORA, Course, Settings};

    let text = Text::new(Format::Plain.read(ARTICLE));
    let characters = |byte: u32| text.as_str()[..byte as usize].chars().count();
    let entities: Vec<serde_json::Value> = names::find(&text)
        .iter()
        .map(|name| {
            let kind = match name.kind {
                NameKind::Person => "PER",
                NameKind::Organization => "ORG",
                NameKind::Place => "LOC",
            };
            let span = text.span(name.tokens.clone());
            serde_json::json!({ "start": characters(span.start), "end": characters(span.end), "type": kind })
        })
        .collect();
    const ARTICLES: usize = 200;
    let line = |number: usize| {
        serde_json::json!({ "id": format!("outlet{number}_1"), "text": text.as_str(), "entities": entities })
            .to_string()
    };
    let news = (0..ARTICLES).map(line).collect::<Vec<_>>().join("\n");
    let mut corpora: Vec<Vec<String>> = CORPORA.iter().map(|corpus| vec![String::new(); corpus.files.len()]).collect();
    corpora[0] = vec![news];
    let census = ["ANA".to_owned(), "JUAN".to_owned(), "LOPEZ".to_owned()];
    let course = Course::new(&corpora, &census, Settings::default()).unwrap_or_else(|error| panic!("{error}"));
    let start = Instant::now();
    course.train(Course::MODELS - 1);
    let tokens = (ARTICLES * text.tokens().len()) as f64;
    let speed = tokens / start.elapsed().as_secs_f64() / 1e3;
    println!(
        "training: {speed:.0} thousand tokens a second, {} rounds, with a copy of each article",
        Settings::default().rounds
    );
}
