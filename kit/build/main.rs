//! Makes what the module carries: the rule books as packs, the facts that rule books are checked against, and the
//! TypeScript types of answers and reports.

mod content;
mod types;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use ziping_content::{Content, TextFile, load};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../content").canonicalize()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let files = content::files(&root)?;
    let content = load(&files).map_err(|problems| {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!("the rule books have problems; `ziping check content` lists them\n{}", all.join("\n\n"))
    })?;
    packs(&content, &out)?;
    logic(&files, &out)?;
    std::fs::write(out.join("types.d.ts"), types::declarations(&content))?;
    Ok(())
}

/// The packs, and a list of them as Rust.
fn packs(content: &Content, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut list = String::from("&[\n");
    for (name, bytes) in ziping_content::packs(content) {
        let path = out.join(&name);
        std::fs::write(&path, bytes)?;
        writeln!(list, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())?;
    }
    list.push_str("]\n");
    std::fs::write(out.join("packs.rs"), list)?;
    Ok(())
}

/// The facts and the evidence of all rule books, without words, in a file each: what one rule book is checked against.
fn logic(files: &[TextFile], out: &Path) -> Result<(), Box<dyn Error>> {
    for name in ["facts.toml", "evidence.toml"] {
        let wanted = |path: &str| path.rsplit('/').next() == Some(name);
        let texts: Vec<&str> = files.iter().filter(|file| wanted(&file.path)).map(|file| file.text.as_str()).collect();
        std::fs::write(out.join(name), texts.join("\n"))?;
    }
    Ok(())
}
