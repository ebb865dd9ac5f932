//! Whose verb it is: the subject of a cue by the shape of its verb.

use std::ops::Range;

use super::Reading;
use crate::attribution::content;
use crate::attribution::cues::{CueSite, Shape};
use crate::attribution::frames::Place;
use crate::entities::MentionForm;
use crate::language::Classes;
use crate::names::NameKind;
use crate::prose::TokenKind;

impl Reading<'_> {
    /// The subject of a verb, by its shape.
    pub(super) fn governing_subject(&self, index: usize, site: &CueSite) -> Option<Range<Place>> {
        let scene = self.scene();
        let limit = self.clause_floor(site.group.start);
        match site.shape {
            Shape::Finite => {
                let mut before = site.group.start;
                while before > limit && scene.is(before - 1, Classes::ADVERB) {
                    before -= 1;
                }
                let coordinated = before > 0 && scene.is(before - 1, Classes::COORDINATOR);
                if coordinated {
                    return self.subject.clone().or_else(|| self.leading_subject(0, site.group.start));
                }
                let found = self.nouns.subject_before(site.group.start, limit);
                found.or_else(|| self.subject.clone().filter(|_| index > 0))
            }
            Shape::Infinitive | Shape::Participle => {
                if let Some(own) = self.own_subject(site) {
                    return Some(own);
                }
                let opens = site.group.start == 0
                    || site.group.start == 1 && scene.is(0, Classes::PREPOSITION | Classes::SUBORDINATOR);
                if opens && site.shape == Shape::Participle {
                    // *Calling for calm, the mayor left.*
                    let comma = (0..scene.end())
                        .find(|&place| scene.kind(place) == Some(TokenKind::Comma) || scene.passage_awaits(place))?;
                    return self.leading_subject(comma + 1, scene.end());
                }
                self.subject
                    .clone()
                    .or_else(|| self.leading_subject(limit, site.group.start))
                    .or_else(|| self.leading_subject(0, site.group.start))
            }
            Shape::Passive => None,
        }
    }

    /// The name or pronoun directly before a participle: *footage of Lopez saying …*
    pub(super) fn own_subject(&self, site: &CueSite) -> Option<Range<Place>> {
        let scene = self.scene();
        if site.shape != Shape::Participle {
            return None;
        }
        let before = site.group.start.checked_sub(1)?;
        if scene.is(before, Classes::PRONOUN) && scene.is(before, Classes::OBJECT) {
            return Some(before..before + 1);
        }
        let (entity, mention) = self.nouns.entities.mention_at(scene.index(before)?)?;
        let start = site.group.start.checked_sub(mention.tokens.len())?;
        (entity.kind == NameKind::Person && mention.form != MentionForm::Pronoun).then_some(start..site.group.start)
    }

    /// Where the clause of a verb begins at the earliest: behind the last passage, semicolon or colon before it.
    pub(super) fn clause_floor(&self, verb: Place) -> Place {
        let scene = self.scene();
        (0..verb)
            .rev()
            .find(|&place| {
                // *The film, “North,” argues that …*
                scene.passage(place).is_some() && !content::is_title(&scene, place)
                    || matches!(scene.kind(place), Some(TokenKind::Semicolon | TokenKind::Colon))
            })
            .map_or(0, |place| place + 1)
    }

    /// The first thing in `from..to` that can be a subject: a pronoun, or a mention that owns nothing and follows no
    /// preposition.
    pub(super) fn leading_subject(&self, from: Place, to: Place) -> Option<Range<Place>> {
        let scene = self.scene();
        for place in from..to {
            let Some(token) = scene.token(place) else { continue };
            let after_preposition = place > from && scene.is(place - 1, Classes::PREPOSITION);
            if token.is(Classes::SUBJECT) && token.is(Classes::PRONOUN) {
                return Some(place..place + 1);
            }
            if after_preposition || token.is(Classes::DETERMINER) {
                continue;
            }
            let Some(index) = scene.index(place) else { continue };
            if let Some((entity, mention)) = self.nouns.entities.mention_at(index)
                && mention.tokens.start == index
                && mention.form != MentionForm::Pronoun
            {
                let end = place + mention.tokens.len();
                let owns = scene.kind(end) == Some(TokenKind::Possessive);
                let modifies = entity.kind != NameKind::Person
                    && scene.kind(end) == Some(TokenKind::Lower)
                    && scene.is(end, Classes::ROLE | Classes::ROLE_PLURAL | Classes::GROUP | Classes::COLLECTIVE);
                if !owns && !modifies && end <= to {
                    return Some(place..end);
                }
            }
            // A name that the names room does not know is still a capitalized run.
            let plain = Classes::COMMON
                | Classes::PREPOSITION
                | Classes::DETERMINER
                | Classes::SUBORDINATOR
                | Classes::ADVERB
                | Classes::COORDINATOR
                | Classes::MODAL
                | Classes::BE;
            let capital = matches!(token.kind, TokenKind::Capital | TokenKind::Capitals)
                && !token.is(Classes::CALENDAR)
                && (place > 0 || !token.is(plain));
            if capital && self.nouns.entities.mention_at(index).is_none() {
                let capitals = |next: &Place| scene.token(*next).is_some_and(|token| token.is_capitalized());
                let end = place + (place..to).take_while(capitals).count();
                if scene.kind(end) != Some(TokenKind::Possessive) {
                    return Some(place..end);
                }
            }
            if token.is(Classes::GROUP
                | Classes::ROLE_PLURAL
                | Classes::ROLE
                | Classes::COLLECTIVE
                | Classes::DOCUMENT
                | Classes::ANONYMOUS)
                && token.kind == TokenKind::Lower
                && scene.kind(place + 1) != Some(TokenKind::Possessive)
            {
                return self.nouns.phrase_ending(place + 1, from);
            }
        }
        None
    }
}
