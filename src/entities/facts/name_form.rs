//! The words of the names of a text, each wording once: what a name is by its words alone, as a person's, a body's or a
//! place's.

use rustc_hash::FxHashMap;

use super::organization_name::OrganizationName;
use super::person_mention::LONGEST;
use super::place_name::{self, PlaceName};
use crate::entities::person_name::table::{NameId, PersonNameTable};
use crate::entities::symbols::interner::Symbol;
use crate::entities::symbols::wording;
use crate::names::NameKind;
use crate::prose::{EachToken, Text, TokenRange};

/// A wording that [`NameForms`] knows, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameFormId(u32);

/// The words of a name.
#[derive(Debug)]
pub struct NameForm {
    /// The words, normalized, parted by blanks.
    pub key: Symbol,
    /// Each of them, if there are several.
    pub words: Box<[Symbol]>,
    /// The name as a whole, if it is the full name of a person in several words.
    pub full: Option<NameId>,
    /// Whether a body goes by this name of a place (*the White House*).
    pub is_seat: bool,
    body: Option<Box<OrganizationName>>,
    place: Option<PlaceName>,
    is_person: bool,
}

/// The wordings of the names of a text.
#[derive(Debug, Default)]
pub struct NameForms {
    ids: FxHashMap<Box<str>, NameFormId>,
    all: Vec<NameForm>,
    /// Kept to save memory between names.
    spelled: String,
}

impl NameForms {
    /// The wording of a name, with all that it is as a name of that kind.
    pub fn of(&mut self, text: &Text, tokens: TokenRange, kind: NameKind, table: &mut PersonNameTable) -> NameFormId {
        wording::write(&mut self.spelled, text, tokens.clone());
        let id = match self.ids.get(&*self.spelled) {
            Some(id) => *id,
            None => {
                let id = NameFormId(self.all.len() as u32);
                self.all.push(NameForm::new(text, tokens.clone(), table));
                self.ids.insert(self.spelled.as_str().into(), id);
                id
            }
        };
        self.take_for(id, text, tokens, kind, table);
        id
    }

    /// Makes sure that it is known what a wording is as a name of a kind; it stands at `tokens`, among other places.
    pub fn take_for(
        &mut self,
        id: NameFormId,
        text: &Text,
        tokens: TokenRange,
        kind: NameKind,
        table: &mut PersonNameTable,
    ) {
        let name_form = &mut self.all[id.0 as usize];
        match kind {
            NameKind::Person if !name_form.is_person => {
                let whole = (2..=LONGEST).contains(&tokens.len()).then(|| table.written(text, tokens)).flatten();
                name_form.full = whole.map(|whole| whole.name).filter(|name| table.name(*name).is_full);
                name_form.is_person = true;
            }
            NameKind::Organization if name_form.body.is_none() => {
                name_form.body = Some(Box::new(OrganizationName::new(text, tokens, &mut table.words)));
            }
            NameKind::Place if name_form.place.is_none() => {
                name_form.is_seat = place_name::is_seat(text, tokens.clone());
                name_form.place = Some(PlaceName::new(text, tokens.clone(), &mut table.words));
                // A seat of power is the body that sits there.
                if name_form.is_seat {
                    name_form.body = Some(Box::new(OrganizationName::new(text, tokens, &mut table.words)));
                }
            }
            _ => {}
        }
    }

    /// The wording of that number.
    pub fn get(&self, id: NameFormId) -> &NameForm {
        &self.all[id.0 as usize]
    }

    /// What it is as the name of a body, if it was taken for one.
    pub fn organization(&self, id: NameFormId) -> Option<&OrganizationName> {
        self.get(id).body.as_deref()
    }

    /// What it is as the name of a place, if it was taken for one.
    pub fn place(&self, id: NameFormId) -> Option<PlaceName> {
        self.get(id).place
    }
}

impl NameForm {
    fn new(text: &Text, tokens: TokenRange, table: &mut PersonNameTable) -> NameForm {
        let words = &mut table.words;
        let several = tokens.each().filter(|_| tokens.len() > 1);
        NameForm {
            words: several.map(|index| words.of_word(text.word(index))).collect(),
            key: words.of_words(tokens.each().map(|index| text.word(index)), ' '),
            full: None,
            is_seat: false,
            body: None,
            place: None,
            is_person: false,
        }
    }

    /// The last of its words.
    pub fn last_word(&self) -> Symbol {
        self.words.last().copied().unwrap_or(self.key)
    }
}
