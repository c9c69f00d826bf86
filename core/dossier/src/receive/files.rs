//! Whether each file is the one that the manifest names.

use super::about::Found;
use super::shown;
use crate::{MANIFEST, hexadecimal};
use core::ops::ControlFlow;
use serde::Serialize;
use sha2::{Digest, Sha256};
use ziping_base::dropping::is_dropping;
use ziping_unzip::{Entry, Refused, Zip};

/// The folder of what was attached, and the kit's own list in it.
const ENCLOSED: &str = "03-证明材料";
const LIST: &str = "证明材料目录.xlsx";
/// The folder of answers, result and records.
const DATA: &str = "06-数据";

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
    /// They are not, and it is a paper that people finish in Word or Excel before they hand it in.
    Edited,
    /// The manifest names it, and it is not there.
    Missing,
    /// It is there, and the manifest does not name it: a stamped scan, say.
    Extra,
    /// The same, left there by a system or an office program.
    Dropping,
}

impl FileState {
    /// Whether a package with such a file is no longer what was packed: its data are other ones, or something is gone.
    #[must_use]
    pub const fn is_damage(self) -> bool {
        match self {
            Self::Changed | Self::Missing => true,
            Self::Intact | Self::Edited | Self::Extra | Self::Dropping => false,
        }
    }

    /// Whether it has to be looked at.
    #[must_use]
    pub const fn is_noted(self) -> bool {
        !matches!(self, Self::Intact | Self::Dropping)
    }
}

/// Whether a file is a paper that people go on with: a Word or Excel file that the kit made. What was attached is proof,
/// and what lies among the data is data.
fn is_paper(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let office = lower.ends_with(".docx") || lower.ends_with(".xlsx");
    let attached = path.starts_with(ENCLOSED) && path != format!("{ENCLOSED}/{LIST}");
    office && !attached && !path.starts_with(DATA)
}

/// Which entries of the archive a package is given: those below its folder, and what belongs to no package.
pub(super) struct Share<'s> {
    /// Entries that other rows account for.
    pub(super) others: &'s dyn Fn(&str) -> bool,
}

/// Checks every file, in the order of the manifest, then what it does not name. `progress` hears how many bytes of how
/// many are read and may stop the work.
pub(super) fn check(
    zip: &Zip<'_>,
    found: &Found,
    share: &Share<'_>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Vec<FileFound>, Refused> {
    let mine: Vec<&Entry> = zip.entries().iter().filter(|entry| !(share.others)(entry.name())).collect();
    let all: u64 = mine.iter().map(|entry| entry.size()).sum();
    let mut read = 0;
    let mut there = Vec::with_capacity(mine.len());
    for entry in mine {
        let mut digest = Sha256::new();
        zip.stream(entry, &mut |piece| {
            digest.update(piece);
            read += piece.len() as u64;
            progress(read, all)
        })?;
        there.push((entry.name(), Some((entry.size(), hexadecimal(&digest.finalize())))));
    }
    // By name, so that each is found quickly however many a manifest names; each is taken once.
    there.sort_by_key(|there| there.0);
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
            Some((size, _)) if is_paper(&file.path) => (size, FileState::Edited),
            Some((size, _)) => (size, FileState::Changed),
        };
        files.push(FileFound { path: shown(&file.path, 300), bytes, state });
    }
    let extra = there.into_iter().filter_map(|(path, left)| {
        let path = path.strip_prefix(&found.folder).unwrap_or(path);
        let state = if is_dropping(path) { FileState::Dropping } else { FileState::Extra };
        Some(FileFound { path: shown(path, 300), bytes: left?.0, state })
    });
    files.extend(extra);
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_leave_behind_is_told_from_what_people_add() {
        for path in
            ["__MACOSX/01/._a.docx", "a/.DS_Store", "Thumbs.db", "01-申请表/~$申报书.docx", "01/.~申报书.docx", "._x"]
        {
            assert!(is_dropping(path), "{path}");
        }
        for path in ["盖章扫描件.pdf", "01-申请表/申报书（终稿）.docx", "说明.txt", "DS_Store.pdf"] {
            assert!(!is_dropping(path), "{path}");
        }
    }

    #[test]
    fn papers_of_the_kit_are_gone_on_with_and_proofs_and_data_are_not() {
        for path in ["01-申请表/申报书.docx", "02-条件对照表/条件对照表.xlsx", "03-证明材料/证明材料目录.xlsx"]
        {
            assert!(is_paper(path), "{path}");
        }
        for path in ["03-证明材料/01-合同.docx", "06-数据/结果.json", "06-数据/附.xlsx", "01-申请表/扫描.pdf"]
        {
            assert!(!is_paper(path), "{path}");
        }
    }
}
