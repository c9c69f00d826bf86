//! A paper as a Word file (WordprocessingML, ISO/IEC 29500).
//!
//! Written here because the well-known crate has no repeated table heads, numbers paragraphs from a global counter
//! (the bytes differ from call to call) and costs the browser 220 KB of compressed code.

mod body;
mod front;
mod pages;
mod parts;
mod styles;
mod table;

use super::archive::{TooLarge, archive_of};
use super::office;
use super::paper::Paper;
use super::xml::Xml;
use ziping_base::calendar::Day;

/// Left and right of the text in a cell.
const CELL_MARGIN: u32 = 85;

/// The body's measures, in twentieths of a point, on A4 with the margins of GB/T 9704.
#[derive(Debug, Clone, Copy)]
struct Page {
    width: u32,
    height: u32,
    top: u32,
    bottom: u32,
    left: u32,
    right: u32,
}

impl Page {
    const UPRIGHT: Self = Self { width: 11906, height: 16838, top: 2098, bottom: 1984, left: 1588, right: 1474 };
    const LANDSCAPE: Self = Self { width: 16838, height: 11906, top: 1417, bottom: 1361, left: 1134, right: 1134 };

    const fn of(landscape: bool) -> Self {
        if landscape { Self::LANDSCAPE } else { Self::UPRIGHT }
    }

    /// The width of the text.
    const fn text(self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    /// The height of the text.
    const fn body(self) -> u32 {
        self.height.saturating_sub(self.top + self.bottom)
    }

    /// The properties of a section.
    fn section(self, xml: &mut Xml, numbers: Numbers) {
        xml.raw("<w:sectPr>");
        if numbers != Numbers::None {
            xml.raw("<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>");
        }
        xml.raw("<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"")
            .number(self.width)
            .raw("\" w:h=\"")
            .number(self.height)
            .raw("\"");
        if self.width > self.height {
            xml.raw(" w:orient=\"landscape\"");
        }
        xml.raw("/><w:pgMar w:top=\"").number(self.top).raw("\" w:right=\"").number(self.right);
        xml.raw("\" w:bottom=\"").number(self.bottom).raw("\" w:left=\"").number(self.left);
        xml.raw("\" w:header=\"851\" w:footer=\"850\" w:gutter=\"0\"/>");
        if numbers == Numbers::FromOne {
            xml.raw("<w:pgNumType w:start=\"1\"/>");
        }
        xml.raw("</w:sectPr>");
    }
}

/// The page numbers of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The cover has none.
    None,
    /// The pages after it count from 1.
    FromOne,
    /// They go on counting.
    Onward,
}

/// The Word file of a paper.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub fn word(paper: &Paper, author: &str, made: Day) -> Result<Vec<u8>, TooLarge> {
    archive_of(&[
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("word/document.xml", body::document(paper)),
        ("word/styles.xml", styles::styles()),
        ("word/fontTable.xml", styles::fonts()),
        ("word/settings.xml", parts::settings()),
        ("word/footer1.xml", parts::footer()),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("docProps/core.xml", office::properties(&paper.title, author, made, Some("zh-CN"))),
        ("docProps/app.xml", parts::application()),
    ])
}
