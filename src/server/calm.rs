//! Which findings are held back while somebody types.
//!
//! A quotation that is being written lacks its speaker, and often its closing mark, for no other reason than that it is
//! not finished. And an open mark makes its neighbours look other than they are. So while a paragraph is written, nothing
//! in it is reported, and elsewhere all stays as it was before: nothing new appears, and nothing goes and comes back. The
//! writer has gone on with an edit in another paragraph, with saving, or with [`PAUSE`] without a key; then what is found
//! is shown.
//!
//! A plain state machine: it is told edits, savings and the time, and says what to show of what the rules find.

use std::time::{Duration, Instant};

use rustc_hash::FxHashMap;

use super::shown::{self, Shown};
use crate::Article;
use crate::rules::Finding;
use crate::text::{SourceSpan, Splice};

/// Without a key for so long, the writer has gone on.
pub const PAUSE: Duration = Duration::from_secs(2);
/// More paragraphs than this nobody types at once: they were pasted, or read from the disk, and are finished.
const MOST_PARAGRAPHS: usize = 2;
/// Of more places than this only the whole stretch is remembered.
const MOST_PLACES: usize = 64;

/// What is known of the typing in one document.
#[derive(Debug, Clone, Default)]
pub struct Calm {
    /// What the client was shown last, moved along with the text; `None` before the first time.
    shown: Option<Vec<Shown>>,
    /// Where the last edit was.
    latest: Vec<SourceSpan>,
    /// Where edits before it were since the client was shown anything. If they were in other paragraphs, what is found in
    /// those is shown next.
    earlier: Vec<SourceSpan>,
    /// When the last key came; `None` if the writer has gone on since.
    last_key: Option<Instant>,
}

/// What to show of the findings of an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// What to show, by place.
    pub shown: Vec<Shown>,
    /// Whether that is other than what the rules find.
    pub holds_back: bool,
}

impl Calm {
    /// A place of the text will be edited, of which this is the article with its findings. Not every edit finds the
    /// article of the text before it.
    pub fn begin(&mut self, article: &Article, findings: &[Finding], place: SourceSpan) {
        if self.last_key.is_none() || !self.is_typed(article, place) {
            self.shown = Some(shown::all(article, findings));
            self.latest.clear();
            self.earlier.clear();
        }
    }

    /// The text was edited. `splices` are the changes in the order in which they were made, each counted in the text that
    /// the one before it left.
    pub fn edited(&mut self, splices: &[Splice], now: Instant) {
        if splices.is_empty() {
            return;
        }
        let mut places: Vec<SourceSpan> = Vec::new();
        for &splice in splices {
            if let Some(shown) = &mut self.shown {
                shown.retain_mut(|shown| moved_whole(&mut shown.span, splice));
            }
            for place in self.latest.iter_mut().chain(&mut self.earlier).chain(&mut places) {
                *place = moved(*place, splice);
            }
            places.push(SourceSpan::new(splice.start, splice.new_end));
        }
        let before = std::mem::replace(&mut self.latest, joined(places));
        // Most keys come where the one before came.
        let apart = before.into_iter().filter(|place| !self.latest.iter().any(|latest| latest.contains(*place)));
        self.earlier.extend(apart);
        self.earlier = joined(std::mem::take(&mut self.earlier));
        self.last_key = Some(now);
    }

    /// The writer has gone on, be it by saving or by something else than typing.
    pub fn go_on(&mut self) {
        self.earlier.append(&mut self.latest);
        self.last_key = None;
    }

    /// Looks at the clock; whether the writer has gone on just now.
    pub fn look(&mut self, now: Instant) -> bool {
        let paused = self.wakes_at().is_some_and(|at| at <= now);
        if paused {
            self.go_on();
        }
        paused
    }

    /// When to look at the clock again.
    pub fn wakes_at(&self) -> Option<Instant> {
        self.last_key.map(|key| key + PAUSE)
    }

    /// What to show of the findings of the article of the present text.
    pub fn view(&self, article: &Article, findings: &[Finding]) -> View {
        let all = shown::all(article, findings);
        let is_paste = |place: &SourceSpan| paragraphs(article, &[*place]).len() > MOST_PARAGRAPHS;
        if self.last_key.is_none() || self.latest.iter().any(is_paste) {
            return View { shown: all, holds_back: false };
        }
        let typed = paragraphs(article, &self.latest);
        let is_typed = |shown: &Shown| typed.iter().any(|paragraph| meet(shown.span, *paragraph));
        let Some(before) = &self.shown else {
            // Nothing was shown yet that could stay as it was.
            let shown: Vec<Shown> = all.iter().filter(|shown| !is_typed(shown)).cloned().collect();
            return View { holds_back: shown != all, shown };
        };
        let left = paragraphs(article, &self.earlier);
        let is_left = |shown: &Shown| left.iter().any(|paragraph| meet(shown.span, *paragraph));
        let found: FxHashMap<_, _> = all.iter().map(|shown| ((shown.span, shown.rule), shown)).collect();
        let kept = before.iter().filter_map(|shown| match found.get(&(shown.span, shown.rule)) {
            Some(found) => Some((*found).clone()),
            // It may be gone only because of what is typed, and come back. What is left behind is read as it is.
            None => (!is_left(shown)).then(|| Shown { finding: None, related: Vec::new(), ..shown.clone() }),
        });
        let known: FxHashMap<_, _> = before.iter().map(|shown| ((shown.span, shown.rule), ())).collect();
        let new = all.iter().filter(|shown| !known.contains_key(&(shown.span, shown.rule)));
        let new = new.filter(|shown| is_left(shown) && !goes_on_into(article, shown, &typed)).cloned();
        let mut shown: Vec<Shown> = kept.chain(new).filter(|shown| !is_typed(shown)).collect();
        shown.sort_by_key(|shown| (shown.span, shown.rule));
        View { holds_back: shown != all, shown }
    }

    /// A view was shown, of the present text.
    pub fn show(&mut self, view: &View) {
        self.shown = Some(view.shown.clone());
        self.earlier.clear();
    }

    /// A text was analyzed for the first time, and edited meanwhile.
    pub fn show_late(&mut self, view: &View, since: &[Splice]) {
        let mut shown = view.shown.clone();
        for &splice in since {
            shown.retain_mut(|shown| moved_whole(&mut shown.span, splice));
        }
        self.shown = Some(shown);
    }

    /// Whether a place of the text of an article is in the paragraph that is written.
    fn is_typed(&self, article: &Article, place: SourceSpan) -> bool {
        let typed = paragraphs(article, &self.latest);
        paragraphs(article, &[place]).iter().any(|paragraph| typed.iter().any(|typed| meet(*typed, *paragraph)))
    }
}

/// The paragraphs that places of the source touch. A place that begins in the space between two belongs to the one
/// before it, too: who has ended a line may still go on with it.
fn paragraphs(article: &Article, places: &[SourceSpan]) -> Vec<SourceSpan> {
    let (prose, blocks) = (article.prose(), article.prose().blocks());
    let mut paragraphs = Vec::new();
    for place in places {
        let first = blocks.partition_point(|block| prose.to_source(block.span).end < place.start);
        let mut touched = blocks.iter().skip(first).map(|block| prose.to_source(block.span)).peekable();
        if touched.peek().is_none_or(|block| block.start > place.start) {
            let block = first.checked_sub(1).and_then(|index| blocks.get(index));
            paragraphs.push(block.map_or(*place, |block| prose.to_source(block.span).join(*place)));
        }
        paragraphs.extend(touched.take_while(|block| block.start <= place.end));
    }
    paragraphs
}

/// Whether something shown is about a mark alone that opens in the paragraph before one of these, which begins with a
/// mark: a quotation of several paragraphs is being written.
fn goes_on_into(article: &Article, shown: &Shown, typed: &[SourceSpan]) -> bool {
    let (prose, blocks) = (article.prose(), article.prose().blocks());
    if shown.words(article).is_none_or(|words| words.contains(char::is_alphanumeric)) {
        return false;
    }
    let own = blocks.partition_point(|block| prose.to_source(block.span).end < shown.span.end);
    let Some(next) = blocks.get(own + 1) else { return false };
    let begins = next.span.slice(prose.text()).starts_with(['“', '"', '‘', '\'', '«', '„']);
    begins && typed.iter().any(|typed| meet(*typed, prose.to_source(next.span)))
}

/// Whether two spans overlap or touch.
fn meet(one: SourceSpan, other: SourceSpan) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// Moves a span along with an edit; whether the edit left all of it as it was.
fn moved_whole(span: &mut SourceSpan, splice: Splice) -> bool {
    if span.start >= splice.old_end {
        *span = splice.moved_span(*span);
        return true;
    }
    span.end <= splice.start
}

/// A place after an edit, with as much of it as is left.
fn moved(place: SourceSpan, splice: Splice) -> SourceSpan {
    let end_of = |at: u32, inside: u32| match at {
        _ if at <= splice.start => at,
        _ if at >= splice.old_end => splice.moved(at),
        _ => inside,
    };
    SourceSpan::new(end_of(place.start, splice.start), end_of(place.end, splice.new_end))
}

/// The same places, fewer if they are many.
fn joined(places: Vec<SourceSpan>) -> Vec<SourceSpan> {
    if places.len() <= MOST_PLACES {
        return places;
    }
    places.into_iter().reduce(SourceSpan::join).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::format::Format;
    use crate::rules;

    /// Three paragraphs, the last with a quotation that nobody says.
    const TEXT: &str = "The pumps failed again.\n\nMaria Lopez came at noon.\n\n“Nobody ever came to look at them.”\n";
    const OLD: &str = "“Nobody ever came to look at them.”";
    const KEY: Duration = Duration::from_millis(100);

    /// A text that is written, by a clock that stands still between keys.
    struct Desk {
        text: String,
        format: Format,
        calm: Calm,
        now: Instant,
        /// The article of the present text, if it has been analyzed.
        present: Option<(Article, Vec<Finding>)>,
    }

    impl Desk {
        fn open(text: &str) -> Desk {
            let (calm, now) = (Calm::default(), Instant::now());
            let mut desk = Desk { text: text.to_owned(), format: Format::Plain, calm, now, present: None };
            desk.shown();
            desk
        }

        /// The words of what is shown now.
        fn shown(&mut self) -> Vec<String> {
            let article = Article::analyze(&self.text, self.format);
            let findings = rules::check(&article, &Config::default());
            let view = self.calm.view(&article, &findings);
            self.calm.show(&view);
            self.present = Some((article, findings));
            view.shown.iter().map(|shown| shown.span.slice(&self.text).to_owned()).collect()
        }

        /// Replaces words by others without looking.
        fn edit(&mut self, old: &str, new: &str) {
            let start = self.text.find(old).unwrap();
            self.splice(start, start + old.len(), new);
        }

        fn splice(&mut self, start: usize, end: usize, new: &str) {
            let splice = Splice { start: start as u32, old_end: end as u32, new_end: (start + new.len()) as u32 };
            if let Some((article, findings)) = self.present.take() {
                self.calm.begin(&article, &findings, SourceSpan::new(splice.start, splice.old_end));
            }
            self.text.replace_range(start..end, new);
            self.now += KEY;
            self.calm.edited(&[splice], self.now);
        }

        /// Types letters behind some words; `expected` is shown after each.
        fn types(&mut self, behind: &str, letters: &str, expected: &[&str]) {
            let mut at = self.text.find(behind).unwrap() + behind.len();
            for letter in letters.chars() {
                self.splice(at, at, letter.encode_utf8(&mut [0; 4]));
                at += letter.len_utf8();
                assert_eq!(self.shown(), expected, "{}", self.text);
            }
        }
    }

    #[test]
    fn what_is_typed_is_shown_when_nobody_types() {
        let mut desk = Desk::open(TEXT);
        let new = "“The council knew it all along.”";
        desk.types("at noon.", &format!("\n\n{new}"), &[OLD]);
        assert_eq!(desk.calm.wakes_at(), Some(desk.now + PAUSE));
        assert!(!desk.calm.look(desk.now + PAUSE - Duration::from_millis(1)));
        assert!(desk.calm.look(desk.now + PAUSE) && !desk.calm.look(desk.now + PAUSE));
        assert_eq!(desk.shown(), [new, OLD]);
    }

    #[test]
    fn what_was_shown_of_a_paragraph_goes_with_its_first_key() {
        let mut desk = Desk::open(TEXT);
        desk.types("look at", " all of", &[]);
        desk.types("at noon", "!", &["“Nobody ever came to look at all of them.”"]);
    }

    #[test]
    fn an_open_mark_turns_nothing_red_and_swallows_nothing() {
        for text in [TEXT.to_owned(), TEXT.replace(['“', '”'], "\"")] {
            let old = text.lines().last().unwrap().to_owned();
            let mut desk = Desk::open(&text);
            desk.types("failed again.", if text == TEXT { " “We asked twice" } else { " \"We asked twice" }, &[&old]);
        }
    }

    #[test]
    fn an_edit_elsewhere_is_going_on_whether_or_not_there_was_time_to_look() {
        for looks in [true, false] {
            let mut desk = Desk::open(TEXT);
            let new = "“The council knew it all along.”";
            desk.edit("failed again.", &format!("failed again. {new}"));
            if looks {
                assert_eq!(desk.shown(), [OLD]);
            }
            desk.types("at noon", "!", &[new, OLD]);
        }
    }

    #[test]
    fn what_somebody_mended_is_gone_when_they_go_on() {
        for looks in [true, false] {
            let mut desk = Desk::open(TEXT);
            desk.edit("them.”", "them,” Lopez said.");
            if looks {
                assert_eq!(desk.shown(), [""; 0]);
            }
            desk.types("at noon", "!", &[]);
        }
    }

    #[test]
    fn a_quotation_over_several_paragraphs_is_one_that_is_typed() {
        let mut desk = Desk::open("The pumps failed again, said Maria Lopez, a nurse.\n");
        desk.types("a nurse.", "\n\n“We asked twice.\n\n“Nobody came", &[]);
        desk.types("Nobody came", " at all,” Lopez said.", &[]);
        desk.calm.go_on();
        assert_eq!(desk.shown(), [""; 0]);
    }

    #[test]
    fn an_open_mark_that_is_left_behind_is_told() {
        let mut desk = Desk::open("The pumps failed again.\n");
        desk.types("again.", "\n\n“We asked twice.\n\n", &[]);
        desk.types("asked twice.\n\n", "No", &["“"]);
    }

    #[test]
    fn what_is_pasted_is_finished() {
        let mut desk = Desk::open("The pumps failed again.\n");
        desk.edit("again.", &format!("again.\n\n{TEXT}\n\nAnd so on."));
        assert_eq!(desk.shown(), [OLD]);
    }

    #[test]
    fn many_keys_between_two_looks_cost_little() {
        let mut desk = Desk::open(TEXT);
        for _ in 0..10_000 {
            desk.splice(0, 0, "x");
            let end = desk.text.len();
            desk.splice(end, end, "y");
        }
        assert!(desk.calm.earlier.len() <= MOST_PLACES);
    }
}
