//! Lines of cells, as spreadsheets copy them and as CSV files hold them.

/// What stands between the cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divider {
    /// A tab, as spreadsheets copy.
    Tab,
    /// A comma, as in CSV files.
    Comma,
    /// A semicolon, as in CSV files of other countries.
    Semicolon,
}

impl Divider {
    /// The character.
    #[must_use]
    pub const fn character(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
            Self::Semicolon => ';',
        }
    }

    /// The divider of a text: a tab where there is one; else what divides every line that is not blank into as many
    /// cells, at least two.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.contains('\t') {
            return Self::Tab;
        }
        let divides = |divider: &Self| {
            let lines = cells(text, *divider);
            let widths: Vec<usize> = lines.iter().map(Vec::len).collect();
            widths.first().is_some_and(|first| *first > 1 && widths.iter().all(|width| width == first))
        };
        [Self::Comma, Self::Semicolon].into_iter().find(divides).unwrap_or(Self::Tab)
    }
}

/// The cells of each line that is not blank. A cell is quoted only when its closing quote stands before a divider, a line
/// end or the end of the text: then it may hold dividers, line ends and doubled quotes. Otherwise its quotes are its own.
#[must_use]
pub fn cells(text: &str, divider: Divider) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut lines, mut line) = (Vec::new(), Vec::new());
    let mut rest = text;
    loop {
        let (cell, after) = quoted(rest, divider).unwrap_or_else(|| {
            let end = rest.find([divider.character(), '\n']).unwrap_or(rest.len());
            let (cell, after) = rest.split_at(end);
            (cell.strip_suffix('\r').unwrap_or(cell).to_owned(), after)
        });
        line.push(cell);
        let mut behind = after.chars();
        match behind.next() {
            Some(c) if c == divider.character() => rest = behind.as_str(),
            Some(_) => {
                lines.push(std::mem::take(&mut line));
                rest = behind.as_str();
            }
            None => break,
        }
    }
    lines.push(line);
    lines.retain(|line| line.iter().any(|cell| !cell.trim().is_empty()));
    lines
}

/// A quoted cell, and what follows it: a divider, a line feed, or nothing. `None`: a quote here is the cell's own.
fn quoted(text: &str, divider: Divider) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        if let Some(more) = after.strip_prefix('"') {
            cell.push('"');
            rest = more;
            continue;
        }
        let after = after.strip_prefix('\r').filter(|rest| rest.is_empty() || rest.starts_with('\n')).unwrap_or(after);
        let ends = after.is_empty() || after.starts_with([divider.character(), '\n']);
        return ends.then_some((cell, after));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(text: &str) -> Vec<Vec<String>> {
        cells(text, Divider::Tab)
    }

    fn own(lines: &[&[&str]]) -> Vec<Vec<String>> {
        lines.iter().map(|line| line.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_quoted_cell_keeps_its_line_ends_dividers_and_quotes() {
        assert_eq!(tabs("\"甲\n\"\"乙\"\"\t丙\"\t1"), own(&[&["甲\n\"乙\"\t丙", "1"]]));
        assert_eq!(tabs("\"甲\"\r\n\"乙\"\r\n"), own(&[&["甲"], &["乙"]]));
        assert_eq!(tabs("\"\"\t甲"), own(&[&["", "甲"]]));
    }

    #[test]
    fn a_quote_that_is_not_closed_before_a_divider_is_the_cell_s_own() {
        assert_eq!(tabs("\"未闭合\t1\n乙\t2"), own(&[&["\"未闭合", "1"], &["乙", "2"]]));
        assert_eq!(tabs("\"智慧城市\"平台\t1\n乙\t2"), own(&[&["\"智慧城市\"平台", "1"], &["乙", "2"]]));
        assert_eq!(tabs("\"数字\"与\"智能\"\t1"), own(&[&["\"数字\"与\"智能\"", "1"]]));
        assert_eq!(tabs("\"未闭合\t1\n\"乙\"\t2"), own(&[&["\"未闭合", "1"], &["乙", "2"]]));
        assert_eq!(tabs("平台\"一期\"\t5\"屏"), own(&[&["平台\"一期\"", "5\"屏"]]));
        assert_eq!(tabs("\""), own(&[&["\""]]));
        assert_eq!(tabs("\"甲\r\n乙"), own(&[&["\"甲"], &["乙"]]));
    }

    #[test]
    fn lines_end_as_on_any_system_and_blank_ones_are_passed_over() {
        assert_eq!(tabs("甲\t1\r\n\n \t\r\n乙\t2\n"), own(&[&["甲", "1"], &["乙", "2"]]));
        assert_eq!(tabs("\u{feff}甲"), own(&[&["甲"]]));
        assert_eq!(tabs(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn commas_divide_where_each_line_has_as_many() {
        for (text, divider) in [
            ("甲,1\n乙,2", Divider::Comma),
            ("名称;金额\n甲;1,5", Divider::Semicolon),
            ("甲,\"1,200\"\n乙,\"2,000\"", Divider::Comma),
            ("甲\t1,200", Divider::Tab),
            ("北京,上海\n广州", Divider::Tab),
            ("甲\n乙", Divider::Tab),
            ("", Divider::Tab),
        ] {
            assert_eq!(Divider::of(text), divider, "{text}");
        }
        assert_eq!(cells("甲,\"1,200\"\n", Divider::Comma), own(&[&["甲", "1,200"]]));
    }

    #[test]
    fn a_hundred_thousand_open_quotes_take_no_longer_than_their_text() {
        let text = "\"甲\t".repeat(100_000);
        assert_eq!(tabs(&text).first().map(Vec::len), Some(100_001));
        let doubled = "\"\"\"\t".repeat(100_000);
        assert!(!tabs(&doubled).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn what_a_spreadsheet_copies_is_read_as_it_was(
            table in proptest::collection::vec(proptest::collection::vec("[甲a\"\t\n ]{0,6}x", 2..4), 1..5),
        ) {
            // As Excel copies: a cell with a quote, a tab or a line end is quoted.
            let one = |cell: &String| {
                if cell.contains(['"', '\t', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            };
            let text: Vec<String> = table.iter().map(|line| line.iter().map(one).collect::<Vec<_>>().join("\t")).collect();
            proptest::prop_assert_eq!(tabs(&text.join("\r\n")), table);
        }

        #[test]
        fn no_character_outside_quotes_is_lost(text in "[甲\"\t\nx]{0,30}") {
            let read: usize = tabs(&text).iter().flatten().map(|cell| cell.matches('甲').count()).sum();
            proptest::prop_assert_eq!(read, text.matches('甲').count());
        }
    }
}
