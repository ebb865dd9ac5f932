//! What was looked for in every part of something by itself, kept from edit to edit.
//!
//! Whoever walks over all words of an article for a few of them, a weekday or an acronym, walks again with every key.
//! So the walk is a function of one part, a paragraph or a person, and what it finds is kept: after an edit it is called
//! for the parts that are others now, and for no others. That is sound because the view of a part shows nothing else.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::splice::Splice;

/// What is looked at part by part.
pub trait Parts: 'static {
    /// What is shown of one part.
    type View<'a>: Copy;
}

/// All that is kept of something with such parts. It follows from these, so it is equal to any other.
pub struct Kept<P>(Mutex<Vec<Box<dyn List<P>>>>);

impl<P: Parts> Kept<P> {
    /// What a function finds in the parts, each thing with the index of its part. If that is not known, it looks in `all`
    /// of them.
    pub fn found<'v, T, F, I>(&self, look: F, all: impl FnOnce() -> I) -> Arc<Vec<(u32, T)>>
    where
        T: Clone + Send + Sync + 'static,
        F: Fn(P::View<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
        I: Iterator<Item = (u32, P::View<'v>)>,
    {
        const { assert!(size_of::<F>() == 0, "what is found may hang on the part alone") };
        let known = |list: &dyn List<P>| list.as_any().downcast_ref::<Looked<T, F>>().map(|list| list.found.clone());
        if let Some(found) = self.lists().iter().find_map(|list| known(&**list)) {
            return found;
        }
        let found = Arc::new(looked::<P, T>(all(), look));
        self.lists().push(Box::new(Looked { look, found: found.clone() }));
        found
    }

    /// Looks again in the parts that an edit replaced; `fresh` are those that stand there now.
    pub fn revise(&mut self, parts: Splice, fresh: &[(u32, P::View<'_>)]) {
        let lists = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        lists.iter_mut().for_each(|list| list.revise(parts, fresh));
    }

    /// Looks again in some parts, in order, that are others now although they stand where they stood.
    pub fn look_again(&mut self, parts: &[(u32, P::View<'_>)]) {
        let lists = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        lists.iter_mut().for_each(|list| list.look_again(parts));
    }

    /// Whether nothing was ever looked for.
    pub fn is_empty(&self) -> bool {
        self.lists().is_empty()
    }
}

impl<P> Kept<P> {
    fn lists(&self) -> MutexGuard<'_, Vec<Box<dyn List<P>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn looked<'v, P: Parts, T>(
    parts: impl Iterator<Item = (u32, P::View<'v>)>,
    look: impl Fn(P::View<'v>) -> Vec<T>,
) -> Vec<(u32, T)> {
    parts.flat_map(|(index, part)| look(part).into_iter().map(move |found| (index, found))).collect()
}

/// What one function found, whichever it is.
trait List<P>: Send + Sync {
    fn revise(&mut self, parts: Splice, fresh: &[(u32, P::View<'_>)])
    where
        P: Parts;
    fn look_again(&mut self, parts: &[(u32, P::View<'_>)])
    where
        P: Parts;
    fn copied(&self) -> Box<dyn List<P>>;
    fn as_any(&self) -> &dyn Any;
}

/// What one function found: each thing with its part, in order.
struct Looked<T, F> {
    look: F,
    found: Arc<Vec<(u32, T)>>,
}

impl<P, T, F> List<P> for Looked<T, F>
where
    P: Parts,
    T: Clone + Send + Sync + 'static,
    F: Fn(P::View<'_>) -> Vec<T> + Copy + Send + Sync + 'static,
{
    fn revise(&mut self, parts: Splice, fresh: &[(u32, P::View<'_>)]) {
        let fresh = looked::<P, T>(fresh.iter().copied(), self.look);
        let start = self.found.partition_point(|(part, _)| *part < parts.start);
        let end = self.found.partition_point(|(part, _)| *part < parts.old_end);
        if fresh.is_empty() && start == end && parts.old_end == parts.new_end {
            return;
        }
        let found = Arc::make_mut(&mut self.found);
        let splice = Splice { start: start as u32, old_end: end as u32, new_end: (start + fresh.len()) as u32 };
        splice.exchange(found, fresh, |(part, _)| *part = parts.moved(*part));
    }

    fn look_again(&mut self, parts: &[(u32, P::View<'_>)]) {
        let (Some((first, _)), Some((last, _))) = (parts.first(), parts.last()) else { return };
        let start = self.found.partition_point(|(part, _)| part < first);
        let end = self.found.partition_point(|(part, _)| part <= last);
        let mut fresh = looked::<P, T>(parts.iter().copied(), self.look);
        if start == end && fresh.is_empty() {
            return;
        }
        let is_fresh = |part: &u32| parts.binary_search_by_key(part, |(index, _)| *index).is_ok();
        let found = Arc::make_mut(&mut self.found);
        fresh.extend(found.drain(start..end).filter(|(part, _)| !is_fresh(part)));
        // What was found in one part keeps its order.
        fresh.sort_by_key(|(part, _)| *part);
        found.splice(start..start, fresh);
    }

    fn copied(&self) -> Box<dyn List<P>> {
        Box::new(Looked { look: self.look, found: self.found.clone() })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl<P> Default for Kept<P> {
    fn default() -> Kept<P> {
        Kept(Mutex::default())
    }
}

impl<P> Clone for Kept<P> {
    fn clone(&self) -> Kept<P> {
        Kept(Mutex::new(self.lists().iter().map(|list| list.copied()).collect()))
    }
}

impl<P> PartialEq for Kept<P> {
    fn eq(&self, _: &Kept<P>) -> bool {
        true
    }
}

impl<P> Eq for Kept<P> {}

impl<P> fmt::Debug for Kept<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kept({})", self.lists().len())
    }
}
