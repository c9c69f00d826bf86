//! Looking into a rule book: the page asks, the worker reads, checks and counts.

use super::order::{ByFile, Clauses, Found, Look, Looked};
use crate::browser;
use crate::overlay::{ask, files_of_site};
use crate::worker::{Errand, Reading, listen, say};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_author::check::check;
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_base::say;
use ziping_content::TextFile;
use ziping_content::draft::{Draft, Gathered, Handed, LARGEST, gather};
use ziping_dossier::Measure;
use ziping_rules::fact::{Catalogue, read_answers};
use ziping_unzip::{Limits, Refused, Zip};

/// For the folder of a rule book, which is text.
const LIMITS: Limits =
    Limits { archive: 8 << 20, entries: 500, name: 250, single: 4 << 20, total: 16 << 20, ratio: 250 };

/// Looks into the rule book that these files are, by their paths. `None`: the browser gives no worker, or the worker cannot get
/// the rule books of the site.
pub(crate) async fn look_into(files: Vec<(String, Blob)>) -> Option<Looked> {
    let (paths, files) = files.into_iter().unzip();
    ask(Look::IntoFiles(paths), files).await
}

/// Looks once more into one that is kept.
pub(crate) async fn look_again(kept: String) -> Option<Looked> {
    ask(Look::IntoKept(kept), Vec::new()).await
}

/// The worker's side: waits for rule books.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, Errand { ask, over: _, files }: Errand<Look>| {
        // Nothing said means that the rule books of the site could not be had.
        spawn_local(async move { say(&scope, &serve(&scope, ask, files).await) });
    });
}

async fn serve(scope: &DedicatedWorkerGlobalScope, ask: Look, files: Vec<Blob>) -> Option<Looked> {
    let gathered = match ask {
        Look::IntoFiles(paths) => match handed(paths, files) {
            Ok(handed) => gather(handed, browser::decode),
            Err(problem) => Gathered { draft: Err(vec![problem]), left_out: Vec::new() },
        },
        Look::IntoKept(text) => Gathered { draft: Ok(Draft::from_text(&text)?), left_out: Vec::new() },
    };
    let Gathered { draft, left_out } = gathered;
    Some(match draft {
        Err(refused) => Looked { left_out, refused, found: None },
        Ok(draft) => Looked { left_out, refused: Vec::new(), found: Some(found(&draft, &files_of_site(scope).await?)) },
    })
}

/// The files with their bytes: of a zip that is there alone, those in it.
fn handed(paths: Vec<String>, files: Vec<Blob>) -> Result<Vec<Handed>, Diagnostic> {
    if let ([path], [file]) = (paths.as_slice(), files.as_slice())
        && path.to_ascii_lowercase().ends_with(".zip")
    {
        return unzip(file);
    }
    let mut taken = Vec::new();
    for (path, file) in paths.into_iter().zip(files) {
        // Of what is far too large so much is read that it is refused as that.
        let start = file.slice_with_f64_and_f64(0.0, (LARGEST + 1) as f64).map_err(|_| unreadable())?;
        let bytes = bytes_of(start).ok_or_else(unreadable)?;
        taken.push(Handed { path, bytes });
    }
    Ok(taken)
}

fn bytes_of(file: Blob) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    Reading::of(file)?.parts(&mut |part| bytes.extend_from_slice(part)).ok()?;
    Some(bytes)
}

fn unreadable() -> Diagnostic {
    Diagnostic::error("unreadable", say!("the files cannot be read", "文件读不出来"))
        .help(say!("choose them again", "请重新选择"))
}

fn unzip(file: &Blob) -> Result<Vec<Handed>, Diagnostic> {
    let refuse = |refused: Refused| {
        let Refused { reason, entry } = &refused;
        let zh = match entry {
            Some(entry) => format!("{}：“{entry}”", reason.in_chinese()),
            None => reason.in_chinese().to_owned(),
        };
        Diagnostic::error("not-opened", Said::new(refused.to_string(), zh)).help(say!(
            "pack the folder of the rule book as an ordinary zip, or hand over the folder itself",
            "请把规则的文件夹压成普通的 zip，或直接放入文件夹"
        ))
    };
    let reading = Reading::of(file.clone()).ok_or_else(unreadable)?;
    let zip = Zip::open_named(&reading, &LIMITS, &|name| browser::decode(name).ok()).map_err(refuse)?;
    let mut taken = Vec::new();
    for entry in zip.entries() {
        let bytes = zip.read(entry, LIMITS.single).map_err(refuse)?;
        taken.push(Handed { path: entry.name().to_owned(), bytes });
    }
    Ok(taken)
}

/// What there is to say of a rule book beside those of the site.
fn found(draft: &Draft, site: &[TextFile]) -> Found {
    let files = draft.among(site);
    let checked = check(&files, |id| id == draft.id);
    let loads = checked.loads();
    let open = checked.problems.iter().filter(|problem| problem.code == "clause-not-encoded").count();
    let (errors, mut remarks) = checked.said_of(draft, &files);
    remarks.extend(example(draft, &checked.content.library.catalogue, loads));
    let text = draft.to_text();
    let mut found = Found {
        id: draft.id.clone(),
        hash: Measure::sha256_of(&text),
        text,
        replaces: site.iter().any(|file| file.path == format!("{}/rulebook.toml", draft.id)),
        loads,
        errors: by_file(&errors, draft),
        remarks: by_file(&remarks, draft),
        ran: checked.ran,
        cases: checked.content.cases.get(&draft.id).map_or(0, Vec::len),
        failed: by_file(&checked.failed, draft),
        ..Found::default()
    };
    for (lang, title) in ["zh", "en"].iter().zip(&mut found.titles) {
        let words = checked.content.words.get(*lang).and_then(|folders| folders.get(&draft.id));
        *title = words.map(|words| words.get("regime", "").title.clone()).unwrap_or_default();
    }
    if let Some(book) = checked.content.library.regime(&draft.id) {
        let silent = book.clauses.iter().filter(|clause| clause.nothing).count();
        found.clauses = Clauses { all: book.clauses.len(), silent, open };
        let own = checked.content.words.get("zh").and_then(|folders| folders.get(&draft.id));
        let facts = own.map_or(0, |words| words.iter().filter(|(kind, ..)| *kind == "fact").count());
        found.counts = [
            book.conditions.len(),
            book.caps.len(),
            book.scored().len(),
            book.steps.len(),
            book.documents.len(),
            book.duties.len(),
            facts,
        ];
    }
    found
}

/// What is wrong with its example, where it has one and its questions are known.
fn example(draft: &Draft, catalogue: &Catalogue, loads: bool) -> Vec<Diagnostic> {
    let file = draft.files.iter().find(|file| file.path.ends_with("/example.json"));
    let read = |file: &TextFile| read_answers(&Source { name: &file.path, text: &file.text }, catalogue).err();
    file.filter(|_| loads).and_then(read).unwrap_or_default()
}

/// Problems by file, its own files first, in the order of their names; those without a place before all.
fn by_file(problems: &[Diagnostic], draft: &Draft) -> ByFile {
    let mut grouped = ByFile::new();
    for problem in problems {
        let name = problem.place.as_ref().map(|place| place.file.clone()).unwrap_or_default();
        match grouped.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => all.push(problem.clone()),
            None => grouped.push((name, vec![problem.clone()])),
        }
    }
    let is_own = |name: &str| name.is_empty() || draft.files.iter().any(|file| file.path == name);
    grouped.sort_by(|(a, _), (b, _)| (!is_own(a), a).cmp(&(!is_own(b), b)));
    grouped
}
