//! Article text made fit for one line of an answer.

/// The words of `text` on one line, cut at a word with an ellipsis where they take more than `longest` characters.
pub fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().filter(|character| !character.is_control()).count();
        if length > 0 && length + 1 + word_length > longest {
            line.push('…');
            return line;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        let room = longest.saturating_sub(length);
        line.extend(word.chars().filter(|character| !character.is_control()).take(room));
        length += word_length;
        if word_length > room {
            line.push('…');
            return line;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn long_text_is_cut_at_a_word_and_an_endless_word_inside() {
        assert_eq!(one_line("We  asked\n\ntwice.", 40), "We asked twice.");
        assert_eq!(one_line("We asked twice about the bridge.", 14), "We asked twice…");
        assert_eq!(one_line(&"ä".repeat(50), 4), "ääää…");
        assert_eq!(one_line("a\u{7}b \n", 9), "ab");
    }
}
