//! Where a segment has a reporting verb, and in what form.
//!
//! There is no parser here. A verb is told from a noun or an adjective of the same form (*the reports*, *a proposed
//! law*) by the words around it, and its group is taken with auxiliaries and adverbs (*has repeatedly said*, *was
//! quoted as saying*).

use std::ops::Range;

use super::view::{SegmentView, UnitIndex};
use crate::language::{self, Classes, Cue, CueClass, CueForms, WordSet};
use crate::names::NameKind;
use crate::prose::{Token, TokenKind};

/// How many words before a verb are looked at for marked words that await it.
const AWAITED_WITHIN: usize = 8;

/// A reporting verb where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueSite {
    /// The verb with its auxiliaries, the adverbs between and its particle.
    pub group: Range<UnitIndex>,
    /// The verb itself.
    pub head: UnitIndex,
    /// Which verb.
    pub cue: &'static Cue,
    /// What governs its subject.
    pub form: VerbForm,
}

impl CueSite {
    /// Whether the verb reports words, or what people do while they say them (*smiled*).
    pub fn is_speech(&self) -> bool {
        self.cue.class.is_speech() || self.cue.class == CueClass::Nonspeech
    }
}

/// The form of a verb group, which decides where its subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// *said, has said, will say*: the subject stands beside it.
    Finite,
    /// *was told, were quoted*: the subject is the one spoken to or of.
    Passive,
    /// *to say*: the subject is that of the verb it hangs on.
    Infinitive,
    /// *saying*: the subject is that of the clause it hangs on.
    Participle,
}

/// The reporting verbs of a segment, in order.
#[derive(Debug, Default)]
pub struct Sites(Vec<CueSite>);

impl Sites {
    /// Looks for the verbs of a segment.
    pub fn find(view: &SegmentView<'_>) -> Sites {
        let mut sites = Vec::new();
        let mut place = 0;
        while place < view.len() {
            let Some(site) = site_at(view, place) else {
                place += 1;
                continue;
            };
            place = site.group.end.max(place + 1);
            sites.push(site);
        }
        Sites(sites)
    }

    /// All of them.
    pub fn all(&self) -> &[CueSite] {
        &self.0
    }

    /// Those whose group begins in `places`.
    pub fn starting_in(&self, places: Range<UnitIndex>) -> &[CueSite] {
        let from = self.0.partition_point(|site| site.group.start < places.start);
        let to = self.0.partition_point(|site| site.group.start < places.end);
        self.0.get(from..to).unwrap_or_default()
    }

    /// Those whose group begins at a place: one at most.
    pub fn starting_at(&self, place: UnitIndex) -> impl Iterator<Item = &CueSite> {
        self.starting_in(place..place + 1).iter()
    }

    /// Those of which the verb itself stands in `places`.
    pub fn heads_in(&self, places: Range<UnitIndex>) -> &[CueSite] {
        let from = self.0.partition_point(|site| site.head < places.start);
        let to = self.0.partition_point(|site| site.head < places.end);
        self.0.get(from..to).unwrap_or_default()
    }
}

/// A word that may be a reporting verb, before it is known whether it is one.
struct Candidate<'a> {
    view: &'a SegmentView<'a>,
    token: &'a Token,
    cue: &'static Cue,
    forms: CueForms,
    /// Where the word stands, and where it ends with its particle.
    place: UnitIndex,
    end: UnitIndex,
    /// Where the adverbs before it begin.
    adverbs: UnitIndex,
}

fn site_at(view: &SegmentView<'_>, place: UnitIndex) -> Option<CueSite> {
    let token = view.token(place)?;
    let opens_segment = place == 0 && token.kind == TokenKind::Capital;
    // *Mayor Calls Deal “Folly”*
    let in_headline = view.in_title_case && place > 0 && token.kind == TokenKind::Capital && view.name(place).is_none();
    if token.kind != TokenKind::Lower && !opens_segment && !in_headline {
        return None;
    }
    let (cue, forms, end) = verb_with_particle(view, place)?;
    if in_headline && !is_verb_of_headline(view, place, forms, end) {
        return None;
    }
    // *continued to insist*, *went on to say*: the verb behind *to* reports.
    if cue.is_in(WordSet::HandsOnInfinitive) && view.is_in(end, WordSet::To) {
        return None;
    }
    let mut adverbs = place;
    // *The first said, “…”*
    let quotes = view.is_passage(end) || view.is_passage(end + 1) && !view.token(end).is_some_and(Token::is_word);
    let counts = |place: UnitIndex| {
        quotes && view.is_in(place, WordSet::CountedOne) && place > 0 && view.is_in(place - 1, WordSet::Article)
    };
    while adverbs > 0 && place - adverbs < 3 && is_between(view, adverbs - 1) && !counts(adverbs - 1) {
        adverbs -= 1;
    }
    let candidate = Candidate { view, token, cue, forms, place, end, adverbs };
    let (start, form) = match candidate.with_auxiliary() {
        Some((auxiliary, form)) => (auxiliaries_start(view, auxiliary), form),
        None => (place, candidate.without_auxiliary()?),
    };
    Some(CueSite { group: start..end, head: place, cue, form })
}

/// Whether a capitalized word of a headline is a verb: in *-s* or in the past; a word that is a noun too only where
/// marked words follow at once or behind its object (*Calls Deal “Folly”*, but *Insurance Claims Rise*).
fn is_verb_of_headline(view: &SegmentView<'_>, place: UnitIndex, forms: CueForms, end: UnitIndex) -> bool {
    let noun = Classes::SPEECH_NOUN | Classes::ROLE | Classes::ROLE_PLURAL | Classes::DOCUMENT | Classes::GROUP;
    let marked = (end..end + 3).any(|place| view.is_passage(place));
    (forms.third() || forms.past() || !view.is(place, noun)) && (marked || !view.is(place, noun))
}

/// The verb at a place, with the particle that makes it another verb (*pointed out*).
fn verb_with_particle(view: &SegmentView<'_>, place: UnitIndex) -> Option<(&'static Cue, CueForms, UnitIndex)> {
    let token = view.token(place)?;
    // Words that begin no verb, which are most of a text, need no look-up.
    let function = Classes::DETERMINER | Classes::PREPOSITION | Classes::COORDINATOR | Classes::PRONOUN;
    if token.word.cue().is_none() && token.is(function) {
        return None;
    }
    let longest = token.word.longest_phrase();
    for length in (2..=longest.min(4)).rev() {
        if place + length > view.len() || (place..place + length).any(|place| view.index(place).is_none()) {
            continue;
        }
        let words = view.span(place..place + length).slice(view.text.as_str());
        // *chips in.* at the end of a sentence looks like an abbreviation.
        let words = words.strip_suffix('.').unwrap_or(words);
        // *reported on Monday that …*
        let last = place + length - 1;
        if view.is_in(last, WordSet::On) && view.is(last + 1, Classes::CALENDAR) {
            continue;
        }
        if let Some((cue, forms)) = language::phrase(words).and_then(|word| word.cue()) {
            return Some((cue, forms, place + length));
        }
    }
    let (cue, forms) = token.word.cue()?;
    Some((cue, forms, place + 1))
}

/// Whether a word may stand between an auxiliary and its verb.
fn is_between(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    view.is(place, Classes::ADVERB | Classes::NEGATION)
        || view.word(place).ends_with("ly")
            && view.kind(place) == Some(TokenKind::Lower)
            && !view.is_in(place, WordSet::EndsLikeAdverb)
}

/// Where the chain of auxiliaries begins that ends with the one at `last`: *has been saying*, *will have said*.
fn auxiliaries_start(view: &SegmentView<'_>, last: UnitIndex) -> UnitIndex {
    let is_auxiliary = |place| view.is(place, Classes::HAVE | Classes::BE | Classes::MODAL);
    let mut start = last;
    while start > 0 && (is_auxiliary(start - 1) || start >= 2 && is_between(view, start - 1) && is_auxiliary(start - 2))
    {
        start -= 1;
    }
    start
}

impl Candidate<'_> {
    /// The auxiliary before the verb, and the form that they have together.
    fn with_auxiliary(&self) -> Option<(UnitIndex, VerbForm)> {
        let (view, forms) = (self.view, self.forms);
        let auxiliary = self.adverbs.checked_sub(1)?;
        // *Mr Lopez AM said*: an order in capitals is no verb.
        let is = |classes| view.is(auxiliary, classes) && view.kind(auxiliary) != Some(TokenKind::Capitals);
        let finite = is(Classes::MODAL | Classes::DO) && forms.base()
            || is(Classes::HAVE) && forms.participle() && view.kind(auxiliary) == Some(TokenKind::Lower)
            || is(Classes::BE) && forms.ing();
        // *he's said*, *she's calling for …*
        let contracted = view.kind(auxiliary) == Some(TokenKind::Possessive)
            && auxiliary > 0
            && view.is(auxiliary - 1, Classes::SUBJECT)
            && view.is(auxiliary - 1, Classes::PRONOUN)
            && (forms.ing() || forms.participle());
        let form = if finite || contracted {
            VerbForm::Finite
        } else if is(Classes::BE) && forms.participle() {
            VerbForm::Passive
        } else if view.is_in(auxiliary, WordSet::To) && forms.base() {
            VerbForm::Infinitive
        } else {
            return None;
        };
        Some((auxiliary, form))
    }

    /// The form of a verb without an auxiliary, or nothing where the word is no verb here.
    fn without_auxiliary(&self) -> Option<VerbForm> {
        let forms = self.forms;
        if self.is_behind_noun_marker() {
            return None;
        }
        if forms.ing() {
            return (!self.is_gerund()).then_some(VerbForm::Participle);
        }
        let is_verb = if forms.past() {
            self.is_past_tense()
        } else if self.is_noun_too() && (is_owned(self.view, self.place) || !self.reports()) {
            false
        } else if forms.third() {
            self.is_third_person()
        } else {
            forms.base() && self.is_plural_present()
        };
        is_verb.then_some(VerbForm::Finite)
    }

    /// The place before the verb and its adverbs.
    fn previous(&self) -> Option<UnitIndex> {
        self.adverbs.checked_sub(1)
    }

    fn is_previous(&self, classes: Classes) -> bool {
        self.previous().is_some_and(|previous| self.view.is(previous, classes))
    }

    /// Whether a possessive or a determiner says that a noun follows.
    fn is_behind_noun_marker(&self) -> bool {
        let Some(previous) = self.previous() else { return false };
        let determiner = self.view.is(previous, Classes::DETERMINER | Classes::POSSESSIVE)
            && !self.view.is(previous, Classes::SUBJECT | Classes::RELATIVE)
            && !self.view.is_in(previous, WordSet::StandsAlone);
        determiner || self.view.kind(previous) == Some(TokenKind::Possessive)
    }

    /// A form in *-ing* behind most prepositions is a noun, and so it is in *a crowded hearing*.
    fn is_gerund(&self) -> bool {
        let described = self.place >= 2
            && self.view.kind(self.place - 1) == Some(TokenKind::Lower)
            && self.view.word(self.place - 1).ends_with("ed")
            && self.view.is(self.place - 2, Classes::DETERMINER | Classes::POSSESSIVE);
        if described {
            return true;
        }
        self.is_previous(Classes::PREPOSITION)
            && !self.view.is_in(self.adverbs.saturating_sub(1), WordSet::BeforeReportingParticiple)
    }

    /// Whether a past form is a past tense and no participle: not *the plan proposed by the council*, *a man accused of
    /// theft*.
    fn is_past_tense(&self) -> bool {
        let (view, end) = (self.view, self.end);
        let beside_passage = self.previous().is_some_and(|previous| view.is_passage(previous));
        if self.is_previous(Classes::PREPOSITION)
            && self.previous().is_some_and(|previous| !view.is_in(previous, WordSet::In))
            && !beside_passage
        {
            return false;
        }
        let participle = self.forms.participle();
        // *435 declared seats*
        let counted = self.previous().is_some_and(|number| view.kind(number) == Some(TokenKind::Number))
            && view.kind(end) == Some(TokenKind::Lower)
            && !view.is(
                end,
                Classes::DETERMINER
                    | Classes::PREPOSITION
                    | Classes::SUBJECT
                    | Classes::POSSESSIVE
                    | Classes::SUBORDINATOR,
            );
        let reduced = participle && view.is_in(end, WordSet::AfterPassive) && !self.cue.frames.quotation();
        // *said by telephone*
        let by_agent = participle && view.is_in(end, WordSet::By) && !view.is_in(end + 1, WordSet::MeansOfContact);
        let as_saying = view.is_in(end, WordSet::As) && !beside_passage && view.is_in(end + 1, WordSet::Saying);
        !(reduced || by_agent || as_saying || participle && (counted || self.describes_noun()))
    }

    /// Whether a participle says more of the noun before it: *an official briefed on the talks*, *a group called Saltmen*,
    /// *In a statement released when she won, Lopez …*
    fn describes_noun(&self) -> bool {
        let view = self.view;
        let Some(noun) = self.previous() else { return false };
        let frames = self.cue.frames;
        let told = view.is_in(self.end, WordSet::On)
            && !view.is(self.end + 1, Classes::CALENDAR)
            && frames.recipient()
            && !frames.quotation();
        let phrase = || view.phrase_ending(noun + 1, 0);
        let called = self.cue.is_in(WordSet::Calls)
            && view.token(self.end).is_some_and(|token| token.is_capitalized() && token.is_word())
            && phrase().is_some_and(|phrase| view.is_in(phrase.start, WordSet::AAn));
        let released = view.is(noun, Classes::SPEECH_NOUN | Classes::DOCUMENT)
            && view.kind(noun) == Some(TokenKind::Lower)
            && phrase().is_some_and(|phrase| {
                let front = phrase
                    .start
                    .checked_sub(1)
                    .filter(|&front| view.is(front, Classes::PREPOSITION) && !view.is_in(front, WordSet::As));
                front.is_some_and(|front| front == view.start() || is_parted(view, front))
            });
        told || called || released
    }

    /// Most forms of the present are nouns too (*the remarks*, *a call*).
    fn is_noun_too(&self) -> bool {
        self.token.is(Classes::SPEECH_NOUN | Classes::ROLE | Classes::ROLE_PLURAL | Classes::DOCUMENT | Classes::GROUP)
    }

    /// Whether marked words before the verb await it (*“…,” Lopez answers.*), or what follows can be reported.
    fn reports(&self) -> bool {
        let view = self.view;
        let awaits = |place: UnitIndex| view.passage_awaits(place) || view.passage_asks(place);
        (self.place.saturating_sub(AWAITED_WITHIN)..self.place).any(awaits)
            || reportable_follows(view, self.end)
            || self.calls_something()
    }

    /// *Mayor Oduya calls deal “folly”*: marked words behind an object that a headline gives without its article.
    fn calls_something(&self) -> bool {
        let view = self.view;
        let other = Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::BE | Classes::ADVERB;
        let named = self
            .previous()
            .and_then(|place| view.token(place))
            .is_some_and(|subject| subject.is_capitalized() && !subject.is(Classes::DEMONYM | Classes::DETERMINER));
        let object = view.kind(self.end) == Some(TokenKind::Lower) && !view.is(self.end, other);
        let frames = self.cue.frames;
        named && object && view.is_passage(self.end + 1) && (frames.noun_phrase() || frames.marked_phrase())
    }

    /// Whether a form in *-s* is a verb, by what stands before it.
    fn is_third_person(&self) -> bool {
        let view = self.view;
        let Some((before, subject)) = self.previous().and_then(|place| Some((place, view.token(place)?))) else {
            return true;
        };
        let preposition = subject.kind == TokenKind::Lower && subject.is(Classes::PREPOSITION);
        // *a few questions*
        let counted = self.is_noun_too() && subject.is_in(WordSet::BeforeCountedNoun);
        // *0.1 percentage points to …*, but *Article 33 affirms*.
        let numbered = subject.kind == TokenKind::Number
            && !before.checked_sub(1).is_some_and(|named| view.kind(named) == Some(TokenKind::Capital));
        !(preposition || subject.kind == TokenKind::Symbol || counted || numbered || self.is_rather_noun(subject))
    }

    /// Whether a form is the noun of the same letters, as it is much more often: *four states*, *the swing states*, but
    /// *the report states*.
    fn is_rather_noun(&self, subject: &Token) -> bool {
        let speaker = Classes::DOCUMENT | Classes::SPEECH_NOUN | Classes::ROLE | Classes::TITLE | Classes::COLLECTIVE;
        let other = Classes::ORGANIZATION_HEAD | Classes::SUBJECT | Classes::RELATIVE | Classes::COORDINATOR;
        // *Blistering attacks upend …*, *The Halstad attacks are …*
        let name = self.previous().and_then(|place| self.view.name(place));
        let names = name.as_ref().map_or(self.previous() > Some(0), |name| name.kind != NameKind::Place);
        let may_speak = subject.is(speaker | other)
            || subject.is_capitalized() && names && !subject.is(Classes::DEMONYM)
            || !subject.is_word();
        let reports = self.view.is_passage(self.end)
            || self.is_behind_the(self.adverbs) && self.view.is_in(self.end, WordSet::That);
        // *those issues*, *many requests*
        let counts = subject.is(Classes::NUMBER | Classes::DETERMINER) && !subject.is(Classes::SUBJECT);
        self.cue.is_in(WordSet::MoreOftenNoun) && (!may_speak && !reports || counts)
    }

    /// Whether an article and a noun or two before `end` are the subject of a clause: no preposition governs them.
    fn is_behind_the(&self, end: UnitIndex) -> bool {
        let view = self.view;
        let article = (end.saturating_sub(3)..end).rev().find(|&place| view.is(place, Classes::DETERMINER));
        article.is_some_and(|article| {
            let governs = article.checked_sub(1).is_some_and(|before| view.is(before, Classes::PREPOSITION));
            view.is_in(article, WordSet::Article) && article + 1 < end && !governs
        })
    }

    /// Whether a base form is a verb: behind a subject in the plural, or marked words that await it.
    fn is_plural_present(&self) -> bool {
        let view = self.view;
        let Some(previous) = self.previous() else { return false };
        // *Under the “Green Valley” plan* is a noun.
        if view.passage_awaits(previous) || view.passage_asks(previous) {
            return true;
        }
        let Some(subject) = self.subject_noun(previous) else { return false };
        // *Farmers on the far side of the river argue* · *people close to Lopez say she …*
        if !self.is_noun_too()
            && (self.is_far_plural(previous)
                || self.introduces_clause(previous)
                || self.introduces_clause(subject)
                || self.is_behind_relative(previous))
        {
            return true;
        }
        // *brings back the ferry*
        let particle = self.cue.is_in(WordSet::BringsBack) && view.is(subject, Classes::VERB);
        // *In one tweet, …*
        let single = view.is_in(previous, WordSet::SingleDeterminer);
        is_plural(view, subject) && !particle && !single
    }

    /// Whether a clause with its own subject follows a verb that is never a noun, and something that can end a subject
    /// stands before it.
    fn introduces_clause(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        let clause = view.is_in(self.end, WordSet::ThatWhether)
            || view.is(self.end, Classes::SUBJECT) && view.is(self.end, Classes::PRONOUN);
        let subject = view.token(previous).is_some_and(|token| token.is_word())
            && !view
                .is(previous, Classes::OBJECT | Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR);
        clause && subject && self.cue.frames.bare_clause() && self.cue.frames.quotation() && self.cue.class.is_speech()
    }

    /// *Supporters who heard it from Lopez say their aim is …*: whether a relative clause without commas stands between a
    /// noun in the plural and the verb.
    fn is_behind_relative(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        let says = self.cue.frames.bare_clause() && self.cue.class.is_speech() && reportable_follows(view, self.end);
        let relative = if says { view.relative_before(previous + 1, 0) } else { None };
        relative.and_then(|relative| relative.checked_sub(1)).is_some_and(|noun| is_plural(view, noun))
    }

    /// Whether the noun phrase before the verb has a head in the plural, far before it.
    fn is_far_plural(&self, previous: UnitIndex) -> bool {
        let view = self.view;
        // *The plan fails, people close to Lopez say.*
        let closes = self.end >= view.end() && self.cue.frames.quotation();
        let nominal = view.kind(previous) == Some(TokenKind::Lower) && !view.is(previous, Classes::ADVERB);
        let phrase = view
            .phrase_ending(previous + 1, 0)
            .filter(|phrase| nominal && reportable_follows(view, self.end) || closes && is_parted(view, phrase.start));
        phrase.is_some_and(|phrase| {
            let preposition = phrase.clone().find(|&place| view.is(place, Classes::PREPOSITION));
            let speakers = Classes::ROLE_PLURAL | Classes::GROUP | Classes::ANONYMOUS;
            let before = |place: UnitIndex| place.checked_sub(1).filter(|&head| head >= phrase.start);
            // *people close to Lopez*
            let knows =
                |place: UnitIndex| if view.is_in(place, WordSet::KnowsOf) { before(place) } else { Some(place) };
            let head = preposition.and_then(before).and_then(knows);
            head.is_some_and(|head| view.is(head, speakers) || view.is(head, Classes::NUMBER) && head == phrase.start)
        })
    }

    /// Where the noun stands that a verb agrees with: before it, or before what two commas part (*The two lawmakers,
    /// however, argue …*).
    fn subject_noun(&self, previous: UnitIndex) -> Option<UnitIndex> {
        let view = self.view;
        if view.kind(previous) != Some(TokenKind::Comma) {
            return Some(previous);
        }
        let is_comma = |&place: &UnitIndex| view.kind(place) == Some(TokenKind::Comma);
        (self.place.saturating_sub(6)..previous).rev().find(is_comma)?.checked_sub(1)
    }
}

/// Whether a comma stands before a place.
fn is_parted(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    place.checked_sub(1).is_some_and(|comma| view.kind(comma) == Some(TokenKind::Comma))
}

/// Whether the word at a place is a subject in the plural.
fn is_plural(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(token) = view.token(place) else { return false };
    let word = view.word(place);
    let subject = Classes::SUBJECT | Classes::GROUP | Classes::ROLE_PLURAL | Classes::ANONYMOUS | Classes::RELATIVE;
    let singular = Classes::PRONOUN_MALE | Classes::PRONOUN_FEMALE | Classes::PRONOUN_NEUTER;
    token.is(subject) && !token.is(singular) && !token.is_in(WordSet::SingularDemonstrative)
        || token.is_word() && word.ends_with('s') && !word.ends_with("ss")
        || token.kind == TokenKind::Capital && joined_by_and(view, place)
        // *Six in 10 say …*, *47% say …*
        || token.is(Classes::NUMBER) && !token.is_in(WordSet::SingleDeterminer)
        || token.kind == TokenKind::Number
        || token.kind == TokenKind::Symbol && word == "%"
        || token.is_in(WordSet::PluralSubject)
}

/// Whether what stands at `place` can be what a verb reports.
fn reportable_follows(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let Some(token) = view.token(place) else { return view.unit(place).is_some() };
    let opens = Classes::SUBJECT | Classes::DETERMINER | Classes::RELATIVE | Classes::POSSESSIVE;
    token.is(opens)
        || token.is_capitalized()
        || matches!(token.kind, TokenKind::Comma | TokenKind::Colon)
        || token.is_in(WordSet::OpensReport)
        || token.is(Classes::OBJECT)
}

/// Whether a noun phrase that somebody owns reaches to `place`: *Lopez's angry remarks*.
fn is_owned(view: &SegmentView<'_>, place: UnitIndex) -> bool {
    let noun =
        Classes::ROLE | Classes::GROUP | Classes::COLLECTIVE | Classes::DOCUMENT | Classes::RELATIVE | Classes::SUBJECT;
    for before in (place.saturating_sub(3)..place).rev() {
        let Some(token) = view.token(before) else { return false };
        if token.kind == TokenKind::Possessive || token.is(Classes::POSSESSIVE) {
            return true;
        }
        if token.kind != TokenKind::Lower || token.is(noun) {
            return false;
        }
    }
    false
}

/// Whether the name that ends at `last` is joined to another by *and*: *Mr. Lee and Mr. Diaz say*.
fn joined_by_and(view: &SegmentView<'_>, last: UnitIndex) -> bool {
    (last.saturating_sub(4)..last).any(|place| view.is_in(place, WordSet::And))
}
