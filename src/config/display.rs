//! What an editor is to show besides findings. It is set in the editor alone: a `copydesk.toml` is shared by a newsroom,
//! and what somebody likes to see is their own.

use serde_json::Value;

use super::parse::not_one_of;

/// What is shown besides findings. All that is off unless it is asked for pushes lines about, or competes with what an
/// editor shows itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Display {
    /// Behind which quotations the speaker is shown: `inlayHints`.
    pub inlay_hints: InlayHints,
    /// Whether sections and long quotations fold: `folding`.
    pub folding: bool,
    /// Whether names and reporting verbs are coloured: `semanticTokens`.
    pub semantic_tokens: bool,
    /// Whether a line above a person's first mention counts mentions and quotations: `codeLens`.
    pub code_lens: bool,
    /// Whether pronouns are among the places where somebody is mentioned: `pronounReferences`.
    pub pronoun_references: bool,
    /// Whether names and roles are held against what the workspace's other articles say: `compareArticles`.
    pub compare_articles: bool,
    /// Whether articles are checked that are not open, too: `workspaceDiagnostics`.
    pub workspace_diagnostics: bool,
}

/// Behind which quotations the speaker is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InlayHints {
    /// None.
    #[default]
    Off,
    /// Those whose source is a pronoun.
    Pronouns,
    /// Those, and those whose speaker only the context tells.
    All,
}

impl InlayHints {
    /// What a user can write.
    pub const NAMES: [&str; 3] = ["off", "pronouns", "all"];

    /// The value of that name, if there is one.
    pub fn from_name(name: &str) -> Option<InlayHints> {
        match name {
            "off" => Some(InlayHints::Off),
            "pronouns" => Some(InlayHints::Pronouns),
            "all" => Some(InlayHints::All),
            _ => None,
        }
    }
}

impl Display {
    /// Takes over what an editor sets; what it leaves out or sets to null stays. Gives what could not be understood, one
    /// sentence each.
    pub fn apply(&mut self, settings: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        let set = |key: &str| settings.get(key).filter(|value| !value.is_null());
        if let Some(value) = set("inlayHints") {
            match value.as_str().and_then(InlayHints::from_name) {
                Some(hints) => self.inlay_hints = hints,
                None => problems.push(not_one_of("inlayHints", value, &InlayHints::NAMES)),
            }
        }
        let switches = [
            ("folding", &mut self.folding),
            ("semanticTokens", &mut self.semantic_tokens),
            ("codeLens", &mut self.code_lens),
            ("pronounReferences", &mut self.pronoun_references),
            ("compareArticles", &mut self.compare_articles),
            ("workspaceDiagnostics", &mut self.workspace_diagnostics),
        ];
        for (key, switch) in switches {
            let Some(value) = set(key) else { continue };
            match value.as_bool() {
                Some(on) => *switch = on,
                None => problems.push(not_one_of(key, value, &["true", "false"])),
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn later_settings_win_and_mistakes_are_told() {
        let mut display = Display::default();
        assert!(display.apply(&json!({"inlayHints": "all", "folding": true, "codeLens": null})).is_empty());
        let problems = display.apply(&json!({"inlayHints": "some", "folding": false, "semanticTokens": "yes"}));
        assert_eq!(
            problems,
            [
                "inlayHints cannot be \"some\"; it is one of off, pronouns, all",
                "semanticTokens cannot be \"yes\"; it is one of true, false",
            ]
        );
        assert_eq!(display, Display { inlay_hints: InlayHints::All, ..Display::default() });
        assert!(Display::default().apply(&Value::Null).is_empty());
    }
}
