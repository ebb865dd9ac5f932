//! What was looked for in every paragraph by itself, kept from edit to edit.
//!
//! Whoever walks over all words of an article for a few of them, a weekday or an acronym, walks again with every key.
//! So the walk is a function of one paragraph, and what it finds is kept with the text: after an edit it is called for
//! the paragraphs that were read again, and for no others. That is sound because a [`ParagraphView`] shows nothing else.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::paragraph_view::ParagraphView;
use crate::text::Splice;

/// All that is kept of a text. It follows from the text, so two texts are equal whatever is kept of them.
#[derive(Default)]
pub struct Kept(Mutex<Vec<Box<dyn List>>>);

impl Kept {
    /// What a function finds in the paragraphs, each thing with the index of its paragraph. If that is not known, it looks
    /// in `all` of them.
    pub fn found<'v, T, F, I>(&self, look: F, all: impl FnOnce() -> I) -> Arc<Vec<(u32, T)>>
    where
        T: Clone + Send + Sync + 'static,
        F: Fn(ParagraphView<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
        I: Iterator<Item = (u32, ParagraphView<'v>)>,
    {
        const { assert!(size_of::<F>() == 0, "what is found may hang on the paragraph alone") };
        let known = |list: &dyn List| list.as_any().downcast_ref::<Looked<T, F>>().map(|list| list.found.clone());
        if let Some(found) = self.lists().iter().find_map(|list| known(&**list)) {
            return found;
        }
        let found = Arc::new(looked(all(), look));
        self.lists().push(Box::new(Looked { look, found: found.clone() }));
        found
    }

    /// Looks again in the paragraphs that an edit replaced; `fresh` are those that stand there now.
    pub fn revise(&mut self, paragraphs: Splice, fresh: &[(u32, ParagraphView<'_>)]) {
        let lists = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        lists.iter_mut().for_each(|list| list.revise(paragraphs, fresh));
    }

    fn lists(&self) -> MutexGuard<'_, Vec<Box<dyn List>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn looked<'v, T>(
    paragraphs: impl Iterator<Item = (u32, ParagraphView<'v>)>,
    look: impl Fn(ParagraphView<'_>) -> Vec<T>,
) -> Vec<(u32, T)> {
    paragraphs.flat_map(|(index, paragraph)| look(paragraph).into_iter().map(move |found| (index, found))).collect()
}

/// What one function found, whichever it is.
trait List: Send + Sync {
    fn revise(&mut self, paragraphs: Splice, fresh: &[(u32, ParagraphView<'_>)]);
    fn copied(&self) -> Box<dyn List>;
    fn as_any(&self) -> &dyn Any;
}

/// What one function found: each thing with its paragraph, in order.
struct Looked<T, F> {
    look: F,
    found: Arc<Vec<(u32, T)>>,
}

impl<T, F> List for Looked<T, F>
where
    T: Clone + Send + Sync + 'static,
    F: Fn(ParagraphView<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
{
    fn revise(&mut self, paragraphs: Splice, fresh: &[(u32, ParagraphView<'_>)]) {
        let fresh = looked(fresh.iter().copied(), self.look);
        let found = Arc::make_mut(&mut self.found);
        let start = found.partition_point(|(paragraph, _)| *paragraph < paragraphs.start);
        let end = found.partition_point(|(paragraph, _)| *paragraph < paragraphs.old_end);
        let splice = Splice { start: start as u32, old_end: end as u32, new_end: (start + fresh.len()) as u32 };
        splice.exchange(found, fresh, |(paragraph, _)| *paragraph = paragraphs.moved(*paragraph));
    }

    fn copied(&self) -> Box<dyn List> {
        Box::new(Looked { look: self.look, found: self.found.clone() })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Clone for Kept {
    fn clone(&self) -> Kept {
        Kept(Mutex::new(self.lists().iter().map(|list| list.copied()).collect()))
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Kept) -> bool {
        true
    }
}

impl Eq for Kept {}

impl fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kept({})", self.lists().len())
    }
}
