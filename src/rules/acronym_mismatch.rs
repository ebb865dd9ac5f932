//! Acronyms that do not fit their words.

use super::acronyms::Gloss;
use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Severity;
use crate::language::Classes;
use crate::prose::{TokenIndex, TokenKind};

/// The rule.
pub static RULE: Rule = Rule {
    name: "acronym-mismatch",
    summary: "an acronym whose letters do not fit its words",
    default: Some(Severity::Information),
    desk: Some(Severity::Information),
    house: &[],
    milder_than: None,
    fix: None,
    page: include_str!("acronym_mismatch.md"),
    check,
};

fn check(article: &Article, findings: &mut Findings<'_>) {
    let acronyms = findings.gathered.acronyms();
    for gloss in acronyms.glosses.iter().filter(|gloss| gloss.words.is_none()) {
        let Some((long, initials)) = near_miss(article, gloss) else { continue };
        let message = format!(
            "The initials of “{long}” are {initials}, but the brackets say {}. Check both: a letter may be wrong, or a word \
             missing.",
            gloss.acronym
        );
        findings.report(article.text().token(gloss.token).span, message, Vec::new());
    }
}

/// The words with capitals right before the brackets and their initials, if as many as the acronym's letters, and the
/// same but for one. Where more differ, or two changed places, it is the acronym of a name in another language.
fn near_miss<'a>(article: &'a Article, gloss: &Gloss<'_>) -> Option<(&'a str, String)> {
    let text = article.text();
    let letters: Vec<char> = gloss.acronym.chars().collect();
    let mut initials = Vec::new();
    let mut start = gloss.brackets.start;
    let is_capital =
        |token: TokenIndex| text.token(token).kind == TokenKind::Capital && !text.token(token).is(Classes::DETERMINER);
    while initials.len() < letters.len() {
        start = start.checked_sub(1).filter(|&token| is_capital(token))?;
        initials.insert(0, text.word(start).chars().next()?);
    }
    // A run of capitals that goes on to the left has more words than the acronym has letters.
    if start.checked_sub(1).is_some_and(is_capital) || letters.len() < 3 {
        return None;
    }
    let differ = letters.iter().zip(&initials).filter(|(one, other)| one != other).count();
    (differ == 1).then(|| (text.slice(start..gloss.brackets.start), initials.into_iter().collect()))
}
