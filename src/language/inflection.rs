//! English inflection, as far as the word tables need it. Used by the build script and tested by the crate.

/// The base form (*say*).
pub const BASE: u8 = 1;
/// The third person singular of the present (*says*).
pub const THIRD: u8 = 2;
/// The past tense (*said*).
pub const PAST: u8 = 4;
/// The past participle (*said*).
pub const PARTICIPLE: u8 = 8;
/// The present participle (*saying*).
pub const ING: u8 = 16;

/// All forms of a verb, which may carry a particle (*point out*). `irregular` holds the third person, the past and the
/// participle, parted by commas, where they are not regular; an empty string where they are.
pub fn verb_forms(lemma: &str, irregular: &str) -> Vec<(String, u8)> {
    let (head, particle) = lemma.split_once(' ').unwrap_or((lemma, ""));
    let whole = |form: String| if particle.is_empty() { form } else { format!("{form} {particle}") };
    let given: Vec<&str> = irregular.split(',').map(str::trim).filter(|form| !form.is_empty()).collect();
    let doubles = given.get(1).is_some_and(|past| {
        let last = head.chars().last().unwrap_or('e');
        past.starts_with(&format!("{head}{last}"))
    });
    let ing = if doubles { format!("{head}{}ing", head.chars().last().unwrap_or('e')) } else { participle_ing(head) };
    let mut forms = vec![(whole(head.to_owned()), BASE), (whole(ing), ING)];
    if let [third, past, participle] = given[..] {
        // The irregular forms carry the particle themselves.
        forms.extend([(third.to_owned(), THIRD), (past.to_owned(), PAST), (participle.to_owned(), PARTICIPLE)]);
    } else {
        forms.extend([(whole(plural(head)), THIRD), (whole(regular_past(head)), PAST | PARTICIPLE)]);
        // *labelled, signalling*: British spelling.
        if head.ends_with("el") || head.ends_with("al") {
            forms.extend([(whole(format!("{head}led")), PAST | PARTICIPLE), (whole(format!("{head}ling")), ING)]);
        }
    }
    forms
}

/// The regular plural of a noun, which is also the third person of a verb. The last word of a phrase is inflected.
pub fn plural(word: &str) -> String {
    let before_y = word.chars().rev().nth(1).unwrap_or('a');
    if word.ends_with('y') && !"aeiou".contains(before_y) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    if let Some(stem) = word.strip_suffix("man").filter(|_| word.len() > 4) {
        return format!("{stem}men");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if hisses { format!("{word}es") } else { format!("{word}s") }
}

fn regular_past(head: &str) -> String {
    let before_y = head.chars().rev().nth(1).unwrap_or('a');
    if head.ends_with('e') {
        return format!("{head}d");
    }
    if head.ends_with('y') && !"aeiou".contains(before_y) {
        return format!("{}ied", &head[..head.len() - 1]);
    }
    format!("{head}ed")
}

fn participle_ing(head: &str) -> String {
    const DOUBLED: [&str; 12] =
        ["begin", "put", "swear off", "cut", "let", "hit", "rip", "beg", "nod", "sob", "run", "win"];
    if DOUBLED.contains(&head) {
        return format!("{head}{}ing", head.chars().last().unwrap_or('e'));
    }
    let keeps_e = head.ends_with("ee") || head.ends_with("oe") || head.ends_with("ye");
    match head.strip_suffix('e') {
        Some(stem) if !keeps_e && head.len() > 2 => format!("{stem}ing"),
        _ => format!("{head}ing"),
    }
}
