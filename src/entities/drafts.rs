//! Entities while they are gathered: each step adds mentions, none of which may overlap another.

use super::naming::{Before, Naming};
use super::quick::Set;
use super::track;
use super::words::WordId;
use super::{Entity, EntityId, Gender, Mention, MentionForm, Role};
use crate::names::NameKind;
use crate::prose::{Revision, Text, TokenIndex, TokenRange};
use crate::text::ProseSpan;

/// Index of a draft in [`Drafts::all`].
pub type DraftId = usize;

/// Marks the draft of a token that is part of a description.
const DESCRIBED: u32 = 1 << 31;

/// An entity in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: NameKind,
    /// Every mention so far, in no order.
    pub mentions: Vec<Mention>,
    pub roles: Vec<Role>,
    /// The tokens of each role.
    pub role_tokens: Vec<TokenRange>,
    /// The words of the roles, and of what they belong to.
    pub role_words: Vec<WordId>,
    /// Of a body, the words of its first names, and the nouns among them that say what it is.
    pub name_words: Vec<WordId>,
    pub heads: Vec<WordId>,
    pub affiliation: Option<String>,
    pub acronym: Option<String>,
    /// The gender that the text states.
    pub stated: Gender,
    /// The gender that the given name suggests; only pronouns ask for it.
    pub likely: Gender,
    /// Spellings of the full name that are variants of another, by their text.
    pub variants: Set<String>,
}

/// All drafts, and which tokens are taken.
#[derive(Debug, Default)]
pub struct Drafts {
    pub all: Vec<Draft>,
    /// One past the draft that each token is part of; 0 for none. With [`DESCRIBED`] where it is part of no name.
    owner: Vec<u32>,
    /// The first tokens of the mentions that are inside others, with whom they mention, in no order.
    inside: Vec<(TokenIndex, DraftId)>,
}

/// What pronouns add to the drafts.
#[derive(Debug, Default)]
pub struct Given {
    /// Mentions, with whom they mention.
    pub mentions: Vec<(DraftId, Mention)>,
    /// Genders that pronouns state, in order.
    pub stated: Vec<(DraftId, Gender)>,
}

impl Drafts {
    pub fn new(text: &Text) -> Drafts {
        Drafts { all: Vec::new(), owner: vec![0; text.tokens().len()], inside: Vec::new() }
    }

    pub fn add(&mut self, kind: NameKind) -> DraftId {
        self.all.push(Draft {
            kind,
            mentions: Vec::new(),
            roles: Vec::new(),
            role_tokens: Vec::new(),
            role_words: Vec::new(),
            name_words: Vec::new(),
            heads: Vec::new(),
            affiliation: None,
            acronym: None,
            stated: Gender::Unstated,
            likely: Gender::Unstated,
            variants: Set::default(),
        });
        self.all.len() - 1
    }

    /// Whether no token of the range is part of a mention.
    pub fn is_free(&self, tokens: TokenRange) -> bool {
        tokens.into_iter().all(|index| self.owner.get(index as usize) == Some(&0))
    }

    /// The draft that mentions a token.
    pub fn owner(&self, token: TokenIndex) -> Option<DraftId> {
        (self.owner.get(token as usize)? & !DESCRIBED).checked_sub(1).map(|id| id as DraftId)
    }

    /// The draft that names a token.
    pub fn bearer(&self, token: TokenIndex) -> Option<DraftId> {
        self.owner(token).filter(|_| self.owner[token as usize] & DESCRIBED == 0)
    }

    /// Adds a mention, unless one of its tokens is taken.
    pub fn mention(
        &mut self,
        text: &Text,
        id: DraftId,
        tokens: TokenRange,
        form: MentionForm,
        confidence: f32,
    ) -> bool {
        self.mention_or(text, id, tokens, form, confidence, None)
    }

    /// Adds a mention for which a second entity fits about as well.
    pub fn mention_or(
        &mut self,
        text: &Text,
        id: DraftId,
        tokens: TokenRange,
        form: MentionForm,
        confidence: f32,
        rival: Option<DraftId>,
    ) -> bool {
        if tokens.is_empty() || !self.is_free(tokens.clone()) {
            return false;
        }
        let mark = if form.is_named() { 0 } else { DESCRIBED };
        self.owner[tokens.start as usize..tokens.end as usize].fill((id as u32 + 1) | mark);
        let rival = rival.map(|rival| EntityId(rival as u32));
        let span = text.span(tokens.clone());
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival, inside: false });
        true
    }

    /// Adds a name that stands inside the name of something else, to which its tokens go on belonging.
    pub fn mention_inside(&mut self, text: &Text, id: DraftId, tokens: TokenRange, form: MentionForm) {
        let span = text.span(tokens.clone());
        let confidence = 0.9;
        self.inside.push((tokens.start, id));
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival: None, inside: true });
    }

    /// Adds a surname that is the first part of a word (*a Lopez-like smile*), by the length of the part in bytes. The word
    /// itself stays nobody's.
    pub fn mention_in_word(&mut self, text: &Text, id: DraftId, token: TokenIndex, length: u32) {
        let start = text.token(token).span.start;
        let (tokens, span) = (token..token + 1, ProseSpan::new(start, start + length));
        let (form, confidence) = (MentionForm::Surname, 0.9);
        self.inside.push((token, id));
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival: None, inside: true });
    }

    /// Takes away every mention that names nobody: titles and descriptions.
    pub fn forget_descriptions(&mut self) {
        for owner in self.owner.iter_mut().filter(|owner| **owner & DESCRIBED != 0) {
            *owner = 0;
        }
        self.all.iter_mut().for_each(|draft| draft.mentions.retain(|mention| mention.form.is_named()));
    }

    /// Everybody and everything that is mentioned in some tokens, each once.
    pub fn mentioned_in(&self, tokens: TokenRange) -> Vec<DraftId> {
        let inside = self.inside.iter().filter(|(at, _)| tokens.contains(at)).map(|(_, id)| *id);
        let mut found: Vec<DraftId> = tokens.clone().filter_map(|token| self.owner(token)).chain(inside).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Moves everything to where it stands after an edit that left every mention what it was.
    pub fn follow(&mut self, text: &Text, revision: &Revision) {
        let (bytes, tokens) = (revision.text, revision.tokens);
        let (old, new) = (tokens.before(), tokens.now());
        if new.len() != old.len() {
            let mut owner = self.owner[old.clone()].to_vec();
            owner.resize(new.len(), 0);
            self.owner.splice(old, owner);
        }
        for (at, _) in &mut self.inside {
            *at = at.wrapping_add(track::moved_by(tokens, *at));
        }
        for draft in &mut self.all {
            draft.mentions.iter_mut().for_each(|mention| mention.follow(text, revision));
            for (role, place) in draft.roles.iter_mut().zip(&mut draft.role_tokens) {
                if place.start >= tokens.old_end {
                    role.span = bytes.moved_span(role.span);
                }
                *place = track::moved(tokens, place);
            }
        }
    }

    /// The entities in order of first mention, with what pronouns add to them. Drafts without a mention are left out. What
    /// entities are called who are named as they were before is taken over.
    pub fn finish(&self, text: &Text, given: Given, mut before: Before) -> Vec<Entity> {
        let mut added = vec![0; self.all.len()];
        given.mentions.iter().for_each(|(id, _)| added[*id] += 1);
        let gather = |(draft, added): (&Draft, usize)| {
            let mut mentions = Vec::with_capacity(draft.mentions.len() + added);
            mentions.extend_from_slice(&draft.mentions);
            mentions
        };
        let mut mentions: Vec<Vec<Mention>> = self.all.iter().zip(added).map(gather).collect();
        given.mentions.into_iter().for_each(|(id, mention)| mentions[id].push(mention));
        mentions.iter_mut().for_each(|mentions| mentions.sort_by_key(|mention| mention.tokens.start));
        let mut stated: Vec<Gender> = self.all.iter().map(|draft| draft.stated).collect();
        given.stated.into_iter().for_each(|(id, gender)| stated[id] = stated[id].or(gender));
        let mut order: Vec<DraftId> = (0..self.all.len()).filter(|id| !mentions[*id].is_empty()).collect();
        order.sort_by_key(|id| mentions[*id][0].tokens.start);
        let mut number = vec![None; self.all.len()];
        for (index, id) in order.iter().enumerate() {
            number[*id] = Some(EntityId(index as u32));
        }
        let finish = |(id, draft): (usize, &DraftId)| {
            let mut mentions = std::mem::take(&mut mentions[*draft]);
            for mention in &mut mentions {
                mention.rival = mention.rival.and_then(|rival| number.get(rival.0 as usize).copied().flatten());
            }
            let gender = stated[*draft];
            let draft = &self.all[*draft];
            let naming = before.naming_of(draft, &mentions).unwrap_or_else(|| Naming::of(text, draft, &mentions));
            finish_one(EntityId(id as u32), naming, draft, gender, mentions)
        };
        order.iter().enumerate().map(finish).collect()
    }
}

/// Makes an entity of what a draft holds.
fn finish_one(id: EntityId, naming: Naming, draft: &Draft, gender: Gender, mentions: Vec<Mention>) -> Entity {
    let Naming { name, aliases, variants } = naming;
    let mut roles = draft.roles.clone();
    roles.sort_by_key(|role| role.span);
    Entity {
        id,
        kind: draft.kind,
        name,
        aliases,
        variants,
        acronym: draft.acronym.clone(),
        roles,
        affiliation: draft.affiliation.clone(),
        gender,
        mentions,
    }
}
