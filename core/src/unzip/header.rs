//! The fixed structures of the format (APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.16).

use super::refused::Reason;

/// Length of the end record without a comment.
pub(super) const END: usize = 22;
/// Length of an entry's own header without name and extra fields.
pub(super) const LOCAL: usize = 30;
/// The extra field of the 64-bit extension.
const ZIP64_FIELD: u16 = 0x0001;
/// Says that sizes and check sum follow the data.
pub(super) const DESCRIPTOR: u16 = 1 << 3;

/// Little-endian fields, one after the other.
pub(super) struct Fields<'a>(pub(super) &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.0.split_first_chunk().map(|(bytes, rest)| {
            self.0 = rest;
            u16::from_le_bytes(*bytes)
        })
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.0.split_first_chunk().map(|(bytes, rest)| {
            self.0 = rest;
            u32::from_le_bytes(*bytes)
        })
    }

    fn signature(&mut self, letters: [u8; 2]) -> Option<()> {
        (self.take(4)? == [b'P', b'K', letters[0], letters[1]]).then_some(())
    }
}

/// Where the directory is.
pub(super) struct End {
    pub(super) entries: u16,
    pub(super) length: u32,
    pub(super) at: u32,
}

/// Reads the record that ends an archive without a comment.
pub(super) fn end(bytes: &[u8]) -> Result<Option<End>, Reason> {
    let fields = || {
        let mut fields = Fields(bytes);
        fields.signature([5, 6])?;
        let disks = (fields.u16()?, fields.u16()?, fields.u16()?);
        Some((disks, End { entries: fields.u16()?, length: fields.u32()?, at: fields.u32()? }, fields.u16()?))
    };
    let Some(((disk, first, here), end, comment)) = fields() else { return Ok(None) };
    if end.entries == u16::MAX || end.length == u32::MAX || end.at == u32::MAX {
        return Err(Reason::Zip64);
    }
    if disk != 0 || first != 0 || here != end.entries {
        return Err(Reason::Volumes);
    }
    if comment != 0 {
        return Err(Reason::Stray);
    }
    Ok(Some(end))
}

/// Whether the record that ends an archive stands here, right behind the directory that it names. In an archive that is
/// cut off those of archives within it may stand anywhere.
pub(super) fn ends_here(bytes: &[u8], here: u64) -> bool {
    let fields = || {
        let mut fields = Fields(bytes);
        fields.signature([5, 6])?;
        let _ = (fields.u32()?, fields.u32()?);
        Some((fields.u32()?, fields.u32()?))
    };
    fields().is_some_and(|(length, at)| u64::from(length) + u64::from(at) == here)
}

/// What the directory and an entry's own header both say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
}

impl Common {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let (flags, method) = (fields.u16()?, fields.u16()?);
        // Time and date: of no interest.
        fields.u32()?;
        Some(Self { flags, method, crc: fields.u32()?, packed: fields.u32()?, size: fields.u32()? })
    }

    /// What is in neither kind of header of an archive that packages could be.
    pub(super) const fn refused(self) -> Option<Reason> {
        // Bits 1 and 2: how hard the packer tried; 3: a descriptor follows; 11: the name is UTF-8.
        const KNOWN: u16 = 1 << 1 | 1 << 2 | DESCRIPTOR | 1 << 11;
        const SECRET: u16 = 1 | 1 << 6 | 1 << 13;
        if self.flags & SECRET != 0 || self.method == 99 {
            Some(Reason::Encrypted)
        } else if self.packed == u32::MAX || self.size == u32::MAX {
            Some(Reason::Zip64)
        } else if self.flags & !KNOWN != 0 || !matches!(self.method, 0 | 8) {
            Some(Reason::Method)
        } else {
            None
        }
    }
}

/// An entry of the directory.
pub(super) struct Listed<'a> {
    pub(super) common: Common,
    pub(super) name: &'a [u8],
    pub(super) extra: &'a [u8],
    pub(super) disk: u16,
    /// Kind and rights of the file, where it was packed on a Unix-like system.
    pub(super) mode: u32,
    pub(super) at: u32,
}

/// Reads the next entry of the directory.
pub(super) fn listed<'a>(fields: &mut Fields<'a>) -> Option<Listed<'a>> {
    fields.signature([1, 2])?;
    // Versions: what is not understood shows in flags and method.
    fields.u32()?;
    let common = Common::read(fields)?;
    let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
    let disk = fields.u16()?;
    fields.u16()?;
    let mode = fields.u32()? >> 16;
    let at = fields.u32()?;
    let (name, extra) = (fields.take(name.into())?, fields.take(extra.into())?);
    fields.take(comment.into())?;
    Some(Listed { common, name, extra, disk, mode, at })
}

/// An entry's own header: what it says, and the lengths of name and extra fields that follow.
pub(super) fn local(bytes: &[u8]) -> Option<(Common, usize, usize)> {
    let mut fields = Fields(bytes);
    fields.signature([3, 4])?;
    fields.u16()?;
    let common = Common::read(&mut fields)?;
    Some((common, fields.u16()?.into(), fields.u16()?.into()))
}

/// Whether extra fields are whole and without the 64-bit extension.
pub(super) fn extra(bytes: &[u8]) -> Result<(), Reason> {
    let mut fields = Fields(bytes);
    while !fields.0.is_empty() {
        let field = |fields: &mut Fields<'_>| {
            let id = fields.u16()?;
            let length = fields.u16()?;
            fields.take(length.into())?;
            Some(id)
        };
        match field(&mut fields) {
            None => return Err(Reason::HeadersDisagree),
            Some(ZIP64_FIELD) => return Err(Reason::Zip64),
            Some(_) => {}
        }
    }
    Ok(())
}

/// How long the descriptor after an entry's data is, if it says the same: its signature may be left out.
pub(super) fn descriptor(bytes: &[u8], wanted: Common) -> Option<u64> {
    let says = |mut fields: Fields<'_>| {
        Some(fields.u32()? == wanted.crc && fields.u32()? == wanted.packed && fields.u32()? == wanted.size)
    };
    let mut signed = Fields(bytes);
    if signed.signature([7, 8]).is_some() && says(signed) == Some(true) {
        return Some(16);
    }
    (says(Fields(bytes)) == Some(true)).then_some(12)
}
