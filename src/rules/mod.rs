//! The rules: each reads an article and reports findings.
//!
//! A rule is one file here with its page beside it, its lines here and in the list of `catalogue`, one fixture in
//! `tests/rules`. Rules never read files, never look at a clock, and do not know each other.

mod acronyms;
mod catalogue;
mod check_against;
mod finding;
mod insert_attribution;
mod mend;
mod missing_speaker;
mod other_articles;
mod other_roles;
mod other_spellings;
mod people;
mod place;
mod rule;
mod said;
mod silence;
mod unnamed;
mod verbs;

mod acronym_mismatch;
mod agentless_claim;
mod ambiguous_speaker;
mod anonymous_source;
mod attribution_tense;
mod boilerplate;
mod continuation_mark;
mod date_style;
mod headline_quote;
mod honorific_mixed;
mod house_term;
mod implied_speaker;
mod late_acronym;
mod late_attribution;
mod loaded_cue;
mod long_title_before_name;
mod misspelled_honorific;
mod mixed_marks;
mod name_variant;
mod nested_marks;
mod nonspeech_cue;
mod numeral_start;
mod particle_case;
mod pronoun_conflict;
mod quote_punctuation;
mod quoted_without_marks;
mod repeated_quote;
mod role_conflict;
mod said_bookism;
mod scare_quotes;
mod secondhand_quote;
mod shared_surname;
mod short_form_first;
mod speaker_switch;
mod stacked_title;
mod stray_space;
mod surname_first;
mod title_repeated;
mod title_style;
mod unattributed_quote;
mod unbalanced_quote;
mod undefined_acronym;
mod unidentified_person;
mod unidentified_speaker;
mod unsourced_figure;
mod unused_acronym;
pub mod unused_ignore;
mod weekday_conflict;

pub use crate::config::Severity;
pub use catalogue::{ALL, check, names};
pub use check_against::check_against;
pub use finding::{Edit, Finding, Findings, Fix, Related, Safety};
pub use other_articles::{OtherArticles, OtherPerson, agree};
pub use rule::Rule;
pub use silence::{COMMENT_MARK, Silenced, is_useless, silence, words_for};
