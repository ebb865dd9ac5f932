//! Names in annotated sentences. `[PER Maria Lopez]` marks a person, `ORG` an organization, `LOC` a place; the set is
//! exact. All people are invented.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use copydesk::format::Format;
use copydesk::names::{self, NameKind};
use copydesk::prose::{Text, TokenIndex};

/// Checks that the marked names of an article are found, and no others.
fn check(annotated: &str) {
    let mut plain = String::new();
    let mut wanted = Vec::new();
    let mut rest = annotated;
    while let Some(open) = rest.find('[') {
        plain.push_str(&rest[..open]);
        let close = open + rest[open..].find(']').expect("a bracket closes");
        let (kind, name) = rest[open + 1..close].split_once(' ').expect("a kind, then a name");
        let start = plain.len();
        plain.push_str(name);
        wanted.push((start, name.to_owned(), kind.to_owned()));
        rest = &rest[close + 1..];
    }
    plain.push_str(rest);
    let text = Text::new(Format::Plain.read(&plain));
    let found: Vec<(usize, String, String)> = names::find(&text)
        .into_iter()
        .map(|name| {
            let span = text.span(name.tokens);
            let kind = match name.kind {
                NameKind::Person => "PER",
                NameKind::Organization => "ORG",
                NameKind::Place => "LOC",
            };
            (span.start as usize, span.slice(text.as_str()).to_owned(), kind.to_owned())
        })
        .collect();
    assert_eq!(found, wanted, "{annotated}");
}

/// The titles of the persons of a text, as written.
fn titles(plain: &str) -> Vec<String> {
    let text = Text::new(Format::Plain.read(plain));
    let persons = names::find(&text).into_iter().filter(|name| name.kind == NameKind::Person);
    persons.map(|name| text.slice(name.title).to_owned()).collect()
}

#[test]
fn people_with_roles_before_and_behind() {
    check(
        "[PER Maria Lopez], director of the [ORG Harbour Trust], said on Monday that Prime Minister [PER Ahmed Karimov] \
         would visit [LOC Nairobi].",
    );
    check("“We asked twice,” said [PER Chidi Okonkwo], a farmer from [LOC Kano].");
}

#[test]
fn bare_surname_of_somebody_named_in_full_elsewhere() {
    check(
        "The talks were led by [PER Anselm Quirrow] of the defense ministry.\n\nNobody expected a result. [PER Quirrow] \
         arrived late.\n\nReporters waited for [PER Quirrow] outside.",
    );
}

#[test]
fn names_of_the_world() {
    check("[PER Nguyen Thi Lanh] and [PER Park Sung-jin] met [PER Thandiwe Mokwena] in [LOC Hanoi] on Friday.");
    check("[PER Mustafa al-Rubaidi], the former governor, told reporters that he had resigned.");
    check("President [PER Juan Carlos Ibarra Peña] thanked [PER Abdulrahman bin Saleh al-Harthi] for his help.");
}

#[test]
fn particles_in_lower_case_belong_to_the_name() {
    check("The court heard [PER Pieter van der Meerling] and [PER Rosa de la Vega] on Tuesday.");
}

#[test]
fn dateline_and_outlet() {
    check("[LOC TEHRAN] — [PER Reza Mohammadi] said the talks would go on, [ORG Reuters] reported.");
    check(
        "[LOC NAIROBI], Kenya's capital, was calm on Sunday, officials said.".replace("Kenya", "[LOC Kenya]").as_str(),
    );
}

#[test]
fn sentence_openers_are_no_names() {
    check("The government fell. It was late. Meanwhile, prices rose. Many people left. Why? Nobody knows.");
}

#[test]
fn calendar_and_peoples_are_no_names() {
    check("On Monday, 3 January, the Iranian and Turkish ministers spoke to German Muslims.");
}

#[test]
fn titles_are_told_from_names() {
    assert_eq!(titles("Prime Minister Ahmed Karimov met Gen. Lucas Okello."), ["Prime Minister", "Gen."]);
    assert_eq!(titles("They met Ahmed Karimov in the morning."), [""]);
}

#[test]
fn hostile_text_has_names_or_none_but_an_answer() {
    for text in ["", " ", "A", "'", "Al-", "Van der", "MARIA ", "[ ] «", "\u{202e}Maria\u{0}Lopez", "é\u{301}A\u{301}"]
    {
        let _ = names::find(&Text::new(Format::Plain.read(text)));
    }
    let shouted = "MARIA LOPEZ OF ".repeat(5_000);
    let text = Text::new(Format::Plain.read(&shouted));
    let end = text.all().end;
    let mut last = TokenIndex::FIRST;
    for name in names::find(&text) {
        assert!(name.tokens.start >= last && name.tokens.end <= end && !name.tokens.is_empty());
        last = name.tokens.end;
    }
}

#[test]
fn a_nickname_in_marks_or_brackets_stands_inside_one_name() {
    check("[PER Marcia “Cia” Lopez] ran the shop. “It was hard,” [PER Lopez] said.");
    check("[PER Robert (Bob) Okello] opened the fair in [LOC Nairobi].");
    check("[PER William \"Bear\" Crowder] ran the gym, and [PER Dwayne “The Rock” Hollis] paid.");
    check("[PER Maria Lopez] (left) met [PER Ahmed Karimov].");
}

#[test]
fn surnames_with_particles_in_capitals_on_second_reference() {
    check("[PER Pieter Van der Merwe] left the club. [PER Van der Merwe], 40, had served ten years.");
    check("Mayor [PER Sofie De Smet] spoke first. “We wait,” [PER De Smet] said.");
    check("[PER Duarte De Moura] drove the car. “It never stopped,” [PER De Moura] said.");
    check("[PER Rosa Di Stefano] sang. “I was cold,” [PER Di Stefano] said.");
}

#[test]
fn a_word_that_says_something_elsewhere_is_somebody() {
    check(
        "The prize went to [PER Keen].\n\n“I had not hoped for it,” said [PER Lena Keen], a farmer from [LOC Kano].\n\n[PER Keen] has two sons.",
    );
}

#[test]
fn works_ships_and_places_named_after_people_are_no_people() {
    check("The ferry Anna Holm sank. Captain [PER Peter Okello] was saved.");
    check("The album “Maria Lopez” was made by [PER Ahmed Karimov].");
    check("The Higgs particle is heavy, [PER Lena Korda] said. See Annex B and Annex C.");
}

#[test]
fn universities_and_firms_are_organizations() {
    check("[ORG UC Davis] named a dean on Monday.");
    check("A spokesman for [ORG Keelwork] said the firm would wait.");
}

#[test]
fn headlines_and_names_in_capitals() {
    check("How To Keep Your Garden Alive In A Dry Summer\n\nWater at night, says [PER Lena Korda].");
    check("[PER LENA KORDA]: I was tired.\n\nINTERVIEWER: Will you go back?\n\n[PER KORDA]: No.");
}

#[test]
fn whoever_is_given_an_office_is_a_person() {
    check("The board named [PER Anya Brook] head of the inspectorate.");
    check(
        "The board appointed [PER Anya Brook] as head of the inspectorate and elected [PER Delia Rosewarne] chairwoman.",
    );
}

#[test]
fn particles_saints_and_fathers_inside_a_name() {
    check("[PER Pieter von der Heyde] left. “We wait,” [PER von der Heyde] said.");
    check("The fire was seen by [PER R. Suresh a/l Ramasamy], 46, who pleaded not guilty.");
    check("Sister [PER Inés Marsh] of the convent of [LOC Santa Rita] said the nuns had not been asked.");
    check("The farmer [PER Jaswant Singh] alias [PER Jassa] was also there.");
    check("[PER Margaret \"Peg\" Louise (Dowling) Sorensen], 87, passed away on Tuesday.");
}

#[test]
fn offices_and_seats_are_no_names() {
    check("[PER Peter Okello], the Resident Engineer, noted that the road was open.");
    check("Assistant District Attorney [PER Paul Wu] said the man had been there.");
    check("State Sen. [PER Buck Harmon], R-Elk Ford, laughed.");
}

#[test]
fn names_go_on_in_initials_small_words_and_words_like_were() {
    check("[ORG BJP] State president [PER N. Ravi Kumar] said no.");
    check("[PER Rhodri ab Owain] told [PER Marta Ferrer i Puig] that he would come.");
    check("Nominated member [PER Elvis Odhiambo Were] has accused the governor.");
    check("“The governor is away,” Mr [PER Were] told mourners in [LOC Kisumu].");
    check("[PER Maria Lopez] Is Back");
}

#[test]
fn bodies_places_and_people_that_look_like_others() {
    check(
        "Mrs [PER Chinwe Okonjo-Adeyemi], who is a lecturer at the [ORG Federal Polytechnic], [LOC Oko], told our correspondent that her brother would not return.",
    );
    check("Three men, identified as [PER Mahadeva] (34), [PER Ninga] (29) and [PER Siddaiah] (45), fled.");
    check("[PER Marc Lyons] spoke in [LOC Co Leitrim].");
    check("His wife, [PER Petra], kept the books.");
    check("The District Engineer left [LOC Halstad].");
    check("Congresswoman [PER Tabata Amaral de Lima] said it was late.");
    check("Minister for Science and Innovation [PER Ayesha Verrall-King] welcomed it.");
    check("[ORG Malacañang] said on Monday that the president would sign.");
    check("Police in [LOC Ang Mo Kio] said a man was hurt.");
    check("Hill farmers across the county are waiting.");
    check("Provost and Dean of the Faculty [PER Henrietta Oyelaran-Stone] told the crowd.");
}
