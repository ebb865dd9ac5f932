//! How commands end, and what they say on standard error.

use std::borrow::Cow;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How a command ended. The order is that of importance: the worst that happened decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Something could not be read or done; it was said what.
    Failed = 2,
}

/// Says what could not be read or done: one line on standard error, whatever names of files and keys hold.
pub fn complain(what: &str) {
    // Nobody may be listening; that is no reason to stop.
    let _ = writeln!(io::stderr().lock(), "copydesk: {}", printable(what));
}

/// A text with its control characters written out, as in `\n`: a name cannot begin a line of its own or command the
/// terminal. So are the marks that turn the direction of a line, which would show a name as another.
pub fn printable(text: &str) -> Cow<'_, str> {
    let commands = |c: char| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if commands(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Does `work`; a panic in it becomes an error, so that one article that breaks the analysis costs only itself.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // The callers drop everything that `work` touched when it fails.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| "the analysis failed; please report this as a defect".to_owned())
}
