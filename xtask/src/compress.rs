//! Brotli and gzip beside each file, for hosts that serve them; made once per content.
//!
//! Brotli is packed by Node's own: the crate took three times as long (23 s beside 8 for two programs of 3.3 MB) and is compiled
//! before anything else can begin.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::cores;
use crate::hosts;
use crate::manner::files_of;
use crate::run::{find, say, show};
use crate::stamp;

/// Files that do not shrink again.
const PACKED: [&str; 10] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "woff2", "zip", "docx", "xlsx"];

/// The script that packs files with Brotli.
const BROTLI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/compress.mjs");

/// A file and what its packed copies are called where they are kept: by its content.
struct File {
    path: PathBuf,
    bytes: u64,
    content: String,
}

/// Compresses the files of dist/ on all cores; `kept` holds earlier results by content. Without Node there is no Brotli.
pub fn all(dist: &Path, kept: &Path) -> Result<()> {
    fs::create_dir_all(kept).with_context(|| format!("`{}` cannot be made", kept.display()))?;
    let mut files = Vec::new();
    for name in files_of(dist)?.into_iter().filter(|name| shrinks(name)) {
        let path = dist.join(name);
        let raw = fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))?;
        files.push(File { content: format!("{}-{}", stamp::of_bytes(&raw), raw.len()), bytes: raw.len() as u64, path });
    }
    // The largest first, so that the cores finish together.
    files.sort_by_key(|file| Reverse(file.bytes));
    let in_gzip = missing(&files, kept, "gz");
    cores::each(in_gzip, |(raw, packed)| {
        let bytes = fs::read(raw).with_context(|| format!("`{}` cannot be read", raw.display()))?;
        fs::write(&packed, gzip(&bytes)?).with_context(|| format!("`{}` cannot be written", packed.display()))
    })?;
    in_brotli(&missing(&files, kept, "br"))?;
    for file in &files {
        put_beside(file, kept)?;
    }
    forget_unused(kept, &files.into_iter().map(|file| file.content).collect())
}

/// The files whose packed copy is not kept yet, with the place for it; each content once.
fn missing<'a>(files: &'a [File], kept: &Path, ending: &str) -> Vec<(&'a Path, PathBuf)> {
    let mut seen = HashSet::new();
    let missing = files.iter().filter(|file| seen.insert(&file.content));
    let places = missing.map(|file| (file.path.as_path(), kept.join(format!("{}.{ending}", file.content))));
    places.filter(|(_, place)| !place.is_file()).collect()
}

/// Packs files with Brotli, each into its place.
fn in_brotli(files: &[(&Path, PathBuf)]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let Some(node) = find(&["node"]) else {
        say("Node.js is not installed: the site has no copies in Brotli, those in gzip are a fifth larger");
        return Ok(());
    };
    let mut command = Command::new(node);
    command.arg(BROTLI).args(files.iter().flat_map(|(raw, packed)| [*raw, packed.as_path()]));
    show(&mut command, "install Node.js 20 or newer (https://nodejs.org) and run this again")
}

/// Puts the packed copies beside a file.
fn put_beside(file: &File, kept: &Path) -> Result<()> {
    for ending in ["br", "gz"] {
        let packed = kept.join(format!("{}.{ending}", file.content));
        // A copy that is not smaller would only cost the visitor.
        if fs::metadata(&packed).is_ok_and(|data| data.len() < file.bytes) {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy();
            let beside = file.path.with_file_name(format!("{name}.{ending}"));
            fs::copy(&packed, &beside).with_context(|| format!("`{}` cannot be written", beside.display()))?;
        }
    }
    Ok(())
}

fn shrinks(file: &str) -> bool {
    // A copy would outlive the file that the host puts in its place.
    if file.starts_with(hosts::HOST_FOLDER) {
        return false;
    }
    let ending = Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    !ending.is_some_and(|ending| PACKED.contains(&ending.as_str()))
}

/// A file packed with gzip, the same bytes each time.
pub fn gzip(raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}

fn forget_unused(kept: &Path, used: &HashSet<String>) -> Result<()> {
    for entry in fs::read_dir(kept)? {
        let path = entry?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        if !name.is_some_and(|name| used.contains(&name)) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Prints each file's size as it is, in gzip and in Brotli.
pub fn print_sizes(dist: &Path) -> Result<()> {
    let size = |name: &str| fs::metadata(dist.join(name)).ok().map(|data| data.len());
    println!("\n{:>10} {:>10} {:>10}  file", "raw", "gzip", "brotli");
    let mut sums = [0_u64; 3];
    for file in files_of(dist)? {
        let raw = size(&file).unwrap_or(0);
        let gzip = size(&format!("{file}.gz")).unwrap_or(raw);
        let brotli = size(&format!("{file}.br")).unwrap_or(raw);
        println!("{raw:>10} {gzip:>10} {brotli:>10}  {file}");
        for (sum, bytes) in sums.iter_mut().zip([raw, gzip, brotli]) {
            *sum += bytes;
        }
    }
    let [raw, gzip, brotli] = sums;
    println!("{raw:>10} {gzip:>10} {brotli:>10}  all, in bytes");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_copies_stand_beside_what_shrinks_and_come_back_the_same() {
        let folder = std::env::temp_dir().join(format!("ziping-compress-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let (dist, kept) = (folder.join("dist"), folder.join("kept"));
        fs::create_dir_all(&dist).unwrap();
        let text = "条件 condition ".repeat(200);
        fs::write(dist.join("a.json"), &text).unwrap();
        fs::write(dist.join("b.png"), &text).unwrap();
        fs::write(dist.join("tiny.txt"), "x").unwrap();
        fs::create_dir_all(dist.join("host")).unwrap();
        fs::write(dist.join("host/host.json"), &text).unwrap();

        // The second time everything comes from what was kept.
        for _ in 0..2 {
            all(&dist, &kept).unwrap();
            let unpack = "process.stdout.write(require('zlib').brotliDecompressSync(fs.readFileSync(process.argv[1])))";
            let back = Command::new("node").args(["--eval", unpack]).arg(dist.join("a.json.br")).output().unwrap();
            assert_eq!(back.stdout, text.as_bytes());
            assert!(dist.join("a.json.gz").is_file());
            assert!(!dist.join("b.png.br").exists());
            assert!(!dist.join("tiny.txt.br").exists());
            assert!(!dist.join("host/host.json.br").exists());
            fs::remove_file(dist.join("a.json.br")).unwrap();
        }
    }

    #[test]
    fn results_of_content_that_is_gone_are_forgotten() {
        let kept = std::env::temp_dir().join(format!("ziping-kept-{}", std::process::id()));
        fs::create_dir_all(&kept).unwrap();
        fs::write(kept.join("old.br"), "").unwrap();
        fs::write(kept.join("new.br"), "").unwrap();
        forget_unused(&kept, &HashSet::from(["new".to_owned()])).unwrap();
        assert!(!kept.join("old.br").exists());
        assert!(kept.join("new.br").exists());
    }
}
