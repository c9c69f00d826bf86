//! Why an archive is refused.

use core::fmt;
use serde::{Deserialize, Serialize};

/// An archive that is refused, and at which entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub reason: Reason,
    /// The entry's name, where it is one entry that is wrong; as far as it can be shown.
    pub entry: Option<String>,
}

/// Why an archive is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is no zip archive.
    NotZip,
    /// It is an archive of another kind: RAR.
    Rar,
    /// The same: 7z.
    SevenZip,
    /// It ends before its directory does.
    Truncated,
    /// The file could not be read.
    Unreadable,
    /// The caller had enough.
    Stopped,
    /// The archive itself is too large.
    ArchiveTooLarge,
    /// It has too many entries.
    TooManyEntries,
    /// It lies within too many archives, or beside too many.
    TooDeep,
    /// An entry is too large.
    EntryTooLarge,
    /// All entries together are too large.
    TotalTooLarge,
    /// An entry would grow too much when inflated.
    Ratio,
    /// A name is empty or too long.
    NameLength,
    /// A name is neither UTF-8 nor in the code page tried, or has characters that cannot be shown.
    NameCharacters,
    /// A name leaves the archive's own folder: absolute, `..`, a drive.
    NamePath,
    /// Two entries have the same name, or a file has the name of a folder.
    Duplicate,
    /// An entry is a link or something else that is neither file nor folder.
    NotAFile,
    /// It is encrypted.
    Encrypted,
    /// It announces the 64-bit extension and does not keep to it.
    Zip64,
    /// It is one of several volumes.
    Volumes,
    /// An entry is packed in another way than stored or deflated.
    Method,
    /// What the directory says and what an entry's own header says differ.
    HeadersDisagree,
    /// Two entries share bytes.
    Overlap,
    /// There are bytes that belong to no entry.
    Stray,
    /// An entry is not as large as it says.
    SizeLies,
    /// An entry's bytes have another check sum than promised.
    Checksum,
    /// An entry's bytes cannot be inflated.
    Damaged,
}

impl Reason {
    /// What a file is that does not begin as a zip archive.
    pub(super) fn of_others(begins: &[u8]) -> Self {
        if begins.starts_with(b"Rar!\x1a\x07") {
            Self::Rar
        } else if begins.starts_with(b"7z\xbc\xaf\x27\x1c") {
            Self::SevenZip
        } else {
            Self::NotZip
        }
    }

    /// A word for it that does not change, for texts in other languages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotZip => "not-zip",
            Self::Rar => "rar",
            Self::SevenZip => "7z",
            Self::Truncated => "truncated",
            Self::Unreadable => "unreadable",
            Self::Stopped => "stopped",
            Self::ArchiveTooLarge => "archive-too-large",
            Self::TooManyEntries => "too-many-entries",
            Self::TooDeep => "too-deep",
            Self::EntryTooLarge => "entry-too-large",
            Self::TotalTooLarge => "total-too-large",
            Self::Ratio => "ratio",
            Self::NameLength => "name-length",
            Self::NameCharacters => "name-characters",
            Self::NamePath => "name-path",
            Self::Duplicate => "duplicate",
            Self::NotAFile => "not-a-file",
            Self::Encrypted => "encrypted",
            Self::Zip64 => "zip64",
            Self::Volumes => "volumes",
            Self::Method => "method",
            Self::HeadersDisagree => "headers-disagree",
            Self::Overlap => "overlap",
            Self::Stray => "stray",
            Self::SizeLies => "size-lies",
            Self::Checksum => "checksum",
            Self::Damaged => "damaged",
        }
    }

    /// In a Chinese sentence.
    #[must_use]
    pub const fn in_chinese(self) -> &'static str {
        match self {
            Self::NotZip => "不是 zip 压缩包",
            Self::Rar => "是 RAR 压缩包，这里只读 zip：请解压以后，把里面的 zip 或者整个文件夹压成 zip 再打开",
            Self::SevenZip => "是 7z 压缩包，这里只读 zip：请解压以后，把里面的 zip 或者整个文件夹压成 zip 再打开",
            Self::Truncated => "文件不完整，结尾的目录缺失",
            Self::Unreadable => "文件读不出来",
            Self::Stopped => "读取已停止",
            Self::ArchiveTooLarge => "压缩包太大",
            Self::TooManyEntries => "里面的文件太多",
            Self::TooDeep => "压缩包套得太深或者太多，没有再打开：请解压一层以后再试",
            Self::EntryTooLarge => "里面有文件太大",
            Self::TotalTooLarge => "解压后的总量太大",
            Self::Ratio => "压缩比异常，像是压缩炸弹",
            Self::NameLength => "有文件名为空或者过长",
            Self::NameCharacters => "有文件名不是 UTF-8、GBK 编码，或含有不可见字符",
            Self::NamePath => "有文件名指向压缩包以外的位置",
            Self::Duplicate => "有文件重名",
            Self::NotAFile => "含有链接或特殊文件",
            Self::Encrypted => "已加密",
            Self::Zip64 => "64 位扩展格式的数据不全或自相矛盾",
            Self::Volumes => "是分卷压缩包",
            Self::Method => "使用了不认识的压缩方法",
            Self::HeadersDisagree => "目录与文件头不一致",
            Self::Overlap => "文件之间互相重叠",
            Self::Stray => "含有不属于任何文件的数据",
            Self::SizeLies => "文件大小与声明的不符",
            Self::Checksum => "校验和不对，文件已损坏",
            Self::Damaged => "压缩数据已损坏",
        }
    }

    /// In words, without the entry.
    const fn words(self) -> &'static str {
        match self {
            Self::NotZip => "it is not a zip archive",
            Self::Rar => {
                "it is a RAR archive, and only zip is read: unpack it and open the zip inside, or pack the folder as zip"
            }
            Self::SevenZip => {
                "it is a 7z archive, and only zip is read: unpack it and open the zip inside, or pack the folder as zip"
            }
            Self::Truncated => "it is cut off: the directory at its end is missing",
            Self::Unreadable => "it cannot be read",
            Self::Stopped => "reading was stopped",
            Self::ArchiveTooLarge => "the archive is larger than is accepted",
            Self::TooManyEntries => "it has more entries than are accepted",
            Self::TooDeep => {
                "it lies within too many archives or beside too many, and was not opened: unpack one of them first"
            }
            Self::EntryTooLarge => "an entry is larger than is accepted",
            Self::TotalTooLarge => "its entries together are larger than is accepted",
            Self::Ratio => "an entry would grow beyond measure when unpacked, as in a zip bomb",
            Self::NameLength => "a name is empty or too long",
            Self::NameCharacters => {
                "a name is in no encoding that is read (UTF-8, GBK), or has characters that cannot be shown"
            }
            Self::NamePath => "a name is not a plain relative path, so it could be written outside of the folder",
            Self::Duplicate => "a name occurs twice",
            Self::NotAFile => "an entry is a link or a special file",
            Self::Encrypted => "it is encrypted",
            Self::Zip64 => "it announces the 64-bit extension of the format and does not keep to it",
            Self::Volumes => "it is one of several volumes",
            Self::Method => "an entry is packed with an unknown method",
            Self::HeadersDisagree => "the directory and an entry's own header disagree",
            Self::Overlap => "two entries share the same bytes",
            Self::Stray => "it has bytes that belong to no entry",
            Self::SizeLies => "an entry is not as large as it says",
            Self::Checksum => "an entry's check sum is wrong",
            Self::Damaged => "an entry cannot be unpacked",
        }
    }
}

impl Refused {
    /// A reason that is not about one entry.
    pub(super) const fn archive(reason: Reason) -> Self {
        Self { reason, entry: None }
    }

    /// A reason about an entry.
    pub(super) fn at(reason: Reason, entry: &str) -> Self {
        Self { reason, entry: Some(entry.to_owned()) }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason.words())?;
        match &self.entry {
            Some(entry) => write!(f, ": `{entry}`"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for Refused {}
