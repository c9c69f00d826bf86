//! Many packages as a spreadsheet, for an association's desk.

use super::about::NotAPackage;
use super::handed::duplicates;
use super::inspect::Inspection;
use super::say::Desk;
use crate::PackageError;
use crate::book::{Book, Cell};
use crate::excel::excel;
use crate::words;
use crate::words::desk::table::heads;
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_regime::Words;

/// A file that was opened, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name of the file.
    pub file: String,
    /// What was found, or why it is refused.
    pub found: Result<Inspection, NotAPackage>,
}

/// A head in a language.
type Head = fn(Lang) -> &'static str;

/// Heads and widths.
const COLUMNS: [(Head, u16); 20] = [
    (heads::number, 6),
    (heads::file, 30),
    (heads::organisation, 26),
    (heads::code, 21),
    (heads::contact, 24),
    (heads::rulebook, 26),
    (heads::reference_day, 13),
    (heads::applied_for, 14),
    (heads::eligible, 10),
    (heads::score, 10),
    (heads::then, 16),
    (heads::now, 16),
    (heads::today, 16),
    (heads::verdict, 20),
    (heads::files, 22),
    (heads::differences, 40),
    (heads::version, 12),
    (heads::overlays, 20),
    (heads::repeats, 10),
    (heads::remarks, 40),
];

/// The column of the verdict.
const VERDICT: usize = 13;

/// The spreadsheet as an Excel file. `words`: all words of a regime in the language, `None` where there is no such one;
/// `made`: the day that its properties and title bear.
///
/// # Errors
/// When it would be larger than an Excel file can be.
pub fn table<'w>(
    rows: &[Row],
    words: &dyn Fn(&str) -> Option<&'w Words>,
    lang: Lang,
    made: Day,
) -> Result<Vec<u8>, PackageError> {
    let general = Desk { words: None, lang };
    let title = words::desk::table::title(lang);
    let remark = words::desk::table::remark(lang, made);
    let heads = COLUMNS.map(|(head, width)| (head(lang), width));
    let mut book = Book::new(title, title, remark, &heads);
    for ((number, row), repeats) in (1_i64..).zip(rows).zip(duplicates(rows)) {
        let mut cells = vec![Cell::Count(number), row.file.as_str().into()];
        match &row.found {
            Ok(found) => {
                let repeats = repeats.map(|place| words::desk::table::repeats(lang, place + 1));
                let desk = Desk { words: words(&found.about.regime), lang };
                cells.extend(opened(found, &desk, repeats.unwrap_or_default()));
            }
            Err(why) => {
                cells.resize(COLUMNS.len() - 1, "".into());
                if let Some(verdict) = cells.get_mut(VERDICT) {
                    *verdict = words::desk::table::refused(lang).into();
                }
                cells.push(general.refusal(why).into());
            }
        }
        book.rows.push(cells);
    }
    Ok(excel(&[book], "Ziping", made, lang)?)
}

/// The cells of a package that could be opened, from the organisation on.
fn opened(found: &Inspection, desk: &Desk<'_>, repeats: String) -> Vec<Cell> {
    let grade =
        |seen: &Option<super::seen::Seen>| seen.as_ref().map_or_else(String::new, |seen| desk.grade(&seen.grade));
    let lines = |lines: Vec<String>| Cell::from(lines.join("\n"));
    let mut remarks: Vec<String> = found.problems.iter().map(|problem| desk.problem(problem, found)).collect();
    if let Some(redacted) = found.about.redacted {
        remarks.push(words::desk::redacted::remark(desk.lang, desk.redacted(redacted)));
    }
    remarks.push(desk.answers(found).to_owned());
    remarks.extend(found.disagreeing.iter().map(|one| desk.disagreeing(one)));
    remarks.extend(found.carrying.iter().flat_map(|one| desk.carrying(one)));
    let mut files = vec![desk.files(found)];
    files.extend(desk.noted(found));
    vec![
        desk.organisation(found).into(),
        found.code.as_str().into(),
        found.contact.as_str().into(),
        desk.regime(found).into(),
        Cell::Date(found.about.as_of),
        desk.applied_for(found).into(),
        desk.eligible(found).into(),
        desk.points(found).into(),
        grade(&found.then).into(),
        grade(&found.now).into(),
        found.today.as_ref().map_or_else(|| grade(&found.now), |today| desk.grade(today)).into(),
        desk.verdict(found.verdict()).into(),
        lines(files),
        lines(found.differences.iter().map(|difference| desk.difference(difference)).collect()),
        found.about.rulebook.as_str().into(),
        lines(found.about.overlays.clone()),
        repeats.into(),
        lines(remarks),
    ]
}
