//! Brings marks of another convention nearer to that of news: GUM marks whole phrases, with titles in front of a name,
//! with the body that somebody belongs to behind it, and names inside names.

use super::gold::Gold;
use crate::language::{self, Classes};
use crate::names::name::NameKind;

type Span = (usize, usize, Gold);

const PERSON: Gold = Gold::Name(NameKind::Person);
const PLACE: Gold = Gold::Name(NameKind::Place);

/// Takes apart what news marks apart: people joined by *and*, a person and a body (*Ann Holt of the Harbour Party*), a
/// place and the country behind its comma; takes titles off. A person of whom nothing but a title is left is unclear.
pub fn tidy(text: &str, spans: &mut Vec<Span>) {
    let inner = |outer: &Span, kinds: &[Gold]| -> Vec<Span> {
        let inside = spans.iter().filter(|span| {
            (span.0, span.1) != (outer.0, outer.1) && span.0 >= outer.0 && span.1 <= outer.1 && kinds.contains(&span.2)
        });
        inside.copied().collect()
    };
    let mut tidied: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.iter() {
        match span.2 {
            PERSON => {
                if inner(span, &[PERSON]).is_empty() {
                    let others = inner(span, &[Gold::Name(NameKind::Organization), PLACE]);
                    tidied.extend(person(text, *span, &others));
                }
            }
            PLACE => match text[span.0..span.1].find(", ") {
                Some(comma) => tidied.push((span.0, span.0 + comma, PLACE)),
                None => tidied.push(*span),
            },
            _ => tidied.push(*span),
        }
    }
    *spans = tidied;
}

/// A person without what the marks hold besides the name.
fn person(text: &str, (mut start, mut end, gold): Span, others: &[Span]) -> Option<Span> {
    for (from, to, _) in others {
        if *from == start {
            // *Danish Senator Ann Holt*, *the club's Ann Holt*.
            start = *to;
        } else if text[start..*from].contains(" of ") || text[start..*from].contains(" from ") {
            end = end.min(start + text[start..*from].rfind(" of ").or(text[start..*from].rfind(" from "))?);
        }
    }
    if let Some(bracket) = text[start..end].find(" (") {
        end = start + bracket;
    }
    loop {
        let rest = &text[start..end];
        let word = rest.split([' ', '\n']).next().unwrap_or(rest);
        let classes = language::word(word).classes;
        let leads = classes.any(Classes::TITLE | Classes::HONORIFIC | Classes::ROLE)
            && !classes.any(Classes::GIVEN | Classes::SURNAME);
        let joins = matches!(word, "" | "'s" | "\u{2019}s" | "the");
        if !leads && !joins {
            break;
        }
        start = (start + word.len() + 1).min(end);
        if start >= end {
            return Some((end - rest.len(), end, Gold::Unclear));
        }
    }
    Some((start, end, gold))
}
