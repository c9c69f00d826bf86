//! Mutation testing of the engine on a random sample: small changes made to the code, one at a time; a good test fails.
//!
//! All of them would take hours. A sample is the first so many in an order that the seed decides, so that it can be
//! repeated, and a larger one contains the smaller.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::run::{answer, cargo, say, show};

mod figures;
mod known;
mod survivors;

/// What is sampled.
#[derive(clap::Args)]
pub struct Options {
    /// How many mutants
    #[arg(long, default_value_t = 120)]
    sample: usize,
    /// Another order
    #[arg(long, default_value_t = 20_261_121)]
    seed: u64,
    /// Try no more once so many minutes are over: the first of the sample stand for it
    #[arg(long)]
    minutes: Option<u64>,
    /// Only mutants whose name contains this
    #[arg(long)]
    name: Option<String>,
    /// Only those that survived or hung in a run before, whose output this file is
    #[arg(long, value_name = "FILE")]
    again: Option<PathBuf>,
}

/// How many are tried in a row before the time is looked at.
const CHUNK: usize = 30;

/// Tells the tests to end at their first failure; the same as in tests/src/hurry.rs.
const FIRST_FAILURE: &str = "ZIPING_FIRST_FAILURE";

/// The rooms that decide grades.
const ROOMS: [&str; 2] = ["core/rules/src/rule/**/*.rs", "core/assess/src/**/*.rs"];

/// The crates that those rooms are in.
const PACKAGES: [&str; 4] = ["--package", "ziping-rules", "--package", "ziping-assess"];

/// Tests that a mutant is tried against.
struct Stage {
    name: &'static str,
    /// After so many seconds a mutant counts as hanging: some ten times what these tests take.
    hangs_after: u32,
    packages: &'static [&'static str],
    targets: &'static [&'static str],
    /// Beginnings of their names; none: all.
    names: &'static [&'static str],
}

impl Stage {
    /// For `cargo test`.
    fn arguments(&self) -> Vec<&'static str> {
        let packages = self.packages.iter().flat_map(|package| ["--package", package]);
        packages.chain(self.targets.iter().copied()).chain(["--"]).chain(self.names.iter().copied()).collect()
    }
}

/// The tests of the engine are one binary that ends at its first failure. First those that catch most in the least time,
const QUICK: Stage = Stage {
    name: "quick",
    hangs_after: 120,
    names: &[
        "advice::",
        "agreeing::",
        "cases::",
        "compare::",
        "duties::",
        "forms::",
        "guide::",
        "many::",
        "overlay::",
        "reports::",
        "said::",
        "scores::",
        "ways::",
    ],
    ..ENGINE
};
/// then those beside the code, which take a second,
const BESIDE: Stage = Stage {
    name: "unit",
    hangs_after: 120,
    packages: &["ziping-rules", "ziping-assess"],
    targets: &["--lib"],
    names: &[],
};
/// then the properties too,
const ENGINE: Stage =
    Stage { name: "engine", hangs_after: 480, packages: &["ziping-tests"], targets: &["--test=engine"], names: &[] };
/// and at last those that call the command line.
const REST: Stage = Stage {
    name: "rest",
    hangs_after: 240,
    packages: &["ziping-tests"],
    targets: &["--test=acceptance", "--test=diagnostics", "--test=overlay_cli", "--test=schema"],
    names: &[],
};

/// Runs a sample and prints the share caught with its 95 % interval, and the survivors.
pub fn mutants(project: &Project, options: &Options) -> Result<()> {
    let tree = tree(project)?;
    let all = listed(&tree)?;
    let known = known::read(&tree)?;
    let unseen = known::covered(&known, &all, |name| known::line_in(&tree, name))?;
    let before = options.again.as_deref().map(survivors::read).transpose()?;
    let survived = |name: &String| {
        before.as_ref().is_none_or(|before| survivors::among(before, name, &known::line_in(&tree, name)))
    };
    let named = |name: &String| options.name.as_ref().is_none_or(|part| name.contains(part.as_str()));
    let wanted = |name: &&String| named(name) && survived(name);
    let mut sample: Vec<String> = all.iter().filter(wanted).cloned().collect();
    sample.sort_by_key(|name| (hash(options.seed, name), name.clone()));
    sample.truncate(options.sample);
    let (left_out, sample): (Vec<String>, Vec<String>) =
        sample.into_iter().partition(|name| unseen.iter().any(|(unseen, _)| unseen == name));
    if sample.is_empty() {
        bail!("no mutant of {} is called like that\n  help: `cargo mutants --list` prints their names", all.len());
    }
    say(format!("{} of {} mutants, seed {}", sample.len() + left_out.len(), all.len(), options.seed));
    let (start, mut found, mut tried) = (Instant::now(), Found::default(), 0);
    for some in sample.chunks(CHUNK) {
        if options.minutes.is_some_and(|most| tried > 0 && start.elapsed().as_secs() >= 60 * most) {
            break;
        }
        found.add(run(&tree, &QUICK, some, tried == 0)?);
        tried += some.len();
        say(format!("{tried} tried, {} left for the other tests", found.missed.len()));
    }
    for stage in [&BESIDE, &ENGINE, &REST] {
        let left = std::mem::take(&mut found.missed);
        if !left.is_empty() {
            say(format!("{} mutants against the {} tests", left.len(), stage.name));
            found.add(run(&tree, stage, &left, true)?);
        }
    }
    let Found { caught, hung, missed, unviable } = found;
    println!("\n{tried} tried; {} do not compile, {} hang", unviable.len(), hung.len());
    figures::shares(&caught, &missed).iter().for_each(|line| println!("{line}"));
    println!("{} of the sample were not tried: {} says why they change nothing", left_out.len(), known::LIST);
    println!("{:.1} s a mutant", start.elapsed().as_secs_f64() / figures::count(tried).max(1.0));
    for (word, names) in [(survivors::HANGS, &hung), (survivors::SURVIVES, &missed)] {
        names.iter().for_each(|name| println!("{word}{name}\n          {}", known::line_in(&tree, name)));
    }
    for (name, known) in unseen.iter().filter(|(name, _)| left_out.iter().any(|left| left == name)) {
        println!("unseen:   {name}\n          {}", known.reason);
    }
    Ok(())
}

/// How a run ended: mutants that made a test fail, those that made one hang, those that did neither, those that do not
/// compile.
#[derive(Default)]
struct Found {
    caught: Vec<String>,
    hung: Vec<String>,
    missed: Vec<String>,
    unviable: Vec<String>,
}

impl Found {
    fn add(&mut self, mut other: Self) {
        self.caught.append(&mut other.caught);
        self.unviable.append(&mut other.unviable);
        self.hung.append(&mut other.hung);
        self.missed.append(&mut other.missed);
    }
}

/// A clone at the last commit, in which files are changed and whose build is kept for the next time.
fn tree(project: &Project) -> Result<PathBuf> {
    let tree = project.target().join("mutants").join("tree");
    let git = |command: &mut Command| show(command, "mutants are made of the last commit, in a clone of the project");
    if !tree.join(".git").exists() {
        fs::create_dir_all(&tree).with_context(|| format!("`{}` cannot be made", tree.display()))?;
        git(Command::new("git").arg("init").arg("--quiet").arg(&tree))?;
    }
    git(Command::new("git").args(["fetch", "--quiet"]).arg(project.root()).arg("HEAD").current_dir(&tree))?;
    git(Command::new("git").args(["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"]).current_dir(&tree))?;
    Ok(tree)
}

/// A diff that touches the lines of these mutants and no others.
fn lines_of(tree: &Path, out: &Path, mutants: &[String]) -> Result<PathBuf> {
    let mut lines: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for name in mutants {
        let mut parts = name.splitn(3, ':');
        let place = parts.next().zip(parts.next().and_then(|line| line.parse().ok()));
        let (file, line) = place.with_context(|| format!("`{name}` does not begin with a file and a line"))?;
        lines.entry(file).or_default().insert(line);
    }
    let mut diff = String::new();
    for (file, lines) in lines {
        let text = fs::read_to_string(tree.join(file)).with_context(|| format!("`{file}` cannot be read"))?;
        let text: Vec<&str> = text.lines().collect();
        diff.push_str(&format!("--- a/{file}\n+++ b/{file}\n"));
        for line in lines {
            let said = text.get(line - 1).with_context(|| format!("`{file}` has no line {line}"))?;
            diff.push_str(&format!("@@ -{line},1 +{line},1 @@\n-\n+{said}\n"));
        }
    }
    let path = out.join("lines.diff");
    fs::write(&path, diff).with_context(|| format!("`{}` cannot be written", path.display()))?;
    Ok(path)
}

/// The names of all mutants.
fn listed(tree: &Path) -> Result<BTreeSet<String>> {
    let mut command = cargo();
    command.args(["mutants", "--list"]).args(PACKAGES).current_dir(tree);
    ROOMS.iter().for_each(|room| {
        command.args(["--file", room]);
    });
    let text = answer(&mut command)
        .context("cargo-mutants is not there\n  help: `cargo install cargo-mutants --locked` installs it")?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Runs mutants, one at a time, against tests.
fn run(tree: &Path, stage: &Stage, mutants: &[String], first: bool) -> Result<Found> {
    if first {
        say("The tests without a change first");
        show(
            cargo().args(["test", "--quiet", "--profile", "mutant"]).args(stage.arguments()).current_dir(tree),
            "the tests must pass before the code is changed: see above",
        )?;
    }
    let out = tree.join("target").join("mutants").join(stage.name);
    fs::create_dir_all(&out).with_context(|| format!("`{}` cannot be made", out.display()))?;
    let hangs_after = stage.hangs_after.to_string();
    let mut command = cargo();
    command
        .arg("mutants")
        .args(PACKAGES)
        .args([
            "--shuffle",
            "--colors",
            "never",
            "--baseline",
            "skip",
            "--timeout",
            &hangs_after,
            "--build-timeout",
            "600",
        ])
        .args(["--in-place", "--cap-lints", "false", "--profile", "mutant"])
        .env(FIRST_FAILURE, "1")
        .arg("--output")
        .arg(&out)
        .current_dir(tree);
    // Fields left out of structs are tried whatever names are asked for (cargo-mutants 27.1); a diff holds them back too.
    command.arg("--in-diff").arg(lines_of(tree, &out, mutants)?);
    mutants.iter().for_each(|name| {
        command.args(["--re", &format!("^{}$", escaped(name))]);
    });
    stage.packages.iter().for_each(|package| {
        command.args(["--test-package", package]);
    });
    // For the build as well as for the run: otherwise all binaries of the package are linked each time.
    stage.targets.iter().for_each(|target| {
        command.args(["--cargo-arg", target]);
    });
    command.args(["--", "--"]).args(stage.names);
    let status = command.status().context("cargo-mutants could not be started")?;
    // 2: some survived; 3: some hung; anything else but 0 says that nothing was tried.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        bail!("cargo-mutants ended with {status}\n  help: read its message above");
    }
    // On the same lines others may have been tried: they count where they were asked for.
    let names = |file: &str| -> Result<Vec<String>> {
        let all = lines(&out.join("mutants.out").join(file))?;
        Ok(all.into_iter().filter(|name| mutants.contains(name)).collect())
    };
    Ok(Found {
        caught: names("caught.txt")?,
        hung: names("timeout.txt")?,
        missed: names("missed.txt")?,
        unviable: names("unviable.txt")?,
    })
}

fn lines(path: &PathBuf) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("`{}` cannot be read", path.display()))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// A name as a pattern that matches it alone.
fn escaped(name: &str) -> String {
    let special = |c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '_' | '/' | ':' | '<' | '>' | '\'' | '"' | ',');
    name.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

/// The place of a name in the order of a seed (FNV-1a, mixed once more).
fn hash(seed: u64, name: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed;
    let hash = name.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_larger_sample_contains_the_smaller_and_a_seed_changes_it() {
        let names: Vec<String> =
            (0..200).map(|i| format!("core/rules/src/rule/eval.rs:{i}:9: replace a with b")).collect();
        let first = |seed: u64, count: usize| {
            let mut sorted = names.clone();
            sorted.sort_by_key(|name| hash(seed, name));
            sorted.into_iter().take(count).collect::<BTreeSet<_>>()
        };
        assert!(first(1, 20).is_subset(&first(1, 50)));
        assert_ne!(first(1, 20), first(2, 20));
    }

    #[test]
    fn names_are_escaped() {
        assert_eq!(escaped("a.rs:1:2: replace + with -="), "a\\.rs:1:2: replace \\+ with \\-\\=");
    }

    #[test]
    fn every_test_named_is_there() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
        let named = |stage: &Stage| stage.targets.iter().filter_map(|target| target.strip_prefix("--test=")).collect();
        let (engine, rest): (Vec<&str>, Vec<&str>) = (named(&ENGINE), named(&REST));
        let modules = fs::read_to_string(folder.join("tests/engine/main.rs")).unwrap();
        for name in QUICK.names {
            assert!(modules.contains(&format!("mod {};", name.trim_end_matches("::"))), "{name} is gone");
        }
        for name in engine.into_iter().chain(rest) {
            let test = folder.join("tests").join(name);
            let there = test.with_extension("rs").is_file() || test.join("main.rs").is_file();
            assert!(there, "tests/tests/{name} is gone");
        }
        let hurry = fs::read_to_string(folder.join("src/hurry.rs")).unwrap();
        assert!(hurry.contains(&format!("\"{FIRST_FAILURE}\"")));
    }
}
