//! What holds of the article of any text: every place that is told of it is one.

use copydesk::Article;
use copydesk::config::{Config, InlayHints, Profile};
use copydesk::features::outline::Symbol;
use copydesk::features::{
    code_lens, completion, definition, fixes, folding, highlights, hover, inlay_hints, ledger, name_search, outline,
    record, references, rename, selection, semantic_tokens, silencing,
};
use copydesk::format::Format;
use copydesk::rules::{self, Edit, Finding};
use copydesk::text::{Encoding, ProseSpan, SourceSpan};

/// The three ways in which a text can be read.
pub const FORMATS: [Format; 3] = [Format::Plain, Format::Markdown, Format::Html];

/// The configuration in which most rules look.
pub fn desk() -> Config {
    Config { profile: Some(Profile::Desk), ..Config::default() }
}

/// Places in one article.
struct Places<'a> {
    source: &'a str,
    article: &'a Article,
}

impl Places<'_> {
    #[track_caller]
    fn source(&self, span: SourceSpan) {
        assert!(self.source.get(span.range()).is_some(), "{span:?} is no place in {:?}", self.source);
    }

    #[track_caller]
    fn prose(&self, span: ProseSpan) {
        let prose = self.article.prose();
        assert!(prose.text().get(span.range()).is_some(), "{span:?} is no place in {:?}", prose.text());
        self.source(prose.to_source(span));
    }

    #[track_caller]
    fn edits<'e>(&self, edits: impl IntoIterator<Item = &'e Edit>) {
        edits.into_iter().for_each(|edit| self.source(edit.span));
    }

    fn symbols(&self, symbols: &[Symbol]) {
        // Groups, who is in them, what they say: no deeper than three.
        for symbol in symbols {
            self.source(symbol.span);
            assert!(symbol.span.contains(symbol.selection), "{symbol:?}");
            self.symbols(&symbol.children);
        }
    }
}

/// Reads a text and checks every place that anything says of it.
pub fn check_article(source: &str, format: Format) -> (Article, Vec<Finding>) {
    let article = Article::analyze(source, format);
    let findings = rules::check(&article, &desk());
    let places = Places { source, article: &article };
    for quotation in article.quotations() {
        quotation.spans.iter().for_each(|span| places.prose(*span));
        let others = [quotation.cue.as_ref().map(|cue| cue.span), quotation.source.as_ref().map(|source| source.span)];
        others.into_iter().flatten().for_each(|span| places.prose(span));
        assert!((0.0..=1.0).contains(&quotation.confidence));
        let speaker = quotation.speaker.map(|speaker| article.entity(speaker));
        assert!(speaker != Some(None), "a speaker that nobody knows");
    }
    for (entity, mention) in article.entities().mentions() {
        places.prose(mention.span);
        entity.roles.iter().for_each(|role| places.prose(role.span));
    }
    for passage in &article.passages().passages {
        places.prose(passage.span);
    }
    for finding in &findings {
        places.source(finding.in_source(article.prose()));
        finding.related.iter().for_each(|related| places.prose(related.span));
        finding.fixes.iter().for_each(|fix| places.edits(&fix.edits));
        silencing::comments(&article, source, format, finding).iter().for_each(|one| places.edits([&one.edit]));
    }
    check_features(&places, &findings);
    (article, findings)
}

fn check_features(places: &Places<'_>, findings: &[Finding]) {
    let Places { source, article } = *places;
    let all = SourceSpan::new(0, source.len() as u32);
    places.symbols(&outline::of(article));
    folding::of(article).into_iter().for_each(|span| places.source(span));
    code_lens::of(article).iter().for_each(|lens| places.source(lens.span));
    semantic_tokens::within(article, all).iter().for_each(|word| places.source(word.span));
    name_search::find(article, "a").iter().for_each(|found| places.source(found.span));
    for hint in inlay_hints::within(article, all, InlayHints::All) {
        places.source(SourceSpan::empty(hint.at));
    }
    let _ = ledger::of(article);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let record = record::Record::new("a".into(), source, article, findings, encoding);
        assert!(serde_json::to_string(&record).is_ok());
    }
    // Some places, the ends among them, also inside of characters.
    let step = (source.len() / 12).max(1);
    let offsets: Vec<u32> = (0..=source.len()).step_by(step).chain([source.len()]).map(|at| at as u32).collect();
    for &offset in &offsets {
        hover::at(article, offset, &|_| 1).iter().for_each(|hover| places.source(hover.span));
        highlights::at(article, offset).iter().for_each(|one| places.source(one.span));
        for one in definition::at(article, offset) {
            places.source(one.from);
            places.source(one.to);
        }
        let wanted = references::Wanted { pronouns: true, introduction: true };
        references::at(article, offset, wanted).into_iter().for_each(|span| places.source(span));
        completion::at(article, source, offset).all.iter().for_each(|offer| places.source(offer.span));
        for change in rename::changes(article, source, offset, "Ada Quill").unwrap_or_default() {
            places.source(change.span);
        }
    }
    selection::around(article, &offsets).into_iter().flatten().for_each(|span| places.source(span));
}

/// The text with all safe fixes made, round after round; `None` if they do not come to an end.
pub fn mended(source: &str, format: Format) -> Option<String> {
    let mut text = source.to_owned();
    for _ in 0..10 {
        let article = Article::analyze(&text, format);
        let findings = rules::check(&article, &desk());
        let fixes = fixes::safe(&article, &text, &findings);
        if fixes.is_empty() {
            return Some(text);
        }
        text = fixes::apply(&text, &fixes);
    }
    None
}
