//! The values of features that say how a candidate was mentioned. The number of each is part of the model.

use crate::entities::MentionForm;

/// What is known of a candidate's gender.
#[derive(Debug, Clone, Copy)]
pub enum KnownGender {
    /// The article states that of the pronoun.
    Stated,
    /// Pronouns of the pronoun's gender meant the candidate so far.
    ByPronouns,
    /// The given name suggests it.
    Likely,
    /// Nothing.
    Unknown,
    /// The other one is suggested.
    Other,
}

/// How a candidate was mentioned latest.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// By the full name, or the only one.
    Name,
    /// By the family name.
    Surname,
    /// By the given name.
    Given,
    /// By a pronoun.
    Pronoun,
    /// By a title or a description.
    Other,
}

impl Form {
    pub(super) const COUNT: usize = Form::Other as usize + 1;

    /// The form of a mention.
    pub fn of(form: MentionForm) -> Form {
        match form {
            MentionForm::Name => Form::Name,
            MentionForm::Surname => Form::Surname,
            MentionForm::Given => Form::Given,
            MentionForm::Pronoun => Form::Pronoun,
            MentionForm::Acronym | MentionForm::Title | MentionForm::Description => Form::Other,
        }
    }
}

/// How an article names a candidate.
#[derive(Debug, Clone, Copy, Default)]
pub enum Acquaintance {
    /// In full each time.
    #[default]
    InFull,
    /// In full and otherwise.
    Both,
    /// Once, and not in full.
    Once,
    /// More than once, and never in full.
    NeverInFull,
}

impl Acquaintance {
    pub(super) const COUNT: usize = Acquaintance::NeverInFull as usize + 1;
}

/// On which side of quotation marks the candidate and the pronoun stand.
#[derive(Debug, Clone, Copy)]
pub enum Marks {
    /// Neither is inside.
    Outside,
    /// The pronoun is inside, the candidate stands in front of the marks in the same sentence.
    IntoSame,
    /// The pronoun is inside, the candidate stands in a sentence before.
    Into,
    /// The candidate is inside, the pronoun is not.
    OutOf,
    /// Both are inside the same marks.
    Within,
    /// They are inside different ones.
    Across,
}

impl Marks {
    pub(super) const COUNT: usize = Marks::Across as usize + 1;
}

/// Whom the latest pronoun of the same gender meant.
#[derive(Debug, Clone, Copy)]
pub enum Chain {
    /// There is none.
    None,
    /// Nobody, in a sentence before.
    NobodyBefore,
    /// Nobody, in this sentence.
    NobodyHere,
    /// Somebody else, in a sentence before.
    AnotherBefore,
    /// Somebody else, in this sentence.
    AnotherHere,
    /// The candidate, in a sentence before.
    SameBefore,
    /// The candidate, in this sentence.
    SameHere,
    /// The candidate, as a subject in this sentence.
    SameSubjectHere,
}

impl Chain {
    pub(super) const COUNT: usize = Chain::SameSubjectHere as usize + 1;
}

/// What stands between a candidate and a pronoun close behind.
#[derive(Debug, Clone, Copy)]
pub enum Between {
    /// They are not close.
    Far,
    /// A conjunction.
    Conjunction,
    /// A preposition.
    Preposition,
    /// Anything else.
    Other,
}

impl Between {
    pub(super) const COUNT: usize = Between::Other as usize + 1;
}

/// Whether a candidate is whom a sentence is about.
#[derive(Debug, Clone, Copy)]
pub enum IsSubject {
    /// Somebody else is.
    Another,
    /// The candidate is.
    Candidate,
    /// Nobody with a name is.
    Nobody,
}

impl IsSubject {
    pub(super) const COUNT: usize = IsSubject::Nobody as usize + 1;
}

/// Whether a candidate was mentioned before all others.
#[derive(Debug, Clone, Copy)]
pub enum First {
    /// Somebody else was.
    No,
    /// In the paragraph.
    OfParagraph,
    /// In the article.
    OfArticle,
}

impl First {
    pub(super) const COUNT: usize = First::OfArticle as usize + 1;
}
