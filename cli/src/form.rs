//! Forms of an association's own, on the disk.

use crate::args::How;
use crate::assess::Failure;
use std::path::{Path, PathBuf};
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::lang::Lang;
use ziping_base::say;
use ziping_dossier::{Carried, Form, FormProblem};
use ziping_regime::RuleBook;
use ziping_unzip::Limits;

/// A form as it was read.
pub struct Blank {
    name: String,
    document: Option<String>,
    bytes: Vec<u8>,
}

impl Blank {
    /// Reads a form.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than forms may be.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let unreadable = |why: Said| {
            let Said { en, zh } = why;
            let message = say!("`{place}` cannot be read: {en}", "“{place}”读不出来：{zh}", place = path.display());
            Failure::Content(vec![
                Diagnostic::error("unreadable", message)
                    .help(say!("name a Word document (.docx) with placeholders", "请写带占位符的 Word 文档（.docx）")),
            ])
        };
        // What the system says comes in the system's own words.
        let system = |error: std::io::Error| unreadable(Said::english(error.to_string()));
        let size = std::fs::metadata(path).map_err(system)?.len();
        if size > Limits::DOCUMENT.archive {
            return Err(unreadable(say!("it is larger than 32 MiB", "超过 32 MiB")));
        }
        let bytes = std::fs::read(path).map_err(system)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, document: None, bytes })
    }

    /// In the place of a document of the rule book.
    pub fn of(mut self, document: &str) -> Self {
        self.document = Some(document.to_owned());
        self
    }

    /// As an order takes it.
    pub fn form(&self) -> Form<'_> {
        Form { name: &self.name, bytes: &self.bytes, document: self.document.as_deref() }
    }
}

/// The forms that overlays name for a procedure, where they lie beside one of the overlays, each with its document; and
/// the names of those that do not.
pub fn beside(how: &How, rulebook: &RuleBook, procedure: &str) -> (Vec<(PathBuf, String)>, Vec<String>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for (name, document) in rulebook.forms_of_overlays(procedure) {
        match how.overlay.iter().map(|file| file.with_file_name(name)).find(|path| path.exists()) {
            Some(path) => found.push((path, document.to_owned())),
            None => missing.push(name.to_owned()),
        }
    }
    (found, missing)
}

/// Says what forms carry that reaches beyond them or runs, and what became of it.
pub fn tell_carried(forms: &[(String, Vec<Carried>)], kept: bool, lang: Lang) {
    for (name, carried) in forms {
        for one in carried {
            let Said { en, zh } = one.told(name, kept);
            match lang {
                Lang::Zh => anstream::eprintln!("提醒：{zh}"),
                Lang::En => anstream::eprintln!("warning: {en}"),
            }
        }
    }
}

/// What is wrong with a form, as the command line reports it.
pub fn diagnostics(name: &str, problems: &[FormProblem]) -> Vec<Diagnostic> {
    problems.iter().map(|problem| of(name, problem.diagnostic())).collect()
}

/// A problem, with the name of the file that has it in front.
pub fn of(name: &str, mut problem: Diagnostic) -> Diagnostic {
    problem.message = format!("{name}: {}", problem.message);
    problem.zh.message = format!("{name}：{}", problem.zh.message);
    problem
}
