use copydesk::format::BlockKind::Paragraph;
use copydesk::format::Format;

use crate::check_blocks;

fn check(source: &str, paragraphs: &[&str]) {
    let expected: Vec<_> = paragraphs.iter().map(|text| (Paragraph, *text)).collect();
    let prose = check_blocks(Format::Plain, source, &expected);
    assert_eq!(prose.text(), source, "plain text is its own prose");
}

#[test]
fn blank_lines_part_paragraphs_in_every_line_ending() {
    check("One.\n\nTwo.\n", &["One.", "Two."]);
    check("One.\r\n\r\nTwo.", &["One.", "Two."]);
    check("One.\r\rTwo.\r", &["One.", "Two."]);
    check("\n \n  One.  \n\t\n\u{A0}\nTwo.\n\n", &["One.", "Two."]);
    check("", &[]);
    check(" \n", &[]);
}

#[test]
fn a_line_of_a_word_processor_is_a_paragraph() {
    check("HEADLINE\nBy A Writer\nThe text.", &["HEADLINE", "By A Writer", "The text."]);
    check("a\r\nb\rc\u{2028}d\u{2029}e\x0Cf", &["a", "b", "c", "d", "e", "f"]);
    let long = "The council of Kestrel Bay met on Monday and heard from all of the people who had come to speak about the pier, and then";
    let source = format!("{long} voted\nKestrel Bay will see.");
    check(&source, &[&format!("{long} voted"), "Kestrel Bay will see."]);
    let source = format!("{long}\nvoted to close it.");
    check(&source, &[&source]);
    check(
        "The mayor of Kestrel Bay resigned on Monday over the pier.\nHer deputy, Tomas Brandvold, takes over until the election.\nHe has said that he will not stand for the office himself.",
        &[
            "The mayor of Kestrel Bay resigned on Monday over the pier.",
            "Her deputy, Tomas Brandvold, takes over until the election.",
            "He has said that he will not stand for the office himself.",
        ],
    );
}

#[test]
fn a_wrapped_line_is_not_a_paragraph() {
    let wrapped = "The council met on Monday and heard from all of the people\nwho had come to speak about the bridge, and then\nvoted.";
    check(wrapped, &[wrapped]);
    check(&wrapped.replace('\n', "\r\n"), &[&wrapped.replace('\n', "\r\n")]);
}

/// Lines wrapped at 72 columns; the third breaks before a capital, the fourth ends with a sentence.
const MAIL: &str = "Mayor quits over pier
By INES OKAFOR

The mayor of Kestrel Bay resigned on Monday after the council had voted
to close the old ferry pier, which engineers have called unsafe since
the storm of last winter. Her deputy, a former lighthouse keeper called
Tomas Brandvold, takes over. He will not stand himself, he said by mail.
“I keep the lights on,” he wrote.

“We were told nothing,” said Ada Quill, who sells tickets at the pier on
Sundays.";

#[test]
fn mail_is_wrapped_at_capitals_too() {
    let parts: Vec<&str> = MAIL.split("\n\n").collect();
    let paragraphs = ["Mayor quits over pier", "By INES OKAFOR", parts[1], parts[2]];
    check(MAIL, &paragraphs);
}

#[test]
fn a_short_line_ends_a_paragraph_of_wrapped_text() {
    let source = MAIL.replace("\n\n", "\n");
    let paragraphs: Vec<&str> = source.split_inclusive(['\n']).collect();
    let joined = |range: std::ops::Range<usize>| paragraphs[range].concat().trim_end().to_owned();
    let expected = [joined(0..1), joined(1..2), joined(2..7), joined(7..9)];
    check(&source, &expected.each_ref().map(String::as_str));
}

#[test]
fn an_indented_line_begins_a_paragraph_of_wrapped_text() {
    let first = "  The mayor of Kestrel Bay resigned on Monday after the council had voted\nto close the old ferry pier, which engineers have called unsafe since\nthe storm of last winter and which nobody has been able to insure until\nnow, as Tomas Brandvold says to all who ask him what he knows about it.";
    let second = "  Ada Quill, who sells tickets there, was told nothing at all about it,\nshe said.";
    check(&format!("{first}\n{second}"), &[first.trim_start(), second.trim_start()]);
}

#[test]
fn items_are_paragraphs() {
    let source = "The council of Kestrel Bay has agreed on Monday night to\n- close the pier\n* open the lighthouse\n2) sell the boat";
    check(
        source,
        &[
            "The council of Kestrel Bay has agreed on Monday night to",
            "- close the pier",
            "* open the lighthouse",
            "2) sell the boat",
        ],
    );
}

#[test]
fn dividers_are_no_paragraphs() {
    check("One.\n* * *\nTwo.\n-----\nThree.\n###", &["One.", "Two.", "Three."]);
}

#[test]
fn odd_characters_are_text() {
    check("a\0b\tc\u{85}d", &["a\0b\tc\u{85}d"]);
    check("\u{FEFF}One.", &["One."]);
    check("\u{2028}\u{2028}é\u{2028}", &["é"]);
}

#[test]
fn a_short_line_that_breaks_off_is_not_a_paragraph() {
    let blocks = |source: &str| Format::Plain.read(source).blocks().len();
    assert_eq!(blocks("The pump failed. \"We asked twice and\nnobody answered,\" said\nAda Quill.\n"), 1);
    assert_eq!(blocks("See the\n'Tide table for the harbours'\non the wall.\n"), 1);
    assert_eq!(blocks("Pier to close in May\nby Ada Quill\n"), 2);
    assert_eq!(blocks("two eggs\nsome flour\nmilk\n"), 3);
    assert_eq!(blocks("The pier closed.\nit was late.\n"), 2);
}
