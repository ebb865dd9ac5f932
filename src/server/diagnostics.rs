//! Findings as the protocol shows them.

use std::str::FromStr;
use std::sync::OnceLock;

use serde::Serialize;
use serde_json::value::RawValue;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri,
};

use super::content::Content;
use super::parcels::{self, Json};
use super::session::{NAME, Session};
use super::shown::Shown;
use crate::rules::Severity;

/// The diagnostics of one version of an article, or of several that have the same.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// Each of them.
    pub list: Vec<Diagnostic>,
    /// The list as JSON, once somebody has asked for it.
    json: OnceLock<Json>,
}

impl PartialEq for Diagnostics {
    fn eq(&self, other: &Diagnostics) -> bool {
        self.list == other.list
    }
}

impl Diagnostics {
    /// What is shown of the article at an address, in the same order.
    pub fn of(shown: &[Shown], content: &Content, uri: &Uri, session: &Session) -> Diagnostics {
        let range = |span| content.range(span, session.encoding);
        let related = |shown: &Shown| {
            let places = shown.related.iter().map(|(span, message)| DiagnosticRelatedInformation {
                location: Location::new(uri.clone(), range(*span)),
                message: message.to_string(),
            });
            let places: Vec<DiagnosticRelatedInformation> = places.collect();
            (session.related && !places.is_empty()).then_some(places)
        };
        let diagnostic = |shown: &Shown| Diagnostic {
            range: range(shown.span),
            severity: Some(severity(shown.severity)),
            code: Some(NumberOrString::String(shown.rule.to_owned())),
            code_description: page_of(shown.rule, session),
            source: Some(NAME.to_owned()),
            message: shown.message.to_string(),
            related_information: related(shown),
            ..Diagnostic::default()
        };
        Diagnostics { list: shown.iter().map(diagnostic).collect(), json: OnceLock::new() }
    }

    /// What is said of a document whose text is not known any more.
    pub fn out_of_step() -> Diagnostics {
        let message = "copydesk missed a change of this text and has stopped checking it, because all that it says would \
                       be in the wrong place. Close the file and open it again.";
        Diagnostics::not_checked(message)
    }

    /// What is said of a document that is longer than what is checked.
    pub fn too_long() -> Diagnostics {
        let message = "copydesk does not check this text, because it is longer than 10 MB. Split it, one article to a file. \
                       If you have made it shorter, close the file and open it again.";
        Diagnostics::not_checked(message)
    }

    /// The only thing that is said of a document: why nothing else is.
    fn not_checked(message: &str) -> Diagnostics {
        let diagnostic = Diagnostic {
            severity: Some(DiagnosticSeverity::WARNING),
            source: Some(NAME.to_owned()),
            message: message.to_owned(),
            ..Diagnostic::default()
        };
        Diagnostics { list: vec![diagnostic], json: OnceLock::new() }
    }

    /// The list as JSON.
    pub fn json(&self) -> &Json {
        self.json.get_or_init(|| parcels::write(&self.list))
    }
}

/// The page of a rule, for a client that links codes: where it shows such pages itself, or else in the repository.
fn page_of(rule: &str, session: &Session) -> Option<CodeDescription> {
    if !session.links_codes {
        return None;
    }
    let shown = session.rule_pages.as_ref().map(|address| address.replace("{rule}", rule));
    let href = Uri::from_str(&shown.or_else(|| in_repository(rule))?).ok()?;
    Some(CodeDescription { href })
}

/// The address of the page in the repository, if the package names one.
fn in_repository(rule: &str) -> Option<String> {
    const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
    if REPOSITORY.is_empty() {
        return None;
    }
    let repository = REPOSITORY.trim_end_matches('/').trim_end_matches(".git");
    let (version, page) = (env!("CARGO_PKG_VERSION"), rule.replace('-', "_"));
    Some(format!("{repository}/blob/v{version}/src/rules/{page}.md"))
}

/// A report on the diagnostics of a document.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Report<'a> {
    /// They are those of an earlier report.
    Unchanged { result_id: &'a str },
    /// All of them.
    Full {
        #[serde(skip_serializing_if = "Option::is_none")]
        result_id: Option<&'a str>,
        items: &'a RawValue,
    },
}

impl<'a> Report<'a> {
    /// All diagnostics, under the name by which they can be asked for again if there is one.
    pub fn full(result_id: Option<&'a str>, diagnostics: &'a Diagnostics) -> Report<'a> {
        Report::Full { result_id, items: diagnostics.json() }
    }
}

/// The answer to a client that asks for diagnostics and names the answer it has. `known` are the diagnostics of the
/// document with their name; one that is not open has none.
pub fn report(known: Option<(&str, &Diagnostics)>, previous: Option<&str>) -> Json {
    let Some((result_id, diagnostics)) = known else {
        return parcels::write(&Report::full(None, &Diagnostics::default()));
    };
    parcels::write(&match previous == Some(result_id) {
        true => Report::Unchanged { result_id },
        false => Report::full(Some(result_id), diagnostics),
    })
}

/// How serious a finding is, in the protocol’s words.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
