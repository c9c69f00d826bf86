//! `ziping package`: the application package of an answer file.

use crate::args::How;
use crate::assess::{Failure, Setup};
use crate::attachments::Attachments;
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use ziping_core::diag::Diagnostic;
use ziping_core::dossier::{Order, Piece, Progress, Redaction, Written, write_package};

/// What is asked for.
pub struct Request<'a> {
    pub how: &'a How,
    pub target: Option<&'a str>,
    pub procedure: Option<&'a str>,
    pub redact: Redaction,
    /// What is said of papers (`材料.json`).
    pub evidence: Option<&'a Path>,
    /// The folder of the files attached to them.
    pub attachments: Option<&'a Path>,
    pub out: &'a Path,
    pub answers: &'a Path,
}

/// Writes the package of one answer file; `false` when the answers are bad. Papers are in Chinese.
///
/// # Errors
/// Bad content or usage, or a file that cannot be read or written.
pub fn run(request: &Request<'_>) -> Result<bool, Failure> {
    let Request { how, target, procedure, redact, evidence, attachments, out, answers } = *request;
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
    if let Some(wanted) = procedure.filter(|wanted| !rulebook.procedures().contains(wanted)) {
        let message = format!("`{}` has no procedure `{wanted}` with a form to fill", rulebook.id);
        let help = format!("one of: {}", rulebook.procedures().join(", "));
        return Err(usage(Diagnostic::error("unknown-procedure", message).help(help)));
    }
    let Some(answers) = setup.open(answers) else { return Ok(false) };
    let attached = Attachments::gather(rulebook, evidence, attachments)?;
    let words = setup.content().words_for("zh", &rulebook.id);
    let order = Order {
        library: &setup.content().library,
        rulebook,
        words: &words,
        organisation: &answers.organisation,
        sheet: &answers.sheet,
        records: &attached.records,
        measured: &attached.measured,
        as_of: setup.as_of(),
        target,
        procedure,
        kit_version: env!("CARGO_PKG_VERSION"),
        redact,
    };
    let shown = std::io::stderr().is_terminal();
    // Written beside its place first: a package is there whole or not at all.
    let part = out.with_extension("zip.part");
    let made = write(&part, &order, &attached, shown);
    let made = match made {
        Ok(made) => made,
        Err(failure) => {
            // What was begun is of no use; a part that cannot be removed is named by the next attempt.
            let _ = std::fs::remove_file(&part);
            return Err(failure);
        }
    };
    std::fs::rename(&part, out)?;
    anstream::println!("{}: {} files, {} bytes", out.display(), made.manifest.files.len() + 1, made.bytes);
    Ok(true)
}

/// Writes the pieces of a package as they come; attached files go from disk to disk.
fn write(part: &Path, order: &Order<'_>, attached: &Attachments, shown: bool) -> Result<Written, Failure> {
    let mut file = BufWriter::new(File::create(part)?);
    let mut trouble = None;
    let mut sink = |piece: Piece<'_>| {
        if trouble.is_none() {
            let written = match piece {
                Piece::Bytes(bytes) => file.write_all(bytes),
                Piece::File(at) => attached.copy(at, &mut file),
            };
            trouble = written.err();
        }
    };
    let made = write_package(order, &mut sink, &mut |progress: Progress<'_>| {
        if shown && !progress.file.is_empty() {
            anstream::eprintln!("{}/{} {}", progress.done + 1, progress.of, progress.file);
        }
        ControlFlow::Continue(())
    })
    .map_err(|error| Failure::Content(vec![Diagnostic::error("package", error.to_string())]))?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(file.flush().map(|()| made)?),
    }
}
