//! Files as a worker hands them over.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag};

/// What a Word file is.
pub(crate) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// What an Excel file is.
pub(crate) const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What a zip is.
pub(crate) const ZIP: &str = "application/zip";

/// A file of these bytes. `None`: the browser could not put it together.
pub(crate) fn file_of(bytes: &[u8], kind: &str) -> Option<Blob> {
    joined(&Array::of1(&Uint8Array::from(bytes)), kind)
}

/// A file of these parts, bytes or files.
pub(crate) fn joined(parts: &Array, kind: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_blob_sequence_and_options(parts, &options).ok()
}
