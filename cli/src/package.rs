//! `ziping package`: the application package of an answer file.

use crate::args::{How, Purpose};
use crate::assess::Failure;
use crate::attachments::Attachments;
use crate::form::{Blank, beside, diagnostics};
use crate::order::Matter;
use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use ziping_core::diag::{Diagnostic, Said};
use ziping_core::dossier::{Form, Order, PackageError, Piece, Progress, Written, write_package};

/// What is asked for.
pub struct Request<'a> {
    pub how: &'a How,
    pub purpose: &'a Purpose,
    /// Forms of an association's own.
    pub forms: &'a [PathBuf],
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
    let Request { how, purpose, forms, evidence, attachments, out, answers } = *request;
    let Some(matter) = Matter::read(how, purpose, answers)? else { return Ok(false) };
    let Some(rulebook) = matter.rulebook() else { return Ok(false) };
    let (mut places, missing) = beside(how, rulebook, matter.procedure(rulebook));
    for name in missing {
        anstream::eprintln!(
            "the overlay's form `{name}` does not lie beside it and is not enclosed; name it with --form"
        );
    }
    places.extend(forms.iter().cloned());
    let blanks = places.iter().map(|path| Blank::read(path)).collect::<Result<Vec<_>, _>>()?;
    let forms: Vec<Form<'_>> = blanks.iter().map(Blank::form).collect();
    let attached = Attachments::gather(rulebook, evidence, attachments)?;
    let order = matter.order(rulebook, &attached.records, &attached.measured, &forms);
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
    .map_err(refused)?;
    match trouble {
        Some(error) => Err(error.into()),
        None => Ok(file.flush().map(|()| made)?),
    }
}

/// Why there is no package.
fn refused(error: PackageError) -> Failure {
    Failure::Content(match error {
        PackageError::Forms(forms) => forms.iter().flat_map(|(name, problems)| diagnostics(name, problems)).collect(),
        error => vec![Diagnostic::error("package", Said::english(error.to_string()))],
    })
}
