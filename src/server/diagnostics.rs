//! Findings as the protocol shows them.

use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, NumberOrString, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::content::Content;
use super::document::Snapshot;
use super::session::NAME;
use crate::Article;
use crate::rules::{Finding, Severity};
use crate::text::Encoding;

/// The diagnostics of an article, one for each finding and in their order.
pub fn of(findings: &[Finding], article: &Article, content: &Content, encoding: Encoding) -> Vec<Diagnostic> {
    let diagnostic = |finding: &Finding| Diagnostic {
        range: content.range(finding.in_source(article.prose()), encoding),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.to_owned())),
        source: Some(NAME.to_owned()),
        message: finding.message.clone(),
        ..Diagnostic::default()
    };
    findings.iter().map(diagnostic).collect()
}

/// The answer to a client that asks for diagnostics and names the answer it has. A document that is not open has none.
pub fn report(snapshot: Option<&Snapshot>, previous: Option<String>) -> DocumentDiagnosticReportResult {
    let report: DocumentDiagnosticReport = match snapshot {
        Some(Snapshot { result_id, .. }) if previous.as_ref() == Some(result_id) => {
            let unchanged = UnchangedDocumentDiagnosticReport { result_id: result_id.clone() };
            RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: unchanged,
            }
            .into()
        }
        _ => {
            let full = FullDocumentDiagnosticReport {
                result_id: snapshot.map(|snapshot| snapshot.result_id.clone()),
                items: snapshot.map(|snapshot| snapshot.analysis.diagnostics.to_vec()).unwrap_or_default(),
            };
            RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: full }
                .into()
        }
    };
    report.into()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
