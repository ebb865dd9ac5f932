//! Words in marks beside a cue: behind them, before them, around them.

use std::ops::Range;

use super::{Reading, Report};
use crate::attribution::Evidence;
use crate::attribution::content;
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::language::{Classes, CueClass};
use crate::prose::TokenKind;

impl Reading<'_> {
    /// *“…,” said Lopez* · *“…,” Lopez said*, and the words that go on behind: *“…,” Lopez said, “…”*.
    pub(super) fn passage_before(&self, site: &CueSite) -> Option<Report> {
        let scene = self.scene();
        if site.shape != Shape::Finite || !(site.cue.frames.quotation() || site.cue.class == CueClass::Nonspeech) {
            return None;
        }
        // *in a box labeled “…,” a doctor had typed “…”*: what follows at once is what was said.
        let after = site.group.end;
        let introduces = scene.passage(after).is_some() && !content::is_title(&scene, after);
        if introduces || scene.is_word(after, &["that", "whether"]) && content::opens_clause(&scene, after) {
            return None;
        }
        // Directly behind the marks: the subject follows, or stands before the words.
        let behind = self.passage_behind(site.group.start);
        if let Some(passage) = behind {
            let inverted = self.nouns.subject_after(site.group.end, scene.end());
            if let Some(source) = inverted {
                let contents = self.around(passage, site.group.end.max(source.end));
                return Some(self.report(site, contents, Some(source), Evidence::QuotationCueSource, 0.97));
            }
        }
        let limit = self.last_passage(site.group.start)? + 1;
        let source = self.nouns.subject_before(site.group.start, limit)?;
        if scene.is(source.start, Classes::RELATIVE) && source.len() == 1 {
            // *“…,” which would …* says nothing of who spoke.
            return None;
        }
        let passage = self.passage_behind(source.start).or_else(|| self.passage_behind_apposition(source.start))?;
        let contents = self.around(passage, site.group.end);
        Some(self.report(site, contents, Some(source), Evidence::QuotationSourceCue, 0.97))
    }

    /// The place of the last passage before `place`.
    pub(super) fn last_passage(&self, place: Place) -> Option<Place> {
        (0..place).rev().find(|&place| self.scene().passage(place).is_some())
    }

    /// The passage directly before `place`, over a comma, a dash, *as* or an adverb.
    pub(super) fn passage_behind(&self, place: Place) -> Option<Place> {
        let scene = self.scene();
        let mut before = place;
        while before > 0 && place - before < 4 {
            if scene.passage(before - 1).is_some() {
                // What awaits no attribution is followed by one only where nothing else could follow.
                return Some(before - 1);
            }
            let passable = matches!(scene.kind(before - 1), Some(TokenKind::Comma | TokenKind::Dash))
                || scene.is(before - 1, Classes::ADVERB)
                || scene.is_word(before - 1, &["as", "is", "how", "what", "so"]);
            if !passable {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// The passage before the noun phrases that lead up to a source: *“…,” his wife, Ana Lopez, wrote.*
    fn passage_behind_apposition(&self, place: Place) -> Option<Place> {
        let scene = self.scene();
        let verbal = Classes::BE | Classes::HAVE | Classes::MODAL | Classes::DO | Classes::SUBJECT | Classes::RELATIVE;
        let mut before = place;
        while before > 0 && place - before < 12 {
            if scene.passage(before - 1).is_some() {
                let awaits = scene.passage_awaits(before - 1) || scene.passage_stops(before - 1);
                return awaits.then_some(before - 1);
            }
            let token = scene.token(before - 1)?;
            let nominal = token.is_word() && !token.is(verbal)
                || matches!(token.kind, TokenKind::Comma | TokenKind::Possessive | TokenKind::Number);
            if !nominal || token.word.cue().is_some_and(|(cue, forms)| cue.class.is_speech() && forms.past()) {
                return None;
            }
            before -= 1;
        }
        None
    }

    /// A passage, the words before it that belong to what was said, and the words that go on behind the attribution.
    pub(super) fn around(&self, passage: Place, attribution_end: Place) -> Vec<Range<Place>> {
        let scene = self.scene();
        let covered = self
            .reports
            .iter()
            .flat_map(|report| report.contents.iter().map(|content| content.end).chain([report.cue.end]))
            .max();
        let mut start = passage;
        let floor = covered.unwrap_or(0);
        // Words before the marks in the same clause were said too, if nothing else introduces the marks.
        if passage > floor && !matches!(scene.kind(passage - 1), Some(TokenKind::Colon | TokenKind::Dash)) {
            start = floor;
            while start < passage
                && !scene.token(start).is_none_or(|token| {
                    token.is_word()
                        || matches!(
                            token.kind,
                            TokenKind::Number | TokenKind::Symbol | TokenKind::Open | TokenKind::Address
                        )
                })
            {
                start += 1;
            }
            if scene.is(start, Classes::COORDINATOR) {
                start += 1;
            }
        }
        let mut contents = vec![start..passage + 1];
        // *“…,” Lopez said, “…”* · *“…,” she said, adding: …* is another cue's.
        let mut next = attribution_end;
        let limit = scene.len();
        while next < limit && next - attribution_end < 30 {
            if scene.passage(next).is_some() {
                let joined = next == attribution_end
                    || matches!(
                        scene.kind(next - 1),
                        Some(
                            TokenKind::Comma
                                | TokenKind::Colon
                                | TokenKind::Dash
                                | TokenKind::Semicolon
                                | TokenKind::Stop
                        )
                    )
                    || scene.is_word(next - 1, &["and", "but", "that"]);
                if joined {
                    contents.push(next..next + 1);
                }
                break;
            }
            if self.sites.iter().any(|site| site.head == next) {
                break;
            }
            next += 1;
        }
        contents
    }
}
