//! What stands in the way of filling a part and says nothing by itself: deleted text that tracked changes keep, and what
//! would put another text in the place of what was filled in.

use crate::scan::{Scan, Space, Tag, edited};
use core::ops::Range;

/// A content control that is open.
#[derive(Default)]
struct Control {
    /// The marks of a placeholder text that is shown, and of data that it is bound to.
    marks: Vec<Range<usize>>,
    /// It shows its placeholder text, in a style of its own.
    shows: bool,
    /// The styles of runs in it.
    styles: Vec<Range<usize>>,
    /// There is something to fill in it, or it is a box that may be ticked.
    filled: bool,
}

fn has_brace(text: &str) -> bool {
    text.contains(['{', '}', '｛', '｝'])
}

/// A part without deleted placeholders, as if the changes were accepted; without the marks of content controls that are
/// filled; its filled texts keep their spaces. A part that cannot be followed stays as it is: it is refused later.
pub(super) fn tidied(xml: &str) -> String {
    if !has_brace(xml) {
        return xml.to_owned();
    }
    let mut scan = Scan::new(xml);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut open: Vec<Tag<'_>> = Vec::new();
    let mut controls: Vec<Control> = Vec::new();
    let mut at = 0;
    while let Ok(Some(tag)) = scan.next() {
        let text = xml.get(at..tag.place.start).unwrap_or_default();
        at = tag.place.end;
        let parent = open.last();
        if has_brace(text) {
            if let Some(control) = controls.last_mut() {
                control.filled = true;
            }
            if let Some(begun) = parent.filter(|parent| parent.is_word("t"))
                && scan_spaces(xml, begun)
            {
                let place = begun.place.end - 1;
                edits.push((place..place, " xml:space=\"preserve\"".to_owned()));
            }
        }
        if tag.opens {
            if tag.is_word("sdt") {
                controls.push(Control::default());
            } else if let Some(control) = controls.last_mut() {
                let in_properties = parent.is_some_and(|parent| parent.is_word("sdtPr"));
                let is_mark = tag.is_word("showingPlcHdr")
                    || (matches!(tag.space, Space::Word | Space::WordLater) && tag.local == "dataBinding");
                if in_properties && tag.space == Space::WordLater && tag.local == "checkbox" {
                    control.filled = true;
                } else if in_properties && is_mark && tag.closes {
                    control.shows |= tag.local == "showingPlcHdr";
                    control.marks.push(tag.place.clone());
                } else if tag.is_word("rStyle") && tag.closes {
                    control.styles.push(tag.place.clone());
                }
            }
            if !tag.closes {
                open.push(tag);
            }
            continue;
        }
        let Some(begun) = open.pop() else { break };
        let whole = begun.place.start..tag.place.end;
        if begun.is_word("sdt")
            && let Some(control) = controls.pop()
            && control.filled
        {
            let styles = if control.shows { control.styles } else { Vec::new() };
            edits.extend(control.marks.into_iter().chain(styles).map(|place| (place, String::new())));
        }
        let deleted = begun.is_word("del") || begun.is_word("moveFrom");
        if deleted && has_brace(&texts(xml, &whole)) {
            edits.push((whole, String::new()));
        }
    }
    edited(xml, edits)
}

/// Whether a text does not say that it keeps its spaces.
fn scan_spaces(xml: &str, tag: &Tag<'_>) -> bool {
    !xml.get(tag.place.clone()).is_some_and(|tag| tag.contains("xml:space"))
}

/// The texts within an element, without its tags.
fn texts(xml: &str, whole: &Range<usize>) -> String {
    let mut inside = false;
    let text = xml.get(whole.clone()).unwrap_or_default().chars();
    text.filter(|c| {
        inside = (inside || *c == '<') && *c != '>';
        !inside && *c != '>'
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> String {
        format!(
            "<n:body xmlns:n=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:z=\"http://schemas.microsoft.com/office/word/2012/wordml\">{text}</n:body>"
        )
    }

    #[test]
    fn what_would_cover_what_is_filled_in_goes() {
        let t = "<n:t xml:space=\"preserve\">{{a}}</n:t>";
        for (is, wanted) in [
            (
                format!("<n:p><n:moveFrom n:id=\"1\"><n:r><n:t>{{{{a}}}}</n:t></n:r></n:moveFrom><n:r>{t}</n:r></n:p>"),
                format!("<n:p><n:r>{t}</n:r></n:p>"),
            ),
            (
                format!("<n:p><n:del><n:r><n:delText>other</n:delText></n:r></n:del><n:r>{t}</n:r></n:p>"),
                format!("<n:p><n:del><n:r><n:delText>other</n:delText></n:r></n:del><n:r>{t}</n:r></n:p>"),
            ),
            (
                format!(
                    "<n:sdt><n:sdtPr><n:showingPlcHdr/><n:dataBinding n:xpath=\"/a\"/><z:dataBinding/><n:text/></n:sdtPr><n:sdtContent><n:r><n:rPr><n:rStyle n:val=\"a3\"/></n:rPr>{t}</n:r></n:sdtContent></n:sdt>"
                ),
                format!(
                    "<n:sdt><n:sdtPr><n:text/></n:sdtPr><n:sdtContent><n:r><n:rPr></n:rPr>{t}</n:r></n:sdtContent></n:sdt>"
                ),
            ),
            (
                format!("<n:sdt><n:sdtPr><n:showingPlcHdr/></n:sdtPr><n:sdtContent/></n:sdt>{t}"),
                format!("<n:sdt><n:sdtPr><n:showingPlcHdr/></n:sdtPr><n:sdtContent/></n:sdt>{t}"),
            ),
            (
                format!("<n:sdt><n:sdtPr><z:checkbox/><n:dataBinding/></n:sdtPr><n:sdtContent/></n:sdt>{t}"),
                format!("<n:sdt><n:sdtPr><z:checkbox/></n:sdtPr><n:sdtContent/></n:sdt>{t}"),
            ),
            ("<n:t>{{a}} b</n:t>".to_owned(), "<n:t xml:space=\"preserve\">{{a}} b</n:t>".to_owned()),
        ] {
            assert_eq!(tidied(&whole(&is)), whole(&wanted));
        }
    }
}
