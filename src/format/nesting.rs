//! The elements that are open while a marked-up text is read, and what they make of a block that begins in them.

use super::block::{BlockKind, BlockStyle, Nesting};
use super::elements::Element;

/// The elements that are open, the innermost last.
#[derive(Default)]
pub(super) struct OpenElements {
    stack: Vec<Open>,
    counts: Counts,
    /// How many of them are hidden.
    hidden: u32,
    /// How many block quotations and items began so far.
    quotes_begun: u32,
    items_begun: u32,
    /// What holds the block that began last.
    last: Holders,
}

/// How many elements are open of each kind.
struct Counts([u32; Element::COUNT]);

impl Default for Counts {
    fn default() -> Counts {
        Counts([0; Element::COUNT])
    }
}

/// An element that is open.
struct Open {
    element: Element,
    is_hidden: bool,
    /// What a block that begins in it finds.
    inside: Inside,
}

#[derive(Clone, Copy)]
struct Inside {
    kind: BlockKind,
    holders: Holders,
    /// The innermost element that is no phrase.
    holder: Option<Element>,
    /// If it stands in a figure: how many block quotations began before that.
    quotes_before_figure: Option<u32>,
}

impl Default for Inside {
    fn default() -> Inside {
        Inside { kind: BlockKind::Paragraph, holders: Holders::default(), holder: None, quotes_before_figure: None }
    }
}

/// The outermost block quotation and the innermost item that hold something, by their numbers from 1; 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Holders {
    quote: u32,
    item: u32,
}

impl OpenElements {
    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// How many of them are that element.
    pub(super) fn count(&self, element: Element) -> u32 {
        self.counts.0[element as usize]
    }

    /// Whether one of them is hidden.
    pub(super) fn hides(&self) -> bool {
        self.hidden > 0
    }

    /// The innermost that holds more than words.
    pub(super) fn holder(&self) -> Option<Element> {
        self.inside().holder
    }

    /// The kind of a block that begins here.
    pub(super) fn kind(&self) -> BlockKind {
        self.inside().kind
    }

    fn inside(&self) -> Inside {
        self.stack.last().map(|open| open.inside).unwrap_or_default()
    }

    /// What is known of a block that begins here, which the next one follows.
    pub(super) fn begin_block(&mut self) -> BlockStyle {
        let Inside { kind, holders, .. } = self.inside();
        let last = std::mem::replace(&mut self.last, holders);
        let at_most = |element: Element| u8::try_from(self.count(element)).unwrap_or(u8::MAX);
        let nesting = Nesting {
            quotes: at_most(Element::BlockQuote),
            lists: at_most(Element::List),
            in_same_quote: holders.quote != 0 && holders.quote == last.quote,
            in_same_item: holders.item != 0 && holders.item == last.item,
            is_aside: self.count(Element::Aside) > 0,
        };
        BlockStyle { kind, nesting }
    }

    /// Opens an element inside the innermost.
    pub(super) fn push(&mut self, element: Element) {
        let mut inside = self.inside();
        match element {
            Element::BlockQuote => {
                self.quotes_begun += 1;
                if inside.holders.quote == 0 {
                    inside.holders.quote = self.quotes_begun;
                }
            }
            Element::Item => {
                self.items_begun += 1;
                inside.holders.item = self.items_begun;
            }
            Element::Figure => inside.quotes_before_figure = Some(self.quotes_begun),
            _ => {}
        }
        let holds_quote = inside.quotes_before_figure.is_some_and(|before| before < self.quotes_begun);
        inside.kind = match element {
            Element::Footer | Element::Cite if inside.holders.quote != 0 => BlockKind::Credit,
            Element::Caption if holds_quote => BlockKind::Credit,
            _ => element.kind().unwrap_or(inside.kind),
        };
        if !element.marks_words() {
            inside.holder = Some(element);
        }
        let is_hidden = element.is_hidden();
        self.stack.push(Open { element, is_hidden, inside });
        self.counts.0[element as usize] += 1;
        self.hidden += u32::from(is_hidden);
    }

    /// Says that the innermost is not shown.
    pub(super) fn hide_innermost(&mut self) {
        if let Some(open) = self.stack.last_mut()
            && !std::mem::replace(&mut open.is_hidden, true)
        {
            self.hidden += 1;
        }
    }

    /// Closes the innermost.
    pub(super) fn pop(&mut self) -> Option<Element> {
        let Open { element, is_hidden, .. } = self.stack.pop()?;
        self.counts.0[element as usize] -= 1;
        self.hidden -= u32::from(is_hidden);
        Some(element)
    }

    /// Closes an element that only marks words, if it is the innermost or holds no more than one other; the two may
    /// have been closed in the wrong order. One that blocks stand in lasts as long as what holds it.
    pub(super) fn pop_phrase(&mut self, element: Element) {
        let from_top = self.stack.iter().rev().take(2).take_while(|open| open.element.marks_words());
        let Some(place) = from_top.into_iter().position(|open| open.element == element) else { return };
        self.stack.remove(self.stack.len() - 1 - place);
        self.counts.0[element as usize] -= 1;
    }
}
