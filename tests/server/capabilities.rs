//! The README's table of what an editor can ask, written from what the server says of itself. Write it anew with
//! `COPYDESK_BLESS=1 cargo test --test server capabilities`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Client, pulling, real};

/// What the server offers: its name in the greeting, the methods, what an editor calls it, what it gives, and the setting that
/// turns it on where it is off by default. In the order of the table.
const ROWS: [(&str, &[&str], &str, &str, &str); 17] = [
    (
        "diagnosticProvider",
        &["textDocument/diagnostic", "textDocument/publishDiagnostics", "workspace/diagnostic"],
        "Diagnostics",
        "What the rules find; asked for or pushed, as the editor likes; in articles that are not open only with `workspaceDiagnostics`.",
        "",
    ),
    (
        "codeActionProvider",
        &["textDocument/codeAction"],
        "Quick fixes",
        "Ways to mend a finding or to ignore it; all safe fixes at once (`source.fixAll.copydesk`).",
        "",
    ),
    (
        "executeCommandProvider",
        &["workspace/executeCommand"],
        "Commands",
        "*Ignore* and *report again*, which the quick fixes use.",
        "",
    ),
    (
        "hoverProvider",
        &["textDocument/hover"],
        "Hover",
        "Who somebody is, also in other articles; who says a quotation and what tells so; what a rule in a comment is about.",
        "",
    ),
    (
        "definitionProvider",
        &["textDocument/definition"],
        "Go to definition",
        "Where a name, pronoun, title or acronym is introduced; the source of a quotation.",
        "",
    ),
    (
        "referencesProvider",
        &["textDocument/references"],
        "Find references",
        "All mentions of one person, organization or place; pronouns with `pronounReferences`.",
        "",
    ),
    (
        "documentHighlightProvider",
        &["textDocument/documentHighlight"],
        "Highlight",
        "The mentions of one person; a quotation with its cue and source.",
        "",
    ),
    (
        "renameProvider",
        &["textDocument/prepareRename", "textDocument/rename"],
        "Rename",
        "A name in all its forms; inside quotation marks only what you confirm.",
        "",
    ),
    (
        "completionProvider",
        &["textDocument/completion", "completionItem/resolve"],
        "Completion",
        "The article’s people, organizations and places: the full name at first, the family name later; then those of the workspace’s other articles.",
        "",
    ),
    (
        "documentSymbolProvider",
        &["textDocument/documentSymbol"],
        "Outline",
        "Quotations without a speaker, people with what they say, organizations, places.",
        "",
    ),
    (
        "workspaceSymbolProvider",
        &["workspace/symbol"],
        "Workspace symbols",
        "Whoever is named in the articles of the workspace, open or not.",
        "",
    ),
    (
        "selectionRangeProvider",
        &["textDocument/selectionRange"],
        "Expand selection",
        "Word, name, quotation, sentence, paragraph, section.",
        "",
    ),
    (
        "documentLinkProvider",
        &["textDocument/documentLink"],
        "Links",
        "From a rule in a comment to its page, where the editor can show it; from `copydesk.toml` to the lists that it names.",
        "",
    ),
    (
        "inlayHintProvider",
        &["textDocument/inlayHint"],
        "Inlay hints",
        "The speaker behind a quotation by a pronoun (`pronouns`), or also where only the context tells (`all`).",
        "inlayHints",
    ),
    (
        "codeLensProvider",
        &["textDocument/codeLens"],
        "Code lens",
        "Mentions, quotations and words quoted, above a person’s first mention.",
        "codeLens",
    ),
    (
        "foldingRangeProvider",
        &["textDocument/foldingRange"],
        "Folding",
        "Sections, and quotations over several paragraphs.",
        "folding",
    ),
    (
        "semanticTokensProvider",
        &[
            "textDocument/semanticTokens/full",
            "textDocument/semanticTokens/full/delta",
            "textDocument/semanticTokens/range",
        ],
        "Semantic colours",
        "Names, pronouns and reporting verbs.",
        "semanticTokens",
    ),
];

/// How an answer counts, and what is told without being asked.
const NO_QUESTIONS: [&str; 3] = ["positionEncoding", "textDocumentSync", "workspace"];

/// What the server says of itself to an editor that wants everything.
fn greeting() -> Value {
    let mut capabilities = pulling();
    capabilities["workspace"]["applyEdit"] = json!(true);
    let options = json!({
        "rulePages": "copydesk-rule:/{rule}.md", "inlayHints": "all", "codeLens": true, "folding": true, "semanticTokens": true,
    });
    let client = Client::start_with(json!({"capabilities": capabilities, "initializationOptions": options}), real());
    let greeting = client.greeting["capabilities"].clone();
    client.stop();
    greeting
}

#[test]
fn the_table_in_the_readme_has_what_the_server_offers() {
    let greeting = greeting();
    let offered: BTreeSet<&str> = greeting.as_object().unwrap().keys().map(String::as_str).collect();
    let listed: BTreeSet<&str> = ROWS.iter().map(|row| row.0).chain(NO_QUESTIONS).collect();
    assert_eq!(offered, listed);
    let mut table = String::from("| in the editor | what it gives | turned on by |\n|---|---|---|\n");
    for (_, _, name, gives, setting) in ROWS {
        let setting = if setting.is_empty() { String::new() } else { format!("`{setting}`") };
        table += &format!("| {name} | {gives} | {setting} |\n");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find("| in the editor |").expect("the README has the table");
    let end = start + text[start..].find("\n\n").expect("something follows the table") + 1;
    let expected = format!("{}{table}{}", &text[..start], &text[end..]);
    if std::env::var_os("COPYDESK_BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == expected, "the table in README.md is out of date");
}

#[test]
fn whatever_is_offered_has_a_test() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/server");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let tests =
        files.filter(|path| !path.ends_with("capabilities.rs")).map(|path| std::fs::read_to_string(path).unwrap());
    let tests = tests.collect::<String>();
    for method in ROWS.iter().flat_map(|row| row.1) {
        assert!(tests.contains(&format!("\"{method}\"")), "nothing asks {method}");
    }
}
