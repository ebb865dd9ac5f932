//! All rules, and the check that runs them.

use super::finding::Finding;
use super::findings::Findings;
use super::rule::Rule;
use crate::Article;
use crate::config::Config;

/// Every rule, in the order of the catalogue. Listings, documentation and the check itself all derive from this list.
pub static ALL: &[&Rule] = &[
    &super::unattributed_quote::RULE,
    &super::implied_speaker::RULE,
    &super::ambiguous_speaker::RULE,
    &super::unidentified_speaker::RULE,
    &super::late_attribution::RULE,
    &super::unbalanced_quote::RULE,
    &super::continuation_mark::RULE,
    &super::nested_marks::RULE,
    &super::mixed_marks::RULE,
    &super::speaker_switch::RULE,
    &super::quote_punctuation::RULE,
    &super::loaded_cue::RULE,
    &super::said_bookism::RULE,
    &super::nonspeech_cue::RULE,
    &super::attribution_tense::RULE,
    &super::quoted_without_marks::RULE,
    &super::secondhand_quote::RULE,
    &super::anonymous_source::RULE,
    &super::agentless_claim::RULE,
    &super::scare_quotes::RULE,
    &super::repeated_quote::RULE,
    &super::headline_quote::RULE,
    &super::unsourced_figure::RULE,
    &super::name_variant::RULE,
    &super::surname_first::RULE,
    &super::unidentified_person::RULE,
    &super::shared_surname::RULE,
    &super::role_conflict::RULE,
    &super::pronoun_conflict::RULE,
    &super::misspelled_honorific::RULE,
    &super::title_repeated::RULE,
    &super::title_style::RULE,
    &super::long_title_before_name::RULE,
    &super::stacked_title::RULE,
    &super::honorific_mixed::RULE,
    &super::particle_case::RULE,
    &super::house_name::RULE,
    &super::undefined_acronym::RULE,
    &super::unused_acronym::RULE,
    &super::late_acronym::RULE,
    &super::acronym_mismatch::RULE,
    &super::short_form_first::RULE,
    &super::house_term::RULE,
    &super::date_style::RULE,
    &super::weekday_conflict::RULE,
    &super::numeral_start::RULE,
    &super::stray_space::RULE,
    &super::boilerplate::RULE,
    &super::unused_ignore::RULE,
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
    let mut findings = Findings::of(article, config);
    for &rule in ALL {
        let Some(severity) = config.severity_of(rule) else { continue };
        findings.rule = rule.name;
        findings.severity = severity;
        (rule.check)(article, &mut findings);
    }
    findings.in_order()
}
