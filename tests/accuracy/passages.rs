//! How far two passages of a text are the same: counted in characters that are no blanks.

use copydesk::features::record::Span;

/// Counts the letters (all but blanks) of any stretch of a text in constant time.
pub struct Letters {
    /// Letters before each code point, and in the whole at the end.
    before: Vec<u32>,
}

impl Letters {
    pub fn of(text: &str) -> Letters {
        let mut before = vec![0];
        let mut count = 0;
        for character in text.chars() {
            // The four separators of ASCII count as blanks, as they do in Python.
            count += u32::from(!character.is_whitespace() && !matches!(character, '\u{1c}'..='\u{1f}'));
            before.push(count);
        }
        Letters { before }
    }

    /// The passage that these parts make together; parts may overlap and come in any order.
    pub fn passage(&self, parts: &[Span]) -> Passage {
        let mut sorted: Vec<Span> = parts.iter().copied().filter(|part| part.0 < part.1).collect();
        sorted.sort_unstable();
        let mut parts: Vec<Span> = Vec::new();
        for part in sorted {
            match parts.last_mut() {
                Some(last) if part.0 <= last.1 => last.1 = last.1.max(part.1),
                _ => parts.push(part),
            }
        }
        let size = parts.iter().map(|&part| self.between(part)).sum();
        Passage { parts, size }
    }

    /// The letters that two passages share.
    pub fn shared(&self, one: &Passage, other: &Passage) -> u32 {
        let pairs = one.parts.iter().flat_map(|a| other.parts.iter().map(move |b| (a.0.max(b.0), a.1.min(b.1))));
        pairs.filter(|both| both.0 < both.1).map(|both| self.between(both)).sum()
    }

    /// Letters in both, of those in either.
    pub fn likeness(&self, one: &Passage, other: &Passage) -> f64 {
        let shared = self.shared(one, other);
        f64::from(shared) / f64::from((one.size + other.size - shared).max(1))
    }

    /// The share of the letters of `one` that `other` holds.
    pub fn coverage(&self, one: &Passage, other: &Passage) -> f64 {
        f64::from(self.shared(one, other)) / f64::from(one.size.max(1))
    }

    fn between(&self, span: Span) -> u32 {
        let at = |offset: u32| self.before[(offset as usize).min(self.before.len() - 1)];
        at(span.1) - at(span.0)
    }
}

/// Some stretches of a text, in order, apart from each other.
pub struct Passage {
    parts: Vec<Span>,
    /// How many letters it has.
    pub size: u32,
}

/// Whether two spans share a character.
pub fn overlap(one: Span, other: Span) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// Pairs each of `wanted` with at most one of `others`, the likest first, none below `threshold`. Gives the partner of
/// each of `wanted`. Of pairs that are equally like, the later ones go first: an arbitrary rule, but a fixed one.
pub fn pair_up(
    wanted: &[Passage],
    others: &[Passage],
    threshold: f64,
    likeness: impl Fn(&Passage, &Passage) -> f64,
) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in wanted.iter().enumerate() {
        for (j, other) in others.iter().enumerate() {
            let value = likeness(one, other);
            if value >= threshold {
                pairs.push((value, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let mut partner = vec![None; wanted.len()];
    let mut taken = vec![false; others.len()];
    for (_, i, j) in pairs {
        if partner[i].is_none() && !taken[j] {
            partner[i] = Some(j);
            taken[j] = true;
        }
    }
    partner
}
