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

#[test]
fn a_safe_fix_waits_where_another_finding_asks_for_a_change() {
    let source = "He paid 4 per cent to Ingrid Hallberg.";
    let (article, mut findings) = super::findings(source, Format::Plain);
    assert_eq!(fixes::safe(&article, source, &findings).len(), 1);
    let mut other = findings.iter().find(|finding| finding.rule == "house-term").unwrap().clone();
    other.rule = "name-variant";
    other.fixes.iter_mut().for_each(|fix| fix.safety = rules::Safety::Ask);
    findings.push(other);
    assert!(fixes::safe(&article, source, &findings).is_empty());
}

/// The text with the fix made that a rule asks for, if it has one.
fn asked(source: &str, rule: &str) -> Option<String> {
    let (_, findings) = super::findings(source, Format::Plain);
    let fix = findings.iter().find(|finding| finding.rule == rule)?.fixes.first()?;
    Some(fixes::apply(source, &[fix]))
}

#[test]
fn an_acronym_is_spelled_out_where_its_words_are_known() {
    let check = |source: &str, expected: Option<&str>| {
        assert_eq!(asked(source, "undefined-acronym").as_deref(), expected, "{source}");
    };
    check(
        "The river quality board met for an hour. The grant was refused by the RQB.",
        Some("The river quality board met for an hour. The grant was refused by the river quality board."),
    );
    check(
        "The board for river quality met. The grant was refused by the BRQ. The BRQ gave no reason.",
        Some(
            "The board for river quality met. The grant was refused by the board for river quality (BRQ). The BRQ gave no reason.",
        ),
    );
    check(
        "The warden, Ansel Morrow, was there. The grant was refused by the UQWT.",
        Some("The warden, Ansel Morrow, was there. The grant was refused by the Upper Quarry Water Trust."),
    );
    check("The river quality board met. “It was the RQB,” Ansel Morrow said.", None);
    check("The grant was refused by the HRQB on Monday.", None);
}
