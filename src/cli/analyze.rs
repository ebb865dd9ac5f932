//! `copydesk analyze`: the analysis record.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

use crate::Article;
use crate::config::Profile;
use crate::features::record::Record;
use crate::format::Format;
use crate::rules;
use crate::text::Encoding;

/// What the records of one run have in common.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which findings a record holds.
    pub profile: Profile,
    /// What offsets count.
    pub offsets: Encoding,
}

/// Appends the record of a text to `output`, on one line without its end. A panic anywhere in the analysis costs this
/// one record: it becomes an error, and `output` is as before.
pub fn analyze_guarded(
    id: Value,
    text: &str,
    format: Format,
    settings: &Settings,
    output: &mut Vec<u8>,
) -> Result<(), String> {
    let before = output.len();
    // Only `output` outlives a panic, and it is cut back.
    let written = catch_unwind(AssertUnwindSafe(|| analyze(id, text, format, settings, output)));
    let failure = match written {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => "the analysis failed; please report this article as a defect".to_owned(),
    };
    output.truncate(before);
    Err(failure)
}

fn analyze(
    id: Value,
    text: &str,
    format: Format,
    settings: &Settings,
    output: &mut impl Write,
) -> serde_json::Result<()> {
    let article = Article::analyze(text, format);
    let findings = rules::check(&article, |rule| rule.severity(settings.profile));
    serde_json::to_writer(output, &Record::new(id, text, &article, &findings, settings.offsets))
}
