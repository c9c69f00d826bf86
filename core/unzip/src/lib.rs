//! Zip archives from strangers, read within bounds or refused with a reason.
//!
//! What an association opens was packed on someone else's machine. Everything that an archive says of itself is checked
//! before anything is inflated: the directory and each entry's own header agree, entries lie back to back and fill the
//! file, names are plain relative paths that occur once, sizes and ratios stay within [`Limits`]; while an entry is
//! read, its true size and CRC-32 must be those that were promised. What archivers really write is read: names in a code page
//! or with backslashes, comments, the 64-bit extension. What the format can do and packages never need (encryption, several
//! volumes, links, other methods than *stored* and *deflated*) is refused.
//!
//! Written here because being strict is the point: the well-known crates read what they can, trust the directory alone
//! and accept what lies between and behind the entries. DEFLATE and CRC-32 are libraries.
//!
//! The archive is read through [`ReadAt`], so that a large file need not be in memory.
//!
//! # Example
//!
//! ```
//! use ziping_unzip::{Limits, Zip};
//!
//! let bytes: &[u8] = b"not a zip";
//! assert!(Zip::open(&bytes, &Limits::PACKAGE).is_err());
//! ```

mod archive;
mod content;
mod header;
mod name;
mod refused;
#[cfg(test)]
mod tests;

pub use archive::{Entry, Zip};
pub use name::Decode;
pub use refused::{Reason, Refused};

/// Bytes that can be read from any place.
pub trait ReadAt {
    /// How many there are.
    fn size(&self) -> u64;

    /// Fills `into` with the bytes from `at`.
    ///
    /// # Errors
    /// When they cannot be read, or there are not as many.
    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable>;
}

/// Bytes could not be read: the file is gone, shorter than it was, or the disk failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl ReadAt for &[u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let from = usize::try_from(at).map_err(|_| Unreadable)?;
        let to = from.checked_add(into.len()).ok_or(Unreadable)?;
        into.copy_from_slice(self.get(from..to).ok_or(Unreadable)?);
        Ok(())
    }
}

/// How much an archive may be and hold. Sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The archive itself.
    pub archive: u64,
    /// Entries, folders among them.
    pub entries: usize,
    /// One name, in UTF-8.
    pub name: usize,
    /// One entry, inflated.
    pub single: u64,
    /// All entries, inflated.
    pub total: u64,
    /// How many times its packed size an entry may be, beyond the first 64 KiB.
    pub ratio: u64,
}

impl Limits {
    /// For an application package with attachments.
    pub const PACKAGE: Self =
        Self { archive: 2 << 30, entries: 2_000, name: 500, single: 1 << 30, total: 2 << 30, ratio: 250 };
    /// For a back-up of many organisations with their files.
    pub const BACKUP: Self = Self { entries: 20_000, ..Self::PACKAGE };
    /// For a Word or Excel file, which is read into memory.
    pub const DOCUMENT: Self =
        Self { archive: 32 << 20, entries: 1_000, name: 250, single: 32 << 20, total: 96 << 20, ratio: 250 };
}
