//! The verbs that introduce quotations, as the rules about them need them.

use super::finding::{Fix, Safety};
use super::mend::replace;
use super::place::is_quoted;
use crate::Article;
use crate::attribution::{Quotation, QuotationKind};
use crate::language::{Cue, CueClass, CueForms};
use crate::prose::{EachToken, TokenIndex};

/// A quotation with the verb that introduces it.
#[derive(Debug, Clone, Copy)]
pub struct Introduced<'a> {
    /// The quotation.
    pub quotation: &'a Quotation,
    /// The verb.
    pub cue: &'static Cue,
    /// Which forms the verb may have here.
    pub forms: CueForms,
    /// Its class.
    pub class: CueClass,
    /// The token of the verb; of a verb with a particle, its first.
    pub verb: TokenIndex,
}

/// The quotations that a verb of the writer introduces, in order; of several with the same verb, the first. Those that are
/// not `wanted` are left out before it is asked where their verbs stand.
pub fn introduced<'a>(
    article: &'a Article,
    wanted: impl Fn(&Introduced<'a>) -> bool,
) -> impl Iterator<Item = Introduced<'a>> {
    let mut last = None;
    article.quotations().iter().filter_map(move |quotation| {
        let mention = quotation.cue.as_ref()?;
        let tokens = mention.tokens.clone();
        let first = |lemma: &'static str| lemma.split_once(' ').map_or(lemma, |(first, _)| first);
        let is_lemma = |cue: &Cue| mention.lemma == cue.lemma || first(mention.lemma) == first(cue.lemma);
        let (verb, cue, forms) = tokens.each().find_map(|token| {
            let (cue, forms) = article.text().token(token).word.cue()?;
            is_lemma(cue).then_some((token, cue, forms))
        })?;
        let is_new = last.replace(verb) != Some(verb);
        let found = Introduced { quotation, cue, forms, class: mention.class, verb };
        // A verb inside marks is somebody else's.
        (is_new && wanted(&found) && !is_quoted(article, verb)).then_some(found)
    })
}

/// The fix that puts *said* or *says* for the verb; none where that would not be English or not be known to be.
pub fn say_instead(article: &Article, found: &Introduced<'_>) -> Vec<Fix> {
    let text = article.text();
    let is_one_word = found.quotation.cue.as_ref().is_some_and(|cue| cue.span == text.token(found.verb).span);
    if found.quotation.kind != QuotationKind::Direct || !is_one_word {
        return Vec::new();
    }
    let said = match (found.forms.past(), found.forms.third()) {
        (true, _) => "said",
        (_, true) => "says",
        _ => return Vec::new(),
    };
    replace(article, format!("Change to “{said}”"), Safety::Ask, &[(text.token(found.verb).span, said)])
}
