//! The fixed structures of the format (APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.16).

use super::refused::Reason;

/// Length of the end record without a comment.
pub(super) const END: usize = 22;
/// Length of an entry's own header without name and extra fields.
pub(super) const LOCAL: usize = 30;
/// Length of the 64-bit end record without extensible data (APPNOTE 4.3.14), and of what points to it (4.3.15).
pub(super) const END_64: usize = 56;
pub(super) const LOCATOR: usize = 20;
/// The extra field of the 64-bit extension.
const ZIP64_FIELD: u16 = 0x0001;
/// The extra field with the name in UTF-8 (Info-ZIP Unicode Path, APPNOTE 4.6.9).
const NAME_FIELD: u16 = 0x7075;
/// What stands in a field of 32 bits where the value stands in the 64-bit extension.
const ELSEWHERE: u64 = u32::MAX as u64;
/// Says that the name is UTF-8.
pub(super) const UTF_8: u16 = 1 << 11;
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

    fn u64(&mut self) -> Option<u64> {
        self.0.split_first_chunk().map(|(bytes, rest)| {
            self.0 = rest;
            u64::from_le_bytes(*bytes)
        })
    }

    fn signature(&mut self, letters: [u8; 2]) -> Option<()> {
        (self.take(4)? == [b'P', b'K', letters[0], letters[1]]).then_some(())
    }
}

/// Where the directory is.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) length: u64,
    pub(super) at: u64,
}

impl End {
    /// Whether something of it stands in the 64-bit record.
    pub(super) const fn is_elsewhere(self) -> bool {
        self.entries == u16::MAX as u64 || self.length == ELSEWHERE || self.at == ELSEWHERE
    }
}

/// Reads the record that ends an archive, and how long the comment behind it is. `None`: it is no such record.
pub(super) fn end(bytes: &[u8]) -> Option<(Result<End, Reason>, usize)> {
    let mut fields = Fields(bytes);
    fields.signature([5, 6])?;
    let disks = (fields.u16()?, fields.u16()?, fields.u16()?);
    let end = End { entries: fields.u16()?.into(), length: fields.u32()?.into(), at: fields.u32()?.into() };
    let comment = fields.u16()?.into();
    let (disk, first, here) = disks;
    let whole = (disk == 0 && first == 0 && u64::from(here) == end.entries) || end.is_elsewhere();
    Some((if whole { Ok(end) } else { Err(Reason::Volumes) }, comment))
}

/// Where the 64-bit record lies, as the locator right before the end record says. `None`: there is no locator.
pub(super) fn locator(bytes: &[u8]) -> Option<Result<u64, Reason>> {
    let mut fields = Fields(bytes);
    fields.signature([6, 7])?;
    let (disk, at, disks) = (fields.u32()?, fields.u64()?, fields.u32()?);
    Some(if disk == 0 && disks <= 1 { Ok(at) } else { Err(Reason::Volumes) })
}

/// Reads the 64-bit record; it must reach up to the locator, `length` bytes on, and say what `short` says as far as that
/// says it.
pub(super) fn end_64(bytes: &[u8], length: u64, short: End) -> Result<End, Reason> {
    let fields = || {
        let mut fields = Fields(bytes);
        fields.signature([6, 6])?;
        let own = fields.u64()?;
        fields.u32()?;
        let disks = (fields.u32()?, fields.u32()?, fields.u64()?);
        Some((own, disks, End { entries: fields.u64()?, length: fields.u64()?, at: fields.u64()? }))
    };
    let Some((own, (disk, first, here), end)) = fields() else { return Err(Reason::Zip64) };
    if disk != 0 || first != 0 || here != end.entries {
        return Err(Reason::Volumes);
    }
    let agrees = |short: u64, elsewhere: u64, long: u64| short == elsewhere || short == long;
    let same = agrees(short.entries, u16::MAX.into(), end.entries)
        && agrees(short.length, ELSEWHERE, end.length)
        && agrees(short.at, ELSEWHERE, end.at);
    if same && own.checked_add(12) == Some(length) { Ok(end) } else { Err(Reason::Zip64) }
}

/// What the directory and an entry's own header both say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    /// Packed and inflated, in bytes.
    pub(super) packed: u64,
    pub(super) size: u64,
}

impl Common {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let (flags, method) = (fields.u16()?, fields.u16()?);
        // Time and date: of no interest.
        fields.u32()?;
        Some(Self { flags, method, crc: fields.u32()?, packed: fields.u32()?.into(), size: fields.u32()?.into() })
    }

    /// What is in neither kind of header of an archive that packages could be.
    pub(super) const fn refused(self) -> Option<Reason> {
        // Bits 1 and 2: how hard the packer tried; 3: a descriptor follows; 11: the name is UTF-8.
        const KNOWN: u16 = 1 << 1 | 1 << 2 | DESCRIPTOR | UTF_8;
        const SECRET: u16 = 1 | 1 << 6 | 1 << 13;
        if self.flags & SECRET != 0 || self.method == 99 {
            Some(Reason::Encrypted)
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
    pub(super) at: u64,
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
    let at = fields.u32()?.into();
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

fn field<'a>(fields: &mut Fields<'a>) -> Option<(u16, &'a [u8])> {
    let id = fields.u16()?;
    let length = fields.u16()?;
    Some((id, fields.take(length.into())?))
}

/// The extra fields, each with its number. They must be whole.
fn extras(bytes: &[u8]) -> Result<Vec<(u16, &[u8])>, Reason> {
    let mut fields = Fields(bytes);
    let mut all = Vec::new();
    while !fields.0.is_empty() {
        all.push(field(&mut fields).ok_or(Reason::HeadersDisagree)?);
    }
    Ok(all)
}

/// Puts what stands in the 64-bit extension (APPNOTE 4.5.3) in its place, in the order of the extension: size, packed
/// size, and in the directory where the entry begins.
pub(super) fn widen(common: &mut Common, at: Option<&mut u64>, extra: &[u8]) -> Result<(), Reason> {
    let wide = extras(extra)?.into_iter().find(|(id, _)| *id == ZIP64_FIELD);
    let mut fields = wide.map(|(_, content)| Fields(content));
    for value in [Some(&mut common.size), Some(&mut common.packed), at].into_iter().flatten() {
        if *value == ELSEWHERE {
            *value = fields.as_mut().and_then(Fields::u64).ok_or(Reason::Zip64)?;
        }
    }
    Ok(())
}

/// The name in UTF-8 that an archiver wrote beside one in a code page; only where it is of the same name.
pub(super) fn name_beside<'a>(extra: &'a [u8], raw: &[u8]) -> Option<&'a [u8]> {
    let all = extras(extra).ok()?;
    let mut fields = all.into_iter().find(|(id, _)| *id == NAME_FIELD).map(|(_, content)| Fields(content))?;
    let version = fields.take(1)?;
    let sum = fields.u32()?;
    (version == [1] && sum == crc32fast::hash(raw)).then_some(fields.0)
}

/// How long the descriptor after an entry's data is, if it says the same: its signature may be left out, and its sizes
/// have 32 or 64 bits.
pub(super) fn descriptor(bytes: &[u8], wanted: Common) -> Option<u64> {
    let says = |mut fields: Fields<'_>, wide: bool| {
        let size = |fields: &mut Fields<'_>| if wide { fields.u64() } else { fields.u32().map(u64::from) };
        Some(fields.u32()? == wanted.crc && size(&mut fields)? == wanted.packed && size(&mut fields)? == wanted.size)
    };
    let mut signed = Fields(bytes);
    let is_signed = signed.signature([7, 8]).is_some();
    for (wide, length) in [(false, 12), (true, 20)] {
        if is_signed && says(Fields(signed.0), wide) == Some(true) {
            return Some(length + 4);
        }
        if says(Fields(bytes), wide) == Some(true) {
            return Some(length);
        }
    }
    None
}
