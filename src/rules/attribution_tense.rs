//! Attributions in two tenses.

use super::finding::Related;
use super::findings::Findings;
use super::place::is_running;
use super::rule::Rule;
use super::verbs::introduced;
use crate::Article;
use crate::attribution::SourceForm;
use crate::config::Severity;
use crate::language::WordSet;
use crate::prose::TokenIndex;

/// The rule.
pub static RULE: Rule = Rule {
    name: "attribution-tense",
    summary: "“says” and “said” in one article",
    default: None,
    desk: Some(Severity::Hint),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("attribution_tense.md"),
    check,
};

/// The tense of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Present,
    Perfect,
}

impl Tense {
    const ALL: [Tense; 3] = [Tense::Past, Tense::Present, Tense::Perfect];

    fn name(self) -> &'static str {
        match self {
            Tense::Past => "past tense (“said”)",
            Tense::Present => "present tense (“says”)",
            Tense::Perfect => "perfect tense (“has said”)",
        }
    }
}

/// One tense has to be so many times as frequent as the other to be the article's own.
const CLEAR: usize = 2;

fn check(article: &Article, findings: &mut Findings<'_>) {
    let told = tenses(article);
    let count = |tense: Tense| told.iter().filter(|(_, found)| *found == tense).count();
    let Some(usual) = Tense::ALL.into_iter().max_by_key(|&tense| count(tense)) else { return };
    let Some(&(first_usual, _)) = told.iter().find(|(_, tense)| *tense == usual) else { return };
    for odd in Tense::ALL.into_iter().filter(|&tense| tense != usual) {
        let Some(&(verb, _)) = told.iter().find(|(_, tense)| *tense == odd) else { continue };
        if count(odd) * CLEAR > count(usual) {
            continue;
        }
        let message = format!(
            "Attributions here are in the {} {} times, but in the {} in this place. Keep to one, unless the time matters.",
            usual.name(),
            count(usual),
            odd.name()
        );
        let other = Related { span: article.text().token(first_usual).span, message: "The usual tense".to_owned() };
        findings.report_with(article.text().token(verb).span, message, Vec::new(), vec![other]);
    }
}

/// The verbs *say*, *tell* and *add* that introduce words in the running text, each with its tense.
fn tenses(article: &Article) -> Vec<(TokenIndex, Tense)> {
    let text = article.text();
    let plain = introduced(article, |found| found.cue.is_in(WordSet::PlainCue));
    let in_text = plain.filter(|found| {
        let by_person = found.quotation.source.as_ref().is_some_and(|source| {
            source.entity.is_some()
                && matches!(
                    source.form,
                    SourceForm::Name | SourceForm::Surname | SourceForm::Pronoun | SourceForm::Title
                )
        });
        by_person && text.paragraphs().get(text.paragraph_of(found.verb)).is_some_and(is_running)
    });
    let tense = |verb: TokenIndex, past: bool, third: bool| {
        let before = verb.checked_sub(1).map(|before| text.token(before));
        match before {
            Some(before) if before.is_in(WordSet::Perfect) => Some(Tense::Perfect),
            _ if past => Some(Tense::Past),
            _ if third => Some(Tense::Present),
            _ => None,
        }
    };
    in_text
        .filter_map(|found| Some((found.verb, tense(found.verb, found.forms.past(), found.forms.third())?)))
        .collect()
}
