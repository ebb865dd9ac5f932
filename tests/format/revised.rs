//! A prose that was changed after each edit equals the one that is read from its beginning.
//!
//! Random edits over articles that are full of markup, whole and broken. The seed is fixed; `COPYDESK_EDITS` asks for
//! more edits of each article than a usual run does.

use copydesk::format::{Format, State};
use copydesk::prose::Text;

use crate::random::Random;

/// Every kind of markup that Markdown has, beside plain paragraphs.
const MARKUP: &str = "\
# The pier reopens

Ada Quill, the *harbour* master, said on Monday that the pier would open **again** in June. “We are ready,” she said.

The work took two years and cost $4.5m & some nerves; a second engineer_report_ is due (see the annex) in May.

## What was done

- New planks, 400 of them
- A railing that
  goes over two lines

  and a paragraph in the item

1. First the piles
2. Then the deck

> “It is a good pier,” Tom Bell said.
> He walked it twice.

Another paragraph with `code` in it, an &amp; that is decoded, a \\* that is escaped and a line break\\
made by hand.

| Year | Visitors |
|------|----------|
| 2023 | 4,000 |
| 2024 | none |

```
This is code.

It has a blank line.
```

![The pier at dusk](pier.jpg \"A title\")

Read [the report](https://example.org/report) or [this one] or [that (x y) one.

    Indented code.

The last words
===

Tom Bell's boat was the first to land, and 300 people cheered. “At last!” one shouted.

It will stay open until October, the council said. Nobody knows what comes then.

{{< figure src=\"pier.jpg\" caption=\"The \\\"Lark\\\"\" >}}
The [[Pier|pier]] is {{ site.name }}'s own{:.small}, <span hidden>not</span> theirs.

{% include box.html %}

[caption id=\"a\"]The pier[/caption]

=ZOOM=A pier for all=

A final paragraph of an ordinary kind, so that there is something behind everything else.

And one more of these.
";

/// Text as mail has it: lines that were wrapped, with lists and dividers.
const WRAPPED: &str = "\
HARBOUR NEWS

The pier will open again in June, the harbour master said on Monday, after
two years of work that cost more than anybody had thought. She said that the
planks were new and the railing was safe.

“We are ready,” Ada Quill said. “The piles are sound, the deck is sound, and
nobody will fall through it this time, which is more than could be said of
the old one.”

* * *

- New planks
- A new railing

Tom Bell's boat was the first to land there, and some three hundred people
stood in the rain and cheered it.
Short line.
Another one.
\x0C
The council has not said what will become of the pier in winter. It may have
to close again, or it may not.
";

/// What is put in: markup of all kinds, line ends, words.
const INSERTED: &[&str] = &[
    "a",
    "e",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r",
    "\t",
    "\n    ",
    "*",
    "**",
    "_",
    "`",
    "```",
    "{{",
    "}}",
    "{{< quote author=\"Ada\" >}}\n",
    "{{< /quote >}}\n",
    "{%",
    "%}",
    "{% comment %}",
    "{% endcomment %}",
    "[[",
    "]]",
    "[!quote] Ada\n",
    "\n=CODE=",
    "<b hidden>",
    "</b>",
    "\n---\n",
    "\n```\n",
    "\n~~~\n\n",
    "~~",
    "[",
    "]",
    "](",
    "(",
    ")",
    "!",
    "![",
    "](u)",
    "[^",
    "[^1]",
    "\n\n[^1]: A note.\n\n",
    "\n\n[this one]: https://example.org\n\n",
    "\n\n[x]: ",
    ":",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>",
    "\n\n<div>\n\n",
    "\n\n</div>\n\n",
    "<nav>",
    "</nav>",
    "<q>",
    "<br>",
    "<!--",
    "-->",
    "<!-- copydesk: ignore -->",
    "\n\n<!-- a note -->\n\n",
    "<https://example.org>",
    "&",
    "&amp;",
    "amp;",
    ";",
    "#",
    "# ",
    "\n\n# Heading\n\n",
    "\n===\n",
    "\n---\n",
    "---\n",
    "---\ntitle: A pier\n---\n",
    "+++\n",
    "title: x\n",
    "- ",
    "\n- ",
    "\n\n- item\n\n",
    "1. ",
    "> ",
    "\n> ",
    "|",
    "\n|-|-|\n",
    "\\",
    "\\\n",
    "  \n",
    "$",
    "\"",
    "'",
    "“",
    "é",
    "🖊",
    "\u{A0}",
    "\u{FEFF}",
    "\u{2028}",
    "\u{2029}",
    "\x0C",
    "\0",
    "word ",
    " some more words",
    "said",
    "\n\nA paragraph of its own.\n\n",
    "\nand a line that breaks off in the middle of a sentence that is being\n",
    "* * *\n",
    ". ",
    "7",
];

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn edit(text: &mut String, random: &mut Random) {
    let at = boundary(text, random.below(text.len() + 1));
    let end = boundary(text, at + [0, 1, 1, 2, 5, 30, 200][random.below(7)]).max(at);
    match random.below(8) {
        0..4 => text.insert_str(at, random.choose(INSERTED)),
        4..6 => text.replace_range(at..end, ""),
        6 => text.replace_range(at..end, random.choose(INSERTED)),
        _ => {
            let moved = text[at..end].to_owned();
            text.replace_range(at..end, "");
            let to = boundary(text, random.below(text.len() + 1));
            text.insert_str(to, &moved);
        }
    }
}

/// Edits an article again and again, each time from `original` anew after some edits, and holds each prose against the
/// one that is read from its beginning.
fn check(format: Format, original: &str, seed: u64) {
    let edits: usize = std::env::var("COPYDESK_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(25);
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ seed);
    let (mut memory, mut source) = (State::default(), original.to_owned());
    let mut text = Text::new(memory.read(format, &source));
    for round in 0..edits * 40 {
        let before = source.clone();
        match random.below(30) {
            0 => original.clone_into(&mut source),
            1 => (0..3).for_each(|_| edit(&mut source, &mut random)),
            _ => edit(&mut source, &mut random),
        }
        let fresh = format.read(&source);
        let change = memory.revise(format, &source, text.prose());
        text.revise(change);
        assert_eq!(*text.prose(), fresh, "{round}: {before:?}\nbecame {source:?}");
        assert!(text == Text::new(fresh), "{round}: {before:?}\nbecame {source:?}");
    }
}

#[test]
fn a_changed_prose_equals_a_fresh_one() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let one_line = MARKUP.split_whitespace().collect::<Vec<_>>().join(" ");
    // Without tags, links and tables everything that is typed between words goes the shortest way.
    let words: String =
        MARKUP.lines().filter(|line| !line.contains(['[', '|', '`'])).flat_map(|line| [line, "\n"]).collect();
    let front = format!("---\ntitle: The pier\nauthor: x\n---\n{words}");
    let sources = [MARKUP, WRAPPED, &crlf(MARKUP), &crlf(WRAPPED), &one_line, &words, &front, ""];
    for (index, source) in sources.into_iter().enumerate() {
        for format in [Format::Markdown, Format::Plain] {
            check(format, source, 2 * index as u64 + u64::from(format == Format::Plain) + 1);
        }
    }
    check(Format::Html, MARKUP, 99);
}

#[test]
fn a_source_may_change_its_format() {
    let mut memory = State::default();
    let mut prose = memory.read(Format::Markdown, "*One* two.");
    for (format, source) in [(Format::Plain, "*One* two."), (Format::Html, "<p>One"), (Format::Markdown, "# One")] {
        let change = memory.revise(format, source, &prose);
        prose.change(change);
        assert_eq!(prose, format.read(source));
    }
}
