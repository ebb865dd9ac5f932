//! What holds of any text, tried on random mixtures of markup.

use copydesk::format::{BlockKind, Format};
use proptest::prelude::*;

use crate::check_map;

/// Pieces that markup is made of, whole and broken.
const PIECES: &[&str] = &[
    "word",
    "Ada Quill",
    "“No,”",
    "é",
    "\u{A0}",
    "\u{FEFF}",
    "\0",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\x0C",
    "\u{2029}",
    "    ",
    "&amp;",
    "&ldquo;",
    "&#8221;",
    "&#x",
    "&",
    ";",
    "&nope;",
    "&#0;",
    "&#10;",
    "<",
    ">",
    "</",
    "<!",
    "<!--",
    "-->",
    "--!>",
    "--",
    "<?",
    "<![CDATA[",
    "]]>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<br/>",
    "<q>",
    "</q>",
    "<div>",
    "<div class=\"",
    "</div>",
    "<li>",
    "<ul>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<h1>",
    "</h2>",
    "<td>",
    "<table>",
    "</table>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<nav>",
    "</nav>",
    "<svg>",
    "</svg>",
    "<textarea>",
    "</textarea>",
    "<!doctype html>",
    "<x-y>",
    "a=b",
    "=",
    "\"",
    "'",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "*",
    "**",
    "_",
    "~~",
    "~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](u)",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "> ",
    ">",
    "- ",
    "1. ",
    "+ ",
    "#",
    "# ",
    "\n===\n",
    "\n---\n",
    "---\n",
    "+++\n",
    "title: ",
    "title = ",
    "|",
    "\n|-|-|\n",
    "\\",
    "\\\n",
    "<http://a.b>",
    "- [ ] ",
    "\n> ",
    "\n  ",
];

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_prose_maps_back(source in markup()) {
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            check_map(&source, &format.read(&source));
        }
    }

    #[test]
    fn plain_text_is_its_own_prose(source in markup()) {
        let prose = Format::Plain.read(&source);
        prop_assert_eq!(prose.text(), &source);
    }

    /// Tags that hide nothing lose no word, however they are nested or left open.
    #[test]
    fn html_loses_no_word(tags in prop::collection::vec(prop::sample::select(&[
        "<p>", "</p>", "<b>", "</b>", "<br>", "<q>", "</q>", "<div>", "<div class=\"x\">", "</div>", "<li>", "</li>", "<ul>", "</ul>", "<h1>",
        "</h1>", "<td>", "<table>", "</table>", "<pre>", "<code>", "<nav>", "<textarea>", "<title>", "<!--a-->", "<!doctype x>", "</>",
        "&amp;", "&", "< ", "<", "<!--", "<br", " ", "\r\n", "\n\n",
    ][..]), 0..30)) {
        let source: String = tags.iter().enumerate().map(|(index, tag)| format!("{tag} word{index}. ")).collect();
        let prose = Format::Html.read(&source);
        for index in 0..tags.len() {
            // A tag that is cut off swallows the words up to where it ends.
            if tags[..=index].contains(&"<br") {
                break;
            }
            let comment_may_end = tags[index..].contains(&"<!--a-->") && tags[..=index].contains(&"<!--");
            let word = format!("word{index}.");
            prop_assert!(comment_may_end || prose.text().contains(&word), "{} is lost in {:?}", word, source);
        }
    }

    /// A text without marks is the same in every format.
    #[test]
    fn a_text_without_markup_is_the_same_everywhere(words in prop::collection::vec("[A-Za-z“”’,.é]{1,8}[a-z]", 1..30)) {
        let source = words.join(" ");
        for format in [Format::Plain, Format::Markdown, Format::Html] {
            let prose = format.read(&source);
            prop_assert_eq!(prose.text(), &source);
            prop_assert_eq!(prose.blocks().len(), 1);
            prop_assert_eq!(prose.blocks()[0].kind, BlockKind::Paragraph);
        }
    }
}
