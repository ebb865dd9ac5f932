//! Names and roles held against what other articles say. It shows where they differ, and joins nothing.

use super::finding::Finding;
use super::findings::Findings;
use super::other_articles::OtherArticles;
use super::rule::Rule;
use super::{name_variant, other_roles, other_spellings, role_conflict};
use crate::Article;
use crate::config::{Config, Severity};

/// Holds an article against others, as far as the rules about names and roles are on. In order of place. What is right
/// less often than what one article says of itself is no more than information.
pub fn check_against(article: &Article, config: &Config, others: &dyn OtherArticles) -> Vec<Finding> {
    type Check = fn(&Article, &dyn OtherArticles, &mut Findings<'_>);
    let checks: [(&Rule, Check); 2] =
        [(&name_variant::RULE, other_spellings::check), (&role_conflict::RULE, other_roles::check)];
    let mut findings = Findings::of(article, config);
    for (rule, check) in checks {
        let Some(severity) = config.severity_of(rule) else { continue };
        findings.rule = rule.name;
        findings.severity = severity.min(Severity::Information);
        check(article, others, &mut findings);
    }
    findings.in_order()
}
