//! Puts the site together in a folder: what the links of web/index.html name is copied, linked or built.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::links::{self, Wanted};
use crate::manner::Manner;
use crate::programs::{self, Bound};
use crate::project::Project;
use crate::run::say;
use crate::stamp;
use crate::tools::Tools;

/// Fills `dist` anew. What was there stays until the programs are compiled.
pub fn all(project: &Project, tools: &Tools, manner: Manner, dist: &Path) -> Result<()> {
    let html = project.read("web/index.html")?;
    let links = links::of(&html)?;
    say(match manner {
        Manner::Small => "Compiling the site's programs, as small as they get (3 to 6 minutes the first time)",
        Manner::Quick => "Compiling the site's programs, quickly (1 to 3 minutes the first time)",
    });
    let linked = programs::compile(project, tools, manner)?;

    if dist.is_dir() {
        fs::remove_dir_all(dist).with_context(|| format!("`{}` cannot be emptied", dist.display()))?;
    }
    fs::create_dir_all(dist).with_context(|| format!("`{}` cannot be made", dist.display()))?;
    let web = project.root().join("web");
    let bound = |name: &str, is_worker: bool| programs::bind(project, tools, manner, &linked, (name, is_worker));
    let (mut page, mut preloads) = (String::with_capacity(html.len()), String::new());
    for (before, wanted) in &links.links {
        page.push_str(before);
        match *wanted {
            Wanted::File(file) => copy(&web.join(file), &dist.join(last(file)))?,
            Wanted::Folder { from, to } => copy_folder(&web.join(from), &dist.join(to))?,
            Wanted::Style(file) => {
                let css = read(&web.join(file))?;
                let stem = last(file).trim_end_matches(".css");
                let name = format!("{stem}-{}.css", stamp::of_bytes(&css));
                write(&dist.join(&name), &css)?;
                page.push_str(&format!("<link rel=\"stylesheet\" href=\"./{name}\"/>"));
            }
            Wanted::Page(name) => {
                let bound = bound(name, false)?;
                let (script, program) = (read(&bound.script)?, read(&bound.program)?);
                let hash = stamp::of_bytes(&[script, program].concat());
                let named = format!("{name}-{hash}");
                put(&bound, &dist.join(format!("{named}.js")), &dist.join(format!("{named}_bg.wasm")))?;
                page.push_str(&script_of(&named));
                preloads.push_str(&preloads_of(&named));
            }
            Wanted::Worker(name) => {
                let program = dist.join(format!("{name}_bg.wasm"));
                put(&bound(name, true)?, &dist.join(format!("{name}.js")), &program)?;
            }
        }
    }
    page.push_str(links.rest);
    write(&dist.join("index.html"), page.replacen("</head>", &format!("{preloads}</head>"), 1).as_bytes())
}

/// The element that starts the page's program; the same as `pattern_script` in Trunk.toml, with relative addresses.
fn script_of(name: &str) -> String {
    format!(
        "<script type=\"module\" src=\"./start.js\" data-js=\"./{name}.js\" data-wasm=\"./{name}_bg.wasm\"></script>"
    )
}

/// What a browser may fetch before the page's program is started.
fn preloads_of(name: &str) -> String {
    let crossorigin = "crossorigin=\"anonymous\"";
    format!(
        "<link rel=\"modulepreload\" href=\"./{name}.js\" {crossorigin}>\
         <link rel=\"preload\" href=\"./{name}_bg.wasm\" {crossorigin} as=\"fetch\" type=\"application/wasm\">"
    )
}

/// Puts a program and its script where they belong.
fn put(bound: &Bound, script: &Path, program: &Path) -> Result<()> {
    if bound.folder.join("snippets").is_dir() {
        bail!(
            "a crate brings JavaScript of its own in `{}`, which nothing here copies",
            bound.folder.join("snippets").display()
        );
    }
    copy(&bound.script, script)?;
    copy(&bound.program, program)
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("`{}` cannot be made", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("`{}` cannot be read", from.display()))? {
        let path = entry?.path();
        let beside = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy_folder(&path, &beside)? } else { copy(&path, &beside)? }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, &read(from)?)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_started_as_trunk_would_start_it() {
        let settings: toml::Table = Project::find().unwrap().read("Trunk.toml").unwrap().parse().unwrap();
        let pattern = settings["build"]["pattern_script"].as_str().unwrap();
        let filled = pattern.replace("{base}", "./").replace("{js}", "a.js").replace("{wasm}", "a_bg.wasm");
        assert_eq!(script_of("a"), filled);
    }

    #[test]
    fn what_the_page_names_is_there_to_be_copied() {
        let project = Project::find().unwrap();
        let html = project.read("web/index.html").unwrap();
        let web = project.root().join("web");
        let links = links::of(&html).unwrap().links;
        let mut programs = Vec::new();
        for (_, wanted) in links {
            match wanted {
                Wanted::File(file) | Wanted::Style(file) => assert!(web.join(file).is_file(), "{file}"),
                Wanted::Folder { from, .. } => assert!(from == "generated" || web.join(from).is_dir(), "{from}"),
                Wanted::Page(name) | Wanted::Worker(name) => programs.push(name),
            }
        }
        assert_eq!(programs, ["ziping-web", "worker", "overlays", "workbooks"]);
    }

    #[test]
    fn folders_are_copied_with_what_is_in_them() {
        let folder = std::env::temp_dir().join(format!("ziping-assemble-{}", std::process::id()));
        fs::create_dir_all(folder.join("from/deep")).unwrap();
        fs::write(folder.join("from/a"), "a").unwrap();
        fs::write(folder.join("from/deep/b"), "b").unwrap();
        copy_folder(&folder.join("from"), &folder.join("to")).unwrap();
        assert_eq!(fs::read(folder.join("to/a")).unwrap(), b"a");
        assert_eq!(fs::read(folder.join("to/deep/b")).unwrap(), b"b");
        fs::remove_dir_all(&folder).unwrap();
    }
}
