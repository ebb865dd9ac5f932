//! What the tagger sees of a word: the word, its letters, its shape and classes, those of its neighbours, and the tags
//! before it.
//!
//! Each feature is a hash. Training and tagging share this file: changing it asks for a new model.

use super::tag::Tag;
use crate::language::Classes;
use crate::prose::{Text, TokenIndex, TokenKind, TokenRange};
use crate::text::hash;

/// The classes that features tell apart.
const TOLD: Classes = Classes::GIVEN
    .with(Classes::SURNAME)
    .with(Classes::TITLE)
    .with(Classes::ROLE)
    .with(Classes::KIN)
    .with(Classes::PLACE)
    .with(Classes::DEMONYM)
    .with(Classes::ORGANIZATION)
    .with(Classes::ORGANIZATION_HEAD)
    .with(Classes::COMMON)
    .with(Classes::CALENDAR)
    .with(Classes::PREPOSITION)
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::BE)
    .with(Classes::HAVE)
    .with(Classes::DO)
    .with(Classes::MODAL)
    .with(Classes::ADVERB)
    .with(Classes::VERB)
    .with(Classes::SPEECH_NOUN)
    .with(Classes::GROUP);

/// How many letters of an end are looked at.
const ENDS: usize = 5;
/// Beside a sentence there are so many places without a word.
const REACH: usize = 2;

/// What features use of one token, taken once.
#[derive(Clone, Copy)]
struct View {
    word: u64,
    shape: u64,
    classes: u64,
    prefix: [u64; ENDS],
    suffix: [u64; ENDS],
}

const NOTHING: View = View { word: 1, shape: 1, classes: 1, prefix: [1; ENDS], suffix: [1; ENDS] };

/// The words of one sentence.
pub struct Words {
    views: Vec<View>,
    /// Whether capitals say little: most words begin with one.
    is_title: bool,
}

impl Words {
    /// Looks at each token of a sentence.
    pub fn of(text: &Text, sentence: &TokenRange) -> Words {
        let outside = [NOTHING; REACH];
        let inside = sentence.clone().map(|index| view(text, index));
        let views = outside.into_iter().chain(inside).chain(outside).collect();
        let count = |kinds: &[TokenKind]| sentence.clone().filter(|at| kinds.contains(&text.token(*at).kind)).count();
        let capitals = count(&[TokenKind::Capital, TokenKind::Capitals, TokenKind::Mixed]);
        Words { views, is_title: capitals >= 4 && count(&[TokenKind::Lower]) * 2 <= capitals }
    }

    /// Puts the features of the word at a place in the sentence into `found`; `tags` are those of all words before it, and
    /// `guess` those that a first look gave to all words.
    pub fn features(&self, at: usize, tags: &[Tag], guess: Option<&[Tag]>, found: &mut Vec<u64>) {
        found.clear();
        let [far_left, left, this, right, far_right] =
            std::array::from_fn(|offset| self.views.get(at + offset).copied().unwrap_or(NOTHING));
        let tag = |back: usize| at.checked_sub(back).and_then(|at| tags.get(at)).map_or(99, |tag| *tag as u64);
        let (before, far_before) = (tag(1), tag(2));
        let ahead = |step: usize| guess.map(|guess| guess.get(at + step).map_or(99, |tag| *tag as u64));
        let place = u64::from(at == 0) + 2 * u64::from(self.is_title);
        let mut template = 0;
        let mut add = |parts: &[u64]| {
            template += 1;
            let state = parts.iter().fold(0x7A65, |state, part| hash::mix(state, *part));
            found.push(hash::finish(state, template));
        };
        add(&[]);
        add(&[this.word]);
        add(&[this.word, place, this.shape]);
        add(&[left.word]);
        add(&[right.word]);
        add(&[far_left.word]);
        add(&[far_right.word]);
        add(&[left.word, this.word]);
        add(&[this.word, right.word]);
        add(&[left.word, right.word]);
        add(&[far_left.word, left.word]);
        add(&[right.word, far_right.word]);
        for suffix in this.suffix {
            add(&[suffix]);
        }
        for prefix in this.prefix.iter().skip(1) {
            add(&[*prefix]);
        }
        add(&[this.shape, place]);
        add(&[this.shape, left.shape, place]);
        add(&[this.shape, right.shape]);
        add(&[this.classes, place]);
        add(&[this.classes, this.shape]);
        add(&[this.classes, this.suffix[2]]);
        add(&[left.classes, this.classes]);
        add(&[this.classes, right.classes]);
        add(&[left.suffix[2], this.suffix[2]]);
        add(&[this.suffix[2], right.suffix[2]]);
        add(&[right.suffix[1], right.shape]);
        add(&[right.suffix[2]]);
        add(&[left.suffix[2]]);
        add(&[before]);
        add(&[far_before, before]);
        add(&[before, this.word]);
        add(&[far_before, before, this.word]);
        add(&[before, this.suffix[2]]);
        add(&[before, this.suffix[1], this.shape]);
        add(&[before, this.classes, this.shape]);
        add(&[far_before, before, this.suffix[2]]);
        add(&[before, right.word]);
        add(&[before, right.suffix[2]]);
        add(&[before, this.classes, right.classes]);
        add(&[before, this.suffix[2], right.suffix[2]]);
        add(&[before, left.word]);
        add(&[this.word, far_right.word]);
        add(&[far_left.word, this.word]);
        add(&[left.word, this.word, right.word]);
        add(&[this.word, right.suffix[2]]);
        add(&[left.suffix[2], this.word]);
        add(&[this.word, right.classes]);
        add(&[this.word, left.classes]);
        add(&[left.classes, this.classes, right.classes]);
        add(&[right.classes, far_right.classes]);
        add(&[this.prefix[1], this.suffix[2]]);
        add(&[before, right.classes, right.shape]);
        add(&[before, this.suffix[1], this.shape, place]);
        add(&[left.suffix[1], right.suffix[1]]);
        if let (Some(after), Some(far_after)) = (ahead(1), ahead(2)) {
            add(&[after]);
            add(&[after, far_after]);
            add(&[before, after]);
            add(&[this.word, after]);
            add(&[this.word, after, far_after]);
            add(&[this.word, before, after]);
            add(&[this.suffix[2], after]);
            add(&[this.classes, after, this.shape]);
            add(&[before, after, far_after]);
        }
    }
}

fn view(text: &Text, index: TokenIndex) -> View {
    let token = text.token(index);
    let word = text.word(index);
    let mut classes = token.classes().0 & TOLD.0;
    // Which forms of a reporting verb it can be.
    if let Some((_, forms)) = token.word.cue() {
        let flags = [forms.past(), forms.base(), forms.third(), forms.participle(), forms.ing()];
        classes = flags.into_iter().fold(hash::mix(classes, 1), |state, flag| state << 1 | u64::from(flag));
    }
    let shape = match token.kind {
        TokenKind::Mark(_) => 20,
        TokenKind::Lower => 1,
        TokenKind::Capital => 2,
        TokenKind::Capitals => 3,
        TokenKind::Mixed => 4,
        TokenKind::Possessive => 5,
        TokenKind::Number => 6,
        TokenKind::Address => 7,
        TokenKind::Stop => 8,
        TokenKind::Comma => 9,
        TokenKind::Semicolon => 10,
        TokenKind::Colon => 11,
        TokenKind::Dash => 12,
        TokenKind::Open => 13,
        TokenKind::Close => 14,
        TokenKind::Symbol => 15,
    };
    let joined = u64::from(word.contains('-')) + 2 * u64::from(word.ends_with('.'));
    View {
        word: hash::word(word),
        shape: shape + 32 * joined,
        classes,
        prefix: ends(word.chars()),
        suffix: ends(word.chars().rev()),
    }
}

/// The hashes of the first letters.
fn ends(mut letters: impl Iterator<Item = char>) -> [u64; ENDS] {
    let mut state = 0;
    std::array::from_fn(|_| {
        let letter = letters.next().map_or('\0', |letter| letter.to_ascii_lowercase());
        state = hash::mix(state, letter as u64);
        state
    })
}
