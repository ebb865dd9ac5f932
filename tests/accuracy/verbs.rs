//! The verbs that make an indirect quotation one of speech.

use std::collections::HashSet;

/// The forms of the verbs in `reporting-verbs.tsv`. The list is apart from the language data on purpose: a verb that
/// copydesk learns must not change what it is measured by.
pub struct ReportingVerbs(HashSet<String>);

impl ReportingVerbs {
    /// The list, each verb with its forms. Some forms that this makes do not exist, and do no harm.
    pub fn read() -> ReportingVerbs {
        let mut forms = HashSet::new();
        for line in include_str!("reporting-verbs.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (verb, irregular) = line.split_once('\t').unwrap_or((line, "-"));
            let stem = verb.strip_suffix('e').unwrap_or(verb);
            forms.extend([verb.to_owned(), format!("{verb}s"), format!("{verb}d"), format!("{verb}ing")]);
            forms.extend([format!("{stem}ed"), format!("{stem}ing")]);
            if let Some(stem) = verb.strip_suffix('y') {
                forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
            }
            forms.extend(irregular.split(',').filter(|form| *form != "-").map(str::to_owned));
        }
        ReportingVerbs(forms)
    }

    /// Whether a cue holds one of them.
    pub fn are_in(&self, cue: &str) -> bool {
        cue.to_lowercase().split_whitespace().any(|word| self.0.contains(word))
    }
}
