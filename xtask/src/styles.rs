//! One file of styles in the built page instead of one for each part of the site: a first visit waits for all of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::stamp;

/// How Trunk links a style sheet.
const BEGIN: &str = "<link rel=\"stylesheet\" href=\"./";
const END: &str = "\"/>";

/// The page with one link, to the sheets that it linked, put together in their order.
pub fn bundle(html: &str, dist: &Path) -> Result<String> {
    let mut page = String::with_capacity(html.len());
    let (mut css, mut names, mut rest) = (String::new(), Vec::new(), html);
    let mut place = None;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(END).context("a style sheet's link in the built page does not end")?;
        page.push_str(before);
        place.get_or_insert(page.len());
        css.push_str(&fs::read_to_string(dist.join(name)).with_context(|| format!("Trunk left no `dist/{name}`"))?);
        names.push(name);
        rest = after.trim_start_matches('\n');
    }
    page.push_str(rest);
    let place = place.context("the built page links no style sheet in the way that Trunk does")?;
    let name = format!("style-{}.css", stamp::of_bytes(css.as_bytes()));
    for name in names {
        fs::remove_file(dist.join(name)).with_context(|| format!("`dist/{name}` cannot be removed"))?;
    }
    fs::write(dist.join(&name), css).with_context(|| format!("`dist/{name}` cannot be written"))?;
    page.insert_str(place, &format!("{BEGIN}{name}{END}\n"));
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
}
