//! Names of entries: plain relative paths, and nothing that a person could mistake for another name.

use super::header::{self, Listed, UTF_8};
use super::refused::{Reason, Refused};
use std::collections::HashMap;

/// Reads bytes in a code page; `None`: they are no text in it.
pub type Decode<'d> = &'d dyn Fn(&[u8]) -> Option<String>;

/// Whether names of the archive are in a code page: one that does not say UTF-8 is none. Then all that do not say it are,
/// for one archiver wrote them all; the bytes of a Chinese name can happen to be UTF-8 of another.
pub(super) fn is_coded(all: &[Listed<'_>]) -> bool {
    all.iter().any(|listed| !says_utf_8(listed) && core::str::from_utf8(listed.name).is_err())
}

fn says_utf_8(listed: &Listed<'_>) -> bool {
    listed.common.flags & UTF_8 != 0
}

/// A name as text, or as much of it as can be shown. Backslashes, which some archivers of Windows write, part folders.
///
/// Names are UTF-8 whether or not the archive says so (bit 11): archivers of some systems write UTF-8 and do not say
/// it. In an archive with a code page the name in UTF-8 beside it counts, else what `decode` makes of it.
pub(super) fn read(listed: &Listed<'_>, longest: usize, coded: bool, decode: Decode<'_>) -> Result<String, Refused> {
    let bytes = listed.name;
    let shown = || {
        let text: String = String::from_utf8_lossy(bytes).chars().filter(|c| visible(*c)).take(100).collect();
        text
    };
    if bytes.is_empty() || bytes.len() > longest {
        return Err(Refused::at(Reason::NameLength, &shown()));
    }
    let utf_8 = |bytes: &[u8]| core::str::from_utf8(bytes).ok().map(str::to_owned);
    let text = if coded && !says_utf_8(listed) {
        header::name_beside(listed.extra, bytes).and_then(utf_8).or_else(|| decode(bytes))
    } else {
        utf_8(bytes)
    };
    let Some(text) = text.filter(|text| text.len() <= longest && text.chars().all(visible)) else {
        return Err(Refused::at(Reason::NameCharacters, &shown()));
    };
    let text = text.replace('\\', "/");
    if !plain(&text) {
        return Err(Refused::at(Reason::NamePath, &text));
    }
    Ok(text)
}

/// Not a control character and not one that turns the direction of what follows or hides.
const fn visible(c: char) -> bool {
    !matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{fffe}' | '\u{ffff}')
}

/// A relative path of named parts; a folder's ends in `/`. Colons are drives or streams on some systems.
fn plain(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(':') && path.split('/').all(part)
}

/// Whether a name is a folder's.
pub(super) fn is_folder(name: &str) -> bool {
    name.ends_with('/')
}

/// Names seen so far, and whether each is a file's. Names that differ in case only are one on some systems, so they count
/// as one here. Latin letters without marks, that is: Chinese has no case.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, bool>);

impl Names {
    /// Takes a name and all folders on the way to it.
    pub(super) fn take(&mut self, name: &str) -> Result<(), Refused> {
        let path = name.strip_suffix('/').unwrap_or(name).to_ascii_lowercase();
        let duplicate = || Refused::at(Reason::Duplicate, name);
        // From the innermost folder outwards: what lies around a folder that was seen was seen with it.
        let mut folder = path.as_str();
        while let Some((around, _)) = folder.rsplit_once('/') {
            folder = around;
            match self.0.get(folder) {
                Some(true) => return Err(duplicate()),
                Some(false) => break,
                None => {
                    self.0.insert(folder.to_owned(), false);
                }
            }
        }
        // A folder may come before or after what is in it, a file only once and never beside a folder of its name.
        let is_file = !is_folder(name);
        match self.0.insert(path, is_file) {
            Some(was_file) if was_file || is_file => Err(duplicate()),
            _ => Ok(()),
        }
    }
}
