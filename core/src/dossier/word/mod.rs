//! A paper as a Word file (WordprocessingML, ISO/IEC 29500).
//!
//! Written here because the well-known crate has no repeated table heads, numbers paragraphs from a global counter
//! (the bytes differ from call to call) and costs the browser 220 KB of compressed code.

mod body;
mod parts;
mod styles;
mod table;

use super::archive::archive_of;
use super::paper::Paper;
use super::{PackageError, xml::Xml};
use crate::calendar::Day;

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
    const LANDSCAPE: Self = Self { width: 16838, height: 11906, top: 1588, bottom: 1474, left: 1304, right: 1304 };

    const fn of(paper: &Paper) -> Self {
        if paper.landscape { Self::LANDSCAPE } else { Self::UPRIGHT }
    }

    /// The width of the text.
    const fn text(self) -> u32 {
        self.width.saturating_sub(self.left + self.right)
    }

    /// The properties of a section. The cover has no page number; the pages after it count from 1.
    fn section(self, xml: &mut Xml, footer: bool) {
        xml.raw("<w:sectPr>");
        if footer {
            xml.raw("<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>");
        }
        xml.raw("<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"").number(self.width).raw("\" w:h=\"").number(self.height).raw("\"");
        if self.width > self.height {
            xml.raw(" w:orient=\"landscape\"");
        }
        xml.raw("/><w:pgMar w:top=\"").number(self.top).raw("\" w:right=\"").number(self.right);
        xml.raw("\" w:bottom=\"").number(self.bottom).raw("\" w:left=\"").number(self.left);
        xml.raw("\" w:header=\"851\" w:footer=\"1134\" w:gutter=\"0\"/>");
        if footer {
            xml.raw("<w:pgNumType w:start=\"1\"/>");
        }
        xml.raw("</w:sectPr>");
    }
}

/// The Word file of a paper.
///
/// # Errors
/// When it would be larger than a zip archive can be.
pub(super) fn word(paper: &Paper, author: &str, made: Day) -> Result<Vec<u8>, PackageError> {
    archive_of(&[
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("word/document.xml", body::document(paper)),
        ("word/styles.xml", styles::styles()),
        ("word/fontTable.xml", styles::fonts()),
        ("word/settings.xml", parts::settings()),
        ("word/footer1.xml", parts::footer()),
        ("word/_rels/document.xml.rels", parts::document_relations()),
        ("docProps/core.xml", parts::properties(&paper.title, author, made)),
        ("docProps/app.xml", parts::application()),
    ])
}
