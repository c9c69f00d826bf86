//! `ziping fill`: an association's own Word form, filled.

use crate::args::How;
use crate::assess::{Failure, Setup};
use std::path::{Path, PathBuf};
use ziping_core::diag::Diagnostic;
use ziping_core::dossier::{Order, Redaction, fill};
use ziping_core::proof::Records;
use ziping_core::regime::RuleBook;

/// Fills a form; `false` when the answers are bad.
///
/// # Errors
/// Bad content, a form that cannot be read or has wrong placeholders, or a file that cannot be written.
pub fn run(how: &How, form: Option<&Path>, out: &Path, answers: &Path) -> Result<bool, Failure> {
    let setup = Setup::new(how)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let form = form.map(Path::to_path_buf).or_else(|| beside(how, rulebook)).ok_or_else(|| {
        let problem = Diagnostic::error("usage", "there is no form to fill");
        Failure::Content(vec![problem.help("name one with --form, or an overlay that has one (docx) with --overlay")])
    })?;
    let bytes = std::fs::read(&form).map_err(|error| {
        let problem = Diagnostic::error("unreadable", format!("`{}` cannot be read: {error}", form.display()));
        Failure::Content(vec![problem.help("name a Word document (.docx) with placeholders")])
    })?;
    let Some(answers) = setup.open(answers) else { return Ok(false) };
    let words = setup.content().words_for("zh", &rulebook.id);
    let order = Order {
        library: &setup.content().library,
        rulebook,
        words: &words,
        organisation: &answers.organisation,
        sheet: &answers.sheet,
        records: &Records::default(),
        measured: &[],
        as_of: setup.as_of(),
        target: None,
        procedure: None,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact: Redaction::default(),
    };
    let filled = fill(&bytes, &order).map_err(Failure::Content)?;
    std::fs::write(out, &filled)?;
    anstream::println!("{}: {} bytes", out.display(), filled.len());
    Ok(true)
}

/// The first form that an overlay names, where it lies beside one of the overlays.
fn beside(how: &How, rulebook: &RuleBook) -> Option<PathBuf> {
    let names = rulebook.overlays.iter().flat_map(|overlay| &overlay.forms).filter_map(|form| form.docx.as_deref());
    let places = |name: &str| how.overlay.iter().map(|file| file.with_file_name(name)).find(|path| path.exists());
    names.filter_map(places).next()
}
