//! Passages inside quotation marks.
//!
//! Marks are paired, continued over paragraphs and nested. The result is typographic: which words stand inside which
//! marks. Who speaks, and whether anybody does, is for later rooms.

mod doubles;
mod marks;
mod memory;
mod mend;
mod pairing;
mod singles;

pub use memory::Memory;

use crate::prose::{Text, TokenIndex, TokenRange};
use crate::text::ProseSpan;

/// Everything the marks of an article say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotations {
    /// The passages in order of their opening marks; nested ones follow the one that holds them.
    pub passages: Vec<Passage>,
    /// Marks that open without a close or close nothing.
    pub unbalanced: Vec<Unbalanced>,
}

/// Words inside one pair of marks, within one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The tokens inside, the marks not among them.
    pub inside: TokenRange,
    /// The token of the opening mark; `None` where a paragraph goes on with the words of the one before and does not
    /// mark them anew.
    pub open: Option<TokenIndex>,
    /// The token of the closing mark; `None` where the passage runs on into the next paragraph, or never closes and
    /// was ended at the paragraph's end.
    pub close: Option<TokenIndex>,
    /// The bytes from the opening to the closing mark, both included.
    pub span: ProseSpan,
    /// How many passages hold this one.
    pub depth: u8,
    /// The passage in the paragraph before, if this one continues it (the convention of opening each paragraph of a
    /// long quotation with a mark and closing only the last).
    pub continues: Option<usize>,
    /// Whether a later paragraph goes on with it.
    pub runs_on: bool,
    /// How many words stand inside.
    pub words: u32,
}

impl Passage {
    /// Its first token: the opening mark, or the first word where there is none.
    pub fn first(&self) -> TokenIndex {
        self.open.unwrap_or(self.inside.start)
    }

    /// One past its last token: the closing mark, or the last word where there is none.
    pub fn end(&self) -> TokenIndex {
        self.close.map_or(self.inside.end, |close| close + 1)
    }
}

/// A mark that has no counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unbalanced {
    /// The token of the mark.
    pub mark: TokenIndex,
    /// Whether it opens (and nothing closes it) or closes (and nothing opened it).
    pub opens: bool,
}

impl Quotations {
    /// Reads the marks of a text.
    pub fn find(text: &Text) -> Quotations {
        Memory::default().find(text)
    }

    /// The innermost passage that holds a token, its marks included.
    pub fn innermost(&self, token: TokenIndex) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.first() <= token);
        let holds = |passage: &Passage| passage.first() <= token && token < passage.end();
        // Nested passages follow the one that holds them, so the last that fits is the innermost; what stands before an
        // outermost passage ends before it.
        for (index, passage) in self.passages[..after].iter().enumerate().rev() {
            if holds(passage) {
                return Some(index);
            }
            if passage.depth == 0 {
                break;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Format;

    /// The passages with their depth, and the marks without a counterpart with the word after or before them.
    fn check(source: &str, passages: &[(u8, &str)], unbalanced: &[&str]) {
        let text = Text::new(Format::Plain.read(source));
        let found = Quotations::find(&text);
        let slices: Vec<(u8, &str)> =
            found.passages.iter().map(|passage| (passage.depth, passage.span.slice(source))).collect();
        assert_eq!(slices, passages, "{source}");
        let marks: Vec<&str> = found
            .unbalanced
            .iter()
            .map(|one| if one.opens { text.word(one.mark + 1) } else { text.word(one.mark - 1) })
            .collect();
        assert_eq!(marks, unbalanced, "{source}");
    }

    #[test]
    fn marks_of_every_kind_pair() {
        check("“One,” she said. “Two.”", &[(0, "“One,”"), (0, "“Two.”")], &[]);
        check("\"One,\" she said. \"Two.\"", &[(0, "\"One,\""), (0, "\"Two.\"")], &[]);
        check("''One,'' she said. ``Two.''", &[(0, "''One,''"), (0, "``Two.''")], &[]);
        check("‘One,’ she said. 'Two.'", &[(0, "‘One,’"), (0, "'Two.'")], &[]);
        check("«One», she said.", &[(0, "«One»")], &[]);
        check("“One,\" she said.", &[(0, "“One,\"")], &[]);
        check("She said:\"One.\"", &[(0, "\"One.\"")], &[]);
    }

    #[test]
    fn nested_marks_know_their_depth() {
        check("“He told me ‘never’ twice,” she said.", &[(0, "“He told me ‘never’ twice,”"), (1, "‘never’")], &[]);
        check("\"He said \"no\" again,\" she said.", &[(0, "\"He said \"no\" again,\""), (1, "\"no\"")], &[]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        check("Iraq's and the countries' efforts in the '90s won 'em over.", &[], &[]);
        check("Baghdad’s request, the groups’ gains and rock ’n’ roll", &[], &[]);
        check("a 5'11\" man and a 6\" gap", &[], &[]);
        check("The players' 'long road' is the players' own.", &[(0, "'long road'")], &[]);
    }

    #[test]
    fn marks_of_other_matters_part_no_quotation() {
        check("\"A 2.5\" pipe burst,\" she said.", &[(0, "\"A 2.5\" pipe burst,\"")], &[]);
        check("“A 2.5\" pipe burst,” she said.", &[(0, "“A 2.5\" pipe burst,”")], &[]);
        check(
            "\"I am 6'4\" tall and it is 8\"x10\",\" he said.",
            &[(0, "\"I am 6'4\" tall and it is 8\"x10\",\"")],
            &[],
        );
        check("At 4’3” he is short. It begins at 00’’59.", &[], &[]);
        check("\"It opened in 1999\", she said.", &[(0, "\"It opened in 1999\"")], &[]);
        check("It was \"all over the '80s\".", &[(0, "\"all over the '80s\"")], &[]);
        check("The key \" broke. \"It is old,\" she said.", &[(0, "\"It is old,\"")], &[]);
        check("The keys (\" and ') broke.", &[], &[]);
        check("Home » News » Pier", &[], &[]);
        check("» Pier shut\n\nRead on »", &[], &[]);
        check("The class of '99 met. \"One,\" she said. The girls' choir sang.", &[(0, "\"One,\"")], &[]);
        check("The class of ‘99 met ‘cause “it is free,” she said.", &[(0, "“it is free,”")], &[]);
        check("‘Tidal Songs’’ last verse is long.", &[], &[]);
    }

    #[test]
    fn a_space_on_the_wrong_side_parts_no_pair() {
        check("He said,\" Two.\" She left.", &[(0, "\" Two.\"")], &[]);
        check("\"One, \"said Bell, \"and two.\"", &[(0, "\"One, \""), (0, "\"and two.\"")], &[]);
        check("« One, » he said. « Two », she said.", &[(0, "« One, »"), (0, "« Two »")], &[]);
        check("It read \"... and so on,\" she said.", &[(0, "\"... and so on,\"")], &[]);
        check("The \" System \" failed.", &[(0, "\" System \"")], &[]);
        check("It is in the\" System\".", &[(0, "\" System\"")], &[]);
        check("He has no” Reuse shop” here.", &[(0, "” Reuse shop”")], &[]);
    }

    #[test]
    fn marks_of_other_typographies_pair() {
        check("„One“, he said. ‚Two,‘ she said. „Three” came.", &[(0, "„One“"), (0, "‚Two,‘"), (0, "„Three”")], &[]);
        check("»One«, he said. „Two\", she said.", &[(0, "»One«"), (0, "„Two\"")], &[]);
    }

    #[test]
    fn a_quotation_runs_over_what_parts_nothing() {
        let check = |source: &str, continues: &[Option<usize>]| {
            let found = Quotations::find(&Text::new(Format::Html.read(source)));
            let found: Vec<_> = found.passages.iter().map(|passage| passage.continues).collect();
            assert_eq!(found, continues, "{source}");
        };
        check("<p>“One.</p><figcaption>The “Pier”</figcaption><p>“Two.”</p>", &[None, None, Some(0)]);
        check("<p>“One.</p><aside>“Two!”</aside><p>“Three.”</p>", &[None, None, Some(0)]);
        check("<p>“One.</p><p>Two.</p><p>Three.”</p>", &[None, Some(0), Some(1)]);
        check("<p>“One.</p><p>Two.</p><p>“Three.”</p>", &[None, None]);
        check("<p>“One.</p><h2>Two</h2><p>“Three.”</p>", &[None, None]);
        check("<blockquote><p>“One.</blockquote><p>“Three.”</p>", &[None, None]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let source = "“One, she said.\n\n“Two.\n\n“Three,” she said.";
        check(source, &[(0, "“One, she said."), (0, "“Two."), (0, "“Three,”")], &[]);
        let text = Text::new(Format::Plain.read(source));
        let continues: Vec<Option<usize>> =
            Quotations::find(&text).passages.iter().map(|passage| passage.continues).collect();
        assert_eq!(continues, [None, Some(0), Some(1)]);
    }

    #[test]
    fn missing_marks_are_found_where_they_are_missing() {
        check("“One, she said. Then she left.", &[(0, "“One,")], &["One"]);
        check("She said: “One. Two.", &[(0, "“One. Two.")], &["One"]);
        check("Press the \"Start button. It is red.", &[(0, "\"Start button.")], &["Start"]);
        check("One,” she said.", &[(0, "One,”")], &[","]);
        check("An “old name’ for it. He left.", &[(0, "“old name")], &["old"]);
        check("“Bell told us, “One, two.”", &[(0, "“One, two.”")], &["Bell"]);
        check("One,” and more.", &[], &[","]);
        check("\"One, she said. They left. \"Two,\" he said.", &[(0, "\"One,"), (0, "\"Two,\"")], &["One"]);
        let lone = Quotations::find(&Text::new(Format::Plain.read("“")));
        assert_eq!(lone.unbalanced, [Unbalanced { mark: 0, opens: true }]);
    }
}
