//! The settings that hold for one document: the nearest `copydesk.toml`, and what the editor sets over it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::Article;
use crate::config::{self, Config, LoadError, Loaded};
use crate::rules::{self, Finding};

/// What the editor sets, in the order in which later settings override earlier ones.
pub type EditorSettings = Arc<Vec<Value>>;

/// The settings of one document.
#[derive(Debug, Default)]
pub struct Settings {
    config: Config,
    /// The document as seen from the folder of its `copydesk.toml`.
    file: PathBuf,
    /// The `copydesk.toml`, or why it cannot be used.
    pub source: Option<Result<Loaded, LoadError>>,
}

impl Settings {
    /// Reads the settings of the document at `path`; without a path, those of the editor.
    pub fn read(path: Option<&Path>, editor: &[Value]) -> Settings {
        let names = rules::names();
        let found = path.and_then(config::find_for);
        let source = found.map(|file| config::load(&file, &names));
        let mut settings = Settings { source, ..Settings::default() };
        if let (Some(path), Some(Ok(loaded))) = (path, &settings.source) {
            settings.config = loaded.config.clone();
            settings.file = loaded.relative(path).into_owned();
        }
        for value in editor {
            // What could not be understood was told when the editor sent it.
            settings.config.apply(value, &names);
        }
        settings
    }

    /// What the rules find in the article of that source, less what is silenced.
    pub fn check(&self, article: &Article, source: &str) -> Vec<Finding> {
        if self.config.ignores_file(&self.file) {
            return Vec::new();
        }
        let findings = rules::check(article, |rule| self.config.severity_of(rule));
        let entries = self.config.ignore.iter().filter(|entry| entry.fits_file(&self.file));
        rules::silence(article, source, findings, entries, |rule| self.config.severity_of(rule)).findings
    }
}
