//! Entities while they are gathered: each step adds mentions, none of which may overlap another.

use super::naming::{Before, Naming};
use super::quick::Set;
use super::words::WordId;
use super::{Entity, EntityId, Gender, Mention, MentionForm, Role};
use crate::names::NameKind;
use crate::prose::{Text, TokenIndex, TokenRange};
use crate::text::ProseSpan;

/// Index of a draft in [`Drafts::all`].
pub type DraftId = usize;

/// An entity in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: NameKind,
    /// Every mention so far, in no order until [`Drafts::finish`].
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
    /// One past the draft that each token is part of; 0 for none.
    owner: Vec<u32>,
}

impl Drafts {
    pub fn new(text: &Text) -> Drafts {
        Drafts { all: Vec::new(), owner: vec![0; text.tokens().len()] }
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
        self.owner.get(token as usize)?.checked_sub(1).map(|id| id as DraftId)
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
        for index in tokens.clone() {
            self.owner[index as usize] = id as u32 + 1;
        }
        let rival = rival.map(|rival| EntityId(rival as u32));
        let span = text.span(tokens.clone());
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival, inside: false });
        true
    }

    /// Adds a name that stands inside the name of something else, to which its tokens go on belonging.
    pub fn mention_inside(&mut self, text: &Text, id: DraftId, tokens: TokenRange, form: MentionForm) {
        let span = text.span(tokens.clone());
        let confidence = 0.9;
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival: None, inside: true });
    }

    /// Adds a surname that is the first part of a word (*a Lopez-like smile*), by the length of the part in bytes. The word
    /// itself stays nobody's.
    pub fn mention_in_word(&mut self, text: &Text, id: DraftId, token: TokenIndex, length: u32) {
        let start = text.token(token).span.start;
        let (tokens, span) = (token..token + 1, ProseSpan::new(start, start + length));
        let (form, confidence) = (MentionForm::Surname, 0.9);
        self.all[id].mentions.push(Mention { tokens, span, form, confidence, rival: None, inside: true });
    }

    /// The entities in order of first mention. Drafts without a mention are dropped. What entities are called who are
    /// named as they were before is taken over.
    pub fn finish(mut self, text: &Text, mut before: Before) -> Vec<Entity> {
        for draft in &mut self.all {
            draft.mentions.sort_by_key(|mention| mention.tokens.start);
        }
        let mut order: Vec<DraftId> = (0..self.all.len()).filter(|id| !self.all[*id].mentions.is_empty()).collect();
        order.sort_by_key(|id| self.all[*id].mentions[0].tokens.start);
        let mut number = vec![None; self.all.len()];
        for (index, id) in order.iter().enumerate() {
            number[*id] = Some(EntityId(index as u32));
        }
        let finish = |(id, draft): (usize, &DraftId)| {
            let draft = &mut self.all[*draft];
            for mention in &mut draft.mentions {
                mention.rival = mention.rival.and_then(|rival| number.get(rival.0 as usize).copied().flatten());
            }
            let naming = before.naming_of(draft).unwrap_or_else(|| Naming::of(text, draft));
            finish_one(EntityId(id as u32), naming, draft)
        };
        order.iter().enumerate().map(finish).collect()
    }
}

/// Makes an entity of what a draft holds, which is taken out of it.
fn finish_one(id: EntityId, naming: Naming, draft: &mut Draft) -> Entity {
    let Naming { name, aliases, variants } = naming;
    let mut roles = std::mem::take(&mut draft.roles);
    roles.sort_by_key(|role| role.span);
    Entity {
        id,
        kind: draft.kind,
        name,
        aliases,
        variants,
        acronym: draft.acronym.take(),
        roles,
        affiliation: draft.affiliation.take(),
        gender: draft.stated,
        mentions: std::mem::take(&mut draft.mentions),
    }
}
