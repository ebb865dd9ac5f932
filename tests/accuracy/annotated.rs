//! Reads the annotated articles of `articles/`; README.md tells how to write one.
//!
//! Offsets are derived from the words, so nobody counts characters: what cannot be found in the article fails.

use std::path::Path;

use copydesk::features::record::Span;
use copydesk::format::Format;
use copydesk::text::{Encoding, Offsets};

use crate::gold::{Gold, Name, Place, Quote};

/// Stands for words that an annotation leaves out.
const ELISION: &str = " … ";

/// Reads an article with its annotation. `file` is its name: the format is told by how it ends.
pub fn read(file: &str, whole: &str) -> Result<Gold, String> {
    let (text, annotation) = whole.rsplit_once("\n---\n").ok_or("no line of --- parts article and annotation")?;
    let format = Format::from_path(Path::new(file)).ok_or("how the name ends tells no format")?;
    let mut reader =
        Reader { text, offsets: Offsets::new(text, Encoding::Utf32), from: 0, scare_from: 0, gold: Gold::default() };
    let mut forms = Vec::new();
    for line in annotation.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Form::of_line(line) {
            Some(of_one) => forms.extend(of_one),
            None => reader.line(line).map_err(|error| format!("{error}, in: {line}"))?,
        }
    }
    reader.names(forms)?;
    let mut gold = reader.gold;
    let clusters: Vec<&str> = gold.entities.iter().filter_map(|name| name.cluster.as_deref()).collect();
    for speaker in gold.quotes.iter().filter_map(|quote| quote.cluster.as_deref()) {
        if !clusters.contains(&speaker) {
            return Err(format!("no line says who {speaker} is"));
        }
    }
    gold.id = file.to_owned();
    gold.text = text.to_owned();
    gold.format = match format {
        Format::Plain => None,
        Format::Markdown => Some("markdown".to_owned()),
        Format::Html => Some("html".to_owned()),
    };
    gold.entities.sort_by_key(|name| (name.start, name.end));
    Ok(gold)
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    /// Just behind the start of the last quotation: each begins after the one before.
    from: usize,
    /// The same for passages that are nobody's words.
    scare_from: usize,
    gold: Gold,
}

/// A name that somebody is called by.
struct Form<'l> {
    kind: &'static str,
    /// The first name of the line: it stands for whom they all mean.
    cluster: &'l str,
    words: &'l str,
}

impl<'l> Form<'l> {
    /// The names in a line like `person · Maria Lopez · Lopez`; nothing if it is another kind of line.
    fn of_line(line: &'l str) -> Option<Vec<Form<'l>>> {
        let (kind, names) = line.split_once(" · ")?;
        let kind = match kind {
            "person" => "PER",
            "organization" => "ORG",
            "place" => "LOC",
            _ => return None,
        };
        let names: Vec<&str> = names.split(" · ").map(str::trim).collect();
        let cluster = names[0].split('#').next().unwrap_or_default();
        Some(names.into_iter().map(|words| Form { kind, cluster, words }).collect())
    }
}

/// Bytes of the article, from and to.
type Bytes = (usize, usize);

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let fields: Vec<&str> = line.split(" · ").map(str::trim).collect();
        match *fields {
            ["scare", parts] => {
                let parts = self.parts(parts, self.scare_from)?;
                self.scare_from = self.behind(parts[0].0);
                let spans = parts.iter().map(|&part| self.span(part)).collect();
                self.gold.scare.push(spans);
                Ok(())
            }
            [kind @ ("direct" | "mixed" | "indirect"), parts, cue, source, speaker] => {
                self.quotation(kind, parts, cue, source, speaker, None)
            }
            [kind @ ("direct" | "mixed" | "indirect"), parts, cue, source, speaker, via] => {
                let via = via.strip_prefix("via ").ok_or("a sixth field says `via NAME`")?;
                self.quotation(kind, parts, cue, source, speaker, Some(via))
            }
            _ => {
                Err("a line is `KIND · words · cue · source · speaker`, `scare · words` or `KIND · name · …`"
                    .to_owned())
            }
        }
    }

    fn quotation(
        &mut self,
        kind: &str,
        parts: &str,
        cue: &str,
        source: &str,
        speaker: &str,
        via: Option<&str>,
    ) -> Result<(), String> {
        let parts = self.parts(parts, self.from)?;
        self.from = self.behind(parts[0].0);
        let words: String = parts.iter().map(|&(start, end)| &self.text[start..end]).collect();
        if (kind == "indirect") == holds_mark(&words) {
            return Err(format!("{kind}, but there are {}marks in it", if kind == "indirect" { "" } else { "no " }));
        }
        let cue = self.beside(cue, &parts, &parts)?;
        let around = cue.map_or_else(|| parts.clone(), |cue| vec![cue]);
        let source = self.beside(source, &around, &parts)?;
        let via = self.beside(via.unwrap_or("-"), &parts, &parts)?;
        let spans: Vec<Span> = parts.iter().map(|&part| self.span(part)).collect();
        let quote = Quote {
            start: spans[0].0,
            end: spans[spans.len() - 1].1,
            spans,
            kind: kind.to_owned(),
            orphan: kind == "direct" && source.is_none() && speaker == "-",
            speaker: source.map(|source| self.place(source)),
            cue: cue.map(|cue| self.place(cue)),
            cluster: (speaker != "-").then(|| speaker.to_owned()),
            via: via.map(|via| self.place(via)),
        };
        self.gold.quotes.push(quote);
        Ok(())
    }

    /// The parts of a quotation, in order, the first of them at `from` or behind it.
    fn parts(&self, parts: &str, from: usize) -> Result<Vec<Bytes>, String> {
        let mut found: Vec<Bytes> = Vec::new();
        for part in parts.split(" | ") {
            let from = found.last().map_or(from, |part| part.1);
            let (head, tail) = part.split_once(ELISION).unwrap_or((part, ""));
            let missing = |words: &str| format!("“{words}” is not in the article after what comes before");
            let start = from + self.text[from..].find(head).ok_or_else(|| missing(head))?;
            let middle = start + head.len();
            let tail_at = middle + self.text[middle..].find(tail).ok_or_else(|| missing(tail))?;
            found.push((start, tail_at + tail.len()));
        }
        Ok(found)
    }

    /// The words that stand nearest to `around`, outside of `parts`; behind it where two are equally near. `-` is none.
    fn beside(&self, words: &str, around: &[Bytes], parts: &[Bytes]) -> Result<Option<Bytes>, String> {
        if words == "-" {
            return Ok(None);
        }
        if let Some(exact) = self.numbered(words)? {
            return Ok(Some(exact));
        }
        let outside = |place: &Bytes| parts.iter().all(|part| place.1 <= part.0 || part.1 <= place.0);
        let gap = |place: &Bytes| {
            let gaps = around.iter().map(|part| match () {
                () if place.0 >= part.1 => 2 * (place.0 - part.1),
                () if place.1 <= part.0 => 2 * (part.0 - place.1) + 1,
                () => 0,
            });
            gaps.min().unwrap_or(0)
        };
        let nearest = occurrences(self.text, words).into_iter().filter(outside).min_by_key(gap);
        nearest.map(Some).ok_or_else(|| format!("“{words}” is nowhere beside the quotation"))
    }

    /// `words#2`: their second occurrence in the article.
    fn numbered(&self, words: &str) -> Result<Option<Bytes>, String> {
        let Some((words, number)) = words.rsplit_once('#') else { return Ok(None) };
        let number: usize = number.parse().map_err(|_| format!("“{number}” is no number"))?;
        let place = number.checked_sub(1).and_then(|index| occurrences(self.text, words).get(index).copied());
        place.map(Some).ok_or_else(|| format!("“{words}” does not occur {number} times"))
    }

    /// All mentions of everybody: first those that are numbered, then the longer names before the shorter, none inside
    /// another.
    fn names(&mut self, mut forms: Vec<Form<'_>>) -> Result<(), String> {
        forms.sort_by_key(|form| (!form.words.contains('#'), std::cmp::Reverse(form.words.len())));
        for form in forms {
            let places = match self.numbered(form.words)? {
                Some(place) => vec![place],
                None => occurrences(self.text, form.words),
            };
            let places = places.into_iter().map(|place| self.place(place));
            let free: Vec<Place> = places.filter(|place| self.is_free(place)).collect();
            if free.is_empty() {
                return Err(format!("“{}” is nowhere, or only inside longer names", form.words));
            }
            self.gold.entities.extend(free.into_iter().map(|Place { start, end, text }| Name {
                start,
                end,
                kind: form.kind.to_owned(),
                text,
                cluster: Some(form.cluster.to_owned()),
            }));
        }
        Ok(())
    }

    /// The byte behind the character that starts there.
    fn behind(&self, start: usize) -> usize {
        start + self.text[start..].chars().next().map_or(0, char::len_utf8)
    }

    fn is_free(&self, place: &Place) -> bool {
        self.gold.entities.iter().all(|name| place.end <= name.start || name.end <= place.start)
    }

    fn place(&self, bytes: Bytes) -> Place {
        let (start, end) = self.span(bytes);
        Place { start, end, text: self.text[bytes.0..bytes.1].to_owned() }
    }

    fn span(&self, bytes: Bytes) -> Span {
        (self.offsets.units_before(bytes.0 as u32), self.offsets.units_before(bytes.1 as u32))
    }
}

/// Whether there is an opening mark in a passage. An apostrophe is one where a word begins, but not before a number.
fn holds_mark(passage: &str) -> bool {
    let opens = |word: &str| word.strip_prefix('\'').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    passage.contains(['“', '‘', '"', '«', '„']) || passage.split_whitespace().any(opens)
}

/// Where words stand as whole words.
fn occurrences(text: &str, words: &str) -> Vec<Bytes> {
    let is_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(start, _)| (start, start + words.len()))
        .filter(|&(start, end)| {
            let (first, last) = (words.chars().next(), words.chars().next_back());
            !(is_word(first) && is_word(text[..start].chars().next_back()))
                && !(is_word(last) && is_word(text[end..].chars().next()))
        })
        .collect()
}
