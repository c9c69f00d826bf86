//! A back-up with its files: one zip, which other programs open too. It holds a text, the files as they are, and a list
//! that says which file is which, with size and hash.

use super::archive::Archive;
use super::enclose::{ending, name_part};
use super::unpack::{UnpackError, read_text};
use super::{Measured, PackageError, Piece};
use serde::{Deserialize, Serialize};
use ziping_assess::proof::Attached;
use ziping_base::node::json;
use ziping_unzip::Zip;

/// The text's name in the zip.
const TEXT: &str = "backup.json";
/// The name of the list of files.
const LIST: &str = "files.json";
/// The folder of the files.
const FOLDER: &str = "files";
/// The longest text and list that are read, in bytes.
const LONGEST: u64 = 256 << 20;

/// A file of a back-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundled {
    /// Where it lies for those who name it.
    pub at: String,
    /// Its path in the zip.
    pub path: String,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// Writes a back-up piece by piece and answers how long it is: the text, and each file under the name that it came with.
/// The sink puts the files' bytes in place.
///
/// # Errors
/// When it would be larger than what the kit opens again (2 GiB in all, 1 GiB a file).
pub fn write_bundle(
    text: &[u8],
    files: &[(&str, &Measured)],
    sink: &mut dyn FnMut(Piece<'_>),
) -> Result<u64, PackageError> {
    let path = |(place, (name, _)): (usize, &(&str, &Measured))| {
        let ending = ending(name);
        let stem = name.len().checked_sub(ending.len()).and_then(|end| name.get(..end)).unwrap_or(name);
        format!("{FOLDER}/{:04}-{}{ending}", place + 1, name_part(stem))
    };
    let paths: Vec<String> = files.iter().enumerate().map(path).collect();
    let list: Vec<Bundled> = files
        .iter()
        .zip(&paths)
        .map(|((_, file), path)| Bundled {
            at: file.at.clone(),
            path: path.clone(),
            bytes: file.bytes,
            sha256: file.sha256.clone(),
        })
        .collect();
    let mut archive = Archive::new(sink);
    archive.add(TEXT, text)?;
    // Texts and numbers always serialise.
    archive.add(LIST, &serde_json::to_vec(&list).unwrap_or_default())?;
    for ((_, file), path) in files.iter().zip(&paths) {
        archive.add_file(path, file)?;
    }
    Ok(archive.finish()?)
}

/// The text of a back-up and the list of its files, each of which [`super::check_file`] checks.
///
/// # Errors
/// Why it is refused.
pub fn read_bundle(zip: &Zip<'_>) -> Result<(String, Vec<Bundled>), UnpackError> {
    let text = read_text(zip, TEXT, LONGEST)?;
    let list = read_text(zip, LIST, LONGEST)?;
    let files = json::read(&list).and_then(|list| serde_json::from_value(list).ok());
    Ok((text, files.ok_or(UnpackError::NotAPackage(LIST))?))
}

impl Bundled {
    /// As a file that lies in the zip.
    #[must_use]
    pub fn attached(&self) -> Attached {
        let Self { path, bytes, sha256, .. } = self.clone();
        Attached { at: path, bytes, sha256, ..Attached::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Measure, check_file};
    use super::*;
    use ziping_unzip::Limits;

    fn measured(at: &str, bytes: &[u8]) -> Measured {
        let mut measure = Measure::new();
        measure.take(bytes);
        measure.finish(at)
    }

    fn bundle(files: &[(&str, &str, &[u8])]) -> Vec<u8> {
        let sums: Vec<Measured> = files.iter().map(|(at, _, bytes)| measured(at, bytes)).collect();
        let named: Vec<(&str, &Measured)> = files.iter().zip(&sums).map(|((_, name, _), sum)| (*name, sum)).collect();
        let mut zip = Vec::new();
        let mut sink = |piece: Piece<'_>| match piece {
            Piece::Bytes(part) => zip.extend_from_slice(part),
            Piece::File(at) => {
                zip.extend_from_slice(files.iter().find(|(known, ..)| *known == at).map_or(b"", |found| found.2));
            }
        };
        write_bundle(b"{}", &named, &mut sink).unwrap();
        zip
    }

    const FILES: [(&str, &str, &[u8]); 3] =
        [("a", "审计/2024.PDF", b"one"), ("b", "审计/2024.PDF", b"two"), ("c", "", b"")];

    #[test]
    fn what_goes_in_comes_out_under_names_that_every_file_system_takes() {
        let bytes = bundle(&FILES);
        let source: &[u8] = &bytes;
        let zip = Zip::open(&source, &Limits::BACKUP).unwrap();
        let (text, list) = read_bundle(&zip).unwrap();
        assert_eq!(text, "{}");
        let paths: Vec<&str> = list.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["files/0001-审计 2024.pdf", "files/0002-审计 2024.pdf", "files/0003-未命名"]);
        for (file, (at, _, bytes)) in list.iter().zip(FILES) {
            let mut read = Vec::new();
            assert!(
                check_file(&zip, &file.attached(), &mut |part| read.extend_from_slice(part))
                    .unwrap()
                    .stored()
                    .is_some()
            );
            assert_eq!((file.at.as_str(), read.as_slice()), (at, bytes));
        }
    }

    #[test]
    fn a_file_that_is_not_what_was_backed_up_is_refused() {
        let mut bytes = bundle(&FILES);
        let place = bytes.windows(3).position(|window| window == b"one").unwrap();
        bytes[place] = b'O';
        let source: &[u8] = &bytes;
        let zip = Zip::open(&source, &Limits::BACKUP).unwrap();
        let (_, list) = read_bundle(&zip).unwrap();
        assert!(check_file(&zip, &list[0].attached(), &mut |_| {}).is_err());
        assert!(check_file(&zip, &list[1].attached(), &mut |_| {}).is_ok());
        let cut: &[u8] = &bytes[..bytes.len() - 10];
        assert!(Zip::open(&cut, &Limits::BACKUP).is_err());
    }
}
