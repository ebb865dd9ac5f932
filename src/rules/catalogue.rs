//! All rules, and the check that runs them.

use super::finding::{Finding, Findings};
use super::rule::Rule;
use super::{
    acronym_mismatch, agentless_claim, ambiguous_speaker, anonymous_source, attribution_tense, boilerplate,
    continuation_mark, date_style, headline_quote, house_term, implied_speaker, late_acronym, late_attribution,
    loaded_cue, mixed_marks, name_variant, nested_marks, nonspeech_cue, numeral_start, quote_punctuation,
    quoted_without_marks, repeated_quote, said_bookism, scare_quotes, secondhand_quote, speaker_switch, stray_space,
    title_repeated, unattributed_quote, unbalanced_quote, undefined_acronym, unsourced_figure, unused_acronym,
    unused_ignore, weekday_conflict,
};
use crate::Article;
use crate::config::{Config, Severity};

/// Every rule, in the order of the catalogue. Listings, documentation and the check itself all derive from this list.
pub static ALL: &[&Rule] = &[
    &unattributed_quote::RULE,
    &implied_speaker::RULE,
    &ambiguous_speaker::RULE,
    &late_attribution::RULE,
    &unbalanced_quote::RULE,
    &continuation_mark::RULE,
    &nested_marks::RULE,
    &mixed_marks::RULE,
    &speaker_switch::RULE,
    &quote_punctuation::RULE,
    &loaded_cue::RULE,
    &said_bookism::RULE,
    &nonspeech_cue::RULE,
    &attribution_tense::RULE,
    &quoted_without_marks::RULE,
    &secondhand_quote::RULE,
    &anonymous_source::RULE,
    &agentless_claim::RULE,
    &scare_quotes::RULE,
    &repeated_quote::RULE,
    &headline_quote::RULE,
    &unsourced_figure::RULE,
    &name_variant::RULE,
    &title_repeated::RULE,
    &undefined_acronym::RULE,
    &unused_acronym::RULE,
    &late_acronym::RULE,
    &acronym_mismatch::RULE,
    &house_term::RULE,
    &date_style::RULE,
    &weekday_conflict::RULE,
    &numeral_start::RULE,
    &stray_space::RULE,
    &boilerplate::RULE,
    &unused_ignore::RULE,
];

impl Rule {
    /// The rule of that name.
    pub fn named(name: &str) -> Option<&'static Rule> {
        ALL.iter().copied().find(|rule| rule.name == name)
    }
}

/// The names of all rules.
pub fn names() -> Vec<&'static str> {
    ALL.iter().map(|rule| rule.name).collect()
}

/// Runs every rule that is on under a configuration, and sorts what they find by place.
pub fn check(article: &Article, config: &Config) -> Vec<Finding> {
    let mut findings = Findings { config, rule: "", severity: Severity::Hint, found: Vec::new() };
    for &rule in ALL {
        let Some(severity) = config.severity_of(rule) else { continue };
        findings.rule = rule.name;
        findings.severity = severity;
        (rule.check)(article, &mut findings);
    }
    findings.found.sort_by_key(|finding| (finding.span, finding.rule));
    findings.found
}
