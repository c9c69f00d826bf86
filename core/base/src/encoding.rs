//! Which encoding a text file is in, by its bytes: files of Chinese offices come in UTF-8, UTF-16 and GBK alike. What is
//! none of them is refused by name, and so is a file in which characters were lost before: nothing is guessed at.

use crate::diag::{Diagnostic, Said};
use crate::say;

/// An encoding that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// GB 18030-2022, of which GBK and GB 2312 are parts.
    Gb18030,
}

/// Why a file is no text that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// It is in an encoding that is not read.
    Encoding(&'static str),
    /// It is in none that is known.
    Unknown,
    /// It is a file of another kind.
    Kind(FileKind),
    /// A program that could not read some of its characters put `U+FFFD` in their place: on this line, from 1.
    Damaged(usize),
}

/// A kind of file that is none of text, told by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A zip archive: an application package, a Word or Excel file.
    Zip,
    /// A PDF.
    Pdf,
    /// A picture (PNG, JPEG, GIF).
    Picture,
}

impl FileKind {
    /// The kind of a file that begins so; `None`: it is none of these.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const BEGINS: [(&[u8], FileKind); 5] = [
            (b"PK\x03\x04", FileKind::Zip),
            (b"%PDF-", FileKind::Pdf),
            (b"\x89PNG\r\n", FileKind::Picture),
            (b"\xff\xd8\xff", FileKind::Picture),
            (b"GIF8", FileKind::Picture),
        ];
        BEGINS.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind)
    }
}

/// Reads the bytes of a file as text, without a byte order mark. `gb18030`: what decodes bytes of that encoding, or says
/// that they are not; the core has no tables for it.
///
/// # Errors
/// In which encoding the file is instead, or that characters in it were lost before.
pub fn read_text(bytes: &[u8], gb18030: impl Fn(&[u8]) -> Option<String>) -> Result<(String, Encoding), NotText> {
    let (text, encoding) = decoded(bytes, gb18030)?;
    match text.find(char::REPLACEMENT_CHARACTER) {
        Some(at) => Err(NotText::Damaged(text.get(..at).unwrap_or_default().matches('\n').count() + 1)),
        None => Ok((text, encoding)),
    }
}

fn decoded(bytes: &[u8], gb18030: impl Fn(&[u8]) -> Option<String>) -> Result<(String, Encoding), NotText> {
    if let Some(kind) = FileKind::of(bytes) {
        return Err(NotText::Kind(kind));
    }
    // The mark of UTF-32 begins like that of UTF-16.
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(NotText::Encoding("UTF-32"));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return utf8(rest).ok_or(NotText::Unknown);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, Encoding::Utf16Le).ok_or(NotText::Unknown);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, Encoding::Utf16Be).ok_or(NotText::Unknown);
    }
    // A text has no zeros; in UTF-16 each ASCII character has one, before or behind.
    if bytes.contains(&0) {
        let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
        let encoding = if zeros(1) > zeros(0) { Encoding::Utf16Le } else { Encoding::Utf16Be };
        return utf16(bytes, encoding).filter(|(text, _)| !text.contains('\0')).ok_or(NotText::Unknown);
    }
    if let Some(text) = utf8(bytes) {
        return Ok(text);
    }
    if is_gb(bytes)
        && let Some(text) = gb18030(bytes)
    {
        return Ok((text, Encoding::Gb18030));
    }
    Err(if is_pairs(bytes, |lead, trail| (0xa1..=0xf9).contains(&lead) && matches!(trail, 0x40..=0x7e | 0xa1..=0xfe)) {
        NotText::Encoding("Big5")
    } else if is_pairs(bytes, |lead, trail| {
        matches!(lead, 0x81..=0x9f | 0xe0..=0xfc) && matches!(trail, 0x40..=0x7e | 0x80..=0xfc)
    }) {
        NotText::Encoding("Shift_JIS")
    } else {
        NotText::Unknown
    })
}

fn utf8(bytes: &[u8]) -> Option<(String, Encoding)> {
    core::str::from_utf8(bytes).ok().map(|text| (text.to_owned(), Encoding::Utf8))
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Option<(String, Encoding)> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let unit = |pair: &[u8]| match (pair, encoding) {
        ([low, high], Encoding::Utf16Le) | ([high, low], _) => u16::from_be_bytes([*high, *low]),
        _ => 0,
    };
    let text: Result<String, _> = char::decode_utf16(bytes.chunks_exact(2).map(unit)).collect();
    text.ok().map(|text| (text, encoding))
}

/// Whether bytes look like a Chinese text in GBK: most of what is not ASCII are characters of GB 2312. Other encodings
/// of pairs, taken for GBK, give rare characters.
fn is_gb(bytes: &[u8]) -> bool {
    let (mut usual, mut all) = (0_usize, 0_usize);
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        let Some(trail) = rest.next() else { return false };
        all += 1;
        match (lead, trail) {
            // Signs, letters and numbers; characters of both levels. Kana, Greek and Cyrillic letters are not usual.
            (0xa1..=0xa3 | 0xa9 | 0xb0..=0xf7, 0xa1..=0xfe) => usual += 1,
            (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => {}
            // Four bytes.
            (0x81..=0xfe, 0x30..=0x39) => match (rest.next(), rest.next()) {
                (Some(0x81..=0xfe), Some(0x30..=0x39)) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    usual * 10 >= all * 6
}

/// Whether everything but ASCII comes in such pairs.
fn is_pairs(bytes: &[u8], fits: fn(u8, u8) -> bool) -> bool {
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        if !lead.is_ascii() && !rest.next().is_some_and(|trail| fits(*lead, *trail)) {
            return false;
        }
    }
    true
}

impl NotText {
    /// In words.
    #[must_use]
    pub fn say(self) -> Said {
        match self {
            Self::Encoding(name) => say!("the file is in {name}, which is not read", "文件的编码是 {name}，本工具不读"),
            Self::Unknown => {
                say!("the file is no text in UTF-8, UTF-16 or GBK", "文件不是 UTF-8、UTF-16 或 GBK 编码的文本")
            }
            Self::Kind(FileKind::Zip) => say!(
                "this is an archive (zip) or a Word or Excel file, not a text",
                "这是压缩包（zip）或 Word、Excel 文件，不是文本"
            ),
            Self::Kind(FileKind::Pdf) => say!("this is a PDF, not a text", "这是 PDF，不是文本"),
            Self::Kind(FileKind::Picture) => say!("this is a picture, not a text", "这是图片，不是文本"),
            Self::Damaged(line) => say!(
                "characters were lost when this file was saved before: � on line {line}",
                "这个文件先前另存时丢了字，第 {line} 行有“�”"
            ),
        }
    }

    /// What is the matter and what to do.
    #[must_use]
    pub fn sentence(self) -> Said {
        let (what, help) = (self.say(), self.help());
        Said::new(format!("{}; {}", what.en, help.en), format!("{}；{}", what.zh, help.zh))
    }

    /// The same as a problem of a file.
    #[must_use]
    pub fn problem(self) -> Diagnostic {
        Diagnostic::error(self.code(), self.say()).help(self.help())
    }

    /// The same, naming the file.
    #[must_use]
    pub fn problem_of(self, name: &str) -> Diagnostic {
        let Said { en, zh } = self.say();
        Diagnostic::error(self.code(), say!("`{name}`: {en}", "“{name}”：{zh}")).help(self.help())
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Encoding(_) | Self::Unknown | Self::Kind(_) => "not-text",
            Self::Damaged(_) => "damaged-text",
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(self) -> Said {
        match self {
            Self::Encoding(_) | Self::Unknown => {
                say!("save it as UTF-8 and choose it again", "请另存为 UTF-8 编码后再选")
            }
            Self::Kind(FileKind::Zip) => say!(
                "application packages, back-ups and workbooks have buttons of their own; here choose the text file itself",
                "申请材料包、备份和收集表各有自己的按钮；这里请选文本文件本身"
            ),
            Self::Kind(FileKind::Pdf | FileKind::Picture) => {
                say!("choose the text file that is meant", "请选要读的那个文本文件")
            }
            Self::Damaged(_) => say!(
                "take the file as it was before; what was lost cannot be known from this one",
                "请换用原来的文件；丢掉的字从这个文件里看不出来"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\"organisation\": \"示例科技有限公司（甲）\"}";
    /// The same in GBK.
    const GBK: &[u8] = b"{\"organisation\": \"\xca\xbe\xc0\xfd\xbf\xc6\xbc\xbc\xd3\xd0\xcf\xde\xb9\xab\xcb\xbe\xa3\xa8\xbc\xd7\xa3\xa9\"}";

    /// Knows one text.
    fn gb(bytes: &[u8]) -> Option<String> {
        (bytes == GBK).then(|| TEXT.to_owned())
    }

    fn wide(text: &str, encoding: Encoding) -> Vec<u8> {
        let bytes = |unit: u16| if encoding == Encoding::Utf16Le { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_chinese_file_is_read_in_every_usual_encoding() {
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked(b"\xef\xbb\xbf", TEXT.as_bytes()), Encoding::Utf8),
            (marked(b"\xff\xfe", &wide(TEXT, Encoding::Utf16Le)), Encoding::Utf16Le),
            (marked(b"\xfe\xff", &wide(TEXT, Encoding::Utf16Be)), Encoding::Utf16Be),
            (wide(TEXT, Encoding::Utf16Le), Encoding::Utf16Le),
            (wide(TEXT, Encoding::Utf16Be), Encoding::Utf16Be),
            (GBK.to_vec(), Encoding::Gb18030),
        ] {
            assert_eq!(read_text(&bytes, gb), Ok((TEXT.to_owned(), encoding)));
        }
        assert_eq!(read_text(b"", gb), Ok((String::new(), Encoding::Utf8)));
    }

    #[test]
    fn a_file_of_another_kind_is_refused_by_its_kind() {
        for (begin, kind) in [
            (b"PK\x03\x04\x14".as_slice(), FileKind::Zip),
            (b"%PDF-1.7\n", FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n\0", FileKind::Picture),
            (b"\xff\xd8\xff\xe0", FileKind::Picture),
        ] {
            assert_eq!(read_text(begin, gb), Err(NotText::Kind(kind)));
        }
        assert_eq!(FileKind::of(TEXT.as_bytes()), None);
    }

    #[test]
    fn what_is_in_another_encoding_is_refused_by_its_name() {
        let decodes = |_: &[u8]| Some("乱码".to_owned());
        for (bytes, refused) in [
            (&b"\xff\xfe\0\0{\0\0\0"[..], NotText::Encoding("UTF-32")),
            (&b"\0\0\xfe\xff\0\0\0{"[..], NotText::Encoding("UTF-32")),
            // 台灣科技股份有限公司
            (
                &b"\xa5x\xc6W\xac\xec\xa7\xde\xaa\xd1\xa5\xf7\xa6\xb3\xad\xad\xa4\xbd\xa5q"[..],
                NotText::Encoding("Big5"),
            ),
            // 株式会社テスト
            (&b"\x8a\x94\x8e\xae\x89\xef\x8e\xd0\x83e\x83X\x83g"[..], NotText::Encoding("Shift_JIS")),
            (&b"caf\xe9 cr\xe8me"[..], NotText::Unknown),
            (&b"\xef\xbb\xbf\xca\xca"[..], NotText::Unknown),
            (&b"\xff\xfea"[..], NotText::Unknown),
            (&b"PK\x03\x04\0\0\0"[..], NotText::Kind(FileKind::Zip)),
        ] {
            assert_eq!(read_text(bytes, decodes), Err(refused), "{bytes:?}");
        }
    }

    #[test]
    fn a_file_that_lost_characters_before_is_refused_with_the_line() {
        assert_eq!(read_text("甲\n乙\u{fffd}".as_bytes(), gb), Err(NotText::Damaged(2)));
        let wide = [&b"\xff\xfe"[..], &wide("\u{fffd}", Encoding::Utf16Le)].concat();
        assert_eq!(read_text(&wide, gb), Err(NotText::Damaged(1)));
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused() {
        let mut state = 1_u32;
        for length in 0..400 {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_be_bytes()[0]
            };
            let bytes: Vec<u8> = (0..length).map(|_| next()).collect();
            if let Ok((text, _)) = read_text(&bytes, |_| None) {
                assert!(!text.contains(char::REPLACEMENT_CHARACTER));
            }
        }
    }
}
