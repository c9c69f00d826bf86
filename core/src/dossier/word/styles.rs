//! Styles and fonts of a Word file, after the customs of Chinese official papers (GB/T 9704).

use super::super::xml::Xml;
use super::parts::NAMESPACES;

/// Body text.
const SONG_FANG: &str = "仿宋_GB2312";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const SONG: &str = "宋体";
const BIAOSONG: &str = "方正小标宋简体";

/// Fonts with the names to look for when they are missing, best first.
const FONTS: [(&str, &str, &str); 6] = [
    (SONG_FANG, "仿宋,FangSong,STFangsong,华文仿宋,Noto Serif CJK SC", "02010609030101010101"),
    (BIAOSONG, "方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC", "02010601030101010101"),
    (HEI, "SimHei,STHeiti,华文黑体,Noto Sans CJK SC", "02010609060101010101"),
    (KAI, "楷体,KaiTi,STKaiti,华文楷体,Noto Serif CJK SC", "02010609030101010101"),
    (SONG, "SimSun,STSong,Noto Serif CJK SC", "02010600030101010101"),
    ("Times New Roman", "Liberation Serif", "02020603050405020304"),
];

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Paragraph properties.
    paragraph: &'static str,
    font: &'static str,
    /// Half points.
    size: u8,
}

const CENTRE: &str = "<w:jc w:val=\"center\"/>";

const fn style(id: &'static str, name: &'static str, paragraph: &'static str, font: &'static str, size: u8) -> Style {
    Style { id, name, paragraph, font, size }
}

/// All paragraph styles but the default one. Sizes: 小二 36, 三号 32, 四号 28, 小四 24, 五号 21 half points.
const STYLES: [Style; 19] = [
    style("BodyText", "Body Text", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>", SONG_FANG, 32),
    style("Title", "Title", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"240\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", BIAOSONG, 44),
    style("Subtitle", "Subtitle", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"200\" w:line=\"440\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", KAI, 28),
    style("Heading1", "heading 1", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"120\" w:line=\"560\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"0\"/>", HEI, 32),
    style("Heading2", "heading 2", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"80\" w:line=\"520\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"1\"/>", KAI, 30),
    style("TOCHeading", "TOC Heading", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"360\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", HEI, 36),
    style("TOC1", "toc 1", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"480\" w:lineRule=\"exact\"/>", SONG_FANG, 28),
    style("TOC2", "toc 2", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/></w:tabs><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"440\" w:lineRule=\"exact\"/><w:ind w:left=\"420\"/>", SONG_FANG, 24),
    style("Item", "Item", "<w:spacing w:before=\"0\" w:after=\"40\" w:line=\"480\" w:lineRule=\"exact\"/><w:ind w:left=\"560\" w:hanging=\"560\"/><w:jc w:val=\"both\"/>", SONG_FANG, 28),
    style("Remark", "Remark", "<w:spacing w:before=\"60\" w:after=\"100\" w:line=\"300\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/>", SONG_FANG, 21),
    style("FormText", "Form Text", "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"340\" w:lineRule=\"atLeast\"/>", SONG_FANG, 24),
    style("FormLabel", "Form Label", "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"340\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", SONG_FANG, 24),
    style("TableText", "Table Text", "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"290\" w:lineRule=\"atLeast\"/>", SONG_FANG, 21),
    style("TableHead", "Table Head", "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"290\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", HEI, 21),
    style("Sign", "Signature", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"60\" w:after=\"60\" w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:left=\"2400\"/>", SONG_FANG, 32),
    style("SignDate", "Signature Date", "<w:keepLines/><w:spacing w:before=\"60\" w:after=\"60\" w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"right\"/>", SONG_FANG, 32),
    style("CoverLine", "Cover Entry", "<w:spacing w:before=\"0\" w:after=\"20\" w:line=\"440\" w:lineRule=\"atLeast\"/>", SONG_FANG, 32),
    style("CoverMark", "Cover Mark", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"440\" w:lineRule=\"exact\"/>", HEI, 28),
    style("CoverOver", "Cover Line", "<w:spacing w:before=\"0\" w:after=\"240\" w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", SONG, 36),
];

fn fonts_of(xml: &mut Xml, east_asia: &str) {
    xml.raw("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"").text(east_asia).raw("\"/>");
}

fn size_of(xml: &mut Xml, half_points: u8) {
    xml.raw("<w:sz w:val=\"").number(half_points).raw("\"/><w:szCs w:val=\"").number(half_points).raw("\"/>");
}

/// `word/styles.xml`
pub(super) fn styles() -> Vec<u8> {
    let mut xml = Xml::document();
    xml.raw("<w:styles ").raw(NAMESPACES).raw("><w:docDefaults><w:rPrDefault><w:rPr>");
    fonts_of(&mut xml, SONG_FANG);
    xml.raw("<w:kern w:val=\"2\"/>");
    size_of(&mut xml, 24);
    xml.raw("<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>");
    xml.raw("<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    xml.raw("<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>");
    xml.raw("<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.raw("<w:").raw(side).raw(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.raw("</w:tblBorders></w:tblPr></w:style>");
    xml.raw("<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/><w:pPr>").raw(CENTRE).raw("</w:pPr><w:rPr>");
    fonts_of(&mut xml, SONG);
    size_of(&mut xml, 28);
    xml.raw("</w:rPr></w:style>");
    for style in &STYLES {
        one(&mut xml, style);
    }
    // What is still to be written stands out on the screen and can be searched for.
    xml.raw("<w:style w:type=\"character\" w:styleId=\"ToFill\"><w:name w:val=\"To Fill\"/><w:rPr><w:color w:val=\"A3261B\"/></w:rPr></w:style>");
    xml.raw("</w:styles>");
    xml.into_bytes()
}

fn one(xml: &mut Xml, style: &Style) {
    xml.raw("<w:style w:type=\"paragraph\" w:styleId=\"").raw(style.id).raw("\"><w:name w:val=\"").raw(style.name);
    xml.raw("\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>").raw(style.paragraph).raw("</w:pPr><w:rPr>");
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
        xml.raw("<w:font w:name=\"").text(name).raw("\"><w:altName w:val=\"").text(others).raw("\"/><w:panose1 w:val=\"").raw(panose);
        xml.raw("\"/><w:charset w:val=\"").raw(charset).raw("\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>");
    }
    xml.raw("</w:fonts>");
    xml.into_bytes()
}
