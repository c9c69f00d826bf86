//! The container of older office files: streams in chains of sectors ([MS-CFB]).

/// The first bytes of every one.
pub(super) const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// From this number on a sector's number says something else.
const NO_SECTOR: u32 = 0xffff_fffa;
/// The bytes of an entry of the directory, and of a sector of the small streams.
const ENTRY: usize = 128;
const SMALL: usize = 64;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The sectors of a file, and which follows which.
struct Sectors<'b> {
    bytes: &'b [u8],
    /// Their size as a power of two.
    shift: u32,
    next: Vec<u32>,
}

impl<'b> Sectors<'b> {
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        // The header fills the place of one.
        let start = (usize::try_from(number).ok()?.checked_add(1)?).checked_shl(self.shift)?;
        let end = start.checked_add(1 << self.shift)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain; `None`: it leads out of the file or in a circle.
    fn chain(&self, mut number: u32) -> Option<Vec<u8>> {
        let (mut all, mut left) = (Vec::new(), self.next.len().checked_add(1)?);
        while number < NO_SECTOR {
            left = left.checked_sub(1)?;
            all.extend_from_slice(self.sector(number)?);
            number = *self.next.get(usize::try_from(number).ok()?)?;
        }
        Some(all)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

/// The stream of a name; `None`: there is none, or the container is damaged.
pub(super) fn stream(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let shift = u32::from(u16_at(bytes, 30)?);
    if !(7..=16).contains(&shift) {
        return None;
    }
    let mut sectors = Sectors { bytes, shift, next: Vec::new() };
    let most = (bytes.len() >> shift) + 1;
    // Where the table of chains lies: in the header, then in sectors of their own, each of which names the next.
    let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut further = u32_at(bytes, 68)?;
    for _ in 0..most {
        if further >= NO_SECTOR {
            break;
        }
        let mut more: Vec<u32> = numbers(sectors.sector(further)?).collect();
        further = more.pop()?;
        tables.extend(more);
    }
    for table in tables.into_iter().filter(|table| *table < NO_SECTOR).take(most) {
        let part: Vec<u32> = numbers(sectors.sector(table)?).collect();
        sectors.next.extend(part);
    }
    let directory = sectors.chain(u32_at(bytes, 48)?)?;
    let entries = || directory.chunks_exact(ENTRY);
    let is_named = |entry: &&[u8]| {
        let length = u16_at(entry, 64).map_or(0, usize::from).saturating_sub(2);
        let written: Vec<u16> = (0..length.min(62) / 2).filter_map(|at| u16_at(entry, 2 * at)).collect();
        String::from_utf16_lossy(&written).eq_ignore_ascii_case(name)
    };
    let entry = entries().find(is_named)?;
    let (start, size) = (u32_at(entry, 116)?, usize::try_from(u32_at(entry, 120)?).ok()?);
    let mut all = if u32_at(entry, 120)? >= u32_at(bytes, 56)? {
        sectors.chain(start)?
    } else {
        // Small streams lie in one large one, which the first entry names.
        let holder = sectors.chain(u32_at(entries().next()?, 116)?)?;
        let next: Vec<u32> = numbers(&sectors.chain(u32_at(bytes, 60)?)?).collect();
        let (mut all, mut number, mut left) = (Vec::new(), start, next.len().checked_add(1)?);
        while number < NO_SECTOR {
            left = left.checked_sub(1)?;
            let at = usize::try_from(number).ok()?.checked_mul(SMALL)?;
            all.extend_from_slice(holder.get(at..at.checked_add(SMALL)?.min(holder.len()))?);
            number = *next.get(usize::try_from(number).ok()?)?;
        }
        all
    };
    all.truncate(size);
    Some(all)
}
