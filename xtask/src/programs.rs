//! The programs of the site: compiled for the browser, given their JavaScript by wasm-bindgen.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::manner::Manner;
use crate::project::Project;
use crate::run::{cargo, linting, show, strict};
use crate::small;
use crate::split;
use crate::strip;
use crate::tools::Tools;

const TARGET: &str = "wasm32-unknown-unknown";

/// The pieces that wasm-bindgen makes of a program, in a folder of their own.
pub struct Bound {
    pub folder: PathBuf,
    pub script: PathBuf,
    pub program: PathBuf,
}

/// Cargo's command that compiles all programs of the page's crate at once.
pub fn building(project: &Project, manner: Manner) -> Command {
    let mut command = match manner {
        Manner::Small => cargo(),
        Manner::Quick => linting(),
    };
    command
        .args(["build", "--package", "ziping-web", "--bins", "--target", TARGET, "--locked"])
        .current_dir(project.root());
    command
}

/// Compiles them and says where they lie. What the compiler warns of stops a site for visitors: no step of the tests compiles
/// these programs once more to see it.
pub fn compile(project: &Project, tools: &Tools, manner: Manner) -> Result<PathBuf> {
    let mut command = building(project, manner);
    let profile = match manner {
        Manner::Small => {
            command.args(["--profile", "site"]);
            if tools.shrinks {
                small::ask(&mut command);
            }
            command.env(split::WANTED, "1");
            strict(&mut command)?;
            "site"
        }
        Manner::Quick => {
            show(
                &mut command,
                "if the messages above are the compiler's, mend the code; if a crate could not be fetched, check the \
                 network; then run this again",
            )?;
            "debug"
        }
    };
    Ok(project.target().join(TARGET).join(profile))
}

/// Set where traces in a quick site are to name functions, as in `ZIPING_NAMES=1 cargo xtask serve --quick`.
const NAMES: &str = "ZIPING_NAMES";

/// Whether the programs of a quick site keep the names of their functions.
pub fn keep_names() -> bool {
    env::var_os(NAMES).is_some()
}

/// Gives a program in the folder `linked` its JavaScript: for a page a module, for a worker a plain script.
///
/// The names of the functions, a third of the bytes, are left out of a quick site, too: each page of each test would read them,
/// which is a tenth of the tests' time. A panic says its line without them.
pub fn bind(
    project: &Project,
    tools: &Tools,
    manner: Manner,
    linked: &Path,
    (name, is_worker): (&str, bool),
) -> Result<Bound> {
    let folder = linked.join("bound").join(name);
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("`{}` cannot be removed", folder.display()))?;
    }
    let mut command = Command::new(tools.program("wasm-bindgen")?);
    command.args(["--target", if is_worker { "no-modules" } else { "web" }, "--no-typescript", "--out-name", name]);
    command.arg("--out-dir").arg(&folder).arg(linked.join(format!("{name}.wasm"))).current_dir(project.root());
    show(&mut command, "remove the tools folder (.tools/) and run this again")?;
    let (script, program) = (folder.join(format!("{name}.js")), folder.join(format!("{name}_bg.wasm")));
    if manner == Manner::Small || !keep_names() {
        strip::file(&program)?;
    }
    Ok(Bound { folder, script, program })
}
