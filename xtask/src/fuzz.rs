//! Fuzzing: seeds made from the content and the test fixtures, then cargo-fuzz on the machine's nightly toolchain.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use ziping_content::{TextFile, load};
use ziping_rules::fact::write_answers;

use crate::packs::text_files;
use crate::project::Project;
use crate::run::{say, show};

/// What is fuzzed.
#[derive(clap::Args)]
pub struct Options {
    /// Only these targets: condition, rulebook, answers, unzip, expressions, tables
    targets: Vec<String>,
    /// How long each runs
    #[arg(long, default_value_t = 300)]
    seconds: u32,
}

const TARGETS: [&str; 6] = ["condition", "rulebook", "answers", "unzip", "expressions", "tables"];

/// Keys whose texts are conditions or figures.
const CONDITIONS: [&str; 5] = ["when", "applies", "value", "from_table", "holds"];

/// Keys whose texts are number expressions, or comparisons of such.
const EXPRESSIONS: [&str; 4] = ["when", "applies", "value", "points"];

/// The most words that a target is told.
const WORDS: usize = 1_000;

/// The longest seed: what is long is run seldom.
const LONGEST: usize = 40_000;

/// Writes the seeds and runs the targets one after the other.
pub fn fuzz(project: &Project, options: &Options) -> Result<()> {
    if let Some(unknown) = options.targets.iter().find(|target| !TARGETS.contains(&target.as_str())) {
        bail!("there is no fuzz target `{unknown}`\n  help: the targets are {}", TARGETS.join(", "));
    }
    let wanted = |target: &&str| options.targets.is_empty() || options.targets.iter().any(|name| name == target);
    for target in TARGETS.into_iter().filter(wanted) {
        let seeds = seeds(project, target)?;
        let folder = project.root().join("core/fuzz/corpus").join(target);
        write(&folder, &seeds)?;
        let words = project.root().join("core/fuzz/corpus").join(format!("{target}.words"));
        fs::write(&words, dictionary(&seeds)).with_context(|| format!("`{}` cannot be written", words.display()))?;
        say(format!("Fuzzing `{target}` for {} s from {} seeds", options.seconds, seeds.len()));
        show(
            Command::new("cargo")
                // Nothing here is unsafe: what the sanitizer looks for cannot be.
                .args(["+nightly", "fuzz", "run", "--fuzz-dir", "core/fuzz", "--sanitizer", "none", target, "--"])
                .args([format!("-max_total_time={}", options.seconds), "-print_final_stats=1".into()])
                .args(["-timeout=20", "-rss_limit_mb=2048", "-max_len=65536"])
                .arg(format!("-dict={}", words.display()))
                .current_dir(project.root())
                .env_remove("RUSTUP_TOOLCHAIN"),
            "when it found something, the input is named above: mend it and keep it as a test beside the code; \
             otherwise `rustup toolchain install nightly` and `cargo install cargo-fuzz`",
        )?;
    }
    Ok(())
}

/// What a target begins with.
fn seeds(project: &Project, target: &str) -> Result<Vec<Vec<u8>>> {
    if target == "unzip" {
        return archives();
    }
    if matches!(target, "expressions" | "tables") {
        let mut files = text_files(&project.root().join("tests/scores"))?;
        files.extend(text_files(&project.root().join("tests/overlays"))?);
        let texts: Vec<String> = if target == "tables" {
            files.into_iter().filter(|file| !file.path.ends_with("facts.toml")).map(|file| file.text).collect()
        } else {
            files.iter().flat_map(|file| texts_of(file, &EXPRESSIONS)).collect()
        };
        let texts: BTreeSet<String> = texts.into_iter().filter(|text| text.len() < LONGEST).collect();
        return Ok(texts.iter().flat_map(|text| with_answers(text)).collect());
    }
    let mut files = text_files(&project.root().join("content"))?;
    files.extend(text_files(&project.root().join("tests/fixtures/good"))?);
    let texts: Vec<String> = match target {
        "condition" => files.iter().flat_map(|file| texts_of(file, &CONDITIONS)).collect(),
        "rulebook" => files.into_iter().filter(|file| file.path.ends_with("rulebook.toml")).map(|f| f.text).collect(),
        _ => answers(project)?,
    };
    Ok(texts.into_iter().map(String::into_bytes).collect())
}

/// Small archives: none, one or several files, stored and deflated, with a name in a folder and one in Chinese.
fn archives() -> Result<Vec<Vec<u8>>> {
    let files = [("a.txt", "a".repeat(40)), ("folder/b.txt", "zip".repeat(500)), ("附件/证明.pdf", String::new())];
    let mut all = Vec::new();
    for count in 0..=files.len() {
        for deflated in [false, true] {
            all.push(archive(files.get(..count).unwrap_or_default(), deflated)?);
        }
    }
    Ok(all)
}

/// A zip archive by APPNOTE 4.3: each file behind its header, then the directory and its end.
fn archive(files: &[(&str, String)], deflated: bool) -> Result<Vec<u8>> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
    for (name, text) in files {
        let mut sum = flate2::Crc::new();
        sum.update(text.as_bytes());
        let data = if deflated {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(text.as_bytes())?;
            encoder.finish()?
        } else {
            text.clone().into_bytes()
        };
        // Version, UTF-8 names, the way of packing, 1 January 1980.
        let mut head = vec![20, 0, 0, 8, if deflated { 8 } else { 0 }, 0, 0, 0, 33, 0];
        for number in [sum.sum().to_le_bytes(), size(data.len()), size(text.len())] {
            head.extend(number);
        }
        head.extend(size(name.len()).iter().take(2));
        head.extend([0, 0]);
        let start = size(bytes.len());
        bytes.extend([b"PK\x03\x04".as_slice(), head.as_slice(), name.as_bytes(), &data].concat());
        directory
            .extend([b"PK\x01\x02\x14\x00".as_slice(), head.as_slice(), &[0; 10], &start, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    let (at, length) = (size(bytes.len()), size(directory.len()));
    bytes.extend(directory);
    bytes.extend([b"PK\x05\x06".as_slice(), &[0; 4], &count, &count, &length, &at, &[0; 2]].concat());
    Ok(bytes)
}

/// The texts written in a file under some keys, also in rows of a table.
fn texts_of(file: &TextFile, keys: &[&str]) -> Vec<String> {
    let quoted = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let text = value.trim().strip_prefix('"')?.strip_suffix('"')?;
        keys.contains(&key.trim()).then(|| text.to_owned())
    };
    file.text.lines().filter_map(quoted).collect()
}

/// A text with the bytes of which answers are made: none, and some.
fn with_answers(text: &str) -> [Vec<u8>; 2] {
    let some: Vec<u8> = (1..=250_u8).map(|at| at.wrapping_mul(97)).collect();
    [text.into(), [text.as_bytes(), &[0], &some].concat()]
}

/// The words of the seeds, as libFuzzer reads them.
fn dictionary(seeds: &[Vec<u8>]) -> String {
    let mut words = BTreeSet::new();
    for text in seeds.iter().filter_map(|seed| std::str::from_utf8(seed.split(|byte| *byte == 0).next()?).ok()) {
        let parts = text.split(|c: char| !(c.is_alphanumeric() || "._%".contains(c)));
        words.extend(parts.filter(|word| word.len() > 1 && word.len() < 40));
    }
    let escaped = |word: &&str| word.bytes().map(|byte| format!("\\x{byte:02x}")).collect::<String>();
    words.iter().take(WORDS).map(|word| format!("\"{}\"\n", escaped(word))).collect()
}

/// The sheets of all cases as answer files, and the broken ones of the tests.
fn answers(project: &Project) -> Result<Vec<String>> {
    let content = match load(&text_files(&project.root().join("content"))?) {
        Ok(content) => content,
        Err(problems) => bail!("the rule books have {} problem(s)\n  help: `ziping check content`", problems.len()),
    };
    let cases = content.cases.values().flatten();
    let mut all: Vec<String> =
        cases.map(|case| write_answers(&case.name, &case.sheet, &content.library.catalogue)).collect();
    let folder = project.root().join("tests/fixtures/answers");
    for entry in fs::read_dir(&folder).with_context(|| format!("`{}` cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            all.push(fs::read_to_string(&path).with_context(|| format!("`{}` cannot be read", path.display()))?);
        }
    }
    Ok(all)
}

fn write(folder: &Path, seeds: &[Vec<u8>]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("`{}` cannot be made", folder.display()))?;
    for (number, seed) in seeds.iter().enumerate() {
        let path = folder.join(format!("seed-{number:04}"));
        fs::write(&path, seed).with_context(|| format!("`{}` cannot be written", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_seeds() {
        let project = Project::find().unwrap();
        for (target, least) in
            [("condition", 100), ("rulebook", 7), ("answers", 300), ("unzip", 8), ("expressions", 100), ("tables", 20)]
        {
            let seeds = seeds(&project, target).unwrap();
            assert!(seeds.len() >= least, "{target}: {}", seeds.len());
        }
        let manifest = project.read("core/fuzz/Cargo.toml").unwrap();
        assert!(TARGETS.iter().all(|target| manifest.contains(&format!("name = \"{target}\""))));
    }
}
