//! The site as one file that opens from a disk: the page of dist/ with its scripts, styles, programs and packs in it.
//!
//! Scripts and styles stand in the page as they are, and the policy allows exactly these by their hashes; everything else
//! is packed with gzip (which browsers unpack themselves) and unpacked when the program asks for it (`web/single.js`). The
//! policy allows no connection whatever.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::compress::gzip;
use crate::hosts;
use crate::links::between;
use crate::manner::files_of;
use crate::minify;
use crate::project::Project;
use crate::run::say;
use crate::tools::Tools;

/// The programs of workers, and what starts each; the page puts both scripts together as they are (`web/single.js`).
const WORKERS: [(&str, &str); 3] = [("worker", "work.js"), ("overlays", "overlay.js"), ("workbooks", "workbook.js")];

/// Makes the file of a built site in the folder for results, and says where it lies.
pub fn write(project: &Project, tools: &Tools, dist: &Path) -> Result<PathBuf> {
    let work = project.target().join("single");
    let page = text(project, tools, dist, &work)?;
    let path = work.join(concat!("ziping-", env!("CARGO_PKG_VERSION"), ".html"));
    fs::write(&path, &page).with_context(|| format!("`{}` cannot be written", path.display()))?;
    say(format!("The site as a single file: {} ({} kB)", path.display(), page.len() / 1000));
    Ok(path)
}

/// `work`: a folder for what is made on the way.
fn text(project: &Project, tools: &Tools, dist: &Path, work: &Path) -> Result<String> {
    let page = read(&dist.join("index.html"))?;
    let single = project.read("web/single.js")?;
    let scripts = Scripts { early: read(&dist.join("early.js"))?, single, program: bundle(tools, dist, &page, work)? };
    let mut styles = String::new();
    for name in style_sheets(&page)? {
        styles.push_str(&read(&dist.join(name))?);
    }
    let mut data = data_block("single-worker.js", "text/plain", &project.read("web/single-worker.js")?)?;
    for (program, starter) in WORKERS {
        for name in [&format!("{program}.js"), starter] {
            data.push_str(&data_block(name, "text/plain", &read(&dist.join(name))?)?);
        }
    }
    for name in files_of(dist)?.iter().filter(|name| is_asked_for(name)) {
        let bytes = fs::read(dist.join(name)).with_context(|| format!("`dist/{name}` cannot be read"))?;
        data.push_str(&data_block(name, "application/gzip", &STANDARD.encode(gzip(&bytes)?))?);
    }
    assembled(&page, &scripts, &styles, &data)
}

/// The scripts that stand in the page.
struct Scripts {
    early: String,
    single: String,
    /// The program's script and what starts it.
    program: String,
}

/// Whether a file of the site is one that the program, or a worker, fetches while it runs.
fn is_asked_for(name: &str) -> bool {
    name == hosts::HOST_FILE || name.starts_with("packs/") || (name.ends_with(".wasm") && !name.contains('/'))
}

/// The program's script, its parts' and start.js as one module (esbuild).
fn bundle(tools: &Tools, dist: &Path, page: &str, work: &Path) -> Result<String> {
    let program = between(page, "data-js=\"./", "\"").context("the built page does not say where its program is")?;
    fs::create_dir_all(work).with_context(|| format!("`{}` cannot be made", work.display()))?;
    let mut scripts: Vec<String> = vec!["start.js".to_owned(), program.to_owned()];
    scripts.extend(files_of(dist)?.into_iter().filter(|name| name.starts_with("parts-") && name.ends_with(".js")));
    for name in scripts {
        fs::copy(dist.join(&name), work.join(&name)).with_context(|| format!("`dist/{name}` cannot be copied"))?;
    }
    let write = |name: &str, text: &str| fs::write(work.join(name), text).with_context(|| format!("no `{name}`"));
    write("site.js", &format!("import * as site from \"./{program}\";\nwindow.zipingSite = site;\n"))?;
    write("all.js", "import \"./site.js\";\nimport \"./start.js\";\n")?;
    let made = work.join("bundle.js");
    minify::bundle(tools, &work.join("all.js"), &made)?;
    read(&made)
}

/// The names of the page's style sheets, also of those that come later.
fn style_sheets(page: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for link in elements(page, "<link ") {
        let Some(name) = between(link, "href=\"./", "\"").filter(|name| name.ends_with(".css")) else { continue };
        names.push(name.to_owned());
    }
    if names.is_empty() {
        bail!("the built page links no style sheet in the way that is known here");
    }
    Ok(names)
}

/// The tags of a page that begin so.
fn elements<'p>(page: &'p str, begin: &'p str) -> impl Iterator<Item = &'p str> {
    page.match_indices(begin).filter_map(|(at, _)| {
        let rest = page.get(at..)?;
        rest.get(..=rest.find('>')?)
    })
}

/// A block of data in a page, which no browser runs.
fn data_block(name: &str, kind: &str, text: &str) -> Result<String> {
    Ok(format!("<script type=\"{kind}\" data-file=\"{name}\">{}</script>\n", harmless(name, text)?))
}

/// A text that ends no element and opens no comment.
fn harmless(name: &str, text: &str) -> Result<String> {
    let text = text.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    if text.contains('\r') || text.contains('\0') {
        bail!("`{name}` has characters that a page would change, so that its hash would be wrong");
    }
    Ok(text)
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// Whether a style sheet fetches something: neither a picture that stands in it nor a pattern of the page is a file.
fn names_a_file(styles: &str) -> bool {
    let addresses = styles.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    styles.contains("@import")
        || addresses.into_iter().any(|address| !address.starts_with("data:") && !address.starts_with('#'))
}

/// The page with everything in it.
fn assembled(page: &str, scripts: &Scripts, styles: &str, data: &str) -> Result<String> {
    let early = harmless("early.js", &scripts.early)?;
    let single = harmless("single.js", &scripts.single)?;
    let program = harmless("the program's script", &scripts.program)?;
    if styles.contains("</style") || names_a_file(styles) {
        bail!("a style sheet of the site ends an element or names a file");
    }
    let policy = format!(
        "default-src 'none'; script-src {} {} {} 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; \
         style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(&early),
        hash(&single),
        hash(&program),
        hash(styles)
    );
    let old = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").context("no policy")?.to_owned();
    let started = elements(page, "<script type=\"module\"").next().context("no script of the program")?.to_owned();
    let wasm = between(&started, "data-wasm=\"", "\"").context("no program")?;
    let js = between(&started, "data-js=\"", "\"").context("no program")?;
    let module = format!("<script type=\"module\" data-js=\"{js}\" data-wasm=\"{wasm}\">{program}</script>");
    let mut made = replaced(page, &old, &policy)?;
    made = replaced(&made, &format!("{started}</script>"), &module)?;
    let first = format!("<style>{styles}</style>\n<script>{early}</script>\n<script>{single}</script>");
    made = replaced(&made, "<script src=\"early.js\"></script>", &first)?;
    made = replaced(&made, "<html ", "<html data-single ")?;
    made = replaced(&made, "</body>", &format!("{data}</body>"))?;
    // Links that have nothing to lead to, and the way to the first page, which is the file itself.
    let head = made.find("<body").context("no body")?;
    let gone: Vec<String> = elements(made.get(..head).unwrap_or_default(), "<link ")
        .filter(|link| !link.contains("href=\"data:"))
        .map(str::to_owned)
        .collect();
    for link in gone {
        made = made.replacen(&link, "", 1);
    }
    Ok(made.replace("href=\"./\"", "href=\"#/\""))
}

/// A text with the one place that says so replaced.
fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    if text.matches(old).count() != 1 {
        bail!("`{}` does not stand once in the built page", old.chars().take(60).collect::<String>());
    }
    Ok(text.replacen(old, new, 1))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{self, Wanted};

    const PAGE: &str = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'self'\" /><link rel=\"icon\" href=\"data:image/svg+xml,x\" />\
        <script src=\"early.js\"></script><link rel=\"manifest\" href=\"manifest.webmanifest\" />\
        <link rel=\"stylesheet\" href=\"./style-1.css\"/><link rel=\"later\" data-part=\"desk\" href=\"./style-desk-2.css\"/>\
        <script type=\"module\" src=\"./start.js\" data-js=\"./page-3.js\" data-wasm=\"./page-3_bg.wasm\"></script>\
        </head><body><a href=\"./\">x</a></body></html>";

    fn made() -> String {
        let scripts = Scripts {
            early: "early()".to_owned(),
            single: "single(\"</script>\")".to_owned(),
            program: "program()".to_owned(),
        };
        let data = data_block("packs/a.bin", "application/gzip", "QUJD").unwrap();
        assembled(PAGE, &scripts, "b{color:red}", &data).unwrap()
    }

    #[test]
    fn the_policy_allows_what_stands_in_the_page_by_its_hash_and_no_connection() {
        let page = made();
        let policy = between(&page, "content=\"", "\"").unwrap();
        for (begin, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
            assert!(policy.contains(&hash(between(&page, begin, end).unwrap())), "{begin} {policy}");
        }
        assert!(policy.contains(&hash("program()")) && policy.contains("connect-src 'none'"), "{policy}");
        assert!(
            !policy.contains("'self'") && !policy.contains("unsafe-inline") && !policy.contains("http"),
            "{policy}"
        );
    }

    #[test]
    fn nothing_in_it_leads_to_another_file() {
        let page = made();
        for gone in ["src=", "manifest", "href=\"./", "style-1.css"] {
            assert!(!page.contains(gone), "{gone} in {page}");
        }
        assert!(page.contains("<html data-single lang") && page.contains("href=\"data:image/svg+xml,x\""), "{page}");
        assert!(page.contains("single(\"<\\/script>\")") && page.contains("data-file=\"packs/a.bin\">QUJD<"), "{page}");
    }

    #[test]
    fn every_worker_of_the_page_is_in_it() {
        let project = Project::find().unwrap();
        let html = project.read("web/index.html").unwrap();
        let single = project.read("web/single.js").unwrap();
        let wanted = links::of(&html).unwrap().links.into_iter().filter_map(|(_, wanted)| match wanted {
            Wanted::Worker(name) => Some(name),
            Wanted::Page(_) | Wanted::File(_) | Wanted::Style(_) | Wanted::Folder { .. } => None,
        });
        let wanted: Vec<String> = wanted.map(str::to_owned).collect();
        assert_eq!(wanted, WORKERS.map(|(program, _)| program));
        for (program, starter) in WORKERS {
            assert!(single.contains(&format!("\"{starter}\": \"{program}\"")), "{starter} is not in web/single.js");
            assert!(
                project.read(&format!("web/{starter}")).unwrap().contains(program),
                "{starter} starts no {program}"
            );
        }
    }

    #[test]
    fn what_the_program_fetches_is_in_it_and_what_lies_beside_the_site_is_not() {
        for wanted in ["packs/library.bin", "page-1_bg.wasm", "desk-1.wasm", "host/host.json"] {
            assert!(is_asked_for(wanted), "{wanted}");
        }
        for other in ["kit/ziping_bg.wasm", "index.html", "icons/icon.svg", "sw.js", "host/logo.svg"] {
            assert!(!is_asked_for(other), "{other}");
        }
    }

    #[test]
    fn a_page_that_is_put_together_otherwise_is_refused() {
        let scripts = Scripts { early: String::new(), single: String::new(), program: String::new() };
        assert!(assembled("<html lang><head></head><body></body>", &scripts, "", "").is_err());
        assert!(harmless("x", "a\r\n").is_err());
        assert!(names_a_file("a{b:url(c.svg)}") && names_a_file("@import \"a\";"));
        assert!(!names_a_file("a{b:url(\"data:image/svg+xml,x\");c:url(\"#hatch\")}"));
    }
}
