//! Content folders as texts: the core does no I/O, and the command line, the tools and the tests read the same files.

use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use ziping_base::diag::Diagnostic;
use ziping_base::encoding::{self, NotText};
use ziping_base::say;
use ziping_content::TextFile;

/// Reads bytes as text, in whichever encoding Chinese offices write.
///
/// # Errors
/// In which one they are instead.
pub fn decode(bytes: &[u8]) -> core::result::Result<String, NotText> {
    let gb18030 = |bytes: &[u8]| {
        let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(std::borrow::Cow::into_owned)
    };
    encoding::read_text(bytes, gb18030).map(|(text, _)| text)
}

/// Reads a file as text, in whichever encoding Chinese offices write.
///
/// # Errors
/// Why it cannot be read.
pub fn read_text(path: &Path) -> core::result::Result<String, Box<Diagnostic>> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        Box::new(Diagnostic::error("unreadable", say!("`{name}` cannot be read: {error}", "“{name}”读不出来：{error}")))
    })?;
    decode(&bytes).map_err(|refused| Box::new(refused.problem_of(&name)))
}

/// The `.toml` files below a folder, with their paths relative to it (parts joined by `/` on every system), in order.
///
/// # Errors
/// The first file or folder that cannot be read, by its path.
pub fn below(folder: &Path) -> Result<Vec<TextFile>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(|error| at(&next, &error))? {
            let path = entry.map_err(|error| at(&next, &error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let relative = path.strip_prefix(folder).unwrap_or(&path);
                let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                let bytes = std::fs::read(&path).map_err(|error| at(&path, &error))?;
                let text = decode(&bytes)
                    .map_err(|refused| at(&path, &Error::new(ErrorKind::InvalidData, refused.say().en.to_string())))?;
                found.push(TextFile { path: parts.join("/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// An error that says which file it is about.
fn at(path: &Path, error: &Error) -> Error {
    Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_of_chinese_offices_and_in_no_other() {
        let text = "organisation = \"示例科技有限公司\"\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (gbk, ..) = encoding_rs::GBK.encode(text);
        for bytes in [text.as_bytes(), &gbk, &[&b"\xff\xfe"[..], &wide].concat()] {
            assert_eq!(decode(bytes).as_deref(), Ok(text));
        }
        let (big5, ..) = encoding_rs::BIG5.encode("台灣科技股份有限公司");
        assert_eq!(decode(&big5), Err(NotText::Encoding("Big5")));
        // A character that GBK has not and GB 18030 has, in four bytes.
        let (rare, ..) = encoding_rs::GB18030.encode("示例𠮷科技有限公司");
        assert_eq!(decode(&rare).as_deref(), Ok("示例𠮷科技有限公司"));
    }

    #[test]
    fn files_are_found_below_a_folder_in_order_and_a_missing_one_is_named() {
        let folder = std::env::temp_dir().join(format!("ziping-files-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a/b")).unwrap();
        for (name, text) in [("z.toml", "1"), ("a/b/c.toml", "2"), ("a/note.txt", "3"), ("a.toml", "4")] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let found: Vec<_> = below(&folder).unwrap().into_iter().map(|file| (file.path, file.text)).collect();
        let expected = [("a.toml", "4"), ("a/b/c.toml", "2"), ("z.toml", "1")];
        assert_eq!(found, expected.map(|(path, text)| (path.to_owned(), text.to_owned())));
        std::fs::remove_dir_all(&folder).unwrap();
        let error = below(&folder).unwrap_err();
        assert!(error.to_string().contains(&folder.display().to_string()), "{error}");
    }
}
