//! Marked words without a cue of their own: whose they are, by what stands around them in the paragraphs.
//!
//! Each way to tell is one function that gives a candidate with its evidence: by what stands before the words, in the
//! order of [`CANDIDATES`] (`before`), or by what stands behind them (`behind`). The first answer holds, but words that
//! only the context gives to somebody are free for what names their speaker later. To add a way, write it and name it
//! in its list.

mod before;
mod behind;
mod candidate;
mod name_line;

pub use behind::{Behind, Claimed};
pub use candidate::{Before, Candidate, Claim, Context, plain_cue};

use crate::reporting::Nature;

/// Every way to tell whose words without a cue are.
const CANDIDATES: &[fn(&Context<'_>) -> Option<Candidate>] = &[
    before::open_marks,
    before::same_paragraph,
    before::led_over,
    before::runs_on,
    before::other_speaker,
    before::announced,
    before::named_above,
    before::list_goes_on,
    before::subject_speaks_on,
    before::subject_before,
    before::only_speaker,
    before::answer,
    before::speaker_before,
];

/// The candidate that holds, if there is one.
pub fn decide(context: &Context<'_>) -> Option<Candidate> {
    // The sentence itself says that nobody speaks, or that somebody does whom it does not name.
    if matches!(context.uncued.nature, Nature::Nobodys | Nature::Quoted) {
        return None;
    }
    CANDIDATES.iter().find_map(|candidate| candidate(context))
}
