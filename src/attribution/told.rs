//! What a frame tells by itself.
//!
//! All places are counted from where the frame begins, and who is meant is said by the number of a mention in it. So it
//! holds wherever the frame moves to, and whoever its mentions turn out to be.

use std::ops::Range;

use super::frames::{Place, Scene, Unit};
use super::nouns::Nouns;
use super::outline::{Frame, Landmarks};
use super::reading::{self, Report};
use super::{Evidence, SourceForm, cues, scare, sources};
use crate::entities::{Entities, Mention};
use crate::language::{Classes, CueClass};
use crate::prose::TokenKind;
use crate::text::ProseSpan;

/// Words in marks at the end of a sentence go on with the quotation before it if there are as many as this.
const GOES_ON_WORDS: u32 = 5;

/// What is known of a frame.
#[derive(Debug)]
pub enum Telling {
    /// Nobody has read it.
    Unread,
    /// It tells nothing.
    Nothing,
    /// What it tells.
    Told(Box<Told>),
}

/// What one frame tells.
#[derive(Debug, Default)]
pub struct Told {
    /// What its cues report.
    pub reports: Vec<Reported>,
    /// The marked words that no cue governs.
    pub leftovers: Vec<Leftover>,
    /// The cue and the source of words that it announces. Only asked of a frame that is awaited.
    pub announced: Option<(Stretch, Phrase)>,
    /// Whom it is about. Only asked of a frame that is awaited.
    pub subject: Option<Phrase>,
    /// The dash and the name, where it signs the words of the paragraph before.
    pub signature: Option<(Stretch, Phrase)>,
}

/// Bytes, counted from the first of the frame. Where nothing stands it is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    start: u32,
    end: u32,
}

/// A noun phrase that is a source.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Where it stands.
    pub stretch: Stretch,
    /// How it refers.
    pub form: SourceForm,
    /// The mention that says who it is.
    pub mention: Option<Number>,
}

/// The number of a mention among those of its frame.
pub type Number = u32;

/// A report of a frame.
#[derive(Debug)]
pub struct Reported {
    /// The content, in order.
    pub contents: Box<[Stretch]>,
    /// Its letters.
    pub letters: Letters,
    /// The passages in the content, by their numbers among those of the frame.
    pub passages: Box<[u32]>,
    /// The cue.
    pub cue: Stretch,
    /// Its base form.
    pub lemma: &'static str,
    /// Its class.
    pub class: CueClass,
    /// Who said it.
    pub source: Option<Phrase>,
    /// The outlet between speaker and article, and its mention.
    pub via: Option<(Stretch, Option<Number>)>,
    /// Which pattern fits.
    pub evidence: Evidence,
}

/// A passage that no cue of its frame governs.
#[derive(Debug, Clone, Copy)]
pub struct Leftover {
    /// Its number among the passages of the frame.
    pub passage: u32,
    /// Its letters.
    pub letters: Letters,
    /// Whether the frame begins with it.
    pub opens_frame: bool,
    /// Whether no word stands behind it.
    pub closes_frame: bool,
    /// Whether it ends with the comma that an attribution follows.
    pub awaits: bool,
    /// Whether it ends with a question or an outcry.
    pub asks: bool,
    /// Whether it looks like somebody's words.
    pub is_speech: bool,
    /// Where it may go on with words of the frame before: it with the words that lead over to it.
    pub goes_on: Option<(Stretch, Letters)>,
}

/// How many letters words have, and how many of them stand inside marks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Letters {
    /// All of them.
    pub all: u32,
    /// Those inside marks.
    pub marked: u32,
}

impl Stretch {
    fn of(span: ProseSpan, frame_start: u32) -> Stretch {
        if span.is_empty() {
            return Stretch { start: 0, end: 0 };
        }
        Stretch { start: span.start - frame_start, end: span.end - frame_start }
    }

    /// Its bytes in the prose, for a frame that begins at a byte; nothing if it is empty.
    pub fn span(self, frame_start: u32) -> Option<ProseSpan> {
        (self.start < self.end).then(|| ProseSpan::new(frame_start + self.start, frame_start + self.end))
    }
}

impl Letters {
    /// Counts the letters of `span`; `passages` are the outermost passages that share bytes with it.
    pub fn count(text: &str, span: ProseSpan, passages: impl Iterator<Item = ProseSpan>) -> Letters {
        let letters =
            |span: ProseSpan| span.slice(text).bytes().filter(|byte| !byte.is_ascii_whitespace()).count() as u32;
        let inside =
            |passage: ProseSpan| letters(ProseSpan::new(passage.start.max(span.start), passage.end.min(span.end)));
        Letters { all: letters(span), marked: passages.map(inside).sum() }
    }
}

impl std::ops::Add for Letters {
    type Output = Letters;

    fn add(self, other: Letters) -> Letters {
        Letters { all: self.all + other.all, marked: self.marked + other.marked }
    }
}

/// Reads a frame.
pub fn read(scene: Scene<'_>, entities: &Entities, landmarks: &Landmarks, frame: &Frame) -> Telling {
    let sites = cues::sites(&scene);
    let reports = if sites.is_empty() && !reading::may_report(&scene) {
        Vec::new()
    } else {
        reading::read(scene, entities, sites)
    };
    let frame_start = scene.text.token(frame.tokens.start).span.start;
    let reader = Reader { scene, nouns: Nouns { scene, entities }, landmarks, frame, frame_start };
    let told = reader.told(&reports);
    let silent = told.reports.is_empty()
        && told.leftovers.is_empty()
        && told.announced.is_none()
        && told.subject.is_none()
        && told.signature.is_none();
    if silent { Telling::Nothing } else { Telling::Told(Box::new(told)) }
}

struct Reader<'a> {
    scene: Scene<'a>,
    nouns: Nouns<'a>,
    landmarks: &'a Landmarks,
    frame: &'a Frame,
    /// The first byte of the frame.
    frame_start: u32,
}

impl Reader<'_> {
    fn told(&self, reports: &[Report]) -> Told {
        let (scene, entities) = (self.scene, self.nouns.entities);
        let pair = |(source, cue)| (self.stretch(cue), self.phrase(source));
        let mut told = Told {
            reports: reports.iter().map(|report| self.reported(report)).collect(),
            signature: reading::signature_line(&scene).map(pair),
            ..Told::default()
        };
        told.leftovers = self.leftovers(&told.reports);
        if self.frame.awaited {
            told.announced = reading::announcement(scene, entities).map(pair);
            told.subject = self.reporter(reports).or_else(|| {
                let subject = reading::frame_subject(scene, entities)?;
                Some(self.phrase(subject))
            });
        }
        told
    }

    /// Who reported something in this frame speaks on, rather than whom the frame is about.
    fn reporter(&self, reports: &[Report]) -> Option<Phrase> {
        let reporter = reports.iter().rev().find(|report| {
            matches!(report.evidence, Evidence::ClauseSourceCue | Evidence::ClauseCueSource | Evidence::SourceCueClause)
                && report.class.is_speech()
        })?;
        Some(self.phrase(reporter.source.clone()?))
    }

    fn reported(&self, report: &Report) -> Reported {
        let places = report.contents.iter().flat_map(Clone::clone);
        let passages = places.filter_map(|place| self.number(self.scene.passage(place)?)).collect();
        let letters = report.contents.iter().map(|content| self.letters(self.scene.span(content.clone())));
        Reported {
            contents: report.contents.iter().map(|content| self.stretch(content.clone())).collect(),
            letters: letters.fold(Letters::default(), |all, letters| all + letters),
            passages,
            cue: self.stretch(report.cue.clone()),
            lemma: report.lemma,
            class: report.class,
            source: report.source.clone().map(|source| self.phrase(source)),
            via: report.via.clone().map(|via| {
                let found = self.nouns.entities.mention_in(self.scene.tokens(via.clone()));
                (self.stretch(via), found.and_then(|(_, mention)| self.mention(mention)))
            }),
            evidence: report.evidence,
        }
    }

    /// The passages that no report has taken.
    fn leftovers(&self, reports: &[Reported]) -> Vec<Leftover> {
        let free = |number: &u32| !reports.iter().any(|report| report.passages.contains(number));
        let units = self.scene.units.iter().enumerate();
        let passages = units.filter_map(|(place, unit)| match unit {
            Unit::Token(_) => None,
            Unit::Passage(passage) => Some((place, *passage, self.number(*passage).filter(free)?)),
        });
        passages.map(|(place, passage, number)| self.leftover(place, passage, number)).collect()
    }

    fn leftover(&self, place: Place, passage: usize, number: u32) -> Leftover {
        let scene = &self.scene;
        let found = &scene.passages.passages[passage];
        let closes_frame =
            (place + 1..scene.len()).all(|place| !scene.token(place).is_none_or(|token| token.is_word()));
        let goes_on = if closes_frame && place > 0 { self.led_over(place, found.words) } else { None };
        Leftover {
            passage: number,
            letters: self.letters(found.span),
            opens_frame: place == 0,
            closes_frame,
            awaits: scene.passage_awaits(place),
            asks: scene.passage_asks(place),
            is_speech: scare::is_speech(scene.text, found),
            goes_on,
        }
    }

    /// A word or two that lead over to the passage at `place`, and the passage.
    fn led_over(&self, place: Place, words: u32) -> Option<(Stretch, Letters)> {
        let scene = &self.scene;
        let leads = place <= 3 && (0..place).all(|place| scene.cue(place).is_none() && scene.passage(place).is_none());
        let introduced = scene.kind(place - 1) == Some(TokenKind::Colon);
        if !leads || !introduced && words < GOES_ON_WORDS {
            return None;
        }
        let start = (0..place).find(|&place| !scene.is(place, Classes::COORDINATOR)).unwrap_or(place);
        Some((self.stretch(start..place + 1), self.letters(scene.span(start..place + 1))))
    }

    fn phrase(&self, phrase: Range<Place>) -> Phrase {
        let source = sources::source(&self.nouns, phrase);
        Phrase {
            stretch: Stretch::of(source.span, self.frame_start),
            form: source.form,
            mention: source.mention.and_then(|mention| self.mention(mention)),
        }
    }

    fn stretch(&self, places: Range<Place>) -> Stretch {
        Stretch::of(self.scene.span(places), self.frame_start)
    }

    fn letters(&self, span: ProseSpan) -> Letters {
        let passages = self.landmarks.passages_of(self.frame).iter();
        let spans = passages.map(|passage| self.scene.passages.passages[passage.what.index as usize].span);
        Letters::count(self.scene.text.as_str(), span, spans.filter(|passage| passage.overlaps(span)))
    }

    fn mention(&self, mention: &Mention) -> Option<Number> {
        let mut mentions = self.landmarks.mentions_of(self.frame).iter();
        mentions.position(|known| known.tokens == mention.tokens).map(|number| number as Number)
    }

    fn number(&self, passage: usize) -> Option<u32> {
        let mut passages = self.landmarks.passages_of(self.frame).iter();
        passages.position(|known| known.what.index as usize == passage).map(|number| number as u32)
    }
}
