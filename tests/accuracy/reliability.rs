//! Whether a confidence means what it says: of the attributions at .9, nine in ten should be right.

use std::collections::BTreeMap;

use copydesk::features::record::Quotation;

use crate::figures::share;

/// Forms of sources that do not say by themselves who speaks.
const NAMES_NOBODY: [&str; 3] = ["pronoun", "title", "description"];

/// An attribution that the analysis makes, and what became of it.
#[derive(Debug, Clone)]
pub struct Trust {
    pub kind: &'static str,
    pub confidence: f64,
    /// The strongest reason.
    pub evidence: &'static str,
    pub outcome: Outcome,
}

/// What the annotators say of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Right,
    WrongSource,
    WrongSpeaker,
    /// They have no quotation there, or one with other bounds.
    NoQuotation,
}

impl Trust {
    /// The trust in a quotation, if it has a source. `named` says whether its speaker is the one whom the annotators name;
    /// where they name nobody, nothing is known of a pronoun or a description: how sure it is also says whom it means.
    pub fn of(quotation: &Quotation<'_>, outcome: Outcome, named: Option<bool>) -> Option<Trust> {
        let source = quotation.source.as_ref()?;
        let outcome = match (outcome, named) {
            (Outcome::Right, Some(false)) => Outcome::WrongSpeaker,
            (Outcome::Right, None) if quotation.speaker.is_some() && NAMES_NOBODY.contains(&source.form) => {
                return None;
            }
            (outcome, _) => outcome,
        };
        let evidence = quotation.evidence.first().copied().unwrap_or("none");
        Some(Trust { kind: quotation.kind, confidence: quotation.confidence, evidence, outcome })
    }
}

#[derive(Default)]
struct Row {
    all: u32,
    matched: u32,
    right: u32,
    confidence: f64,
}

/// Confidence against truth, by bins of confidence and by evidence, each for direct, mixed and indirect quotations.
///
/// `right` is the share with the right source, and the right speaker where the annotators name one, of those that the
/// annotators have too; `of all` counts the others as wrong. The last column is the mean confidence: where it is above the share, the analysis thinks too well of itself.
pub fn table(trusts: &[Trust]) -> String {
    let by_bin = |trust: &Trust| {
        let tenth = (trust.confidence * 20.0 + 1e-9).floor().min(19.0) / 20.0;
        format!("{:.2} to {:.2}", tenth, tenth + 0.05)
    };
    let by_evidence = |trust: &Trust| trust.evidence.to_owned();
    section("confidence", trusts, by_bin) + "\n" + &section("evidence", trusts, by_evidence)
}

fn section(title: &str, trusts: &[Trust], label: impl Fn(&Trust) -> String) -> String {
    let mut table = format!(
        "{title:34} {:>6} {:>8} {:>6} {:>7} {:>7} {:>8}\n",
        "all", "matched", "right", "share", "of all", "trusted"
    );
    for kind in ["direct", "mixed", "indirect"] {
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        for trust in trusts.iter().filter(|trust| trust.kind == kind) {
            let row = rows.entry(label(trust)).or_default();
            row.all += 1;
            row.matched += u32::from(trust.outcome != Outcome::NoQuotation);
            row.right += u32::from(trust.outcome == Outcome::Right);
            row.confidence += trust.confidence;
        }
        for (label, row) in rows {
            table += &format!(
                "{:34} {:6} {:8} {:6} {:7.3} {:7.3} {:8.3}\n",
                format!("{kind}, {label}"),
                row.all,
                row.matched,
                row.right,
                share(row.right, row.matched),
                share(row.right, row.all),
                row.confidence / f64::from(row.all),
            );
        }
    }
    table
}
