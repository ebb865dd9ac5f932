//! How well copydesk does: the analysis against what careful readers say of the same articles.
//!
//! README.md tells what is measured and how to annotate an article. Environment variables:
//!
//! - `COPYDESK_BASELINE=write` puts today's figures on file;
//! - `COPYDESK_EXPORT=FILE` writes the articles as one JSON object a line;
//! - `COPYDESK_CORPORA=FOLDER:…` measures every `.jsonl` in these folders too (or the files named).

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod annotated;
mod baseline;
mod counting;
mod examples;
mod figures;
mod gold;
mod names;
mod passages;
mod reliability;
mod verbs;

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use baseline::Baseline;
use counting::{Fault, Outturn};
use figures::Counts;
use gold::Gold;
use reliability::Trust;
use verbs::ReportingVerbs;

/// This folder.
fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accuracy")
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The articles that live here, each with its annotation.
fn articles() -> Vec<Gold> {
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let whole = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        annotated::read(&name, &whole).map_err(|error| format!("{name}: {error}"))
    };
    let (articles, wrong): (Vec<_>, Vec<_>) = files(&home().join("articles")).iter().map(read).partition(Result::is_ok);
    let wrong: Vec<String> = wrong.into_iter().filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "articles that cannot be read:\n{}", wrong.join("\n"));
    articles.into_iter().filter_map(Result::ok).collect()
}

/// What came of many articles.
#[derive(Default)]
struct Results {
    counts: Vec<Counts>,
    faults: Vec<Fault>,
    trusts: Vec<Trust>,
}

/// Evaluates articles on all cores.
fn evaluate(articles: &[Gold]) -> Results {
    let verbs = &ReportingVerbs::read();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = articles.len().div_ceil(cores).max(1);
    let mut results = Results::default();
    thread::scope(|scope| {
        let parts: Vec<_> = articles
            .chunks(share)
            .map(|part| {
                scope.spawn(move || part.iter().map(|gold| counting::evaluate(gold, verbs)).collect::<Vec<Outturn>>())
            })
            .collect();
        for outturn in parts.into_iter().flat_map(|part| part.join().unwrap()) {
            results.counts.push(outturn.counts);
            results.faults.extend(outturn.faults);
            results.trusts.extend(outturn.trusts);
        }
    });
    results
}

/// Prints past the test harness, which would hold it back: what was asked for by a variable is shown.
fn show(text: &str) {
    std::io::stdout().lock().write_all(text.as_bytes()).unwrap();
}

#[test]
fn figures_and_faults_on_the_articles_here_are_those_on_file() {
    let results = evaluate(&articles());
    println!("{}\n{}", figures::table(&results.counts), reliability::table(&results.trusts));
    let counts = figures::sum(&results.counts);
    let baseline = Baseline::at(&home());
    if env::var("COPYDESK_BASELINE").is_ok_and(|value| value == "write") {
        baseline.write(&counts, &results.faults).unwrap();
        return;
    }
    if let Err(changes) = baseline.compare(&counts, &results.faults) {
        panic!("{changes}");
    }
}

#[test]
fn the_articles_can_be_exported() {
    let articles = articles();
    let lines: String = articles.iter().map(|gold| serde_json::to_string(gold).unwrap() + "\n").collect();
    let again: Vec<Gold> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(again.len(), articles.len());
    if let Some(file) = env::var_os("COPYDESK_EXPORT") {
        fs::write(file, lines).unwrap();
    }
}

#[test]
fn the_corpora_that_are_named_are_measured() {
    let Some(places) = env::var_os("COPYDESK_CORPORA") else { return };
    let mut corpora = Vec::new();
    for place in env::split_paths(&places) {
        corpora.extend(if place.is_dir() { files(&place) } else { vec![place] });
    }
    corpora.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    assert!(!corpora.is_empty(), "no .jsonl in {}", places.display());
    for corpus in corpora {
        let lines = fs::read_to_string(&corpus).unwrap_or_else(|error| panic!("{}: {error}", corpus.display()));
        let read = |(number, line)| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{}:{}: {error}", corpus.display(), number + 1))
        };
        let articles: Vec<Gold> = lines.lines().enumerate().map(read).collect();
        let results = evaluate(&articles);
        show(&format!("\n== {}, {} articles\n\n", corpus.display(), articles.len()));
        show(&figures::table(&results.counts));
        if !results.trusts.is_empty() {
            show(&format!("\n{}", reliability::table(&results.trusts)));
        }
    }
}

#[test]
fn every_construction_has_two_articles_at_least() {
    let readme = fs::read_to_string(home().join("README.md")).unwrap();
    let table = readme.split("| construction |").nth(1).unwrap().split("\n\n").next().unwrap();
    let articles: Vec<String> = articles().into_iter().map(|gold| gold.id).collect();
    let mut used = Vec::new();
    for row in table.lines().skip(2) {
        let (construction, named) = row.trim_matches(['|', ' ']).rsplit_once('|').unwrap();
        let named: Vec<&str> = named.split(',').map(|name| name.trim().trim_matches('`')).collect();
        assert!(named.len() >= 2, "{construction} needs another article");
        for name in named {
            assert!(articles.iter().any(|article| article == name), "{name} is not in articles/");
            used.push(name.to_owned());
        }
    }
    let unused: Vec<&String> = articles.iter().filter(|article| !used.contains(article)).collect();
    assert!(unused.is_empty(), "README.md does not say what these are for: {unused:?}");
    assert!(articles.len() >= 30, "{} articles", articles.len());
}
