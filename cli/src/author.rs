//! `ziping new`, `ziping cases`, `ziping overlay from-xlsx`: help for those who write tables down.

use crate::args::New;
use crate::assess::{Failure, content, known, today};
use crate::content::{applied, built_in};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use ziping_author::cases::{Whose, propose, write};
use ziping_author::{skeleton, table, workbook};
use ziping_base::calendar::Day;
use ziping_base::diag::Diagnostic;
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::{Content, TextFile, load};
use ziping_regime::RuleBook;

/// The most bytes of a workbook.
const MOST_BYTES: u64 = 32 << 20;

fn failed(problem: Diagnostic) -> Failure {
    Failure::Content(vec![problem])
}

/// Writes new files, none of which may be there yet.
fn write_new(files: &[(PathBuf, &str)]) -> Result<(), Failure> {
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(there_already(path));
    }
    for (path, text) in files {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        // Someone else may have made it meanwhile.
        let opened = OpenOptions::new().write(true).create_new(true).open(path);
        let mut file = match opened {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(there_already(path)),
            opened => opened?,
        };
        file.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn there_already(path: &Path) -> Failure {
    let message = say!("`{path}` is there already", "“{path}”已经存在", path = path.display());
    let help =
        say!("nothing was written; name another file, or move this one", "什么也没有写；请换个名称，或移走原来的");
    failed(Diagnostic::error("file-exists", message).help(help))
}

/// The id that the name of a file gives.
fn id_of(file: &Path, id: Option<&str>) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    id.map_or_else(|| skeleton::id_of_file(&name), str::to_owned)
}

/// Begins a rule book or an overlay.
///
/// # Errors
/// An id that is none, an unknown regime, a file that is there already.
pub fn begin(what: &New, lang: Lang) -> Result<(), Failure> {
    let (written, hint) = match what {
        New::Overlay { regime, file, id, content: folder } => {
            let content = content(folder.as_deref())?;
            let id = id_of(file, id.as_deref());
            let text = skeleton::overlay(&content.library, regime, &id, lang).map_err(|problem| failed(*problem))?;
            write_new(&[(file.clone(), &text)])?;
            let folder = folder.as_ref().map_or("content/".into(), |folder| folder.display().to_string());
            (vec![file.clone()], format!("ziping check --overlay {} {folder}", file.display()))
        }
        New::Rulebook { id, folder } => {
            let own = skeleton::rulebook(id, lang).map_err(|problem| failed(*problem))?;
            let shared: Vec<TextFile> = built_in().into_iter().filter(|file| skeleton::is_shared(&file.path)).collect();
            // Shared files that are there stay as they are.
            let shared = shared.iter().filter(|file| !folder.join(&file.path).exists());
            let files: Vec<(PathBuf, &str)> =
                own.iter().chain(shared).map(|file| (folder.join(&file.path), file.text.as_str())).collect();
            if folder.join(id).exists() {
                return Err(there_already(&folder.join(id)));
            }
            write_new(&files)?;
            (files.into_iter().map(|(path, _)| path).collect(), format!("ziping check {}", folder.display()))
        }
    };
    for path in &written {
        anstream::println!("{}", path.display());
    }
    anstream::println!("{}{hint}", lang.pick("检查：", "check it: "));
    Ok(())
}

/// What cases are proposed for.
pub struct Asked<'a> {
    /// An overlay or a content folder.
    pub path: &'a Path,
    /// Only this regime of a folder.
    pub regime: Option<&'a str>,
    /// The content folder of an overlay.
    pub content: Option<&'a Path>,
    /// The day of assessment.
    pub as_of: Option<Day>,
}

/// Proposes cases.
///
/// # Errors
/// Content or an overlay that has problems, a file that is there already.
pub fn cases(asked: &Asked<'_>, out: Option<&Path>, lang: Lang) -> Result<(), Failure> {
    let mut text = String::new();
    if asked.path.is_dir() {
        let files = ziping_files::below(asked.path)?;
        let content = load(&files).map_err(Failure::Content)?;
        let books: Vec<&RuleBook> = match asked.regime {
            Some(regime) => vec![known(&content, regime)?],
            None => content.library.regimes.iter().collect(),
        };
        if out.is_some() && books.len() > 1 {
            let message = say!("several regimes and one file", "有多份规则，却只写一个文件");
            let help = say!("name one with --regime", "请用 --regime 指定一份");
            return Err(failed(Diagnostic::error("usage", message).help(help)));
        }
        for book in books {
            if asked.regime.is_none() {
                text.push_str(&format!("# {}/cases.toml\n", book.id));
            }
            let day = asked.as_of.or_else(|| Some(content.cases.get(&book.id)?.first()?.as_of)).unwrap_or_else(today);
            let proposals = propose(&content.library, book, Whose::Book, day);
            text.push_str(&write(&proposals, &content.library.catalogue, lang));
            text.push('\n');
        }
    } else {
        let content: Content = content(asked.content)?;
        let overlaid = applied(&content, &[asked.path.to_path_buf()]).map_err(Failure::Content)?;
        let Some(info) = overlaid.overlays.first().cloned() else { return Ok(()) };
        let first = overlaid.cases.get(&info.regime).and_then(|cases| cases.first()).map(|case| case.as_of);
        let content = overlaid.over(content);
        let book = known(&content, &info.regime)?;
        let day = asked.as_of.or(first).unwrap_or_else(today);
        let proposals = propose(&content.library, book, Whose::Overlay(&info.id), day);
        text.push_str(&write(&proposals, &content.library.catalogue, lang));
    }
    match out {
        Some(path) => {
            write_new(&[(path.to_path_buf(), &text)])?;
            anstream::println!("{}", path.display());
        }
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(text.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Drafts an overlay from a workbook.
///
/// # Errors
/// A workbook that cannot be read or has no table, an unknown regime, a file that is there already.
pub fn from_xlsx(
    file: &Path,
    regime: &str,
    id: Option<&str>,
    folder: Option<&Path>,
    out: &Path,
    lang: Lang,
) -> Result<(), Failure> {
    let name = file.display().to_string();
    let unreadable = |error: &dyn std::fmt::Display| {
        let message = say!("`{name}` cannot be read: {error}", "“{name}”读不出来：{error}");
        failed(Diagnostic::error("unreadable", message).help(say!("name a workbook (.xlsx)", "请写 .xlsx 文件的路径")))
    };
    if std::fs::metadata(file).map_err(|error| unreadable(&error))?.len() > MOST_BYTES {
        return Err(unreadable(&lang.pick("超过 32 MB", "more than 32 MB")));
    }
    let bytes = std::fs::read(file).map_err(|error| unreadable(&error))?;
    let workbook = workbook::read(&name, &bytes).map_err(|problem| failed(*problem))?;
    let content = content(folder)?;
    let id = id_of(out, id);
    let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let order = table::Order { regime, id: &id, lang, file: &source };
    let draft = table::draft(&workbook, &content, &order).map_err(Failure::Content)?;
    write_new(&[(out.to_path_buf(), &draft.text)])?;
    let table::Draft { read, typed, left, divided, .. } = draft;
    anstream::println!("{}", out.display());
    anstream::println!(
        "{}",
        match lang {
            Lang::Zh => format!(
                "读懂 {read} 行；{typed} 行没有读懂，先由申请者自己填得分；{left} 行只留作注释；拆分了 {divided} 个要素。带 TODO 的逐条核对"
            ),
            Lang::En => format!(
                "{read} lines read; {typed} not understood, typed by the applicant until then; {left} kept as comments only; {divided} elements divided. Go through every TODO"
            ),
        }
    );
    Ok(())
}
