//! Who is present where a pronoun stands: the people mentioned lately, and how.

mod view;

use std::ops::Deref;

use super::Pronoun;
use super::traits::{self, Trait, Traits};
use crate::entities::drafts::{DraftId, Drafts};
use crate::entities::notes::Spotted;
use crate::entities::people::Manners;
use crate::entities::sight_notes::Manner;
use crate::entities::syntax::{self, Function};
use crate::entities::{Gender, MentionForm};
use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};
use crate::quotations::Quotations;

/// How many people are remembered, the latest ones.
const REMEMBERED: usize = 12;
/// How many sentences back a mention is remembered.
pub const SENTENCES: usize = 8;
/// How many people named behind a pronoun in its sentence are candidates.
const AHEAD: usize = 3;

/// A mention as it is remembered.
#[derive(Debug, Clone)]
struct Remembered {
    person: DraftId,
    tokens: TokenRange,
    sentence: usize,
    function: Function,
    form: MentionForm,
}

/// A mention as it is looked at from a pronoun.
#[derive(Debug, Clone)]
struct Sighting {
    mention: Remembered,
    passage: Option<usize>,
    brackets: bool,
    coordinated: bool,
}

impl Deref for Sighting {
    type Target = Remembered;

    fn deref(&self) -> &Remembered {
        &self.mention
    }
}

/// What is known of a person so far.
#[derive(Debug, Clone, Default)]
struct Known {
    mentions: usize,
    spoke: bool,
    named_in_all: usize,
    /// 0: in full only, 1: in full and otherwise, 2: never in full, 3: never in full and more than once.
    bare_only: usize,
    /// The gender of the pronouns that were given to the person.
    pronouns: Gender,
    stated: Gender,
    likely: Gender,
}

/// The latest pronoun of a gender.
#[derive(Debug, Clone, Copy)]
struct LastPronoun {
    person: Option<DraftId>,
    sentence: usize,
    function: Function,
}

/// A candidate as seen from a pronoun.
struct View<'v> {
    pronoun: &'v Pronoun,
    /// The passage in which the pronoun stands.
    passage: Option<usize>,
    sighting: &'v Sighting,
    /// Whether the candidate is only named behind the pronoun.
    is_ahead: bool,
    /// How many others were mentioned later, and how many of them in the same function.
    rank: usize,
    function_rank: usize,
    /// How often the candidate most mentioned was mentioned so far.
    most: usize,
}

/// Everything that the traits ask about.
pub struct Scene<'t> {
    text: &'t Text,
    quotations: &'t Quotations,
    /// Mentions of people by name, in order.
    names: Vec<(TokenRange, DraftId, MentionForm)>,
    next_name: usize,
    /// How names stand in their sentences, as far as that is known, in order; those still to come.
    manners: &'t [(TokenRange, Manner)],
    /// The people mentioned lately, the latest last, each once.
    recent: Vec<Remembered>,
    /// By the number of the draft.
    known: Vec<Known>,
    most_named: usize,
    /// Every mention so far, with its sentence.
    seen: Vec<(DraftId, usize)>,
    sentence: usize,
    /// The clause of each token of the sentence, for sentences with pronouns.
    clauses: &'t [u8],
    /// Those of the sentences to come.
    next_clauses: &'t [Spotted<Box<[u8]>>],
    /// The first subject of this sentence and of the one before, as far as they are people.
    subject: Option<DraftId>,
    subject_before: Option<DraftId>,
    last_pronoun: [Option<LastPronoun>; 2],
    first_of_paragraph: Option<DraftId>,
    first_of_all: Option<DraftId>,
    /// Who was said to speak last.
    speaker: Option<DraftId>,
    paragraph: u32,
    /// Kept between pronouns to save memory.
    present: Vec<(Sighting, bool)>,
}

impl<'t> Scene<'t> {
    /// An empty stage before the first sentence.
    pub fn new(
        text: &'t Text,
        quotations: &'t Quotations,
        clauses: &'t [Spotted<Box<[u8]>>],
        manners: &'t Manners,
        drafts: &Drafts,
    ) -> Scene<'t> {
        let mut names = Vec::new();
        let mut known = vec![Known::default(); drafts.all.len()];
        let mut most_named = 1;
        for (id, draft) in drafts.all.iter().enumerate().filter(|(id, _)| super::is_person(drafts, *id)) {
            let named = draft.mentions.iter().filter(|mention| mention.form.is_named()).count();
            most_named = most_named.max(named);
            let known = &mut known[id];
            (known.named_in_all, known.stated, known.likely) = (named, draft.stated, draft.likely);
            let full = draft
                .mentions
                .iter()
                .filter(|mention| mention.form == MentionForm::Name && mention.tokens.len() > 1)
                .count();
            known.bare_only = match (full, named) {
                (0, 1) => 2,
                (0, _) => 3,
                (full, named) if full == named => 0,
                _ => 1,
            };
            names.extend(draft.mentions.iter().map(|mention| (mention.tokens.clone(), id, mention.form)));
        }
        names.sort_by_key(|(tokens, ..)| tokens.start);
        Scene {
            text,
            quotations,
            names,
            next_name: 0,
            manners,
            recent: Vec::new(),
            known,
            most_named,
            seen: Vec::new(),
            sentence: 0,
            clauses: &[],
            next_clauses: clauses,
            subject: None,
            subject_before: None,
            last_pronoun: [None, None],
            first_of_paragraph: None,
            first_of_all: None,
            speaker: None,
            paragraph: u32::MAX,
            present: Vec::new(),
        }
    }

    /// Goes on to a sentence.
    pub fn enter(&mut self, sentence: usize) {
        self.sentence = sentence;
        let place = &self.text.sentences()[sentence];
        self.clauses = &[];
        if let Some((next, rest)) = self.next_clauses.split_first().filter(|(next, _)| next.at == place.tokens.start) {
            self.clauses = &next.what;
            self.next_clauses = rest;
        }
        self.subject_before = self.subject.take();
        if place.paragraph != self.paragraph {
            self.paragraph = place.paragraph;
            self.first_of_paragraph = None;
        }
        self.recent.retain(|sighting| sighting.sentence + SENTENCES >= sentence);
    }

    /// Takes note of the names that begin before a token.
    pub fn read_names(&mut self, end: TokenIndex) {
        while let Some((tokens, person, form)) =
            self.names.get(self.next_name).filter(|(tokens, ..)| tokens.start < end)
        {
            let (tokens, person, form) = (tokens.clone(), *person, *form);
            self.next_name += 1;
            let (function, speaks) = self.manner(&tokens);
            self.see(person, tokens, function, speaks, form);
        }
    }

    /// How a mention stands in its sentence.
    fn manner(&mut self, tokens: &TokenRange) -> (Function, bool) {
        while let Some(((known, manner), rest)) = self.manners.split_first()
            && known.start <= tokens.start
        {
            self.manners = rest;
            if known == tokens {
                return (manner.function, manner.speaks);
            }
        }
        let function = syntax::function_of(self.text, tokens.clone());
        (function, syntax::speaks(self.text, tokens.clone(), function))
    }

    /// Takes note of whom a pronoun means.
    pub fn read_pronoun(&mut self, pronoun: &Pronoun, person: Option<DraftId>, chance: f32) {
        let Pronoun { at, gender, function, speaks, .. } = *pronoun;
        self.last_pronoun[slot(gender)] = Some(LastPronoun { person, sentence: self.sentence, function });
        let Some(person) = person else {
            return;
        };
        self.see(person, at..at + 1, function, speaks, MentionForm::Pronoun);
        if chance > 0.5 {
            self.known[person].pronouns = gender;
        }
    }

    fn see(&mut self, person: DraftId, tokens: TokenRange, function: Function, spoke: bool, form: MentionForm) {
        let known = &mut self.known[person];
        known.mentions += 1;
        known.spoke |= spoke;
        if spoke {
            self.speaker = Some(person);
        }
        if function == Function::Subject && self.subject.is_none() {
            self.subject = Some(person);
        }
        self.first_of_paragraph.get_or_insert(person);
        self.first_of_all.get_or_insert(person);
        self.seen.push((person, self.sentence));
        self.recent.retain(|known| known.person != person);
        self.recent.push(Remembered { person, tokens, sentence: self.sentence, function, form });
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }

    fn look_at(&self, mention: Remembered) -> Sighting {
        let kind = |index: Option<TokenIndex>| index.and_then(|index| self.text.tokens().get(index as usize));
        let joins = |index: Option<TokenIndex>| kind(index).is_some_and(|token| token.is(Classes::COORDINATOR));
        let TokenRange { start, end } = mention.tokens;
        Sighting {
            passage: self.quotations.innermost(start),
            brackets: kind(start.checked_sub(1)).is_some_and(|token| token.kind == TokenKind::Open),
            coordinated: mention.form != MentionForm::Pronoun && (joins(start.checked_sub(1)) || joins(Some(end))),
            mention,
        }
    }

    fn clause_of(&self, at: TokenIndex) -> u8 {
        let start = self.text.sentences()[self.sentence].tokens.start;
        self.clauses.get(at.saturating_sub(start) as usize).copied().unwrap_or(0)
    }

    /// Finds everybody whom a pronoun may mean, with traits; the last one is nobody.
    pub fn find_candidates(&mut self, pronoun: &Pronoun, found: &mut Vec<(Option<DraftId>, Traits)>) {
        let mut present = std::mem::take(&mut self.present);
        self.find_present(pronoun, &mut present);
        found.clear();
        let most = present.iter().map(|(sighting, _)| self.mentions(sighting.person)).max().unwrap_or(1).max(1);
        let passage = self.quotations.innermost(pronoun.at);
        for (rank, (sighting, is_ahead)) in present.iter().enumerate() {
            let function_rank =
                present[..rank].iter().filter(|(other, ahead)| !ahead && other.function == sighting.function).count();
            let view = View { pronoun, passage, sighting, is_ahead: *is_ahead, rank, function_rank, most };
            found.push((Some(sighting.person), self.traits(&view)));
        }
        let mut nobody = Traits::default();
        nobody.set(const { Trait::named("nobody") }, traits::of_pronoun(pronoun.function));
        found.push((None, nobody));
        self.present = present;
    }

    /// Finds who is there where a pronoun stands, and whether they are only named behind it.
    fn find_present(&self, pronoun: &Pronoun, present: &mut Vec<(Sighting, bool)>) {
        let Pronoun { at, gender, function, ref said, .. } = *pronoun;
        present.clear();
        let may_be = |person: DraftId| self.known[person].stated.agrees(gender);
        for mention in self.recent.iter().rev().filter(|mention| may_be(mention.person)) {
            present.push((self.look_at(mention.clone()), false));
        }
        for (tokens, person, form) in self.ahead(at) {
            let known = present.iter().any(|(sighting, _)| sighting.person == person);
            if known || !may_be(person) || self.is_own_relative(at, &tokens, function) == 1 {
                continue;
            }
            let (function, sentence) = (self.function_ahead(&tokens), self.sentence);
            present.push((self.look_at(Remembered { person, tokens, sentence, function, form }), true));
        }
        let is_spoken_of =
            |sighting: &Sighting| sighting.form != MentionForm::Pronoun && said.contains(&sighting.tokens.start);
        present.retain(|(sighting, is_ahead)| {
            *is_ahead || !(self.is_barred(at, function, sighting) || is_spoken_of(sighting))
        });
    }

    fn mentions(&self, person: DraftId) -> usize {
        self.known[person].mentions
    }

    /// The function of a name behind a pronoun in its sentence.
    fn function_ahead(&self, tokens: &TokenRange) -> Function {
        let mut ahead = self.manners.iter().take_while(|(known, _)| known.start <= tokens.start);
        let noted = ahead.find(|(known, _)| known == tokens);
        noted.map_or_else(|| syntax::function_of(self.text, tokens.clone()), |(_, manner)| manner.function)
    }

    /// The names behind a pronoun in its sentence.
    fn ahead(&self, at: TokenIndex) -> impl Iterator<Item = (TokenRange, DraftId, MentionForm)> {
        let end = self.text.sentences()[self.sentence].tokens.end;
        let names = self.names[self.next_name..].iter();
        names.take_while(move |(tokens, ..)| tokens.start < end && tokens.start > at).take(AHEAD).cloned()
    }

    /// *he saw him*: a pronoun that is no reflexive does not mean the subject of its own clause.
    fn is_barred(&self, at: TokenIndex, function: Function, sighting: &Sighting) -> bool {
        let same_clause =
            sighting.sentence == self.sentence && self.clause_of(sighting.tokens.start) == self.clause_of(at);
        let reflexive = self.text.token(at).is(Classes::REFLEXIVE);
        same_clause
            && !reflexive
            && function == Function::Object
            && sighting.function == Function::Subject
            && !(sighting.tokens.end..at).any(|index| self.text.token(index).kind == TokenKind::Comma)
    }

    /// 1: *his brother Elias*; 2: *Elias, his brother*.
    fn is_own_relative(&self, at: TokenIndex, name: &TokenRange, function: Function) -> usize {
        if function != Function::Possessor {
            return 0;
        }
        let noun = |range: TokenRange| {
            range.into_iter().all(|index| {
                let token = self.text.token(index);
                (token.is_word()
                    && !token.is(Classes::PREPOSITION | Classes::COORDINATOR | Classes::BE | Classes::HAVE))
                    || (token.kind == TokenKind::Comma && index + 1 == name.start)
            })
        };
        if name.start > at + 1 && name.start - at <= 5 && noun(at + 1..name.start) {
            return 1;
        }
        let comma = name.end;
        let is_comma = self.text.tokens().get(comma as usize).is_some_and(|token| token.kind == TokenKind::Comma);
        if is_comma && at == comma + 1 {
            return 2;
        }
        0
    }
}

fn slot(gender: Gender) -> usize {
    usize::from(gender == Gender::Female)
}
