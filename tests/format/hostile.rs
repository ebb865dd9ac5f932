//! Inputs that would take minutes if anything in a reader were quadratic. There is no clock here: a reader that is not
//! linear makes the test run hang.

use copydesk::format::{Format, Prose};

const MANY: usize = 100_000;

/// Reads the source in every format; the prose must hold all `words`.
fn check(source: &str, words: &[&str]) {
    for format in [Format::Plain, Format::Markdown, Format::Html] {
        let prose: Prose = format.read(source);
        for word in words {
            assert!(prose.text().contains(word), "{word} is lost in {format:?}");
        }
        for block in prose.blocks() {
            assert!(source.get(prose.to_source(block.span).range()).is_some(), "{format:?}");
        }
    }
}

#[test]
fn marks_without_end() {
    for mark in [
        "<",
        ">",
        "&",
        "[",
        "![",
        "](",
        "(",
        "*",
        "_",
        "**a ",
        "`",
        "``a`",
        "~",
        "|",
        "#",
        "\\",
        "-",
        "+",
        "=",
        "\"",
        "'",
        "“",
        "\0",
        "&#",
        "&a",
        "&amp",
        "</",
        "<a",
        "<a ",
        "<a b=\"",
        "<!",
        "<?",
        "<!--",
        "<!-- ",
        "<![CDATA[",
        "-->",
        "<!-->",
        "\r",
        "\n",
        "\x0C",
        "\u{2028}",
        " ",
        "\t",
        "\u{FFFC}",
    ] {
        check(&format!("Ada\n\n{}\n\n", mark.repeat(MANY)), &["Ada"]);
    }
}

#[test]
fn nests_without_end() {
    for mark in [
        "> ",
        "- ",
        "1. ",
        "<div>",
        "<blockquote>",
        "<ul><li>",
        "<b>",
        "<q>",
        "<table><tr><td>",
        "<h1>",
        "<code>",
        "<pre>",
        "<nav>",
        "<svg>",
        "<title>",
        "<textarea>",
        "<script>x</script>",
        "<template>",
        "<p>",
        "*a _b ",
        "[a",
        "![a",
    ] {
        check(&format!("Ada {}", mark.repeat(MANY)), &["Ada"]);
        check(&format!("{} Ada", mark.repeat(MANY / 10)), &[]);
    }
    for (open, close) in [("<div>", "</p>"), ("<li>", "</div>"), ("<b>", "</i>"), ("<q>", "</q>"), ("<nav>", "</nav>")]
    {
        check(&format!("{}{} Ada", open.repeat(MANY), close.repeat(MANY)), &["Ada"]);
    }
}

#[test]
fn lines_without_end() {
    for line in [
        "a\n",
        "> a\n",
        "- a\n",
        "| a | b |\n",
        "a\r",
        "a\u{2028}",
        "<p>a\n",
        "[a]: b\n",
        "[^1]: a\n",
        "a [a] [b]\n",
        "  \n",
        "a<br>\n",
    ] {
        check(&line.repeat(MANY), &[]);
    }
}

#[test]
fn one_line_without_end() {
    let line = "Ada Quill said “no” & left. ".repeat(MANY);
    check(&line, &["Ada Quill said “no” & left. Ada"]);
    check(&"a".repeat(40 * MANY), &["aaaa"]);
    check(&"é".repeat(20 * MANY), &["éé"]);
}
