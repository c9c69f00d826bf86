//! `ziping inspect`: packages from others, opened, checked and assessed again.

use crate::args::{InspectFormat, Inspection as Request};
use crate::assess::{Failure, content, today};
use crate::content::with_overlays;
use crate::text::{self, BOLD, DIM, GREEN, PLAIN, RED, YELLOW};
use rayon::prelude::*;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use ziping_core::assess::Lang;
use ziping_core::diag::{Diagnostic, Said};
use ziping_core::receive::{Desk, FileState, Inspection, NotAPackage, Row, Verdict, inspect, table};
use ziping_core::regime::{Content, Words};
use ziping_core::unzip::{ReadAt, Unreadable};

/// A file that is read where it is needed, so that a large package need not be in memory.
struct OnDisk {
    size: u64,
    file: Mutex<File>,
}

impl ReadAt for OnDisk {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(into)).map_err(|_| Unreadable)
    }
}

/// Inspects packages; `false` when one of them is not sound.
///
/// # Errors
/// Bad content or usage, or output that cannot be written.
pub fn run(request: &Request) -> Result<bool, Failure> {
    let content = with_overlays(content(request.content.as_deref())?, &request.overlay).map_err(Failure::Content)?;
    let lang = request.lang.into();
    let on = request.on.unwrap_or_else(today);
    if (request.format == InspectFormat::Xlsx) != request.out.is_some() {
        let problem = Diagnostic::error("usage", Said::english("`--format xlsx` and `--out FILE` go together"));
        return Err(Failure::Content(vec![
            problem.help(Said::english("ziping inspect --format xlsx --out table.xlsx packages/*.zip")),
        ]));
    }
    let rows: Vec<(Row, Option<String>)> = request.packages.par_iter().map(|file| open(file, &content, on)).collect();
    for (row, unreadable) in &rows {
        if let Some(error) = unreadable {
            let problem =
                Diagnostic::error("unreadable", Said::english(format!("`{}` cannot be read: {error}", row.file)));
            anstream::eprintln!(
                "{}\n",
                text::problem(&problem.help(Said::english("name application packages (*.zip)")), Lang::En)
            );
        }
    }
    let rows: Vec<Row> = rows.into_iter().map(|(row, _)| row).collect();
    let sound = rows.iter().all(|row| row.found.as_ref().is_ok_and(|found| found.verdict() == Verdict::Sound));
    let words = all_words(&content, lang);
    let mut out = anstream::stdout().lock();
    match (&request.format, &request.out) {
        (InspectFormat::Xlsx, Some(path)) => {
            let bytes = table(&rows, &|regime| words.get(regime), lang, on).map_err(|error| {
                Failure::Content(vec![Diagnostic::error("table", Said::english(error.to_string()))])
            })?;
            std::fs::write(path, bytes)?;
            writeln!(out, "{}: {} package(s)", path.display(), rows.len())?;
        }
        (InspectFormat::Json, _) => {
            for row in &rows {
                writeln!(out, "{}", json_of(row, &words, lang)?)?;
            }
        }
        (InspectFormat::Text | InspectFormat::Xlsx, _) => {
            for row in &rows {
                write!(out, "{}", text_of(row, &words, lang))?;
            }
        }
    }
    Ok(sound)
}

/// Opens a package; beside it the system's complaint when the file cannot be opened at all.
fn open(file: &Path, content: &Content, on: ziping_core::calendar::Day) -> (Row, Option<String>) {
    let name = file.display().to_string();
    let opened = File::open(file).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((size, file)) => {
            let source = OnDisk { size, file: Mutex::new(file) };
            let found = inspect(&source, &content.library, Some(on), &mut |_, _| ControlFlow::Continue(()));
            (Row { file: name, found }, None)
        }
        Err(error) => {
            let refused = ziping_core::unzip::Refused { reason: ziping_core::unzip::Reason::Unreadable, entry: None };
            (Row { file: name, found: Err(NotAPackage::Archive(refused)) }, Some(error.to_string()))
        }
    }
}

fn all_words(content: &Content, lang: Lang) -> BTreeMap<String, Words> {
    let books = content.library.regimes.iter();
    books.map(|book| (book.id.clone(), content.words_for(lang.code(), &book.id))).collect()
}

fn json_of(row: &Row, words: &BTreeMap<String, Words>, lang: Lang) -> std::io::Result<Json> {
    let mut line = Map::new();
    line.insert("file".to_owned(), json!(row.file));
    match &row.found {
        Err(why) => {
            let desk = Desk { words: None, lang };
            line.insert("refused".to_owned(), json!({ "reason": why.code(), "text": desk.refusal(why) }));
        }
        Ok(found) => {
            let desk = Desk { words: words.get(&found.about.regime), lang };
            line.insert("verdict".to_owned(), json!(found.verdict()));
            line.insert("intact".to_owned(), json!(found.is_intact()));
            if let Json::Object(all) = serde_json::to_value(found).map_err(std::io::Error::other)? {
                line.extend(all);
            }
            let differences: Vec<String> = found.differences.iter().map(|one| desk.difference(one)).collect();
            let problems: Vec<String> = found.problems.iter().map(|one| desk.problem(one, found)).collect();
            line.insert(
                "text".to_owned(),
                json!({ "verdict": desk.verdict(found.verdict()), "differences": differences, "problems": problems }),
            );
        }
    }
    Ok(Json::Object(line))
}

fn text_of(row: &Row, words: &BTreeMap<String, Words>, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let mut line = |content: String| {
        let _ = writeln!(text, "{content}");
    };
    line(format!("{BOLD}{}{PLAIN}", row.file));
    match &row.found {
        Err(why) => line(format!("  {RED}✕ {}{PLAIN}", Desk { words: None, lang }.refusal(why))),
        Ok(found) => {
            let desk = Desk { words: words.get(&found.about.regime), lang };
            let (colour, sign) = match found.verdict() {
                Verdict::Sound => (GREEN, "✓"),
                Verdict::Differs | Verdict::Unknown => (YELLOW, "!"),
                Verdict::Changed => (RED, "✕"),
            };
            line(format!("  {colour}{sign} {}{PLAIN}", desk.verdict(found.verdict())));
            about(found, &desk, &mut line);
            line(format!("  {}: {}", lang.pick("文件", "files"), desk.files(found)));
            for file in found.files.iter().filter(|file| file.state != FileState::Intact) {
                line(format!("      {RED}{}{PLAIN} {}", desk.state(file.state), file.path));
            }
            if !found.differences.is_empty() {
                line(format!("  {}:", lang.pick("不同之处", "differences")));
            }
            for difference in &found.differences {
                let colour = if difference.matters() { YELLOW } else { DIM };
                line(format!("      {colour}{}{PLAIN}", desk.difference(difference)));
            }
            for problem in &found.problems {
                line(format!("  {YELLOW}{}{PLAIN}", desk.problem(problem, found)));
            }
        }
    }
    text.push('\n');
    text
}

/// What the package is and what it comes to.
fn about(found: &Inspection, desk: &Desk<'_>, line: &mut dyn FnMut(String)) {
    let about = &found.about;
    line(format!("  {} · {} · {}", desk.organisation(found), desk.regime(found), about.as_of));
    line(format!(
        "  {DIM}{} {} · Ziping {}{PLAIN}",
        desk.lang.pick("规则版本", "rule book"),
        about.rulebook,
        about.kit
    ));
    if let Some(redacted) = about.redacted {
        let text =
            desk.lang.pick("隐去版，不能用于递交；隐去：", "an export for outsiders, not for hand-in; left out: ");
        line(format!("  {YELLOW}{text}{}{PLAIN}", desk.redacted(redacted)));
    }
    line(format!("  {}: {}", desk.lang.pick("申报目标", "applied for"), desk.outcome(&about.target)));
    if let Some(then) = &found.then {
        line(format!("  {}: {}", desk.lang.pick("申请人所见", "applicant's result"), desk.grade(&then.grade)));
    }
    if let Some(now) = &found.now {
        line(format!("  {}: {}", desk.lang.pick("重新评定", "assessed again"), desk.grade(&now.grade)));
    }
    if let Some(today) = &found.today {
        line(format!("  {}: {}", desk.lang.pick("今日评定", "assessed today"), desk.grade(today)));
    }
}
