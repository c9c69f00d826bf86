//! Many packages as a spreadsheet, for an association's desk.

use super::about::NotAPackage;
use super::handed::duplicates;
use super::inspect::Inspection;
use super::say::Desk;
use crate::PackageError;
use crate::book::{Book, Cell};
use crate::excel::excel;
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

/// Heads in Chinese and English, and widths.
const COLUMNS: [(&str, &str, u16); 20] = [
    ("序号", "No.", 6),
    ("文件", "File", 30),
    ("单位", "Organisation", 26),
    ("统一社会信用代码", "Unified social credit code", 21),
    ("联系人", "Contact", 24),
    ("规则", "Rule book", 26),
    ("评价基准日", "Assessed on", 13),
    ("申报等级", "Applied for", 14),
    ("申报资格", "Eligible", 10),
    ("得分", "Score", 10),
    ("申请人所见结果", "Applicant’s result", 16),
    ("重新评定结果", "Assessed again", 16),
    ("今日结果", "Result today", 16),
    ("结论", "Verdict", 20),
    ("文件核对", "Files", 22),
    ("不同之处", "Differences", 40),
    ("规则版本", "Rule-book version", 12),
    ("补充规则", "Overlays", 20),
    ("重复", "Repeats", 10),
    ("说明", "Remarks", 40),
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
    let title = general.lang.pick("申请包核对表", "Application packages");
    let remark = match lang {
        Lang::Zh => format!(
            "{made} 由“Ziping 自评”核对：按清单核对每个文件，并按现行规则重新评定。供受理时参考，不是评审结论。"
        ),
        Lang::En => format!(
            "Checked on {made} by Ziping: every file against its manifest, every result against the present rule book. For reference at the desk; no decision."
        ),
    };
    let heads = COLUMNS.map(|(zh, en, width)| (general.lang.pick(zh, en), width));
    let mut book = Book::new(title, title, remark, &heads);
    for ((number, row), repeats) in (1_i64..).zip(rows).zip(duplicates(rows)) {
        let mut cells = vec![Cell::Count(number), row.file.as_str().into()];
        match &row.found {
            Ok(found) => {
                let repeats = repeats.map(|place| match lang {
                    Lang::Zh => format!("同序号 {}", place + 1),
                    Lang::En => format!("as No. {}", place + 1),
                });
                let desk = Desk { words: words(&found.about.regime), lang };
                cells.extend(opened(found, &desk, repeats.unwrap_or_default()));
            }
            Err(why) => {
                cells.resize(COLUMNS.len() - 1, "".into());
                if let Some(verdict) = cells.get_mut(VERDICT) {
                    *verdict = general.lang.pick("不予打开", "refused").into();
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
        let text =
            desk.lang.pick("隐去版，不能用于递交；隐去：", "An export for outsiders, not for hand-in; left out: ");
        remarks.push(format!("{text}{}", desk.redacted(redacted)));
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
