//! The directory of an archive, checked against each entry's own header before anything is inflated.

use super::header::{self, Common, DESCRIPTOR, END, END_64, End, Fields, LOCAL, LOCATOR};
use super::name::{self, Decode, Names};
use super::refused::{Reason, Refused};
use super::{Limits, ReadAt};

/// An archive whose directory has been found sound.
pub struct Zip<'a> {
    pub(super) source: &'a dyn ReadAt,
    entries: Vec<Entry>,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(super) name: String,
    pub(super) common: Common,
    /// Where its packed bytes begin.
    pub(super) data_at: u64,
}

impl Entry {
    /// Its path, with `/` between the parts.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size in bytes, inflated.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.common.size
    }

    /// Where its bytes lie in the archive, when they lie there as they are.
    #[must_use]
    pub fn stored(&self) -> Option<core::ops::Range<u64>> {
        (self.common.method == 0).then(|| self.data_at..self.data_at + self.size())
    }
}

/// An entry as the directory has it.
struct Listed {
    entry: Entry,
    /// The name as it was written, to compare with the entry's own header.
    raw: Vec<u8>,
    at: u64,
}

impl<'a> Zip<'a> {
    /// Reads the directory and every entry's own header; contents are not read yet. Names are UTF-8.
    ///
    /// # Errors
    /// Why the archive is refused.
    pub fn open(source: &'a dyn ReadAt, limits: &Limits) -> Result<Self, Refused> {
        Self::open_named(source, limits, &|_| None)
    }

    /// As [`Zip::open`]; names in a code page, which Chinese Windows writes, are read by `decode`. It answers `None` for
    /// what is no text in that code page.
    ///
    /// # Errors
    /// Why the archive is refused.
    pub fn open_named(source: &'a dyn ReadAt, limits: &Limits, decode: Decode<'_>) -> Result<Self, Refused> {
        let size = source.size();
        if size > limits.archive {
            return Err(Refused::archive(Reason::ArchiveTooLarge));
        }
        let End { entries, length, at } = end(source, size)?;
        if entries > limits.entries as u64 {
            return Err(Refused::archive(Reason::TooManyEntries));
        }
        let directory = read(source, at, usize::try_from(length).unwrap_or(usize::MAX))?;
        let mut listed = list(&directory, entries, limits, decode)?;
        listed.sort_by_key(|listed| listed.at);
        let mut next = 0;
        for listed in &mut listed {
            next = place(source, listed, next, at)?;
        }
        if next != at {
            return Err(Refused::archive(Reason::Stray));
        }
        let entries = listed.into_iter().map(|listed| listed.entry).filter(|entry| !name::is_folder(&entry.name));
        Ok(Self { source, entries: entries.collect() })
    }

    /// The files, in the order in which they lie in the archive.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }
}

/// Reads bytes that are known to lie within the archive.
pub(super) fn read(source: &dyn ReadAt, at: u64, length: usize) -> Result<Vec<u8>, Refused> {
    if at.saturating_add(length as u64) > source.size() {
        return Err(Refused::archive(Reason::Truncated));
    }
    let mut bytes = vec![0; length];
    source.read_at(at, &mut bytes).map_err(|_| Refused::archive(Reason::Unreadable))?;
    Ok(bytes)
}

/// The record at the end, or what the file seems to be instead. A comment may follow it; but only one record may be the
/// last, or two readers would see two archives in one file.
fn end(source: &dyn ReadAt, size: u64) -> Result<End, Refused> {
    /// The longest comment there can be, with the record.
    const TAIL: u64 = 65_535 + END as u64;
    let begins = read(source, 0, usize::try_from(size.min(8)).unwrap_or_default())?;
    if !begins.starts_with(b"PK") {
        return Err(Refused::archive(Reason::of_others(&begins)));
    }
    let length = size.min(TAIL);
    let from = size - length;
    let tail = read(source, from, usize::try_from(length).unwrap_or_default())?;
    let mut last = None;
    let mut elsewhere = false;
    for (here, window) in (from..).zip(tail.windows(END)) {
        let Some((end, comment)) = header::end(window) else { continue };
        let reached = here + END as u64 + comment as u64;
        if reached != size {
            let ends = end.is_ok_and(|end| end.at.checked_add(end.length) == Some(here));
            elsewhere |= ends && reached < size;
        } else if last.replace((here, end)).is_some() {
            return Err(Refused::archive(Reason::Stray));
        }
    }
    let Some((here, end)) = last else {
        return Err(Refused::archive(if elsewhere { Reason::Stray } else { Reason::Truncated }));
    };
    let (end, here) = widened(source, end.map_err(Refused::archive)?, here)?;
    match end.at.checked_add(end.length) {
        Some(reached) if reached == here => Ok(end),
        Some(reached) if reached < here => Err(Refused::archive(Reason::Stray)),
        _ => Err(Refused::archive(Reason::Truncated)),
    }
}

/// The end record with what stands in the 64-bit one before it, and where the directory must end.
fn widened(source: &dyn ReadAt, short: End, here: u64) -> Result<(End, u64), Refused> {
    let locator_at = here.checked_sub(LOCATOR as u64);
    let locator = locator_at.map(|at| read(source, at, LOCATOR)).transpose()?;
    let Some((pointed, locator_at)) = locator.and_then(|bytes| header::locator(&bytes)).zip(locator_at) else {
        return if short.is_elsewhere() { Err(Refused::archive(Reason::Zip64)) } else { Ok((short, here)) };
    };
    let at = pointed.map_err(Refused::archive)?;
    let length = locator_at.checked_sub(at).ok_or(Refused::archive(Reason::Zip64))?;
    let record = read(source, at, END_64)?;
    header::end_64(&record, length, short).map(|end| (end, at)).map_err(Refused::archive)
}

/// The entries of the directory, each sound by itself and all within the limits.
fn list(directory: &[u8], count: u64, limits: &Limits, decode: Decode<'_>) -> Result<Vec<Listed>, Refused> {
    let mut fields = Fields(directory);
    let mut raw = Vec::new();
    for _ in 0..count {
        raw.push(header::listed(&mut fields).ok_or(Refused::archive(Reason::Truncated))?);
    }
    if !fields.0.is_empty() {
        return Err(Refused::archive(Reason::Stray));
    }
    let coded = name::is_coded(&raw);
    let mut names = Names::default();
    let mut total = 0_u64;
    let mut all = Vec::with_capacity(raw.len());
    for listed in raw {
        let name = name::read(&listed, limits.name, coded, decode)?;
        let refuse = |reason: Reason| Refused::at(reason, &name);
        let (mut common, mut at) = (listed.common, listed.at);
        if let Some(reason) = common.refused() {
            return Err(refuse(reason));
        }
        header::widen(&mut common, Some(&mut at), listed.extra).map_err(refuse)?;
        if listed.disk != 0 {
            return Err(refuse(Reason::Volumes));
        }
        // The kinds of file of Unix: nothing said, a regular file, a folder.
        let folder = name::is_folder(&name);
        let fits = match listed.mode & 0o170_000 {
            0 => true,
            0o100_000 => !folder,
            0o040_000 => folder,
            _ => false,
        };
        if !fits {
            return Err(refuse(Reason::NotAFile));
        }
        let Common { size, packed, .. } = common;
        if common.method == 0 && size != packed || folder && size != 0 {
            return Err(refuse(Reason::SizeLies));
        }
        if size > limits.single {
            return Err(refuse(Reason::EntryTooLarge));
        }
        if size > packed.saturating_mul(limits.ratio).saturating_add(1 << 16) {
            return Err(refuse(Reason::Ratio));
        }
        total += size;
        if total > limits.total {
            return Err(refuse(Reason::TotalTooLarge));
        }
        names.take(&name)?;
        all.push(Listed { entry: Entry { name, common, data_at: 0 }, raw: listed.name.to_vec(), at });
    }
    Ok(all)
}

/// Checks an entry's own header, which must begin at `next`, and answers where the entry ends.
fn place(source: &dyn ReadAt, listed: &mut Listed, next: u64, directory: u64) -> Result<u64, Refused> {
    let Listed { entry, raw, at } = listed;
    let Entry { name, common, data_at } = entry;
    let refuse = |reason: Reason| Refused::at(reason, name);
    // Where two entries begin at one place, the second begins before the first ends.
    if *at != next {
        return Err(refuse(if *at < next { Reason::Overlap } else { Reason::Stray }));
    }
    let within = |end: u64| if end <= directory { Ok(end) } else { Err(refuse(Reason::Overlap)) };
    within(next + LOCAL as u64)?;
    let Some((mut own, name_length, extra_length)) = header::local(&read(source, next, LOCAL)?) else {
        return Err(refuse(Reason::HeadersDisagree));
    };
    let rest = next + LOCAL as u64;
    *data_at = within(rest + name_length as u64 + extra_length as u64)?;
    let rest = read(source, rest, name_length + extra_length)?;
    let (own_name, own_extra) = rest.split_at_checked(name_length).unwrap_or_default();
    header::widen(&mut own, None, own_extra).map_err(refuse)?;
    // With a descriptor the sizes may be left at zero here and follow the data.
    let later = Common { crc: 0, packed: 0, size: 0, ..*common };
    let described = common.flags & DESCRIPTOR != 0;
    if own_name != raw.as_slice() || !(own == *common || described && own == later) {
        return Err(refuse(Reason::HeadersDisagree));
    }
    let end = within(data_at.checked_add(common.packed).ok_or_else(|| refuse(Reason::Overlap))?)?;
    if !described {
        return Ok(end);
    }
    let length = usize::try_from((directory - end).min(24)).unwrap_or_default();
    let follows = header::descriptor(&read(source, end, length)?, *common);
    follows.map(|length| end + length).ok_or_else(|| refuse(Reason::HeadersDisagree))
}
