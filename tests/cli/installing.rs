//! `copydesk completions`, `copydesk man`, and how editors start the server.

use super::Desk;

#[test]
fn every_shell_has_its_completions() {
    let desk = Desk::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run(&["completions", shell]).ends(0).stdout.clone();
        for words in ["copydesk", "analyze", "--profile", "fail-on"] {
            assert!(script.contains(words.trim_start_matches("--")), "{shell} has no {words}");
        }
    }
    assert_ne!(desk.run(&["completions", "tsch"]).ends(2).stderr, "");
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let desk = Desk::new(&[]);
    desk.run(&["man", "man1"]).ends(0);
    let page = |name: &str| std::fs::read_to_string(desk.path("man1").join(name)).unwrap();
    assert!(page("copydesk.1").contains("copydesk\\-check(1)"));
    for command in ["check", "analyze", "rules", "explain", "lsp"] {
        assert!(page(&format!("copydesk-{command}.1")).contains(".SH OPTIONS"), "{command}");
    }
}

#[test]
fn a_manual_that_cannot_be_written_is_a_clear_error() {
    let desk = Desk::new(&[("taken", "a file")]);
    let done = desk.run(&["man", "taken"]);
    assert!(done.ends(2).stderr.starts_with("copydesk: taken: the manual could not be written: "), "{}", done.stderr);
}

/// A file that tells an editor how to start the server, the words in it that do, and the arguments among them.
const CONFIGURATIONS: [(&str, &str, &[&str]); 8] = [
    (include_str!("../../editors/emacs/copydesk.el"), r#"("copydesk" "lsp")"#, &["lsp"]),
    (include_str!("../../editors/helix/languages.toml"), "command = \"copydesk\"\nargs = [\"lsp\"]", &["lsp"]),
    (include_str!("../../editors/kakoune/copydesk.kak"), r#"args = ["lsp"]"#, &["lsp"]),
    (include_str!("../../editors/neovim/lsp/copydesk.lua"), r#"cmd = { "copydesk", "lsp" }"#, &["lsp"]),
    (include_str!("../../editors/sublime/LSP-copydesk.sublime-settings.jsonc"), r#"["copydesk", "lsp"]"#, &["lsp"]),
    (include_str!("../../editors/vim/autoload/copydesk/server.vim"), "'command': '%e lsp'", &["lsp"]),
    (include_str!("../../editors/vscode/src/session.ts"), r#"args: ["lsp""#, &["lsp"]),
    (include_str!("../../editors/zed/src/lib.rs"), r#"vec!["lsp".to_owned()]"#, &["lsp"]),
];

#[test]
fn the_program_takes_the_arguments_that_editors_give_it() {
    let desk = Desk::new(&[]);
    for (configuration, words, arguments) in CONFIGURATIONS {
        assert!(configuration.contains(words), "{words} is not in\n{configuration}");
        let asked: Vec<&str> = arguments.iter().copied().chain(["--help"]).collect();
        assert!(desk.run(&asked).ends(0).stdout.contains("Run the language server"));
    }
}
