//! Tags of the programs that publish: neither words nor marks, and their quotations have an author.

use copydesk::format::BlockKind::{self, BlockQuote, Credit, Heading, Item, Paragraph};
use copydesk::format::{Format, Prose};

use crate::{check_blocks, check_exact};

fn check(source: &str, expected: &[(BlockKind, &str)]) -> Prose {
    check_blocks(Format::Markdown, source, expected)
}

#[test]
fn tags_in_lines_of_their_own_are_nothing() {
    check(
        "One.\n{{< figure src=\"a.jpg\" caption=\"A 5\\\" pipe\" >}}\nTwo.\n\n{% include \"x\" %}\n{{%\n  note\n%}}\n\nThree.\n{: .lead}\n",
        &[(Paragraph, "One."), (Paragraph, "Two."), (Paragraph, "Three.")],
    );
    check("[tide ids=\"1,2\"]\n\nOne [sic] two [3].\n\n[/tide]\n", &[(Paragraph, "One [sic] two [3].")]);
    check("==TEASER==\nOne.\n\n=ZOOM=Two three=\n", &[(Paragraph, "One."), (Paragraph, "Two three")]);
    check_blocks(
        Format::Html,
        "<p>One.</p>{{< ad slot=\"<b>\" >}}<p>{% if x %}Two{% endif %}.</p>[caption id=\"a\"]Three[/caption]",
        &[(Paragraph, "One."), (Paragraph, "Two."), (Paragraph, "Three")],
    );
}

#[test]
fn tags_inside_a_line_are_spaces_words_or_nothing() {
    let source = "One {{< sup 1 >}} two {{ site.name }} three.\n\nSee [it](/x){:target=\"_blank\"}, Ada.\n";
    let prose = check(source, &[(Paragraph, "One two \u{FFFC} three."), (Paragraph, "See it, Ada.")]);
    check_exact(source, &prose, " three.");
    check("[[Ada Quill|Quill]]'s [[pier]] ![[a \"b.png]] is shut.", &[(Paragraph, "Quill's pier is shut.")]);
}

#[test]
fn what_is_no_tag_stays() {
    for text in ["One { two } three.", "A {{ never closed.", "[One two] [three].", "x = y [a].", "[[ two."] {
        check(text, &[(Paragraph, text)]);
    }
    check("{{ one\n\ntwo }}", &[(Paragraph, "{{ one"), (Paragraph, "two }}")]);
}

#[test]
fn tags_that_hold_a_quotation_say_whose_it_is() {
    let source = "Zero.\n\n{{< quote author=\"Ada Quill\" cite='News' >}}\nIt is late.\n{{< /quote >}}\n\nOne.\n";
    let prose =
        check(source, &[(Paragraph, "Zero."), (Credit, "Ada Quill"), (BlockQuote, "It is late."), (Paragraph, "One.")]);
    check_exact(source, &prose, "Ada Quill");
    assert!(prose.blocks()[2].nesting.in_same_quote);
    check(
        "[pullquote by='Tom Bell']It is late.[/pullquote]\n\nOne.\n",
        &[(Credit, "Tom Bell"), (BlockQuote, "It is late."), (Paragraph, "One.")],
    );
    check("{% quote %}\nIt is late.\n{% endquote %}\n\nOne.\n", &[(BlockQuote, "It is late."), (Paragraph, "One.")]);
    check("{{< quote author=\"Ada\" >}}\n\nOne.\n\n- Two.\n", &[(Paragraph, "One."), (Item, "Two.")]);
    check(
        "> [!quote] Ada Quill\n> It is late.\n\nOne.\n",
        &[(Credit, "Ada Quill"), (BlockQuote, "It is late."), (Paragraph, "One.")],
    );
    check_blocks(
        Format::Html,
        "[pullquote author=\"Tom Bell\"]<p>It is late.</p>[/pullquote]<p>One.</p>",
        &[(Credit, "Tom Bell"), (BlockQuote, "It is late."), (Paragraph, "One.")],
    );
}

#[test]
fn what_tags_hide_is_no_prose() {
    check(
        "One.\n\n{% comment %}\nTwo.\n\n- Three.\n{% endcomment %}\n\nFour.\n",
        &[(Paragraph, "One."), (Paragraph, "Four.")],
    );
    check("{% comment %}\n\nOne.\n", &[(Paragraph, "One.")]);
}

#[test]
fn front_matter_stands_before_every_format() {
    let source = "---\nlayout: post\ntitle: \"Pier to close\"\nexcerpt: \"No words.\"\n---\n";
    let html = format!("{source}<p>One.</p>");
    check_blocks(Format::Html, &html, &[(Heading, "Pier to close"), (Paragraph, "One.")]);
    let plain = format!("{source}One.\n");
    let prose = check_blocks(Format::Plain, &plain, &[(Heading, "Pier to close"), (Paragraph, "One.")]);
    assert_eq!(prose.text(), plain);
    check_blocks(Format::Plain, "+++\ndraft = true\n+++\n\nOne.", &[(Paragraph, "One.")]);
    check_blocks(Format::Plain, "---\n\nOne.\n---\nTwo.", &[(Paragraph, "One."), (Paragraph, "Two.")]);
}
