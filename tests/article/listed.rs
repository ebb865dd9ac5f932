//! What a newsroom's own people change in an article, and what they do not.

use std::path::PathBuf;
use std::sync::Arc;

use copydesk::article::{AnalysisHost, Article};
use copydesk::entities::{Entity, Gender, MentionForm};
use copydesk::format::Format;
use copydesk::names::NameKind;
use copydesk::people::{People, PeopleList};
use copydesk::rules;

use super::random::Random;
use super::{articles, assert_equal, edit};

const LIST: &str = "name,aliases,role,affiliation,pronouns,url,note
María López,Mariquita,mayor,City of Velmora,she/her,,
Robin Castell,,director,Harbour Trust,she/her,,
Kim Tarrow,,clerk,Harbour Trust,he/him,,
Kim Tarrow,,poet,,she/her,,
bell marlow,,writer,,,,
Will Power,,driver,,he/him,,
Xqzit Mbvula,,singer,,,,
Zyrqo,,singer,,,,
Paris Marsh,,actress,,she/her,,
";

fn people(list: &str) -> Arc<People> {
    Arc::new(People::new(vec![Arc::new(PeopleList::read(PathBuf::from("people.csv"), list.as_bytes()))]))
}

fn read(source: &str) -> Article {
    Article::analyze_knowing(source, Format::Plain, people(LIST))
}

/// The people of an article, as they are named there.
fn names(article: &Article) -> Vec<&str> {
    let people = article.entities().all().iter().filter(|entity| entity.kind == NameKind::Person);
    people.map(|person| person.name.as_str()).collect()
}

fn person<'a>(article: &'a Article, name: &str) -> &'a Entity {
    article.entities().all().iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("{:?}", names(article)))
}

#[test]
fn a_name_on_the_list_is_found_in_lower_case_and_in_a_strange_spelling() {
    for (source, expected) in [
        ("the fair was opened by maria lopez on Monday.", vec!["maria lopez"]),
        ("On Monday maria Lopez opened the fair.", vec!["maria Lopez"]),
        ("The book is by bell marlow, who lives here.", vec!["bell marlow"]),
        ("The crowd called for xqzit mbvula again.", vec!["xqzit mbvula"]),
        ("The crowd called for Zyrqo again.", vec!["Zyrqo"]),
        ("The race was won by Will Power on Sunday.", vec!["Will Power"]),
        ("They met Paris Marsh in Paris.", vec!["Paris Marsh"]),
    ] {
        assert_eq!(names(&read(source)), expected, "{source}");
    }
}

#[test]
fn what_may_be_anything_else_is_nobody() {
    for source in [
        "They have the will power to go on.",
        "Will power alone is not enough, the trust found.",
        "the mayor lives in velmora.",
        "a crowd shouted zyrqo all night.",
        "They planted lopez roses; maria the cat slept.",
    ] {
        assert_eq!(names(&read(source)), [""; 0], "{source}");
    }
}

#[test]
fn a_longer_name_stays_what_it_is() {
    let source = "The María López Foundation met. María López Aguirre, a nurse, spoke.";
    let (with, without) = (read(source), Article::analyze(source, Format::Plain));
    assert_eq!(with.entities(), without.entities());
}

#[test]
fn pronouns_on_the_list_count_as_stated() {
    let article = read("Robin Castell met Peter Hale on Friday. “We go on,” she said.");
    let castell = person(&article, "Robin Castell");
    assert_eq!(castell.gender, Gender::Female);
    assert_eq!(article.quotations()[0].speaker, Some(castell.id));
    let namesakes = read("Kim Tarrow left.");
    assert_eq!(person(&namesakes, "Kim Tarrow").gender, Gender::Unstated, "two of one name, who differ");
    let stated = read("Mr. Robin Castell left.");
    assert_eq!(person(&stated, "Robin Castell").gender, Gender::Male, "the article knows better");
}

#[test]
fn a_role_on_the_list_is_known() {
    let article = read("María López and Peter Hale met on Friday.\n\nThe mayor left early.");
    let lopez = person(&article, "María López");
    assert!(lopez.mentions.iter().any(|mention| mention.form == MentionForm::Title), "{:?}", lopez.mentions);
    assert!(lopez.roles.is_empty(), "the article does not say it");
}

#[test]
fn without_a_list_nothing_changes() {
    let host = &mut AnalysisHost::default();
    host.know(&people("name\n"));
    for (source, format) in articles().into_iter().take(8) {
        let article = Article::analyze_knowing(&source, format, people("name\n"));
        let plain = Article::analyze(&source, format);
        assert_eq!(article.entities(), plain.entities());
        assert_eq!(article.quotations(), plain.quotations());
    }
}

#[test]
fn another_list_has_the_article_read_afresh() {
    let source = "On Monday maria lopez opened the fair.";
    let mut host = AnalysisHost::default();
    let mut analyze = |people: &Arc<People>| {
        host.know(people);
        host.analyze(source, Format::Plain, &|| true).unwrap()
    };
    assert_eq!(names(&analyze(&Arc::default())), [""; 0]);
    assert_eq!(names(&analyze(&people(LIST))), ["maria lopez"]);
    assert_eq!(names(&analyze(&people("name\nBob Hale\n"))), [""; 0]);
}

/// A list of the people of an article, in lower case, with words of it that are nobody's name.
fn list_of(source: &str, format: Format) -> Arc<People> {
    let article = Article::analyze(source, format);
    let mut list = String::from("name,role,pronouns\nharbour master,mayor,she/her\nThe Director,,he/him\n");
    for (index, name) in names(&article).into_iter().enumerate() {
        let pronouns = ["he/him", "she/her", "they/them"][index % 3];
        list += &format!("\"{}\",director,{pronouns}\n", name.to_lowercase().replace('"', ""));
    }
    people(&list)
}

#[test]
fn a_revised_article_with_a_list_equals_a_fresh_one() {
    let edits = std::env::var("COPYDESK_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(12);
    for (index, (original, format)) in articles().into_iter().enumerate().filter(|(_, (text, _))| text.len() < 20_000) {
        let people = list_of(&original, format);
        let mut random = Random(0xA076_1D64_78BD_642F ^ (index as u64 + 1));
        let mut host = AnalysisHost::default();
        host.know(&people);
        let mut text = original.to_lowercase();
        for _ in 0..edits {
            let revised = host.analyze(&text, format, &|| true).unwrap();
            let fresh = Article::analyze_knowing(&text, format, people.clone());
            assert_equal(&revised, &fresh, &text);
            let config = Default::default();
            assert_eq!(rules::check(&revised, &config), rules::check(&fresh, &config), "what is found in {text:?}");
            edit(&mut text, &mut random);
        }
    }
}
