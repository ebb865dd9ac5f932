//! What copydesk knows of English: the words and phrases of `en/`, compiled into the binary.
//!
//! The data is in tab-separated files, described in `en/README.md`; `build.rs` turns them into hash tables that are read
//! where they lie in the binary. A second language is a second folder.

#[allow(dead_code)] // The build script uses all of it.
mod classes {
    include!("classes.rs");
}
pub mod dates;
#[cfg_attr(not(test), allow(dead_code))] // The build script uses all of it; the crate its constants.
mod inflection;
pub mod stand_ins;
pub mod titles;

pub use classes::Classes;

mod table {
    include!("table.rs");
}

include!(concat!(env!("OUT_DIR"), "/cues.rs"));
include!(concat!(env!("OUT_DIR"), "/word-sets.rs"));
static WORDS: Table = Table::of(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
static PHRASES: Table = Table::of(include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin")));

/// A table that the build script wrote.
struct Table {
    /// Where the record of each slot begins, counted from 1; 0 if the slot is empty. A power of two of them.
    slots: &'static [[u8; 4]],
    records: &'static [u8],
}

impl Table {
    /// The table in these bytes: how many slots there are, the slots, the records.
    const fn of(bytes: &'static [u8]) -> Table {
        let Some((count, rest)) = bytes.split_first_chunk() else { panic!("no table without its length") };
        let (slots, records) = rest.split_at(4 * u32::from_le_bytes(*count) as usize);
        Table { slots: slots.as_chunks().0, records }
    }

    /// What the table holds for a key with that hash.
    #[inline]
    fn get(&self, key: &[u8], hash: u32) -> Option<Word> {
        let last = self.slots.len() - 1;
        let mut slot = hash as usize & last;
        loop {
            let at = (u32::from_le_bytes(*self.slots.get(slot)?) as usize).checked_sub(1)?;
            let (record, rest) = self.records.get(at..)?.split_first_chunk::<{ table::ENTRY }>()?;
            let [length, longest, forms] = [record[0], record[1], record[2]];
            if usize::from(length) == key.len() && rest.get(..key.len())? == key {
                let cue = u16::from_le_bytes([record[3], record[4]]);
                let sets = u16::from_le_bytes([record[5], record[6]]);
                let classes = Classes(u64::from_le_bytes(*record[7..].first_chunk()?));
                return Some(Word { classes, cue, sets, forms: CueForms(forms), longest });
            }
            slot = (slot + 1) & last;
        }
    }
}

/// What the data knows of a word or a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// What it can be.
    pub classes: Classes,
    cue: u16,
    /// Index of its combination of named sets.
    sets: u16,
    forms: CueForms,
    longest: u8,
}

/// What is known of a word that is in no list.
pub const UNKNOWN: Word = Word { classes: Classes::NONE, cue: 0, sets: 0, forms: CueForms(0), longest: 0 };

impl Word {
    /// The reporting verb of which this is a form, and which forms it is.
    pub fn cue(&self) -> Option<(&'static Cue, CueForms)> {
        let cue = CUES.get(usize::from(self.cue).checked_sub(1)?)?;
        Some((cue, self.forms))
    }

    /// Whether the named set holds it.
    #[inline]
    pub fn is_in(&self, set: WordSet) -> bool {
        is_in(self.sets, set)
    }

    /// Whether any named set holds it.
    #[inline]
    pub fn is_in_some_set(&self) -> bool {
        self.sets != 0
    }

    /// How many words the longest phrase has that begins with this word; 0 if none does.
    pub fn longest_phrase(&self) -> usize {
        usize::from(self.longest)
    }
}

/// Whether a word, in lower case, ends as adjectives of origin do (*Velmorian*).
pub fn ends_like_origin(word: &str) -> bool {
    ["ian", "ean", "ese", "ish", "can"].iter().any(|end| word.ends_with(end))
}

/// Whether a combination of named sets has a set among it.
#[inline]
fn is_in(combination: u16, set: WordSet) -> bool {
    // Most words are in no set, which is the first combination.
    let set = set as usize;
    combination != 0
        && COMBINATIONS.get(usize::from(combination)).is_some_and(|row| row[set / 64] >> (set % 64) & 1 == 1)
}

/// Which forms of its verb a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueForms(u8);

impl CueForms {
    /// The past tense (*said*).
    pub fn past(self) -> bool {
        self.0 & inflection::PAST != 0
    }
    /// A form that a subject of its own can have: *says*, *said*, *say*.
    pub fn finite(self) -> bool {
        self.0 & (inflection::PAST | inflection::THIRD | inflection::BASE) != 0
    }
    /// The base form (*say*).
    pub fn base(self) -> bool {
        self.0 & inflection::BASE != 0
    }
    /// The third person singular (*says*).
    pub fn third(self) -> bool {
        self.0 & inflection::THIRD != 0
    }
    /// The past participle (*said*, *written*).
    pub fn participle(self) -> bool {
        self.0 & inflection::PARTICIPLE != 0
    }
    /// The present participle (*saying*).
    pub fn ing(self) -> bool {
        self.0 & inflection::ING != 0
    }
}

/// A reporting verb.
#[derive(Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its base form, with its particle (*point out*).
    pub lemma: &'static str,
    /// What using it says about the words reported.
    pub class: CueClass,
    /// What can follow it.
    pub frames: Frames,
    /// Index of the combination of named sets that hold the base form.
    sets: u16,
}

impl Cue {
    /// Whether the named set holds its base form.
    #[inline]
    pub fn is_in(&self, set: WordSet) -> bool {
        is_in(self.sets, set)
    }

    /// A cue that is a noun (*the warning that …*): neutral, and followed by a clause with *that*.
    pub const fn of_noun(lemma: &'static str) -> Cue {
        Cue { lemma, class: CueClass::Neutral, frames: Frames(2), sets: 0 }
    }
}

/// The classes of reporting verbs in `en/cues.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueClass {
    /// *say, tell, add*.
    Neutral,
    /// Casts a doubt or takes a side on truth: *claim, admit*.
    LoadedClaim,
    /// Endorses: *hail, tout*.
    LoadedPraise,
    /// Blames: *slam, accuse*.
    LoadedBlame,
    /// *write, post*.
    Writing,
    /// *shout, quip*.
    Manner,
    /// *urge, demand*.
    Directive,
    /// *promise, agree*.
    Commissive,
    /// What reports and records do: *show, find*.
    Document,
    /// *believe, expect*: no words need to have been spoken.
    Thought,
    /// No act of speech at all: *smile, shrug*.
    Nonspeech,
}

impl CueClass {
    /// Whether the verb reports words that were spoken or written.
    pub fn is_speech(self) -> bool {
        !matches!(self, CueClass::Thought | CueClass::Document | CueClass::Nonspeech)
    }

    /// What the record calls the stance of such a cue.
    pub fn stance(self) -> &'static str {
        match self {
            CueClass::Neutral => "neutral",
            CueClass::LoadedClaim => "loaded-claim",
            CueClass::LoadedPraise => "loaded-praise",
            CueClass::LoadedBlame => "loaded-blame",
            CueClass::Writing => "writing",
            CueClass::Manner => "manner",
            CueClass::Directive => "directive",
            CueClass::Commissive => "commissive",
            CueClass::Document => "document",
            CueClass::Thought => "thought",
            CueClass::Nonspeech => "nonspeech",
        }
    }
}

/// What can follow a reporting verb: a set of the letters of `en/cues.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frames(u8);

impl Frames {
    /// A quotation, before or after.
    pub fn quotation(self) -> bool {
        self.0 & 1 != 0
    }
    /// A clause with *that*.
    pub fn that_clause(self) -> bool {
        self.0 & 2 != 0
    }
    /// A clause without *that*.
    pub fn bare_clause(self) -> bool {
        self.0 & 4 != 0
    }
    /// An infinitive.
    pub fn infinitive(self) -> bool {
        self.0 & 8 != 0
    }
    /// The person spoken to.
    pub fn recipient(self) -> bool {
        self.0 & 16 != 0
    }
    /// A noun phrase.
    pub fn noun_phrase(self) -> bool {
        self.0 & 32 != 0
    }
    /// A phrase with *as*.
    pub fn as_phrase(self) -> bool {
        self.0 & 64 != 0
    }
    /// A noun phrase that is reported only where it holds marked words: *joked about “the weather”*.
    pub fn marked_phrase(self) -> bool {
        self.0 & 128 != 0
    }
}

/// Words longer than this are in no list; they are not looked up.
const LONGEST_WORD: usize = 48;

/// What the data knows of a word in any case, with straight or curly apostrophes. [`UNKNOWN`] if nothing.
pub fn word(text: &str) -> Word {
    word_and_hash(text).0
}

/// The same with a hash of the word, which is equal for all that are looked up as one.
pub fn word_and_hash(text: &str) -> (Word, u32) {
    let mut buffer = [0; LONGEST_WORD];
    let Some(key) = fold(text, &mut buffer) else { return (UNKNOWN, table::hash(text.as_bytes())) };
    let hash = table::hash(key);
    (WORDS.get(key, hash).unwrap_or(UNKNOWN), hash)
}

/// What the data knows of a phrase, its words parted by one space, in any case.
pub fn phrase(text: &str) -> Option<Word> {
    let mut buffer = [0; 2 * LONGEST_WORD];
    let key = fold(text, &mut buffer)?;
    PHRASES.get(key, table::hash(key))
}

/// `text` in lower case with straight apostrophes, in `buffer`; nothing if it does not fit.
fn fold<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
    if text.len() > buffer.len() {
        return None;
    }
    let mut len = text.len();
    let mut all = 0;
    for (to, from) in buffer.as_chunks_mut().0.iter_mut().zip(text.as_bytes().chunks(8)) {
        let letters = table::number(from);
        *to = in_lower_case(letters).to_le_bytes();
        all |= letters;
    }
    let is_ascii = all & HIGH == 0;
    if !is_ascii {
        len = 0;
        for character in text.chars().flat_map(char::to_lowercase) {
            let character = if matches!(character, '\u{2019}' | '\u{02BC}') { '\'' } else { character };
            if len + character.len_utf8() > buffer.len() {
                return None;
            }
            len += character.encode_utf8(&mut buffer[len..]).len();
        }
    }
    Some(&buffer[..len])
}

/// The highest bit of each of eight bytes, which no ASCII letter has.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight ASCII letters in lower case.
#[inline]
fn in_lower_case(letters: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = letters & !HIGH;
    let from_a = low + EACH * u64::from(0x80 - b'A');
    let behind_z = low + EACH * u64::from(0x7F - b'Z');
    letters | (from_a & !behind_z & HIGH) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_letters_are_put_in_lower_case_at_once() {
        for byte in 0..0x80u8 {
            assert_eq!(in_lower_case(u64::from(byte) << 8 | 0x41), u64::from(byte.to_ascii_lowercase()) << 8 | 0x61);
        }
    }

    #[test]
    fn words_are_found_in_any_case_and_with_any_apostrophe() {
        assert!(word("He").classes.all(Classes::PRONOUN_MALE | Classes::SUBJECT));
        assert!(word("DON\u{2019}T").classes.any(Classes::NEGATION));
        assert_eq!(word("zyzzyva"), UNKNOWN);
        assert_eq!(word(&"x".repeat(500)), UNKNOWN);
    }

    #[test]
    fn cues_are_found_in_all_their_forms() {
        for (form, lemma) in
            [("said", "say"), ("Says", "say"), ("quipped", "quip"), ("denying", "deny"), ("wrote", "write")]
        {
            let (cue, _) = word(form).cue().unwrap();
            assert_eq!(cue.lemma, lemma, "{form}");
        }
        assert_eq!(phrase("pointed out").and_then(|word| word.cue()).map(|(cue, _)| cue.lemma), Some("point out"));
        assert!(word("said").cue().unwrap().1.past());
        assert!(word("saying").cue().unwrap().1.ing());
        assert!(word("say").cue().unwrap().0.frames.quotation());
    }

    #[test]
    fn named_sets_hold_words_in_any_case_and_base_forms_of_verbs() {
        assert!(word("Who").is_in(WordSet::Relative) && word("THAT").is_in(WordSet::That));
        assert!(!word("who").is_in(WordSet::That) && !UNKNOWN.is_in(WordSet::That));
        let (cue, _) = word("quoted").cue().unwrap();
        assert!(cue.is_in(WordSet::Quotes) && !cue.is_in(WordSet::Asks));
        let (cue, _) = phrase("went on").and_then(|word| word.cue()).unwrap();
        assert!(cue.is_in(WordSet::HandsOnInfinitive), "a verb with its particle");
    }

    #[test]
    fn regular_inflection() {
        let forms = |lemma: &str, irregular: &str| -> Vec<String> {
            inflection::verb_forms(lemma, irregular).into_iter().map(|(form, _)| form).collect()
        };
        assert_eq!(forms("note", ""), ["note", "noting", "notes", "noted"]);
        assert_eq!(forms("quip", "quips,quipped,quipped"), ["quip", "quipping", "quips", "quipped", "quipped"]);
        assert_eq!(forms("go on", "goes on,went on,gone on"), ["go on", "going on", "goes on", "went on", "gone on"]);
        assert_eq!(inflection::plural("spokeswoman"), "spokeswomen");
        assert_eq!(inflection::plural("secretary"), "secretaries");
    }
}
