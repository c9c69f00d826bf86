//! The rule books and the site's texts as the site loads them: packs in web/generated/, copied into dist/packs/ by
//! the build. What the JavaScript module carries of them lies in kit/generated/ (`built_in`).

// What the site's build script reads, read in the same way.
#[path = "../../web/languages.rs"]
mod languages;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use ziping_content::{TextFile, load, pack_files, packs};

use crate::built_in;
use crate::project::Project;

/// Writes the packs of the project's rule books and texts, and the example's answer file beside them; and what the JavaScript
/// module carries.
pub fn write(project: &Project) -> Result<()> {
    let root = project.root();
    let content_dir = root.join("content");
    let sources = text_files(&content_dir)?;
    let content = match load(&sources) {
        Ok(content) => content,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}\n");
            }
            bail!("the rule books have {} problem(s); see above, or run `ziping check content`", problems.len())
        }
    };
    let mut files = packs(&content);
    files.push(("content.bin".to_owned(), pack_files(&sources)));
    for language in languages::read(&root.join("web/texts")).map_err(|problem| anyhow!("{problem}"))? {
        files.push((format!("texts.{}.bin", language.code), texts(&language).into_bytes()));
    }
    let example = content_dir.join("credit/example.json");
    files.push((
        "example.json".to_owned(),
        fs::read(&example).with_context(|| format!("`{}` cannot be read", example.display()))?,
    ));
    fill(&project.generated(), &files)?;
    fill(&root.join("kit/generated"), &built_in::files(&sources, &content))
}

/// Makes a folder hold these files alone. One whose content did not change is not written again: Trunk's watch would see it, and
/// Cargo would build again what includes it.
fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("`{}` cannot be made; check that the folder may be written", folder.display()))?;
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !names.contains(name.as_str()) && name != ".gitignore" {
            fs::remove_file(&path).with_context(|| format!("`{}` cannot be removed", path.display()))?;
        }
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if fs::read(&path).ok().as_deref() != Some(bytes) {
            fs::write(&path, bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
        }
    }
    Ok(())
}

/// The site's texts in a language: what tells one build's keys from another's, then each text in the order of its key,
/// NUL between them.
fn texts(language: &languages::Language) -> String {
    let mut pack = languages::stamp(language);
    for text in language.texts.values() {
        pack.push('\0');
        pack.push_str(text);
    }
    pack
}

/// The `.toml` files below a folder, by their path relative to it.
pub fn text_files(root: &Path) -> Result<Vec<TextFile>> {
    ziping_files::below(root).context("the folder of rule books cannot be read; `git checkout content` restores it")
}
