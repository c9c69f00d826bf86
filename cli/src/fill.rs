//! `ziping fill`: an association's own Word form, filled.

use crate::args::How;
use crate::assess::{Failure, Setup};
use std::path::Path;
use ziping_core::diag::Diagnostic;
use ziping_core::dossier::{Order, Redaction, fill};
use ziping_core::proof::Records;

/// Fills a form; `false` when the answers are bad.
///
/// # Errors
/// Bad content, a form that cannot be read or has wrong placeholders, or a file that cannot be written.
pub fn run(how: &How, form: &Path, out: &Path, answers: &Path) -> Result<bool, Failure> {
    let setup = Setup::new(how)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let bytes = std::fs::read(form).map_err(|error| {
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
