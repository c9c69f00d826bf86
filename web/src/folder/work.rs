//! The worker's side.

use super::order::{Ask, Contents, Event, Problems};
use crate::worker::{Errand, Reading, Rules, ZIP, file_of, listen, say};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::say;
use ziping_dossier::folder::{
    FolderFile, books_with_forms, check_forms, check_picture, missing_files, open_folder, pack_folder,
};
use ziping_host::{COMPILED, FILE, Host, read};
use ziping_regime::Words;
use ziping_unzip::{Limits, ReadAt as _};

/// Waits for folders.
pub(crate) fn work(scope: &DedicatedWorkerGlobalScope) {
    listen(scope, |scope, errand: Errand<Ask>| {
        // Nothing said means that the rule books could not be had.
        spawn_local(async move { say(&scope, &serve(&scope, errand).await) });
    });
}

async fn serve(scope: &DedicatedWorkerGlobalScope, Errand { ask, over, files }: Errand<Ask>) -> Option<Event> {
    match ask {
        Ask::Check(contents) => check(scope, contents, over, files).await,
        Ask::Pack(contents) => pack(scope, contents, over, files).await,
        Ask::OpenZip => open(files.into_iter().next()?),
    }
}

/// The host and the files of a folder; or why there are none.
fn taken(rules: &Rules, contents: &Contents, files: &[Blob]) -> Result<(Host, Vec<FolderFile>), Problems> {
    let regimes: Vec<&str> = rules.library().regimes.iter().map(|book| book.id.as_str()).collect();
    let host = read(&Source { name: FILE, text: &contents.host }, &regimes);
    let host = host.map_err(|problems| vec![(FILE.to_owned(), problems)])?.ok_or_else(Problems::new)?;
    let (mut taken, mut wrong) = (Vec::new(), Problems::new());
    for (name, file) in contents.names.iter().zip(files) {
        match bytes(file) {
            Ok(bytes) => taken.push(FolderFile { name: name.clone(), bytes }),
            Err(problem) => wrong.push((name.clone(), vec![problem])),
        }
    }
    if wrong.is_empty() { Ok((host, taken)) } else { Err(wrong) }
}

/// All of a file, of at most as many bytes as Word forms may have.
fn bytes(file: &Blob) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = || {
        Diagnostic::error("unreadable", say!("the file cannot be read", "文件读不出来"))
            .help(say!("choose it again", "请重新选择"))
    };
    let reading = Reading::of(file.clone()).ok_or_else(unreadable)?;
    if reading.size() > Limits::DOCUMENT.archive {
        return Err(Diagnostic::error("too-large", say!("the file is larger than 32 MiB", "文件超过 32 MiB"))
            .help(say!("save it smaller: visitors fetch it", "请存成较小的文件：访问者要下载它")));
    }
    let mut bytes = Vec::new();
    reading.parts(&mut |part| bytes.extend_from_slice(part)).map_err(|_| unreadable())?;
    Ok(bytes)
}

async fn check(
    scope: &DedicatedWorkerGlobalScope,
    contents: Contents,
    over: Option<Blob>,
    files: Vec<Blob>,
) -> Option<Event> {
    let rules = Rules::of(scope, over.as_ref()).await.ok()?;
    let (host, files) = match taken(&rules, &contents, &files) {
        Ok(taken) => taken,
        Err(problems) => return Some(Event::Refused(problems)),
    };
    let mut words: BTreeMap<String, Rc<Words>> = BTreeMap::new();
    for book in books_with_forms(&host, rules.library()) {
        words.insert(book.id.clone(), rules.words(scope, &book.id, "zh").await.ok()?);
    }
    let lookup =
        |regime: &str| words.get(regime).map_or_else(|| Cow::Owned(Words::default()), |of| Cow::Borrowed(&**of));
    let mut problems = missing_files(&host, &|name| files.iter().any(|file| file.name == name));
    problems.extend(check_picture(&host, &files));
    problems.extend(check_forms(&host, rules.library(), &lookup, &files));
    Some(Event::Checked(problems))
}

/// `over`: the rule books compiled with the files of the folder, where it has any; they become one of its files.
async fn pack(
    scope: &DedicatedWorkerGlobalScope,
    contents: Contents,
    over: Option<Blob>,
    files: Vec<Blob>,
) -> Option<Event> {
    let rules = Rules::of(scope, None).await.ok()?;
    let packed = taken(&rules, &contents, &files).and_then(|(mut host, mut files)| {
        if let Some(compiled) = over {
            let bytes = bytes(&compiled).map_err(|problem| vec![(COMPILED.to_owned(), vec![problem])])?;
            host.compiled = Some(COMPILED.to_owned());
            files.push(FolderFile { name: COMPILED.to_owned(), bytes });
        }
        pack_folder(&host, &files)
    });
    Some(match packed {
        Ok(zip) => Event::Packed(file_of(&zip, ZIP)?),
        Err(problems) => Event::Refused(problems),
    })
}

fn open(zip: Blob) -> Option<Event> {
    let reading = Reading::of(zip)?;
    let opened = match open_folder(&reading) {
        Ok(opened) => opened,
        Err(problem) => return Some(Event::Refused(vec![("host.zip".to_owned(), vec![problem])])),
    };
    let mut names = Vec::new();
    let mut files = Vec::new();
    for FolderFile { name, bytes } in opened {
        files.push(file_of(&bytes, "")?);
        names.push(name);
    }
    Some(Event::Opened { names, files })
}
