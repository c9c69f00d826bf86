//! Two files of styles in the built page instead of one for each part of the site: a first visit waits for the first,
//! the second comes with the pages that it is for.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::stamp;

/// How the page, as it is put together, links a style sheet; Trunk writes the same.
const BEGIN: &str = "<link rel=\"stylesheet\" href=\"./";
const END: &str = "\"/>";

/// The sheets of the pages that come later (`web/src/lazy.rs`); their rules are in force once one of these is opened.
const DESK: [&str; 9] = ["calendar", "desk", "open", "hands", "evidence", "package", "settings", "make", "result"];

/// The page with one link to the sheets that it linked, put together in their order, and the address of another file
/// with those of [`DESK`].
pub fn bundle(html: &str, dist: &Path) -> Result<String> {
    let mut page = String::with_capacity(html.len());
    let (mut first, mut desk, mut names, mut rest) = (String::new(), String::new(), Vec::new(), html);
    let mut place = None;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(END).context("a style sheet's link in the built page does not end")?;
        page.push_str(before);
        place.get_or_insert(page.len());
        let css = fs::read_to_string(dist.join(name)).with_context(|| format!("the build left no `{name}`"))?;
        let is_late = name.rsplit_once('-').is_some_and(|(sheet, _)| DESK.contains(&sheet));
        if is_late { &mut desk } else { &mut first }.push_str(&css);
        names.push(name);
        rest = after.trim_start_matches('\n');
    }
    page.push_str(rest);
    let place = place.context("the built page links no style sheet in the way that is known here")?;
    for name in names {
        fs::remove_file(dist.join(name)).with_context(|| format!("`dist/{name}` cannot be removed"))?;
    }
    let write = |name: &str, css: &str| -> Result<String> {
        let name = format!("{name}-{}.css", stamp::of_bytes(css.as_bytes()));
        fs::write(dist.join(&name), css).with_context(|| format!("`dist/{name}` cannot be written"))?;
        Ok(name)
    };
    let mut links = format!("{BEGIN}{}{END}\n", write("style", &first)?);
    if !desk.is_empty() {
        let name = write("style-desk", &desk)?;
        links.push_str(&format!("<link rel=\"later\" data-part=\"desk\" href=\"./{name}{END}\n"));
    }
    page.insert_str(place, &links);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_keep_their_order_and_the_page_the_rest() {
        let dist = std::env::temp_dir().join(format!("ziping-styles-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("b.css"), "b{}\n").unwrap();
        fs::write(dist.join("a.css"), "a{}\n").unwrap();
        let html = format!("<head>\n{BEGIN}b.css{END}\n<x>\n{BEGIN}a.css{END}\n</head>");
        let page = bundle(&html, &dist).unwrap();
        let (before, after) = page.split_once(BEGIN).unwrap();
        let (name, after) = after.split_once(END).unwrap();
        assert_eq!((before, after), ("<head>\n", "\n<x>\n</head>"));
        assert_eq!(fs::read_to_string(dist.join(name)).unwrap(), "b{}\na{}\n");
        assert!(!dist.join("a.css").exists() && !dist.join("b.css").exists());
        assert!(bundle(&page, &dist).is_ok(), "a bundle is a sheet like others");
        assert!(bundle("<head></head>", &dist).is_err());
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn sheets_of_later_pages_are_a_file_that_nothing_waits_for() {
        let dist = std::env::temp_dir().join(format!("ziping-late-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("base-1.css"), "b{}\n").unwrap();
        fs::write(dist.join("desk-1.css"), "d{}\n").unwrap();
        let page = bundle(&format!("{BEGIN}desk-1.css{END}\n{BEGIN}base-1.css{END}\n"), &dist).unwrap();
        let (first, late) = page.split_once("<link rel=\"later\" data-part=\"desk\" href=\"./").unwrap();
        let first = first.trim().strip_prefix(BEGIN).unwrap().strip_suffix(END).unwrap();
        let late = late.trim().strip_suffix(END).unwrap();
        assert_eq!(fs::read_to_string(dist.join(first)).unwrap(), "b{}\n");
        assert_eq!(fs::read_to_string(dist.join(late)).unwrap(), "d{}\n");
        fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn the_sheets_of_later_pages_are_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/styles");
        for sheet in DESK {
            assert!(folder.join(format!("{sheet}.css")).is_file(), "{sheet}");
        }
    }
}
