//! Safe fixes, applied to files.

use std::path::Path;

use super::input::{self, Place, in_words};
use crate::Article;
use crate::config::{self, WriteError};
use crate::features::fixes;
use crate::rules::Finding;
use crate::text::charset::Decoded;

/// A fix may uncover what another can mend; after so many rounds two fixes undo each other.
const ROUNDS: usize = 10;

/// Applies the safe fixes of a file's findings, round after round until none is left, and writes the file if anything
/// changed. `file` is what was read from it, and afterwards what is in it. Gives how many fixes were applied.
pub fn fix_file(
    path: &Path,
    file: &mut Decoded,
    article_of: impl Fn(&str) -> Article,
    findings: impl Fn(&Article, &str) -> Vec<Finding>,
) -> Result<usize, String> {
    let (text, fixed) = fix_text(&file.text, article_of, findings);
    if fixed > 0 {
        let (before, after) = file.charset.encode(&file.text).zip(file.charset.encode(&text)).ok_or_else(|| {
            "cannot be fixed: a fix has a letter that the file's encoding has not; save it as UTF-8".to_owned()
        })?;
        config::write(path, Some(&before), &after).map_err(|error| match error {
            WriteError::Changed if is_as_read(path, file) => SPELLED_OTHERWISE.to_owned(),
            WriteError::Changed => format!("not fixed: {error}"),
            WriteError::ReadOnly => format!("cannot be fixed: {error}"),
            WriteError::Failed(error) => format!("cannot be fixed: {}", in_words(&error)),
        })?;
        file.text = text;
    }
    Ok(fixed)
}

/// What is said of a file with letters that its encoding can spell in two ways: all of it would be written in one of them.
const SPELLED_OTHERWISE: &str =
    "cannot be fixed: some of its letters would be written in other bytes of its encoding; save it as UTF-8";

/// Whether a file still holds the text that was read from it.
fn is_as_read(path: &Path, file: &Decoded) -> bool {
    input::read(&Place::File(path.to_owned())).is_ok_and(|now| now == *file)
}

/// The text with its safe fixes made, and how many they were.
pub fn fix_text(
    text: &str,
    article_of: impl Fn(&str) -> Article,
    findings: impl Fn(&Article, &str) -> Vec<Finding>,
) -> (String, usize) {
    let mut text = text.to_owned();
    let mut fixed = 0;
    for _ in 0..ROUNDS {
        let article = article_of(&text);
        let findings = findings(&article, &text);
        let fixes = fixes::safe(&article, &text, &findings);
        if fixes.is_empty() {
            break;
        }
        fixed += fixes.len();
        text = fixes::apply(&text, &fixes);
    }
    (text, fixed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::format::Format;
    use crate::rules::{Edit, Fix, Safety, Severity};
    use crate::text::charset::Charset;
    use crate::text::{ProseSpan, SourceSpan};

    /// A finding whose fix makes these changes, each a place in the text and what to put there.
    fn finding(text: &str, safety: Safety, changes: &[(&str, &str)]) -> Finding {
        let edits = changes.iter().filter_map(|(old, new)| {
            let start = text.find(old)? as u32;
            Some(Edit { span: SourceSpan::new(start, start + old.len() as u32), text: (*new).to_owned() })
        });
        let fix = Fix { title: "Mend it".to_owned(), safety, edits: edits.collect() };
        let span = ProseSpan::empty(0);
        Finding {
            rule: "test",
            severity: Severity::Hint,
            span,
            comment: None,
            related: Vec::new(),
            message: String::new(),
            fixes: vec![fix],
        }
    }

    fn plain(text: &str) -> Article {
        Article::analyze(text, Format::Plain)
    }

    /// Fixes `text` with one finding for each list of changes.
    fn check(text: &str, changes: &[&[(&str, &str)]], expected: &str, fixed: usize) {
        let found = fix_text(text, plain, |_, text| {
            changes.iter().map(|changes| finding(text, Safety::Safe, changes)).collect()
        });
        assert_eq!(found, (expected.to_owned(), fixed));
    }

    #[test]
    fn fixes_that_do_not_touch_are_applied_together() {
        check("one two three", &[&[("one", "1")], &[("three", "3")]], "1 two 3", 2);
        check("one two three", &[&[("one", "1"), ("three", "3")]], "1 two 3", 1);
    }

    #[test]
    fn fixes_that_overlap_wait_for_the_next_round_and_may_then_be_gone() {
        check("one two three", &[&[("one two", "12")], &[("two three", "23")]], "12 three", 1);
        check("one two three", &[&[("one", "1"), ("three", "3")], &[("two", "2")]], "1 2 3", 2);
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let (text, fixed) = fix_text("a", plain, |_, text| {
            vec![finding(text, Safety::Safe, &[("a", "b")]), finding(text, Safety::Safe, &[("b", "a")])]
        });
        assert_eq!((text.as_str(), fixed), ("a", ROUNDS));
    }

    #[test]
    fn only_safe_fixes_run_unattended() {
        let (text, fixed) = fix_text("one", plain, |_, text| vec![finding(text, Safety::Ask, &[("one", "1")])]);
        assert_eq!((text.as_str(), fixed), ("one", 0));
    }

    #[test]
    fn quoted_words_never_change_but_their_marks_may() {
        let text = "“We asked twice,” she said.";
        check(text, &[&[("asked", "called")]], text, 0);
        check(text, &[&[("“We", "“They")]], text, 0);
        check(text, &[&[("“", "\""), ("”", "\"")]], "\"We asked twice,\" she said.", 1);
        check(text, &[&[("she", "he")]], "“We asked twice,” he said.", 1);
        let inserted = |_: &Article, text: &str| {
            let mut finding = finding(text, Safety::Safe, &[]);
            let at = text.find("twice").map_or(0, |at| at as u32);
            let edit = Edit { span: SourceSpan::empty(at), text: "not ".to_owned() };
            finding.fixes[0].edits.push(edit);
            vec![finding]
        };
        assert_eq!(fix_text(text, plain, inserted), (text.to_owned(), 0));
    }

    #[test]
    fn a_file_keeps_its_encoding_and_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for charset in [Charset::Utf8, Charset::Utf8Marked, Charset::Utf16Little, Charset::Utf16Big] {
            fs::write(&path, charset.encode("one “é”").unwrap()).unwrap();
            #[cfg(unix)]
            fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
            let mut file = Decoded { text: "one “é”".to_owned(), charset };
            let findings = |_: &Article, text: &str| vec![finding(text, Safety::Safe, &[("one", "1")])];
            assert_eq!(fix_file(&path, &mut file, plain, findings), Ok(1));
            assert_eq!(file.text, "1 “é”");
            assert_eq!(fs::read(&path).unwrap(), charset.encode("1 “é”").unwrap());
            #[cfg(unix)]
            assert_eq!(
                std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions()) & 0o777,
                0o640
            );
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn an_old_encoding_is_kept_and_a_letter_that_it_has_not_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"one caf\xE9").unwrap();
        let mut file = crate::text::charset::decode(b"one caf\xE9".to_vec()).unwrap();
        let fix = |new| move |_: &Article, text: &str| vec![finding(text, Safety::Safe, &[("one", new)])];
        let refused = fix_file(&path, &mut file, plain, fix("ą")).unwrap_err();
        assert!(refused.starts_with("cannot be fixed: a fix has a letter"), "{refused}");
        assert_eq!(fix_file(&path, &mut file, plain, fix("“1”")), Ok(1));
        assert_eq!(fs::read(&path).unwrap(), b"\x931\x94 caf\xE9");
    }

    #[test]
    fn a_file_that_somebody_else_changed_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "one, changed").unwrap();
        let mut file = Decoded { text: "one".to_owned(), charset: Charset::Utf8 };
        let findings = |_: &Article, text: &str| vec![finding(text, Safety::Safe, &[("one", "1")])];
        let fixed = fix_file(&path, &mut file, plain, findings);
        assert_eq!(fixed, Err("not fixed: the file was changed meanwhile".to_owned()));
        assert_eq!((fs::read_to_string(&path).unwrap().as_str(), file.text.as_str()), ("one, changed", "one"));
    }
}
