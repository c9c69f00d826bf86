//! Styles and fonts of a Word file, after the customs of Chinese official papers (GB/T 9704).

use super::super::xml::Xml;
use super::parts::NAMESPACES;

const FANG: &str = "仿宋_GB2312";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const SONG: &str = "宋体";
const BIAOSONG: &str = "方正小标宋简体";

/// Fonts with the names to look for when they are missing, best first.
const FONTS: [(&str, &str, &str); 6] = [
    (FANG, "仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC", "02010609030101010101"),
    (BIAOSONG, "方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC", "02010601030101010101"),
    (HEI, "SimHei,STHeiti,华文黑体,Noto Sans CJK SC", "02010609060101010101"),
    (KAI, "楷体,KaiTi,STKaiti,华文楷体,Noto Serif CJK SC", "02010609030101010101"),
    (SONG, "SimSun,STSong,Noto Serif CJK SC", "02010600030101010101"),
    ("Times New Roman", "Liberation Serif", "02020603050405020304"),
];

/// A paragraph style. Measures are in twentieths of a point; lines are of fixed height, so that pages fill alike
/// whichever font is at hand.
#[derive(Debug)]
pub(super) struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    /// Half points: 二号 44, 小二 36, 三号 32, 小三 30, 四号 28, 小四 24, 五号 21.
    size: u8,
    /// Height of a line.
    pub(super) line: u16,
    /// Space above.
    pub(super) before: u16,
    /// Space below.
    pub(super) after: u16,
    /// Indents: of the whole paragraph, and more of its first line (less when negative).
    indent: (u16, i16),
    /// `left`, `both`, `center`, `right`, `distribute`.
    align: &'static str,
    /// Stays on the page of the next paragraph.
    keep: bool,
    /// Level of a heading, from 0.
    outline: Option<u8>,
    /// The page numbers of the contents stand at the right, after dots.
    dots: bool,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    font: FANG,
    size: 24,
    line: 340,
    before: 0,
    after: 0,
    indent: (0, 0),
    align: "left",
    keep: false,
    outline: None,
    dots: false,
};

/// All paragraph styles but the default one and the footer's.
static STYLES: [Style; 21] = [
    Style { id: "BodyText", name: "Body Text", size: 32, line: 560, indent: (0, 640), align: "both", ..PLAIN },
    Style { id: "Address", name: "Address", size: 32, line: 560, ..PLAIN },
    Style {
        id: "Title",
        name: "Title",
        font: BIAOSONG,
        size: 44,
        line: 640,
        before: 120,
        after: 160,
        align: "center",
        keep: true,
        ..PLAIN
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        font: KAI,
        size: 28,
        line: 440,
        after: 80,
        align: "center",
        keep: true,
        ..PLAIN
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        font: HEI,
        size: 32,
        line: 560,
        before: 240,
        after: 120,
        keep: true,
        outline: Some(0),
        ..PLAIN
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        font: KAI,
        size: 30,
        line: 520,
        before: 160,
        after: 80,
        keep: true,
        outline: Some(1),
        ..PLAIN
    },
    Style {
        id: "TOCHeading",
        name: "TOC Heading",
        font: HEI,
        size: 36,
        line: 640,
        after: 360,
        align: "center",
        keep: true,
        ..PLAIN
    },
    Style { id: "TOC1", name: "toc 1", size: 28, line: 480, dots: true, ..PLAIN },
    Style { id: "TOC2", name: "toc 2", line: 440, indent: (420, 0), dots: true, ..PLAIN },
    Style { id: "Item", name: "Item", size: 28, line: 480, after: 40, indent: (560, -560), align: "both", ..PLAIN },
    Style { id: "Remark", name: "Remark", size: 21, line: 300, before: 60, after: 100, align: "both", ..PLAIN },
    Style { id: "FormText", name: "Form Text", before: 60, after: 60, ..PLAIN },
    Style { id: "FormLabel", name: "Form Label", size: 21, before: 60, after: 60, align: "center", ..PLAIN },
    Style { id: "TableText", name: "Table Text", size: 21, line: 290, before: 30, after: 30, ..PLAIN },
    Style {
        id: "TableHead",
        name: "Table Head",
        font: HEI,
        size: 21,
        line: 290,
        before: 50,
        after: 50,
        align: "center",
        keep: true,
        ..PLAIN
    },
    Style {
        id: "Sign",
        name: "Signature",
        size: 32,
        line: 640,
        before: 160,
        after: 60,
        indent: (2600, 0),
        keep: true,
        ..PLAIN
    },
    Style { id: "SignDate", name: "Signature Date", size: 32, line: 560, before: 160, align: "right", ..PLAIN },
    Style { id: "CoverMark", name: "Cover Mark", font: HEI, size: 28, line: 440, ..PLAIN },
    Style {
        id: "CoverOver",
        name: "Cover Over",
        font: SONG,
        size: 36,
        line: 560,
        after: 240,
        align: "center",
        ..PLAIN
    },
    Style { id: "CoverLine", name: "Cover Entry", size: 30, line: 440, align: "center", ..PLAIN },
    Style { id: "CoverFoot", name: "Cover Foot", size: 28, line: 440, align: "center", ..PLAIN },
];

/// The style with an id.
pub(super) fn style(id: &str) -> &'static Style {
    static MISSING: Style = PLAIN;
    STYLES.iter().find(|style| style.id == id).unwrap_or(&MISSING)
}

impl Style {
    /// The width of a Chinese character.
    pub(super) const fn em(&self) -> u32 {
        self.size as u32 * 10
    }

    /// Indents of the whole paragraph and, further, of its first line.
    pub(super) const fn indents(&self) -> (u16, i16) {
        self.indent
    }

    /// Stays on the page of the next paragraph.
    pub(super) const fn keeps(&self) -> bool {
        self.keep
    }
}

fn fonts_of(xml: &mut Xml, east_asia: &str) {
    xml.raw("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"");
    xml.text(east_asia).raw("\"/>");
}

fn size_of(xml: &mut Xml, half_points: u8) {
    xml.raw("<w:sz w:val=\"").number(half_points).raw("\"/><w:szCs w:val=\"").number(half_points).raw("\"/>");
}

/// `word/styles.xml`
pub(super) fn styles() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<w:styles ").raw(NAMESPACES).raw("><w:docDefaults><w:rPrDefault><w:rPr>");
    fonts_of(&mut xml, FANG);
    xml.raw("<w:kern w:val=\"2\"/>");
    size_of(&mut xml, 24);
    xml.raw("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>");
    xml.raw("<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    tables(&mut xml);
    xml.raw(
        "<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>",
    );
    xml.raw("<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr>");
    fonts_of(&mut xml, SONG);
    size_of(&mut xml, 28);
    xml.raw("</w:rPr></w:style>");
    for style in &STYLES {
        paragraph(&mut xml, style);
    }
    // What is still to be written stands out on the screen and can be searched for.
    xml.raw("<w:style w:type=\"character\" w:styleId=\"ToFill\"><w:name w:val=\"To Fill\"/><w:rPr><w:color w:val=\"A3261B\"/></w:rPr></w:style>");
    xml.raw("</w:styles>");
    xml.into_bytes()
}

fn tables(xml: &mut Xml) {
    xml.raw(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>",
    );
    xml.raw("<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>");
    for (side, width) in [("top", 0), ("left", super::CELL_MARGIN), ("bottom", 0), ("right", super::CELL_MARGIN)] {
        xml.raw("<w:").raw(side).raw(" w:w=\"").number(width).raw("\" w:type=\"dxa\"/>");
    }
    xml.raw("</w:tblCellMar></w:tblPr></w:style><w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>");
    xml.raw("<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.raw("<w:").raw(side).raw(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.raw("</w:tblBorders></w:tblPr></w:style>");
}

fn paragraph(xml: &mut Xml, style: &Style) {
    xml.raw("<w:style w:type=\"paragraph\" w:styleId=\"").raw(style.id).raw("\"><w:name w:val=\"").raw(style.name);
    xml.raw("\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>");
    if style.keep {
        xml.raw("<w:keepNext/>");
    }
    if style.keep || style.outline.is_some() {
        xml.raw("<w:keepLines/>");
    }
    if style.dots {
        let right = super::Page::UPRIGHT.text();
        xml.raw("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"").number(right).raw("\"/></w:tabs>");
    }
    xml.raw("<w:spacing w:before=\"").number(style.before).raw("\" w:after=\"").number(style.after);
    xml.raw("\" w:line=\"").number(style.line).raw("\" w:lineRule=\"exact\"/>");
    let (left, first) = style.indent;
    if left > 0 || first != 0 {
        xml.raw("<w:ind w:left=\"").number(left).raw(if first < 0 { "\" w:hanging=\"" } else { "\" w:firstLine=\"" });
        xml.number(first.unsigned_abs()).raw("\"/>");
    }
    xml.raw("<w:jc w:val=\"").raw(style.align).raw("\"/>");
    if let Some(level) = style.outline {
        xml.raw("<w:outlineLvl w:val=\"").number(level).raw("\"/>");
    }
    xml.raw("</w:pPr><w:rPr>");
    fonts_of(xml, style.font);
    size_of(xml, style.size);
    xml.raw("</w:rPr></w:style>");
}

/// `word/fontTable.xml`: where a font is missing, the next best name is looked for before anything is guessed.
pub(super) fn fonts() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<w:fonts ").raw(NAMESPACES).raw(">");
    for (name, others, panose) in FONTS {
        let charset = if name.is_ascii() { "00" } else { "86" };
        xml.raw("<w:font w:name=\"")
            .text(name)
            .raw("\"><w:altName w:val=\"")
            .text(others)
            .raw("\"/><w:panose1 w:val=\"");
        xml.raw(panose)
            .raw("\"/><w:charset w:val=\"")
            .raw(charset)
            .raw("\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>");
    }
    xml.raw("</w:fonts>");
    xml.into_bytes()
}
