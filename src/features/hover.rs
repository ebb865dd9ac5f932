//! Who or what is under the caret.

use super::card::{Card, Part};
use super::caret;
use super::listed;
use super::sureness::{Sureness, is_clear, is_guessed, rival};
use crate::Article;
use crate::attribution::{Quotation, QuotationKind, Source};
use crate::entities::{Entity, Gender, Mention};
use crate::names::NameKind;
use crate::reporting::SourceForm;
use crate::text::{ProseSpan, SourceSpan};

/// So many of somebody's quotations are shown.
const QUOTATIONS: usize = 3;
/// Of a longer stretch from the verb to the speaker only the speaker is shown.
const LONGEST_TAG: u32 = 80;
/// So many roles of a person are shown.
const ROLES: usize = 3;

/// What to show, and for which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The words, in bytes of the source file.
    pub span: SourceSpan,
    /// What is known of them.
    pub card: Card,
}

/// What is known of the words at a byte of the source: of the mention there, with a line on the quotation around it;
/// else of the innermost quotation. `None` where there is neither.
///
/// `line_of` gives the number of the line in which a byte of the source stands, as readers count.
pub fn at(article: &Article, offset: u32, line_of: &dyn Fn(u32) -> u32) -> Option<Hover> {
    let view = View { article, line_of };
    let quotation = caret::quotation_at(article, offset);
    let mention = caret::mention_at(article, offset);
    let (span, card) = match (mention, quotation) {
        (Some((entity, mention)), around) => (mention.span, view.mention(entity, mention, around)),
        (None, Some((quotation, span))) => (span, view.quotation(quotation)),
        (None, None) => return None,
    };
    Some(Hover { span: article.prose().to_source(span), card })
}

/// What is known of a person, an organization or a place. `line_of` as for [`at`].
pub fn dossier(article: &Article, entity: &Entity, line_of: &dyn Fn(u32) -> u32) -> Card {
    let mut card = Card::default();
    View { article, line_of }.entity(&mut card, entity);
    card
}

/// How a card is written.
struct View<'a> {
    article: &'a Article,
    line_of: &'a dyn Fn(u32) -> u32,
}

impl View<'_> {
    fn mention(&self, entity: &Entity, mention: &Mention, around: Option<(&Quotation, ProseSpan)>) -> Card {
        let mut card = Card::default();
        if !mention.form.is_named() {
            self.reference(&mut card, entity, mention);
        }
        self.entity(&mut card, entity);
        let inside = |quotation: &Quotation| quotation.spans.iter().any(|span| span.contains(mention.span));
        if let Some((quotation, _)) = around.filter(|(quotation, _)| inside(quotation)) {
            card.gap();
            let mut parts = vec![Part::ours("In a quotation. ")];
            parts.extend(self.who_says(quotation));
            card.line(parts);
        }
        card
    }

    /// Whom a pronoun or a description means.
    fn reference(&self, card: &mut Card, entity: &Entity, mention: &Mention) {
        let rival = mention.rival.and_then(|rival| self.article.entity(rival));
        let mut parts = vec![Part::ours("“"), Part::theirs(self.words(mention.span))];
        match Sureness::of(mention.confidence) {
            Sureness::Sure => parts.extend([Part::ours("” is "), Part::strong(&entity.name), Part::ours(".")]),
            Sureness::Likely(percent) => {
                parts.extend([
                    Part::ours("” is probably "),
                    Part::strong(&entity.name),
                    Part::ours(format!(" ({percent}%)")),
                ]);
                if let Some(rival) = rival {
                    parts.extend([Part::ours("; it could also be "), Part::theirs(&rival.name)]);
                }
                parts.push(Part::ours("."));
            }
            Sureness::Unclear => {
                parts.push(Part::ours("” is unclear: "));
                parts.extend(either(entity, rival));
                parts.push(Part::ours("."));
            }
        }
        card.line(parts);
        card.gap();
    }

    fn entity(&self, card: &mut Card, entity: &Entity) {
        let mut title = vec![Part::strong(&entity.name)];
        if let Some(acronym) = &entity.acronym {
            title.extend([Part::ours(" ("), Part::theirs(acronym), Part::ours(")")]);
        }
        match entity.kind {
            NameKind::Person => {
                for role in entity.roles.iter().take(ROLES) {
                    title.extend([Part::ours(", "), Part::theirs(&role.text)]);
                }
            }
            NameKind::Organization => title.push(Part::ours(", an organization")),
            NameKind::Place => title.push(Part::ours(", a place")),
        }
        card.line(title);
        if let Some(affiliation) = &entity.affiliation
            && !entity.roles.iter().take(ROLES).any(|role| role.text.contains(affiliation.as_str()))
        {
            card.line([Part::ours("Belongs to "), Part::theirs(affiliation)]);
        }
        list(card, "Also called ", &entity.aliases);
        list(card, "Also spelled ", &entity.variants);
        listed::write(card, &listed::of(self.article, entity));
        let said = self.article.quotations_of(entity.id).map(|(_, quotation)| quotation);
        // Who says something is not counted where it is unclear.
        let said: Vec<&Quotation> =
            said.filter(|said| !matches!(Sureness::of(said.confidence), Sureness::Unclear)).collect();
        card.line([Part::ours(self.counts(entity, &said))]);
        for quotation in said.into_iter().take(QUOTATIONS) {
            let words: Vec<&str> = quotation.spans.iter().map(|span| self.words(*span)).collect();
            card.quotation(&words.join(" … "), format!("line {}", self.line(quotation.extent())));
        }
    }

    /// How often somebody is mentioned and quoted, and where first.
    fn counts(&self, entity: &Entity, said: &[&Quotation]) -> String {
        // A mention that may as well be somebody else's is not counted either.
        let clear = || entity.mentions.iter().filter(|mention| is_clear(mention));
        let mentions = clear().count().max(1);
        let mut counts = format!("Mentioned {}", times(mentions));
        if let Some(first) = clear().next().or(entity.mentions.first()) {
            let place = if mentions > 1 { ", first in line" } else { ", in line" };
            counts.push_str(&format!("{place} {}", self.line(first.span)));
        }
        let paraphrased = said.iter().filter(|quotation| quotation.is_paraphrase()).count();
        let quoted = said.len() - paraphrased;
        let counted = [("quoted", quoted), ("paraphrased", paraphrased)];
        let counted = counted.into_iter().filter(|(_, count)| *count > 0);
        let counted: Vec<String> = counted.map(|(what, count)| format!("{what} {}", times(count))).collect();
        if !counted.is_empty() {
            counts.push_str(&format!("; {}", counted.join(", ")));
        } else if entity.kind == NameKind::Person {
            counts.push_str("; not quoted");
        }
        counts.push('.');
        counts
    }

    fn quotation(&self, quotation: &Quotation) -> Card {
        let mut card = Card::default();
        card.line(self.who_says(quotation));
        if let Some(via) = &quotation.via {
            let name = via.entity.and_then(|entity| self.article.entity(entity)).map(|entity| entity.name.as_str());
            let name = name.unwrap_or_else(|| self.words(via.span));
            card.line([Part::ours("The words came through "), Part::theirs(name), Part::ours(".")]);
        }
        card
    }

    /// One sentence: who says a quotation, and where the article tells.
    fn who_says(&self, quotation: &Quotation) -> Vec<Part> {
        let speaker = quotation.speaker.and_then(|speaker| self.article.entity(speaker));
        let Some(speaker) = speaker else { return self.nobody_known_says(quotation) };
        let sureness = Sureness::of(quotation.confidence);
        if is_guessed(quotation) && !matches!(sureness, Sureness::Unclear) {
            return vec![Part::ours("Probably "), Part::strong(&speaker.name), Part::ours(reason(quotation))];
        }
        let mut parts = match sureness {
            Sureness::Sure => vec![Part::ours("Said by "), Part::strong(&speaker.name)],
            Sureness::Likely(percent) => {
                vec![Part::ours("Probably said by "), Part::strong(&speaker.name), Part::ours(format!(" ({percent}%)"))]
            }
            Sureness::Unclear => {
                let mut parts = vec![Part::ours("Who says this is unclear: ")];
                parts.extend(either(speaker, rival(self.article, quotation)));
                parts
            }
        };
        parts.extend(self.tag(quotation));
        parts
    }

    /// The same where nobody is known by name.
    fn nobody_known_says(&self, quotation: &Quotation) -> Vec<Part> {
        if let Some(source) = &quotation.source {
            let said = if is_guessed(quotation) { "Probably said by “" } else { "Said by “" };
            let name = Part::strong(self.words(source.span));
            return vec![Part::ours(said), name, Part::ours(format!("”{}", self.why_unknown(source)))];
        }
        vec![Part::ours(match quotation.kind {
            QuotationKind::Scare => {
                "Words in quotation marks that are probably nobody’s speech: a title, a term, or irony."
            }
            _ => "The article does not say who says this.",
        })]
    }

    /// Why nobody is known for a source, as the end of a sentence.
    fn why_unknown(&self, source: &Source) -> &'static str {
        let word = self.words(source.span);
        let (gender, nobody) = match word {
            _ if source.form != SourceForm::Pronoun => return ", whom the article does not name.",
            _ if word.eq_ignore_ascii_case("he") => (Gender::Male, ": no man has been named yet."),
            _ if word.eq_ignore_ascii_case("she") => (Gender::Female, ": no woman has been named yet."),
            _ => return ", whom the article does not name.",
        };
        let may_be = |entity: &&Entity| {
            let other =
                matches!((entity.gender, gender), (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male));
            let before = entity.mentions.first().is_some_and(|mention| mention.span.end <= source.span.start);
            entity.kind == NameKind::Person && !other && before
        };
        let is_anybody = self.article.entities().all().iter().any(|entity| may_be(&entity));
        if is_anybody { ": it is not clear who that is." } else { nobody }
    }

    /// What tells who speaks, as the end of a sentence: the words of the article if there are any, else how it is known.
    fn tag(&self, quotation: &Quotation) -> Vec<Part> {
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let source = quotation.source.as_ref().map(|source| source.span);
        let both = cue.into_iter().chain(source).reduce(ProseSpan::join);
        let tag = both.filter(|tag| tag.len() <= LONGEST_TAG).or(source);
        let (Some(tag), Some(first), Some(last)) = (tag, quotation.spans.first(), quotation.spans.last()) else {
            return vec![Part::ours(reason(quotation))];
        };
        let place = match tag {
            _ if tag.end <= first.start => "stands before",
            _ if tag.start >= last.end => "follows",
            _ => "stands between",
        };
        vec![Part::ours(" — “"), Part::theirs(self.words(tag)), Part::ours(format!("” {place}."))]
    }

    fn words(&self, span: ProseSpan) -> &str {
        span.slice(self.article.prose().text())
    }

    fn line(&self, span: ProseSpan) -> u32 {
        (self.line_of)(self.article.prose().to_source(span).start)
    }
}

/// The end of a sentence that names a speaker: how it is known.
fn reason(quotation: &Quotation) -> String {
    quotation.evidence.first().map_or(".".to_owned(), |evidence| format!(": {}.", evidence.reason()))
}

fn list(card: &mut Card, label: &str, words: &[String]) {
    if !words.is_empty() {
        card.line([Part::ours(label), Part::theirs(&words.join(", "))]);
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// Two of whom one is meant.
fn either(one: &Entity, other: Option<&Entity>) -> Vec<Part> {
    match other {
        Some(other) => vec![Part::strong(&one.name), Part::ours(" or "), Part::strong(&other.name)],
        None => vec![Part::ours("perhaps "), Part::strong(&one.name)],
    }
}
