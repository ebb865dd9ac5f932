//! A newsroom's people: files of any bytes, and articles that name whoever is in them.

use std::path::PathBuf;
use std::sync::Arc;

use copydesk::Article;
use copydesk::article::AnalysisHost;
use copydesk::features::{completion, hover};
use copydesk::format::Format;
use copydesk::people::{People, PeopleList, new_row};
use copydesk::rules;

use super::holds;

/// So many of a list are named.
const MOST: usize = 20;

/// The first byte says what the file is called.
pub fn run(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let path = PathBuf::from(if kind % 2 == 0 { "people.csv" } else { "people.json" });
    let list = Arc::new(PeopleList::read(path.clone(), bytes));
    let is_place = |range| list.text().get::<std::ops::Range<usize>>(range).is_some();
    list.problems().iter().for_each(|problem| assert!(is_place(problem.span.range()), "{problem:?}"));
    if let Some(row) = new_row(list.text(), "Ann Holt", "clerk, acting", "=Trust") {
        let longer = PeopleList::read(path, [list.text(), &row].concat().as_bytes());
        let added = People::new(vec![Arc::new(longer)]);
        assert!(list.is_json() || added.named("Ann Holt").next().is_some(), "{:?} behind {:?}", row, list.text());
    }

    let people = Arc::new(People::new(vec![Arc::clone(&list)]));
    let mut names = Vec::new();
    people.beginning_with("", |listed| {
        assert!(is_place(listed.person.place().range()), "{listed:?}");
        names.push(listed.spelling.to_owned());
        names.len() < MOST
    });
    let told: Vec<String> =
        names.iter().map(|name| format!("“It held,” said {name}, as {} knew.\n", name.to_lowercase())).collect();
    let text = told.join("\n");
    let mut host = AnalysisHost::default();
    host.know(&people);
    let _ = host.analyze(&text, Format::Plain, &|| true);
    let longer = format!("The mayor left.\n\n{text}");
    let Some(revised) = host.analyze(&longer, Format::Plain, &|| true) else { panic!("the analysis gave up") };
    let fresh = Article::analyze_knowing(&longer, Format::Plain, Arc::clone(&people));
    assert!(*revised == fresh, "the article of {longer:?}");
    let desk = holds::desk();
    assert_eq!(rules::check(&revised, &desk), rules::check(&fresh, &desk), "what is found in {longer:?}");
    for name in &names {
        let _ = (people.named(name).count(), people.near(name), people.pronouns_of(name));
    }
    for at in (0..longer.len() as u32).step_by(longer.len() / 12 + 1) {
        for offer in completion::at(&fresh, &longer, at).all {
            assert!(longer.get(offer.span.range()).is_some(), "{offer:?}");
        }
        let _ = hover::at(&fresh, at, &|_| 1);
    }
}
