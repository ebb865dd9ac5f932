//! Each figure on an example that was computed by hand.

use copydesk::features::record::{Cue, Entity, Finding, Mention, Quotation, Record, Source, Span};
use serde_json::{Value, json};

use crate::annotated;
use crate::baseline::{self, Baseline};
use crate::counting::{Outturn, compare};
use crate::figures::{self, Counts};
use crate::gold::Gold;
use crate::reliability;
use crate::verbs::ReportingVerbs;

/// Ten words of four letters.
const TEXT: &str = "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj";

/// The span of the words from the first to the last of these numbers; word `n` stands at `5n`.
fn words(from: u32, to: u32) -> Span {
    (5 * from, 5 * to + 4)
}

fn gold(quotes: Value, entities: Value) -> Gold {
    serde_json::from_value(json!({"id": "x", "text": TEXT, "quotes": quotes, "entities": entities})).unwrap()
}

fn quote(kind: &str, spans: &[Span], speaker: Option<Span>, cue: &str) -> Value {
    let (start, end) = (spans[0].0, spans[spans.len() - 1].1);
    let speaker = speaker.map(|span| json!({"start": span.0, "end": span.1}));
    json!({"kind": kind, "start": start, "end": end, "spans": spans, "speaker": speaker,
           "cue": {"start": 0, "end": 0, "text": cue}})
}

fn found(kind: &'static str, spans: &[Span], source: Option<Span>) -> Quotation<'static> {
    Quotation {
        id: 0,
        kind,
        spans: spans.to_vec(),
        cue: Some(Cue { span: (0, 0), text: "", lemma: "say", stance: "neutral" }),
        source: source.map(|span| Source { span, text: "", form: "name", entity: None }),
        speaker: None,
        via: None,
        confidence: 0.9,
        evidence: vec!["signature"],
    }
}

fn entity(id: u32, kind: &'static str, mentions: &[(Span, &'static str)]) -> Entity<'static> {
    let mentions = mentions.iter().map(|&(span, form)| Mention { span, text: "", form }).collect();
    Entity {
        id,
        kind,
        name: "",
        aliases: &[],
        variants: &[],
        acronym: None,
        roles: Vec::new(),
        affiliation: None,
        mentions,
    }
}

fn finding(span: Span) -> Finding<'static> {
    Finding { rule: "unattributed-quote", severity: "warning", span, message: "", fixes: Vec::new() }
}

fn held(gold: &Gold, quotations: Vec<Quotation<'_>>, entities: Vec<Entity<'_>>, findings: Vec<Finding<'_>>) -> Outturn {
    let record = Record { schema: 1, id: Value::Null, quotations, entities, findings };
    compare(gold, &record, &ReportingVerbs::read())
}

/// Asserts part and whole of these figures.
#[track_caller]
fn shows(counts: &Counts, expected: &[(&str, Option<(u32, u32)>)]) {
    for (name, expected) in expected {
        let figure = figures::ALL.iter().find(|figure| figure.name == *name).unwrap();
        assert_eq!(figure.counts(counts), *expected, "{name}");
    }
}

#[test]
fn quotations_are_found_from_four_fifths_on_and_right_with_their_source() {
    let quotes = json!([
        quote("direct", &[words(0, 4)], Some(words(9, 9)), "said"), // found with four of five words, source right
        quote("mixed", &[words(5, 5)], Some(words(9, 9)), "said"),  // found, source wrong
        quote("indirect", &[words(6, 7)], None, "thinks"),          // not found: one word of two
    ]);
    let quotations = vec![
        found("direct", &[words(0, 3)], Some((48, 49))),
        found("mixed", &[words(5, 5)], Some(words(8, 8))),
        found("indirect", &[words(6, 6)], Some(words(8, 8))),
        found("scare", &[words(8, 8)], None), // counts nowhere
    ];
    let outturn = held(&gold(quotes, json!([])), quotations, Vec::new(), Vec::new());
    shows(
        &outturn.counts,
        &[
            ("direct found", Some((1, 1))),
            ("direct end to end, recall", Some((1, 1))),
            ("direct end to end, precision", Some((1, 1))),
            ("direct speaker right, given found", Some((1, 1))),
            ("mixed found", Some((1, 1))),
            ("mixed end to end, recall", Some((0, 1))),
            ("mixed speaker right, given found", Some((0, 1))),
            ("indirect found", Some((0, 1))),
            ("indirect end to end, precision", Some((0, 1))),
            ("indirect speaker right, given found", None),
            ("indirect, reporting verb, recall", None), // *thinks* reports no speech
        ],
    );
    let faults: Vec<(&str, &str)> = outturn.faults.iter().map(|fault| (fault.what, &*fault.words)).collect();
    assert_eq!(
        faults,
        [("wrong source", "ffff"), ("quotation missed", "gggg hhhh"), ("no such quotation", "gggg")],
        "every disagreement is told"
    );
    let table = reliability::table(&outturn.trusts);
    let row = |start: &str| {
        let line = table.lines().find(|line| line.starts_with(start)).unwrap();
        line[start.len()..].split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("direct, 0.90 to 0.95"), ["1", "1", "1", "1.000", "1.000", "0.900"]);
    assert_eq!(row("mixed, signature"), ["1", "1", "0", "0.000", "0.000", "0.900"]);
}

#[test]
fn a_quotation_in_parts_is_matched_as_a_whole_and_only_once() {
    let whole = &[words(0, 1), words(3, 4)];
    let quotes = json!([quote("direct", whole, None, "said")]);
    let quotations = vec![found("direct", whole, None), found("direct", whole, None)];
    let outturn = held(&gold(quotes, json!([])), quotations, Vec::new(), Vec::new());
    let figures = [("direct end to end, recall", Some((1, 1))), ("direct end to end, precision", Some((1, 1)))];
    shows(&outturn.counts, &figures);
}

#[test]
fn a_piece_of_a_quotation_is_not_wrong_unless_somebody_else_says_it() {
    let quotes = json!([quote("indirect", &[words(0, 5)], Some(words(9, 9)), "said")]);
    let quotations = vec![
        found("indirect", &[words(0, 2)], Some(words(9, 9))),
        found("direct", &[words(3, 3)], None),
        found("indirect", &[words(4, 5)], Some(words(8, 8))),
        found("indirect", &[words(5, 7)], Some(words(9, 9))), // not inside
    ];
    let outturn = held(&gold(quotes, json!([])), quotations, Vec::new(), Vec::new());
    shows(&outturn.counts, &[("indirect end to end, precision", Some((0, 2)))]);
}

#[test]
fn reported_speech_needs_three_tenths_of_the_words_only_and_one_quotation_may_touch_several() {
    let quotes = json!([
        quote("indirect", &[words(0, 2)], None, "also said"), // a third is covered
        quote("indirect", &[words(3, 6)], None, "replies"),   // a quarter is covered
        quote("indirect", &[words(7, 8)], None, "-"),         // no cue: in precision only
    ]);
    let one = |span| found("indirect", &[span], None);
    let quotations = vec![one(words(0, 0)), one(words(3, 3)), one(words(7, 8))];
    let outturn = held(&gold(quotes, json!([])), quotations, Vec::new(), Vec::new());
    let (recall, precision) = ("indirect, reporting verb, recall", "indirect, precision (overlap .3)");
    shows(&outturn.counts, &[(recall, Some((1, 2))), (precision, Some((2, 3)))]);
}

#[test]
fn alarms_are_false_where_somebody_speaks_and_due_where_nobody_does() {
    let mut orphan = quote("direct", &[words(6, 7)], None, "");
    orphan["orphan"] = json!(true);
    let quotes = json!([
        quote("direct", &[words(0, 1)], Some(words(9, 9)), "said"),
        quote("direct", &[words(3, 4)], Some(words(9, 9)), "said"),
        quote("direct", &[words(5, 5)], None, ""), // neither attributed nor an orphan: not measured
        orphan,
    ]);
    // Half of the shorter of both is enough.
    let findings = vec![finding(words(1, 2)), finding(words(7, 9))];
    let outturn = held(&gold(quotes, json!([])), Vec::new(), Vec::new(), findings);
    let figures = [("unattributed: false alarm", Some((1, 2))), ("unattributed: orphan caught", Some((1, 1)))];
    shows(&outturn.counts, &figures);
}

#[test]
fn names_are_right_with_exact_span_and_kind_and_aliases_in_pairs() {
    let name = |span: Span, kind: &str, cluster: &str| json!({"start": span.0, "end": span.1, "type": kind, "cluster": cluster});
    let entities = json!([
        name(words(0, 1), "PER", "a"),
        name(words(3, 3), "PER", "a"),
        name(words(5, 5), "PER", "b"),
        name(words(7, 7), "LOC", "c"),
        name(words(9, 9), "EVENT", "d"),
    ]);
    let found = vec![
        // The first span is too short, but overlaps; the pronoun is no name.
        entity(0, "person", &[(words(0, 0), "given"), (words(3, 3), "surname"), (words(4, 4), "pronoun")]),
        entity(1, "person", &[(words(5, 5), "name")]),
        entity(2, "organization", &[(words(7, 7), "name")]),
    ];
    let outturn = held(&gold(json!([]), entities), Vec::new(), found, Vec::new());
    shows(
        &outturn.counts,
        &[
            ("PER precision", Some((2, 3))),
            ("PER recall", Some((2, 3))),
            ("PER F1", Some((4, 6))),
            ("LOC precision", None), // nothing was called a place
            ("LOC F1", Some((0, 1))),
            ("ORG F1", None), // there are none
            ("micro recall", Some((2, 4))),
            ("micro precision", Some((2, 4))),
            ("alias F1", Some((2, 2))),
        ],
    );
}

#[test]
fn a_pronoun_is_right_with_the_name_that_it_means() {
    let mut gold = gold(json!([]), json!([]));
    gold.pronoun = serde_json::from_value(json!({"start": 20, "end": 24})).unwrap();
    let candidates = json!([{"start": 0, "end": 4, "coref": true}, {"start": 10, "end": 14, "coref": false}]);
    gold.candidates = serde_json::from_value(candidates).unwrap();
    let both = entity(0, "person", &[(words(0, 0), "name"), (words(2, 2), "name"), (words(4, 4), "pronoun")]);
    let outturn = held(&gold, Vec::new(), vec![both], Vec::new());
    shows(&outturn.counts, &[("pronoun F1", Some((2, 3)))]);
}

#[test]
fn our_own_figures_ask_for_the_person_the_bearer_and_nobody() {
    let article = "“It is late,” she said, Radio Ullsay reported. Anna Moor sang “Late Song” twice.\n---\n\
        direct · “It is late,” · said · she · Anna Moor · via Radio Ullsay\nscare · “Late Song”\n\
        person · Anna Moor\norganization · Radio Ullsay\n";
    let gold = annotated::read("x.txt", article).unwrap();
    let mut said = found("direct", &[(0, 13)], Some((14, 17)));
    said.speaker = Some(7);
    let song = found("direct", &[(62, 73)], None);
    let anna = entity(7, "person", &[((47, 56), "name")]);
    let outturn = held(&gold, vec![said, song], vec![anna], Vec::new());
    shows(
        &outturn.counts,
        &[
            ("speaker named right, given source", Some((1, 1))),
            ("via found", Some((0, 1))),
            ("nobody's words taken for speech", Some((1, 1))),
        ],
    );
}

#[test]
fn a_figure_falls_when_its_share_does_and_a_fault_when_it_rises() {
    let named = |name: &str| figures::ALL.iter().find(|figure| figure.name == name).unwrap();
    assert!(named("direct found").is_drop((9, 10), (8, 10)));
    assert!(!named("direct found").is_drop((9, 10), (18, 20)), "more articles, the same share");
    assert!(named("unattributed: false alarm").is_drop((1, 10), (2, 10)));
    assert!(!named("unattributed: false alarm").is_drop((1, 10), (0, 10)));
}

#[test]
fn the_interval_holds_the_figure_and_is_the_same_every_time() {
    let quotes = json!([quote("direct", &[words(0, 1)], None, "said")]);
    let right = held(&gold(quotes.clone(), json!([])), vec![found("direct", &[words(0, 1)], None)], vec![], vec![]);
    let wrong = held(&gold(quotes, json!([])), vec![], vec![], vec![]);
    let articles = [right.counts.clone(), right.counts, wrong.counts.clone(), wrong.counts];
    let table = figures::table(&articles);
    assert_eq!(table, figures::table(&articles));
    let fields: Vec<&str> = table.lines().next().unwrap()["direct found".len()..].split_whitespace().collect();
    assert_eq!((fields[0], fields[3]), ("0.500", "2/4"));
    let bound = |field: &str| field.trim_matches(['[', ',', ']']).parse::<f64>().unwrap();
    assert!(bound(fields[1]) < 0.5 && bound(fields[2]) > 0.5, "{table}");
    assert_eq!(figures::table(&[]), "", "of nothing there is no figure");
}

#[test]
fn what_an_annotation_says_must_be_in_the_article() {
    let read = |annotation: &str| {
        annotated::read("x.txt", &format!("“Yes,” Ada Ro said. “Yes,” said Bo Li, and Ro left.\n---\n{annotation}\n"))
    };
    let second =
        read("direct · “Yes,” · said · Ada Ro · -\ndirect · “Yes,” · said · Bo Li · Bo Li\nperson · Bo Li").unwrap();
    assert_eq!(second.quotes[0].spans, [(0, 6)], "code points, not bytes");
    assert_eq!(second.quotes[1].start, 20, "the same words again are another place");
    assert_eq!(second.entities.len(), 1);
    for (annotation, complaint) in [
        ("direct · “No,” · said · Ada Ro · -", "is not in the article"),
        ("direct · “Yes,” · shouted · Ada Ro · -", "nowhere beside"),
        ("direct · “Yes,” · said#9 · Ada Ro · -", "does not occur 9 times"),
        ("direct · “Yes,” · said · Ada Ro · Ada Ro", "no line says who Ada Ro is"),
        ("indirect · “Yes,” · said · Ada Ro · -", "there are marks in it"),
        ("mixed · Ada Ro · said · Bo Li · -", "there are no marks in it"),
        ("direct · “Yes,” · said", "a line is"),
        ("person · Ada Ra", "is nowhere"),
    ] {
        let error = read(annotation).err().unwrap_or_default();
        assert!(error.contains(complaint), "{annotation}: {error}");
    }
}

#[test]
fn a_base_line_names_what_was_lost_and_what_was_won() {
    let folder = tempfile::tempdir().unwrap();
    let baseline = Baseline::at(folder.path());
    let gold = gold(json!([quote("direct", &[words(0, 1)], None, "said")]), json!([]));
    let good = held(&gold, vec![found("direct", &[words(0, 1)], None)], vec![], vec![]);
    let bad = held(&gold, vec![], vec![], vec![]);

    baseline.write(&good.counts, &good.faults).unwrap();
    assert_eq!(baseline.compare(&good.counts, &good.faults), Ok(()));
    let lost = baseline.compare(&bad.counts, &bad.faults).unwrap_err();
    for words in ["1.000 (1/1) → 0.000 (0/1)", "x: quotation missed: aaaa bbbb", baseline::RENEW] {
        assert!(lost.contains(words), "{words} is not in\n{lost}");
    }

    baseline.write(&bad.counts, &bad.faults).unwrap();
    let won = baseline.compare(&good.counts, &good.faults).unwrap_err();
    assert!(won.contains("Faults mended:\n  x: quotation missed: aaaa bbbb\n"), "{won}");
}
