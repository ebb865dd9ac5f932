//! What a newsroom writes: `copydesk.toml`, settings of an editor, lists of terms.

use std::fs;
use std::path::Path;

use copydesk::Article;
use copydesk::config::{Config, IgnoreList, Loaded, NewIgnore, Problem};
use copydesk::features::configuration_help;
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
            check_help(&text);
            check_new_entry(&text, &config, problems.is_empty(), &names);
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

/// Everything that is said in the file while it is written is about places of it.
fn check_help(text: &str) {
    for at in (0..=text.len()).step_by(text.len() / 12 + 1) {
        for offer in configuration_help::offers(text, at as u32) {
            assert!(text.get(offer.span.range()).is_some(), "{offer:?} in {text:?}");
        }
        let about = configuration_help::about(text, at as u32);
        assert!(about.is_none_or(|(span, _)| text.get(span.range()).is_some()), "at {at} in {text:?}");
    }
    for (span, path) in configuration_help::files(text, Path::new("desk")) {
        assert!(text.get(span.range()).is_some() && path.starts_with("desk"), "{path:?} in {text:?}");
    }
}

/// An entry that is put in is one more, all others stay, and when it is taken out again the text is as it was but for blank space.
fn check_new_entry(text: &str, before: &Config, are_sound: bool, names: &[&str]) {
    let file = Path::new("a b/[c].md");
    let entry = NewIgnore { file: Some(file), rule: "nested-marks", words: Some("“per \"cent\" \\ 🖊”") };
    let Some(insertion) = IgnoreList::of(text, names).and_then(|list| list.insertion(&entry)) else {
        assert!(!are_sound, "nothing can be put into {text:?}");
        return;
    };
    let mut longer = text.to_owned();
    longer.insert_str(insertion.at, &insertion.text);
    let (with, _) = Config::parse(&longer, names);
    assert_eq!(with.ignore.len(), before.ignore.len() + 1, "{longer:?}");
    assert!(with.ignore.iter().any(|ignore| ignore.names(file)), "{longer:?}");
    let Some(place) = entry.removal(&longer, names) else {
        assert!(!are_sound, "it cannot be taken out of {longer:?}");
        return;
    };
    longer.replace_range(place.range(), "");
    let letters = |text: &str| text.replace(char::is_whitespace, "");
    assert_eq!(letters(&longer), letters(text));
}
