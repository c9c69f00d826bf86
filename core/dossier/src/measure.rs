//! Files that lie elsewhere: what a package has to know of each before it can be written.

use sha2::{Digest as _, Sha256};

/// A file that lies elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Where it lies, as its record says.
    pub at: String,
    /// How many bytes.
    pub bytes: u64,
    /// CRC-32 of its bytes, as zip archives have it.
    pub crc32: u32,
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: String,
}

/// Measures a file that comes in parts, so that never more than a part is held.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    bytes: u64,
    crc32: crc32fast::Hasher,
    sha256: Sha256,
}

impl Measure {
    /// Begins.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// SHA-256 of a text, in lower-case hexadecimal digits.
    #[must_use]
    pub fn sha256_of(text: &str) -> String {
        let mut measure = Self::new();
        measure.take(text.as_bytes());
        measure.finish("").sha256
    }

    /// Takes the next part.
    pub fn take(&mut self, part: &[u8]) {
        self.bytes += part.len() as u64;
        self.crc32.update(part);
        self.sha256.update(part);
    }

    /// The file that lies there.
    #[must_use]
    pub fn finish(self, at: &str) -> Measured {
        Measured {
            at: at.to_owned(),
            bytes: self.bytes,
            crc32: self.crc32.finalize(),
            sha256: hexadecimal(&self.sha256.finalize()),
        }
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_measure_as_the_whole() {
        let mut measure = Measure::new();
        measure.take(b"ab");
        measure.take(b"");
        measure.take(b"c");
        let measured = measure.finish("x");
        assert_eq!((measured.bytes, measured.crc32), (3, 0x3524_41c2));
        assert_eq!(measured.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
