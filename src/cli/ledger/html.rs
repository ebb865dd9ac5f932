//! The ledger as one page that needs no network: a table that sorts and filters, the balance of sources as bars, and the
//! articles themselves, so that a click leads to the place.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::page::{Page, counted, manner, speaker};
use crate::features::ledger::Standing;
use crate::features::said::Said;
use crate::text::SourceSpan;

/// The page, with marks where the parts go.
const PAGE: &str = include_str!("page.html");

/// Writes it.
pub fn write(pages: &[Page], output: &mut impl Write) -> io::Result<()> {
    let mut rest = PAGE;
    while let Some((before, (mark, after))) = rest.split_once("{{").and_then(|(b, a)| Some((b, a.split_once("}}")?))) {
        output.write_all(before.as_bytes())?;
        let part = match mark {
            "title" => escape(&title(pages)),
            "totals" => totals(pages),
            "sources" => sources(pages),
            "quotations" => quotations(pages),
            _ => articles(pages),
        };
        output.write_all(part.as_bytes())?;
        rest = after;
    }
    output.write_all(rest.as_bytes())
}

fn title(pages: &[Page]) -> String {
    match pages {
        [page] => page.name.clone(),
        _ => format!("{} articles", pages.len()),
    }
}

/// A bar for each standing, by the words quoted.
fn totals(pages: &[Page]) -> String {
    let mut sums = [Said::default(); Standing::ALL.len()];
    for page in pages {
        for (sum, said) in sums.iter_mut().zip(page.ledger.totals) {
            *sum += said;
        }
    }
    let most = sums.iter().map(|said| said.words).max().unwrap_or(0);
    Standing::ALL
        .iter()
        .zip(sums)
        .filter(|(_, said)| *said != Said::default())
        .map(|(standing, said)| bar(standing.name(), "", said, most))
        .collect()
}

fn sources(pages: &[Page]) -> String {
    let all = || pages.iter().flat_map(|page| page.ledger.sources.iter().map(move |source| (page, source)));
    let most = all().map(|(_, source)| source.said.words).max().unwrap_or(0);
    all()
        .map(|(page, source)| {
            let role = source.role.clone().unwrap_or_default();
            let note = if pages.len() > 1 { format!("{role} — {}", page.name) } else { role };
            bar(&source.name, note.trim_start_matches(" — "), source.said, most)
        })
        .collect()
}

/// A row with a bar; what the bar shows is said in words beside it.
fn bar(name: &str, note: &str, said: Said, most: usize) -> String {
    let share = (said.words * 100).checked_div(most).unwrap_or(0);
    format!(
        "<tr><th scope=\"row\">{}<span class=\"note\">{}</span></th><td><div class=\"bar\" style=\"width:{share}%\" \
         aria-hidden=\"true\"></div>{}</td></tr>\n",
        escape(name),
        escape(note),
        counted(said)
    )
}

/// A row for each quotation: what must be looked at first, of all articles.
fn quotations(pages: &[Page]) -> String {
    let of_page = |(number, page): (usize, &'_ Page)| (0..page.ledger.entries.len()).map(move |entry| (number, entry));
    let mut places: Vec<(usize, usize)> = pages.iter().enumerate().flat_map(of_page).collect();
    let at = |(page, entry): (usize, usize)| {
        let page = pages.get(page)?;
        Some((page, page.ledger.entries.get(entry)?))
    };
    places.sort_by_key(|place| at(*place).map(|(_, entry)| entry.standing));
    let mut rows = String::new();
    for (page_number, number) in places {
        let Some((page, entry)) = at((page_number, number)) else { continue };
        let (line, _) = page.place(entry);
        let article = if pages.len() > 1 { escape(&page.name) } else { String::new() };
        // Writing to a string does not fail.
        let _ = writeln!(
            rows,
            "<tr class=\"{standing}\"><td data-sort=\"{rank}\">{standing}</td><td>{who}<span class=\"note\">{role}</span></td>\
             <td>{words}<span class=\"note\">{manner}</span></td><td data-sort=\"{count}\">{count}</td>\
             <td data-sort=\"{order}\"><a href=\"#q{page_number}-{number}\">{article} line {line}</a></td></tr>",
            standing = entry.standing.name(),
            rank = entry.standing as usize,
            who = escape(&speaker(entry)),
            role = escape(entry.role.as_deref().unwrap_or_default()),
            words = escape(&entry.words),
            manner = escape(&manner(entry)),
            count = entry.count,
            order = page_number * 1_000_000 + line as usize,
        );
    }
    rows
}

/// The texts with their quotations marked.
fn articles(pages: &[Page]) -> String {
    let mut out = String::new();
    for (page_number, page) in pages.iter().enumerate() {
        let mut marks: Vec<(SourceSpan, Option<usize>)> = Vec::new();
        for (number, entry) in page.ledger.entries.iter().enumerate() {
            marks.extend(entry.spans.iter().enumerate().map(|(part, &span)| (span, (part == 0).then_some(number))));
        }
        marks.sort_by_key(|(span, _)| span.start);
        let _ = write!(out, "<article aria-label=\"{name}\"><h3>{name}</h3><pre>", name = escape(&page.name));
        let mut at = 0;
        for (span, number) in marks {
            let id = number.map(|number| format!(" id=\"q{page_number}-{number}\"")).unwrap_or_default();
            let (before, words) = (at..span.start as usize, span.start as usize..span.end as usize);
            let (Some(before), Some(words)) = (page.text.get(before), page.text.get(words)) else {
                // A report inside another: the outer one is marked, and leads here too.
                let _ = write!(out, "<span{id} tabindex=\"-1\"></span>");
                continue;
            };
            let _ = write!(out, "{}<mark{id} tabindex=\"-1\">{}</mark>", escape(before), escape(words));
            at = span.end as usize;
        }
        out.push_str(&escape(page.text.get(at..).unwrap_or_default()));
        out.push_str("</pre></article>\n");
    }
    out
}

/// Words of the article as words of the page.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}
