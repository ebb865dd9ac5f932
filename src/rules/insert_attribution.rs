//! The fix that says who speaks: `“We asked twice.”` becomes `“We asked twice,” Lopez said.`
//!
//! The words inside the marks stay as they are. Only the punctuation at their end changes, as the attribution wants it.

use std::borrow::Cow;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::finding::{Edit, Fix, Safety};
use crate::Article;
use crate::attribution::Quotation;
use crate::entities::{Entity, EntityId, MentionForm};
use crate::names::NameKind;
use crate::prose::EachToken;
use crate::text::{ProseSpan, SourceSpan};

/// What stands for a name that the writer fills in.
pub const SOMEBODY: &str = "NAME";
/// How many speakers are offered.
const OFFERED: usize = 5;

/// The people, and the organizations that speak, who could have said something in an article.
pub struct Speakers<'a> {
    article: &'a Article,
    /// The first of all: those who speak most, then those who are named first.
    likeliest: Vec<&'a Entity>,
    /// How many people bear a surname.
    bearers: FxHashMap<&'a str, usize>,
    /// The last byte of each quotation with a speaker, in order, and the speaker.
    spoken: Vec<(u32, EntityId)>,
}

impl<'a> Speakers<'a> {
    /// Everybody who could speak in an article.
    pub fn of(article: &'a Article) -> Speakers<'a> {
        let entities = article.entities().all();
        let mut counts = vec![0; entities.len()];
        let mut spoken = Vec::new();
        for quotation in article.quotations() {
            let Some(speaker) = quotation.speaker else { continue };
            spoken.push((quotation.extent().end, speaker));
            if let Some(count) = counts.get_mut(speaker.0 as usize) {
                *count += 1;
            }
        }
        spoken.sort_by_key(|&(end, _)| end);
        let count = |entity: &Entity| counts.get(entity.id.0 as usize).copied().unwrap_or(0);
        let (mut likeliest, silent): (Vec<&Entity>, Vec<&Entity>) =
            entities.iter().partition(|entity| count(entity) > 0);
        likeliest.sort_by_key(|entity| std::cmp::Reverse(count(entity)));
        let mut bearers = FxHashMap::with_capacity_and_hasher(entities.len(), FxBuildHasher);
        for person in entities.iter().filter(|entity| entity.kind == NameKind::Person) {
            *bearers.entry(last_word(&person.name)).or_insert(0) += 1;
        }
        let silent = silent.into_iter().filter(|entity| entity.kind == NameKind::Person);
        // One of them may be offered already.
        likeliest.extend(silent.take(OFFERED + 1));
        likeliest.truncate(OFFERED + 1);
        Speakers { article, likeliest, bearers, spoken }
    }

    /// One fix for each of the likeliest speakers of `words`, which are a quotation or its end: the speaker that the
    /// context tells, then the likeliest. None where the attribution cannot be put in cleanly.
    pub fn fixes(&self, quotation: &Quotation, words: ProseSpan) -> Vec<Fix> {
        let Some(&last) = quotation.spans.iter().rfind(|span| words.contains(**span)) else { return Vec::new() };
        let Some(place) = Place::find(self.article, last) else { return Vec::new() };
        let implied = quotation.speaker.and_then(|speaker| self.article.entity(speaker));
        let likeliest = self.likeliest(last.start, implied);
        if likeliest.is_empty() {
            // Nobody in the article could have said it: the writer fills in who did.
            return vec![Fix {
                title: "Add the speaker".to_owned(),
                safety: Safety::Ask,
                edits: place.edits(SOMEBODY),
            }];
        }
        let fix = |speaker: &Entity| Fix {
            title: ["Attribute to ", &speaker.name].concat(),
            safety: Safety::Ask,
            edits: place.edits(&self.called(speaker, last.end)),
        };
        likeliest.into_iter().map(fix).collect()
    }

    /// The speaker that is implied, or whoever spoke last before a byte of the prose, then those who speak most.
    fn likeliest(&self, before: u32, implied: Option<&'a Entity>) -> Vec<&'a Entity> {
        let spoken = self.spoken.partition_point(|&(end, _)| end <= before).checked_sub(1);
        let spoken = spoken.and_then(|index| self.spoken.get(index));
        let last = implied.or_else(|| self.article.entity(spoken?.1));
        let others = self.likeliest.iter().copied().filter(|entity| last.is_none_or(|last| last.id != entity.id));
        last.into_iter().chain(others).take(OFFERED).collect()
    }

    /// What to call a speaker at a byte of the prose: in full where the article has not named them yet.
    fn called<'e>(&self, speaker: &'e Entity, at: u32) -> Cow<'e, str>
    where
        'a: 'e,
    {
        let first = speaker.mentions.first().map_or(0, |mention| mention.span.start);
        match speaker.kind {
            NameKind::Person if first < at => self.surname(speaker).into(),
            NameKind::Person => speaker.name.as_str().into(),
            NameKind::Organization | NameKind::Place => self.with_article(speaker),
        }
    }

    /// A person's surname as the article uses it; the full name where there is none, or several people bear it.
    fn surname<'e>(&self, person: &'e Entity) -> &'e str
    where
        'a: 'e,
    {
        let mut words = person.name.split_whitespace();
        let (Some(_), Some(surname)) = (words.next(), words.next()) else { return &person.name };
        if self.bearers.get(last_word(&person.name)).is_some_and(|&count| count > 1) {
            return &person.name;
        }
        if words.next().is_none() {
            return surname;
        }
        // Of longer names only the article knows which part is the surname.
        let used = person.mentions.iter().find(|mention| mention.form == MentionForm::Surname);
        used.map_or(&person.name, |mention| mention.span.slice(self.article.prose().text()))
    }

    /// An organization's name, with *the* where the article writes it.
    fn with_article<'e>(&self, organization: &'e Entity) -> Cow<'e, str> {
        let text = self.article.text();
        let before = organization.mentions.first().and_then(|mention| mention.tokens.start.checked_sub(1));
        let takes = before.is_some_and(|token| text.word(token).eq_ignore_ascii_case("the"));
        if takes { ["the ", &organization.name].concat().into() } else { organization.name.as_str().into() }
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit(char::is_whitespace).next().unwrap_or(name)
}

/// Where an attribution goes, and what changes around it.
struct Place {
    /// What becomes of the punctuation inside the closing mark.
    inside: Option<Edit>,
    /// Behind the closing mark.
    behind: SourceSpan,
    /// What follows the cue.
    tail: &'static str,
}

impl Place {
    /// The place behind the last piece of a quotation. `None` where nothing closes it, where a question or a cry runs
    /// on outside of it, or where the source does not show the place exactly.
    fn find(article: &Article, last: ProseSpan) -> Option<Place> {
        let prose = article.prose();
        let words = last.slice(prose.text()).trim_end_matches(is_closing);
        let inside_end = last.start + words.len() as u32;
        if inside_end == last.end || words.chars().all(|character| !character.is_alphanumeric()) {
            return None;
        }
        let (inside, ends_sentence) = match words.chars().next_back()? {
            ',' | ';' | ':' | '-' | '–' | '—' => (None, false),
            '?' | '!' | '…' => (None, true),
            '.' => {
                let period = ProseSpan::new(inside_end - 1, inside_end);
                match article.text().tokens_in(period).each().next().map(|token| article.text().word(token)) {
                    Some(dots) if dots.len() > 1 && dots.bytes().all(|byte| byte == b'.') => (None, true),
                    Some(abbreviation) if abbreviation.len() > 1 => (Some((ProseSpan::empty(inside_end), ",")), true),
                    _ if words.ends_with("..") => (None, true),
                    _ => (Some((period, ",")), true),
                }
            }
            _ => (Some((ProseSpan::empty(inside_end), ",")), false),
        };
        let inside = match inside {
            Some((span, text)) => Some(Edit { span: prose.to_source_exact(span)?, text: text.to_owned() }),
            None => None,
        };
        let behind = prose.to_source_exact(ProseSpan::empty(last.end))?;
        let tail = match rest_of_paragraph(article, last.end).trim_start().chars().next() {
            None => ".",
            Some('.' | ',' | ';' | ':' | '–' | '—' | '-') => "",
            Some('?' | '!') => return None,
            Some(')' | ']') if !ends_sentence => "",
            Some(next) if ends_sentence && !next.is_lowercase() => ".",
            // The sentence goes on.
            Some(_) => ",",
        };
        Some(Place { inside, behind, tail })
    }

    /// The edits that put in the attribution to somebody.
    fn edits(&self, speaker: &str) -> Vec<Edit> {
        let behind = Edit { span: self.behind, text: [" ", speaker, " said", self.tail].concat() };
        self.inside.iter().cloned().chain([behind]).collect()
    }
}

/// What stands behind a byte of the prose in its paragraph.
fn rest_of_paragraph(article: &Article, from: u32) -> &str {
    let text = article.text();
    let token = text.tokens_in(ProseSpan::new(from.saturating_sub(1), from)).start;
    let Some(paragraph) = text.paragraphs().get(text.paragraph_of(token)) else { return "" };
    let end = text.span(paragraph.tokens.clone()).end.max(from);
    ProseSpan::new(from, end).slice(text.as_str())
}

/// Whether a character can close a quotation, or stand between its words and its closing mark.
fn is_closing(character: char) -> bool {
    matches!(character, '”' | '"' | '’' | '\'' | '»' | '›' | '“' | '‘' | '«' | '‹') || character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    /// Puts an attribution to Lopez behind the words between the first and the last mark of `source`.
    fn attributed(source: &str, format: Format, marks: [char; 2]) -> Option<String> {
        let article = Article::analyze(source, format);
        let text = article.prose().text();
        let (start, end) = (text.find(marks[0]).unwrap(), text.rfind(marks[1]).unwrap() + marks[1].len_utf8());
        let place = Place::find(&article, ProseSpan::new(start as u32, end as u32))?;
        let mut fixed = source.to_owned();
        for edit in place.edits("Lopez").iter().rev() {
            fixed.replace_range(edit.span.range(), &edit.text);
        }
        Some(fixed)
    }

    fn check(source: &str, fixed: &str) {
        assert_eq!(attributed(source, Format::Plain, ['“', '”']).as_deref(), Some(fixed));
    }

    #[test]
    fn the_sentence_ends_behind_the_attribution() {
        check("“We asked twice.”", "“We asked twice,” Lopez said.");
        check("“We asked twice.” The pumps stood still.", "“We asked twice,” Lopez said. The pumps stood still.");
        check("“We asked twice,”", "“We asked twice,” Lopez said.");
        check("“We asked twice”", "“We asked twice,” Lopez said.");
        check("One.\n\n“We asked twice.”\n\nTwo.", "One.\n\n“We asked twice,” Lopez said.\n\nTwo.");
    }

    #[test]
    fn what_is_no_plain_period_stays() {
        check("“Who asked us?” Nobody knows.", "“Who asked us?” Lopez said. Nobody knows.");
        check("“Stop it now!”", "“Stop it now!” Lopez said.");
        check("“We asked and …”", "“We asked and …” Lopez said.");
        check("“We asked and...”", "“We asked and...” Lopez said.");
        check("“They came from the U.S.” Nobody knew.", "“They came from the U.S.,” Lopez said. Nobody knew.");
    }

    #[test]
    fn punctuation_outside_the_marks_is_kept_behind_the_attribution() {
        check("“We asked twice”.", "“We asked twice,” Lopez said.");
        check("“We asked twice”, and no one came.", "“We asked twice,” Lopez said, and no one came.");
        check("“We asked twice” in the report.", "“We asked twice,” Lopez said, in the report.");
        check("“We asked twice”; no one came.", "“We asked twice,” Lopez said; no one came.");
        check("(“We asked twice.”)", "(“We asked twice,” Lopez said.)");
    }

    #[test]
    fn nested_marks_and_other_marks_keep_their_order() {
        check("“He told us ‘no more.’”", "“He told us ‘no more,’” Lopez said.");
        let plain = |source, marks| attributed(source, Format::Plain, marks).unwrap();
        assert_eq!(plain("\"We asked twice.\"", ['"', '"']), "\"We asked twice,\" Lopez said.");
        assert_eq!(plain("''We asked twice.''", ['\'', '\'']), "''We asked twice,'' Lopez said.");
        assert_eq!(plain("« We asked twice. »", ['«', '»']), "« We asked twice, » Lopez said.");
    }

    #[test]
    fn markup_stays_around_the_words() {
        let html = "<p>&ldquo;We asked <b>twice.</b>&rdquo;</p><p>Two.</p>";
        assert_eq!(
            attributed(html, Format::Html, ['“', '”']).as_deref(),
            Some("<p>&ldquo;We asked <b>twice,</b>&rdquo; Lopez said.</p><p>Two.</p>")
        );
    }

    #[test]
    fn where_it_would_not_read_well_nothing_is_offered() {
        assert_eq!(attributed("Who wrote “we asked twice”?", Format::Plain, ['“', '”']), None);
        assert_eq!(attributed("“ . ”", Format::Plain, ['“', '”']), None);
    }
}
