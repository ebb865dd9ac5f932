//! Somebody more in a people file.

use super::entry::{AFFILIATION, COLUMNS, NAME, ROLE};
use crate::config::Table;

/// What is added at the end of a table of people so that it has somebody more; nothing where the text is no such table. Words of
/// an article never become a formula of a spreadsheet: what looks like one is left out.
pub fn new_row(text: &str, name: &str, role: &str, affiliation: &str) -> Option<String> {
    let table = Table::new(text, &COLUMNS, |_| None, &mut Vec::new());
    let mut values = [""; COLUMNS.len()];
    for (column, value) in [(NAME, name), (ROLE, role), (AFFILIATION, affiliation)] {
        values[column] = if value.starts_with(['=', '+', '-', '@']) { "" } else { value };
    }
    (table.has(NAME) && !values[NAME].is_empty()).then(|| table.new_row(&values))?
}

#[cfg(test)]
mod tests {
    use super::new_row;

    #[test]
    fn a_row_has_the_columns_the_delimiter_and_the_line_ends_of_its_table() {
        let check = |text: &str, row: Option<&str>| {
            assert_eq!(new_row(text, "Ann Holt", "clerk, acting", "Trust").as_deref(), row, "{text}");
        };
        check("name,note,role,affiliation\n", Some("Ann Holt,,\"clerk, acting\",Trust\n"));
        check("role;name\r\nmayor;Bob Hale", Some("\r\nclerk, acting;Ann Holt\r\n"));
        check("name", Some("\nAnn Holt\n"));
        check("\u{FEFF}Name\nBob Hale\n", Some("Ann Holt\n"));
        check("role\nmayor\n", None);
        // It would be words of the last cell.
        check("name,role\nBob Hale,\"mayor\n", None);
        check("name,role\nBob Hale,\"\"\"mayor\"\"\n", None);
        check("name,role\nBob \"Bo\" Hale,\"the \"\"mayor\"\"\"\n", Some("Ann Holt,\"clerk, acting\"\n"));
        check("", None);
        assert_eq!(new_row("name,role\n", "Ann Holt", "=1+1", ""), Some("Ann Holt,\n".to_owned()));
    }
}
