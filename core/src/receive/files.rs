//! Whether each file is the one that the manifest names.

use super::about::Found;
use super::shown;
use crate::dossier::{MANIFEST, hexadecimal};
use crate::unzip::{Refused, Zip};
use core::ops::ControlFlow;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileFound {
    /// Its path.
    pub path: String,
    /// How many bytes there are; of a missing one, how many there should be.
    pub bytes: u64,
    /// Whether it is the one that was packed.
    pub state: FileState,
}

/// Whether a file is the one that was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// Size and SHA-256 are those of the manifest.
    Intact,
    /// They are not.
    Changed,
    /// The manifest names it, and it is not there.
    Missing,
    /// It is there, and the manifest does not name it.
    Extra,
}

/// Checks every file, in the order of the manifest, then what it does not name. `progress` hears how many bytes of how
/// many are read and may stop the work.
pub(super) fn check(
    zip: &Zip<'_>,
    found: &Found,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Vec<FileFound>, Refused> {
    let all: u64 = zip.entries().iter().map(crate::unzip::Entry::size).sum();
    let mut read = 0;
    let mut there = Vec::with_capacity(zip.entries().len());
    for entry in zip.entries() {
        let mut digest = Sha256::new();
        zip.stream(entry, &mut |piece| {
            digest.update(piece);
            read += piece.len() as u64;
            progress(read, all)
        })?;
        there.push((entry.name(), Some((entry.size(), hexadecimal(&digest.finalize())))));
    }
    // By name, so that each is found quickly however many a manifest names; each is taken once.
    let mut there = crate::order::long_by(there, |a, b| a.0 < b.0);
    let mut take = |path: &str| {
        let place = there.binary_search_by(|(name, _)| (*name).cmp(path)).ok()?;
        there.get_mut(place)?.1.take()
    };
    let mut files = Vec::with_capacity(found.files.len());
    take(&format!("{}{MANIFEST}", found.folder));
    for file in &found.files {
        let (bytes, state) = match take(&format!("{}{}", found.folder, file.path)) {
            None => (file.bytes, FileState::Missing),
            Some((size, hash)) if size == file.bytes && hash.eq_ignore_ascii_case(&file.sha256) => {
                (size, FileState::Intact)
            }
            Some((size, _)) => (size, FileState::Changed),
        };
        files.push(FileFound { path: shown(&file.path, 300), bytes, state });
    }
    let extra = there.into_iter().filter_map(|(path, left)| {
        let path = path.strip_prefix(&found.folder).unwrap_or(path);
        Some(FileFound { path: shown(path, 300), bytes: left?.0, state: FileState::Extra })
    });
    files.extend(extra);
    Ok(files)
}
