//! A short text with emphasis and quotations, as a hover shows it: Markdown for editors that render it, plain otherwise.
//!
//! Our own words and those of the article are kept apart until the card is written out, so that nothing in an article
//! can become markup: no HTML, no link, no emphasis.

use super::snippet::one_line;

/// A longer stretch of article text is cut.
const LONGEST: usize = 160;

/// A card, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Text(Vec<Part>),
    Quotation(String, String),
    Gap,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Our own words; they hold no markup.
    Ours(String),
    /// Words of the article.
    Theirs(String),
    /// Words of the article, emphasized.
    Strong(String),
    /// The address of a page, which was looked at when it was read: no blanks, no brackets, `https` or `http`.
    Address(String),
}

impl Part {
    /// Our own words.
    pub fn ours(words: impl Into<String>) -> Part {
        Part::Ours(words.into())
    }

    /// Words of the article.
    pub fn theirs(words: &str) -> Part {
        Part::Theirs(one_line(words, LONGEST))
    }

    /// Words of the article, emphasized.
    pub fn strong(words: &str) -> Part {
        Part::Strong(one_line(words, LONGEST))
    }

    /// The address of a page.
    pub fn address(url: &str) -> Part {
        Part::Address(url.to_owned())
    }
}

impl Card {
    /// Adds a line.
    pub fn line(&mut self, parts: impl IntoIterator<Item = Part>) {
        self.lines.push(Line::Text(parts.into_iter().collect()));
    }

    /// Adds words of the article on a line of their own, set off, and our note on them.
    pub fn quotation(&mut self, words: &str, note: impl Into<String>) {
        self.lines.push(Line::Quotation(one_line(words, LONGEST), note.into()));
    }

    /// Begins a new section.
    pub fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::Gap);
        }
    }

    /// The card in Markdown.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            match line {
                Line::Text(parts) => {
                    for part in parts {
                        match part {
                            Part::Ours(words) => out.push_str(words),
                            Part::Theirs(words) => out.push_str(&escape(words)),
                            Part::Strong(words) if words.is_empty() => {}
                            Part::Strong(words) => out.push_str(&format!("**{}**", escape(words))),
                            Part::Address(url) => out.push_str(&format!("<{url}>")),
                        }
                    }
                }
                Line::Quotation(words, note) => out.push_str(&format!("> {} ({note})", escape(words))),
                Line::Gap => out.push_str("---"),
            }
            // Every line is a paragraph: line breaks inside one look different in every editor.
            out.push_str("\n\n");
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The card in plain text.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            match line {
                Line::Text(parts) => {
                    for part in parts {
                        let (Part::Ours(words) | Part::Theirs(words) | Part::Strong(words) | Part::Address(words)) =
                            part;
                        out.push_str(words);
                    }
                }
                Line::Quotation(words, note) => out.push_str(&format!("    {words} ({note})")),
                Line::Gap => {}
            }
            out.push('\n');
        }
        out.truncate(out.trim_end().len());
        out
    }
}

/// Words of the article in Markdown that shows exactly them.
///
/// Only what could be markup is escaped, for some editors show the backslashes. That includes what is a link without
/// any mark: addresses of pages and of mail.
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (at, character) in words.char_indices() {
        let before = &words[..at];
        let after = &words[at + character.len_utf8()..];
        let escaped = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '@' => true,
            // A price is no formula: those need a second sign.
            '$' => words.matches('$').nth(1).is_some(),
            ':' => after.starts_with("//"),
            // Where a line begins, these begin a heading, a list or a rule.
            '#' | '+' | '-' | '=' => before.is_empty(),
            ')' => is_number(before),
            '.' => is_number(before) || before.get(before.len().saturating_sub(3)..).is_some_and(is_www),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_www(words: &str) -> bool {
    words.eq_ignore_ascii_case("www")
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a reader sees of Markdown, and whether there is anything in it but text.
    fn read(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut plain = true;
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    #[test]
    fn article_text_never_becomes_markup() {
        for words in [
            "<script>alert(1)</script>",
            "<!-- x --> &lt; &copy;",
            "[a](command:workbench.action.quit) ![b](http://c.invalid)",
            "*bold* __strong__ ~~gone~~ `code` $x$ a|b \\*",
            "# heading",
            "- item",
            "+ item",
            "1. item",
            "12) item",
            "=== ---",
            "> aside",
            "***",
            "[^1]: note",
        ] {
            let (text, plain) = read(&escape(words));
            assert_eq!(text, words);
            assert!(plain, "{words}");
        }
    }

    #[test]
    fn addresses_are_no_links() {
        assert_eq!(
            escape("http://a.invalid and WWW.b.invalid, c@d.invalid"),
            "http\\://a.invalid and WWW\\.b.invalid, c\\@d.invalid"
        );
        assert_eq!(escape("$2.4 million"), "$2.4 million");
        assert_eq!(escape("at 10:30 in St. Paul, No. 3"), "at 10:30 in St. Paul, No. 3", "and nothing else is touched");
    }

    #[test]
    fn a_card_reads_the_same_in_both_forms() {
        let mut card = Card::default();
        card.gap();
        card.line([Part::strong("Ann *Lee*"), Part::ours(", "), Part::theirs("mayor")]);
        card.quotation("“We\n asked.”", "line 3");
        card.gap();
        card.line([Part::ours("Sure.")]);
        assert_eq!(card.markdown(), "**Ann \\*Lee\\***, mayor\n\n> “We asked.” (line 3)\n\n---\n\nSure.");
        assert_eq!(card.plain(), "Ann *Lee*, mayor\n    “We asked.” (line 3)\n\nSure.");
    }
}
