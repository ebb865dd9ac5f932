//! An article with accents, emoji and CRLF, and questions about its words in every encoding.

use serde_json::{Value, json};

use crate::client::{Client, capabilities, counting, position_of, real, slice};

pub const URI: &str = "file:///news/pumps.txt";

/// Two people of one surname, pronouns, a title, an acronym, names in capitals, in quotation marks, and with *'s*.
pub const STORY: &str = "\
🌊 The pumps at São Tomé failed on Monday.\r\n\
\r\n\
“We asked the council 🙏 twice,” said María López, director of the Harbour Trust. She said nobody came.\r\n\
\r\n\
🏛️ Peter López, the mayor, was angry. “Call María López’s boss, not me,” the mayor said. “It failed,” María López’s deputy, Ann Dé, said.\r\n\
\r\n\
“We will not wait,” María López said. “Never.” The World Health Organization (WHO) warned of floods. WHO staff left 🚤 early.\r\n\
\r\n\
“Nobody ever came to look at the pumps 😡 in all these long years.”\r\n";

/// How a position counts.
pub const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// A client with a document open.
pub struct Desk {
    pub client: Client,
    pub text: String,
    pub encoding: &'static str,
}

impl Desk {
    /// A client of a text, with what is different from an editor that has all that copydesk can use.
    pub fn open_with(text: &str, encoding: &'static str, options: Value, change: impl FnOnce(&mut Value)) -> Desk {
        let mut capabilities = counting(capabilities(), encoding);
        change(&mut capabilities);
        let params = json!({"capabilities": capabilities, "initializationOptions": options});
        let mut client = Client::start_with(params, real());
        client.open(URI, text);
        Desk { client, text: text.to_owned(), encoding }
    }

    /// A client of a text.
    pub fn open(text: &str, encoding: &'static str, options: Value) -> Desk {
        Desk::open_with(text, encoding, options, |_| ())
    }

    /// The position of `|` in words that stand in the text once without it.
    pub fn position(&self, words: &str) -> Value {
        let (before, behind) = words.split_once('|').expect("a caret");
        let words = format!("{before}{behind}");
        let starts: Vec<usize> = self.text.match_indices(&words).map(|(at, _)| at).collect();
        let [start] = starts[..] else { panic!("{words:?} stands in the text {} times", starts.len()) };
        position_of(&self.text, start + before.len(), self.encoding)
    }

    /// The parameters of a question about a place.
    pub fn place(&self, words: &str) -> Value {
        json!({"textDocument": {"uri": URI}, "position": self.position(words)})
    }

    /// The answer to a question about a place.
    pub fn ask(&mut self, method: &str, words: &str) -> Value {
        let params = self.place(words);
        self.client.call(method, params)
    }

    /// The answer to a question about the document.
    pub fn ask_of_all(&mut self, method: &str) -> Value {
        self.client.call(method, json!({"textDocument": {"uri": URI}}))
    }

    /// The line and the words of a range.
    pub fn words(&self, range: &Value) -> String {
        format!("{} {}", range["start"]["line"], slice(&self.text, range, self.encoding))
    }

    /// The lines and words of ranges, or of values with a range.
    pub fn all_words(&self, values: &Value) -> Vec<String> {
        let range = |value: &Value| if value["range"].is_null() { value.clone() } else { value["range"].clone() };
        values.as_array().map_or(Vec::new(), |values| values.iter().map(|value| self.words(&range(value))).collect())
    }

    /// The text with edits made, all of which count from the same text.
    pub fn edited(&self, edits: &[Value]) -> String {
        let mut places: Vec<(usize, usize, &str)> = edits.iter().map(|edit| self.edit(edit)).collect();
        places.sort_unstable();
        let mut text = self.text.clone();
        for (start, end, new) in places.into_iter().rev() {
            text.replace_range(start..end, new);
        }
        text
    }

    fn edit<'v>(&self, edit: &'v Value) -> (usize, usize, &'v str) {
        let old = slice(&self.text, &edit["range"], self.encoding);
        let start = old.as_ptr() as usize - self.text.as_ptr() as usize;
        (start, start + old.len(), edit["newText"].as_str().unwrap())
    }

    pub fn close(self) {
        self.client.stop();
    }
}
