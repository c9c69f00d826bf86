//! Names of entries: plain relative paths, and nothing that a person could mistake for another name.

use super::refused::{Reason, Refused};

/// A name as text, or as much of it as can be shown.
///
/// Names are UTF-8 whether or not the archive says so (bit 11): archivers of some systems write UTF-8 and do not say
/// it. Code pages are not guessed.
pub(super) fn read(bytes: &[u8], longest: usize) -> Result<String, Refused> {
    let shown = || {
        let text: String = String::from_utf8_lossy(bytes).chars().filter(|c| visible(*c)).take(100).collect();
        text
    };
    if bytes.is_empty() || bytes.len() > longest {
        return Err(Refused::at(Reason::NameLength, &shown()));
    }
    let Ok(text) = core::str::from_utf8(bytes) else {
        return Err(Refused::at(Reason::NameCharacters, &shown()));
    };
    if !text.chars().all(visible) {
        return Err(Refused::at(Reason::NameCharacters, &shown()));
    }
    if !plain(text) {
        return Err(Refused::at(Reason::NamePath, text));
    }
    Ok(text.to_owned())
}

/// Not a control character and not one that turns the direction of what follows or hides.
const fn visible(c: char) -> bool {
    !matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// A relative path of named parts; a folder's ends in `/`. Colons are drives or streams on some systems.
fn plain(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':']) && path.split('/').all(part)
}

/// Whether a name is a folder's.
pub(super) fn is_folder(name: &str) -> bool {
    name.ends_with('/')
}

/// Names seen so far. Names that differ in case only are one on some systems, so they count as one here. Latin letters
/// without marks, that is: Chinese has no case, and the tables of all others would cost a page 4 KB.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<(String, bool)>);

impl Names {
    /// Takes a name and all folders on the way to it.
    pub(super) fn take(&mut self, name: &str) -> Result<(), Refused> {
        let path = name.strip_suffix('/').unwrap_or(name).to_ascii_lowercase();
        let duplicate = || Refused::at(Reason::Duplicate, name);
        for (end, _) in path.match_indices('/') {
            let folder = path.get(..end).unwrap_or_default();
            if self.see(folder, false) == Some(true) {
                return Err(duplicate());
            }
        }
        // A folder may come before or after what is in it, a file only once and never beside a folder of its name.
        let is_file = !is_folder(name);
        match self.see(&path, is_file) {
            Some(was_file) if was_file || is_file => Err(duplicate()),
            _ => Ok(()),
        }
    }

    /// Whether a path was seen before, and then whether as a file. From now on it was.
    fn see(&mut self, path: &str, is_file: bool) -> Option<bool> {
        match self.0.binary_search_by(|(known, _)| known.as_str().cmp(path)) {
            Ok(place) => self.0.get(place).map(|(_, was_file)| *was_file),
            Err(place) => {
                self.0.insert(place, (path.to_owned(), is_file));
                None
            }
        }
    }
}
