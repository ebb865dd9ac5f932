//! What can be written in a `copydesk.toml`, and what it means: read from its JSON schema, so that both say the same.

use std::sync::OnceLock;

use serde_json::Value;

/// References in the schema lead no farther than this.
const MOST_STEPS: usize = 8;

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The word.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Whether it is a key that holds keys of its own, and whether there may be several such.
    pub holds: Holds,
}

/// What is below a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A value.
    Value,
    /// A list of values.
    List,
    /// Keys of its own.
    Keys,
    /// A list of entries with keys of their own.
    Entries,
}

/// The keys of a table: of the file itself if no name is given. Empty for a table that has names of its own kind, as
/// `rules` has, and for one that does not exist.
pub fn keys(table: Option<&str>) -> Vec<Choice> {
    let properties = self::table(table).and_then(|table| table.get("properties")).and_then(Value::as_object);
    let choice = |(name, node): (&'static String, &'static Value)| {
        let node_itself = resolve(node);
        let is_list = node_itself.get("items").is_some();
        let has_keys = self::table(Some(name)).filter(|_| table.is_none()).is_some();
        let holds = match (has_keys, is_list) {
            (true, true) => Holds::Entries,
            (true, false) => Holds::Keys,
            (false, true) => Holds::List,
            (false, false) => Holds::Value,
        };
        Choice { name: name.clone(), about: description(node).to_owned(), holds }
    };
    properties.into_iter().flatten().map(choice).collect()
}

/// What a key of a table can be, where that is one of a few words.
pub fn values(table: Option<&str>, key: &str) -> Vec<Choice> {
    let Some(table) = self::table(table) else { return Vec::new() };
    let own = table.get("properties").and_then(|properties| properties.get(key));
    let Some(node) = own.or(table.get("additionalProperties")).map(resolve) else { return Vec::new() };
    let choice = |name: &Value, about: &str| {
        let name = name.as_str()?.to_owned();
        Some(Choice { name, about: about.to_owned(), holds: Holds::Value })
    };
    if let Some(words) = node.get("enum").and_then(Value::as_array) {
        return words.iter().filter_map(|word| choice(word, "")).collect();
    }
    let one_of = node.get("oneOf").and_then(Value::as_array);
    let each = |node: &Value| choice(node.get("const")?, description(node));
    one_of.into_iter().flatten().filter_map(each).collect()
}

/// The schema of a table; `None` for what has no keys.
fn table(name: Option<&str>) -> Option<&'static Value> {
    let Some(name) = name else { return Some(schema()) };
    let node = resolve(schema().get("properties")?.get(name)?);
    let is_table = |node: &&Value| {
        node.get("properties").is_some() || node.get("additionalProperties").is_some_and(Value::is_object)
    };
    let Some(items) = node.get("items") else { return Some(node).filter(is_table) };
    let forms = resolve(items).get("anyOf").and_then(Value::as_array);
    forms.into_iter().flatten().map(resolve).find(is_table)
}

/// The node that a node leads to.
fn resolve(node: &'static Value) -> &'static Value {
    let mut node = node;
    for _ in 0..MOST_STEPS {
        let name = node.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next());
        let named = name.and_then(|name| schema().get("definitions")?.get(name));
        let Some(next) = named.or_else(|| node.get("allOf")?.get(0)) else { break };
        node = next;
    }
    node
}

fn description(node: &Value) -> &str {
    node.get("description").and_then(Value::as_str).unwrap_or_default()
}

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    // It is written by a test, and a test reads it.
    SCHEMA.get_or_init(|| serde_json::from_str(include_str!("copydesk.schema.json")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(choices: &[Choice]) -> Vec<&str> {
        choices.iter().map(|choice| choice.name.as_str()).collect()
    }

    #[test]
    fn keys_and_values_are_those_of_the_schema() {
        let top = keys(None);
        assert!(names(&top).contains(&"profile") && top.iter().all(|key| !key.about.is_empty()));
        let holds = |name: &str| top.iter().find(|key| key.name == name).unwrap().holds;
        assert_eq!([holds("profile"), holds("people")], [Holds::Value, Holds::List]);
        assert_eq!([holds("rules"), holds("language"), holds("ignore")], [Holds::Keys, Holds::Keys, Holds::Entries]);
        assert_eq!(names(&keys(Some("ignore"))), ["file", "rule", "words"]);
        assert!(keys(Some("rules")).is_empty() && keys(Some("profile")).is_empty() && keys(Some("nothing")).is_empty());
        assert_eq!(names(&values(Some("rules"), "any-rule")), ["off", "hint", "information", "warning", "error"]);
        assert_eq!(names(&values(Some("terms"), "fix")), ["safe", "ask"]);
        assert!(names(&values(None, "profile")).contains(&"desk"));
        assert!(values(None, "people").is_empty() && values(Some("ignore"), "file").is_empty());
    }
}
