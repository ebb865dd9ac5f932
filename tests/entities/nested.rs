//! Names inside names, and names that a tagger cut wrong.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use copydesk::entities::{Entity, MentionForm};
use copydesk::format::Format;
use copydesk::names::{Name, NameKind};
use copydesk::prose::Text;
use copydesk::quotations::Quotations;
use copydesk::text::ProseSpan;

use NameKind::{Organization, Person, Place};

/// The entities of a text of which these words are tagged, in order.
fn entities(source: &str, tagged: &[(&str, NameKind)]) -> Vec<Entity> {
    let text = Text::new(Format::Plain.read(source));
    let mut from = 0;
    let names: Vec<Name> = tagged
        .iter()
        .map(|(words, kind)| {
            let start = from + source[from..].find(words).unwrap();
            from = start + words.len();
            let tokens = text.tokens_in(ProseSpan::new(start as u32, from as u32));
            Name { title: tokens.start..tokens.start, kind: *kind, tokens }
        })
        .collect();
    super::find(&text, &Quotations::find(&text), &names).all().to_vec()
}

/// What each entity is called where it is named, with whether the name stands inside another.
fn named(source: &str, tagged: &[(&str, NameKind)]) -> Vec<(NameKind, Vec<(String, bool)>)> {
    let found = entities(source, tagged);
    let calls = |entity: &Entity| {
        let named = entity.mentions.iter().filter(|mention| mention.form.is_named());
        named.map(|mention| (mention.span.slice(source).to_owned(), mention.inside)).collect()
    };
    found.iter().map(|entity| (entity.kind, calls(entity))).collect()
}

fn own(words: &str) -> (String, bool) {
    (words.to_owned(), false)
}

fn inside(words: &str) -> (String, bool) {
    (words.to_owned(), true)
}

#[test]
fn a_foundation_named_after_somebody_mentions_the_name() {
    let source =
        "Ann Holt died in 1987. The Ann Holt Foundation owns her house, and the Ann Holt Prize is given in May.";
    assert_eq!(
        named(source, &[("Ann Holt", Person), ("Ann Holt Foundation", Organization)]),
        [
            (Person, vec![own("Ann Holt"), inside("Ann Holt"), own("Ann Holt")]),
            (Organization, vec![own("Ann Holt Foundation")])
        ]
    );
}

#[test]
fn a_longer_name_answers_for_its_place() {
    let source = "Ann Holt died. The Ann Holt Foundation stays.";
    let text = Text::new(Format::Plain.read(source));
    let name = |start: u32, end: u32, kind| {
        let tokens = text.tokens_in(ProseSpan::new(start, end));
        Name { title: tokens.start..tokens.start, kind, tokens }
    };
    let names = [name(0, 8, Person), name(19, 38, Organization)];
    let found = super::find(&text, &Quotations::find(&text), &names);
    let (entity, mention) = found.mention_in(text.tokens_in(ProseSpan::new(19, 22))).unwrap();
    assert_eq!((entity.kind, mention.span), (Organization, ProseSpan::new(19, 38)));
    assert_eq!(found.mentions().count(), 2, "one inside another is not listed by place");
}

#[test]
fn of_two_namesakes_nobody_is_inside() {
    let source = "Paul Marsh Jr. met Paul Marsh Sr. at the Paul Marsh Foundation.";
    let tagged = [("Paul Marsh Jr.", Person), ("Paul Marsh Sr.", Person), ("Paul Marsh Foundation", Organization)];
    assert!(entities(source, &tagged).iter().all(|entity| entity.mentions.iter().all(|mention| !mention.inside)));
}

#[test]
fn a_country_that_owns_a_body_is_mentioned() {
    let source = "Norway's Fisheries Board met. Norway was glad.";
    assert_eq!(
        named(source, &[("Norway's Fisheries Board", Organization), ("Norway", Place)]),
        [(Organization, vec![own("Norway's Fisheries Board")]), (Place, vec![inside("Norway"), own("Norway")])]
    );
}

#[test]
fn an_airport_is_named_by_its_city() {
    let source = "They met at Velmora\u{2019}s international airport. Velmora\u{2019}s mayor came.";
    assert_eq!(
        named(source, &[("Velmora", Place), ("Velmora", Place)]),
        [
            (Place, vec![own("Velmora\u{2019}s international airport")]),
            (Place, vec![inside("Velmora"), own("Velmora")])
        ]
    );
}

#[test]
fn seats_of_power_are_bodies() {
    let source = "The White House denied it.";
    assert_eq!(named(source, &[("White House", Place)]), [(Organization, vec![own("White House")])]);
}

#[test]
fn teams_and_places_with_an_office_of_their_own_are_nobody() {
    let source = "Norrin Harps lost. Harps boss Ollie Horan left.";
    let found = named(source, &[("Norrin Harps", Person), ("Harps", Person), ("Ollie Horan", Person)]);
    assert_eq!(found.iter().filter(|(kind, _)| *kind == Person).count(), 1, "{found:?}");
    let source = "Sabah wants its share. Sabah Chief Minister Hajiji Noor left.";
    let found = named(source, &[("Sabah", Person), ("Sabah", Person), ("Hajiji Noor", Person)]);
    assert_eq!(found.iter().filter(|(kind, _)| *kind == Person).count(), 1, "{found:?}");
}

#[test]
fn what_a_tagger_joined_is_parted() {
    let parted = |source: &str| -> Vec<String> {
        let words = source.trim_end_matches(" left.");
        let found = entities(source, &[(words, Person)]);
        found.iter().map(|entity| entity.name.clone()).collect()
    };
    assert_eq!(parted("Ann Holt and Piet Lund left."), ["Ann Holt", "Piet Lund"]);
    assert_eq!(parted("Velmora's Ann Holt left."), ["Ann Holt"]);
    assert_eq!(parted("Ann Holt of Harbour Action left."), ["Ann Holt"]);
    assert_eq!(parted("Ann Holt of Harbour Action and Piet Lund left."), ["Ann Holt", "Piet Lund"]);
    assert_eq!(parted("Marty Haj Salim Tarawi left."), ["Salim Tarawi"]);
    assert_eq!(parted("Hero Haj Salim Tarawi left."), ["Salim Tarawi"]);
}

#[test]
fn people_whom_the_tagger_overlooked_are_found_by_their_names() {
    let source = "Ann Holt left. “Holt is gone,” he said. Holt, Holt and Holt: the Holt Papers stay. ANN HOLT LEAVES";
    let tagged = [("Ann Holt", Person), ("Holt", Person), ("Holt", Person), ("Holt", Person)];
    let found = entities(source, &tagged);
    let calls: Vec<(&str, MentionForm)> =
        found[0].mentions.iter().map(|mention| (mention.span.slice(source), mention.form)).collect();
    let surname = ("Holt", MentionForm::Surname);
    assert_eq!(found.len(), 1);
    assert_eq!(
        calls,
        [("Ann Holt", MentionForm::Name), surname, surname, surname, surname, surname, ("ANN HOLT", MentionForm::Name)]
    );
}

#[test]
fn a_person_is_parted_from_the_body_in_front() {
    for body in ["HWU Ann Holt", "Harbour Board Professor Holt"] {
        let source = format!("They asked the {body} on Friday. Holt said no.");
        let found = entities(&source, &[(body, Organization), ("Holt", Person)]);
        let kinds: Vec<NameKind> = found.iter().map(|entity| entity.kind).collect();
        assert_eq!(kinds, [Organization, Person], "{body}");
        assert_eq!(found[1].mentions.len(), 2, "{body}");
    }
}

#[test]
fn words_that_are_somebodys_name_are_that_persons() {
    let source =
        "Ann Quirrow left. The Quirrow cocktail is hers. Ann Quirrow sings. Marsh Industries and Ida Marsh sued Marsh.";
    let tagged = [
        ("Ann Quirrow", Person),
        ("Quirrow", Place),
        ("Ann Quirrow", Organization),
        ("Marsh Industries", Organization),
        ("Ida Marsh", Person),
        ("Marsh", Organization),
    ];
    let found = entities(source, &tagged);
    let counts: Vec<(NameKind, &str, usize)> = found
        .iter()
        .map(|entity| {
            (
                entity.kind,
                entity.name.as_str(),
                entity.mentions.iter().filter(|mention| mention.form.is_named()).count(),
            )
        })
        .collect();
    assert_eq!(counts, [(Person, "Ann Quirrow", 3), (Organization, "Marsh Industries", 2), (Person, "Ida Marsh", 1)]);
}

#[test]
fn bodies_that_the_tagger_overlooked_are_found_by_their_noun() {
    let found = entities("She leads the Harbour Trust. He left the Harbour Trust Fund, the trust and the Trust.", &[]);
    let names: Vec<&str> = found.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Harbour Trust"]);
}

#[test]
fn saints_go_by_their_names() {
    let source = "Saint Osgar founded the abbey. St. Osgar left it. Osgar died there.";
    let tagged = [("Saint Osgar", Person), ("St. Osgar", Person), ("Osgar", Person)];
    assert_eq!(entities(source, &tagged).len(), 1);
}

#[test]
fn somebody_named_in_a_heading_and_again_below_is_one() {
    let source = "Ann Holt,\n\nAnn Holt, a baker, left.";
    assert_eq!(entities(source, &[("Ann Holt", Person), ("Ann Holt", Person)]).len(), 1);
}

#[test]
fn a_surname_before_a_hyphen_is_its_bearers() {
    let source = "Ann Quirrow sang. A Quirrow-like voice. The well-known Quirrow-Marsh.";
    let found = entities(source, &[("Ann Quirrow", Person)]);
    let words: Vec<&str> = found[0].mentions.iter().map(|mention| mention.span.slice(source)).collect();
    assert_eq!(words, ["Ann Quirrow", "Quirrow"]);
}

#[test]
fn a_nickname_inside_a_name_does_not_part_it() {
    for open_close in [("“", "”"), ("\"", "\""), ("(", ")")] {
        let (open, close) = open_close;
        let source = format!("Robert {open}Midge{close} Loxley ran the shop. “It was hard,” Loxley said. Midge left.");
        let whole = format!("Robert {open}Midge{close} Loxley");
        let tagged = [("Robert", Person), ("Loxley", Person), ("Loxley", Person), ("Midge", Person)];
        assert_eq!(named(&source, &tagged), [(Person, vec![own(&whole), own("Loxley"), own("Midge")])]);
    }
}

#[test]
fn a_middle_name_in_lower_case_does_not_part_a_name() {
    let source = "David mangenner Gough spoke. Later Gough left.";
    let tagged = [("David", Person), ("Gough", Person), ("Gough", Person)];
    assert_eq!(named(source, &tagged), [(Person, vec![own("David mangenner Gough"), own("Gough")])]);
}

#[test]
fn names_behind_marks_that_hold_words_of_their_own_stay_apart() {
    let source = "She asked Robert “whether it works.” Loxley knew.";
    let found = entities(source, &[("Robert", Person), ("Loxley", Person)]);
    assert_eq!(found.iter().filter(|entity| entity.kind == Person).count(), 2);
}

#[test]
fn a_daughter_keeps_the_name_in_front_of_her_fathers() {
    let source = "Laiba Abdul Basit wrote a book. Laiba is the daughter of Abdul Basit.";
    let tagged = [("Laiba Abdul Basit", Person), ("Laiba", Person), ("Abdul Basit", Person)];
    let calls: Vec<_> = entities(source, &tagged).into_iter().map(|entity| entity.name).collect();
    assert_eq!(calls, ["Laiba Abdul Basit", "Abdul Basit"]);
}

#[test]
fn somebody_with_many_names_goes_by_their_letters() {
    let source = "Robert Ian Lopez Obrador spoke. Later RILO left.";
    let tagged = [("Robert Ian Lopez Obrador", Person), ("RILO", Person)];
    assert_eq!(named(source, &tagged), [(Person, vec![own("Robert Ian Lopez Obrador"), own("RILO")])]);
}
