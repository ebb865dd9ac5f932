//! `copydesk false-alarm`: the paragraphs around a finding with other names, to be sent to whoever can mend the rule.

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use super::args::FalseAlarmArgs;
use super::input::{self, Found, Input, gather};
use super::outcome::{Exit, complain, guarded};
use super::settings::{Finder, InForce};
use crate::Article;
use crate::features::masking::{Masked, Masking, masked};
use crate::format::{Format, Prose};
use crate::rules::Finding;
use crate::text::LineIndex;

/// A finding that needs more paragraphs than this to show is sent without them.
const MOST_BLOCKS: usize = 6;

/// Runs the command.
pub fn run(args: FalseAlarmArgs, output: &mut impl Write) -> io::Result<Exit> {
    let (path, line) = match args.line {
        Some(line) => (args.place.clone(), line),
        None => match place_and_line(&args.place.to_string_lossy()) {
            Some((path, line)) => (path.into(), line),
            None => return failed("name the line of the finding, as in `copydesk false-alarm article.md:12`"),
        },
    };
    let mut input = None;
    gather(&[path], &args.input.naming(), |found| {
        input = Some(found);
        false
    });
    let input = match input {
        Some(Found::Input(input)) if input.named => input,
        Some(Found::Trouble(problem)) => return failed(&problem),
        Some(Found::Input(_) | Found::Note(_)) | None => return failed("name one article, not a folder"),
    };
    let name = input.place.name();
    let text = match input::read(&input.place) {
        Ok(decoded) => decoded.text,
        Err(unreadable) => return failed(&format!("{name}: {}", unreadable.reason())),
    };
    let in_force = Finder::new(args.config.from(), args.config.profile).for_input(&input, |trouble| complain(&trouble));
    match guarded(|| report(&text, &input, &in_force, line, args.rule.as_deref())) {
        Ok(Ok(report)) => output.write_all(report.as_bytes())?,
        Ok(Err(problem)) => return failed(&format!("{name}: {problem}")),
        Err(problem) => return failed(&format!("{name}: {problem}")),
    }
    output.flush()?;
    Ok(Exit::Clean)
}

fn failed(problem: &str) -> io::Result<Exit> {
    complain(problem);
    Ok(Exit::Failed)
}

/// `article.md:12` or `article.md:12:5`, as `copydesk check` writes places.
fn place_and_line(place: &str) -> Option<(&Path, u32)> {
    let (before, last) = place.rsplit_once(':')?;
    let last = last.parse().ok()?;
    match before.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) if !path.is_empty() => Some((Path::new(path), line)),
        _ => Some((Path::new(before), last)),
    }
}

/// The report of the first finding of a line, or why there is none.
fn report(text: &str, input: &Input, in_force: &InForce, line: u32, rule: Option<&str>) -> Result<String, String> {
    let article = Article::analyze(text, input.format);
    let findings = in_force.findings(&article, text, Some(&input.place));
    let lines = LineIndex::new(text);
    let line_of = |finding: &Finding| lines.line_at(finding.in_source(article.prose()).start).0 + 1;
    let of_rule = |finding: &&Finding| rule.is_none_or(|rule| rule == finding.rule);
    let Some(finding) = findings.iter().filter(of_rule).find(|finding| line_of(finding) == line) else {
        let mut with: Vec<u32> = findings.iter().filter(of_rule).map(line_of).collect();
        with.dedup();
        let with: Vec<String> = with.iter().map(u32::to_string).collect();
        return Err(match with.as_slice() {
            [] => "nothing is found in this article under these settings".to_owned(),
            with => format!("nothing is found in line {line}; there are findings in {}", with.join(", ")),
        });
    };
    let format = if input.format == Format::Plain { Format::Plain } else { Format::Markdown };
    let piece = smallest(&article, finding, format, in_force);
    Ok(page(finding, input.format, &piece))
}

/// The paragraphs that show a finding.
struct Piece {
    masked: Masked,
    /// The finding as it shows in them; nothing if it does not.
    shown: Option<Finding>,
    figures_are_own: bool,
}

/// The fewest paragraphs around a finding that still show it once names, and if possible figures, are others; its own
/// paragraph alone if none do.
fn smallest(article: &Article, finding: &Finding, format: Format, in_force: &InForce) -> Piece {
    let own = blocks_of(article.prose(), finding);
    let wider = |before: usize, behind: usize| own.start.saturating_sub(before)..own.end.saturating_add(behind);
    for masking in [Masking::NamesAndFigures, Masking::Names] {
        for (before, behind) in (0..=MOST_BLOCKS).flat_map(|all| (0..=all).map(move |behind| (all - behind, behind))) {
            let blocks = wider(before, behind);
            let masked = masked(article, blocks.clone(), format, masking);
            let shown = shows(&masked.text, format, in_force, finding.rule, own.start - blocks.start);
            if shown.is_some() {
                return Piece { masked, shown, figures_are_own: masking == Masking::Names };
            }
        }
    }
    let masked = masked(article, own, format, Masking::NamesAndFigures);
    Piece { masked, shown: None, figures_are_own: false }
}

/// The blocks that a finding touches.
fn blocks_of(prose: &Prose, finding: &Finding) -> Range<usize> {
    let start = prose.blocks().partition_point(|block| block.span.end <= finding.span.start);
    let end = prose.blocks().partition_point(|block| block.span.start < finding.span.end);
    start..end.max(start + 1)
}

/// The finding of that rule in that block of a text, under the same settings.
fn shows(text: &str, format: Format, in_force: &InForce, rule: &str, block: usize) -> Option<Finding> {
    let article = Article::analyze(text, format);
    let mut findings = in_force.findings(&article, text, None).into_iter();
    findings.find(|finding| finding.rule == rule && blocks_of(article.prose(), finding).contains(&block))
}

fn page(finding: &Finding, format: Format, piece: &Piece) -> String {
    let mut page = format!(
        "copydesk {}, rule `{}`, {}, {}\n\n",
        env!("CARGO_PKG_VERSION"),
        finding.rule,
        finding.severity.name(),
        match format {
            Format::Plain => "plain text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML, shown as Markdown",
        }
    );
    match &piece.shown {
        Some(shown) => page.push_str(&format!("It says: {}\n\n", shown.message)),
        None => page.push_str("The finding does not show in this paragraph alone, or not with other names.\n\n"),
    }
    for line in piece.masked.text.lines() {
        page.push_str(format!("    {line}").trim_end());
        page.push('\n');
    }
    page.push_str("\nIt should say: (what you expected)\n\n");
    page.push_str("Read this before you send it. Names and addresses are invented; ");
    page.push_str(if piece.figures_are_own {
        "figures are yours, since the finding hangs on them.\n"
    } else {
        "so are figures.\n"
    });
    if !piece.masked.kept.is_empty() {
        page.push_str(&format!("As you wrote them stand: {}.\n", piece.masked.kept.join(", ")));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_check_writes_them() {
        assert_eq!(place_and_line("a.md:12"), Some((Path::new("a.md"), 12)));
        assert_eq!(place_and_line("a.md:12:5"), Some((Path::new("a.md"), 12)));
        assert_eq!(place_and_line("C:\\a.md:12:5"), Some((Path::new("C:\\a.md"), 12)));
        assert_eq!(place_and_line("a.md"), None);
        assert_eq!(place_and_line("12:5"), Some((Path::new("12"), 5)));
    }
}
