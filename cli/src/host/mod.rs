//! The host folder on the disk: what an association puts beside the site's `index.html`.

mod beside;
pub mod check;
mod compile;
pub mod make;

use crate::assess::Failure;
use crate::form::of;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use ziping_base::diag::{Diagnostic, Said, Source};
use ziping_base::say;
use ziping_content::TextFile;
use ziping_content::draft::Draft;
use ziping_dossier::folder::{FolderFile, forms_for};
use ziping_host::{FILE, Host, given, is_of_book, read};
use ziping_regime::{Library, RuleBook};
use ziping_unzip::Limits;

/// A host folder that was read.
pub struct Folder {
    path: PathBuf,
    /// Its `host.json`.
    pub text: String,
    /// `None`: nobody has filled it in.
    pub host: Option<Host>,
}

impl Folder {
    /// Reads the `host.json` of a folder.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn open(path: &Path, library: &Library) -> Result<Self, Failure> {
        let file = path.join(FILE);
        let name = file.display().to_string();
        let text = ziping_files::read_text(&file).map_err(|problem| {
            let problem = *problem;
            let helped = problem.help.is_some();
            Failure::Content(vec![if helped { problem } else { problem.help(not_a_folder()) }])
        })?;
        let regimes: Vec<&str> = library.regimes.iter().map(|book| book.id.as_str()).collect();
        let host = read(&Source { name: &name, text: &text }, &regimes).map_err(Failure::Content)?;
        Ok(Self { path: path.to_path_buf(), text, host })
    }

    /// Where a file of the folder lies.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Its rule books, in their order.
    ///
    /// # Errors
    /// Files that cannot be read, or that are too large together.
    pub fn rulebooks(&self) -> Result<Vec<Draft>, Failure> {
        let named = self.host.iter().flat_map(|host| &host.rulebooks);
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for path in named {
            match ziping_files::read_text(&self.file(path)) {
                Ok(text) => files.push(TextFile { path: path.clone(), text }),
                Err(problem) => problems.push(*problem),
            }
        }
        let mut books = Vec::new();
        for id in self.host.iter().flat_map(Host::books) {
            let is_own = |file: &&TextFile| is_of_book(&file.path, id);
            match Draft::of_folder(id, files.iter().filter(is_own).cloned().collect()) {
                Ok(book) => books.push(book),
                Err(problem) => problems.push(of(id, *problem)),
            }
        }
        if problems.is_empty() { Ok(books) } else { Err(Failure::Content(problems)) }
    }

    /// The figures of the year, as overlays.
    pub fn figures(&self) -> Vec<TextFile> {
        let given = self.host.iter().flat_map(|host| given(&host.figures));
        given.map(|given| TextFile { path: given.name, text: given.text }).collect()
    }

    /// The files of the overlays, in their order.
    pub fn overlays(&self) -> Vec<PathBuf> {
        let overlays = self.host.iter().flat_map(|host| &host.overlays);
        overlays.map(|name| self.file(name)).collect()
    }

    /// The forms for a procedure of a rule book, each with the document in whose place it stands: those that overlays name
    /// for it, and for a first application those of the rule book itself that no overlay names. `None`: the application.
    pub fn forms(&self, rulebook: &RuleBook, procedure: &str) -> Vec<(PathBuf, Option<String>)> {
        let forms = self.host.iter().flat_map(|host| forms_for(host, rulebook, procedure));
        forms.map(|(form, document)| (self.file(&form.file), document)).collect()
    }

    /// The files that `host.json` names, as far as they are there.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn files(&self) -> Result<Vec<FolderFile>, Failure> {
        let named: BTreeSet<&str> = self.host.iter().flat_map(Host::files).collect();
        let there = named.into_iter().filter(|name| self.file(name).is_file());
        there.map(|name| read_file(&self.file(name), name)).collect()
    }
}

/// A file of a folder, of at most as many bytes as Word forms may have.
///
/// # Errors
/// When it cannot be read, or is larger.
fn read_file(path: &Path, name: &str) -> Result<FolderFile, Failure> {
    if std::fs::metadata(path)?.len() > Limits::DOCUMENT.archive {
        let message = say!("`{name}` is larger than 32 MiB", "“{name}”超过 32 MiB");
        let help = say!("save it smaller: visitors fetch it", "请存成较小的文件：访问者要下载它");
        return Err(Failure::Content(vec![problem("too-large", message, help)]));
    }
    Ok(FolderFile { name: name.to_owned(), bytes: std::fs::read(path)? })
}

fn not_a_folder() -> Said {
    say!(
        "name the folder that holds host.json, such as dist/host; `ziping host make` makes one",
        "请写 host.json 所在的文件夹，如 dist/host；可用 ziping host make 新建"
    )
}

fn problem(code: &str, message: Said, help: Said) -> Diagnostic {
    Diagnostic::error(code, message).help(help)
}
