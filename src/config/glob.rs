//! Patterns of files, as in `.gitignore`. A configuration may hold thousands, of which a document asks every one: each is a few
//! bytes for each of its letters, and takes a few steps for each letter of a path.

/// A longer pattern names no file.
const LONGEST: usize = 4096;
/// So many patterns may be written as one with braces.
const MOST_ALTERNATIVES: usize = 256;

/// A pattern. `*` and `?` stand for letters but no slash, `**` between slashes for any folders, `[a-z]` and `[!a-z]` for one letter,
/// `{a,b}` for either; `\` takes its meaning from the sign behind it.
#[derive(Debug, Clone)]
pub struct Glob(Box<[Box<[Piece]>]>);

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Letter(char),
    /// One letter but a slash.
    Any,
    /// Any letters but slashes.
    Star,
    /// No folder, or any, each with its slash.
    Folders,
    /// All that is left.
    Rest,
    Class(Box<Class>),
}

/// One of some letters, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Class {
    is_negated: bool,
    ranges: Vec<(char, char)>,
}

/// A sign of a pattern as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    Piece(Piece),
    /// So many stars in a row.
    Stars(usize),
    Open,
    Comma,
    Close,
}

impl Glob {
    /// Reads a pattern, or says what is wrong with it.
    pub fn new(pattern: &str) -> Result<Glob, &'static str> {
        if pattern.len() > LONGEST {
            return Err("it is too long");
        }
        let alternatives = alternatives(signs(pattern)?)?;
        Ok(Glob(alternatives.into_iter().map(|signs| pieces(&signs).into()).collect()))
    }

    /// Whether it fits a path, or a folder in which that path lies.
    pub fn fits(&self, path: &str) -> bool {
        self.0.iter().any(|pieces| fits(pieces, path))
    }
}

fn signs(pattern: &str) -> Result<Vec<Sign>, &'static str> {
    let mut signs = Vec::new();
    let mut depth = 0_usize;
    let mut rest = pattern.chars();
    while let Some(letter) = rest.next() {
        let sign = match letter {
            '?' => Sign::Piece(Piece::Any),
            '*' => {
                if let Some(Sign::Stars(count)) = signs.last_mut() {
                    *count += 1;
                    continue;
                }
                Sign::Stars(1)
            }
            '[' => Sign::Piece(Piece::Class(Box::new(class(&mut rest)?))),
            '{' => {
                depth += 1;
                Sign::Open
            }
            '}' => {
                depth = depth.checked_sub(1).ok_or("there is a } without its {")?;
                Sign::Close
            }
            ',' if depth > 0 => Sign::Comma,
            '\\' => Sign::Piece(Piece::Letter(rest.next().ok_or("nothing follows its last \\")?)),
            letter => Sign::Piece(Piece::Letter(letter)),
        };
        signs.push(sign);
    }
    if depth > 0 { Err("there is a { without its }") } else { Ok(signs) }
}

/// What stands behind `[`.
fn class(rest: &mut std::str::Chars<'_>) -> Result<Class, &'static str> {
    const OPEN: &str = "there is a [ without its ]";
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut letter = rest.next().ok_or(OPEN)?;
    let is_negated = matches!(letter, '!' | '^');
    if is_negated {
        letter = rest.next().ok_or(OPEN)?;
    }
    let mut is_range = false;
    loop {
        match (letter, ranges.last_mut()) {
            // The first one stands for itself.
            (']', Some(_)) => break,
            ('-', Some(_)) if !is_range && !rest.as_str().starts_with(']') => is_range = true,
            (end, Some(range)) if is_range => {
                range.1 = end;
                if range.0 > end {
                    return Err("a range in [ ] runs backwards");
                }
                is_range = false;
            }
            (letter, _) => ranges.push((letter, letter)),
        }
        letter = rest.next().ok_or(OPEN)?;
    }
    Ok(Class { is_negated, ranges })
}

/// The patterns without braces that one with braces stands for.
fn alternatives(signs: Vec<Sign>) -> Result<Vec<Vec<Sign>>, &'static str> {
    let (mut left, mut done) = (vec![signs], Vec::new());
    while let Some(signs) = left.pop() {
        // The first group that ends holds no other.
        let Some(close) = signs.iter().position(|sign| *sign == Sign::Close) else {
            done.push(signs);
            continue;
        };
        let (before, behind) = (signs.get(..close).unwrap_or_default(), signs.get(close + 1..).unwrap_or_default());
        let open = before.iter().rposition(|sign| *sign == Sign::Open).ok_or("there is a } without its {")?;
        let (before, group) = (before.get(..open).unwrap_or_default(), before.get(open + 1..).unwrap_or_default());
        left.extend(group.split(|sign| *sign == Sign::Comma).map(|one| [before, one, behind].concat()));
        if left.len() + done.len() > MOST_ALTERNATIVES {
            return Err("it stands for too many patterns");
        }
    }
    Ok(done)
}

fn pieces(signs: &[Sign]) -> Vec<Piece> {
    let is_slash = |sign: &Sign| *sign == Sign::Piece(Piece::Letter('/'));
    let mut pieces = Vec::new();
    let mut rest = signs.iter().peekable();
    while let Some(sign) = rest.next() {
        let begins = matches!(pieces.last(), None | Some(Piece::Letter('/') | Piece::Folders));
        pieces.push(match sign {
            Sign::Piece(piece) => piece.clone(),
            Sign::Stars(2) if begins && rest.peek().is_none() => Piece::Rest,
            Sign::Stars(2) if begins && rest.next_if(|next| is_slash(next)).is_some() => Piece::Folders,
            Sign::Stars(_) => Piece::Star,
            // Outside of braces it is a letter, and braces there are none any more.
            Sign::Comma | Sign::Open | Sign::Close => Piece::Letter(','),
        });
    }
    pieces
}

/// Which piece comes next where something takes more, and what is left of the path for it.
type Retry<'p> = (usize, &'p str);

/// Whether pieces fit a path or its beginning up to a slash. Where they do not, the last star takes one letter more, else the
/// last folders one folder more: what stands before these needs no other try, for they could take as much.
fn fits(pieces: &[Piece], path: &str) -> bool {
    let (mut at, mut rest) = (0, path);
    let mut star: Option<Retry<'_>> = None;
    let mut folders: Option<Retry<'_>> = None;
    loop {
        let next = rest.chars().next();
        let takes = match (pieces.get(at), next) {
            (None, None | Some('/')) => return true,
            (Some(Piece::Rest), next) => return next.is_some(),
            (Some(Piece::Star), _) => {
                at += 1;
                star = Some((at, rest));
                continue;
            }
            (Some(Piece::Folders), _) => {
                at += 1;
                (star, folders) = (None, Some((at, rest)));
                continue;
            }
            (Some(Piece::Letter(letter)), Some(next)) => *letter == next,
            (Some(Piece::Any), Some(next)) => next != '/',
            (Some(Piece::Class(class)), Some(next)) => class.holds(next),
            (_, _) => false,
        };
        let behind = |rest: &'_ str| rest.chars().next().map_or(0, char::len_utf8);
        if takes {
            at += 1;
            rest = rest.get(behind(rest)..).unwrap_or_default();
            continue;
        }
        let longer = star.filter(|(_, from)| !from.is_empty() && !from.starts_with('/'));
        if let Some((behind_star, from)) = longer {
            rest = from.get(behind(from)..).unwrap_or_default();
            at = behind_star;
            star = Some((at, rest));
            continue;
        }
        let Some((behind_folders, from)) = folders else { return false };
        let Some((_, below)) = from.split_once('/') else { return false };
        (at, rest) = (behind_folders, below);
        (star, folders) = (None, Some((at, rest)));
    }
}

impl Class {
    fn holds(&self, letter: char) -> bool {
        letter != '/' && self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&letter)) != self.is_negated
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use globset::{GlobBuilder, GlobMatcher};
    use proptest::prelude::*;

    use super::*;

    const PIECES: &[&str] =
        &["a", "b", "/", "*", "**", "**/", "/**", "/**/", "?", "[ab]", "[!/b]", "{a,b}", "{ab,*}", ".", "\\*", ","];
    const NAMES: &[&str] = &["a", "b", ".", "*", ",", "ab", "ba", "a.b", "abab"];

    fn reference(pattern: &str) -> Option<GlobMatcher> {
        Some(GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build().ok()?.compile_matcher())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_pattern_fits_what_the_crate_globset_says(
            pattern in prop::collection::vec(prop::sample::select(PIECES), 1..8),
            path in prop::collection::vec(prop::sample::select(NAMES), 1..6),
        ) {
            let (pattern, path) = (pattern.concat(), path.join("/"));
            // What stars mean beside letters or beyond two in a row is written nowhere; the slash at the end of a pattern is cut
            // before it is read.
            let has_odd_stars = pattern.split(['/', '{', '}', ',']).any(|part| part != "**" && part.contains("**"));
            if has_odd_stars || pattern.contains("//") || pattern.ends_with('/') {
                return Ok(());
            }
            let Some(reference) = reference(&pattern) else { return Ok(()) };
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]).chain([path.as_str()]);
            let expected = folders.into_iter().any(|path| reference.is_match(Path::new(path)));
            let glob = Glob::new(&pattern).unwrap();
            prop_assert_eq!(glob.fits(&path), expected, "{} {}", pattern, path);
        }

        #[test]
        fn any_pattern_is_read_or_refused(pattern in "[a*?/\\[\\]{},!^\\\\-]{0,24}", path in "[a/]{0,12}") {
            if let Ok(glob) = Glob::new(&pattern) {
                glob.fits(&path);
            }
        }
    }

    #[test]
    fn a_letter_is_one_whatever_its_bytes() {
        assert!(Glob::new("a?[é🌊].md").unwrap().fits("aé🌊.md"));
        assert!(!Glob::new("a?.md").unwrap().fits("a/.md"));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (pattern, why) in [
            ("a[b", "there is a [ without its ]"),
            ("a{b", "there is a { without its }"),
            ("ab}", "there is a } without its {"),
            ("[z-a]", "a range in [ ] runs backwards"),
            ("a\\", "nothing follows its last \\"),
        ] {
            assert_eq!(Glob::new(pattern).unwrap_err(), why, "{pattern}");
        }
        assert!(Glob::new(&"{a,b}".repeat(9)).is_err());
        assert!(Glob::new(&"a".repeat(5000)).is_err());
    }

    #[test]
    fn a_pattern_of_stars_takes_no_longer_than_it_is_long_for_each_letter() {
        let glob = Glob::new(&format!("**/{}b", "*a".repeat(500))).unwrap();
        assert!(!glob.fits(&format!("{}c", "a/".repeat(20) + &"a".repeat(2000))));
    }
}
