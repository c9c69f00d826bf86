//! Word files written by hand, part by part, as editors other than python-docx write them.

use ziping_unzip::{Limits, Zip};

/// What the names of `WordprocessingML` mean, and others that tests use.
pub const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file under way.
pub struct WordFile {
    main: String,
    kind: &'static str,
    parts: Vec<(String, Vec<u8>)>,
    relations: Vec<(String, String)>,
}

impl WordFile {
    /// A document with this body.
    pub fn of(body: &str) -> Self {
        Self::at("word/document.xml", body)
    }

    /// With its main part at another place.
    pub fn at(main: &str, body: &str) -> Self {
        let document = format!("<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        Self {
            main: main.to_owned(),
            kind,
            parts: vec![(main.to_owned(), document.into_bytes())],
            relations: Vec::new(),
        }
    }

    /// Of another type: a template, a document with macros.
    pub fn typed(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// With its texts changed throughout.
    pub fn changed(mut self, change: impl Fn(&str) -> String) -> Self {
        for (_, bytes) in &mut self.parts {
            *bytes = change(std::str::from_utf8(bytes).unwrap()).into_bytes();
        }
        self
    }

    /// With a further part.
    pub fn part(mut self, name: &str, text: &str) -> Self {
        self.parts.push((name.to_owned(), text.replace("SPACES", SPACES).into_bytes()));
        self
    }

    /// With a relation of the main part: type, target; `outside`: it is no part.
    pub fn relation(mut self, id: &str, kind: &str, target: &str, outside: bool) -> Self {
        let kind = if kind.starts_with("http") { kind.to_owned() } else { format!("{OFFICE}/{kind}") };
        let mode = if outside { " TargetMode=\"External\"" } else { "" };
        let relation = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>");
        self.relations.push((self.main.clone(), relation));
        self
    }

    /// The same of another part.
    pub fn relation_of(mut self, part: &str, id: &str, kind: &str, target: &str) -> Self {
        let relation =
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\" TargetMode=\"External\"/>");
        self.relations.push((part.to_owned(), relation));
        self
    }

    /// The file.
    pub fn bytes(mut self) -> Vec<u8> {
        let relationships = |all: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
            )
        };
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Override PartName=\"/{}\" ContentType=\"{}\"/></Types>",
            self.main, self.kind
        );
        let begin = relationships(&format!(
            "<Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"/{}\"/>",
            self.main
        ));
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), begin.into_bytes()),
        ];
        files.append(&mut self.parts);
        let mut sources: Vec<String> = self.relations.iter().map(|(part, _)| part.clone()).collect();
        sources.dedup();
        for part in sources {
            let all: String =
                self.relations.iter().filter(|(of, _)| *of == part).map(|(_, one)| one.as_str()).collect();
            let (folder, name) = part.rsplit_once('/').unwrap();
            files.push((format!("{folder}/_rels/{name}.rels"), relationships(&all).into_bytes()));
        }
        zip(&files)
    }
}

/// A paragraph of runs.
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A run with a text.
pub fn t(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A run with anything.
pub fn r(markup: &str) -> String {
    format!("<w:r>{markup}</w:r>")
}

/// A table of rows of cells; a cell is its properties and its text.
pub fn table(rows: &[&[(&str, &str)]]) -> String {
    let cell = |(properties, text): &(&str, &str)| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&t(text)));
    let row = |cells: &&[(&str, &str)]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A part of a Word file.
pub fn part_of(file: &[u8], name: &str) -> Option<String> {
    let zip = Zip::open(&file, &Limits::DOCUMENT).unwrap();
    let entry = zip.find(name)?;
    Some(String::from_utf8(zip.read(entry, 1 << 24).unwrap()).unwrap())
}

/// What stands between two ends in a text.
pub fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("`{from}` is not in {text}")).1;
    rest.rsplit_once(to).unwrap().0
}

/// The texts of a markup, paragraphs and rows apart: `/` between cells, `;` behind rows.
pub fn texts(markup: &str) -> String {
    let mut said = String::new();
    let mut rest = markup;
    while let Some((text, more)) = rest.split_once('<') {
        said.push_str(text);
        let (tag, more) = more.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
        let closes = tag.starts_with('/');
        match name.rsplit(':').next().unwrap_or_default() {
            "tc" if closes => said.push('/'),
            "tr" if closes => said.push(';'),
            "sym" => said.push('§'),
            "tab" => said.push('→'),
            "br" => said.push('↵'),
            _ => {}
        }
        rest = more;
    }
    said
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1)))
    };
    !bytes.iter().fold(!0, step)
}

/// A zip of files that are stored as they are.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = u32::try_from(out.len()).unwrap();
        let size = u32::try_from(bytes.len()).unwrap();
        let length = u16::try_from(name.len()).unwrap();
        let mut common = Vec::new();
        // Version 2.0, names in UTF-8, stored, 1980-01-01.
        for number in [20_u16, 0x0800, 0, 0, 0x21] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc32(bytes), size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(length.to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, size) = (u32::try_from(out.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let count = u16::try_from(files.len()).unwrap();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}
