//! Words, numbers, punctuation and marks.
//!
//! A hyphenated word is one token (*al-Kazemi*, *anti-terror*), so is an abbreviation with its periods (*U.S.*, *Jan.*,
//! the initial in *J. Doe*), a number with its separators, and a web address. A possessive *'s* is a token of its own.

use super::addresses;
use super::token::{MarkShape, Token, TokenKind};
use crate::language::{self, Classes};
use crate::text::ProseSpan;

/// The tokens of a stretch of text. Total: every character that is not white space is in exactly one token.
pub struct Tokens<'t> {
    scanner: Scanner<'t>,
    spaced: bool,
}

impl<'t> Tokens<'t> {
    /// The tokens of a block, or of its rest from a byte where reading may begin: its start, or a token that follows
    /// white space.
    pub fn of(text: &'t str, block: ProseSpan) -> Tokens<'t> {
        let scanner = Scanner { text, at: block.start as usize, end: block.end as usize };
        Tokens { scanner, spaced: true }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let scanner = &mut self.scanner;
        let first = loop {
            let character = scanner.peek()?;
            if !is_blank(character) {
                break character;
            }
            scanner.at += character.len_utf8();
            self.spaced = true;
        };
        let start = scanner.at;
        let spaced = std::mem::replace(&mut self.spaced, false);
        let kind = scanner.next_kind(first, spaced);
        debug_assert!(scanner.at > start, "a token is never empty");
        let span = ProseSpan::new(start as u32, scanner.at as u32);
        let (word, hash) = match kind {
            TokenKind::Lower | TokenKind::Capital | TokenKind::Capitals | TokenKind::Mixed => {
                language::word_and_hash(span.slice(scanner.text))
            }
            _ => (language::UNKNOWN, 0),
        };
        Some(Token { span, kind, spaced, word, hash })
    }
}

/// White space, and the invisible characters that paste brings along.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{00AD}' | '\u{200E}' | '\u{200F}')
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn peek(&self) -> Option<char> {
        // Most text is ASCII, which needs no decoding.
        match self.text.as_bytes()[..self.end].get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.rest().chars().next(),
        }
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Moves behind the next token and tells what it is.
    fn next_kind(&mut self, first: char, spaced: bool) -> TokenKind {
        if first.is_alphabetic() {
            return self.plain_word().unwrap_or_else(|| self.word());
        }
        if first.is_ascii_digit() || first.is_numeric() {
            return self.number();
        }
        if matches!(first, '@' | '#') && self.rest()[1..].starts_with(char::is_alphanumeric) {
            self.skip_while(|c| c.is_alphanumeric() || matches!(c, '@' | '#' | '_' | '.' | '-'));
            self.unread_stops();
            return TokenKind::Address;
        }
        if matches!(first, '\'' | '\u{2019}') && !spaced && self.possessive() {
            return TokenKind::Possessive;
        }
        // Three backticks fence code; they are no marks.
        if self.rest().starts_with("```") {
            self.skip_while(|c| c == '`');
            return TokenKind::Symbol;
        }
        if let Some(kind) = self.mark(first, spaced) {
            return kind;
        }
        self.punctuation(first)
    }

    fn skip_while(&mut self, accept: impl Fn(char) -> bool) {
        // Most text is ASCII, which needs no decoding.
        while let Some(&byte) = self.text.as_bytes()[..self.end].get(self.at)
            && byte.is_ascii()
        {
            if !accept(char::from(byte)) {
                return;
            }
            self.at += 1;
        }
        let rest = self.rest();
        self.at += rest.find(|c| !accept(c)).unwrap_or(rest.len());
    }

    /// Gives back stops that were read as part of an address: they end the sentence.
    fn unread_stops(&mut self) {
        while self.text[..self.at].ends_with(['.', '-']) {
            self.at -= 1;
        }
    }

    /// Takes *'s* or *’s* after a word, if no letter follows.
    fn possessive(&mut self) -> bool {
        if !self.before().is_some_and(|c| c.is_alphanumeric() || c == '.') {
            return false;
        }
        let mut rest = self.rest().chars();
        let apostrophe = rest.next().map_or(0, char::len_utf8);
        let is_s = matches!(rest.next(), Some('s' | 'S'));
        if is_s && !rest.next().is_some_and(char::is_alphanumeric) {
            self.at += apostrophe + 1;
            return true;
        }
        false
    }

    fn mark(&mut self, first: char, spaced: bool) -> Option<TokenKind> {
        let rest = self.rest();
        let (shape, len) = match first {
            '"' | '\u{FF02}' => (MarkShape::Straight, first.len_utf8()),
            '\u{201C}' | '\u{201E}' | '\u{201F}' => (MarkShape::Curly { opens: true }, 3),
            '\u{201D}' => (MarkShape::Curly { opens: false }, 3),
            // *'So be it,''' he said*: a single mark closes before the doubled one that holds it.
            '\'' if rest.starts_with("'''") && !rest.starts_with("''''") && !spaced => (MarkShape::StraightSingle, 1),
            '\'' if rest.starts_with("''") => (MarkShape::Doubled { opens: false }, 2),
            '`' if rest.starts_with("``") => (MarkShape::Doubled { opens: true }, 2),
            '\u{2019}' if rest.starts_with("\u{2019}\u{2019}") => (MarkShape::Doubled { opens: false }, 6),
            '\u{2018}' if rest.starts_with("\u{2018}\u{2018}") => (MarkShape::Doubled { opens: true }, 6),
            '\'' => (MarkShape::StraightSingle, 1),
            '`' => (MarkShape::CurlySingle { opens: true }, 1),
            '\u{2018}' | '\u{201A}' | '\u{201B}' => (MarkShape::CurlySingle { opens: true }, 3),
            '\u{2019}' => (MarkShape::CurlySingle { opens: false }, 3),
            '«' | '‹' => (MarkShape::Guillemet { opens: true }, first.len_utf8()),
            '»' | '›' => (MarkShape::Guillemet { opens: false }, first.len_utf8()),
            _ => return None,
        };
        self.at += len;
        Some(TokenKind::Mark(shape))
    }

    fn punctuation(&mut self, first: char) -> TokenKind {
        let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '…');
        if is_stop(first) {
            self.skip_while(is_stop);
            return TokenKind::Stop;
        }
        if matches!(first, '-' | '–' | '—' | '―' | '‒' | '‐' | '‑') {
            self.skip_while(|c| c == first);
            return TokenKind::Dash;
        }
        self.at += first.len_utf8();
        match first {
            ',' => TokenKind::Comma,
            ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '(' | '[' | '{' => TokenKind::Open,
            ')' | ']' | '}' => TokenKind::Close,
            _ => TokenKind::Symbol,
        }
    }

    /// A number with separators, ordinals and units that stick to it (*20th*, *4.5m*, *1990s*, *7-2*).
    fn number(&mut self) -> TokenKind {
        loop {
            self.skip_while(char::is_alphanumeric);
            let mut ahead = self.rest().chars();
            let joins = matches!(ahead.next(), Some('.' | ',' | ':' | '/' | '-' | '–'));
            let separator = self.peek().map_or(0, char::len_utf8);
            if joins && ahead.next().is_some_and(|c| c.is_ascii_digit()) {
                self.at += separator;
                continue;
            }
            // *16-year-old*
            if self.rest().starts_with('-') && self.rest()[1..].starts_with(char::is_alphabetic) {
                self.at += 1;
                continue;
            }
            return TokenKind::Number;
        }
    }

    /// A word of ASCII letters, in lower case but for the first, behind which white space or punctuation says that nothing
    /// joins it: most words are such. Takes nothing if there is another.
    fn plain_word(&mut self) -> Option<TokenKind> {
        let rest = self.text.as_bytes().get(self.at..self.end)?;
        let opens_with_capital = rest.first()?.is_ascii_uppercase();
        let begins = usize::from(opens_with_capital);
        let length = begins + rest.get(begins..)?.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let ends = matches!(rest.get(length), None | Some(b' ' | b'\n' | b',' | b';' | b'"' | b'!' | b'?' | b')'));
        if length == 0 || !ends {
            return None;
        }
        self.at += length;
        Some(if opens_with_capital { TokenKind::Capital } else { TokenKind::Lower })
    }

    fn word(&mut self) -> TokenKind {
        let start = self.at;
        if let Some(length) = addresses::length(self.rest()) {
            self.at += length;
            return TokenKind::Address;
        }
        loop {
            self.skip_while(|c| c.is_alphanumeric() || is_combining(c));
            let mut ahead = self.rest().chars();
            let Some(joint) = ahead.next() else { break };
            let next = ahead.next();
            let letter_follows = next.is_some_and(char::is_alphanumeric);
            let joins = match joint {
                // *FranÃ§ois*: the second half of a letter that was decoded with the wrong encoding.
                '\u{80}'..='\u{BF}' if self.before().is_some_and(|c| matches!(c, 'Â'..='ß')) => letter_follows,
                '-' | '‐' | '‑' | '_' | '·' => letter_follows,
                '\'' | '\u{2019}' | '\u{02BC}' => {
                    // *O'Brien*, *don't*; but *Iraq's* is two tokens.
                    let is_possessive =
                        matches!(next, Some('s' | 'S')) && !ahead.next().is_some_and(char::is_alphanumeric);
                    letter_follows && !is_possessive
                }
                // *U.S.*, *p.m.*, *Ph.D.*: short parts with periods between.
                '.' => {
                    let part = self.text[start..self.at].rsplit(['.', '-']).next().unwrap_or_default();
                    letter_follows && is_initialism_part(part) && self.next_part_is_short()
                }
                '&' => letter_follows && self.at - start <= 2 && next.is_some_and(char::is_uppercase),
                _ => false,
            };
            if !joins {
                break;
            }
            self.at += joint.len_utf8();
        }
        if self.rest().starts_with('.') && self.takes_period(&self.text[start..self.at]) {
            self.at += 1;
        }
        shape(&self.text[start..self.at])
    }

    /// Whether what follows the period is again a part of one or two letters that a period follows or a word ends.
    fn next_part_is_short(&self) -> bool {
        let part: String = self.rest()[1..].chars().take_while(|c| c.is_alphanumeric()).take(4).collect();
        is_initialism_part(&part)
    }

    /// Whether the period after a word belongs to it: *Mr.*, *Jan.*, *U.S.*, the initial in *J. Doe*.
    fn takes_period(&self, word: &str) -> bool {
        if self.rest().starts_with("..") {
            return false;
        }
        let mut letters = word.chars();
        let first = letters.next().unwrap_or('a');
        if letters.next().is_none() {
            // *Plan B.* at the end of a text is a sentence's end; *J. Doe* is an initial.
            return first.is_uppercase()
                && self.rest()[1..].trim_start().starts_with(char::is_alphabetic)
                && first != 'I';
        }
        if word.contains('.') {
            return true;
        }
        // *R-Calif.*
        let word = word.rsplit('-').next().unwrap_or(word);
        let mut with_period = [0; 16];
        let Some(room) = with_period.get_mut(..word.len() + 1) else { return false };
        room[..word.len()].copy_from_slice(word.as_bytes());
        room[word.len()] = b'.';
        std::str::from_utf8(room).is_ok_and(|key| language::word(key).classes.any(Classes::ABBREVIATION))
    }
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}')
}

fn is_initialism_part(part: &str) -> bool {
    let count = part.chars().count();
    count == 1 || (count == 2 && part.chars().next().is_some_and(char::is_uppercase))
}

/// The kind of a word by its capitals.
fn shape(word: &str) -> TokenKind {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return TokenKind::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (0, 0);
    for letter in letters {
        if letter.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    match (first_is_upper, upper, lower) {
        (true, 1.., 0) => TokenKind::Capitals,
        (true, _, _) => TokenKind::Capital,
        (false, 1.., _) => TokenKind::Mixed,
        (false, _, _) => TokenKind::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Tokens::of(text, ProseSpan::new(0, text.len() as u32)).map(|token| token.span.slice(text)).collect()
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn abbreviations_and_initials_keep_their_periods() {
        check("U.S. forces", &["U.S.", "forces"]);
        check("at 6:01 p.m. today", &["at", "6:01", "p.m.", "today"]);
        check("J. R. Doe left.", &["J.", "R.", "Doe", "left", "."]);
        check("It was Plan B.", &["It", "was", "Plan", "B", "."]);
        check("So am I. We left", &["So", "am", "I", ".", "We", "left"]);
    }

    #[test]
    fn apostrophes_are_part_of_words_and_marks_are_not() {
        check("Iraq's and Iraq’s", &["Iraq", "'s", "and", "Iraq", "’s"]);
        check("O'Brien doesn’t", &["O'Brien", "doesn’t"]);
        check("“No,” she", &["“", "No", ",", "”", "she"]);
        check("''No,'' he", &["''", "No", ",", "''", "he"]);
        check("the countries' efforts", &["the", "countries", "'", "efforts"]);
        check("``No,'' ```", &["``", "No", ",", "''", "```"]);
        check("''I say 'No,''' he", &["''", "I", "say", "'", "No", ",", "'", "''", "he"]);
    }

    #[test]
    fn names_numbers_and_addresses_are_whole() {
        check("Falih al-Fayadh's", &["Falih", "al-Fayadh", "'s"]);
        check("6,566 and $4.5m, 2,134.", &["6,566", "and", "$", "4.5m", ",", "2,134", "."]);
        check(
            "See https://example.org/a.b, or a.b@example.org.",
            &["See", "https://example.org/a.b", ",", "or", "a.b@example.org", "."],
        );
        check("@mayor said: #vote.", &["@mayor", "said", ":", "#vote", "."]);
        check("a 16-year-old", &["a", "16-year-old"]);
        check("FranÃ§ois ESPAÃ»", &["FranÃ§ois", "ESPAÃ", "»"]);
        check("no—never -- ever…", &["no", "—", "never", "--", "ever", "…"]);
    }

    #[test]
    fn kinds_follow_the_capitals() {
        let kind = |word: &str| shape(word);
        assert_eq!(kind("said"), TokenKind::Lower);
        assert_eq!(kind("Lopez"), TokenKind::Capital);
        assert_eq!(kind("U.S."), TokenKind::Capitals);
        assert_eq!(kind("al-Kazemi"), TokenKind::Mixed);
        assert_eq!(kind("A"), TokenKind::Capital);
    }

    #[test]
    fn every_visible_character_is_in_one_token() {
        for text in ["a\u{200B}b", "\u{1F600}\u{1F600}x", "``a'' ‚b‘ ‹c›", "....a..b...", "''''''", "é́x-‑-y"]
        {
            let visible: usize = text.chars().filter(|&c| !is_blank(c)).map(char::len_utf8).sum();
            let held: usize = words(text).iter().map(|word| word.len()).sum();
            assert_eq!(held, visible, "{text:?}");
        }
    }
}
