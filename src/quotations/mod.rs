//! Passages inside quotation marks.
//!
//! Marks are paired, continued over paragraphs and nested. The result is typographic: which words stand inside which
//! marks. Who speaks, and whether anybody does, is for later rooms.

mod doubles;
mod marks;
mod mend;
mod pairing;
mod passage;
mod singles;
mod state;

pub use passage::{Passage, Quotations, Unbalanced};
pub use state::State;

use crate::prose::Text;

impl Quotations {
    /// Reads the marks of a text.
    pub fn find(text: &Text) -> Quotations {
        State::default().find(text)
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
    fn where_a_mark_was_lost_straight_and_curly_ones_are_read_alike() {
        let text = "“They called it ‘the long night’ then. No one slept.";
        check(text, &[(0, text), (1, "‘the long night’")], &["They"]);
        let text = "\"They called it 'the long night' then. No one slept.";
        check(text, &[(0, text), (1, "'the long night'")], &["They"]);
        check("He called it “the long night’ and left.", &[(0, "“the long night")], &["the"]);
        check("He called it \"the long night' and left.", &[(0, "\"the long night")], &["the"]);
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
        assert_eq!(lone.unbalanced, [Unbalanced { mark: crate::prose::TokenIndex::FIRST, opens: true }]);
    }
}
