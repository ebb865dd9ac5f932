//! The part of the state's work that has to do with the workspace's other articles.

use std::sync::Arc;

use tokio::sync::watch;
use tower_lsp::Client;
use tower_lsp::ls_types::Uri;

use super::other_articles::{Elsewhere, OpenArticle};
use super::progress;
use super::settings::Settings;
use super::state::State;
use super::workspace::{Around, Listeners, Progress};

impl State {
    /// Begins to read the articles of the workspace.
    pub fn read_workspace(&mut self, client: Client) {
        let (progress, reports) = watch::channel(Progress::default());
        if self.session.shows_progress {
            tokio::spawn(progress::show(client, reports));
        }
        let tasks = self.tasks();
        // Fails only when the session is over.
        let finished = Arc::new(move || drop(tasks.send(Box::new(State::workspace_read))));
        self.listeners = Some(Listeners { progress, finished });
        self.look_through_workspace();
    }

    /// Looks for articles that are new, changed or gone.
    pub fn look_through_workspace(&self) {
        if let Some(listeners) = self.listeners.as_ref().filter(|_| !self.session.folders.is_empty()) {
            self.workspace.look(self.around(), listeners);
        }
    }

    /// Articles were made, changed or removed.
    pub fn articles_changed(&self, files: Vec<Uri>) {
        if let Some(listeners) = &self.listeners {
            self.workspace.changed(files, &self.around(), listeners);
        }
    }

    /// An article is not open any more.
    pub fn article_closed(&self, uri: &Uri) {
        if let Some(listeners) = &self.listeners {
            self.workspace.closed(uri, self.around(), listeners);
        }
    }

    /// What is known of other articles than one.
    pub fn elsewhere(&self, own: Option<&Uri>) -> Elsewhere {
        let others = self.documents.values().filter(|document| Some(&document.uri) != own);
        let open = others.filter_map(|document| {
            let (opening, revisions) = (document.opening, document.revisions.clone());
            let (uri, revision) = (document.uri.clone(), revisions.current());
            Some(OpenArticle { uri, analysis: document.present()?, opening, revision, revisions })
        });
        Elsewhere { index: self.workspace.index(), open: open.collect(), session: self.session.clone() }
    }

    /// Whether the client is told what is wrong with articles that are not open.
    pub fn reports_on_all(&self) -> bool {
        self.session.pulls && self.configuration.display().workspace_diagnostics
    }

    /// Everything has been read; what is said of other articles may be out of date.
    fn workspace_read(&mut self) {
        let readings = self.workspace.readings();
        // Whoever waits has been woken; a client that does not is to ask again.
        if self.reports_on_all() && !readings.are_awaited() && readings.take_changes() {
            self.outbox.refresh();
        }
        let compares = |settings: &Settings| settings.in_force.display.compare_articles;
        let comparing =
            self.documents.values_mut().filter(|document| document.settings.as_deref().is_some_and(compares));
        let uris: Vec<Uri> = comparing
            .map(|document| {
                document.outdate();
                document.announce = true;
                document.uri.clone()
            })
            .collect();
        for uri in &uris {
            self.analyze(uri);
        }
    }

    fn around(&self) -> Arc<Around> {
        let (session, sources) = (self.session.clone(), self.configuration.sources.clone());
        Arc::new(Around { session, sources, reports: self.reports_on_all() })
    }
}
