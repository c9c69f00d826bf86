//! `ziping package`: the application package of an answer file.

use crate::args::How;
use crate::assess::{Failure, Setup};
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::Path;
use ziping_core::diag::Diagnostic;
use ziping_core::dossier::{Order, Progress, Redaction, package};

/// Writes the package of one answer file; `false` when the answers are bad. Papers are in Chinese.
///
/// # Errors
/// Bad content or usage, or a file that cannot be written.
pub fn run(how: &How, target: Option<&str>, redact: Redaction, out: &Path, file: &Path) -> Result<bool, Failure> {
    let setup = Setup::new(how)?;
    let Some(rulebook) = setup.rulebook() else { return Ok(false) };
    let usage = |problem: Diagnostic| Failure::Content(vec![problem]);
    let target = match target {
        None => None,
        Some(wanted) => {
            let place = rulebook.grade.outcomes.iter().position(|outcome| outcome == wanted);
            let Some(place) = place.and_then(|place| u8::try_from(place).ok()) else {
                let problem =
                    Diagnostic::error("unknown-outcome", format!("`{wanted}` is not an outcome of `{}`", rulebook.id));
                return Err(usage(problem.help(format!("one of: {}", rulebook.grade.outcomes.join(", ")))));
            };
            Some(place)
        }
    };
    let Some(answers) = setup.open(file) else { return Ok(false) };
    let words = setup.content().words_for("zh", &rulebook.id);
    let order = Order {
        library: &setup.content().library,
        rulebook,
        words: &words,
        organisation: &answers.organisation,
        sheet: &answers.sheet,
        records: &records,
        measured: &measured,
        as_of: setup.as_of(),
        target,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact,
    };
    let shown = std::io::stderr().is_terminal();
    let made = package(&order, &mut |progress: Progress<'_>| {
        if shown && !progress.file.is_empty() {
            anstream::eprintln!("{}/{} {}", progress.done + 1, progress.of, progress.file);
        }
        ControlFlow::Continue(())
    })
    .map_err(|error| usage(Diagnostic::error("package", error.to_string())))?;
    // Written beside its place first: a package is there whole or not at all.
    let part = out.with_extension("zip.part");
    std::fs::write(&part, &made.bytes)?;
    std::fs::rename(&part, out)?;
    anstream::println!("{}: {} files, {} bytes", out.display(), made.manifest.files.len() + 1, made.bytes.len());
    Ok(true)
}
