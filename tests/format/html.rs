use copydesk::format::BlockKind::{self, BlockQuote, Caption, Cell, Heading, Item, Paragraph};
use copydesk::format::{Format, Prose};

use crate::{check_blocks, check_comments, check_exact, check_stands_for};

fn check(source: &str, expected: &[(BlockKind, &str)]) -> Prose {
    check_blocks(Format::Html, source, expected)
}

#[test]
fn a_page_is_what_a_reader_sees_of_it() {
    let source = "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>\n<title>Pier to close &ndash; Kestrel Bay Echo</title>\n<style>p { color: red }</style><script>if (a < b) { x = \"<p>no</p>\"; }</script></head>\n<body><nav><ul><li>Home</ul></nav><article><h1>Pier to <em>close</em></h1>\n<p class=\"lead\">“It is\n   rotten,”&nbsp;<b>Ines</b> Okafor said.<p>She left.\n<figure><img src=a alt=\"no prose\"><figcaption>The pier</figcaption></figure></article>\n<footer>Kestrel Bay Echo</footer></body></html>\n";
    let prose = check(
        source,
        &[
            (Heading, "Pier to close – Kestrel Bay Echo"),
            (Heading, "Pier to close"),
            (Paragraph, "“It is rotten,”\u{A0}Ines Okafor said."),
            (Paragraph, "She left."),
            (Caption, "The pier"),
            (Paragraph, "Kestrel Bay Echo"),
        ],
    );
    check_exact(source, &prose, " Okafor said.");
    check_exact(source, &prose, "She left.");
    check_stands_for(source, &prose, "is rotten,”\u{A0}Ines", "is\n   rotten,”&nbsp;<b>Ines");
}

#[test]
fn blocks_part_and_phrases_join() {
    check("one<div>two</div>three", &[(Paragraph, "one"), (Paragraph, "two"), (Paragraph, "three")]);
    check("un<b>believ</b><i>able</i><wbr> <news-tag>x</news-tag>", &[(Paragraph, "unbelievable x")]);
    check(
        "one<hr>two<p>three</p>four",
        &[(Paragraph, "one"), (Paragraph, "two"), (Paragraph, "three"), (Paragraph, "four")],
    );
    check("<section><h2>A</h2>b</section><aside>c</aside>", &[(Heading, "A"), (Paragraph, "b"), (Paragraph, "c")]);
}

#[test]
fn kinds_come_from_the_innermost_element() {
    check(
        "<ul><li>one<li><p>two</p><p>three</p></ul><dl><dt>a<dd>b</dl>out<blockquote><p>four<ol><li>five</ol>six</blockquote>seven",
        &[
            (Item, "one"),
            (Item, "two"),
            (Item, "three"),
            (Item, "a"),
            (Item, "b"),
            (Paragraph, "out"),
            (BlockQuote, "four"),
            (Item, "five"),
            (BlockQuote, "six"),
            (Paragraph, "seven"),
        ],
    );
    check(
        "<table><caption>Votes</caption><tr><th>Name<th>Vote<tr><td>Ada<td><p>yes</table>out",
        &[(Caption, "Votes"), (Cell, "Name"), (Cell, "Vote"), (Cell, "Ada"), (Cell, "yes"), (Paragraph, "out")],
    );
}

#[test]
fn white_space_collapses_as_in_a_browser() {
    let source = "<p>\n  One \t two <b> three</b>\r\n<i>four </i> five  </p>\n\n  ";
    let prose = check(source, &[(Paragraph, "One two three four five")]);
    check_stands_for(source, &prose, "One two", "One \t two");
    check_exact(source, &prose, "two ");
    check("<p>a&nbsp; &nbsp;b\u{A0}\u{A0}c</p>", &[(Paragraph, "a\u{A0} \u{A0}b\u{A0}\u{A0}c")]);
    check("<p>a&#32;&#10; b</p>", &[(Paragraph, "a b")]);
}

#[test]
fn line_breaks_and_paragraphs_made_of_them() {
    let source = "One,<br>\n two.<br/><br>\n<BR>Three.<br>";
    let prose = check(source, &[(Paragraph, "One,\u{B}two."), (Paragraph, "Three.")]);
    check_stands_for(source, &prose, ",\u{B}t", ",<br>\n t");
}

#[test]
fn references_are_decoded_and_broken_ones_stand() {
    let source = "&ldquo;Fish &amp chips&#8221;&#x2014;AT&T, a &lt;b&gt; &nope; &#xZ; &; &#150; x&";
    let prose = check(source, &[(Paragraph, "“Fish & chips”—AT&T, a <b> &nope; &#xZ; &; – x&")]);
    check_stands_for(source, &prose, "”—", "&#8221;&#x2014;");
    check_exact(source, &prose, "AT&T, a ");
    check_exact(source, &prose, "&nope; &#xZ; &; ");
    check_stands_for(source, &prose, "<b>", "&lt;b&gt;");
}

#[test]
fn quotation_elements_show_their_marks() {
    let source = "<p><q>He said <q>no</q> twice,</q> she said.</p><p></q>Plain.";
    let prose = check(source, &[(Paragraph, "“He said ‘no’ twice,” she said."), (Paragraph, "Plain.")]);
    check_stands_for(source, &prose, "“He", "<q>He");
    check_stands_for(source, &prose, "twice,”", "twice,</q>");
}

#[test]
fn code_controls_and_templates_are_not_prose() {
    let source = "<p>Run <code>a &lt; <b>b</b></code> now.</p><pre>x\n\ny</pre><template><p>t</p></template><noscript>Enable it</noscript><p>A <button>Share</button><svg><title>i</title></svg>b <select><option>1</select>c<textarea>d</textarea><iframe>e</iframe></p>";
    let prose = check(source, &[(Paragraph, "Run \u{FFFC} now."), (Paragraph, "A b c")]);
    check_stands_for(source, &prose, "\u{FFFC}", "<code>a &lt; <b>b</b></code>");
}

#[test]
fn a_script_does_not_part_a_paragraph() {
    check("<p>One <script>'</p>'</script>two <style></style> three</p>", &[(Paragraph, "One two three")]);
}

#[test]
fn comments_are_kept_apart() {
    let source =
        "<!-- copydesk: ignore -->One <!--a--><b>two</b> <!-- --> three<!--><!doctype x><?php x ?><![CDATA[x]]>.";
    let prose = check(source, &[(Paragraph, "One two three.")]);
    check_comments(
        source,
        &prose,
        &[("copydesk: ignore", "<!-- copydesk: ignore -->"), ("a", "<!--a-->"), ("", "<!-- -->"), ("", "<!-->")],
    );
    assert_eq!(prose.comments()[1].at, 3, "behind the word before it");
}

#[test]
fn what_is_never_closed_loses_no_text() {
    check("<p>One<!-- two<p>three", &[(Paragraph, "One two"), (Paragraph, "three")]);
    check("<p>One<!-- two<p>three<!-- four", &[(Paragraph, "One two"), (Paragraph, "three four")]);
    check("<p>One <a href=\"x\nand two.", &[(Paragraph, "One and two.")]);
    check("<p>One <a href=\"x <p>two</p>", &[(Paragraph, "One"), (Paragraph, "two")]);
    check("if a <b1 and c", &[(Paragraph, "if a <b1 and c")]);
    check("3 < 4 > 2 <", &[(Paragraph, "3 < 4 > 2 <")]);
    check("a </", &[(Paragraph, "a </")]);
    check("a</>b</ x>c", &[(Paragraph, "abc")]);
    check("<title>One<p>two", &[(Paragraph, "One"), (Paragraph, "two")]);
    check("<pre>One <nav>two <code>three", &[(Paragraph, "One"), (Paragraph, "two three")]);
    check("<h1>One<p>two", &[(Heading, "One"), (Paragraph, "two")]);
    check("<h1>One<h2>two</h2><p>three", &[(Heading, "One"), (Heading, "two"), (Paragraph, "three")]);
}

#[test]
fn a_page_cut_off_in_a_script_ends_there() {
    check("<p>One</p><script>var x = \"<p>two", &[(Paragraph, "One")]);
    check("<p>One</p><style>p {", &[(Paragraph, "One")]);
}

#[test]
fn mis_nested_tags_lose_no_text() {
    check("<b><p>one</b>two</p></i></div>three", &[(Paragraph, "onetwo"), (Paragraph, "three")]);
    check("<blockquote><li>one</blockquote>two</li>", &[(Item, "one"), (Paragraph, "two")]);
    let source = "<p>one <code>two<p>three</code> four";
    check_stands_for(
        source,
        &check(source, &[(Paragraph, "one \u{FFFC}"), (Paragraph, "three four")]),
        "\u{FFFC}",
        "<code>",
    );
    check("<nav>a<div>b</nav>c</div>d", &[(Paragraph, "c"), (Paragraph, "d")]);
}

#[test]
fn xhtml_and_odd_spelling() {
    check(
        "<?xml version=\"1.0\"?>\n<P>One<BR />two</P><script src=\"x\"/><p>three</p><title/><p>four</p>",
        &[(Paragraph, "One\u{B}two"), (Paragraph, "three"), (Paragraph, "four")],
    );
    check("\u{FEFF}<p>one</p>", &[(Paragraph, "one")]);
    check("", &[]);
    check("a\0b\r\n\r\n<b>c</b>\r&amp;\r\nd", &[(Paragraph, "a\0b c & d")]);
}

#[test]
fn what_a_page_does_not_show_is_no_prose() {
    check(
        "<div hidden><p>One.<div>Two.</div></div><p>Three.<p style='color:red; Display : none'>Four.<p>Five.",
        &[(Paragraph, "Three."), (Paragraph, "Five.")],
    );
    check(
        "A<span hidden>b <span>c</span> <b>d</b></span> e <i class=x hidden=hidden>f</i>g <img hidden>h",
        &[(Paragraph, "A e g h")],
    );
    check("<ul><li hidden>One</li><li>Two</ul><template>Three</template>", &[(Item, "Two")]);
    check("<p>One <span hidden>two<p>Three", &[(Paragraph, "One"), (Paragraph, "Three")]);
    check("<div hidden>One <p>two", &[(Paragraph, "One"), (Paragraph, "two")]);
    check("<p title=\"hidden\" style='display:block'>One", &[(Paragraph, "One")]);
}
