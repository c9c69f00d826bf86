//! `cargo xtask release`: everything that is published, in one folder, with checksums.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::manner::Manner;
use crate::pack::{self, Entry};
use crate::project::Project;
use crate::run::{cargo, linting, say};
use crate::tools::Tools;
use crate::{browser, kit, notices, single, site, tools};

/// How to make it.
#[derive(clap::Args)]
pub struct Options {
    /// Put everything together a second time and compare: the same sources give the same bytes
    #[arg(long)]
    verify: bool,
    /// To try the packing: the quickly built site and command line, large, without the JavaScript module; not to publish
    #[arg(long)]
    quick: bool,
}

const VERSION: &str = env!("CARGO_PKG_VERSION");
const SUMS: &str = "SHA256SUMS";

/// Builds and packs everything into target/ziping-VERSION/.
pub fn release(project: &Project, options: &Options) -> Result<()> {
    let tools = if options.quick { tools::prepare(project)? } else { tools::prepare_small(project)? };
    if !tools.minifies {
        bail!("a release needs Node.js\n  help: install Node.js 20 or newer (https://nodejs.org) and run this again");
    }
    let (dist, cli) = if options.quick {
        (
            site::build(project, &tools, Manner::Quick)?,
            browser::build_cli_by(project, linting(), &["build", "--bin=ziping"])?,
        )
    } else {
        let dist = site::build(project, &tools, Manner::Small)?;
        kit::publish(&kit::build(project, Manner::Small)?, &dist)?;
        say("Building the command line for this platform (2 to 5 minutes the first time)");
        (dist, browser::build_cli_by(project, cargo(), &["build", "--bin=ziping", "--release"])?)
    };

    say("Packing");
    let parts = packed(project, &tools, &dist, &cli)?;
    let folder = project.target().join(format!("{}ziping-{VERSION}", if options.quick { "quick-" } else { "" }));
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("`{}` cannot be emptied", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    for part in parts.iter().chain([&Entry::of(SUMS, sums(&parts))]) {
        let path = folder.join(&part.name);
        fs::write(&path, &part.bytes).with_context(|| format!("`{}` cannot be written", path.display()))?;
        println!("{:>10}  {}", part.bytes.len(), part.name);
    }
    if options.verify {
        verify(&parts, &packed(project, &tools, &dist, &cli)?)?;
        say("Put together a second time: the same bytes");
    }
    println!("\nThe release lies in {}", folder.display());
    Ok(())
}

/// What is published, without the checksums.
fn packed(project: &Project, tools: &Tools, dist: &Path, cli: &Path) -> Result<Vec<Entry>> {
    let notices = notices::text(project)?;
    let licences = || -> Result<Vec<Entry>> {
        let own = ["LICENSE-MIT", "LICENSE-APACHE"].map(|name| Ok(Entry::of(name, project.read(name)?)));
        own.into_iter().chain([Ok(Entry::of("NOTICES.txt", notices.clone()))]).collect()
    };
    let mut site = pack::folder(dist, "ziping/")?;
    site.extend(licences()?);
    for name in ["hosting.md", "hosting.zh-CN.md"] {
        site.push(Entry::of(name, project.read(&format!("docs/{name}"))?));
    }
    let program = cli.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = fs::read(cli).with_context(|| format!("`{}` cannot be read", cli.display()))?;
    let mut command = vec![Entry { program: true, ..Entry::of(program, bytes) }];
    command.extend(licences()?);
    let page: PathBuf = single::write(project, tools, dist)?;
    let page = fs::read(&page).with_context(|| format!("`{}` cannot be read", page.display()))?;
    Ok(vec![
        Entry::of(format!("ziping-{VERSION}.html"), page),
        Entry::of(format!("ziping-{VERSION}-site.zip"), pack::zip(site)?),
        Entry::of(format!("ziping-{VERSION}-{}.zip", notices::host(project)?), pack::zip(command)?),
        Entry::of("NOTICES.txt", notices),
    ])
}

/// The checksums, as `sha256sum --check` reads them.
fn sums(parts: &[Entry]) -> String {
    let line = |part: &Entry| {
        let sum: String = Sha256::digest(&part.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{sum}  {}\n", part.name)
    };
    parts.iter().map(line).collect()
}

/// Refuses what differs.
fn verify(first: &[Entry], second: &[Entry]) -> Result<()> {
    for (one, other) in first.iter().zip(second) {
        if one.name != other.name || one.bytes != other.bytes {
            bail!("`{}` has other bytes when it is made a second time", one.name);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_standard_in_the_form_that_programs_check() {
        // FIPS 180-2, the example of one block.
        let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sums(&[Entry::of("a.zip", "abc")]), format!("{sum}  a.zip\n"));
    }

    #[test]
    fn other_bytes_or_names_are_refused() {
        let one = |name: &str, text: &str| vec![Entry::of(name, text)];
        assert!(verify(&one("a", "x"), &one("a", "x")).is_ok());
        assert!(verify(&one("a", "x"), &one("a", "y")).is_err());
        assert!(verify(&one("a", "x"), &one("b", "x")).is_err());
    }
}
