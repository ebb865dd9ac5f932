//! What somebody meant who mistyped a name.

/// A longer name is no mistyped one, and to compare it would take long.
const LONGEST_NAME: usize = 100;

/// The candidate that `name` was probably meant to be: a few letters changed, missing or swapped. `None` if nothing is
/// near enough for a suggestion to help.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.to_lowercase().replace('_', "-");
    // One mistake in three letters is still a typing mistake; more is another word.
    let most = name.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typing_mistakes_are_near_and_other_words_are_not() {
        let names = ["unattributed-quote", "unbalanced-quote", "profile"];
        assert_eq!(nearest("unatributed-quote", names), Some("unattributed-quote"));
        assert_eq!(nearest("Unbalanced_Quote", names), Some("unbalanced-quote"));
        assert_eq!(nearest("porfile", names), Some("profile"));
        assert_eq!(nearest("late-attribution", names), None);
        assert_eq!(nearest("", names), None);
    }
}
