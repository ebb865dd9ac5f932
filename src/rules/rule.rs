//! What a rule is.

use super::finding::Safety;
use super::findings::Findings;
use crate::Article;
use crate::config::{Config, Profile, Severity};

/// A rule of the catalogue.
#[derive(Debug)]
pub struct Rule {
    /// Named after the defect, in lower case with hyphens.
    pub name: &'static str,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// How serious a finding is in the profile of a writer who never asked for advice; `None` is off.
    pub default: Option<Severity>,
    /// The same for the copy desk, which wants to see everything. The house profiles start from here.
    pub desk: Option<Severity>,
    /// Where a house profile differs from the desk's; the page says where its style book does.
    pub house: &'static [(Profile, Option<Severity>)],
    /// The stricter rule of which this one is the milder form: what silences that one at a place silences this one too,
    /// as it depends on the rest of the article which of them reports the place.
    pub milder_than: Option<&'static str>,
    /// Whether findings can be mended, and whether unattended; `None` where only the writer can. A finding may have no fix
    /// where its place does not map back to the file.
    pub fix: Option<Safety>,
    /// The rule's page in Markdown, with the headings *What it finds*, *Why it matters*, *Wrong*, *Right*, *Settings*
    /// and *Style books*.
    pub page: &'static str,
    /// Reports what is wrong with an article.
    pub check: fn(&Article, &mut Findings<'_>),
}

impl Rule {
    /// How serious a finding of this rule is in a profile; `None` is off.
    pub fn severity(&self, profile: Profile) -> Option<Severity> {
        if profile == Profile::Default {
            return self.default;
        }
        let own = self.house.iter().find(|(house, _)| *house == profile);
        own.map_or(self.desk, |&(_, severity)| severity)
    }
}

impl Config {
    /// How serious a finding of a rule is under this configuration; `None` is off.
    pub fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        match self.setting(rule.name) {
            Some(setting) => setting.severity(),
            None => rule.severity(self.profile.unwrap_or_default()),
        }
    }
}
