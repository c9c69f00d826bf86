//! Zip archives: written entry by entry to a sink, the same bytes for the same entries on every machine.
//!
//! Written here because the container is small and fixed (APPNOTE 4.3, 4.4) and the well-known crate brings a random
//! source into the browser and 40 KB of compressed code; DEFLATE and CRC-32 are libraries.

use super::Measured;
use ziping_host::moment_of;
use ziping_unzip::Limits;

/// A piece of a package, in the order in which the pieces make it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// All bytes of the file that lies there (`at`), which was measured before.
    File(&'a str),
}

impl<'a> Piece<'a> {
    /// The bytes at hand: none of a file that lies elsewhere.
    #[must_use]
    pub const fn bytes(self) -> &'a [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::File(_) => &[],
        }
    }
}

/// The archive would be larger than archives without the 64-bit extension may be (4 GiB, 65,535 files).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// 1980-01-01 00:00, the first moment that the format knows: an archive says nothing of when it was made.
const TIMELESS: (u16, u16) = (0x0021, 0);
/// Names are UTF-8 (general purpose bit 11).
const UTF8: u16 = 0x0800;
/// The version needed to extract deflated entries (2.0), made on a Unix-like system so that names are not taken for
/// a code page.
const VERSION: u16 = 20;
const MADE_BY: u16 = 3 << 8 | VERSION;
/// `-rw-r--r--` of a regular file.
const ATTRIBUTES: u32 = 0o100_644 << 16;
const DEFLATED: u16 = 8;
const STORED: u16 = 0;
/// A good trade between time and size for texts.
const LEVEL: u8 = 6;

struct Entry {
    name: String,
    /// Day and time, in the format's own numbers.
    moment: (u16, u16),
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    at: u32,
}

/// A zip archive being written. Only one entry's bytes are held at a time; those of files that lie elsewhere never.
pub(super) struct Archive<'a> {
    sink: &'a mut dyn FnMut(Piece<'_>),
    written: u64,
    entries: Vec<Entry>,
    /// The moment of a file, by its content.
    moment: fn(&[u8]) -> (u16, u16),
}

impl<'a> Archive<'a> {
    /// Writes to a sink.
    pub(super) fn new(sink: &'a mut dyn FnMut(Piece<'_>)) -> Self {
        Self { sink, written: 0, entries: Vec::new(), moment: |_| TIMELESS }
    }

    /// Adds a file, compressed where that makes it smaller.
    ///
    /// # Errors
    /// When the archive would outgrow what packages may be (2 GiB in all, 1 GiB a file).
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), TooLarge> {
        // Word and Excel files are archives themselves: packing them again takes long and gains nothing.
        let packed = name.ends_with(".docx") || name.ends_with(".xlsx");
        let deflated = if packed { Vec::new() } else { miniz_oxide::deflate::compress_to_vec(bytes, LEVEL) };
        let (method, packed) =
            if !packed && deflated.len() < bytes.len() { (DEFLATED, deflated.as_slice()) } else { (STORED, bytes) };
        let entry = Entry {
            name: name.to_owned(),
            moment: (self.moment)(bytes),
            method,
            crc: crc32fast::hash(bytes),
            packed: fits(packed.len() as u64)?,
            size: fits(bytes.len() as u64)?,
            at: self.here()?,
        };
        self.head(&entry)?;
        self.put(packed);
        self.entries.push(entry);
        Ok(())
    }

    /// Adds a file that lies elsewhere, as it is: papers that people attach are compressed already. The sink is asked
    /// to put its bytes in place; their sum, which stands in front of them, was taken before.
    ///
    /// # Errors
    /// As for [`Archive::add`].
    pub(super) fn add_file(&mut self, name: &str, file: &Measured) -> Result<(), TooLarge> {
        let size = fits(file.bytes)?;
        if file.bytes > Limits::PACKAGE.single {
            return Err(TooLarge);
        }
        let entry = Entry {
            name: name.to_owned(),
            moment: TIMELESS,
            method: STORED,
            crc: file.crc32,
            packed: size,
            size,
            at: self.here()?,
        };
        self.head(&entry)?;
        (self.sink)(Piece::File(&file.at));
        self.written += file.bytes;
        self.entries.push(entry);
        Ok(())
    }

    fn here(&self) -> Result<u32, TooLarge> {
        fits(self.written)
    }

    fn head(&mut self, entry: &Entry) -> Result<(), TooLarge> {
        let mut head = Vec::with_capacity(30 + entry.name.len());
        put_u32(&mut head, 0x0403_4b50);
        put_u16(&mut head, VERSION);
        common(&mut head, entry)?;
        put_u16(&mut head, 0);
        head.extend_from_slice(entry.name.as_bytes());
        self.put(&head);
        Ok(())
    }

    /// Writes the directory of entries and answers how long the archive is.
    ///
    /// # Errors
    /// As for [`Archive::add`].
    pub(super) fn finish(mut self) -> Result<u64, TooLarge> {
        let at = self.here()?;
        let count = u16::try_from(self.entries.len()).map_err(|_| TooLarge)?;
        let mut directory = Vec::new();
        for entry in &self.entries {
            put_u32(&mut directory, 0x0201_4b50);
            put_u16(&mut directory, MADE_BY);
            put_u16(&mut directory, VERSION);
            common(&mut directory, entry)?;
            // No extra field, no comment, disk 0, no internal attributes.
            directory.extend_from_slice(&[0; 8]);
            put_u32(&mut directory, ATTRIBUTES);
            put_u32(&mut directory, entry.at);
            directory.extend_from_slice(entry.name.as_bytes());
        }
        let length = fits(directory.len() as u64)?;
        put_u32(&mut directory, 0x0605_4b50);
        directory.extend_from_slice(&[0; 4]);
        put_u16(&mut directory, count);
        put_u16(&mut directory, count);
        put_u32(&mut directory, length);
        put_u32(&mut directory, at);
        put_u16(&mut directory, 0);
        self.put(&directory);
        Ok(self.written)
    }

    fn put(&mut self, bytes: &[u8]) {
        (self.sink)(Piece::Bytes(bytes));
        self.written += bytes.len() as u64;
    }
}

/// The whole archive of some files: their names and contents. Word and Excel files are stored as they are.
///
/// # Errors
/// When the archive would outgrow what packages may be (2 GiB in all, 1 GiB a file).
pub fn archive_of(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, TooLarge> {
    whole(files, |_| TIMELESS)
}

/// As [`archive_of`], for files that a web server will send: each has the moment that stands for its content ([`moment_of`]).
///
/// # Errors
/// As for [`archive_of`].
pub fn archive_to_serve(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, TooLarge> {
    whole(files, |bytes| moment_of(crc32fast::hash(bytes)))
}

fn whole(files: &[(&str, Vec<u8>)], moment: fn(&[u8]) -> (u16, u16)) -> Result<Vec<u8>, TooLarge> {
    let mut bytes = Vec::new();
    // Nothing here lies elsewhere.
    let mut sink = |piece: Piece<'_>| bytes.extend_from_slice(piece.bytes());
    let mut archive = Archive { moment, ..Archive::new(&mut sink) };
    for (name, content) in files {
        archive.add(name, content)?;
    }
    archive.finish()?;
    Ok(bytes)
}

/// Writes an archive of files that lie elsewhere piece by piece, each under its name and as it is, and answers how long it is.
/// The sink puts the files' bytes in place.
///
/// # Errors
/// As for [`archive_of`].
pub fn write_archive(files: &[(&str, &Measured)], sink: &mut dyn FnMut(Piece<'_>)) -> Result<u64, TooLarge> {
    let mut archive = Archive::new(sink);
    for (name, file) in files {
        archive.add_file(name, file)?;
    }
    archive.finish()
}

/// What the entry's own header and the directory have in common, from the flags to the length of the name.
fn common(out: &mut Vec<u8>, entry: &Entry) -> Result<(), TooLarge> {
    put_u16(out, UTF8);
    put_u16(out, entry.method);
    let (day, time) = entry.moment;
    put_u16(out, time);
    put_u16(out, day);
    put_u32(out, entry.crc);
    put_u32(out, entry.packed);
    put_u32(out, entry.size);
    put_u16(out, u16::try_from(entry.name.len()).map_err(|_| TooLarge)?);
    Ok(())
}

/// Sizes stay within what the kit itself will open again, and so far below what the format can hold.
fn fits(length: u64) -> Result<u32, TooLarge> {
    u32::try_from(length).ok().filter(|length| u64::from(*length) <= Limits::PACKAGE.archive).ok_or(TooLarge)
}

fn put_u16(out: &mut Vec<u8>, value: u16) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn put_u32(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}
