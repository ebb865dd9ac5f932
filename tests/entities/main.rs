//! Entities of annotated articles: every mention with its form and the entity that it belongs to, and what is known of
//! each entity.
//!
//! An article is text in which every mention is written `[words](label form)`. Below a line of dashes, one line an
//! entity says what it is: `label: kind; property: value; …`. The set is exact: a mention that is not annotated fails,
//! and so does an annotated one that is not found. The named mentions are given to the entities room, as the names room
//! would; everything else it has to find.

mod annotated;
mod legislators;
mod nested;

use copydesk::coreference;
use copydesk::entities::{self, Entities, Entity, Gender};
use copydesk::format::Format;
use copydesk::names::{Name, NameKind};
use copydesk::prose::Text;
use copydesk::quotations::Quotations;
use copydesk::reporting::Reporting;
use copydesk::text::ProseSpan;

use annotated::Annotated;

/// The entities of a text whose tagged names are known.
fn find(text: &Text, passages: &Quotations, names: &[Name]) -> Entities {
    let mut named = entities::State::default();
    named.find(text, names);
    let reporting = Reporting::find(text, passages, named.mentions());
    coreference::find(text, passages, &named, &reporting)
}

/// Holds the entities of an annotated article against its annotation.
fn check(article: &str) {
    let wanted = Annotated::read(article);
    let text = Text::new(Format::Plain.read(&wanted.text));
    let quotations = Quotations::find(&text);
    let found = find(&text, &quotations, &wanted.names(&text));

    let mentions: Vec<(u32, &str, &str, usize)> = found
        .mentions()
        .map(|(entity, mention)| {
            (
                mention.span.start,
                mention.span.slice(&wanted.text),
                annotated::form_name(mention.form),
                entity.id.0 as usize,
            )
        })
        .collect();
    let expected: Vec<(u32, &str, &str, usize)> = wanted
        .mentions
        .iter()
        .map(|mention| (mention.start, mention.words.as_str(), mention.form.as_str(), mention.entity))
        .collect();
    assert_eq!(mentions, expected, "mentions (byte, words, form, entity) of\n{}", wanted.text);

    for (index, entity) in found.all().iter().enumerate() {
        assert_eq!(entity.id.0 as usize, index, "entities are numbered in order of first mention");
        assert!(entity.mentions.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "mentions overlap");
        let properties = &wanted.entities[index];
        for (property, value) in &properties.values {
            assert_eq!(&property_of(entity, property), value, "{property} of {}", properties.label);
        }
    }
}

fn property_of(entity: &Entity, property: &str) -> String {
    match property {
        "kind" => match entity.kind {
            NameKind::Person => "person",
            NameKind::Organization => "organization",
            NameKind::Place => "place",
        }
        .to_owned(),
        "name" => entity.name.clone(),
        "aliases" => entity.aliases.join(", "),
        "variants" => entity.variants.join(", "),
        "acronym" => entity.acronym.clone().unwrap_or_default(),
        "affiliation" => entity.affiliation.clone().unwrap_or_default(),
        "roles" => entity.roles.iter().map(|role| role.text.as_str()).collect::<Vec<_>>().join(" | "),
        "gender" => match entity.gender {
            Gender::Unstated => "unstated",
            Gender::Male => "male",
            Gender::Female => "female",
        }
        .to_owned(),
        "rivals" => entity.mentions.iter().filter(|mention| mention.rival.is_some()).count().to_string(),
        other => panic!("unknown property {other:?}"),
    }
}

/// The same for each article of a file.
fn check_each(articles: &str) {
    articles.split("====\n").for_each(check);
}

#[test]
fn full_name_surname_title_and_pronoun_are_one_person() {
    check(include_str!("articles/one-person.txt"));
}

#[test]
fn two_holders_of_a_surname_stay_two() {
    check(include_str!("articles/two-holders.txt"));
}

#[test]
fn relatives_and_coordinated_names_do_not_merge() {
    check(include_str!("articles/relatives.txt"));
}

#[test]
fn one_name_in_two_spellings_is_one_person() {
    check(include_str!("articles/variants.txt"));
}

#[test]
fn organizations_have_acronyms_and_short_forms() {
    check(include_str!("articles/organizations.txt"));
}

#[test]
fn roles_stand_before_and_behind_names() {
    check(include_str!("articles/roles.txt"));
}

#[test]
fn roles_stand_at_a_distance() {
    check(include_str!("articles/roles-at-a-distance.txt"));
}

#[test]
fn people_hold_offices() {
    check(include_str!("articles/roles-held.txt"));
}

#[test]
fn people_belong_to_bodies() {
    check(include_str!("articles/bodies.txt"));
}

#[test]
fn somebody_without_a_name_is_meant_by_pronouns_too() {
    check_each(include_str!("articles/without-a-name.txt"));
}

#[test]
fn ages_and_offices_say_who_is_described() {
    check_each(include_str!("articles/ages-and-offices.txt"));
}

#[test]
fn offices_and_ranks_say_what_a_name_names() {
    check_each(include_str!("articles/ranks-and-voices.txt"));
}

#[test]
fn nobody_is_spoken_of_in_a_byline_and_offices_of_both_genders_state_none() {
    check_each(include_str!("articles/who-wrote-it.txt"));
}

#[test]
fn an_apostrophe_is_a_part_of_the_name_of_a_body() {
    check(include_str!("articles/bodies-with-apostrophes.txt"));
}

#[test]
fn roles_stand_in_front_of_names() {
    check(include_str!("articles/roles-in-front.txt"));
}

#[test]
fn a_role_is_of_the_one_whom_it_describes() {
    check(include_str!("articles/whose-role.txt"));
}

#[test]
fn descriptions_mean_the_one_who_fits() {
    check(include_str!("articles/descriptions.txt"));
}

#[test]
fn titles_mean_their_latest_bearer() {
    check_each(include_str!("articles/latest-bearer.txt"));
}

#[test]
fn small_newsrooms_and_the_press_of_the_world_write_names_and_roles_their_own_way() {
    check_each(include_str!("articles/small-newsrooms.txt"));
}

#[test]
fn pronouns_mean_nobody_whom_grammar_forbids() {
    check_each(include_str!("articles/pronoun-constraints.txt"));
}

#[test]
fn names_of_many_cultures_are_shortened_in_their_own_way() {
    check(include_str!("articles/cultures.txt"));
}

#[test]
fn particles_with_capitals_open_surnames() {
    check(include_str!("articles/particles.txt"));
}

#[test]
fn people_are_called_by_two_given_names_and_share_a_family_name() {
    check_each(include_str!("articles/given-and-shared.txt"));
}

#[test]
fn people_have_other_names() {
    check(include_str!("articles/other-names.txt"));
}

#[test]
fn letters_that_bless_somebody_are_nobody() {
    let text = Text::new(Format::Plain.read("Imam Hadi Noor (A.S.) is remembered. Hadi Noor wrote."));
    let name = |words: &str| {
        let start = text.as_str().find(words).expect("the words stand in the text") as u32;
        let tokens = text.tokens_in(ProseSpan::new(start, start + words.len() as u32));
        Name { title: tokens.start..tokens.start, kind: NameKind::Person, tokens }
    };
    let found = find(&text, &Quotations::find(&text), &[name("Hadi Noor"), name("A.S.")]);
    assert_eq!(found.all().iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>(), ["Hadi Noor"]);
}

#[test]
fn a_bare_surname_stays_with_the_one_the_story_is_about() {
    check(include_str!("articles/namesakes.txt"));
}

#[test]
fn relative_pronouns_mean_the_name_before_the_comma() {
    check(include_str!("articles/relative-pronouns.txt"));
}

#[test]
fn pronouns_mean_whoever_speaks_and_not_whom_the_words_name() {
    check(include_str!("articles/whose-words.txt"));
}

#[test]
fn text_without_names_has_no_entities() {
    for source in ["", "\n\n", "He said she saw him.", "the minister", "((((", "\u{FEFF}. . ."] {
        let text = Text::new(Format::Plain.read(source));
        assert!(find(&text, &Quotations::find(&text), &[]).all().is_empty(), "{source:?}");
    }
}

#[test]
fn titles_and_styles_in_front_of_names() {
    check_each(include_str!("articles/titles-and-styles.txt"));
}

#[test]
fn descriptions_that_speak_mean_whoever_acts_unless_somebody_unnamed_may_be_meant() {
    check_each(include_str!("articles/who-acts.txt"));
}

#[test]
fn whoever_acts_on_a_pronoun_is_another() {
    check_each(include_str!("articles/who-acts-on-whom.txt"));
}

#[test]
fn analysis_is_deterministic() {
    let wanted = Annotated::read(include_str!("articles/variants.txt"));
    let text = Text::new(Format::Plain.read(&wanted.text));
    let quotations = Quotations::find(&text);
    let names = wanted.names(&text);
    let first = find(&text, &quotations, &names);
    for _ in 0..8 {
        assert_eq!(find(&text, &quotations, &names), first);
    }
}
