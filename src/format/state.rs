//! What is remembered of a source, so that after an edit only what is near it is read again.

use super::change::Change;
use super::kind::Format;
use super::prose::Prose;
use super::{html, markdown, plain};

/// What the format room knows of the versions of one source.
#[derive(Debug, Default)]
pub struct State(Known);

#[derive(Debug, Default)]
enum Known {
    #[default]
    Nothing,
    Plain(Box<plain::State>),
    Markdown(markdown::State),
}

impl State {
    /// The prose of `source`, as [`Format::read`] gives it.
    pub fn read(&mut self, format: Format, source: &str) -> Prose {
        let source = first_bytes(source);
        match format {
            Format::Plain => {
                let mut state = plain::State::default();
                let prose = state.read(source);
                self.0 = Known::Plain(Box::new(state));
                prose
            }
            Format::Markdown => {
                let mut state = markdown::State::default();
                let prose = state.read(source);
                self.0 = Known::Markdown(state);
                prose
            }
            Format::Html => {
                self.0 = Known::Nothing;
                html::read(source)
            }
        }
    }

    /// What became of `prose`, which was read last, now that the source is `source`.
    pub fn revise(&mut self, format: Format, source: &str, prose: &Prose) -> Change {
        let text = first_bytes(source);
        match (&mut self.0, format) {
            (Known::Plain(state), Format::Plain) => state.revise(text, prose),
            (Known::Markdown(state), Format::Markdown) => state.revise(text, prose),
            _ => Change::whole(self.read(format, source)),
        }
    }
}

/// The beginning of a source, as much of it as is read.
pub(super) fn first_bytes(source: &str) -> &str {
    at_most(source, 1 << 30)
}

/// The beginning of a text, of at most `limit` bytes.
fn at_most(source: &str, limit: usize) -> &str {
    if source.len() <= limit {
        return source;
    }
    // A character has at most four bytes, so one of these does not cut it.
    (0..4).find_map(|back| source.get(..limit.checked_sub(back)?)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(at_most("añ", 3), "añ");
        assert_eq!(at_most("añ", 2), "a");
        assert_eq!(at_most("ñ", 1), "");
        assert_eq!(at_most("🖊🖊", 7), "🖊");
        assert_eq!(at_most("a", 0), "");
    }
}
