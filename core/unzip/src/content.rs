//! The bytes of an entry, inflated piece by piece and held to what was promised.

use super::archive::{Entry, Zip};
use super::refused::{Reason, Refused};
use core::ops::ControlFlow;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

/// Bytes read or written at a time.
const PIECE: usize = 1 << 16;

/// Takes a piece of packed bytes, and whether it is the last.
type Taker<'t> = dyn FnMut(&[u8], bool) -> Result<(), Reason> + 't;

/// Inflated bytes on their way to the caller.
struct Out<'s> {
    sink: &'s mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    crc: crc32fast::Hasher,
    written: u64,
    most: u64,
}

impl Out<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), Reason> {
        self.written += bytes.len() as u64;
        if self.written > self.most {
            return Err(Reason::SizeLies);
        }
        self.crc.update(bytes);
        if (self.sink)(bytes).is_break() { Err(Reason::Stopped) } else { Ok(()) }
    }
}

impl Zip<'_> {
    /// Gives an entry's bytes to `sink`, piece by piece; it may stop the reading. The bytes are what was promised only
    /// when this returns without an error; never are there more of them than promised.
    ///
    /// # Errors
    /// Why the entry is refused, also after some of its bytes were given away.
    pub fn stream(&self, entry: &Entry, sink: &mut dyn FnMut(&[u8]) -> ControlFlow<()>) -> Result<(), Refused> {
        let most = entry.size();
        let mut out = Out { sink, crc: crc32fast::Hasher::new(), written: 0, most };
        let done = match entry.common.method {
            0 => self.pieces(entry, &mut |piece, _| out.put(piece)),
            _ => self.inflated(entry, &mut out),
        };
        let checked = done.and_then(|()| {
            if out.written != most {
                Err(Reason::SizeLies)
            } else if out.crc.finalize() != entry.common.crc {
                Err(Reason::Checksum)
            } else {
                Ok(())
            }
        });
        checked.map_err(|reason| Refused::at(reason, &entry.name))
    }

    /// An entry in memory, if it is not larger than `most`.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn read(&self, entry: &Entry, most: u64) -> Result<Vec<u8>, Refused> {
        if entry.size() > most {
            return Err(Refused::at(Reason::EntryTooLarge, &entry.name));
        }
        // Grows with what is really there, not with what is promised.
        let mut bytes = Vec::new();
        self.stream(entry, &mut |piece| {
            bytes.extend_from_slice(piece);
            ControlFlow::Continue(())
        })?;
        Ok(bytes)
    }

    /// The packed bytes, a piece at a time, and whether it is the last.
    fn pieces(&self, entry: &Entry, take: &mut Taker<'_>) -> Result<(), Reason> {
        let mut buffer = vec![0; PIECE];
        let (mut at, mut left) = (entry.data_at, entry.common.packed);
        while left > 0 {
            let length = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
            let piece = buffer.get_mut(..length).ok_or(Reason::Unreadable)?;
            self.source.read_at(at, piece).map_err(|_| Reason::Unreadable)?;
            at += length as u64;
            left -= length as u64;
            take(piece, left == 0)?;
        }
        Ok(())
    }

    fn inflated(&self, entry: &Entry, out: &mut Out<'_>) -> Result<(), Reason> {
        let mut state = InflateState::new_boxed(DataFormat::Raw);
        let mut buffer = vec![0; PIECE];
        let mut ended = false;
        self.pieces(entry, &mut |mut piece, last| {
            loop {
                let step = inflate(&mut state, piece, &mut buffer, MZFlush::None);
                piece = piece.get(step.bytes_consumed..).unwrap_or_default();
                out.put(buffer.get(..step.bytes_written).unwrap_or_default())?;
                match step.status {
                    Ok(MZStatus::StreamEnd) => {
                        ended = true;
                        // Packed bytes behind the end would be data that nobody sees.
                        return if piece.is_empty() && last { Ok(()) } else { Err(Reason::SizeLies) };
                    }
                    // Full buffers ask for another round, no progress for more bytes.
                    Ok(_) | Err(MZError::Buf) if step.bytes_written == 0 && piece.is_empty() => return Ok(()),
                    Ok(_) if step.bytes_written > 0 || step.bytes_consumed > 0 => {}
                    _ => return Err(Reason::Damaged),
                }
            }
        })?;
        if ended { Ok(()) } else { Err(Reason::Damaged) }
    }
}
