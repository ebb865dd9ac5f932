//! What speaks for and against each way in which a double mark can be read.
//!
//! A mark opens, closes, or stands for something else: inches, an arrow, itself. Its shape and the spaces and words
//! beside it say how likely each of these is. That is told in costs; which of them are right, the whole paragraph
//! decides ([`super::doubles`]).

use crate::language::Classes;
use crate::prose::{MarkShape, Text, Token, TokenIndex, TokenKind, TokenRange};

/// What it costs to say that the partner of a mark was lost. Every other cost is measured by it.
pub const LOST: u32 = 50;
/// What it costs to read a mark as something that it can hardly be.
const HARDLY: u32 = 110;
/// A space on the wrong side of a mark.
const MISPLACED: u32 = 40;
/// A mark that was typed the wrong way round, as programs do behind a dash or a bracket.
const TURNED: u32 = 15;
/// Spaces on both sides, or on none.
const UNCLEAR: u32 = 15;

/// More digits than a measure in inches has before its point.
const LONGEST_MEASURE: usize = 3;

/// Marks that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Words of an earlier paragraph that are not marked anew.
    Unmarked,
    /// `"`
    Straight,
    /// `“…”`
    Curly,
    /// `„…“`, `„…”`
    Low,
    /// ` ``…'' `
    Doubled,
    /// `«…»`, `»…«`
    Guillemet,
}

impl Style {
    /// Whether a paragraph that opens in this style may go on with words that were opened in the other.
    pub fn continues(self, opened: Style) -> bool {
        let in_letters = |style: Style| if style == Style::Low { Style::Curly } else { style };
        // What came from several hands goes on in straight marks; the other way round curly marks stand inside straight ones.
        let of_several_hands = self == Style::Straight && in_letters(opened) == Style::Curly;
        in_letters(self) == in_letters(opened) || of_several_hands
    }
}

/// How a mark can be read, and at what cost.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// The style of what it opens.
    pub style: Style,
    /// That it opens.
    pub open: u32,
    /// What it costs on top that what it opens stands in another passage.
    pub nested: u32,
    /// That it closes what a mark of its style opened.
    pub close: u32,
    /// That it is no mark of a quotation. Nothing if only a slip would explain that.
    pub other: Option<u32>,
}

impl Costs {
    /// Whether it opens as well as it does anything else.
    pub fn may_open(self) -> bool {
        self.open <= self.close && self.other.is_none_or(|other| self.open <= other)
    }

    /// What it costs that the mark closes what was opened in that style.
    pub fn closing(self, opened: Style) -> u32 {
        match (opened, self.style) {
            (Style::Low, Style::Curly) => self.close.min(TURNED / 3),
            (Style::Unmarked, _) => self.close,
            (one, other) if one == other => self.close,
            (Style::Guillemet, _) | (_, Style::Guillemet) => HARDLY,
            _ => self.close + TURNED,
        }
    }
}

/// What stands beside a mark.
struct Beside<'t> {
    text: &'t Text,
    mark: TokenIndex,
    before: Option<&'t Token>,
    after: Option<&'t Token>,
    space_before: bool,
    space_after: bool,
}

/// The style of a mark, if it is a double one.
pub fn style(shape: MarkShape) -> Option<Style> {
    Some(match shape {
        MarkShape::Straight => Style::Straight,
        MarkShape::Curly { .. } => Style::Curly,
        MarkShape::Doubled { .. } => Style::Doubled,
        MarkShape::Guillemet { .. } => Style::Guillemet,
        MarkShape::StraightSingle | MarkShape::CurlySingle { .. } => return None,
    })
}

/// How the double mark at `mark` can be read in its paragraph; nothing if it is a single one.
pub fn costs(text: &Text, mark: TokenIndex, paragraph: &TokenRange) -> Option<Costs> {
    let token = text.token(mark);
    let shape = token.mark()?;
    let beside = Beside::of(text, mark, paragraph);
    let low = shape == (MarkShape::Curly { opens: true }) && text.word(mark) == "„";
    let style = if low { Style::Low } else { style(shape)? };
    let (open, close) = match shape {
        MarkShape::Curly { opens: true } | MarkShape::Doubled { opens: true } => beside.pointing_right(),
        MarkShape::Curly { opens: false } => beside.pointing_left(),
        MarkShape::Guillemet { opens } => beside.guillemet(opens),
        _ => beside.straight(),
    };
    Some(Costs { style, open, nested: beside.nested(), close, other: beside.other(style) })
}

impl<'t> Beside<'t> {
    fn of(text: &'t Text, mark: TokenIndex, paragraph: &TokenRange) -> Beside<'t> {
        let at = |index: TokenIndex| paragraph.contains(&index).then(|| text.token(index));
        let before = mark.checked_sub(1).and_then(at);
        let after = at(mark + 1);
        let space_before = before.is_none() || text.token(mark).spaced;
        let space_after = after.is_none_or(|after| after.spaced);
        Beside { text, mark, before, after, space_before, space_after }
    }

    fn before_is(&self, kinds: impl Fn(TokenKind) -> bool) -> bool {
        self.before.is_some_and(|token| kinds(token.kind))
    }

    fn after_is(&self, kinds: impl Fn(TokenKind) -> bool) -> bool {
        self.after.is_some_and(|token| kinds(token.kind))
    }

    /// Whether a quotation may begin right behind what stands before, without a space: *(“*, *—“*, *said:“*.
    fn follows_opener(&self) -> bool {
        self.before_is(|kind| matches!(kind, TokenKind::Open | TokenKind::Dash | TokenKind::Colon | TokenKind::Mark(_)))
    }

    /// Whether a pause follows; dots for words that were left out are none.
    fn pause_follows(&self) -> bool {
        let word = self.after.map_or("", |after| after.span.slice(self.text.as_str()));
        self.after_is(is_pause) && !word.starts_with("..") && !word.starts_with('…')
    }

    /// The costs of a mark that looks the same whichever way it goes.
    fn straight(&self) -> (u32, u32) {
        match (self.space_before, self.space_after) {
            (true, false) if self.pause_follows() => (HARDLY, UNCLEAR),
            (true, false) if self.after_is(|kind| kind == TokenKind::Open) => (0, 2 * UNCLEAR),
            (true, false) => (0, self.space_behind_lost()),
            (false, true) if self.before_is(|kind| kind == TokenKind::Open) => (MISPLACED, HARDLY),
            (false, true) => (self.space_before_lost(), 0),
            (true, true) => (UNCLEAR, UNCLEAR),
            (false, false) if self.follows_opener() => (UNCLEAR / 3, UNCLEAR),
            (false, false) if self.before_is(is_pause) || self.after_is(is_pause) => (MISPLACED, 0),
            (false, false) => (UNCLEAR, UNCLEAR),
        }
    }

    /// The costs of `“`, `„` and two backticks.
    fn pointing_right(&self) -> (u32, u32) {
        match (self.space_before, self.space_after) {
            (true, false) if self.after_is(|kind| kind == TokenKind::Open) => (0, 2 * UNCLEAR),
            (true, false) => (0, HARDLY),
            (true, true) => (UNCLEAR / 3, MISPLACED),
            (false, true) if self.follows_opener() => (UNCLEAR, MISPLACED),
            (false, true) => (2 * UNCLEAR, TURNED),
            (false, false) => (UNCLEAR / 3, MISPLACED),
        }
    }

    /// The costs of `”`.
    fn pointing_left(&self) -> (u32, u32) {
        match (self.space_before, self.space_after) {
            (true, false) if self.pause_follows() => (HARDLY, UNCLEAR / 3),
            (true, false) => (TURNED, MISPLACED),
            (true, true) if self.before.is_none() => (TURNED, MISPLACED),
            (true, true) => (2 * UNCLEAR, UNCLEAR / 3),
            (false, true) => (self.space_before_lost(), 0),
            (false, false) if self.follows_opener() => (TURNED, UNCLEAR),
            (false, false) => (2 * UNCLEAR, UNCLEAR / 3),
        }
    }

    /// The costs of angled marks, which point outwards in French and Russian copy, inwards in German and Danish.
    fn guillemet(&self, opens: bool) -> (u32, u32) {
        let (outwards, inwards) = (0, UNCLEAR / 3);
        let (open, close) = if opens { (outwards, inwards) } else { (inwards, outwards) };
        match (self.space_before, self.space_after) {
            (true, false) if !opens && self.pause_follows() => (HARDLY, close),
            (true, false) => (open, HARDLY),
            (false, true) if opens && self.follows_opener() => (open, HARDLY),
            (false, true) => (HARDLY, close),
            _ if opens => (open, MISPLACED),
            _ => (2 * UNCLEAR, close),
        }
    }

    /// What it costs to open a quotation inside another with marks of the same kind. A word or a name is marked so more
    /// often than a speech, and where a sentence ends, it is likelier that a mark was lost there.
    fn nested(&self) -> u32 {
        match self.before.map(|token| token.kind) {
            Some(TokenKind::Stop) => 40,
            Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon) => 25,
            _ => 15,
        }
    }

    /// What it costs to take a mark with a space before it for one that closes: *“You know, ”explained the boy*.
    fn space_behind_lost(&self) -> u32 {
        let reports = self.after.is_some_and(|token| {
            let cue = token.word.cue().filter(|(cue, forms)| cue.frames.quotation() && (forms.past() || forms.third()));
            token.kind == TokenKind::Lower && cue.is_some()
        });
        match self.before.map(|token| token.kind) {
            Some(TokenKind::Comma | TokenKind::Stop) if reports => 20,
            Some(TokenKind::Stop) => MISPLACED,
            _ => 70,
        }
    }

    /// What it costs to take a mark with a space behind it for one that opens: *said,“ Then I shall*.
    fn space_before_lost(&self) -> u32 {
        let begins = self.after.is_some_and(Token::is_capitalized);
        match self.before.map(|token| token.kind) {
            Some(TokenKind::Comma | TokenKind::Colon) if begins => MISPLACED,
            Some(TokenKind::Lower) if begins => MISPLACED + 5,
            Some(TokenKind::Stop) if begins => 90,
            _ => HARDLY,
        }
    }

    /// What it costs to say that it is no mark of a quotation.
    fn other(&self, style: Style) -> Option<u32> {
        match style {
            Style::Guillemet => self.arrow(),
            _ => self.measure(style).or_else(|| self.plural(style)).or_else(|| self.named()).or_else(|| self.in_code()),
        }
    }

    /// Inches and seconds: *a 6" gap*, *5'11"*, *8"x10"*, *at 4''59*.
    fn measure(&self, style: Style) -> Option<u32> {
        let number = self.before.filter(|_| !self.space_before)?;
        let word = number.span.slice(self.text.as_str());
        // The second of *8"x10"*.
        let word = word.strip_prefix(['x', '×']).unwrap_or(word);
        if !word.starts_with(char::is_numeric) {
            return None;
        }
        let whole = word.split(['.', ',', '/', '-', '–']).next().unwrap_or_default();
        if !word.ends_with(char::is_numeric) || whole.len() > LONGEST_MEASURE {
            return None;
        }
        let feet = self.mark.checked_sub(2).map(|feet| self.text.token(feet)).is_some_and(|feet| {
            let is_single =
                matches!(feet.mark(), Some(MarkShape::StraightSingle | MarkShape::CurlySingle { opens: false }));
            is_single && !number.spaced
        });
        let joined = !self.space_after && self.after_is(|kind| matches!(kind, TokenKind::Lower | TokenKind::Number));
        match style {
            _ if feet || joined || number.kind != TokenKind::Number => Some(2),
            Style::Straight => Some(UNCLEAR),
            Style::Curly | Style::Doubled => Some(2 * UNCLEAR),
            _ => None,
        }
    }

    /// A single mark and an apostrophe behind it: *‘Tidal Songs’’ last verse*.
    fn plural(&self, style: Style) -> Option<u32> {
        let behind_word = !self.space_before && self.before.is_some_and(Token::is_word);
        (style == Style::Doubled && behind_word && self.after_is(|kind| kind == TokenKind::Lower))
            .then_some(2 * UNCLEAR)
    }

    /// A character that is spoken of: *put a " before each name*, *the key \"*.
    fn named(&self) -> Option<u32> {
        let before = self.before?;
        let escaped = !self.space_before && before.span.slice(self.text.as_str()) == "\\";
        let bracketed = !self.space_before && before.kind == TokenKind::Open && self.space_after;
        if escaped || bracketed {
            return Some(5);
        }
        if !(self.space_before && self.space_after && self.after.is_some()) {
            return None;
        }
        Some(if before.is(Classes::DETERMINER) { 5 } else { 35 })
    }

    /// A mark among signs: *:"/.,*.
    fn in_code(&self) -> Option<u32> {
        let between = !self.space_before && !self.space_after && self.after_is(|kind| kind == TokenKind::Symbol);
        let behind_sign =
            self.before_is(|kind| matches!(kind, TokenKind::Symbol | TokenKind::Colon | TokenKind::Comma));
        (between && behind_sign).then_some(5)
    }

    /// An arrow or a bullet: *» new lamps*, *Home » News*, *Read on »*.
    fn arrow(&self) -> Option<u32> {
        let is_apart = self.space_before && self.space_after;
        is_apart.then_some(if self.before.is_none() || self.after.is_none() { 10 } else { UNCLEAR })
    }
}

/// Whether it stands between clauses, so that a mark beside it closes.
fn is_pause(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Comma | TokenKind::Stop | TokenKind::Semicolon | TokenKind::Close | TokenKind::Possessive)
}
