//! The links of web/index.html that say what the site is made of. Trunk's own loop (`cargo xtask serve --watch`) reads
//! the same ones.

use anyhow::{Context, Result, bail};

/// What a link asks for; paths are relative to web/.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// A file, copied under its own name.
    File(&'a str),
    /// A folder, copied under this name.
    Folder { from: &'a str, to: &'a str },
    /// A style sheet, linked under a name that tells its content.
    Style(&'a str),
    /// The program of the page, by its name in Cargo.
    Page(&'a str),
    /// A program that a worker's script loads.
    Worker(&'a str),
}

/// A page between its links: what stands before each, what it asks for, and the rest.
pub struct Links<'a> {
    pub links: Vec<(&'a str, Wanted<'a>)>,
    pub rest: &'a str,
}

/// Takes a page apart at its links with the word `data-trunk`.
pub fn of(html: &str) -> Result<Links<'_>> {
    let (mut links, mut begin, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = html.get(at..).and_then(|rest| rest.find("<link")) {
        let start = at + found;
        let tag = html.get(start..).and_then(|rest| rest.split_inclusive('>').next()).unwrap_or_default();
        at = start + tag.len();
        if !tag.split_whitespace().any(|word| word == "data-trunk") {
            continue;
        }
        let before = html.get(begin..start).unwrap_or_default();
        links.push((before, wanted(tag).with_context(|| format!("web/index.html: {tag}"))?));
        begin = at;
    }
    Ok(Links { links, rest: html.get(begin..).unwrap_or_default() })
}

fn wanted(link: &str) -> Result<Wanted<'_>> {
    let needed = |name: &str| attribute(link, name).with_context(|| format!("the link has no `{name}`"));
    let href = needed("href")?;
    Ok(match needed("rel")? {
        "copy-file" => Wanted::File(href),
        "copy-dir" => {
            let own = href.rsplit('/').next().unwrap_or(href);
            Wanted::Folder { from: href, to: attribute(link, "data-target-path").unwrap_or(own) }
        }
        "css" => Wanted::Style(href),
        "rust" if attribute(link, "data-type") == Some("worker") => Wanted::Worker(needed("data-bin")?),
        "rust" => Wanted::Page(needed("data-bin")?),
        other => bail!("nothing is known of `rel=\"{other}\"`"),
    })
}

/// The text between two others.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

/// The value of an attribute in a link.
fn attribute<'a>(link: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = link;
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, next) = after.split_once('"')?;
        if before.split_whitespace().next_back() == Some(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_link_is_read_and_the_page_between_kept() {
        let html = "<head>\n<link data-trunk rel=\"copy-file\" href=\"a.js\" /> x\n\
                    <link rel=\"icon\" href=\"i\" /><link data-trunk rel=\"copy-dir\" href=\"one/two\" />\
                    <link data-trunk rel=\"copy-dir\" href=\"made\" data-target-path=\"packs\" />\
                    <link data-trunk rel=\"css\" href=\"styles/b.css\" />\
                    <link\n  data-trunk\n  rel=\"rust\"\n  data-bin=\"site\" href=\"Cargo.toml\"\n/>\
                    <link data-trunk rel=\"rust\" data-type=\"worker\" data-bin=\"w\" href=\"Cargo.toml\" /></head>";
        let read = of(html).unwrap();
        let wanted: Vec<&Wanted<'_>> = read.links.iter().map(|(_, wanted)| wanted).collect();
        assert_eq!(
            wanted,
            [
                &Wanted::File("a.js"),
                &Wanted::Folder { from: "one/two", to: "two" },
                &Wanted::Folder { from: "made", to: "packs" },
                &Wanted::Style("styles/b.css"),
                &Wanted::Page("site"),
                &Wanted::Worker("w"),
            ]
        );
        let between = " x\n<link rel=\"icon\" href=\"i\" />";
        assert_eq!((read.links[0].0, read.links[1].0, read.rest), ("<head>\n", between, "</head>"));
    }

    #[test]
    fn an_unknown_or_unfinished_link_is_refused() {
        for html in
            ["<link data-trunk rel=\"sass\" href=\"a\" />", "<link data-trunk rel=\"css\" />", "<link data-trunk "]
        {
            assert!(of(html).is_err(), "{html}");
        }
    }
}
