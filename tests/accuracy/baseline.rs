//! The figures that hold today, and every fault behind them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::counting::Fault;
use crate::figures::{self, Counts};

/// What renews the base line, on purpose.
pub const RENEW: &str = "COPYDESK_BASELINE=write cargo test --test accuracy";

/// What is on file: `baseline.tsv` with the figures, `faults.tsv` with what is behind them.
pub struct Baseline {
    folder: PathBuf,
}

impl Baseline {
    /// The base line in that folder.
    pub fn at(folder: &Path) -> Baseline {
        Baseline { folder: folder.to_owned() }
    }

    /// Puts today's figures and faults on file.
    pub fn write(&self, counts: &Counts, faults: &[Fault]) -> Result<(), String> {
        let mut lines = String::from("#figure\tshare\tpart\twhole\n");
        for figure in figures::ALL {
            if let Some((part, whole)) = figure.counts(counts) {
                lines += &format!("{}\t{:.3}\t{part}\t{whole}\n", figure.name, figures::share(part, whole));
            }
        }
        fs::write(self.figures_file(), lines).map_err(|error| error.to_string())?;
        let mut lines = String::from("#article\tfault\twords\tinstead\n");
        let mut faults = faults.to_vec();
        faults.sort();
        for fault in faults {
            lines += &format!("{}\t{}\t{}\t{}\n", fault.article, fault.what, fault.words, fault.instead);
        }
        fs::write(self.faults_file(), lines).map_err(|error| error.to_string())
    }

    /// Compares with what is on file. Whatever differs is an error: a figure that fell, a new fault, and a gain that is
    /// not on file, which could be lost again unseen.
    pub fn compare(&self, counts: &Counts, faults: &[Fault]) -> Result<(), String> {
        let on_file = fs::read_to_string(self.figures_file()).map_err(|error| error.to_string())?;
        let (mut fallen, mut changed) = (String::new(), String::new());
        for figure in figures::ALL {
            let now = figure.counts(counts);
            let before = on_file.lines().find_map(|line| of_line(line, figure.name));
            if now == before {
                continue;
            }
            let line = format!("  {:36} {} → {}\n", figure.name, shown(before), shown(now));
            let fell = match (before, now) {
                (Some(before), Some(now)) => figure.is_drop(before, now),
                (before, _) => before.is_some(),
            };
            if fell { fallen += &line } else { changed += &line }
        }
        let on_file = fs::read_to_string(self.faults_file()).map_err(|error| error.to_string())?;
        let before: Vec<String> = on_file.lines().skip(1).map(key_of_line).collect();
        let now: Vec<String> =
            faults.iter().map(|fault| [&fault.article, fault.what, &*fault.words].join("\t")).collect();
        let (new, gone) = (listed(&now, &before), listed(&before, &now));
        let changes = [("Fallen", fallen), ("New faults", new), ("Changed", changed), ("Faults mended", gone)];
        let changes = sections(&changes, "If this is meant, put it on file");
        if changes.is_empty() { Ok(()) } else { Err(changes) }
    }

    fn figures_file(&self) -> PathBuf {
        self.folder.join("baseline.tsv")
    }

    fn faults_file(&self) -> PathBuf {
        self.folder.join("faults.tsv")
    }
}

/// Part and whole, if the line is about that figure.
fn of_line(line: &str, name: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> = line.split('\t').collect();
    match *fields {
        [figure, _, part, whole] if figure == name => Some((part.parse().ok()?, whole.parse().ok()?)),
        _ => None,
    }
}

/// Article, fault and words. What the analysis says instead may change from one wrong answer to another.
fn key_of_line(line: &str) -> String {
    line.splitn(4, '\t').take(3).collect::<Vec<_>>().join("\t")
}

/// What is in `these` and not in `those`, one a line; what occurs twice must be there twice.
fn listed(these: &[String], those: &[String]) -> String {
    let mut rest = those.to_vec();
    let mut list = String::new();
    for one in these {
        match rest.iter().position(|other| other == one) {
            Some(at) => drop(rest.swap_remove(at)),
            None => list += &format!("  {}\n", one.replace('\t', ": ")),
        }
    }
    list
}

fn shown(counts: Option<(u32, u32)>) -> String {
    counts.map_or("-".to_owned(), |(part, whole)| format!("{:.3} ({part}/{whole})", figures::share(part, whole)))
}

/// The sections that are not empty, under their titles, and how to renew the base line; nothing where all are empty.
fn sections(sections: &[(&str, String)], when: &str) -> String {
    let mut text = String::new();
    for (title, lines) in sections.iter().filter(|(_, lines)| !lines.is_empty()) {
        text += &format!("{title}:\n{lines}");
    }
    if text.is_empty() { text } else { format!("{text}{when}: {RENEW}\n") }
}
