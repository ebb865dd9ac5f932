//! The map from a prose to its source.

use copydesk::format::Prose;
use copydesk::text::ProseSpan;

/// What holds of any prose of any source.
pub fn check_map(source: &str, prose: &Prose) {
    let text = prose.text();
    let mut end = 0;
    for block in prose.blocks() {
        assert!(
            end == 0
                || text[end as usize..block.span.start as usize].contains(['\n', '\r', '\x0C', '\u{2028}', '\u{2029}'])
        );
        assert!(!block.span.is_empty() && block.span.start >= end && !block.span.slice(text).is_empty());
        end = block.span.end;
        assert_eq!(block.span.slice(text).trim(), block.span.slice(text));
    }
    let bounds: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let mut before = 0;
    for (index, &at) in bounds.iter().enumerate() {
        let place = prose.to_source(ProseSpan::empty(at)).start;
        assert!(place >= before, "the map goes back at {at}: {before} to {place} in {source:?}");
        assert!(source.is_char_boundary(place as usize), "cuts a character at {place} in {source:?}");
        assert!(prose.from_source(place) <= at, "{at} leads to {place}, that to {}", prose.from_source(place));
        before = place;
        // Every stretch from here of up to twelve characters.
        for &stop in bounds.iter().skip(index + 1).take(12) {
            let span = ProseSpan::new(at, stop);
            let there = prose.to_source(span);
            assert!(source.get(there.range()).is_some(), "{span:?} leads to {there:?} in {source:?}");
            if let Some(exact) = prose.to_source_exact(span) {
                assert_eq!(exact.slice(source), span.slice(text), "{span:?} in {source:?}");
            }
        }
    }
    let mut last = 0;
    for offset in 0..=source.len() as u32 {
        let place = prose.from_source(offset);
        assert!(place >= last && place <= text.len() as u32, "the way back goes back at {offset} in {source:?}");
        last = place;
    }
    let mut last = 0;
    for comment in prose.comments() {
        let raw = comment.span.slice(source);
        assert!(raw.starts_with("<!--") && raw.ends_with('>'), "{raw:?} is no comment");
        assert!(comment.span.start >= last && text.is_char_boundary(comment.at as usize));
        last = comment.span.end;
    }
}
