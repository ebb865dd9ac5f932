//! Which configuration is in force for a file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::{Input, PIPE, Place, in_words, is_idle_pipe};
use crate::article::Article;
use crate::config::{self, Config, Ignore, Loaded, Profile};
use crate::format::Format;
use crate::people::{self, KeptLists, People};
use crate::rules::{self, Finding, Rule, Silenced, unused_ignore};
use crate::text::{Encoding, LineIndex};

/// Where configurations come from.
#[derive(Debug, Clone)]
pub enum From {
    /// The nearest file above each article.
    Nearest,
    /// One file for all.
    File(PathBuf),
    /// Nowhere: every article has the defaults.
    Nowhere,
}

/// Finds the configuration of each file and reads each but once.
#[derive(Debug)]
pub struct Finder {
    from: From,
    profile: Option<Profile>,
    rules: Vec<&'static str>,
    by_folder: HashMap<PathBuf, Arc<InForce>>,
    by_file: HashMap<PathBuf, Arc<InForce>>,
    people: KeptLists,
}

/// What is in force for a file.
#[derive(Debug, Clone, Default)]
pub struct InForce {
    config: Config,
    loaded: Option<Loaded>,
    people: Arc<People>,
}

impl Finder {
    /// `profile` overrides every configuration's.
    pub fn new(from: From, profile: Option<Profile>) -> Finder {
        let rules = rules::names();
        Finder {
            from,
            profile,
            rules,
            by_folder: HashMap::new(),
            by_file: HashMap::new(),
            people: KeptLists::default(),
        }
    }

    /// The configuration in force for an input. The first time that a configuration file is met, everything wrong with
    /// it goes to `complain`, a line each.
    pub fn for_input(&mut self, input: &Input, complain: impl FnMut(String)) -> Arc<InForce> {
        let file = match &self.from {
            From::Nowhere => None,
            From::File(file) => Some(file.clone()),
            From::Nearest => {
                let here = Path::new(".");
                let path = input.place.path().unwrap_or(here);
                let folder = match &input.place {
                    Place::Stdin(None) => here,
                    _ => path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(here),
                };
                if let Some(known) = self.by_folder.get(folder) {
                    return Arc::clone(known);
                }
                let folder = folder.to_owned();
                let found = self.load(config::find_for(&folder), complain);
                self.by_folder.insert(folder, Arc::clone(&found));
                return found;
            }
        };
        self.load(file, complain)
    }

    fn load(&mut self, file: Option<PathBuf>, mut complain: impl FnMut(String)) -> Arc<InForce> {
        let key = file.clone().unwrap_or_default();
        if let Some(known) = self.by_file.get(&key) {
            return Arc::clone(known);
        }
        let mut in_force = InForce::default();
        if let Some(file) = &file
            && is_idle_pipe(file)
        {
            complain(format!("{}: {PIPE}", shown(file)));
        } else if let Some(file) = file {
            match config::load(&file, &self.rules) {
                Err(error) => complain(format!("{}: {}", shown(&file), in_words(&error.error))),
                Ok(mut loaded) => {
                    let people = Arc::new(people::load(&mut loaded, &self.people));
                    for problem in located(&loaded, &people) {
                        complain(problem);
                    }
                    in_force = InForce { config: loaded.config.clone(), loaded: Some(loaded), people };
                }
            }
        }
        if self.profile.is_some() {
            in_force.config.profile = self.profile;
        }
        let in_force = Arc::new(in_force);
        self.by_file.insert(key, Arc::clone(&in_force));
        in_force
    }
}

impl InForce {
    /// The defaults, with a profile.
    pub fn of_profile(profile: Option<Profile>) -> InForce {
        InForce { config: Config { profile, ..Config::default() }, ..InForce::default() }
    }

    /// The article of a text.
    pub fn article(&self, text: &str, format: Format) -> Article {
        Article::analyze_knowing(text, format, self.people.clone())
    }

    /// The configuration file that ignores this input as a whole, if one does.
    pub fn ignores(&self, place: &Place) -> Option<&Path> {
        let loaded = self.loaded.as_ref()?;
        let relative = loaded.relative(place.path()?);
        self.config.ignores_file(&relative).then_some(&loaded.path)
    }

    /// Whether an input is one of the newsroom's lists, and no article.
    pub fn is_list_file(&self, place: &Place) -> bool {
        let relative = self.loaded.as_ref().zip(place.path()).map(|(loaded, path)| loaded.relative(path));
        relative.is_some_and(|relative| self.config.is_list(&relative))
    }

    /// What the rules report of an article of that source, less what is silenced.
    pub fn findings(&self, article: &Article, source: &str, place: Option<&Place>) -> Vec<Finding> {
        self.silenced(article, source, place).findings
    }

    /// The same, with the entries that fit the input and silence nothing in it.
    pub fn silenced(&self, article: &Article, source: &str, place: Option<&Place>) -> Silenced<'_> {
        let findings = rules::check(article, &self.config);
        let path = place.and_then(Place::path);
        let relative = self.loaded.as_ref().zip(path).map(|(loaded, path)| loaded.relative(path));
        let entries =
            self.config.ignore.iter().filter(|entry| entry.fits_file(relative.as_deref().unwrap_or(Path::new(""))));
        rules::silence(article, source, findings, entries, |rule| self.config.severity_of(rule))
    }
}

impl InForce {
    /// The entries among `unused`, which silence nothing in the input, that can silence nothing elsewhere and under no
    /// other settings either: they name this one file, and the rules that they speak of are on.
    pub fn useless(&self, unused: &[&Ignore], input: &Input) -> Vec<Ignore> {
        let (Some(loaded), Place::File(path)) = (&self.loaded, &input.place) else { return Vec::new() };
        if Format::from_path(path).unwrap_or_default() != input.format {
            // Read as what it is not, it may hide what the entry is for.
            return Vec::new();
        }
        let file = loaded.relative(path);
        let is_on = |rule: &Rule| self.config.severity_of(rule).is_some();
        let useless = unused.iter().filter(|entry| rules::is_useless(entry, &file, is_on));
        useless.map(|&entry| entry.clone()).collect()
    }

    /// The configuration file and the findings about entries of it that silence nothing, by place; none where the rule
    /// for them is off.
    pub fn report_useless(&self, mut entries: Vec<Ignore>) -> Option<(&Loaded, Vec<Finding>)> {
        let loaded = self.loaded.as_ref()?;
        let severity = self.config.severity_of(&unused_ignore::RULE)?;
        entries.sort_by_key(|entry| entry.span);
        let findings: Vec<Finding> =
            entries.iter().map(|entry| unused_ignore::entry(entry, &loaded.text, severity)).collect();
        (!findings.is_empty()).then_some((loaded, findings))
    }
}

/// A path as a user would write it: seen from the current folder where it lies below.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let seen = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    seen.display().to_string()
}

/// The problems of a configuration file and of the lists that it names, each with file, line and column.
fn located(loaded: &Loaded, people: &People) -> Vec<String> {
    let own = (loaded.path.as_path(), loaded.text.as_str(), &loaded.problems[..]);
    let terms = loaded.lists.iter().map(|list| (list.path.as_path(), &*list.text, &list.problems[..]));
    let people = people.lists().iter().map(|list| (list.path(), list.text(), list.problems()));
    let mut found = Vec::new();
    for (path, text, problems) in std::iter::once(own).chain(terms).chain(people) {
        let lines = LineIndex::new(text);
        for problem in problems {
            let at = lines.position(text, problem.span.start, Encoding::Utf32);
            found.push(format!("{}:{}:{}: {}", shown(path), at.line + 1, at.column + 1, problem.message));
        }
    }
    found
}
