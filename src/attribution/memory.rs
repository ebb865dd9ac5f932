//! What is remembered of frames, for the text after the next edit.
//!
//! What a frame reports is read from its own words, its passages, and the kind and form of the mentions in it. A frame
//! in which all of these are as they were reports what it reported, in the same places. Who the mentions are is not
//! part of it; sources are joined to speakers anew each time.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use super::cues;
use super::frames::{Place, Scene, Unit};
use super::reading::{self, Report};
use crate::entities::Entities;
use crate::prose::TokenIndex;

/// What a frame says by itself, in places of the frame.
#[derive(Debug)]
pub struct Understood {
    /// What its cues report.
    pub reports: Vec<Report>,
    /// The source and the cue of words that it announces.
    pub announced: Option<(Range<Place>, Range<Place>)>,
    /// Whom it is about.
    pub subject: Option<Range<Place>>,
}

/// Reads a frame from its beginning.
pub fn understand(scene: Scene<'_>, entities: &Entities) -> Understood {
    let sites = cues::sites(&scene);
    let reports = if sites.is_empty() && !reading::may_report(&scene) {
        Vec::new()
    } else {
        reading::read(scene, entities, sites)
    };
    Understood {
        reports,
        announced: reading::announcement(scene, entities),
        subject: reading::frame_subject(scene, entities),
    }
}

/// Frames that were read, by a digest of all that reading them depends on.
#[derive(Debug, Default)]
pub struct Memory {
    frames: HashMap<u64, Remembered, BuildHasherDefault<Digest>>,
    /// Counts the texts.
    round: u32,
    /// How many frames this text has had so far.
    met: usize,
}

#[derive(Debug)]
struct Remembered {
    understood: Arc<Understood>,
    /// The last text that had such a frame.
    round: u32,
}

impl Memory {
    /// Begins a text.
    pub fn begin(&mut self) {
        // Frames of texts that are gone are dropped when they are as many as those that are there.
        if self.frames.len() > 2 * self.met + 64 {
            let round = self.round;
            self.frames.retain(|_, frame| frame.round == round);
        }
        self.round = self.round.wrapping_add(1);
        self.met = 0;
    }

    /// Reads a frame, unless it was read before.
    pub fn understand(&mut self, scene: Scene<'_>, entities: &Entities) -> Arc<Understood> {
        let round = self.round;
        let known = self.frames.entry(digest(scene, entities)).or_insert_with(|| Remembered {
            understood: Arc::new(understand(scene, entities)),
            round: round.wrapping_sub(1),
        });
        self.met += usize::from(known.round != round);
        known.round = round;
        known.understood.clone()
    }
}

/// A digest of all that reading a frame depends on; places are counted from its first token.
fn digest(scene: Scene<'_>, entities: &Entities) -> u64 {
    let mut digest = Digest::default();
    let tokens = scene.tokens(0..scene.len());
    let start = scene.text.span(tokens.clone()).start;
    digest.write(scene.span(0..scene.len()).slice(scene.text.as_str()).as_bytes());
    for index in tokens.clone() {
        let token = scene.text.token(index);
        (token.span.start - start, token.span.len(), token.kind, token.spaced).hash(&mut digest);
    }
    let from_start = |index: TokenIndex| i64::from(index) - i64::from(tokens.start);
    for unit in &scene.frame.units {
        if let Unit::Passage(passage) = unit {
            let passage = &scene.passages.passages[*passage];
            (from_start(passage.first()), from_start(passage.end()), passage.words).hash(&mut digest);
            (from_start(passage.inside.start), from_start(passage.inside.end)).hash(&mut digest);
        }
    }
    let mut at = tokens.start;
    while at < tokens.end
        && let Some((entity, mention)) = entities.mention_in(at..tokens.end)
    {
        (from_start(mention.tokens.start), from_start(mention.tokens.end), mention.form, entity.kind).hash(&mut digest);
        at = mention.tokens.end.max(at + 1);
    }
    digest.finish()
}

/// A fast hash of 64 bits; the texts are a writer's own, not an attacker's.
#[derive(Default)]
struct Digest(u64);

impl Digest {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(29) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for Digest {
    fn finish(&self) -> u64 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed ^ (mixed >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            self.mix(word.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)));
        }
        let rest = words.remainder().iter().fold(1, |value, byte| value << 8 | u64::from(*byte));
        self.mix(rest);
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }
}
