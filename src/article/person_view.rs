//! A person by themselves.

use crate::entities::{Entity, Mention, MentionForm};
use crate::prose::{ParagraphView, Text, TokenIndex, TokenOffsets, TokenRange};
use crate::quotations::Quotations;
use crate::text::Parts;

/// The people of an article, among its entities.
#[derive(Debug)]
pub struct People;

impl Parts for People {
    type View<'a> = PersonView<'a>;
}

/// The names of the people of an article.
#[derive(Debug)]
pub struct Names;

impl Parts for Names {
    type View<'a> = &'a str;
}

/// A person as if the paragraphs that mention them were all there is. Where in the article they stand, and who else is in
/// it, cannot be read, so what is found stays true while the person is the same and these paragraphs are.
#[derive(Debug, Clone, Copy)]
pub struct PersonView<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    person: &'a Entity,
}

/// A mention of a person, in its paragraph.
#[derive(Debug, Clone)]
pub struct MentionView<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    mention: &'a Mention,
    /// The paragraph that it is in.
    pub paragraph: ParagraphView<'a>,
    /// Its tokens, counted from the paragraph's first.
    pub tokens: TokenOffsets,
}

impl<'a> PersonView<'a> {
    pub(super) fn new(text: &'a Text, passages: &'a Quotations, person: &'a Entity) -> PersonView<'a> {
        PersonView { text, passages, person }
    }

    /// Whether the person is mentioned in some of these tokens.
    pub(super) fn is_mentioned_in(&self, tokens: &[TokenRange]) -> bool {
        let mentions = &self.person.mentions;
        tokens.iter().any(|tokens| {
            let first = mentions.partition_point(|mention| mention.tokens.start < tokens.start);
            mentions.get(first).is_some_and(|mention| mention.tokens.start < tokens.end)
        })
    }

    /// The fullest name.
    pub fn name(&self) -> &'a str {
        &self.person.name
    }

    /// Other spellings of the name.
    pub fn variants(&self) -> &'a [String] {
        &self.person.variants
    }

    /// Whether the article says what the person is.
    pub fn has_role(&self) -> bool {
        !self.person.roles.is_empty() || self.person.affiliation.is_some()
    }

    /// How the person is mentioned, in order.
    pub fn forms(&self) -> impl Iterator<Item = MentionForm> + use<'a> {
        self.person.mentions.iter().map(|mention| mention.form)
    }

    /// The words of [`named`](Self::named), which are cheaper to tell than where they stand.
    pub fn written(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = self.text.as_str();
        self.person.mentions.iter().filter(|mention| mention.is_naming()).map(|mention| mention.span.slice(text))
    }

    /// The mentions that name the person, without those inside the names of other things; each with its index in
    /// [`Entity::mentions`].
    pub fn named(&self) -> impl DoubleEndedIterator<Item = (usize, MentionView<'a>)> + use<'a> {
        let (text, passages) = (self.text, self.passages);
        let named = self.person.mentions.iter().enumerate().filter(|(_, mention)| mention.is_naming());
        named.filter_map(move |(index, mention)| Some((index, MentionView::new(text, passages, mention)?)))
    }
}

impl<'a> MentionView<'a> {
    pub(super) fn new(text: &'a Text, passages: &'a Quotations, mention: &'a Mention) -> Option<MentionView<'a>> {
        let paragraph = text.paragraphs().get(text.paragraph_of(mention.tokens.start))?;
        let first = paragraph.tokens.start;
        let tokens = mention.tokens.start - first..mention.tokens.end - first;
        Some(MentionView { text, passages, mention, paragraph: text.view(paragraph), tokens })
    }

    /// How it refers.
    pub fn form(&self) -> MentionForm {
        self.mention.form
    }

    /// How sure the link to the person is.
    pub fn confidence(&self) -> f32 {
        self.mention.confidence
    }

    /// Its words.
    pub fn written(&self) -> &'a str {
        self.mention.span.slice(self.text.as_str())
    }

    /// Whether it stands inside quotation marks.
    pub fn is_quoted(&self) -> bool {
        self.passages.innermost(self.mention.tokens.start).is_some()
    }

    /// Whether it stands in the headline, if there is one.
    pub fn is_in_headline(&self) -> bool {
        self.mention.tokens.start < self.text.headline_end()
    }
}

/// Whether what a [`PersonView`] shows of two entities is the same; `now` says where a token of the first one stands in the
/// text of the second.
pub(super) fn shows_the_same(was: &Entity, entity: &Entity, now: impl Fn(TokenIndex) -> TokenIndex) -> bool {
    let Entity { id: _, kind, name, aliases: _, variants, acronym: _, roles, affiliation, gender: _, mentions } = was;
    let same = |one: &Mention, other: &Mention| {
        let Mention { tokens, span, form, confidence, rival: _, inside } = one;
        (now(tokens.start)..now(tokens.end), *form, *confidence, *inside)
            == (other.tokens.clone(), other.form, other.confidence, other.inside)
            && span.len() == other.span.len()
    };
    *kind == entity.kind
        && *name == entity.name
        && *variants == entity.variants
        && roles.is_empty() == entity.roles.is_empty()
        && affiliation.is_some() == entity.affiliation.is_some()
        && mentions.len() == entity.mentions.len()
        && mentions.iter().zip(&entity.mentions).all(|(one, other)| same(one, other))
}
