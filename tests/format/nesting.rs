//! What holds a block, and how much of it is bold or in italics.

use copydesk::format::{Block, BlockKind, Extent, Format};

/// What is asked of the blocks of a source, with their words.
fn check<T: PartialEq + std::fmt::Debug>(
    format: Format,
    source: &str,
    asked: impl Fn(&Block) -> T,
    expected: &[(&str, T)],
) {
    let prose = format.read(source);
    let found: Vec<(&str, T)> =
        prose.blocks().iter().map(|block| (block.span.slice(prose.text()), asked(block))).collect();
    assert_eq!(found, expected, "in {source:?}");
}

fn depths(block: &Block) -> (u8, u8) {
    (block.nesting.quotes, block.nesting.lists)
}

fn shares(block: &Block) -> (bool, bool) {
    (block.nesting.in_same_quote, block.nesting.in_same_item)
}

fn emphasis(block: &Block) -> (Extent, Extent) {
    (block.emphasis.bold, block.emphasis.italic)
}

#[test]
fn blocks_know_how_deep_they_stand() {
    check(
        Format::Markdown,
        "One.\n\n> Two.\n>\n> - Three.\n>\n> > Four.\n\n- Five.\n  - Six.\n",
        depths,
        &[
            ("One.", (0, 0)),
            ("Two.", (1, 0)),
            ("Three.", (1, 1)),
            ("Four.", (2, 0)),
            ("Five.", (0, 1)),
            ("Six.", (0, 2)),
        ],
    );
    check(
        Format::Html,
        "<blockquote><p>One.<ul><li>Two.</ul></blockquote><p>Three.",
        depths,
        &[("One.", (1, 0)), ("Two.", (1, 1)), ("Three.", (0, 0))],
    );
}

#[test]
fn blocks_know_whether_the_one_before_shares_their_quotation_or_item() {
    let expected = [
        ("One.", (false, false)),
        ("Two.", (true, false)),
        ("Three.", (false, false)),
        ("Four.", (false, false)),
        ("Five.", (false, true)),
        ("Six.", (false, false)),
    ];
    let markdown = "> One.\n>\n> Two.\n\nThree.\n\n- Four.\n\n  Five.\n\n- Six.\n";
    check(Format::Markdown, markdown, shares, &expected);
    let html = "<blockquote><p>One.<p>Two.</blockquote>Three.<ul><li><p>Four.<p>Five.<li>Six.</ul>";
    check(Format::Html, html, shares, &expected);
    check(
        Format::Html,
        "<blockquote>One.</blockquote><blockquote>Two.<blockquote>Three.</blockquote></blockquote>",
        shares,
        &[("One.", (false, false)), ("Two.", (false, false)), ("Three.", (true, false))],
    );
}

#[test]
fn asides_stand_beside_the_article() {
    check(
        Format::Html,
        "<p>One.</p><aside><p>Two.</p></aside><p>Three.</p>",
        |block| block.nesting.is_aside,
        &[("One.", false), ("Two.", true), ("Three.", false)],
    );
}

#[test]
fn who_is_quoted_is_told_from_the_words() {
    use BlockKind::{BlockQuote, Caption, Credit, Paragraph};
    let kind = |block: &Block| block.kind;
    check(
        Format::Html,
        "<blockquote><p>It leaks.</p><footer>— <cite>Ada Quill</cite>, a letter</footer></blockquote>",
        kind,
        &[("It leaks.", BlockQuote), ("— Ada Quill, a letter", Credit)],
    );
    check(
        Format::Html,
        "<blockquote><p>It leaks. <cite>Ada Quill</cite></p></blockquote><p>So <cite>Pier</cite> wrote.",
        kind,
        &[("It leaks.", BlockQuote), ("Ada Quill", Credit), ("So Pier wrote.", Paragraph)],
    );
    check(
        Format::Html,
        "<blockquote>As <cite>Pier News</cite> said, it leaks.</blockquote>",
        kind,
        &[("As Pier News said, it leaks.", BlockQuote)],
    );
    check(
        Format::Html,
        "<figure><blockquote>It leaks.</blockquote><figcaption>Ada Quill</figcaption></figure>\
         <figure><img><figcaption>The pier</figcaption></figure><footer>Pier News</footer>",
        kind,
        &[("It leaks.", BlockQuote), ("Ada Quill", Credit), ("The pier", Caption), ("Pier News", Paragraph)],
    );
}

#[test]
fn questions_and_labels_in_bold_are_told() {
    use Extent::{None, Start, Whole};
    let expected = [
        ("Who paid?", (Whole, None)),
        ("Lena Korda: Nobody.", (Start, None)),
        ("“It is late.”", (None, Whole)),
        ("It is late.", (None, None)),
        ("So we left.", (Whole, Whole)),
    ];
    let markdown =
        "**Who paid**?\n\n**Lena Korda:** Nobody.\n\n“*It is late.*”\n\nIt **is *late*.**\n\n***So we left.***\n";
    check(Format::Markdown, markdown, emphasis, &expected);
    let html = "<p><b>Who paid</b>?<p><strong>Lena Korda:</strong> Nobody.<p>“<em>It is late.</em>”\
                <p>It <b>is <i>late</i>.</b><p><b><i>So we left.</b></i>";
    check(Format::Html, html, emphasis, &expected);
    check(
        Format::Html,
        "<ul><li><b>One<li>Two</ul><div><i>Three</div>Four",
        emphasis,
        &[("One", (Whole, None)), ("Two", (None, None)), ("Three", (None, Whole)), ("Four", (None, None))],
    );
}
