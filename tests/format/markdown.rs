use copydesk::format::BlockKind::{self, BlockQuote, Caption, Cell, Heading, Item, Paragraph};
use copydesk::format::{Format, Prose};

use crate::{check_blocks, check_comments, check_exact, check_stands_for};

fn check(source: &str, expected: &[(BlockKind, &str)]) -> Prose {
    check_blocks(Format::Markdown, source, expected)
}

#[test]
fn an_article_is_its_headings_and_paragraphs() {
    let source = "# Ferry pier to close\n\nThe *Kestrel Bay* pier closes **on Monday**,\nsaid Ines Okafor, who [runs it](https://example.org/a_b).\n\n## Why\n\n“It is rotten,” she said.\n";
    let prose = check(
        source,
        &[
            (Heading, "Ferry pier to close"),
            (Paragraph, "The Kestrel Bay pier closes on Monday, said Ines Okafor, who runs it."),
            (Heading, "Why"),
            (Paragraph, "“It is rotten,” she said."),
        ],
    );
    check_exact(source, &prose, "Ferry pier to close");
    check_exact(source, &prose, "Kestrel Bay");
    check_exact(source, &prose, "said Ines Okafor, who ");
    check_exact(source, &prose, "“It is rotten,” she said.");
    check_stands_for(source, &prose, "Monday, said", "Monday**,\nsaid");
}

#[test]
fn quotation_marks_stay_as_typed() {
    for line in ["“A,” she said.", "\"A,\" she said -- once...", "''A,'' he said.", "‘Don’t,’ «it» 'said'."]
    {
        check(line, &[(Paragraph, line)]);
    }
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let source = "Tomas Brandvold has kept the lighthouse at Varn Point for thirty years, and\n   he says he will not leave it, whatever the council\ndecides.";
    let prose = check(
        source,
        &[(
            Paragraph,
            "Tomas Brandvold has kept the lighthouse at Varn Point for thirty years, and he says he will not leave it, whatever the council decides.",
        )],
    );
    check_stands_for(source, &prose, "and he", "and\n   he");
}

#[test]
fn a_line_may_end_inside_marks() {
    let source = "One [two\n](u)three *four\n*five";
    let prose = check(source, &[(Paragraph, "One two three *four *five")]);
    check_stands_for(source, &prose, "two three", "two\n](u)three");
}

#[test]
fn line_breaks_by_hand_are_line_breaks() {
    let source = "One  \ntwo\\\nthree<br>\nfour";
    let prose = check(source, &[(Paragraph, "One\u{B}two\u{B}three\u{B}four")]);
    check_stands_for(source, &prose, "e\u{B}t", "e  \nt");
    check_stands_for(source, &prose, "e\u{B}f", "e<br>\nf");
}

#[test]
fn references_and_escapes_are_decoded() {
    let source = "&ldquo;Fish &amp; chips,&#8221; &#x201C;5 \\* 3&rdquo; &nope; AT&T\n";
    let prose = check(source, &[(Paragraph, "“Fish & chips,” “5 * 3” &nope; AT&T")]);
    check_stands_for(source, &prose, "“Fish &", "&ldquo;Fish &amp;");
    check_stands_for(source, &prose, " * ", " \\* ");
    check_exact(source, &prose, "&nope; AT&T");
}

#[test]
fn quoted_blocks_and_their_wrapped_lines() {
    let source = "> “We asked\n> twice,”\nshe wrote.\n>\n> > Deeper.\n\nOut.";
    let prose =
        check(source, &[(BlockQuote, "“We asked twice,” she wrote."), (BlockQuote, "Deeper."), (Paragraph, "Out.")]);
    check_stands_for(source, &prose, "asked twice", "asked\n> twice");
}

#[test]
fn lists_tight_and_loose_are_items() {
    check(
        "Three:\n\n- one\n- two\n  wrapped\n    - deeper\n\n1. first\n\n   still first\n\n2. second\n\n- [ ] to do\n",
        &[
            (Paragraph, "Three:"),
            (Item, "one"),
            (Item, "two wrapped"),
            (Item, "deeper"),
            (Item, "first"),
            (Item, "still first"),
            (Item, "second"),
            (Item, "to do"),
        ],
    );
    check("> - in a quote\n\n- > a quote in it\n", &[(Item, "in a quote"), (BlockQuote, "a quote in it")]);
}

#[test]
fn code_is_not_prose() {
    let source = "Run `make \"all\"` twice.\n\n```html\n<p>“not prose”\n```\n\n    “nor this”\n\nEnd.";
    let prose = check(source, &[(Paragraph, "Run \u{FFFC} twice."), (Paragraph, "End.")]);
    check_stands_for(source, &prose, "\u{FFFC}", "`make \"all\"`");
}

#[test]
fn a_picture_that_begins_a_paragraph_has_a_caption() {
    check("![Mayor *Lena Fisk* at the pier](a.jpg \"x\")\n", &[(Caption, "Mayor Lena Fisk at the pier")]);
    check("[![The pier](a.jpg)](b)\nText.", &[(Caption, "The pier"), (Paragraph, "Text.")]);
    check("Before ![no prose](a.jpg) after.", &[(Paragraph, "Before after.")]);
    check("![](a.jpg)", &[]);
}

#[test]
fn links_keep_their_text_only() {
    let source = "See <https://example.org/x>, [the *report*][r] and [this].\n\n[r]: https://example.org \"T\"\n";
    let prose = check(source, &[(Paragraph, "See https://example.org/x, the report and [this].")]);
    check_exact(source, &prose, "https://example.org/x");
}

#[test]
fn tables_are_cells() {
    let source = "| Name | Vote |\n|------|-----:|\n| Ada Quill | *yes* |\n| B \\| C |  |\n";
    check(source, &[(Cell, "Name"), (Cell, "Vote"), (Cell, "Ada Quill"), (Cell, "yes"), (Cell, "B | C")]);
}

#[test]
fn footnotes_and_strikethrough() {
    check(
        "He ~~lied~~ erred.[^1]\n\n[^1]: So says\n    Ada Quill.\n",
        &[(Paragraph, "He lied erred."), (Paragraph, "So says Ada Quill.")],
    );
}

#[test]
fn front_matter_gives_headlines_only() {
    let source = "---\ntitle: \"Pier \\\"rotten\\\", mayor says\"\nauthor: N. N.\ntags: [a, b]\ndescription: It's closed # for now\nsubtitle: 'Ada''s view'\ndek: >\n  folded\n---\nText.\n";
    let prose = check(
        source,
        &[
            (Heading, "Pier \"rotten\", mayor says"),
            (Heading, "It's closed"),
            (Heading, "Ada's view"),
            (Paragraph, "Text."),
        ],
    );
    check_exact(source, &prose, ", mayor says");
    check("+++\ntitle = 'One'\n[extra]\nx = 1\n+++\n\nText.", &[(Heading, "One"), (Paragraph, "Text.")]);
    check("\u{FEFF}---\r\ntitle: One\r\n...\r\n# Two\r\n", &[(Heading, "One"), (Heading, "Two")]);
    check("---\ntitle:\nheadline: \"open\n---\n", &[]);
}

#[test]
fn thematic_breaks_are_not_front_matter() {
    check("---\n\nOne.\n\n---\n\nTwo.\n", &[(Paragraph, "One."), (Paragraph, "Two.")]);
    check(
        "One.\n\n---\nauthor: x\n\n---\n\nTwo.",
        &[(Paragraph, "One."), (Paragraph, "author: x"), (Paragraph, "Two.")],
    );
    check("---\nkey: never closed\n\nText.", &[(Paragraph, "key: never closed"), (Paragraph, "Text.")]);
}

#[test]
fn comments_are_kept_apart() {
    let source = "<!-- copydesk: ignore-file -->\n\nOne <!-- a -->two.\n\n> <!-- b\n> c -->\n> three\n";
    let prose = check(source, &[(Paragraph, "One two."), (BlockQuote, "three")]);
    check_comments(
        source,
        &prose,
        &[
            ("copydesk: ignore-file", "<!-- copydesk: ignore-file -->"),
            ("a", "<!-- a -->"),
            ("b\nc", "<!-- b\n> c -->"),
        ],
    );
    let source = "One <!-- a --> two.";
    check(source, &[(Paragraph, "One two.")]);
}

#[test]
fn html_inside_is_read_as_html() {
    check(
        "A <b>bold</b> <span class=\"x\">word</span> and <q>so</q>.\n\n<div class=\"box\">\n<p>“Inside,” said Ada.</p><p>Next\n</div>\n\n<script>\nlet x = \"no prose\";\n\nlet y = 2;\n</script>\n<style>p { }</style>\n\nEnd.",
        &[
            (Paragraph, "A bold word and “so”."),
            (Paragraph, "“Inside,” said Ada."),
            (Paragraph, "Next"),
            (Paragraph, "End."),
        ],
    );
    check(
        "<blockquote>\n\nQuoted *text*.\n\n</blockquote>\n\nOut.",
        &[(BlockQuote, "Quoted text."), (Paragraph, "Out.")],
    );
    check("> <div>\n> one &amp; two\n> <em>three</em></div>\n", &[(BlockQuote, "one & two three")]);
    check("> a <b\n> title=\"x > y\">c</b>", &[(BlockQuote, "a c")]);
    check("A<br><br>B <code>x *y*</code> C", &[(Paragraph, "A"), (Paragraph, "B \u{FFFC} C")]);
}

#[test]
fn html_that_is_never_closed_loses_no_text() {
    check("One.\n\n<!-- two\n\nThree.\n", &[(Paragraph, "One."), (Paragraph, "two"), (Paragraph, "Three.")]);
    check("> <pre>\n\nOut.\n\n<nav>\n\nIn.", &[(Paragraph, "Out."), (Paragraph, "In.")]);
    check(
        "Use the <script> tag,\nsaid Ada.\n\nOr <style>.",
        &[(Paragraph, "Use the tag, said Ada."), (Paragraph, "Or .")],
    );
    check("Use <nav> here.\n\nIn. </nav>", &[(Paragraph, "Use"), (Paragraph, "In.")]);
    check("a < b and <c said *so*", &[(Paragraph, "a < b and <c said so")]);
}

#[test]
fn every_line_ending_is_a_line_ending() {
    check("# One\r\n\r\nTwo\r\nthree  \r\nfour\r\n", &[(Heading, "One"), (Paragraph, "Two three\u{B}four")]);
    check("One\r\rTwo\rthree", &[(Paragraph, "One"), (Paragraph, "Two three")]);
    check("> <div a\r\n> b>one\r\n> two</div>\r\n", &[(BlockQuote, "one two")]);
}
