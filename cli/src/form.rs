//! Forms of an association's own, on the disk.

use crate::args::How;
use crate::assess::Failure;
use std::path::{Path, PathBuf};
use ziping_core::diag::{Diagnostic, Said};
use ziping_core::dossier::{Form, FormProblem};
use ziping_core::regime::RuleBook;
use ziping_core::unzip::Limits;

/// A form as it was read.
pub struct Blank {
    name: String,
    bytes: Vec<u8>,
}

impl Blank {
    /// Reads a form.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than forms may be.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let unreadable = |why: String| {
            let problem =
                Diagnostic::error("unreadable", Said::english(format!("`{}` cannot be read: {why}", path.display())));
            Failure::Content(vec![problem.help(Said::english("name a Word document (.docx) with placeholders"))])
        };
        let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        if size > Limits::DOCUMENT.archive {
            return Err(unreadable("it is larger than 32 MiB".to_owned()));
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, bytes })
    }

    /// As an order takes it.
    pub fn form(&self) -> Form<'_> {
        Form { name: &self.name, bytes: &self.bytes }
    }
}

/// The forms that overlays name for a procedure, where they lie beside one of the overlays; and the names of those that
/// do not.
pub fn beside(how: &How, rulebook: &RuleBook, procedure: &str) -> (Vec<PathBuf>, Vec<String>) {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    let asked = |document: &str| {
        let known = rulebook.documents.iter().find(|known| known.id == document);
        known.is_some_and(|known| known.procedures.iter().any(|known| known == procedure))
    };
    for form in rulebook.overlays.iter().flat_map(|overlay| &overlay.forms).filter(|form| asked(&form.document)) {
        let Some(name) = &form.docx else { continue };
        match how.overlay.iter().map(|file| file.with_file_name(name)).find(|path| path.exists()) {
            Some(path) => found.push(path),
            None => missing.push(name.clone()),
        }
    }
    (found, missing)
}

/// What is wrong with a form, as the command line reports it.
pub fn diagnostics(name: &str, problems: &[FormProblem]) -> Vec<Diagnostic> {
    let named = |problem: &FormProblem| {
        let mut diagnostic = problem.diagnostic();
        diagnostic.message = format!("{name}: {}", diagnostic.message);
        diagnostic
    };
    problems.iter().map(named).collect()
}
