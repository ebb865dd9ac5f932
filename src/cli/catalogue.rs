//! `copydesk rules` and `copydesk explain`.

use std::io::{self, Write};

use serde_json::json;

use super::args::ListOutput;
use super::outcome::{Exit, complain};
use crate::config::{Profile, Severity, nearest};
use crate::rules::{self, Rule};

/// Lists the rules.
pub fn list(format: ListOutput, output: &mut impl Write) -> io::Result<Exit> {
    match format {
        ListOutput::Json => {
            let rules: Vec<_> = rules::ALL
                .iter()
                .map(|rule| {
                    let severities: serde_json::Map<_, _> = Profile::ALL
                        .iter()
                        .map(|&profile| (profile.name().to_owned(), json!(rule.severity(profile).map(Severity::name))))
                        .collect();
                    json!({"name": rule.name, "summary": rule.summary, "severity": severities})
                })
                .collect();
            serde_json::to_writer_pretty(&mut *output, &rules)?;
            writeln!(output)?;
        }
        ListOutput::Text => {
            let width = rules::ALL.iter().map(|rule| rule.name.len()).max().unwrap_or(0).max("rule".len());
            writeln!(output, "{:width$}  {:11}  {:11}  what is wrong", "rule", "default", "desk")?;
            for rule in rules::ALL {
                let [default, desk] = [Profile::Default, Profile::Desk]
                    .map(|profile| rule.severity(profile).map_or("off", Severity::name));
                writeln!(output, "{:width$}  {default:11}  {desk:11}  {}", rule.name, rule.summary)?;
            }
        }
    }
    output.flush()?;
    Ok(Exit::Clean)
}

/// Prints the page of a rule, or complains that there is none of that name.
pub fn explain(name: &str, output: &mut impl Write) -> io::Result<Exit> {
    let Some(rule) = Rule::named(name) else {
        let meant = nearest(name, rules::ALL.iter().map(|rule| rule.name));
        let help = meant.map_or("`copydesk rules` lists them".to_owned(), |meant| format!("did you mean {meant}?"));
        complain(&format!("there is no rule {name}; {help}"));
        return Ok(Exit::Failed);
    };
    output.write_all(rule.page.as_bytes())?;
    output.flush()?;
    Ok(Exit::Clean)
}
