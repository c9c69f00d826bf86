//! Brotli and gzip beside each file, for hosts that serve them; made once per content.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::cores;
use crate::hosts;
use crate::manner::files_of;
use crate::stamp;

/// Files that do not shrink again.
const PACKED: [&str; 10] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "woff2", "zip", "docx", "xlsx"];

/// Compresses the files of dist/ on all cores; `kept` holds earlier results by content.
pub fn all(dist: &Path, kept: &Path) -> Result<()> {
    fs::create_dir_all(kept).with_context(|| format!("`{}` cannot be made", kept.display()))?;
    let mut files: Vec<String> = files_of(dist)?.into_iter().filter(|file| shrinks(file)).collect();
    // The largest first, so that the cores finish together.
    files.sort_by_key(|file| Reverse(fs::metadata(dist.join(file)).map_or(0, |data| data.len())));
    let used = Mutex::new(HashSet::new());
    cores::each(files, |file| {
        let hash = compress(&dist.join(&file), kept).with_context(|| format!("`{file}` cannot be compressed"))?;
        used.lock().map_err(|_| anyhow!("another thread stopped"))?.insert(hash);
        Ok(())
    })?;
    let used = used.into_inner().map_err(|_| anyhow!("a compressing thread stopped"))?;
    forget_unused(kept, &used)
}

fn shrinks(file: &str) -> bool {
    // A copy would outlive the file that the host puts in its place.
    if file.starts_with(hosts::HOST_FOLDER) {
        return false;
    }
    let ending = Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    !ending.is_some_and(|ending| PACKED.contains(&ending.as_str()))
}

/// Puts the compressed copies beside a file and returns the name of its content.
fn compress(path: &Path, kept: &Path) -> Result<String> {
    let raw = fs::read(path)?;
    let hash = format!("{}-{}", stamp::of_bytes(&raw), raw.len());
    for (ending, pack) in [("br", brotli as fn(&[u8]) -> Result<Vec<u8>>), ("gz", gzip)] {
        let kept = kept.join(format!("{hash}.{ending}"));
        let beside = path.with_file_name(format!(
            "{}.{ending}",
            path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()
        ));
        let packed = match fs::read(&kept) {
            Ok(packed) => packed,
            Err(_) => {
                let packed = pack(&raw)?;
                fs::write(&kept, &packed)?;
                packed
            }
        };
        // A copy that is not smaller would only cost the visitor.
        if packed.len() < raw.len() {
            fs::write(beside, packed)?;
        }
    }
    Ok(hash)
}

fn brotli(raw: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: raw.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &raw[..], &mut packed, &parameters)?;
    Ok(packed)
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
            let mut back = Vec::new();
            brotli::BrotliDecompress(&mut &fs::read(dist.join("a.json.br")).unwrap()[..], &mut back).unwrap();
            assert_eq!(back, text.as_bytes());
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
