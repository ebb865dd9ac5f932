//! Edits: an article that was revised equals one that is read afresh.

use copydesk::Article;
use copydesk::article::AnalysisHost;
use copydesk::rules;

use super::{holds, text_of};

/// So many edits are made of one text.
const MOST: usize = 12;
/// What an edit puts in.
const PIECES: &[&str] = &[
    "",
    "",
    "a",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "’",
    "‘",
    ". ",
    ", ",
    "said ",
    "he ",
    "Lopez ",
    "Maria Lopez ",
    "the mayor ",
    "The union ",
    "(HC) ",
    "(",
    "—",
    "é",
    "🖊",
    "*",
    "`",
    "<b>",
    "<!--",
    "-->",
    "> ",
    "# ",
    "&",
    "\r",
    "A ",
];

/// The first bytes say how many edits there are, and what they do: where, how much goes, what comes.
pub fn run(data: &[u8]) {
    let Some((count, data)) = data.split_first() else { return };
    let count = usize::from(*count) % (MOST + 1);
    let Some((edits, text)) = data.split_at_checked(4 * count) else { return };
    let Some((format, mut text)) = text_of(text) else { return };
    let desk = holds::desk();
    let mut host = AnalysisHost::default();
    let _ = host.analyze(&text, format, &|| true);
    for edit in edits.chunks_exact(4) {
        let [high, low, length, piece] = [0, 1, 2, 3].map(|at| usize::from(edit[at]));
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = boundary((high << 8 | low) % (text.len() + 1));
        let end = boundary(start + length % 40).max(start);
        text.replace_range(start..end, PIECES[piece % PIECES.len()]);
        let Some(revised) = host.analyze(&text, format, &|| true) else { panic!("the analysis gave up") };
        let fresh = Article::analyze(&text, format);
        assert!(*revised == fresh, "the article of {text:?}");
        assert_eq!(rules::check(&revised, &desk), rules::check(&fresh, &desk), "what is found in {text:?}");
    }
}
