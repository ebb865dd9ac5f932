//! Where people are named: the names that the tagger found, put right where the article as a whole shows how, and the
//! names that it overlooked.

use super::kinds::Named;
use crate::entities::facts::lookups::{Lookups, Reading};
use crate::entities::facts::person_mention::{MentionContext, NameKey, PersonMention};
use crate::entities::facts::sentence::{Capital, Opening, SentenceFacts};
use crate::entities::grammar::gender::Stated;
use crate::entities::person_name::table::{NameId, PersonNameTable};
use crate::entities::symbols::interner::{BySymbol, Symbol, SymbolLists};
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenIndex, TokenOffset, TokenRange};

/// How many full names with one first word are looked for.
const COMPARED: usize = 8;
/// Longer full names than this, in tokens, are not looked for elsewhere.
const LONGEST: usize = 6;
/// How often a surname stands alone before it is somebody's in front of another capitalized word too.
const OFTEN: u32 = 3;

/// A name of a person where it stands.
pub struct Candidate<'s> {
    /// Its tokens, without titles.
    pub tokens: TokenRange,
    /// What it is made of.
    pub name: NameId,
    /// Its words, and those right in front of it.
    key: NameKey,
    /// What the words around it say of the bearer's gender.
    pub stated: Stated,
    /// Whether it is introduced as somebody's relative (*his wife, Elena Lopez*).
    pub kin: bool,
    /// Whether it is another name of the one who is named before it (*Elena Lopez, known as La Rubia*).
    pub known_as: bool,
    /// The full name behind *and* whose family name it may share (*John and Mary Larkin*).
    pub joined_to: Option<NameId>,
    /// See [`PersonMention::context`]; nothing where the article shows that the name is shorter than its sentence says.
    pub context: Option<MentionContext>,
    /// See [`PersonMention::may_have_role`].
    pub may_have_role: bool,
    /// See [`PersonMention::shorter`].
    shorter: &'s [NameKey],
}

/// The names of people of an article.
pub struct Candidates<'s> {
    /// Those that stand for themselves, in order, without overlap.
    pub all: Vec<Candidate<'s>>,
    /// Names inside names of other kinds (*the Ann Holt Foundation*), in no order.
    pub nested: Vec<Candidate<'s>>,
}

/// What names of people are looked for in.
pub struct Search<'s, 'l> {
    /// The text.
    pub text: &'s Text,
    /// The facts of its sentences.
    pub sentences: &'s [SentenceFacts],
    /// What was looked up in each of them.
    pub lookups: &'l mut [Lookups],
    /// The names of people.
    pub table: &'l mut PersonNameTable,
}

impl<'s> Candidate<'s> {
    fn new(mention: &PersonMention, base: TokenIndex) -> Candidate<'s> {
        Candidate {
            tokens: base + mention.tokens.start..base + mention.tokens.end,
            name: mention.key.name,
            key: mention.key,
            stated: mention.stated,
            kin: mention.kin,
            known_as: false,
            joined_to: None,
            context: Some(mention.context),
            may_have_role: mention.may_have_role,
            shorter: &[],
        }
    }

    /// Leaves out the words in front of a shorter name within this one.
    fn cut_to(&mut self, key: NameKey) {
        self.tokens.start = self.tokens.end - key.length;
        self.name = key.name;
        self.key = key;
        self.context = None;
        self.may_have_role = true;
    }

    /// Whether the words between the end of another name and this one say that both name one person.
    fn is_other_name_after(&self, end: TokenIndex) -> bool {
        let back = self.tokens.start.distance_from(end);
        self.key.other_name_after.checked_shr(back).is_some_and(|bits| bits & 1 == 1)
    }

    /// *A and B*, *A, B*: two people, however alike their names are.
    pub fn is_joined_to(&self, before: &Candidate<'_>) -> bool {
        let between = self.tokens.start.distance_from(before.tokens.end);
        between > 0 && between <= self.key.joined && before.name != self.name
    }
}

/// All names of people of an article whose names are `names`.
pub fn gather<'s>(names: &'s [Named<'_>], search: &mut Search<'s, '_>) -> Candidates<'s> {
    let mut all = tagged(names);
    let found = search.overlooked(&all);
    all.extend(found);
    all.sort_by_key(|candidate| candidate.tokens.start);
    trim_to_known(&mut all, search.table);
    let mut kinds: Vec<Option<NameKind>> = vec![None; search.text.tokens().len()];
    let mut take = |tokens: &TokenRange, kind: NameKind| {
        if let Some(kinds) = kinds.get_mut(tokens.start.number()..tokens.end.number()) {
            kinds.fill(Some(kind));
        }
    };
    names.iter().for_each(|name| take(&name.tokens, name.kind));
    all.iter().for_each(|candidate| take(&candidate.tokens, NameKind::Person));
    let mut nested = Vec::new();
    for (sentence, tokens) in search.full_names(&all, &kinds) {
        let Some(candidate) = search.look(sentence, tokens.clone()) else { continue };
        match kinds.get(tokens.start.number()).copied().flatten() {
            _ if candidate.tokens != tokens => {}
            None => all.push(candidate),
            Some(_) => nested.push(candidate),
        }
    }
    nested.extend(search.surnames_within(names, &all));
    all.sort_by_key(|candidate| candidate.tokens.start);
    let mut before: Option<TokenIndex> = None;
    for candidate in &mut all {
        let end = before.replace(candidate.tokens.end);
        candidate.known_as = end.is_some_and(|end| candidate.is_other_name_after(end));
    }
    let mut next: Option<(TokenIndex, NameKey)> = None;
    for candidate in all.iter_mut().rev() {
        let behind = next.replace((candidate.tokens.start, candidate.key));
        let behind = behind.filter(|(start, key)| key.follows_and && candidate.tokens.end + 1 == *start);
        candidate.joined_to = behind.map(|(_, key)| key.name);
    }
    Candidates { all, nested }
}

/// The names that were tagged.
fn tagged<'s>(names: &'s [Named<'_>]) -> Vec<Candidate<'s>> {
    let people = names.iter().filter(|name| name.kind == NameKind::Person);
    let candidates = people.flat_map(|name| {
        let candidate =
            |mention: &'s PersonMention| Candidate { shorter: &mention.shorter, ..Candidate::new(mention, name.base) };
        name.people.iter().map(candidate)
    });
    candidates.collect()
}

/// Cuts off words that a tagger left in front of a full name which stands without them elsewhere (*Artist Maria Lopez*),
/// unless the first of these is what somebody is called (*Laiba Abdul Basit*, whose father is *Abdul Basit*).
fn trim_to_known(candidates: &mut [Candidate<'_>], table: &PersonNameTable) {
    let mut full: BySymbol<bool> = BySymbol::new(&table.words);
    for entry in candidates.iter().map(|candidate| table.name(candidate.name)).filter(|entry| entry.is_full) {
        *full.entry(entry.key) = true;
    }
    let mut alone: BySymbol<bool> = BySymbol::new(&table.words);
    for entry in candidates.iter().map(|candidate| table.name(candidate.name)).filter(|entry| !entry.is_full) {
        *alone.entry(entry.key) = true;
    }
    for candidate in candidates {
        let first = table.name(candidate.name).words.first();
        if candidate.shorter.is_empty() || first.is_some_and(|(first, _)| alone.get(*first)) {
            continue;
        }
        let is_known = |key: &&NameKey| full.get(table.name(key.name).key);
        if let Some(key) = candidate.shorter.iter().find(is_known) {
            candidate.cut_to(*key);
        }
    }
}

/// How often the surname of each who is named in full stands alone.
fn alone(candidates: &[Candidate<'_>], table: &PersonNameTable) -> BySymbol<Option<u32>> {
    let mut alone: BySymbol<Option<u32>> = BySymbol::new(&table.words);
    let entries = || candidates.iter().map(|candidate| table.name(candidate.name));
    for name in entries().filter(|name| name.is_full) {
        *alone.entry(name.surname) = Some(0);
    }
    for name in entries().filter(|name| !name.is_full) {
        if let Some(count) = alone.entry(name.surname) {
            *count += 1;
        }
    }
    alone
}

impl<'s> Search<'s, '_> {
    fn base(&self, sentence: usize) -> TokenIndex {
        self.text.sentences()[sentence].tokens.start
    }

    /// The name of a person at some tokens of a sentence, where no tag says that there is one.
    fn look<'c>(&mut self, sentence: usize, tokens: TokenRange) -> Option<Candidate<'c>> {
        let base = self.base(sentence);
        let tokens = tokens.start - base..tokens.end - base;
        let people = self.lookups[sentence].people(self.text, base, tokens, Reading::One, self.table);
        people.first().map(|mention| Candidate::new(mention, base))
    }

    /// Names of people named in full elsewhere that stand untagged: a capitalized word that is the surname of one of
    /// them, alone between words that are not capitalized.
    fn overlooked(&mut self, candidates: &[Candidate<'_>]) -> Vec<Candidate<'s>> {
        let alone = alone(candidates, self.table);
        let is_somebody = |capital: &&Capital| {
            let Some(count) = capital.alone.and_then(|key| alone.get(key)) else { return false };
            match capital.opens {
                Opening::Nothing => true,
                // *the Marsh Papers*, where *Marsh* alone is somebody all along.
                Opening::Thing => count >= OFTEN,
                Opening::Name => false,
            }
        };
        let mut found = Vec::new();
        for (sentence, facts) in self.sentences.iter().enumerate() {
            for capital in facts.naming.capitals.iter().filter(is_somebody) {
                let at = self.base(sentence) + capital.at;
                found.extend(self.look(sentence, at..at + 1));
            }
        }
        found
    }

    /// Where the full name of somebody stands that no name of a person was found at: in a longer run of capitals, or
    /// inside the name of something else. `kinds` tells what each token is part of.
    fn full_names(&mut self, candidates: &[Candidate<'_>], kinds: &[Option<NameKind>]) -> Vec<(usize, TokenRange)> {
        // By the first word, all words of such names, each name once.
        let mut known: SymbolLists<u32> = SymbolLists::new(&self.table.words);
        let mut names: Vec<(Symbol, Vec<Symbol>)> = Vec::new();
        let mut sentence = 0;
        for candidate in candidates {
            if !self.table.name(candidate.name).is_full || candidate.tokens.len() > LONGEST {
                continue;
            }
            let NameKey { first_word, words, .. } = candidate.key;
            let is_same = |other: u32| names[other as usize].0 == words;
            if known.latest(first_word).take(COMPARED).count() >= COMPARED || known.latest(first_word).any(is_same) {
                continue;
            }
            while self.text.sentences()[sentence].tokens.end <= candidate.tokens.start {
                sentence += 1;
            }
            let base = self.base(sentence);
            let place = candidate.tokens.start - base..candidate.tokens.end - base;
            let Some(spelled) = self.sentences[sentence].naming.words_at(place) else { continue };
            known.put(first_word, names.len() as u32);
            names.push((words, spelled.iter().map(|word| word.what).collect()));
        }
        let mut found: Vec<(usize, TokenRange)> = Vec::new();
        for (index, facts) in self.sentences.iter().enumerate() {
            let base = self.base(index);
            let mut next = 0;
            let capitals = &facts.naming.capitals;
            let capital = |at: TokenOffset| {
                let index = capitals.binary_search_by_key(&at, |capital| capital.at).ok()?;
                capitals.get(index).map(|capital| capital.word)
            };
            for &Capital { at, word, .. } in capitals {
                if known.last(word).is_none() {
                    continue;
                }
                let kind = kinds[(base + at).number()];
                if at < next || kind == Some(NameKind::Person) {
                    continue;
                }
                let mut longest: Option<TokenOffset> = None;
                for (_, name) in known.latest(word).map(|index| &names[index as usize]) {
                    let end = at + name.len() as u32;
                    let fits = longest.is_none_or(|longest| end > longest)
                        && end <= facts.naming.length
                        && capital(end - 1) == name.last().copied()
                        && kinds[(base + at).number()..(base + end).number()].iter().all(|other| *other == kind)
                        && match facts.naming.words_at(at..end) {
                            Some(words) => words.iter().map(|word| word.what).eq(name.iter().copied()),
                            None => {
                                self.lookups[index].words(self.text, base, at..end, &mut self.table.words) == &name[..]
                            }
                        };
                    if fits {
                        longest = Some(end);
                    }
                }
                if let Some(end) = longest {
                    next = end;
                    found.push((index, base + at..base + end));
                }
            }
        }
        found
    }

    /// Surnames with which names of other kinds begin (*Marsh's AnalysisHost*, *the Marsh Foundation*), where the article
    /// calls somebody by that surname all along.
    fn surnames_within(&mut self, names: &[Named<'_>], candidates: &[Candidate<'_>]) -> Vec<Candidate<'s>> {
        let alone = alone(candidates, self.table);
        let mut found = Vec::new();
        for name in names.iter().filter(|name| name.kind != NameKind::Person) {
            let count = name.fact.opens_with.and_then(|word| alone.get(word));
            if count.is_some_and(|count| count >= OFTEN) {
                let first = name.tokens.start;
                found.extend(self.look(self.text.sentence_of(first), first..first + 1));
            }
        }
        found
    }
}
