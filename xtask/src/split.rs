//! Cuts the page's program in two: what a first visit needs, and the pages that are brought when first opened.
//!
//! The cut is made in the linked program, before wasm-bindgen reads it, by the splitter that Leptos and Yew use
//! (wasm_split_cli_support). Trunk knows nothing of it, so its own, whole program is replaced afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::project::Project;
use crate::run::{executable, say, show};
use crate::stamp;
use crate::tools::Tools;

/// Set while the site is built to be cut; `web/build.rs` reads it.
pub const WANTED: &str = "ZIPING_SPLIT";

/// What the parts are called until their contents are known.
const PAGE: &str = "page";
const LINK: &str = "parts";
const DESK: &str = "split_desk";

/// Replaces the page's program in dist/ by its parts.
pub fn cut(project: &Project, tools: &Tools, dist: &Path) -> Result<()> {
    say("Cutting the page's program into what a first visit needs and what comes later");
    let work = project.target().join("split");
    if work.is_dir() {
        fs::remove_dir_all(&work).with_context(|| format!("`{}` cannot be removed", work.display()))?;
    }
    let linked = project.target().join("wasm32-unknown-unknown").join("site").join("ziping-web.wasm");
    let program = fs::read(&linked).with_context(|| format!("Trunk left no `{}`", linked.display()))?;
    let main = work.join(format!("{PAGE}.wasm"));
    let mut options = wasm_split_cli_support::Options::new(&program);
    let (link, module) = (format!("./{LINK}.js"), format!("./{PAGE}.js"));
    options.output_dir = &work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &module;
    let parts = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:?}"))?;
    let [desk] = parts.split_modules.as_slice() else {
        bail!("the program was cut into {} parts beside the main one instead of one", parts.split_modules.len());
    };

    bind(project, tools, &main, &work)?;
    let page = work.join(format!("{PAGE}_bg.wasm"));
    for file in [&page, desk] {
        optimise(project, tools, file)?;
    }
    put(&work, dist)
}

/// Gives the main part its JavaScript.
fn bind(project: &Project, tools: &Tools, main: &Path, work: &Path) -> Result<()> {
    let program = program(tools, "wasm-bindgen")?;
    let mut command = Command::new(program);
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", PAGE, "--out-dir"]);
    command.arg(work).arg(main).current_dir(project.root());
    show(&mut command, "remove the tools folder (.tools/) and run this again")
}

/// Shrinks a part in place, with the features that the page names for Trunk.
fn optimise(project: &Project, tools: &Tools, file: &Path) -> Result<()> {
    let html = project.read("web/index.html")?;
    let features =
        between(&html, "data-wasm-opt-params=\"", "\"").context("web/index.html names no wasm-opt features")?;
    let mut command = Command::new(program(tools, "wasm-opt")?);
    command.args(features.split_whitespace()).args(["-Oz", "--converge"]);
    // Neighbours in the sources are alike, which compresses better than the order of their use.
    command.args(["--reorder-functions-by-name", "--strip-debug", "--strip-producers"]);
    command.arg(file).arg("-o").arg(file).current_dir(project.root());
    show(&mut command, "run `npm ci` and this again")
}

/// Names the parts by their contents and puts them into dist/ in the place of the whole program.
fn put(work: &Path, dist: &Path) -> Result<()> {
    let read = |name: String| -> Result<Vec<u8>> {
        let path = work.join(name);
        fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))
    };
    let parts = [
        read(format!("{PAGE}.js"))?,
        read(format!("{LINK}.js"))?,
        read(format!("{PAGE}_bg.wasm"))?,
        read(format!("{DESK}.wasm"))?,
    ];
    let hash = stamp::of_bytes(&parts.concat());
    let [page, link, program, desk] = parts;
    let named = |code: Vec<u8>| -> Result<String> {
        let code = String::from_utf8(code).context("a part's JavaScript is not text")?;
        Ok(code
            // Only where it is imported: elsewhere it is the name by which the program knows its imports.
            .replace(&format!("from \"./{LINK}.js\""), &format!("from \"./{LINK}-{hash}.js\""))
            .replace(&format!("from \"./{PAGE}.js\""), &format!("from \"./{PAGE}-{hash}.js\""))
            .replace(&format!("{PAGE}_bg.wasm"), &format!("{PAGE}-{hash}_bg.wasm"))
            .replace(&format!("{DESK}.wasm"), &format!("desk-{hash}.wasm")))
    };

    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("Trunk left no `{}`", index.display()))?;
    let whole = between(&html, "data-js=\"./", ".js\"").context("the built page does not say where its program is")?;
    for ending in [".js", "_bg.wasm"] {
        let path = dist.join(format!("{whole}{ending}"));
        fs::remove_file(&path).with_context(|| format!("`{}` cannot be removed", path.display()))?;
    }
    let early = format!("<link rel=\"modulepreload\" href=\"./{LINK}-{hash}.js\" crossorigin=\"anonymous\"></head>");
    let html = html.replace(whole, &format!("{PAGE}-{hash}")).replace("</head>", &early);
    let files: [(PathBuf, Vec<u8>); 5] = [
        (index, html.into_bytes()),
        (dist.join(format!("{PAGE}-{hash}.js")), named(page)?.into_bytes()),
        (dist.join(format!("{LINK}-{hash}.js")), named(link)?.into_bytes()),
        (dist.join(format!("{PAGE}-{hash}_bg.wasm")), program),
        (dist.join(format!("desk-{hash}.wasm")), desk),
    ];
    for (path, bytes) in files {
        fs::write(&path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

/// A program on the build's PATH.
fn program(tools: &Tools, name: &str) -> Result<PathBuf> {
    std::env::split_paths(&tools.path)
        .find_map(|folder| executable(&folder, name))
        .with_context(|| format!("`{name}` is not among the tools; remove .tools/ and run this again"))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
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
        fs::write(work.join("parts.js"), "import { initSync } from \"./page.js\"; \"./split_desk.wasm\"").unwrap();
        fs::write(work.join("page_bg.wasm"), "main").unwrap();
        fs::write(work.join("split_desk.wasm"), "desk").unwrap();
        fs::write(dist.join("site-1.js"), "").unwrap();
        fs::write(dist.join("site-1_bg.wasm"), "").unwrap();
        let html = "<head></head><script data-js=\"./site-1.js\" data-wasm=\"./site-1_bg.wasm\"></script>";
        fs::write(dist.join("index.html"), html).unwrap();

        put(&work, &dist).unwrap();

        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        assert!(!html.contains("site-1") && !dist.join("site-1.js").exists());
        let page = between(&html, "data-js=\"./", "\"").unwrap();
        let code = fs::read_to_string(dist.join(page)).unwrap();
        assert!(code.contains("{\"./parts.js\": a}"), "{code}");
        let link = between(&code, "from \"./", "\"").unwrap();
        assert!(dist.join(between(&code, "URL('", "'").unwrap()).is_file());
        let code = fs::read_to_string(dist.join(link)).unwrap();
        assert!(code.contains(page));
        assert_eq!(
            fs::read(dist.join(between(&code, "\"./desk", "\"").map(|rest| format!("desk{rest}")).unwrap())).unwrap(),
            b"desk"
        );
        for file in [page, link] {
            assert!(crate::http::is_hashed(Path::new(file)), "{file}");
        }
    }
}
