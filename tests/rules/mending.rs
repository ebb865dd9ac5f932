//! Safe fixes, made in every article of the fixtures and pages.

use copydesk::Article;
use copydesk::features::fixes;
use copydesk::format::Format;
use copydesk::rules;

/// The text with all safe fixes made, round after round, and how many rounds it took.
fn mended(source: &str, format: Format) -> (String, usize) {
    let mut text = source.to_owned();
    for round in 0..10 {
        let (article, findings) = super::findings(&text, format);
        let fixes = fixes::safe(&article, &text, &findings);
        if fixes.is_empty() {
            return (text, round);
        }
        text = fixes::apply(&text, &fixes);
    }
    panic!("safe fixes undo each other in\n{source}");
}

/// The words inside quotation marks, without marks and spaces.
fn quoted_words(source: &str, format: Format) -> String {
    let article = Article::analyze(source, format);
    let outer = article.passages().passages.iter().filter(|passage| passage.depth == 0);
    let words: String = outer.map(|passage| article.text().slice(passage.inside.clone())).collect();
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn safe_fixes_come_to_an_end_and_leave_quoted_words_alone() {
    let mut changed = 0;
    for rule in rules::ALL {
        let (name, text) = super::fixture_of(rule);
        for example in super::examples(&text) {
            let (after, rounds) = mended(&example.source, example.format);
            changed += usize::from(rounds > 0);
            assert!(rounds <= 3, "{name}:{} takes {rounds} rounds", example.line);
            assert_eq!(mended(&after, example.format), (after.clone(), 0), "{name}:{}", example.line);
            let (before, now) = (quoted_words(&example.source, example.format), quoted_words(&after, example.format));
            assert_eq!(before, now, "{name}:{}", example.line);
        }
    }
    assert!(changed > 5, "fixtures have safe fixes");
}

#[test]
fn safe_fixes_do_what_they_say() {
    let check = |source: &str, expected: &str| assert_eq!(mended(source, Format::Plain).0, expected);
    check(
        "Per cent is one word: 4 per cent. “It is 4 per cent,” said Inga Moe.",
        "Percent is one word: 4 percent. “It is 4 per cent,” said Inga Moe.",
    );
    check("The ferry was late.  Nobody came.", "The ferry was late. Nobody came.");
    check("“It’s late,” he said. \"Go on,\" she said.", "“It’s late,” he said. “Go on,” she said.");
    check("\"It's late,\" he said. It isn’t.", "\"It's late,\" he said. It isn't.");
    check(
        "“They called it “the long night” then,” said Inga Moe.",
        "“They called it ‘the long night’ then,” said Inga Moe.",
    );
    check(
        "It closed on Jan. 3 and Feb. 4. It opens on March 2 and October 5.",
        "It closed on Jan. 3 and Feb. 4. It opens on March 2 and Oct. 5.",
    );
    check("The Rural Radio Fund (RRF) pays. It has to.", "The Rural Radio Fund pays. It has to.");
}
