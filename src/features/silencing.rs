//! Comments that silence a finding, where the format of an article has comments.

use crate::Article;
use crate::format::{BlockKind, Format};
use crate::rules::{Edit, Finding};
use crate::text::SourceSpan;

/// A comment that would silence a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silencer {
    /// What it does, as a menu shows it.
    pub title: String,
    /// What puts it there.
    pub edit: Edit,
}

/// The comments that would silence a finding: in its paragraph, and in all of the file. None in plain text, which has no
/// comments, and none for the paragraph where one would be read as text. `source` is the text of the article.
pub fn comments(article: &Article, source: &str, format: Format, finding: &Finding) -> Vec<Silencer> {
    if format == Format::Plain || finding.comment.is_some() {
        return Vec::new();
    }
    let rule = finding.rule;
    let in_paragraph = end_of_block(article, source, format, finding).map(|at| Silencer {
        title: format!("Ignore {rule} in this paragraph, by a comment"),
        edit: Edit { span: SourceSpan::empty(at), text: format!(" <!-- copydesk: ignore {rule} -->") },
    });
    let body = source.trim_end();
    // A file that is no longer than offsets reach.
    let rest = SourceSpan::new(body.len() as u32, source.len() as u32);
    let line_end = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let text = format!("{line_end}{line_end}<!-- copydesk: ignore-file {rule} -->{line_end}");
    let in_file =
        Silencer { title: format!("Ignore {rule} in this file, by a comment"), edit: Edit { span: rest, text } };
    in_paragraph.into_iter().chain([in_file]).collect()
}

/// Where the block that holds a finding ends in the source; `None` for one that stands in front matter or in a table, where
/// a comment is text.
fn end_of_block(article: &Article, source: &str, format: Format, finding: &Finding) -> Option<u32> {
    let prose = article.prose();
    let blocks = prose.blocks();
    let at = blocks.partition_point(|block| block.span.end <= finding.span.start);
    let block = blocks.get(at).filter(|block| block.span.start <= finding.span.start)?;
    let span = prose.to_source(block.span);
    let has_front_matter = source.trim_start_matches('\u{FEFF}').starts_with(['-', '+']);
    let line = source.get(..span.start as usize)?.rsplit('\n').next()?;
    let is_value = has_front_matter && line.trim_end().ends_with([':', '"', '\'', '=']);
    let is_title = block.kind == BlockKind::Heading && is_value;
    // In Markdown the last words may be code, where a comment is text: it goes behind what marks them.
    let rest = source.get(span.end as usize..).filter(|_| format == Format::Markdown);
    let marks = rest.map_or(0, |rest| rest.len() - rest.trim_start_matches('`').len());
    (!is_title && block.kind != BlockKind::Cell).then_some(span.end + marks as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Profile};
    use crate::rules;

    /// What is reported of a text, and the text with each comment that is offered for the first finding.
    fn check(source: &str, format: Format) {
        let config = Config { profile: Some(Profile::Desk), ..Config::default() };
        let findings = |source: &str| {
            let article = Article::analyze(source, format);
            let found = rules::check(&article, &config);
            let found = rules::silence(&article, source, found, [], |rule| config.severity_of(rule)).findings;
            (article, found)
        };
        let (article, found) = findings(source);
        let first = found.iter().find(|finding| finding.rule == "unattributed-quote").unwrap();
        let offered = comments(&article, source, format, first);
        assert_eq!(offered.len(), 2, "{source}");
        for silencer in offered {
            let range = silencer.edit.span.range();
            let silenced = [&source[..range.start], &silencer.edit.text, &source[range.end..]].concat();
            let (_, left) = findings(&silenced);
            let left: Vec<&str> = left.iter().map(|finding| finding.rule).collect();
            assert!(
                !left.contains(&"unattributed-quote") && !left.contains(&"unused-ignore"),
                "{left:?} in {silenced}"
            );
        }
    }

    #[test]
    fn comments_silence_what_they_are_offered_for() {
        let quote = "“We asked twice and nobody answered.”";
        for source in [
            format!("It rained.\n\n{quote}\n\nIt rained again.\n"),
            format!("It rained.\r\n\r\n- {quote} `code`\r\n"),
            format!("---\ntitle: Rain\n---\nIt rained. {quote} **It rained again.**\n\nAnd so on."),
        ] {
            check(&source, Format::Markdown);
        }
        check(&format!("<p>It rained.</p><p>{quote} <em>It rained again.</em></p>"), Format::Html);
    }

    #[test]
    fn plain_text_and_front_matter_take_no_comment() {
        let offered = |source: &str, format| {
            let article = Article::analyze(source, format);
            let config = Config { profile: Some(Profile::Desk), ..Config::default() };
            let found = rules::check(&article, &config);
            comments(&article, source, format, found.first().unwrap()).len()
        };
        assert_eq!(offered("“We asked twice and nobody answered.”\n", Format::Plain), 0);
        assert_eq!(offered("---\ntitle: “We asked\n---\nIt rained.\n", Format::Markdown), 1, "only for the file");
    }
}
