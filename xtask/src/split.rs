//! Cuts the page's program into what it takes to answer questions and the pages that are brought when first wanted
//! (`web/src/lazy.rs`).
//!
//! The cut is made in the linked program, before wasm-bindgen reads it, by the splitter that Leptos and Yew use
//! (wasm_split_cli_support). The whole program, which stands in the site already, is replaced by them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use crate::links::between;
use crate::project::Project;
use crate::run::{say, show};
use crate::stamp;
use crate::strip;
use crate::tools::Tools;

/// Set while the site is built to be cut; `web/build.rs` reads it.
pub const WANTED: &str = "ZIPING_SPLIT";

/// What the parts are called until their contents are known.
const PAGE: &str = "page";
const LINK: &str = "parts";
/// How the splitter begins the name of a part.
const PART: &str = "split_";

/// Where the program is cut.
fn folder(project: &Project) -> PathBuf {
    project.target().join("split")
}

/// The main part as it was cut, with the names of its functions.
pub fn main_part(project: &Project) -> PathBuf {
    folder(project).join(format!("{PAGE}.wasm"))
}

/// Replaces the page's program in dist/ by its parts.
pub fn cut(project: &Project, tools: &Tools, dist: &Path) -> Result<()> {
    say("Cutting the page's program into what a first visit needs and what comes later");
    let work = folder(project);
    if work.is_dir() {
        fs::remove_dir_all(&work).with_context(|| format!("`{}` cannot be removed", work.display()))?;
    }
    let linked = project.target().join("wasm32-unknown-unknown").join("site").join("ziping-web.wasm");
    let program = fs::read(&linked).with_context(|| format!("the build left no `{}`", linked.display()))?;
    let main = main_part(project);
    let mut options = wasm_split_cli_support::Options::new(&program);
    let (link, module) = (format!("./{LINK}.js"), format!("./{PAGE}.js"));
    options.output_dir = &work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &module;
    let parts = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:?}"))?;

    bind(project, tools, &main, &work)?;
    let page = work.join(format!("{PAGE}_bg.wasm"));
    for part in parts.split_modules.iter().chain([&page]) {
        strip::file(part)?;
    }
    let stems = parts.split_modules.iter().filter_map(|file| file.file_stem()?.to_str().map(str::to_owned));
    put(&work, dist, &stems.collect::<Vec<_>>())
}

/// Gives the main part its JavaScript.
fn bind(project: &Project, tools: &Tools, main: &Path, work: &Path) -> Result<()> {
    let mut command = Command::new(tools.program("wasm-bindgen")?);
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", PAGE, "--out-dir"]);
    command.arg(work).arg(main).current_dir(project.root());
    show(&mut command, "remove the tools folder (.tools/) and run this again")
}

/// Names the parts by their contents and puts them into dist/ in the place of the whole program. `stems`: the files
/// beside the main one, without their ending.
fn put(work: &Path, dist: &Path, stems: &[String]) -> Result<()> {
    let read = |name: String| -> Result<Vec<u8>> {
        let path = work.join(name);
        fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))
    };
    let (page, link) = (read(format!("{PAGE}.js"))?, read(format!("{LINK}.js"))?);
    let program = read(format!("{PAGE}_bg.wasm"))?;
    let parts: Vec<Vec<u8>> = stems.iter().map(|stem| read(format!("{stem}.wasm"))).collect::<Result<_>>()?;
    let hash =
        stamp::of_bytes(&[&page, &link, &program].into_iter().chain(&parts).flatten().copied().collect::<Vec<_>>());
    let name = |stem: &str| format!("{}-{hash}.wasm", stem.strip_prefix(PART).unwrap_or(stem));
    let named = |code: Vec<u8>| -> Result<String> {
        let code = String::from_utf8(code).context("a part's JavaScript is not text")?;
        let code = code
            // Only where it is imported: elsewhere it is the name by which the program knows its imports.
            .replace(&format!("from \"./{LINK}.js\""), &format!("from \"./{LINK}-{hash}.js\""))
            .replace(&format!("from \"./{PAGE}.js\""), &format!("from \"./{PAGE}-{hash}.js\""))
            .replace(&format!("{PAGE}_bg.wasm"), &format!("{PAGE}-{hash}_bg.wasm"));
        Ok(stems
            .iter()
            .fold(code, |code, stem| code.replace(&format!("/{stem}.wasm\""), &format!("/{}\"", name(stem)))))
    };

    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("the build left no `{}`", index.display()))?;
    let whole = between(&html, "data-js=\"./", ".js\"").context("the built page does not say where its program is")?;
    for ending in [".js", "_bg.wasm"] {
        let path = dist.join(format!("{whole}{ending}"));
        fs::remove_file(&path).with_context(|| format!("`{}` cannot be removed", path.display()))?;
    }
    let links = format!("<link rel=\"modulepreload\" href=\"./{LINK}-{hash}.js\" crossorigin=\"anonymous\">");
    let html = html.replace(whole, &format!("{PAGE}-{hash}")).replace("</head>", &format!("{links}</head>"));
    let mut files: Vec<(PathBuf, Vec<u8>)> = vec![
        (index, html.into_bytes()),
        (dist.join(format!("{PAGE}-{hash}.js")), named(page)?.into_bytes()),
        (dist.join(format!("{LINK}-{hash}.js")), named(link)?.into_bytes()),
        (dist.join(format!("{PAGE}-{hash}_bg.wasm")), program),
    ];
    files.extend(stems.iter().map(|stem| dist.join(name(stem))).zip(parts));
    for (path, bytes) in files {
        fs::write(&path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_take_the_place_of_the_whole_and_find_each_other() {
        let folder = std::env::temp_dir().join(format!("ziping-split-{}", std::process::id()));
        let (work, dist) = (folder.join("work"), folder.join("dist"));
        fs::create_dir_all(&work).unwrap();
        fs::create_dir_all(&dist).unwrap();
        let code = "import * as a from \"./parts.js\"; imports = {\"./parts.js\": a}; new URL('page_bg.wasm', b)";
        fs::write(work.join("page.js"), code).unwrap();
        let link = "import { initSync } from \"./page.js\"; [\"./split_desk.wasm\"]";
        fs::write(work.join("parts.js"), link).unwrap();
        for name in ["page_bg", "split_desk"] {
            fs::write(work.join(format!("{name}.wasm")), name).unwrap();
        }
        fs::write(dist.join("site-1.js"), "").unwrap();
        fs::write(dist.join("site-1_bg.wasm"), "").unwrap();
        let html = "<head></head><script data-js=\"./site-1.js\" data-wasm=\"./site-1_bg.wasm\"></script>";
        fs::write(dist.join("index.html"), html).unwrap();
        put(&work, &dist, &["split_desk".to_owned()]).unwrap();

        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        assert!(!html.contains("site-1") && !dist.join("site-1.js").exists());
        let page = between(&html, "data-js=\"./", "\"").unwrap();
        let code = fs::read_to_string(dist.join(page)).unwrap();
        assert!(code.contains("{\"./parts.js\": a}"), "{code}");
        let link = between(&code, "from \"./", "\"").unwrap();
        assert!(dist.join(between(&code, "URL('", "'").unwrap()).is_file());
        let code = fs::read_to_string(dist.join(link)).unwrap();
        assert!(code.contains(page));
        let desk = format!("desk{}", between(&code, "\"./desk", "\"").unwrap());
        assert_eq!(fs::read(dist.join(&desk)).unwrap(), b"split_desk");
        for file in [page, link, desk.as_str()] {
            assert!(crate::server::is_hashed(Path::new(file)), "{file}");
        }
    }
}
