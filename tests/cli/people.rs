//! `copydesk people`, and people files on the command line.

use super::Desk;

const LIST: &str = "name,aliases,role,affiliation,pronouns,url,note\n\
    María López,Mariquita,mayor,City of Velmora,she/her,https://velmora.example,\"Ask twice.\n Then wait.\"\n\
    Zora Whitcombe,,clerk,,hee,,\n";

#[test]
fn what_is_wrong_with_a_file_is_told_with_line_and_column() {
    let desk = Desk::new(&[("people.csv", LIST), ("fine.json", "[{\"name\": \"Ann Holt\"}]")]);
    let done = desk.run(&["people", "check", "people.csv", "fine.json"]);
    assert_eq!(
        done.ends(1).stdout,
        "people.csv:4:24: pronouns cannot be “hee”; write he/him, she/her or they/them\n\
         people.csv: 2 people\nfine.json: 1 person\n"
    );
    let done = desk.run(&["people", "check", "--format", "json", "people.csv"]);
    let found = done.ends(1).json();
    assert_eq!((&found[0]["file"], &found[0]["people"]), (&"people.csv".into(), &2.into()));
    assert_eq!((&found[0]["problems"][0]["line"], &found[0]["problems"][0]["column"]), (&4.into(), &24.into()));
    assert_eq!(desk.run(&["people", "check", "fine.json"]).ends(0).stderr, "");
    let done = desk.run(&["people", "check", "none.csv"]);
    assert_eq!(done.ends(2).stderr, "copydesk: none.csv: no such file or folder\n");
}

#[test]
fn somebody_is_looked_up_in_the_lists_of_the_configuration_or_in_a_file() {
    let desk = Desk::new(&[("copydesk.toml", "people = [\"people.csv\"]\n"), ("people.csv", LIST)]);
    let done = desk.run(&["people", "lookup", "maria", "lopez"]);
    assert_eq!(
        done.ends(0).stdout,
        "María López, mayor, City of Velmora\n  also called: Mariquita\n  pronouns: she/her\n  \
         page: https://velmora.example\n  note: Ask twice. Then wait.\n  in: people.csv:2\n"
    );
    let found = desk.run(&["people", "lookup", "whit", "--format", "json"]).ends(0).json();
    assert_eq!((&found[0]["name"], &found[0]["line"]), (&"Zora Whitcombe".into(), &4.into()));
    assert_eq!(found[0]["note"], serde_json::Value::Null);
    let done = desk.run(&["people", "lookup", "Zora Witcombe", "--people", "people.csv"]);
    assert_eq!(
        done.ends(1).stderr,
        "copydesk: nobody on the list is called Zora Witcombe; did you mean Zora Whitcombe?\n"
    );
    let done = Desk::new(&[]).run(&["people", "lookup", "x"]);
    assert!(done.ends(2).stderr.contains("there is no copydesk.toml here"), "{}", done.stderr);
}

#[test]
fn a_check_knows_the_people_of_its_configuration_and_fixes_their_names() {
    let article = "On Monday maria lopez, the mayor, opened the fair.\n";
    let desk = Desk::new(&[
        ("copydesk.toml", "people = [\"people.csv\", \"none.csv\"]\n"),
        ("people.csv", LIST),
        ("fair.txt", article),
    ]);
    let done = desk.run(&["check", "--format", "json"]);
    let findings = done.ends(2).json();
    assert_eq!(findings[0]["rule"], "house-name");
    assert_eq!(
        done.stderr,
        "copydesk: copydesk.toml:1:25: this people file is not in use: there is no such file\n\
         copydesk: people.csv:4:24: pronouns cannot be “hee”; write he/him, she/her or they/them\n"
    );
    desk.run(&["check", "--fix", "fair.txt"]).ends(2);
    let fixed = std::fs::read_to_string(desk.path("fair.txt")).unwrap();
    assert_eq!(fixed, "On Monday María López, the mayor, opened the fair.\n");
    let record = desk.run(&["analyze", "fair.txt"]).json();
    assert_eq!(record["entities"][0]["name"], "María López");
}
