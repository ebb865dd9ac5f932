//! The part of the state's work that has to do with settings: when they change, all documents are looked at again.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp::ls_types::{FileEvent, Uri, WorkspaceFoldersChangeEvent};

use super::articles::{Kind, kind_of};
use super::session::path_of;
use super::state::State;

impl State {
    /// Takes the settings that came with `initialize`.
    pub fn begin(&mut self, options: Option<Value>) {
        self.configuration.begin(&self.outbox, options);
        self.forget_files();
    }

    /// Takes the settings that the editor gives for one document.
    pub fn receive_for(&mut self, uri: &Uri, settings: Value) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        if self.configuration.receive_for(&self.outbox, uri, settings) {
            document.settings = None;
            document.calm.go_on();
            document.announce = true;
            document.outdate();
            self.analyze(uri);
        }
    }

    /// Reads the settings anew if their files are not what they were.
    pub fn look_at_files(&mut self) {
        let documents = self.documents.values();
        let settings = documents.filter_map(|document| Some((path_of(&document.uri)?, document.settings.clone()?)));
        let settings: Vec<_> = settings.collect();
        let in_force = settings.iter().map(|(path, settings)| (path.as_path(), &*settings.in_force));
        if self.configuration.sources.are_outdated(in_force) {
            self.forget_files();
            self.look_through_workspace();
        }
    }

    /// Takes the settings that the editor gives now.
    pub fn receive(&mut self, settings: Value) {
        if self.configuration.receive(&self.outbox, settings) {
            self.forget_files();
            self.look_through_workspace();
        }
    }

    /// Watched files were made, changed or removed.
    pub fn files_changed(&mut self, changes: &[FileEvent]) {
        // A configuration that is open in the editor counts as it stands there; lists are read from the disk.
        let sources = &self.configuration.sources;
        let counts = |change: &FileEvent| match kind_of(&change.uri) {
            Kind::Configuration => !self.asides.contains_key(&change.uri),
            Kind::Data => path_of(&change.uri).is_some_and(|path| sources.name_list(&path)),
            Kind::Article => false,
        };
        let is_set_anew = changes.iter().any(counts);
        if is_set_anew {
            self.forget_files();
        }
        if is_set_anew || changes.iter().any(|change| kind_of(&change.uri) == Kind::Configuration) {
            self.look_through_workspace();
        } else {
            let articles = changes.iter().filter(|change| kind_of(&change.uri) == Kind::Article);
            self.articles_changed(articles.map(|change| change.uri.clone()).collect());
        }
    }

    /// Folders of the workspace came or went.
    pub fn folders_changed(&mut self, event: &WorkspaceFoldersChangeEvent) {
        Arc::make_mut(&mut self.session).change_folders(event);
        self.forget_files();
        self.look_through_workspace();
    }

    /// Reads the settings of all documents anew, because something about them changed.
    pub fn forget_files(&mut self) {
        let open = self.asides.values().filter(|aside| kind_of(&aside.uri) == Kind::Configuration);
        let open = open.filter_map(|aside| Some((path_of(&aside.uri)?, aside.content.clone()))).collect();
        let is_trusted = self.session.is_trusted;
        self.configuration.read_anew(&self.outbox, self.session.folders.clone(), open, is_trusted);
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in &uris {
            if let Some(document) = self.documents.get_mut(uri) {
                document.settings = None;
                document.calm.go_on();
                document.outdate();
            }
            self.analyze(uri);
        }
        if self.session.pulls && (!uris.is_empty() || self.reports_on_all()) {
            self.outbox.refresh();
        }
        self.workspace.readings().wake();
    }

    /// A document that is no article was opened, edited or closed.
    pub fn aside_changed(&mut self, uri: &Uri) {
        if kind_of(uri) == Kind::Configuration {
            self.forget_files();
            self.check_configuration(uri);
        }
    }

    /// Reads a `copydesk.toml` for what is wrong with it, also where no document needs it.
    fn check_configuration(&self, uri: &Uri) {
        let Some(path) = path_of(uri) else { return };
        let (sources, tasks) = (self.configuration.sources.clone(), self.tasks());
        tokio::task::spawn_blocking(move || {
            let settings = sources.of(Some(&path), None);
            let report = move |state: &mut State| {
                // What was read may be out of date.
                if Arc::ptr_eq(&sources, &state.configuration.sources) {
                    state.configuration.report(&state.outbox, state.session.encoding, &settings.in_force);
                }
            };
            // Fails only when the session is over.
            let _ = tasks.send(Box::new(report));
        });
    }
}
