// Shared by the crate and by its build script, which writes the word tables. No doc comment may open this file: it is
// included as a module's body in both.

/// What the language data knows about a word or a phrase: a set of classes. One word can be many things (*May*, *Church*,
/// *Major*); the rooms decide by context.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Classes(pub u64);

impl Classes {
    /// The classes of a word that the data does not know.
    pub const NONE: Classes = Classes(0);

    /// Whether any class of `other` is in this set.
    pub const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all classes of `other` are in this set.
    pub const fn all(self, other: Classes) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for Classes {
    type Output = Classes;
    fn bitor(self, other: Classes) -> Classes {
        self.with(other)
    }
}

/// Numbers the classes in the order of the list: one bit each.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        impl Classes {
            $($(#[$doc])* pub const $name: Classes = Classes(1 << Bit::$name as u64);)*
            const NAMES: &[(&str, Classes)] = &[$((stringify!($name), Classes::$name)),*];
        }
    };
}

classes! {
    /// A given name.
    GIVEN,
    /// A given name borne by men.
    GIVEN_MALE,
    /// A given name borne by women.
    GIVEN_FEMALE,
    /// A family name.
    SURNAME,
    /// A title that stands before a name (*Gen.*, *prime minister*, *Mr.*).
    TITLE,
    /// A title that says nothing but courtesy (*Mr.*, *Sayyid*, *Haj*).
    HONORIFIC,
    /// A noun for a person by office, work or circumstance (*spokesman*, *farmer*).
    ROLE,
    /// The plural of such a noun.
    ROLE_PLURAL,
    /// A noun of kinship (*brother*).
    KIN,
    /// A title, role or kinship noun for men only.
    NOUN_MALE,
    /// A title, role or kinship noun for women only.
    NOUN_FEMALE,
    /// A place.
    PLACE,
    /// A country.
    COUNTRY,
    /// An adjective or noun of origin, people, faith or party (*Iranian*, *Kurds*, *Democrat*).
    DEMONYM,
    /// An organization known by name.
    ORGANIZATION,
    /// A news outlet.
    OUTLET,
    /// A word that heads names of organizations (*Ministry*, *Council*).
    ORGANIZATION_HEAD,
    /// A word that closes a company's name (*Inc.*).
    ORGANIZATION_SUFFIX,
    /// A word that opens an organization's name.
    ORGANIZATION_PREFIX,
    /// An abbreviation that is written with a period.
    ABBREVIATION,
    /// An abbreviation that does not end a sentence (*Mr.*, *vs.*).
    NEVER_ENDS,
    /// A noun for several people (*residents*).
    GROUP,
    /// A body that speaks as one (*the ministry*, *the company*).
    COLLECTIVE,
    /// Something written that speaks (*the report*).
    DOCUMENT,
    /// Somebody whom the article does not name (*sources*).
    ANONYMOUS,
    /// A weekday, a month or a holiday.
    CALENDAR,
    /// A frequent word that is no name when it begins a sentence.
    COMMON,
    /// A personal pronoun.
    PRONOUN,
    /// *he, him, his, himself*.
    PRONOUN_MALE,
    /// *she, her, hers, herself*.
    PRONOUN_FEMALE,
    /// *they, them, their …*.
    PRONOUN_PLURAL,
    /// *it, its, itself*.
    PRONOUN_NEUTER,
    /// *I, we, my, our …*.
    FIRST_PERSON,
    /// *you, your …*.
    SECOND_PERSON,
    /// A pronoun that can be a subject.
    SUBJECT,
    /// A pronoun that can be an object.
    OBJECT,
    /// A possessive pronoun or determiner.
    POSSESSIVE,
    /// A reflexive pronoun.
    REFLEXIVE,
    /// An article or another determiner.
    DETERMINER,
    /// A preposition.
    PREPOSITION,
    /// *and, or, but, nor, yet*.
    COORDINATOR,
    /// A word that opens a subordinate clause (*because*, *although*).
    SUBORDINATOR,
    /// A relative pronoun (*who*, *which*).
    RELATIVE,
    /// A form of *be*.
    BE,
    /// A form of *have*.
    HAVE,
    /// A form of *do*.
    DO,
    /// A modal verb.
    MODAL,
    /// *not*, *never* and contractions with it.
    NEGATION,
    /// A number written as a word.
    NUMBER,
    /// A part of names that is often in lower case (*van*, *al*, *bin*).
    PARTICLE,
    /// An adverb that may stand between a source and its cue (*also*, *later*).
    ADVERB,
    /// A finite form of a common verb that introduces no speech (*took*, *lives*); many are nouns as well.
    VERB,
    /// A noun for an act of speech (*statement*, *warning*).
    SPEECH_NOUN,
    /// A noun for a kind of place (*street*, *village*).
    PLACE_NOUN,
    /// A noun for a kind of work, product, event or the like that bears a name of its own (*album*, *ferry*).
    THING_NOUN,
    /// The phrase table holds phrases that begin with this word.
    STARTS_PHRASE,
}

impl std::fmt::Debug for Classes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = Classes::NAMES.iter().filter(|(_, class)| self.any(*class)).map(|(name, _)| *name).collect();
        write!(f, "{}", names.join("|"))
    }
}
