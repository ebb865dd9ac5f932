//! What speaks for or against a candidate: categorical features, one weight a value.

use super::values::{Acquaintance, Between, Chain, First, Form, IsSubject, KnownGender, Marks};
use crate::entities::grammar::clause::Function;

/// The features with how many values each has.
const TRAITS: &[(&str, usize)] = &[
    // Nobody who has a name here, by the pronoun's function.
    ("nobody", 4),
    // How many sentences back, by the pronoun's function.
    ("sentences-back", 20),
    // The function of the candidate's latest mention and of the pronoun, in one sentence or two.
    ("functions", 56),
    // The same, with how many sentences lie between.
    ("far-functions", 84),
    // How many candidates of the same function were mentioned later, by the pronoun's function.
    ("function-recency", 16),
    // *asked him to help her*: the pronoun is the object of an infinitive that follows the candidate in its clause.
    ("infinitive", 4),
    // How many other candidates were mentioned later.
    ("recency", 6),
    // What is known of the candidate's gender.
    ("gender", KnownGender::Other as usize + 1),
    // How the candidate was mentioned latest.
    ("form", Form::COUNT),
    // How often the candidate was mentioned so far, against the candidate most mentioned.
    ("mentioned", 4),
    // How often the whole article names the candidate, against the person whom it names most.
    ("named", 4),
    // Whether the latest pronoun of this gender meant the candidate, and where it stood.
    ("chain", Chain::COUNT),
    // Whether the candidate is the first subject of the pronoun's sentence, by the pronoun's function.
    ("subject-here", IsSubject::COUNT * 4),
    // The same for the sentence before.
    ("subject-before", IsSubject::COUNT * 4),
    // In the pronoun's clause or another one of its sentence, by both functions.
    ("clause", 32),
    // How many tokens back.
    ("distance", 8),
    // Named behind the pronoun only: in which order, as a subject or not, by the pronoun's function, with the pronoun in
    // the phrase that opens the sentence or not.
    ("ahead", 24),
    // Named again behind the pronoun in its sentence, likewise.
    ("named-later", 24),
    // Inside or outside of quotation marks.
    ("marks", Marks::COUNT),
    // Whether the pronoun speaks, and the candidate spoke last, spoke before or never did.
    ("speaker", 6),
    // Inside brackets.
    ("brackets", 2),
    // One of several people joined by a conjunction.
    ("coordinated", 2),
    // The noun behind a possessive pronoun names the candidate, or explains the candidate before it.
    ("own-relative", 3),
    // How the article names the candidate: only in full, in full first, by one word only; by form of the latest mention.
    ("acquaintance", Acquaintance::COUNT * Form::COUNT),
    // In a list of names.
    ("listed", 4),
    // What stands right between the candidate and the pronoun: a conjunction, a preposition, other.
    ("between", Between::COUNT * 4),
    // How often the candidate was mentioned in this sentence and the one before, by function of the pronoun.
    ("dense", 16),
    // How many other people stand between the candidate's mention and the pronoun, by sentences back.
    ("others-between", 16),
    // The first person whom the paragraph, or the article, mentions.
    ("first", First::COUNT),
    // Whether the candidate says the words in which the pronoun stands, by the pronoun's function.
    ("words", Words::COUNT * 4),
    // When the candidate was last said to speak, by whether the pronoun is said to.
    ("spoke-last", SpokeLast::COUNT * Speaking::COUNT),
    // Whether the paragraph is about the candidate so far, by whether the pronoun is said to speak.
    ("topic", Topic::COUNT * Speaking::COUNT),
    // Nobody who has a name here: who was said to speak last, by whether the pronoun is.
    ("unnamed-speaker", UnnamedSpeaker::COUNT * Speaking::COUNT),
];

const MAXIMUM: usize = 32;

/// Whose words a pronoun stands in, as seen from a candidate.
#[derive(Debug, Clone, Copy)]
pub enum Words {
    /// Nobody's.
    Nobodys,
    /// The candidate's, without marks.
    OwnReported,
    /// Somebody else's, without marks.
    AnothersReported,
    /// The candidate's, in the marks of a sentence that goes on with them.
    OwnMixed,
    /// Somebody else's, in such marks.
    AnothersMixed,
    /// Somebody else's, all of them in marks.
    AnothersDirect,
    /// In marks that nobody is said to speak in, where the candidate spoke last.
    MaybeOwn,
    /// In such marks, where the candidate did not speak last.
    MaybeAnothers,
}

impl Words {
    const COUNT: usize = Words::MaybeAnothers as usize + 1;
}

/// When a candidate was last said to speak.
#[derive(Debug, Clone, Copy)]
pub enum SpokeLast {
    /// Never before.
    Never,
    /// Before the one who spoke last.
    Earlier,
    /// As the last one, some paragraphs ago.
    LastFar,
    /// As the last one, in the paragraph before.
    LastBefore,
    /// As the last one, in this paragraph.
    LastHere,
}

impl SpokeLast {
    const COUNT: usize = SpokeLast::LastHere as usize + 1;
}

/// Whether a paragraph is about a candidate, as far as it was read.
#[derive(Debug, Clone, Copy)]
pub enum Topic {
    /// As the subject of its last sentence.
    Subject,
    /// As the first person whom it mentions.
    First,
    /// As somebody whom it mentions.
    Mentioned,
    /// It mentions others only.
    Absent,
    /// It mentions nobody yet; the candidate is the subject of the sentence before it.
    SubjectBefore,
    /// It mentions nobody yet; the candidate is anybody else.
    Before,
}

impl Topic {
    const COUNT: usize = Topic::Before as usize + 1;
}

/// Whether a pronoun is said to speak.
#[derive(Debug, Clone, Copy)]
pub enum Speaking {
    /// It is not.
    No,
    /// Words in front of it are its own (*“…,” he said*).
    Behind,
    /// Words behind it are its own (*he said that …*).
    Ahead,
    /// Likewise, as somebody who spoke before (*he added*).
    GoesOn,
}

impl Speaking {
    pub(super) const COUNT: usize = Speaking::GoesOn as usize + 1;
}

/// Who was said to speak last, where that is nobody with a name.
#[derive(Debug, Clone, Copy)]
pub enum UnnamedSpeaker {
    /// Nobody, or somebody with a name.
    None,
    /// One person without a name, in this paragraph.
    Here,
    /// One person without a name, before this paragraph.
    Before,
    /// Others.
    Others,
}

impl UnnamedSpeaker {
    const COUNT: usize = UnnamedSpeaker::Others as usize + 1;
}

/// From so many tokens on, how far back a candidate stands makes no difference.
pub const FARTHEST: u32 = 50;

/// How many weights there are.
pub const WEIGHTS: usize = {
    let mut total = 0;
    let mut at = 0;
    while at < TRAITS.len() {
        total += TRAITS[at].1;
        at += 1;
    }
    total
};

/// The values that a candidate has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Features {
    indexes: [u16; MAXIMUM],
    len: usize,
}

/// A feature by the place of its weights; found by its name when the program is built.
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    start: usize,
    size: usize,
}

impl Feature {
    /// The feature of that name. Without one, what the compiler works out with it does not compile.
    pub const fn named(name: &str) -> Feature {
        let mut start = 0;
        let mut at = 0;
        while at < TRAITS.len() {
            let (known, size) = TRAITS[at];
            if is_same(known, name) {
                return Feature { start, size };
            }
            start += size;
            at += 1;
        }
        panic!("no feature has this name")
    }
}

impl Features {
    /// Gives the candidate a value; one that the feature does not have is left out.
    pub fn set(&mut self, of: Feature, value: usize) {
        if value < of.size && self.len < MAXIMUM {
            self.indexes[self.len] = (of.start + value) as u16;
            self.len += 1;
        }
    }

    /// The weights that count for the candidate.
    pub fn indexes(&self) -> impl Iterator<Item = usize> {
        self.indexes[..self.len].iter().map(|index| usize::from(*index))
    }
}

/// The place of a value's weight.
pub const fn index_of(name: &str, value: usize) -> Option<usize> {
    let mut start = 0;
    let mut at = 0;
    while at < TRAITS.len() {
        let (known, size) = TRAITS[at];
        if is_same(known, name) {
            return if value < size { Some(start + value) } else { None };
        }
        start += size;
        at += 1;
    }
    None
}

/// Equality of strings for the compiler, which lays out the weights.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The feature and value of a weight.
#[cfg(feature = "train")]
pub fn name_of(index: usize) -> Option<(&'static str, usize)> {
    let mut start = 0;
    for (name, size) in TRAITS {
        if index < start + size {
            return Some((name, index - start));
        }
        start += size;
    }
    None
}

/// A function as a number below 7.
pub fn of_mention(function: Function) -> usize {
    match function {
        Function::Subject => 0,
        Function::Object => 1,
        // No candidate stands in a byline: its name is not read.
        Function::Oblique | Function::Byline => 2,
        Function::Possessor => 3,
        Function::Apposition => 4,
        Function::Other => 5,
    }
}

/// The function of a pronoun as a number below 4.
pub fn of_pronoun(function: Function) -> usize {
    match function {
        Function::Subject => 0,
        Function::Object => 1,
        Function::Possessor => 2,
        _ => 3,
    }
}

/// `value` in one of the steps whose upper bounds are given; the last step is open.
pub fn step(value: usize, bounds: &[usize]) -> usize {
    bounds.iter().position(|bound| value <= *bound).unwrap_or(bounds.len())
}
