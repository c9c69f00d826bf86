//! Scripts and styles of the built page without what only their readers need (esbuild, from npm).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::show;
use crate::tools::Tools;

/// The browsers that scripts and styles are written for.
const BROWSERS: &str = "es2022,chrome108,firefox115,safari16.4";

/// Shrinks the page's scripts and styles in place. Those of the JavaScript module in a folder of its own stay as they
/// are: whoever takes it has tools for that.
pub fn all(tools: &Tools, dist: &Path) -> Result<()> {
    // early.js has to say to any browser, however old, that it is.
    let (oldest, rest): (Vec<_>, Vec<_>) =
        scripts_and_styles(dist)?.into_iter().partition(|path| path.ends_with("early.js"));
    for (target, files) in [("es5", oldest), (BROWSERS, rest)] {
        let mut command = Command::new(tools.program("esbuild")?);
        command.args(["--minify", &format!("--target={target}"), "--log-level=error", "--allow-overwrite"]);
        command.arg(format!("--outbase={0}", dist.display())).arg(format!("--outdir={0}", dist.display())).args(files);
        show(&mut command, "run `npm ci` and this again")?;
    }
    Ok(())
}

/// Makes one small script of a script and all that it imports; the styles among that stand beside it.
pub fn bundle(tools: &Tools, entry: &Path, made: &Path) -> Result<()> {
    let mut command = Command::new(tools.program("esbuild")?);
    command.args(["--bundle", "--format=esm", "--minify", "--log-level=error", "--charset=utf8"]).arg(entry);
    command.arg(format!("--target={BROWSERS}")).arg(format!("--outfile={}", made.display()));
    show(&mut command, "run `npm ci` and this again")
}

/// The scripts and styles that lie in a folder itself.
fn scripts_and_styles(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("`{}` cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_of_the_page_are_taken_and_nothing_below_it() {
        let folder = std::env::temp_dir().join(format!("ziping-minify-{}", std::process::id()));
        fs::create_dir_all(folder.join("kit")).unwrap();
        for name in ["b.js", "a.css", "a.css.br", "c.wasm", "kit/d.js"] {
            fs::write(folder.join(name), "").unwrap();
        }
        assert_eq!(scripts_and_styles(&folder).unwrap(), [folder.join("a.css"), folder.join("b.js")]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
