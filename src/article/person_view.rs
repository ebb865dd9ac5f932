//! A person by themselves.

use crate::entities::{Entity, Mention, MentionForm};
use crate::format::{BlockKind, Emphasis, Nesting};
use crate::language::Classes;
use crate::prose::{Paragraph, Text, Token, TokenIndex, TokenKind, TokenOffset, TokenOffsets, TokenRange};
use crate::quotations::Quotations;
use crate::text::{Parts, ProseSpan};

/// How many tokens before and behind the first one of a mention can be read. A list of names may be one paragraph, and even
/// one sentence, and a word that is typed in it matters to the names beside it.
pub(super) const REACH: u32 = 64;

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

/// A person as if the words around their mentions were all there is. Where in the article these stand, and who else is in
/// it, cannot be read, so what is found stays true while the person is the same and these words are.
#[derive(Debug, Clone, Copy)]
pub struct PersonView<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    person: &'a Entity,
}

/// A mention of a person, with the words around it in its paragraph.
#[derive(Debug, Clone)]
pub struct MentionView<'a> {
    text: &'a Text,
    passages: &'a Quotations,
    mention: &'a Mention,
    paragraph: &'a Paragraph,
    /// Its tokens, counted from the paragraph's first.
    pub tokens: TokenOffsets,
}

/// What a view shows of the paragraph of a mention beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// What it is to a reader.
    pub kind: BlockKind,
    /// What holds it.
    pub nesting: Nesting,
    /// How much of it is bold or in italics.
    pub emphasis: Emphasis,
    /// What it ends with.
    pub last: Option<TokenKind>,
}

impl Setting {
    pub(super) fn of(text: &Text, paragraph: &Paragraph) -> Setting {
        let Paragraph { kind, nesting, emphasis, .. } = *paragraph;
        let last = paragraph.tokens.end.checked_sub(1).and_then(|last| text.get(last));
        Setting { kind, nesting, emphasis, last: last.map(|last| last.kind) }
    }
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
        Some(MentionView { text, passages, mention, paragraph, tokens })
    }

    /// What the paragraph is that it is in.
    pub fn setting(&self) -> Setting {
        Setting::of(self.text, self.paragraph)
    }

    /// A token of its paragraph; `None` for one that is out of reach. Its bytes are counted from the paragraph's first.
    pub fn token(&self, at: TokenOffset) -> Option<Token> {
        if !self.paragraph_tokens().contains(&at) {
            return None;
        }
        let token = self.text.get(self.paragraph.tokens.start + at)?;
        let start = self.start();
        Some(Token { span: ProseSpan::new(token.span.start - start, token.span.end - start), ..*token })
    }

    /// Whether one of some tokens of its paragraph is one of these.
    pub fn any_is(&self, tokens: TokenOffsets, classes: Classes) -> bool {
        let (first, read) = (self.paragraph.tokens.start, self.paragraph_tokens());
        let (start, end) = (first + tokens.start.max(read.start), first + tokens.end.min(read.end));
        self.text.tokens_at(&(start..end)).iter().any(|token| token.is(classes))
    }

    /// The words of one of its paragraph's tokens.
    pub fn word(&self, token: &Token) -> &'a str {
        let start = self.start();
        ProseSpan::new(token.span.start + start, token.span.end + start).slice(self.text.as_str())
    }

    /// The words from the first to the last token of a range; empty where there are none.
    pub fn slice(&self, tokens: TokenOffsets) -> &'a str {
        let last = tokens.end.checked_sub(1).filter(|_| !tokens.is_empty()).and_then(|last| self.token(last));
        let Some((first, last)) = self.token(tokens.start).zip(last) else { return "" };
        self.word(&Token { span: ProseSpan::new(first.span.start, last.span.end), ..first })
    }

    /// Its sentence, as far as it can be read.
    pub fn sentence(&self) -> Option<TokenOffsets> {
        let sentences = self.paragraph.sentences.start as usize..self.paragraph.sentences.end as usize;
        let sentences = self.text.sentences().get(sentences)?;
        let sentence = sentences.get(sentences.partition_point(|one| one.tokens.end <= self.mention.tokens.start))?;
        let first = self.paragraph.tokens.start;
        let own = sentence.tokens.start - first..sentence.tokens.end - first;
        let read = self.paragraph_tokens();
        Some(own.start.max(read.start)..own.end.min(read.end))
    }

    /// The tokens of its paragraph that can be read.
    fn paragraph_tokens(&self) -> TokenOffsets {
        let all = self.paragraph.tokens.end - self.paragraph.tokens.start;
        self.tokens.start.saturating_sub(REACH)..self.tokens.start.saturating_add(REACH).min(all)
    }

    /// The byte with which its paragraph begins.
    fn start(&self) -> u32 {
        self.text.get(self.paragraph.tokens.start).map_or(0, |first| first.span.start)
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
