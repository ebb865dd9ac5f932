//! The sections of an article: a heading with what stands below it.

use crate::Article;
use crate::format::BlockKind;
use crate::text::ProseSpan;

/// From each heading to the next, in order, in bytes of the prose; what stands before the first heading is a section, too.
/// Empty for an article without headings.
pub fn of(article: &Article) -> Vec<ProseSpan> {
    let blocks = article.prose().blocks();
    if !blocks.iter().any(|block| block.kind == BlockKind::Heading) {
        return Vec::new();
    }
    let mut sections: Vec<ProseSpan> = Vec::new();
    for block in blocks {
        match sections.last_mut() {
            Some(section) if block.kind != BlockKind::Heading => *section = section.join(block.span),
            _ => sections.push(block.span),
        }
    }
    sections
}
