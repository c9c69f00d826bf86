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
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use ziping_base::diag::{Diagnostic, Said, one_line};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::Content;
use ziping_dossier::receive::{
    Desk, FileState, Inspection, NotAPackage, Opener, Row, Verdict, duplicates, open, table,
};
use ziping_regime::{Library, Words};
use ziping_unzip::{ReadAt, Unreadable};

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
pub fn run(request: &Request, lang: Lang) -> Result<bool, Failure> {
    let base = || content(request.content.as_deref());
    let content = with_overlays(base()?, &request.overlay).map_err(Failure::Content)?;
    let mut also = Vec::new();
    for file in &request.also {
        also.push(with_overlays(base()?, std::slice::from_ref(file)).map_err(Failure::Content)?.library);
    }
    let others: Vec<&Library> = also.iter().collect();
    let on = request.on.unwrap_or_else(today);
    if (request.format == InspectFormat::Xlsx) != request.out.is_some() {
        let message = say!("`--format xlsx` and `--out FILE` go together", "“--format xlsx”和“--out 文件”要一起写");
        let help = say!(
            "write `ziping inspect --format xlsx --out table.xlsx packages/*.zip`",
            "写成“ziping inspect --format xlsx --out table.xlsx packages/*.zip”"
        );
        return Err(Failure::Content(vec![Diagnostic::error("usage", message).help(help)]));
    }
    let opener = |file: &PathBuf| {
        let opener = Opener { library: &content.library, others: &others, today: Some(on), decode: &gb_18030 };
        open_file(file, &opener)
    };
    let rows: Vec<(Vec<Row>, Option<String>)> = request.packages.par_iter().map(opener).collect();
    for (rows, unreadable) in &rows {
        if let (Some(row), Some(error)) = (rows.first(), unreadable) {
            let message = say!("`{file}` cannot be read: {error}", "“{file}”读不出来：{error}", file = &row.file);
            let help = say!("name application packages (*.zip)", "请写申报包（*.zip）的路径");
            anstream::eprintln!("{}\n", text::problem(&Diagnostic::error("unreadable", message).help(help), lang));
        }
    }
    let rows: Vec<Row> = rows.into_iter().flat_map(|(rows, _)| rows).collect();
    // Papers that were edited and files that were added are what hand-ins are like.
    let good = |found: &Inspection| matches!(found.verdict(), Verdict::Sound | Verdict::Edited);
    let sound = rows.iter().all(|row| row.found.as_ref().is_ok_and(good));
    let words = all_words(&content, lang);
    let mut out = anstream::stdout().lock();
    match (&request.format, &request.out) {
        (InspectFormat::Xlsx, Some(path)) => {
            let bytes = table(&rows, &|regime| words.get(regime), lang, on).map_err(|error| {
                Failure::Content(vec![Diagnostic::error("table", Said::english(error.to_string()))])
            })?;
            std::fs::write(path, bytes)?;
            match lang {
                Lang::Zh => writeln!(out, "{}：{} 份申报包", path.display(), rows.len())?,
                Lang::En => writeln!(out, "{}: {} package(s)", path.display(), rows.len())?,
            }
        }
        (InspectFormat::Json, _) => {
            for (row, repeats) in rows.iter().zip(duplicates(&rows)) {
                let repeats = repeats.and_then(|place| rows.get(place)).map(|row| row.file.as_str());
                writeln!(out, "{}", json_of(row, repeats, &words, lang)?)?;
            }
        }
        (InspectFormat::Text | InspectFormat::Xlsx, _) => {
            for (row, repeats) in rows.iter().zip(duplicates(&rows)) {
                let repeats = repeats.and_then(|place| rows.get(place)).map(|row| row.file.as_str());
                write!(out, "{}", text_of(row, repeats, &words, lang))?;
            }
        }
    }
    Ok(sound)
}

/// Reads a name in the code page of Chinese Windows.
fn gb_18030(bytes: &[u8]) -> Option<String> {
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// Opens a file; beside its packages the system's complaint when it cannot be opened at all.
fn open_file(file: &Path, opener: &Opener<'_>) -> (Vec<Row>, Option<String>) {
    let name = file.display().to_string();
    let opened = File::open(file).and_then(|file| Ok((file.metadata()?.len(), file)));
    match opened {
        Ok((size, file)) => {
            let source = OnDisk { size, file: Mutex::new(file) };
            (open(&source, &name, opener, &mut |_, _| ControlFlow::Continue(())), None)
        }
        Err(error) => {
            let refused = ziping_unzip::Refused { reason: ziping_unzip::Reason::Unreadable, entry: None };
            (vec![Row { file: name, found: Err(NotAPackage::Archive(refused)) }], Some(error.to_string()))
        }
    }
}

fn all_words(content: &Content, lang: Lang) -> BTreeMap<String, Words> {
    let books = content.library.regimes.iter();
    books.map(|book| (book.id.clone(), content.words_for(lang.code(), &book.id))).collect()
}

fn json_of(row: &Row, repeats: Option<&str>, words: &BTreeMap<String, Words>, lang: Lang) -> std::io::Result<Json> {
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
            if let Some(first) = repeats {
                line.insert("repeats".to_owned(), json!(first));
            }
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

fn text_of(row: &Row, repeats: Option<&str>, words: &BTreeMap<String, Words>, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let mut line = |content: String| {
        let _ = writeln!(text, "{content}");
    };
    line(format!("{BOLD}{}{PLAIN}", one_line(&row.file)));
    match &row.found {
        Err(why) => line(format!("  {RED}✕ {}{PLAIN}", Desk { words: None, lang }.refusal(why))),
        Ok(found) => {
            let desk = Desk { words: words.get(&found.about.regime), lang };
            let (colour, sign) = match found.verdict() {
                Verdict::Sound => (GREEN, "✓"),
                Verdict::Edited | Verdict::Differs | Verdict::Unknown => (YELLOW, "!"),
                Verdict::Changed => (RED, "✕"),
            };
            line(format!("  {colour}{sign} {}{PLAIN}", desk.verdict(found.verdict())));
            about(found, &desk, &mut line);
            if let Some(first) = repeats {
                line(format!("  {YELLOW}{}{first}{PLAIN}", lang.pick("与此重复：", "repeats ")));
            }
            line(format!("  {}: {}", lang.pick("文件", "files"), desk.files(found)));
            for file in found.files.iter().filter(|file| file.state != FileState::Intact) {
                let colour = if file.state.is_damage() {
                    RED
                } else if file.state.is_noted() {
                    YELLOW
                } else {
                    DIM
                };
                line(format!("      {colour}{}{PLAIN} {}", desk.state(file.state), file.path));
            }
            for one in &found.disagreeing {
                line(format!("  {YELLOW}{}{PLAIN}", desk.disagreeing(one)));
            }
            for one in found.carrying.iter().flat_map(|one| desk.carrying(one)) {
                line(format!("  {YELLOW}{}{PLAIN}", one_line(&one)));
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
    let who = [found.code.as_str(), found.contact.as_str()].into_iter().filter(|text| !text.is_empty());
    let who = who.collect::<Vec<_>>().join(" · ");
    if !who.is_empty() {
        line(format!("  {who}"));
    }
    line(format!("  {}: {}", desk.lang.pick("申报资格", "eligible"), desk.eligible(found)));
    if !about.overlays.is_empty() {
        let overlays = about.overlays.join(desk.lang.pick("、", ", "));
        line(format!("  {}: {overlays}", desk.lang.pick("补充规则", "overlays")));
    }
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
    let applied_for = desk.applied_for(found);
    if !applied_for.is_empty() {
        line(format!("  {}: {applied_for}", desk.lang.pick("申报等级", "applied for")));
    }
    line(format!("  {}: {}", desk.lang.pick("答案", "answers"), desk.answers(found)));
    if let Some(then) = &found.then {
        line(format!("  {}: {}", desk.lang.pick("申请人所见", "applicant's result"), desk.grade(&then.grade)));
    }
    if let Some(now) = &found.now {
        line(format!("  {}: {}", desk.lang.pick("重新评定", "assessed again"), desk.grade(&now.grade)));
    }
    let in_use = desk.in_use(found);
    if !in_use.is_empty() {
        line(format!("  {}: {in_use}", desk.lang.pick("按现在用的补充规则", "with the overlays in use now")));
    }
    if let Some(today) = &found.today {
        line(format!("  {}: {}", desk.lang.pick("今日评定", "assessed today"), desk.grade(today)));
    }
}
