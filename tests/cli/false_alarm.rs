//! `copydesk false-alarm`: a report that a stranger may read.

use super::Desk;

const STORY: &str = "\
Maria Lopez, director of the Harbour Trust, closed the Ellery bridge on Monday.

The council met in the evening, and the doors of Tillman Hall stayed closed until 9.

“We asked Lopez twice and nobody answered us in 14 days.”

The pumps ran through the night.
";

#[test]
fn the_finding_shows_with_other_names() {
    let desk = Desk::new(&[("story.txt", STORY)]);
    let done = desk.run(&["false-alarm", "story.txt:5:1"]);
    let said = &done.ends(0).stdout;
    assert!(said.contains("rule `unattributed-quote`"), "{said}");
    assert!(said.contains("It says: "), "{said}");
    for secret in ["Maria", "Lopez", "Ellery", "Tillman", "14"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    // What is indented is an article in which the same is found.
    let piece: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let desk = Desk::new(&[("piece.txt", &piece.join("\n\n"))]);
    let json = desk.run(&["check", "--format", "json", "piece.txt"]).ends(1).json();
    assert_eq!(json[0]["rule"], "unattributed-quote");
}

#[test]
fn an_article_on_standard_input_is_named_by_the_editor() {
    let desk = Desk::new(&[]);
    let arguments = ["false-alarm", "-", "--stdin-name", "draft.md", "--line", "5"];
    let done = desk.run_with(&arguments, STORY.as_bytes());
    assert!(done.ends(0).stdout.contains("rule `unattributed-quote`, warning, Markdown"), "{}", done.stdout);
}

#[track_caller]
fn complains(desk: &Desk, arguments: &[&str], words: &str) {
    let done = desk.run(arguments);
    assert!(done.ends(2).stderr.contains(words), "{}", done.stderr);
}

#[test]
fn a_line_without_a_finding_is_answered_by_those_that_have_one() {
    let desk = Desk::new(&[("story.txt", STORY)]);
    complains(
        &desk,
        &["false-alarm", "story.txt", "--line", "1"],
        "nothing is found in line 1; there are findings in 5",
    );
    complains(&desk, &["false-alarm", "story.txt"], "name the line");
    complains(&desk, &["false-alarm", "nowhere.txt:3"], "no such file");
    complains(&desk, &["false-alarm", ".:3"], "not a folder");
}

#[test]
fn who_is_on_the_newsrooms_list_stays_secret_in_any_spelling() {
    let story = "\
The council met on Monday, and ingrid kvamme stayed, as did MARCO PELL and Tobin Ashgrove.

“We asked kvamme and PELL twice, and nobody in the whole council ever answered us.”

The pumps ran, said nobody, and quist of the van der brugh family left.
";
    let people = "name\nIngrid Kvämme\nMarco Pell\nTobin Ashgrove\nEdward Quist\nNina Said\nAnna van der Brugh\n";
    let desk =
        Desk::new(&[("story.txt", story), ("copydesk.toml", "people = [\"people.csv\"]\n"), ("people.csv", people)]);
    let done = desk.run(&["false-alarm", "story.txt", "--line", "3", "--rule", "unattributed-quote"]);
    let said = done.ends(0).stdout.to_lowercase();
    for secret in ["kvamme", "pell", "ingrid", "marco", "tobin", "ashgrove", "quist", "brugh"] {
        assert!(!said.contains(secret), "{secret}: {said}");
    }
    assert!(said.contains("nobody in the whole council ever answered us"), "{said}");
}
