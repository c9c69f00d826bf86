//! Archives that have the same bytes whenever they are made of the same files: names in order, no clock. Each file has the date
//! that stands for its content, so that a server on which a newer site is unpacked does not take a file for the one before.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::Crc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file of an archive.
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
    /// It is a program: it can be started where it is unpacked.
    pub program: bool,
}

impl Entry {
    /// A file that is no program.
    pub fn of(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), program: false }
    }
}

/// Endings of files that do not shrink again.
const PACKED: [&str; 4] = [".br", ".gz", ".png", ".zip"];

/// A zip of files, in the order of their names.
pub fn zip(mut entries: Vec<Entry>) -> Result<Vec<u8>> {
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for Entry { name, bytes, program } in entries {
        let stored = PACKED.iter().any(|ending| name.ends_with(ending));
        let options = SimpleFileOptions::default()
            .compression_method(if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated })
            .last_modified_time(moment(&bytes)?)
            .unix_permissions(if program { 0o755 } else { 0o644 });
        writer.start_file(name.as_str(), options).with_context(|| format!("`{name}` cannot be packed"))?;
        writer.write_all(&bytes).with_context(|| format!("`{name}` cannot be packed"))?;
    }
    Ok(writer.finish().context("the archive cannot be finished")?.into_inner())
}

fn moment(bytes: &[u8]) -> Result<DateTime> {
    let mut sum = Crc::new();
    sum.update(bytes);
    let (day, time) = ziping_host::moment_of(sum.sum());
    DateTime::try_from_msdos(day, time).context("a file's date is none of the zip format")
}

/// All files of a folder, under a name before theirs; also hidden ones, but for the stamps of builds.
pub fn folder(root: &Path, before: &str) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let unreadable = || format!("`{}` cannot be read", root.display());
    for entry in fs::read_dir(root).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            entries.extend(folder(&path, &format!("{before}{name}/"))?);
        } else if name != ".stamp" {
            let bytes = fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
            entries.push(Entry::of(format!("{before}{name}"), bytes));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn entries() -> Vec<Entry> {
        let text = "条件 ".repeat(200);
        vec![
            Entry::of("b/页.html", text.clone()),
            Entry::of("a.html.br", text.clone()),
            Entry { program: true, ..Entry::of("ziping", text) },
        ]
    }

    #[test]
    fn the_same_files_in_any_order_make_the_same_bytes_and_come_back() {
        let mut other = entries();
        other.reverse();
        let made = zip(entries()).unwrap();
        assert_eq!(made, zip(other).unwrap());
        let mut read = zip::ZipArchive::new(Cursor::new(made)).unwrap();
        let names: Vec<String> = read.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["a.html.br", "b/页.html", "ziping"]);
        for (name, mode, shrinks) in [("a.html.br", 0o644, false), ("b/页.html", 0o644, true), ("ziping", 0o755, true)]
        {
            let mut file = read.by_name(name).unwrap();
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(mode), "{name}");
            assert_eq!(file.compressed_size() < file.size(), shrinks, "{name}");
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            assert_eq!(text, "条件 ".repeat(200));
        }
    }

    #[test]
    fn a_changed_file_of_the_same_size_has_another_date() {
        let dated = |text: &str| {
            let made = zip(vec![Entry::of("index.html", text)]).unwrap();
            let mut read = zip::ZipArchive::new(Cursor::new(made)).unwrap();
            read.by_name("index.html").unwrap().last_modified().unwrap().to_string()
        };
        assert_eq!(dated("page-1.js"), dated("page-1.js"));
        assert_ne!(dated("page-1.js"), dated("page-2.js"));
        assert!(dated("page-1.js").starts_with("1980-"));
    }

    #[test]
    fn a_folder_is_taken_with_hidden_files_and_without_stamps() {
        let root = std::env::temp_dir().join(format!("ziping-pack-{}", std::process::id()));
        fs::create_dir_all(root.join("host")).unwrap();
        for name in [".htaccess", ".stamp", "index.html", "host/host.json"] {
            fs::write(root.join(name), name).unwrap();
        }
        let mut names: Vec<String> = folder(&root, "ziping/").unwrap().into_iter().map(|entry| entry.name).collect();
        names.sort();
        assert_eq!(names, ["ziping/.htaccess", "ziping/host/host.json", "ziping/index.html"]);
        fs::remove_dir_all(&root).unwrap();
    }
}
