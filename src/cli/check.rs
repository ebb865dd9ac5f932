//! `copydesk check`: findings.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use super::args::CheckArgs;
use super::diff::diff;
use super::fix;
use super::input::{Found, Input, Place, Unreadable, gather, read};
use super::outcome::{Exit, complain, guarded};
use super::parallel::in_order;
use super::progress::Progress;
use super::report::{Report, Reporter, Summary};
use super::settings::{Finder, InForce, shown};
use crate::Article;
use crate::config::{Ignore, Severity};
use crate::rules::Finding;

/// What is done with safe fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mending {
    /// Nothing: findings are reported.
    None,
    /// They are written to the files.
    Write,
    /// They are shown as a diff.
    Show,
}

/// What the reader hands to a worker.
enum Job {
    Check(Input, Arc<InForce>),
    /// What could not even be found.
    Trouble(String),
    /// What was left out.
    Note(String),
}

/// What a worker makes of it.
#[derive(Default)]
struct Answer {
    /// The findings as they are to be written.
    rendered: Vec<u8>,
    /// What to complain of.
    troubles: Vec<String>,
    /// Remarks that are no trouble.
    notes: Vec<String>,
    read: bool,
    fixed: usize,
    found: usize,
    worst: Option<Severity>,
    /// Entries of the configuration that were meant for this file alone, and silence nothing in it.
    useless: Option<(Arc<InForce>, Vec<Ignore>)>,
}

/// Runs the command.
pub fn run(args: CheckArgs, output: &mut impl Write) -> io::Result<Exit> {
    if args.fix && args.paths.iter().any(|path| path.as_os_str() == "-") {
        complain("--fix changes files; it cannot change standard input");
        return Ok(Exit::Failed);
    }
    let reporter = Arc::new(Reporter::new(args.format, args.color));
    let mut report = Report::new(Arc::clone(&reporter));
    let mut progress = Progress::new();
    let mut summary = Summary::default();
    let mut worst = None;
    let mut useless = Useless::default();
    let entries_reporter = Arc::clone(&reporter);
    let mut finder = Finder::new(args.config.from(), args.config.profile);
    let naming = args.input.naming();
    let paths = args.paths;
    let mending = match (args.fix, args.diff) {
        (true, _) => Mending::Write,
        (_, true) => Mending::Show,
        _ => Mending::None,
    };
    if mending != Mending::Show {
        report.begin(output)?;
    }
    in_order(
        move |jobs| {
            gather(&paths, &naming, |input| {
                let mut troubles = Vec::new();
                let job = match input {
                    Found::Trouble(trouble) => Job::Trouble(trouble),
                    Found::Note(note) => Job::Note(note),
                    Found::Input(input) => {
                        let in_force = finder.for_input(&input, |trouble| troubles.push(trouble));
                        Job::Check(input, in_force)
                    }
                };
                // A configuration is complained of before the first file that it is in force for.
                let jobs_in_turn = troubles.into_iter().map(Job::Trouble).chain([job]);
                jobs_in_turn.map(|job| jobs.push(job)).all(|pushed| pushed.is_ok())
            });
        },
        move |job| answer(job, &reporter, mending),
        |answer: Answer| {
            progress.step();
            for trouble in &answer.troubles {
                progress.aside(|| complain(trouble));
            }
            for note in &answer.notes {
                progress.aside(|| complain(note));
            }
            summary.files += usize::from(answer.read);
            summary.findings += answer.found;
            summary.with_findings += usize::from(answer.found > 0);
            summary.fixed += answer.fixed;
            summary.troubles += answer.troubles.len();
            worst = worst.max(answer.worst);
            if let Some((in_force, entries)) = answer.useless {
                useless.add(in_force, entries);
            }
            if answer.rendered.is_empty() {
                return Ok(());
            }
            progress.aside(|| match mending {
                Mending::Show => output.write_all(&answer.rendered),
                Mending::None | Mending::Write => report.write(&answer.rendered, output),
            })
        },
    )?;
    drop(progress);
    if mending == Mending::Show {
        output.flush()?;
        return Ok(match (summary.troubles, summary.fixed) {
            (0, 0) => Exit::Clean,
            (0, _) => Exit::Findings,
            _ => Exit::Failed,
        });
    }
    for configuration in useless.reports(&entries_reporter) {
        summary.files += 1;
        summary.with_findings += 1;
        summary.findings += configuration.found;
        worst = worst.max(configuration.worst);
        report.write(&configuration.rendered, output)?;
    }
    report.end(&summary, output)?;
    output.flush()?;
    Ok(match worst {
        _ if summary.troubles > 0 => Exit::Failed,
        Some(worst) if worst >= args.fail_on => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// The entries that silence nothing, by the configuration that they stand in, in the order in which they were met.
#[derive(Default)]
struct Useless(Vec<(Arc<InForce>, Vec<Ignore>)>);

impl Useless {
    fn add(&mut self, in_force: Arc<InForce>, entries: Vec<Ignore>) {
        // One configuration is one allocation, shared by all files that it is in force for.
        match self.0.iter_mut().find(|(known, _)| Arc::ptr_eq(known, &in_force)) {
            Some((_, known)) => known.extend(entries),
            None => self.0.push((in_force, entries)),
        }
    }

    fn reports(self, reporter: &Reporter) -> impl Iterator<Item = Answer> {
        self.0.into_iter().filter_map(move |(in_force, entries)| {
            let (loaded, findings) = in_force.report_useless(entries)?;
            let mut answer = Answer { found: findings.len(), worst: worst_of(&findings), ..Answer::default() };
            reporter.file(&shown(&loaded.path), &loaded.text, None, &findings, &mut answer.rendered);
            Some(answer)
        })
    }
}

fn answer(job: Job, reporter: &Reporter, mending: Mending) -> Answer {
    let mut answer = Answer::default();
    let (input, in_force) = match job {
        Job::Check(input, in_force) => (input, in_force),
        Job::Trouble(trouble) => {
            answer.troubles.push(trouble);
            return answer;
        }
        Job::Note(note) => {
            answer.notes.push(note);
            return answer;
        }
    };
    let name = input.place.name();
    if !input.named && in_force.is_list_file(&input.place) {
        return answer;
    }
    if let Some(config) = in_force.ignores(&input.place) {
        if input.named {
            answer.notes.push(format!("{name}: left out, as {} says", config.display()));
        }
        return answer;
    }
    let mut decoded = match read(&input.place) {
        Ok(decoded) => decoded,
        // A folder holds other things than articles; somebody who names a file means it.
        Err(Unreadable::Binary) if !input.named => return answer,
        Err(unreadable) => {
            answer.troubles.push(format!("{name}: {}", unreadable.reason()));
            return answer;
        }
    };
    answer.read = true;
    answer.notes.extend(decoded.charset.note().map(|note| format!("{name}: {note}")));
    let article_of = |text: &str| in_force.article(text, input.format);
    let findings = |article: &Article, text: &str| in_force.findings(article, text, Some(&input.place));
    if mending == Mending::Show {
        match guarded(|| fix::fix_text(&decoded.text, article_of, findings)) {
            Ok((text, fixed)) => {
                answer.fixed = fixed;
                let for_eyes = io::stdout().is_terminal();
                answer.rendered = diff(&name, &decoded.text, &text, for_eyes).into_bytes();
            }
            Err(error) => answer.troubles.push(format!("{name}: {error}")),
        }
        return answer;
    }
    if mending == Mending::Write
        && let Place::File(path) = &input.place
    {
        if !input.named && path.is_symlink() {
            // It leads out of the folder, which is all that was named to be changed.
            answer.notes.push(format!("{name}: not fixed: this is a link; name it to have it fixed"));
        } else {
            match guarded(|| fix::fix_file(path, &mut decoded, article_of, findings)) {
                Ok(Ok(fixed)) => answer.fixed = fixed,
                Ok(Err(error)) | Err(error) => answer.troubles.push(format!("{name}: {error}")),
            }
        }
    }
    let checked = guarded(|| {
        let article = in_force.article(&decoded.text, input.format);
        let silenced = in_force.silenced(&article, &decoded.text, Some(&input.place));
        let findings = silenced.findings;
        let mut rendered = Vec::new();
        reporter.file(&name, &decoded.text, Some(article.prose()), &findings, &mut rendered);
        (rendered, findings.len(), worst_of(&findings), in_force.useless(&silenced.unused, &input))
    });
    match checked {
        Ok((rendered, found, worst, useless)) => {
            answer.useless = (!useless.is_empty()).then(|| (Arc::clone(&in_force), useless));
            answer.rendered = rendered;
            answer.found = found;
            answer.worst = worst;
        }
        Err(error) => answer.troubles.push(format!("{name}: {error}")),
    }
    answer
}

fn worst_of(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
