//! The language server as an editor sees it: real messages over a pipe, real processes where the process matters.

// A test that cannot go on says so by its panic, in helpers too.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod abuse;
mod answers;
mod beside;
mod calm;
mod capabilities;
mod client;
mod completion;
mod configuration;
mod configuration_file;
mod desk;
mod faults;
mod ignoring;
mod limits;
mod memory;
mod navigation;
mod order;
mod people;
mod places;
mod positions;
mod process;
#[path = "../support/random.rs"]
mod random;
mod rename;
mod rule_pages;
mod soak;
mod unanswered;
mod workspace;
mod workspace_diagnostics;

/// An article with one quotation that nobody says, in the middle of others that somebody says.
const ARTICLE: &str = "\
The pumps at the old harbour failed again on Monday.

“We asked the council twice,” said Maria Lopez, director of the Harbour Trust. No answer came.

The valley floods each spring.

“Nobody ever came to look at the pumps.”

Lopez said the pumps would stay shut. “We will not wait,” she said.
";

/// What nobody says in it.
const UNATTRIBUTED: &str = "“Nobody ever came to look at the pumps.”";
