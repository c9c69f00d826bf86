//! `ziping fill`: an association's own Word form, filled.

use crate::args::{How, Purpose};
use crate::assess::Failure;
use crate::form::{Blank, beside, diagnostics};
use crate::order::Matter;
use std::path::Path;
use ziping_core::diag::{Diagnostic, Said};
use ziping_core::dossier::{Form, fill};
use ziping_core::proof::Records;

/// Fills a form; `false` when the answers are bad.
///
/// # Errors
/// Bad content, a form that cannot be read or has wrong placeholders, or a file that cannot be written.
pub fn run(how: &How, purpose: &Purpose, form: Option<&Path>, out: &Path, answers: &Path) -> Result<bool, Failure> {
    let Some(matter) = Matter::read(how, purpose, answers)? else { return Ok(false) };
    let Some(rulebook) = matter.rulebook() else { return Ok(false) };
    let form = match form {
        Some(form) => form.to_path_buf(),
        None => beside(how, rulebook, matter.procedure(rulebook)).0.into_iter().next().ok_or_else(|| {
            let problem = Diagnostic::error("usage", Said::english("there is no form to fill"));
            Failure::Content(vec![
                problem.help(Said::english("name one with --form, or an overlay that has one (docx) with --overlay")),
            ])
        })?,
    };
    let blank = Blank::read(&form)?;
    let records = Records::default();
    let order = matter.order(rulebook, &records, &[], &[]);
    let Form { name, bytes } = blank.form();
    let filled = fill(bytes, &order).map_err(|problems| Failure::Content(diagnostics(name, &problems)))?;
    std::fs::write(out, &filled)?;
    anstream::println!("{}: {} bytes", out.display(), filled.len());
    Ok(true)
}
