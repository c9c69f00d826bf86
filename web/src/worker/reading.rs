//! Files as the worker reads them: part by part, so that a large one is never in memory.

use std::cell::RefCell;
use web_sys::{Blob, FileReaderSync};
use ziping_unzip::{ReadAt, Unreadable};

/// How much of a file is read at a time, in bytes.
const PART: u64 = 4 << 20;

/// A file that can be read from any place. The part that was read last is kept, for reading goes on from there.
pub(crate) struct Reading {
    file: Blob,
    size: u64,
    reader: FileReaderSync,
    part: RefCell<(u64, Vec<u8>)>,
}

impl Reading {
    /// `None`: the browser gives no reader.
    pub(crate) fn of(file: Blob) -> Option<Self> {
        // Sizes stay far below 2^53, where a double is exact.
        let size = file.size() as u64;
        Some(Self { file, size, reader: FileReaderSync::new().ok()?, part: RefCell::default() })
    }

    /// A part of the file as a file; nothing is read.
    pub(crate) fn slice(&self, from: u64, to: u64) -> Option<Blob> {
        self.file.slice_with_f64_and_f64(from as f64, to as f64).ok()
    }

    fn load(&self, from: u64, to: u64) -> Option<Vec<u8>> {
        let buffer = self.reader.read_as_array_buffer(&self.slice(from, to)?).ok()?;
        Some(js_sys::Uint8Array::new(&buffer).to_vec())
    }

    /// Reads all of it, part by part.
    pub(crate) fn parts(&self, take: &mut dyn FnMut(&[u8])) -> Result<(), Unreadable> {
        let mut at = 0;
        while at < self.size {
            let to = (at + PART).min(self.size);
            take(&self.load(at, to).ok_or(Unreadable)?);
            at = to;
        }
        Ok(())
    }
}

impl ReadAt for Reading {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<(), Unreadable> {
        let end = at.checked_add(into.len() as u64).filter(|end| *end <= self.size).ok_or(Unreadable)?;
        let mut part = self.part.borrow_mut();
        if at < part.0 || end > part.0 + part.1.len() as u64 {
            let to = (at + PART.max(into.len() as u64)).min(self.size);
            *part = (at, self.load(at, to).ok_or(Unreadable)?);
        }
        let from = usize::try_from(at - part.0).map_err(|_| Unreadable)?;
        into.copy_from_slice(part.1.get(from..from + into.len()).ok_or(Unreadable)?);
        Ok(())
    }
}
