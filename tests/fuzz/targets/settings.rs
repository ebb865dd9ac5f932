//! What a newsroom writes: `copydesk.toml`, settings of an editor, lists of terms.

use std::fs;
use std::path::Path;

use copydesk::Article;
use copydesk::config::{Config, Loaded, Problem};
use copydesk::format::Format;
use copydesk::rules;
use copydesk::text::SourceSpan;

const ARTICLE: &str =
    "The pumps failed  again, the per cent said.\n\n“We asked twice,” said Maria Lopez, mayor of Velmora.\n";

/// The first byte says what the text is.
pub fn run(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text).into_owned();
    let names = rules::names();
    let config = match kind % 3 {
        0 => {
            let (config, problems) = Config::parse(&text, &names);
            check(&text, &problems);
            config
        }
        1 => {
            let mut config = Config::default();
            if let Ok(settings) = serde_json::from_str(&text) {
                config.apply(&settings, &names);
            }
            config
        }
        _ => {
            let Ok(folder) = tempfile::tempdir() else { return };
            let Ok(()) = fs::write(folder.path().join("terms.csv"), &text) else { return };
            let path = folder.path().join("copydesk.toml");
            let loaded = Loaded::of(path, "terms = [\"terms.csv\"]\n".to_owned(), &names);
            loaded.lists.iter().for_each(|list| check(&list.text, &list.problems));
            loaded.config
        }
    };
    let article = Article::analyze(ARTICLE, Format::Plain);
    let findings = rules::check(&article, &config);
    rules::silence(&article, ARTICLE, findings, &config.ignore, |rule| config.severity_of(rule));
    let file = Path::new("a/b.md");
    let _ = (config.ignores_file(file), config.is_list(file));
}

fn check(text: &str, problems: &[Problem]) {
    let is_place = |span: SourceSpan| text.get(span.range()).is_some();
    problems.iter().for_each(|problem| assert!(is_place(problem.span), "{problem:?} in {text:?}"));
}
