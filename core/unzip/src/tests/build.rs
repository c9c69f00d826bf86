//! Archives written field by field, so that each can lie.

/// An entry, as its own header and the directory say it.
#[derive(Debug, Clone)]
pub struct File {
    /// The bytes that are there.
    pub data: Vec<u8>,
    /// What its own header says.
    pub own: Head,
    /// What the directory says.
    pub listed: Head,
    /// Kind and rights in the directory.
    pub mode: u32,
    /// What the directory adds to its place.
    pub shift: i64,
    /// The number of its volume.
    pub disk: u16,
    /// What follows the data.
    pub after: Vec<u8>,
}

/// What a header says.
#[derive(Debug, Clone)]
pub struct Head {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u32,
    pub size: u32,
    pub extra: Vec<u8>,
}

impl File {
    /// A stored file.
    pub fn stored(name: &str, content: &[u8]) -> Self {
        Self::packed(name, 0, content.to_vec(), content)
    }

    /// A deflated file.
    pub fn deflated(name: &str, content: &[u8]) -> Self {
        Self::packed(name, 8, miniz_oxide::deflate::compress_to_vec(content, 6), content)
    }

    fn packed(name: &str, method: u16, data: Vec<u8>, content: &[u8]) -> Self {
        let head = Head {
            name: name.into(),
            flags: 0x0800,
            method,
            crc: crc32fast::hash(content),
            packed: data.len().try_into().unwrap(),
            size: content.len().try_into().unwrap(),
            extra: Vec::new(),
        };
        Self { data, own: head.clone(), listed: head, mode: 0o100_644, shift: 0, disk: 0, after: Vec::new() }
    }

    /// Changes what both headers say.
    pub fn says(mut self, change: impl Fn(&mut Head)) -> Self {
        change(&mut self.own);
        change(&mut self.listed);
        self
    }

    /// Its sizes follow the data, with or without the signature.
    pub fn described(mut self, signed: bool) -> Self {
        if signed {
            self.after.extend(b"PK\x07\x08");
        }
        for value in [self.own.crc, self.own.packed, self.own.size] {
            self.after.extend(value.to_le_bytes());
        }
        self.own.flags |= 8;
        self.listed.flags |= 8;
        (self.own.crc, self.own.packed, self.own.size) = (0, 0, 0);
        self
    }
}

/// An archive.
#[derive(Debug, Clone, Default)]
pub struct Build {
    pub files: Vec<File>,
    /// Bytes before the first entry, which the directory counts.
    pub before: Vec<u8>,
    /// Bytes between the entries and the directory.
    pub between: Vec<u8>,
    pub comment: Vec<u8>,
    /// How many entries the end claims beyond those that are there.
    pub claimed: i32,
    /// Bytes right before the end record, which count as directory.
    pub locator: Vec<u8>,
}

impl Head {
    fn common(&self, out: &mut Vec<u8>) {
        for value in [self.flags, self.method, 0, 0x21] {
            out.extend(value.to_le_bytes());
        }
        for value in [self.crc, self.packed, self.size] {
            out.extend(value.to_le_bytes());
        }
        for length in [self.name.len(), self.extra.len()] {
            out.extend(u16::try_from(length).unwrap().to_le_bytes());
        }
    }
}

impl Build {
    pub fn of(files: impl IntoIterator<Item = File>) -> Self {
        Self { files: files.into_iter().collect(), ..Self::default() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.before.clone();
        let mut directory = Vec::new();
        for file in &self.files {
            let at = u32::try_from(out.len() as i64 + file.shift).unwrap();
            out.extend(b"PK\x03\x04\x14\x00");
            file.own.common(&mut out);
            out.extend(&file.own.name);
            out.extend(&file.own.extra);
            out.extend(&file.data);
            out.extend(&file.after);
            directory.extend(b"PK\x01\x02\x14\x03\x14\x00");
            file.listed.common(&mut directory);
            for value in [0, file.disk, 0] {
                directory.extend(value.to_le_bytes());
            }
            directory.extend((file.mode << 16).to_le_bytes());
            directory.extend(at.to_le_bytes());
            directory.extend(&file.listed.name);
            directory.extend(&file.listed.extra);
        }
        directory.extend(&self.locator);
        out.extend(&self.between);
        let at = u32::try_from(out.len()).unwrap();
        out.extend(&directory);
        out.extend(b"PK\x05\x06\x00\x00\x00\x00");
        let count = u16::try_from(self.files.len() as i32 + self.claimed).unwrap();
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
        out.extend(at.to_le_bytes());
        out.extend(u16::try_from(self.comment.len()).unwrap().to_le_bytes());
        out.extend(&self.comment);
        out
    }
}
