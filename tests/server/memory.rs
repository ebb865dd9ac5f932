//! What belongs to a document goes when it is closed, and not on the thread that stays as long as the server; what makes the
//! next key cheap goes where nobody was at work for long.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::thread::{self, ThreadId};
use std::time::Instant;

use copydesk::Article;
use copydesk::article::AnalysisHost;
use copydesk::format::Format;
use copydesk::server::{Analyzer, NewAnalyzer};
use serde_json::json;

use crate::ARTICLE;
use crate::client::{Client, PATIENCE, capabilities, pulling};

/// Articles that analyzers made.
type Articles = Arc<Mutex<Vec<Weak<Article>>>>;

/// An analyzer that tells of its end: where it was made, and where it was freed.
struct Mortal {
    host: AnalysisHost,
    made_on: ThreadId,
    ends: Sender<(ThreadId, ThreadId)>,
    articles: Articles,
}

impl Analyzer for Mortal {
    fn analyze(&mut self, source: &str, format: Format, wanted: &dyn Fn() -> bool) -> Option<Arc<Article>> {
        let article = self.host.analyze(source, format, wanted)?;
        self.articles.lock().unwrap().push(Arc::downgrade(&article));
        Some(article)
    }
}

impl Drop for Mortal {
    fn drop(&mut self) {
        // Nobody listens once the test is over.
        let _ = self.ends.send((self.made_on, thread::current().id()));
    }
}

fn mortal() -> (NewAnalyzer, Receiver<(ThreadId, ThreadId)>, Articles) {
    let (ends, ended) = channel();
    let articles = Articles::default();
    let kept = articles.clone();
    let new: NewAnalyzer = Arc::new(move || {
        let (made_on, ends, articles) = (thread::current().id(), ends.clone(), kept.clone());
        Box::new(Mortal { host: AnalysisHost::default(), made_on, ends, articles }) as Box<dyn Analyzer>
    });
    (new, ended, articles)
}

/// Each document is read, edited, asked about, and closed; the last is closed while it may still be read.
fn nothing_is_left(capabilities: serde_json::Value) {
    const DOCUMENTS: usize = 12;
    let (new_analyzer, ended, articles) = mortal();
    let mut client = Client::start(capabilities, new_analyzer);
    let uris: Vec<String> = (0..DOCUMENTS).map(|number| format!("file:///news/{number}.txt")).collect();
    for uri in &uris {
        client.open(uri, ARTICLE);
        let document = json!({"textDocument": {"uri": uri}});
        client.call("textDocument/documentSymbol", document.clone());
        let start = json!({"line": 0, "character": 0});
        client.change(uri, 2, json!([{"range": {"start": start, "end": start}, "text": "Yesterday. "}]));
        client.call("textDocument/documentSymbol", document);
    }
    assert!(ended.try_recv().is_err(), "all are open");
    for uri in &uris {
        client.close(uri);
    }
    client.open("file:///news/last.txt", ARTICLE);
    client.close("file:///news/last.txt");
    for _ in 0..=DOCUMENTS {
        let (made_on, freed_on) = ended.recv_timeout(PATIENCE).expect("an analyzer is kept");
        assert_ne!(made_on, freed_on, "the thread of the state frees nothing large");
    }
    let began = Instant::now();
    while articles.lock().unwrap().iter().any(|article| article.strong_count() > 0) {
        assert!(began.elapsed() < PATIENCE, "an article is kept");
        thread::yield_now();
    }
    client.stop();
}

#[test]
fn only_where_somebody_was_at_work_last_an_analyzer_remembers() {
    const DOCUMENTS: usize = 40;
    const READY: usize = 16;
    let (new_analyzer, ended, _) = mortal();
    let mut client = Client::start(pulling(), new_analyzer);
    let uri = |number: usize| format!("file:///news/{number}.txt");
    let outline = |client: &mut Client, number| {
        client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": uri(number)}}))
    };
    for number in 0..DOCUMENTS {
        client.open(&uri(number), ARTICLE);
        outline(&mut client, number);
    }
    for _ in READY..DOCUMENTS {
        ended.recv_timeout(PATIENCE).expect("an analyzer is kept where nobody is at work");
    }
    assert!(ended.try_recv().is_err(), "somebody was at work in these");
    // The next edit is read afresh, and the first of the others is let go.
    let start = json!({"line": 0, "character": 0});
    for (version, number) in [(2, 0), (2, DOCUMENTS - 1), (3, 0)] {
        client.change(&uri(number), version, json!([{"range": {"start": start, "end": start}, "text": "Yesterday. "}]));
        outline(&mut client, number);
    }
    ended.recv_timeout(PATIENCE).expect("an analyzer is kept where nobody is at work");
    assert!(ended.try_recv().is_err(), "somebody was at work in these");
    client.open(&uri(DOCUMENTS), &format!("Yesterday. Yesterday. {ARTICLE}"));
    assert_eq!(outline(&mut client, 0), outline(&mut client, DOCUMENTS));
    client.stop();
}

#[test]
fn documents_that_were_opened_and_closed_take_nobodys_place() {
    const OTHERS: usize = 20;
    let (new_analyzer, ended, _) = mortal();
    let mut client = Client::start(pulling(), new_analyzer);
    for number in 0..=OTHERS {
        let uri = format!("file:///news/{number}.txt");
        client.open(&uri, ARTICLE);
        client.call("textDocument/documentSymbol", json!({"textDocument": {"uri": uri}}));
        if number > 0 {
            client.close(&uri);
            ended.recv_timeout(PATIENCE).expect("an analyzer is kept");
        }
    }
    assert!(ended.try_recv().is_err(), "somebody was at work in the first");
    client.stop();
}

#[test]
fn closed_documents_leave_nothing_behind() {
    nothing_is_left(pulling());
    nothing_is_left(capabilities());
}
