//! Files in one zip, by reference: none of them is ever in memory as a whole.

use super::order::Event;
use super::worker::{file_of, measure, put};
use crate::worker::{Trouble, ZIP, say};
use js_sys::Array;
use web_sys::{Blob, DedicatedWorkerGlobalScope};
use ziping_base::say;
use ziping_dossier::{Measured, PackageError, Piece, write_archive};

/// Makes the zip of this name; `names`: those of the files in it.
pub(super) fn make(
    scope: &DedicatedWorkerGlobalScope,
    name: String,
    names: &[String],
    files: &[Blob],
) -> Result<(), Trouble> {
    let measured: Option<Vec<Measured>> = measure(scope, files, names).into_iter().collect();
    let measured = measured.ok_or_else(|| Trouble::other(say!("a file cannot be read", "有一个文件读不出来")))?;
    let named: Vec<(&str, &Measured)> = names.iter().map(String::as_str).zip(&measured).collect();
    let parts = Array::new();
    let mut sink = |piece: Piece<'_>| put(&parts, piece, names, files);
    write_archive(&named, &mut sink).map_err(|_| Trouble::other(PackageError::TooLarge.said()))?;
    say(scope, &Event::Done { name, file: file_of(&parts, ZIP)?, carried: Vec::new() });
    Ok(())
}
