//! Which way each double mark of a paragraph goes: the reading of all of them that costs least.
//!
//! Every mark opens, closes, or is none; at most two passages are open at once. What each of these costs, the mark says
//! ([`super::marks`]); a mark without a partner costs much, a quotation inside another a little. The best reading is
//! found with one walk over the marks that keeps the best way to each state (Viterbi), so the cost is linear, and one
//! slip moves as few marks as can be.

use super::marks::{Costs, LOST, Style};

/// A quotation that a later paragraph goes on with.
const RUNS_ON: u32 = 15;
/// A way that costs so much more than another cannot become the better one: what is open is given up for less.
const CAN_STILL_WIN: u32 = 4 * LOST;

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It opens a passage; what is open holds it.
    Opens,
    /// It opens a passage, and what was open was never closed.
    OpensAnew,
    /// It closes the innermost passage.
    Closes,
    /// It closes, and nothing is open.
    ClosesNothing,
    /// It is no mark of a quotation.
    Other,
}

/// What is open before the first mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Nothing,
    /// The words of an earlier paragraph, which this one does not mark anew.
    Words,
}

/// The best reading of some marks.
#[derive(Debug)]
pub struct Reading {
    /// What each of them does.
    pub roles: Vec<Role>,
    /// What the reading costs.
    pub cost: u32,
    /// How many passages are open at the end.
    pub open: usize,
}

const STYLES: [Style; 6] =
    [Style::Unmarked, Style::Straight, Style::Curly, Style::Low, Style::Doubled, Style::Guillemet];

/// What is open, by the styles of the marks that opened it: nothing, a passage, a passage in a passage, all numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State(u8);

impl State {
    const EMPTY: State = State(0);

    fn depth(self) -> u32 {
        match self.0 as usize {
            0 => 0,
            state if state <= STYLES.len() => 1,
            _ => 2,
        }
    }

    /// The state inside a mark of that style, if there may be one.
    fn push(self, style: Style) -> Option<State> {
        let count = STYLES.len() as u8;
        match self.depth() {
            0 => Some(State(1 + style as u8)),
            1 => Some(State(1 + count + (self.0 - 1) * count + style as u8)),
            _ => None,
        }
    }

    /// The style of the innermost passage, and the state behind it.
    fn pop(self) -> Option<(Style, State)> {
        let count = STYLES.len() as u8;
        let (style, rest) = match self.depth() {
            0 => return None,
            1 => (self.0 - 1, 0),
            _ => ((self.0 - 1 - count) % count, 1 + (self.0 - 1 - count) / count),
        };
        STYLES.get(usize::from(style)).map(|style| (*style, State(rest)))
    }
}

/// A way to a state, the best there is.
#[derive(Clone, Copy)]
struct Way {
    to: State,
    cost: u32,
    role: Role,
    from: State,
}

/// The best ways behind each mark, one after another: only those count that may still win.
#[derive(Default)]
struct Ways {
    all: Vec<Way>,
    /// Where those behind the last mark begin.
    last: usize,
    /// Where those behind each mark end.
    ends: Vec<usize>,
}

impl Ways {
    /// Notes a way behind the mark that is read, unless a better one to the same state is known.
    fn note(&mut self, way: Way) {
        match self.all[self.last..].iter_mut().find(|known| known.to == way.to) {
            Some(known) if known.cost <= way.cost => {}
            Some(known) => *known = way,
            None => self.all.push(way),
        }
    }

    /// All ways from `from` over a mark.
    fn over(&mut self, mark: Costs, from: Way) {
        let Way { to: state, cost: so_far, .. } = from;
        let mut add = |to: State, role: Role, cost: u32| self.note(Way { to, cost: so_far + cost, role, from: state });
        match state.pop() {
            Some((opened, outside)) => add(outside, Role::Closes, mark.closing(opened)),
            None => add(state, Role::ClosesNothing, mark.close + LOST),
        }
        let depth = state.depth();
        if let Some(inside) = state.push(mark.style) {
            add(inside, Role::Opens, mark.open + if depth == 0 { 0 } else { mark.nested });
        }
        if depth > 0
            && let Some(anew) = State::EMPTY.push(mark.style)
        {
            add(anew, Role::OpensAnew, mark.open + depth * LOST);
        }
        if let Some(cost) = mark.other {
            add(state, Role::Other, cost);
        }
    }
}

/// All readings of some marks that may be the best.
pub struct Readings {
    ways: Ways,
    /// The ways behind the last mark.
    last: Vec<Way>,
}

/// Reads marks.
pub fn read(marks: &[Costs], before: Before) -> Readings {
    let start = match before {
        Before::Nothing => State::EMPTY,
        Before::Words => State::EMPTY.push(Style::Unmarked).unwrap_or(State::EMPTY),
    };
    let mut now = vec![Way { to: start, cost: 0, role: Role::Other, from: start }];
    let mut ways = Ways::default();
    for mark in marks {
        ways.last = ways.all.len();
        now.iter().for_each(|way| ways.over(*mark, *way));
        ways.ends.push(ways.all.len());
        let behind = &ways.all[ways.last..];
        let best = behind.iter().map(|way| way.cost).min().unwrap_or(0);
        now.clear();
        now.extend(behind.iter().filter(|way| way.cost <= best + CAN_STILL_WIN));
    }
    Readings { ways, last: now }
}

impl Readings {
    /// The best of them. `runs_on` says whether what is open at the end may run on into another paragraph.
    pub fn best(&self, runs_on: bool) -> Option<Reading> {
        let at_end = |state: State| match state.depth() {
            0 => 0,
            depth if runs_on => RUNS_ON + (depth - 1) * LOST,
            depth => depth * LOST,
        };
        let total = |way: &&Way| way.cost + at_end(way.to);
        let last = self.last.iter().min_by_key(total)?;
        let mut roles = Vec::with_capacity(self.ways.ends.len());
        let mut state = last.to;
        for (index, end) in self.ways.ends.iter().enumerate().rev() {
            let begin = index.checked_sub(1).map_or(0, |before| self.ways.ends[before]);
            let way = self.ways.all[begin..*end].iter().find(|way| way.to == state)?;
            roles.push(way.role);
            state = way.from;
        }
        roles.reverse();
        Some(Reading { roles, cost: total(&last), open: last.to.depth() as usize })
    }
}
