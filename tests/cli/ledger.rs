//! `copydesk ledger`: who says what, in every form it is written in.

use super::Desk;

/// A named source who speaks twice, an anonymous one, words at second hand, and words that nobody says.
const STORY: &str = "\
Maria Lopez, director of the Harbour Trust, closed the bridge on Monday.

“The cables are worn,” said Lopez. She said that the repair would take a year.

“It was known for months,” said an official who asked not to be named.

The council met in the evening, and the doors stayed closed until nine.

“We asked twice and nobody answered.”

The pumps ran through the night.

“The money is there,” Mayor Erik Sund told Channel Nine.
";

/// The value at a path of keys.
fn at<'v>(value: &'v serde_json::Value, keys: &[&str]) -> &'v serde_json::Value {
    keys.iter().fold(value, |value, key| &value[key])
}

#[test]
fn what_must_be_looked_at_comes_first() {
    let desk = Desk::new(&[("story.txt", STORY)]);
    let json = desk.run(&["ledger", "--format", "json", "story.txt"]).ends(0).json();
    let article = &json["articles"][0];
    let rows: Vec<_> = article["quotations"].as_array().unwrap().iter().collect();
    let brief: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} {} {}", row["line"], row["standing"].as_str().unwrap(), row["speaker"].as_str().unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        brief,
        ["9 unattributed -", "5 anonymous -", "3 named Maria Lopez", "3 named Maria Lopez", "13 named Erik Sund"]
    );
    assert_eq!(rows[2]["words"], "“The cables are worn,”");
    assert_eq!(rows[2]["role"], "director of the Harbour Trust");
    assert_eq!(at(article, &["totals", "unattributed", "words"]), 6);
    assert_eq!(at(article, &["totals", "named", "paraphrased"]), 1);
    let first = &article["sources"][0];
    assert_eq!((first["name"].as_str(), first["quoted"].as_u64()), (Some("Maria Lopez"), Some(1)));
}

#[test]
fn a_guess_counts_for_nobody() {
    let met = "Erik Sund and Peter Holt met Tom Ames and John Reed on Monday.";
    let desk = Desk::new(&[("met.txt", &format!("{met} His reply: “Nobody will pay for the bridge.”\n"))]);
    let json = desk.run(&["ledger", "--format", "json", "met.txt"]).ends(0).json();
    let article = &json["articles"][0];
    assert_eq!(article["quotations"][0]["standing"], "unclear");
    assert_eq!(at(article, &["totals", "unclear", "words"]), 6);
    assert_eq!(at(article, &["totals", "named", "words"]), 0);
    assert_eq!(article["sources"], serde_json::json!([]));
}

#[test]
fn the_text_names_the_line_the_speaker_and_how_often_each_is_quoted() {
    let desk = Desk::new(&[("story.txt", STORY)]);
    let text = desk.run(&["ledger", "story.txt"]).ends(0).stdout.clone();
    for line in [
        "      9  unattributed  nobody is named",
        "      3  named         Maria Lopez",
        "      3  named         Maria Lopez (She)",
        "         “The cables are worn,” (direct, “say”)",
        "  Maria Lopez, director of the Harbour Trust: quoted once (4 words), paraphrased once",
    ] {
        assert!(text.lines().any(|shown| shown == line), "no line {line:?} in\n{text}");
    }
}

#[test]
fn a_spreadsheet_computes_nothing() {
    let desk =
        Desk::new(&[("=cmd.txt", "“=HYPERLINK(1) is what we saw, twice,” said Maria Lopez, a nurse, on Monday.\n")]);
    let csv = desk.run(&["ledger", "--format", "csv", "."]).ends(0).stdout.clone();
    assert!(csv.starts_with("article,line,column,standing,kind,speaker,"), "{csv}");
    assert!(csv.contains("\n'=cmd.txt,1,1,named,direct,Maria Lopez,"), "{csv}");
}

#[test]
fn markup_in_an_article_is_words_on_the_page() {
    let article = "“<script>alert(1)</script> & we left,” said Maria Lopez, a nurse, on Monday.\n";
    let desk = Desk::new(&[("a.txt", article), ("b.txt", STORY)]);
    let page = desk.run(&["ledger", "--format", "html", "."]).ends(0).stdout.clone();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; we left"), "{page}");
    assert_eq!(page.matches("<script>").count(), 1, "the page's own script only");
    assert!(!page.contains("{{"), "a part was left out");
    assert!(!page.contains("http:") && !page.contains("https:"), "the page needs a network");
    let standings: Vec<&str> = page.split("<tr class=\"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(standings, ["unattributed", "anonymous", "named", "named", "named", "named"], "of all articles");
    // Every row leads to a place in the text.
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links.len(), 6);
    for link in links {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
    }
    let markdown = desk.run(&["ledger", "--format", "markdown", "a.txt"]).ends(0).stdout.clone();
    assert!(
        markdown
            .contains("| 1 | named | Maria Lopez | “\\<script\\>alert(1)\\</script\\> \\& we left,” | direct, “say” |"),
        "{markdown}"
    );
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_written() {
    let desk = Desk::new(&[("story.txt", STORY)]);
    let done = desk.run(&["ledger", "--format", "json", "nowhere.txt", "story.txt"]);
    assert!(done.ends(2).stderr.starts_with("copydesk: nowhere.txt: "), "{}", done.stderr);
    assert_eq!(done.json()["articles"].as_array().unwrap().len(), 1);
    let empty = Desk::new(&[("empty.txt", "")]);
    assert!(empty.run(&["ledger", "empty.txt"]).ends(0).stdout.contains("nobody is quoted"));
}

#[test]
fn the_newsrooms_list_says_who_speaks() {
    let desk = Desk::new(&[
        ("story.txt", "The hall was full.\n\n“Nobody asked,” said oda quint lemarr. “We waited.”\n"),
        ("copydesk.toml", "people = [\"people.csv\"]\n"),
        ("people.csv", "name,role\nOda Quint Lemarr,harbour master\n"),
    ]);
    let json = desk.run(&["ledger", "--format", "json", "story.txt"]).ends(0).json();
    let speaker = &json["articles"][0]["quotations"][0]["speaker"];
    assert!(speaker.as_str().is_some_and(|name| name.eq_ignore_ascii_case("Oda Quint Lemarr")), "{json}");
}
