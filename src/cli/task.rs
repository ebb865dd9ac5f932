//! One text to analyze, and its record.

use serde_json::Value;

use super::input::Input;
use super::outcome::guarded;
use super::settings::InForce;
use crate::features::record::Record;
use crate::format::Format;
use crate::text::Encoding;

/// A text to analyze, and how its record is to be written.
pub struct Task<'a> {
    /// The record's id.
    pub id: Value,
    /// The text.
    pub text: &'a str,
    /// How it is written.
    pub format: Format,
    /// What offsets count.
    pub offsets: Encoding,
    /// Laid out over lines for reading.
    pub pretty: bool,
}

impl Task<'_> {
    /// Appends the record and a line end to `output`. A panic anywhere in the analysis costs this one record: it becomes
    /// an error, and `output` is as before.
    pub fn write(self, in_force: &InForce, input: Option<&Input>, output: &mut Vec<u8>) -> Result<(), String> {
        let record = guarded(|| {
            let article = in_force.article(self.text, self.format);
            let findings = in_force.findings(&article, self.text, input.map(|input| &input.place));
            let record = Record::new(self.id, self.text, &article, &findings, self.offsets);
            if self.pretty { serde_json::to_vec_pretty(&record) } else { serde_json::to_vec(&record) }
        })?;
        output.extend(record.map_err(|error| error.to_string())?);
        output.push(b'\n');
        Ok(())
    }
}
