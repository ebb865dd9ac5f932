//! *Quoted as saying*, before a paraphrase.

use super::findings::Findings;
use super::rule::Rule;
use super::verbs::introduced;
use crate::Article;
use crate::attribution::QuotationKind;
use crate::config::Severity;
use crate::language::WordSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: "quoted-without-marks",
    summary: "“quoted as saying” before words that stand in no marks",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("quoted_without_marks.md"),
    check,
};

/// So many tokens from *quoted* to *saying*: *quoted the deputy mayor of Halstead as saying*.
const LONGEST: usize = 10;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let text = article.text();
    let quoted = introduced(article, |found| found.cue.is_in(WordSet::Quotes));
    for found in quoted.filter(|found| found.quotation.kind == QuotationKind::Indirect) {
        let is_as_saying =
            text.tokens().iter().skip(found.verb.number()).take(LONGEST).any(|token| token.is_in(WordSet::Saying));
        if !is_as_saying {
            continue;
        }
        let span = found.quotation.cue.as_ref().map_or(article.text().token(found.verb).span, |cue| cue.span);
        let message = "This says that somebody is quoted, but no words stand in quotation marks. If they are the speaker’s \
                       own, mark them; if they are not, write “said”.";
        findings.report(span, message.to_owned(), Vec::new());
    }
}
