//! What the tagger sees of a token: its word, letters, shape and classes, those of its neighbours, and its place in
//! the run of capitals.
//!
//! Each feature is a hash. Training and tagging share this file: changing it asks for a new model.

use rustc_hash::FxHashMap;

use super::characters;
use crate::language::{self, Classes};
use crate::prose::{EachToken, Text, TokenIndex, TokenKind, TokenRange};
use crate::text::hash;

/// The classes that features tell apart.
const TOLD: Classes = Classes::GIVEN
    .with(Classes::SURNAME)
    .with(Classes::TITLE)
    .with(Classes::HONORIFIC)
    .with(Classes::ROLE)
    .with(Classes::KIN)
    .with(Classes::PLACE)
    .with(Classes::COUNTRY)
    .with(Classes::DEMONYM)
    .with(Classes::ORGANIZATION)
    .with(Classes::OUTLET)
    .with(Classes::ORGANIZATION_HEAD)
    .with(Classes::ORGANIZATION_SUFFIX)
    .with(Classes::ORGANIZATION_PREFIX)
    .with(Classes::COMMON)
    .with(Classes::CALENDAR)
    .with(Classes::PREPOSITION)
    .with(Classes::DETERMINER)
    .with(Classes::PRONOUN)
    .with(Classes::PARTICLE)
    .with(Classes::COLLECTIVE)
    .with(Classes::PLACE_NOUN)
    .with(Classes::THING_NOUN);

/// What is the same for all tokens of a run.
#[derive(Clone, Copy)]
struct Around {
    /// The word in lower case before the run.
    before: u64,
    /// The word in lower case behind it.
    after: u64,
    /// Whether marks stand around it.
    marks: u64,
    /// What is said of it behind a comma or in brackets.
    said_of: u64,
    style: Style,
}

/// How many tokens on either side of a run features look at.
const REACH: u32 = 2;

/// What features use of one token, taken once.
#[derive(Clone, Copy)]
struct View {
    word: u64,
    classes: u64,
    shape: u64,
}

const NOTHING: View = View { word: 1, classes: 0, shape: 1 };

/// How a sentence is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    /// Most words begin with capitals: a headline or heading.
    Title,
    /// All words are in capitals.
    Shouted,
}

/// The features of a run's tokens, one list after the other; kept between runs to save memory.
#[derive(Default)]
pub struct Features {
    hashes: Vec<u64>,
    ends: Vec<u32>,
    views: Vec<View>,
    phrases: Vec<u64>,
    /// By word, as it is written: most names stand in a text again and again.
    spellings: FxHashMap<Box<str>, Spelling>,
    style: Option<(TokenRange, Style)>,
}

impl Features {
    /// The features of the token at a place in the run.
    pub fn of(&self, at: usize) -> &[u64] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.hashes[start as usize..self.ends[at] as usize]
    }

    /// Gathers the features of every token of a run. `looks` are the weights of the model of characters.
    pub fn gather(&mut self, text: &Text, sentence: &TokenRange, run: &TokenRange, looks: &[u8]) {
        self.hashes.clear();
        self.ends.clear();
        self.views.clear();
        let style = self.style(text, sentence);
        let seen = |index: TokenIndex| if sentence.contains(&index) { view(text, index) } else { NOTHING };
        let before = (1..=REACH).rev().map(|back| run.start.checked_sub(back).map_or(NOTHING, seen));
        self.views.extend(before);
        self.views.extend((run.start..run.end + REACH).each().map(seen));
        self.find_phrases(text, run);
        let around = Around {
            before: self.lower_before(text, sentence, run),
            after: self.lower_after(text, sentence, run),
            marks: marks_around(text, sentence, run),
            said_of: said_of(text, sentence, run),
            style,
        };
        let len = run.len();
        for at in 0..len {
            self.token(text, sentence, run, at, &around, looks);
            self.ends.push(self.hashes.len() as u32);
        }
    }

    fn style(&mut self, text: &Text, sentence: &TokenRange) -> Style {
        if let Some((known, style)) = &self.style
            && known == sentence
        {
            return *style;
        }
        let (mut lower, mut capital, mut capitals) = (0, 0, 0);
        for index in sentence.each().take(40) {
            let token = text.token(index);
            match token.kind {
                TokenKind::Lower if token.span.len() > 3 => lower += 1,
                TokenKind::Capital | TokenKind::Mixed => capital += 1,
                TokenKind::Capitals => capitals += 1,
                _ => {}
            }
        }
        let style = if capitals >= 3 && lower + capital <= capitals / 4 {
            Style::Shouted
        } else if capital + capitals >= 4 && lower * 2 <= capital + capitals {
            Style::Title
        } else {
            Style::Plain
        };
        self.style = Some((sentence.clone(), style));
        style
    }

    /// Marks the tokens of a run that are part of a phrase of the lists: what phrase, and where in it.
    fn find_phrases(&mut self, text: &Text, run: &TokenRange) {
        self.phrases.clear();
        self.phrases.resize(run.len(), 0);
        let mut at = run.start;
        while at < run.end {
            let longest = text.token(at).word.longest_phrase() as u32;
            let mut length = longest.min(run.end - at);
            let mut taken = 1;
            while length >= 2 {
                if let Some(known) = language::phrase(text.slice(at..at + length)) {
                    let classes = known.classes.0 & TOLD.0;
                    if classes != 0 {
                        for place in 0..length {
                            let part = if place == 0 { 1 } else { 2 + u64::from(place + 1 == length) };
                            self.phrases[(at - run.start + place) as usize] = hash::mix(classes, part);
                        }
                        taken = length;
                        break;
                    }
                }
                length -= 1;
            }
            at += taken;
        }
    }

    fn lower_before(&self, text: &Text, sentence: &TokenRange, run: &TokenRange) -> u64 {
        let words = (sentence.start..run.start).each().rev().take(4);
        let found = words.into_iter().find(|index| {
            let token = text.token(*index);
            token.kind == TokenKind::Lower && !token.is(Classes::DETERMINER)
        });
        found.map_or(0, |index| hash::word(text.word(index)))
    }

    fn lower_after(&self, text: &Text, sentence: &TokenRange, run: &TokenRange) -> u64 {
        let mut words = (run.end..sentence.end).each().take(4);
        let found = words.find(|index| text.token(*index).kind == TokenKind::Lower);
        found.map_or(0, |index| hash::word(text.word(index)))
    }

    fn token(
        &mut self,
        text: &Text,
        sentence: &TokenRange,
        run: &TokenRange,
        at: usize,
        around: &Around,
        looks: &[u8],
    ) {
        let Around { before, after, marks, said_of, style } = *around;
        let index = run.start + at as u32;
        let here = at + REACH as usize;
        let [far_left, left, this, right, far_right] =
            [0, 1, 2, 3, 4].map(|offset| self.views.get(here + offset - 2).copied().unwrap_or(NOTHING));
        let word = text.word(index);
        let style = style as u64;
        let phrases = &self.phrases;
        let phrase = phrases[at];
        let hashes = &mut self.hashes;
        let mut template = 0;
        let mut add = |parts: &[u64]| {
            template += 1;
            let state = parts.iter().fold(0x51ED, |state, part| hash::mix(state, *part));
            hashes.push(hash::finish(state, template));
        };
        add(&[style]);
        add(&[this.word]);
        add(&[left.word]);
        add(&[right.word]);
        add(&[far_left.word]);
        add(&[far_right.word]);
        add(&[left.word, this.word]);
        add(&[this.word, right.word]);
        add(&[left.word, right.word]);
        add(&[this.shape, style]);
        add(&[left.shape, this.shape, right.shape]);
        add(&[this.classes]);
        add(&[left.classes, left.shape]);
        add(&[right.classes, right.shape]);
        add(&[left.classes, this.classes]);
        add(&[this.classes, right.classes]);
        add(&[left.classes, this.classes, right.classes]);
        add(&[far_left.classes, left.classes, this.shape]);
        add(&[right.classes, far_right.classes, this.shape]);
        add(&[far_left.classes, left.shape, this.classes]);
        add(&[far_right.classes, right.shape, this.classes]);
        add(&[left.word, far_left.classes, this.shape]);
        add(&[left.word, this.classes, this.shape]);
        add(&[right.word, this.classes, this.shape]);
        add(&[far_left.word, left.word, this.shape]);
        add(&[right.word, far_right.word, this.shape]);
        add(&[this.classes, this.shape, style]);
        add(&[phrase, left.shape]);
        add(&[phrase, this.classes]);
        // Where the token stands in the run, and what the run's ends are.
        let len = run.len();
        let from_end = len - 1 - at;
        let place = (at.min(3) * 4 + from_end.min(3)) as u64;
        let opens = u64::from(run.start == sentence.start);
        let last = self.views[REACH as usize + len - 1];
        let first = self.views[REACH as usize];
        add(&[place, opens, this.shape]);
        add(&[place, opens, this.classes]);
        add(&[from_end.min(4) as u64, last.word]);
        add(&[at.min(4) as u64, first.word]);
        add(&[from_end.min(2) as u64, last.classes, this.classes]);
        add(&[at.min(2) as u64, first.classes, this.classes]);
        add(&[before, at.min(2) as u64]);
        add(&[after, from_end.min(2) as u64]);
        add(&[before, this.classes]);
        add(&[after, this.classes]);
        add(&[before, after]);
        // What stands around the run.
        let outer_left = self.views[REACH as usize - 1];
        add(&[marks, place]);
        add(&[marks, this.classes]);
        add(&[marks, outer_left.shape, this.word]);
        add(&[said_of, from_end.min(2) as u64]);
        add(&[said_of, this.classes]);
        // Letters.
        let known = self.spellings.get(word).copied();
        let spelling = known.unwrap_or_else(|| {
            let spelling = Spelling::of(word, looks);
            self.spellings.insert(word.into(), spelling);
            spelling
        });
        for hash in spelling.suffix {
            add(&[hash]);
        }
        for hash in spelling.prefix.into_iter().skip(1) {
            add(&[hash]);
        }
        if text.token(index).is_capitalized() {
            let looks = spelling.looks;
            for (look, step) in looks.iter().enumerate() {
                add(&[look as u64, *step]);
            }
            add(&[looks[0], looks[1], place]);
            add(&[looks[0], looks[1], looks[2], looks[3]]);
            add(&[looks[0] / 2, looks[1] / 2, looks[2] / 2, this.classes]);
            // What the part behind the last hyphen is: *al-Kazemi*, *Saint-Denis*.
            if let Some((_, part)) = word.rsplit_once(['-', '\'', '\u{2019}']) {
                add(&[2, language::word(part).classes.0 & TOLD.0]);
            }
        }
    }
}

/// Whether a mark opens before a run, and whether one closes behind it: *“Bridge over Water”*.
fn marks_around(text: &Text, sentence: &TokenRange, run: &TokenRange) -> u64 {
    let is_mark = |index: TokenIndex| sentence.contains(&index) && text.token(index).mark().is_some();
    let opens = run.start.checked_sub(1).is_some_and(is_mark);
    let stops = sentence.contains(&run.end) && matches!(text.token(run.end).kind, TokenKind::Comma | TokenKind::Stop);
    let closes = is_mark(run.end) || stops && is_mark(run.end + 1);
    u64::from(opens) + 2 * u64::from(closes)
}

/// What kind of words an apposition behind a run begins with: an age, a role, a body, *who*, *which*.
fn said_of(text: &Text, sentence: &TokenRange, run: &TokenRange) -> u64 {
    const LONGEST: u32 = 7;
    let person = Classes::ROLE | Classes::KIN | Classes::TITLE;
    let body = Classes::ORGANIZATION_HEAD | Classes::COLLECTIVE;
    let opener = match (run.end < sentence.end).then(|| text.token(run.end).kind) {
        Some(TokenKind::Comma) => 10,
        Some(TokenKind::Open) => 20,
        Some(TokenKind::Dash) => 30,
        Some(_) => return 1,
        None => return 0,
    };
    for index in (run.end + 1..sentence.end).each().take(LONGEST as usize) {
        let token = text.token(index);
        let found = match token.kind {
            TokenKind::Number if index == run.end + 1 => 1,
            TokenKind::Capitals if index == run.end + 1 => 2,
            TokenKind::Lower if text.word(index) == "who" => 3,
            TokenKind::Lower if text.word(index) == "which" => 4,
            TokenKind::Lower if token.is(person) => 5,
            TokenKind::Lower if token.is(body) => 6,
            TokenKind::Lower if token.is(Classes::PRONOUN | Classes::COORDINATOR) && index == run.end + 1 => 7,
            TokenKind::Capital | TokenKind::Capitals if index == run.end + 1 => 8,
            TokenKind::Comma | TokenKind::Stop | TokenKind::Close | TokenKind::Mark(_) => 9,
            _ => continue,
        };
        return opener + found;
    }
    opener
}

fn view(text: &Text, index: TokenIndex) -> View {
    let token = text.token(index);
    let word = text.word(index);
    let mut classes = token.classes().0 & TOLD.0;
    if let Some((cue, forms)) = token.word.cue()
        && forms.finite()
        && cue.class.is_speech()
    {
        classes |= 1 << 63;
    }
    View { word: hash::word(word), classes, shape: shape(token.kind, word) }
}

/// The kind of a token with the length class of short words, and what joins its parts.
fn shape(kind: TokenKind, word: &str) -> u64 {
    let kind = match kind {
        TokenKind::Lower => 2,
        TokenKind::Capital => 3,
        TokenKind::Capitals => 4,
        TokenKind::Mixed => 5,
        TokenKind::Possessive => 6,
        TokenKind::Number => 7,
        TokenKind::Address => 8,
        TokenKind::Mark(_) => 9,
        TokenKind::Stop => 10,
        TokenKind::Comma => 11,
        TokenKind::Semicolon => 12,
        TokenKind::Colon => 13,
        TokenKind::Dash => 14,
        TokenKind::Open => 15,
        TokenKind::Close => 16,
        TokenKind::Symbol => 17,
    };
    if !(3..=5).contains(&kind) {
        return kind;
    }
    let length = match word.len() {
        1 | 2 => word.len() as u64,
        3..=5 => 3,
        _ => 4,
    };
    let joint = if word.contains('-') {
        1
    } else if word.ends_with('.') {
        2
    } else if word.contains(['\'', '\u{2019}']) {
        3
    } else {
        0
    };
    kind + 32 * length + 256 * joint
}

/// What the letters of a word say.
#[derive(Clone, Copy)]
struct Spelling {
    /// The hashes of its first letters, one of them, two, …
    prefix: [u64; 4],
    /// The hashes of its last letters, likewise.
    suffix: [u64; 4],
    /// See [`characters::looks`].
    looks: [u64; characters::LOOKS],
}

impl Spelling {
    fn of(word: &str, looks: &[u8]) -> Spelling {
        Spelling {
            prefix: Spelling::hashes(word.chars()),
            suffix: Spelling::hashes(word.chars().rev()),
            looks: characters::looks(looks, word).map(u64::from),
        }
    }

    #[inline]
    fn hashes(mut letters: impl Iterator<Item = char>) -> [u64; 4] {
        let mut state = 0;
        std::array::from_fn(|_| {
            let letter = letters.next().map_or('\0', |letter| letter.to_ascii_lowercase());
            state = hash::mix(state, letter as u64);
            state
        })
    }
}
