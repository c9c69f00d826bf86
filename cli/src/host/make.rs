//! `ziping host make`: a host folder from what stands on the command line.

use super::{Folder, check, problem};
use crate::args::{HostMake, Language};
use crate::assess::{Failure, content};
use std::path::{Path, PathBuf};
use ziping_base::diag::{Diagnostic, Source};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_content::draft::{Draft, Handed, gather};
use ziping_dossier::folder::pack_folder;
use ziping_host::{Accent, Both, COMPILED, Colour, FILE, Host, HostFigure, HostForm, Link, is_empty, read, write};

/// What was written, to be taken back where it turns out wrong: each file, with what lay there before.
#[derive(Default)]
struct Written {
    files: Vec<(PathBuf, Option<Vec<u8>>)>,
    folders: Vec<PathBuf>,
}

impl Written {
    fn folder(&mut self, path: &Path) -> std::io::Result<()> {
        for folder in path.ancestors().filter(|folder| !folder.as_os_str().is_empty()) {
            if !folder.exists() && !self.folders.iter().any(|known| known == folder) {
                self.folders.push(folder.to_owned());
            }
        }
        // The deepest first, to be removed in this order.
        self.folders.sort_by_key(|folder| std::cmp::Reverse(folder.components().count()));
        std::fs::create_dir_all(path)
    }

    fn file(&mut self, path: PathBuf, bytes: &[u8]) -> std::io::Result<()> {
        if self.files.iter().all(|(known, _)| *known != path) {
            self.files.push((path.clone(), std::fs::read(&path).ok()));
        }
        std::fs::write(path, bytes)
    }

    /// Leaves everything as it was. What cannot be taken back stays: the reason why is told anyway.
    fn take_back(self) {
        for (path, before) in self.files {
            let _ = match before {
                Some(bytes) => std::fs::write(path, bytes),
                None => std::fs::remove_file(path),
            };
        }
        for folder in self.folders {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Writes a folder and says what visitors will find. Where something is wrong, nothing is left behind.
///
/// # Errors
/// What is wrong with what was given, or that the folder has a filled-in `host.json` already.
pub fn make(asked: &HostMake, lang: Lang) -> Result<check::Checked, Failure> {
    let file = asked.out.join(FILE);
    if std::fs::read_to_string(&file).is_ok_and(|text| !is_empty(&text)) {
        let message = say!("`{place}` is filled in already", "“{place}”已经填过", place = file.display());
        let help = say!("edit it, or write to another folder", "请直接修改它，或写到别的文件夹");
        return Err(Failure::Content(vec![problem("exists", message, help)]));
    }
    let mut written = Written::default();
    let made = fill(asked, lang, &file, &mut written);
    if made.is_err() {
        written.take_back();
    }
    made
}

fn fill(asked: &HostMake, lang: Lang, file: &Path, written: &mut Written) -> Result<check::Checked, Failure> {
    let content = content(asked.content.as_deref())?;
    let books = asked.rulebook.iter().map(|folder| rulebook(folder)).collect::<Result<Vec<_>, _>>()?;
    let mut host = host(asked)?;
    host.rulebooks = books.iter().flat_map(|book| &book.files).map(|file| file.path.clone()).collect();
    let text = write(&host);
    let regimes: Vec<&str> = content.library.regimes.iter().map(|book| book.id.as_str()).collect();
    read(&Source { name: FILE, text: &text }, &regimes).map_err(Failure::Content)?;
    written.folder(&asked.out)?;
    for path in files(asked) {
        let name = name_of(path)?;
        let to = asked.out.join(&name);
        // A file that lies there already is the one that is meant.
        if std::fs::canonicalize(path).ok() != std::fs::canonicalize(&to).ok() {
            let copied = std::fs::read(path).and_then(|bytes| written.file(to, &bytes));
            copied.map_err(|error| {
                let message =
                    say!("`{place}` cannot be copied: {error}", "“{place}”复制不了：{error}", place = path.display());
                Failure::Content(vec![problem(
                    "unreadable",
                    message,
                    say!("name a file that can be read", "请写一个读得到的文件"),
                )])
            })?;
        }
    }
    for text in books.iter().flat_map(|book| &book.files) {
        let to = asked.out.join(&text.path);
        if let Some(folder) = to.parent() {
            written.folder(folder)?;
        }
        written.file(to, text.text.as_bytes())?;
    }
    written.file(file.to_owned(), text.as_bytes())?;
    let checked = check::check(&asked.out, asked.content.as_deref(), None, lang)?;
    // What is right is compiled, so that no visitor's browser has to.
    if let Some(compiled) = &checked.compiled {
        host.compiled = Some(COMPILED.to_owned());
        written.file(asked.out.join(COMPILED), compiled)?;
        written.file(file.to_owned(), write(&host).as_bytes())?;
    }
    if let Some(zip) = &asked.zip {
        let files = Folder::open(&asked.out, &content.library)?.files()?;
        std::fs::write(zip, pack_folder(&host, &files).map_err(|found| Failure::Content(check::listed(found)))?)?;
    }
    Ok(checked)
}

fn both(zh: &str, en: Option<&String>) -> Both {
    Both { zh: zh.to_owned(), en: en.map_or_else(|| zh.to_owned(), Clone::clone) }
}

fn host(asked: &HostMake) -> Result<Host, Failure> {
    let mut host = Host::new(both(&asked.name, asked.name_en.as_ref()));
    let said = |zh: &Option<String>, en: &Option<String>| zh.as_ref().map(|zh| both(zh, en.as_ref()));
    host.mark = asked.mark.as_deref().map(name_of).transpose()?;
    host.contact.person = said(&asked.person, &asked.person_en);
    host.contact.phone.clone_from(&asked.phone);
    host.contact.email.clone_from(&asked.email);
    host.contact.address = said(&asked.address, &asked.address_en);
    host.hand_in = said(&asked.hand_in, &asked.hand_in_en);
    host.notice = said(&asked.notice, &asked.notice_en);
    for link in &asked.link {
        let (title, address) = link.split_once('=').ok_or_else(|| {
            let message = say!("`{link}` is no link", "“{link}”不是链接");
            Failure::Content(vec![problem(
                "usage",
                message,
                say!(
                    "write --link '标题|Title=https://…'",
                    "请写 --link '标题=https://…' 或 --link '标题|Title=https://…'"
                ),
            )])
        })?;
        let (zh, en) = title.split_once('|').map_or((title, None), |(zh, en)| (zh, Some(en.to_owned())));
        host.links.push(Link { title: both(zh, en.as_ref()), address: address.to_owned() });
    }
    host.icp.clone_from(&asked.icp);
    host.police.clone_from(&asked.police);
    if !asked.languages.is_empty() {
        host.languages = asked.languages.iter().map(|language: &Language| Lang::from(*language)).collect();
    }
    host.regimes.clone_from(&asked.regimes);
    if let Some(accent) = &asked.accent {
        let (light, dark) = accent.split_once(',').unwrap_or((accent, accent));
        host.accent = Some(Accent { light: colour(light)?, dark: colour(dark)? });
    }
    host.figures = asked.figure.iter().map(|text| figure(text)).collect::<Result<_, _>>()?;
    host.overlays = asked.overlay.iter().map(|path| name_of(path)).collect::<Result<_, _>>()?;
    for form in &asked.form {
        let (path, regime) = form_of(form);
        host.forms.push(HostForm { file: name_of(path)?, regime: regime.map(str::to_owned) });
    }
    Ok(host)
}

/// A figure of the year: `credit,overlay.table.mean,4000万元,2026`.
fn figure(text: &str) -> Result<HostFigure, Failure> {
    let parts = || {
        let (regime, rest) = text.split_once(',')?;
        let (figure, rest) = rest.split_once(',')?;
        let (value, year) = rest.rsplit_once(',')?;
        let [regime, figure, value, year] = [regime, figure, value, year].map(|part| part.trim().to_owned());
        Some(HostFigure { regime, figure, value, year, source: String::new() })
    };
    parts().ok_or_else(|| {
        let message = say!("`{text}` is no figure", "“{text}”不是数值");
        let help = say!(
            "write --figure 'credit,overlay.table.mean,4000万元,2026'",
            "请写 --figure 'credit,overlay.table.mean,4000万元,2026'"
        );
        Failure::Content(vec![problem("usage", message, help)])
    })
}

fn colour(text: &str) -> Result<Colour, Failure> {
    Colour::parse(text).ok_or_else(|| {
        let message = say!("`{text}` is no colour", "“{text}”不是颜色");
        Failure::Content(vec![problem("wrong-form", message, say!("write it like this: #b3261e", "请这样写：#b3261e"))])
    })
}

/// A form and its rule book: `form.docx`, or `om=form.docx`.
fn form_of(form: &str) -> (&Path, Option<&str>) {
    match form.split_once('=') {
        Some((regime, path)) => (Path::new(path), Some(regime)),
        None => (Path::new(form), None),
    }
}

/// The files that go into the folder as they are.
fn files(asked: &HostMake) -> Vec<&Path> {
    let forms = asked.form.iter().map(|form| form_of(form).0);
    asked.mark.iter().map(PathBuf::as_path).chain(asked.overlay.iter().map(PathBuf::as_path)).chain(forms).collect()
}

/// The rule book in a folder.
fn rulebook(folder: &Path) -> Result<Draft, Failure> {
    let mut handed = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            handed.push(Handed { path: name_of(&path)?, bytes: std::fs::read(&path)? });
        }
    }
    gather(handed, ziping_files::decode).draft.map_err(Failure::Content)
}

fn name_of(path: &Path) -> Result<String, Failure> {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).ok_or_else(|| {
        let message = say!("`{place}` is no file", "“{place}”不是文件", place = path.display());
        let found: Diagnostic = problem("usage", message, say!("name a file", "请写文件的路径"));
        Failure::Content(vec![found])
    })
}
