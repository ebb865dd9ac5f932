//! No two people of a list are merged, however alike their names are.

use copydesk::entities::Entity;
use copydesk::format::Format;
use copydesk::names::{Name, NameKind};
use copydesk::prose::Text;
use copydesk::quotations::Quotations;

/// An article that names each person in full, once; the number of people whom the entities room sees in it, with the
/// names that it joined.
fn joined(names: &[String]) -> (usize, Vec<Vec<String>>) {
    let source: String = names.iter().map(|name| format!("The paper named {name}\n\n")).collect();
    let text = Text::new(Format::Plain.read(&source));
    let tagged: Vec<Name> = text
        .paragraphs()
        .iter()
        .map(|paragraph| paragraph.tokens.start + 3..paragraph.tokens.end)
        .map(|tokens| Name { title: tokens.start..tokens.start, kind: NameKind::Person, tokens })
        .collect();
    let found = super::find(&text, &Quotations::find(&text), &tagged);
    let names_of =
        |entity: &Entity| entity.mentions.iter().map(|mention| mention.span.slice(&source).to_owned()).collect();
    let merged = found.all().iter().filter(|entity| entity.mentions.len() > 1).map(names_of).collect();
    (found.all().len(), merged)
}

#[test]
fn invented_people_with_names_alike_are_not_merged() {
    let names = [
        "Adrian Marsh",
        "Adam Marsh",
        "Tina Marsh",
        "Gina Marsh",
        "Christopher H. Marsh",
        "Christina Marsh",
        "Jason Marsh",
        "Jon Kelloway",
        "Ron Kelloway",
        "Don Kelloway",
        "Dan Kelloway",
        "Danielle Kelloway",
        "Mark Kelloway",
        "Mary Kelloway",
        "Hassan Belhadani",
        "Hussein Belhadani",
        "Mohammed Tarawi",
        "Mahmoud Tarawi",
        "Ahmed Tarawi",
        "Hamed Tarawi",
        "Ivan Sorokov",
        "Ivana Sorokova",
        "Oleg Sorokov",
        "Olga Sorokova",
        "Carlos Ibarra",
        "Carla Ibarra",
        "Carlo Ibarra",
        "Kim Dae-jin",
        "Kim Dae-jung",
        "Kim Hae-jin",
        "Li Weimin",
        "Li Weiming Zhao",
        "Robert Stanhope",
        "Roberta Stanhope",
        "John A. Whitlock",
        "John B. Whitlock",
        "Paul Whitlock Jr.",
        "Paul Whitlock Sr.",
        "Martin Hansen",
        "Martin Jansen",
        "Maria Johnson",
        "Maria Johnston",
        "Peter Carter",
        "Peter Porter",
        "Eric Lindahl",
        "Erin Lindahl",
        "Erica Lindahl",
    ]
    .map(str::to_owned);
    assert_eq!(joined(&names), (names.len(), Vec::new()));
}

/// Runs over a list of people when `COPYDESK_LEGISLATORS` names one: tab-separated, their full names in the last column,
/// given names in the first and family names in the third.
#[test]
fn people_of_a_list_are_not_merged() {
    let Ok(path) = std::env::var("COPYDESK_LEGISLATORS") else { return };
    let list = std::fs::read_to_string(path).unwrap();
    let rows: Vec<Vec<&str>> = list.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 500, "the list holds {} people", rows.len());
    let full: Vec<String> = rows.iter().map(|row| row[5].to_owned()).filter(|name| !name.is_empty()).collect();
    assert_eq!(joined(&full), (full.len(), Vec::new()), "full names");
    let short: Vec<String> = rows.iter().map(|row| format!("{} {}", row[0], row[2])).collect();
    assert_eq!(joined(&short), (short.len(), Vec::new()), "given and family names");
}
