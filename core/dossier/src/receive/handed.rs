//! What is handed in, as people pack it: a package, several of them in folders of one archive, or archives within an
//! archive. Every one of them is a row, and what is none says why.

use super::about::{self, NotAPackage};
use super::files::Share;
use super::inspect::{Opener, inspect_in};
use super::shown;
use super::table::Row;
use core::ops::ControlFlow;
use std::collections::HashMap;
use ziping_unzip::{Decode, Entry, Limits, ReadAt, Reason, Refused, Unreadable, Zip};

/// How deep archives may lie within archives.
const DEEPEST: usize = 3;
/// How many packages of one file are opened.
const MOST: usize = 1_000;
/// The largest archive within one that is inflated into memory, in bytes. One that is stored is read where it lies.
const LARGEST: u64 = 256 << 20;

/// A part of a source as a source of its own.
struct Part<'s> {
    of: &'s dyn ReadAt,
    from: u64,
    size: u64,
}

impl ReadAt for Part<'_> {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let end = at.checked_add(into.len() as u64).ok_or(Unreadable)?;
        if end > self.size { Err(Unreadable) } else { self.of.read_at(self.from + at, into) }
    }
}

/// What a walk through archives comes upon: a package in a folder of one, or why there is none.
type Visit<'v> = dyn FnMut(&str, Result<(&Zip<'_>, &str, &Share<'_>), NotAPackage>) + 'v;

/// Opens a file that was handed in: a row for each package in it, one row where there is none. `file`: its name;
/// `progress` hears how many bytes of how many of a package are read and may stop the work.
pub fn open(
    source: &dyn ReadAt,
    file: &str,
    opener: &Opener<'_>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    walk(source, file, opener.decode, DEEPEST, &mut 0, &mut |name, met| {
        let found = met.and_then(|(zip, folder, share)| inspect_in(zip, folder, share, opener, progress));
        rows.push(Row { file: name.to_owned(), found });
    });
    rows
}

/// A file of a package, by the place of its row among those of the file that was handed in. `most`: its size in bytes at
/// the most.
///
/// # Errors
/// Why it cannot be had.
pub fn extract(
    source: &dyn ReadAt,
    decode: Decode<'_>,
    row: usize,
    path: &str,
    most: u64,
) -> Result<Vec<u8>, NotAPackage> {
    let mut place = 0;
    let mut found = Err(NotAPackage::NoManifest);
    walk(source, "", decode, DEEPEST, &mut 0, &mut |_, met| {
        if place == row {
            found = met.and_then(|(zip, folder, _)| {
                // A path may be shown without what hides in it, so it is looked for as it is shown.
                let is_it = |entry: &&Entry| {
                    let own = entry.name().strip_prefix(folder).unwrap_or(entry.name());
                    shown(own, 300) == path
                };
                let entry = zip.entries().iter().find(is_it).ok_or(NotAPackage::NoManifest)?;
                Ok(zip.read(entry, most)?)
            });
        }
        place += 1;
    });
    found
}

/// Goes through the packages of an archive in the order in which they lie there, then through those of the archives
/// within it.
fn walk(source: &dyn ReadAt, file: &str, decode: Decode<'_>, depth: usize, met: &mut usize, visit: &mut Visit<'_>) {
    let zip = match Zip::open_named(source, &Limits::PACKAGE, decode) {
        Ok(zip) => zip,
        Err(why) => {
            *met += 1;
            return visit(file, Err(why.into()));
        }
    };
    let folders = about::folders(&zip);
    let before = *met;
    for (place, folder) in folders.iter().enumerate() {
        // What lies in no package belongs to the first, so that every file is accounted for.
        let others = |name: &str| match holder(&folders, name) {
            Some(holder) => holder != folder,
            None => place > 0 || is_archive(name),
        };
        let name = if folders.len() == 1 { file.to_owned() } else { within(file, folder.trim_end_matches('/')) };
        *met += 1;
        visit(&name, Ok((&zip, folder, &Share { others: &others })));
    }
    let is_free = |entry: &&Entry| is_archive(entry.name()) && holder(&folders, entry.name()).is_none();
    for entry in zip.entries().iter().filter(is_free) {
        let name = within(file, entry.name());
        if depth == 0 || *met >= MOST {
            *met += 1;
            visit(&name, Err(Refused { reason: Reason::TooDeep, entry: None }.into()));
        } else if let Some(range) = entry.stored() {
            let part = Part { of: source, from: range.start, size: range.end - range.start };
            walk(&part, &name, decode, depth - 1, met, visit);
        } else {
            match zip.read(entry, LARGEST) {
                Ok(bytes) => walk(&bytes.as_slice(), &name, decode, depth - 1, met, visit),
                Err(why) => {
                    *met += 1;
                    visit(&name, Err(why.into()));
                }
            }
        }
    }
    if *met == before {
        *met += 1;
        visit(file, Err(NotAPackage::NoManifest));
    }
}

/// The innermost folder of a package that a file lies in.
fn holder<'f>(folders: &'f [String], name: &str) -> Option<&'f String> {
    folders.iter().filter(|folder| name.starts_with(folder.as_str())).max_by_key(|folder| folder.len())
}

/// Whether a name is one of an archive; those of other kinds are refused with their own reason.
fn is_archive(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".zip", ".rar", ".7z"].iter().any(|ending| lower.ends_with(ending))
}

fn within(file: &str, path: &str) -> String {
    format!("{file} › {}", shown(path, 200))
}

/// Which earlier row each row repeats: the same regime and code, or name where there is no code.
#[must_use]
pub fn duplicates(rows: &[Row]) -> Vec<Option<usize>> {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    let key = |row: &Row| {
        let found = row.found.as_ref().ok()?;
        let who = if found.code.is_empty() { found.about.organisation.clone()? } else { found.code.clone() };
        Some((found.about.regime.clone(), who))
    };
    let first = |(place, row): (usize, &Row)| {
        let first = *seen.entry(key(row)?).or_insert(place);
        (first != place).then_some(first)
    };
    rows.iter().enumerate().map(first).collect()
}
