//! What a static server has to decide, as plain functions: which file an address means, its type,
//! which of the compressed copies the visitor takes, which part of it.

use std::ops::RangeInclusive;
use std::path::{Component, Path, PathBuf};

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of the site.
    File(PathBuf),
    /// An address inside the single page; index.html answers it.
    Page,
    /// The address lies elsewhere.
    Elsewhere(String),
    /// Nothing is there.
    Missing,
}

/// What the address `url` means on a site that lies in `dist` and is served below `base`.
///
/// Addresses that leave `dist`, or name hidden files, lead nowhere.
pub fn locate(dist: &Path, base: &str, url: &str) -> Place {
    let address = url.split(['?', '#']).next().unwrap_or("");
    if format!("{address}/") == base || (address == "/" && base != "/") {
        return Place::Elsewhere(base.to_owned());
    }
    let Some(inside) = address.strip_prefix(base) else {
        return Place::Missing;
    };
    let Some(relative) = decode(inside).and_then(|path| safe(&path)) else {
        return Place::Missing;
    };

    let mut file = dist.join(&relative);
    if file.is_dir() {
        file.push("index.html");
    }
    if file.is_file() && stays_inside(dist, &file) {
        Place::File(file)
    } else if relative.extension().is_none() {
        Place::Page
    } else {
        Place::Missing
    }
}

/// A relative path of plain, visible names; otherwise nothing.
fn safe(path: &str) -> Option<PathBuf> {
    if path.contains(['\\', '\0', ':']) {
        return None;
    }
    let path = Path::new(path);
    path.components()
        .all(|part| match part {
            Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => false,
        })
        .then(|| path.to_path_buf())
}

/// Whether a file is in a folder after all links are followed.
fn stays_inside(dist: &Path, file: &Path) -> bool {
    match (dist.canonicalize(), file.canonicalize()) {
        (Ok(dist), Ok(file)) => file.starts_with(dist),
        _ => false,
    }
}

/// Undoes percent-encoding; nothing when it is malformed.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The media type of a file by its ending.
pub fn media_type(path: &Path) -> &'static str {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref().unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "toml" | "ts" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "zip" => "application/zip",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// The compressed copies that may be sent, the better one first: name in HTTP, ending of the file.
pub fn codings(accepted: Option<&str>) -> Vec<(&'static str, &'static str)> {
    [("br", "br"), ("gzip", "gz")].into_iter().filter(|(name, _)| accepts(accepted.unwrap_or(""), name)).collect()
}

/// Whether an Accept-Encoding header names this coding with a weight above nought.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let refused = parts
            .filter_map(|part| part.strip_prefix("q="))
            .any(|weight| weight.chars().all(|digit| matches!(digit, '0' | '.')));
        named && !refused
    })
}

/// The part of a file that a Range header asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: no range was asked for, or a form that may be ignored.
    Whole,
    /// From the first to the last of these bytes.
    Bytes(RangeInclusive<u64>),
    /// The range lies outside the file.
    Outside,
}

/// Reads a Range header for a file of `size` bytes. Several ranges at once are answered in full.
pub fn part(header: Option<&str>, size: u64) -> Part {
    let Some((first, last)) = header
        .and_then(|header| header.strip_prefix("bytes="))
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Part::Whole;
    };
    let end = size.saturating_sub(1);
    match (first.parse::<u64>(), last.parse::<u64>()) {
        // `-n` are the last n bytes.
        (Err(_), Ok(count)) if first.is_empty() => match (count, size) {
            (0, _) | (_, 0) => Part::Outside,
            (count, size) => Part::Bytes(size.saturating_sub(count)..=end),
        },
        (Ok(first), _) if first >= size => Part::Outside,
        (Ok(first), Err(_)) if last.is_empty() => Part::Bytes(first..=end),
        (Ok(first), Ok(last)) if first <= last => Part::Bytes(first..=last.min(end)),
        (Ok(_) | Err(_), Ok(_) | Err(_)) => Part::Whole,
    }
}

/// Whether a file's name carries the hash of its content, as Trunk writes it, so that it never changes.
pub fn is_hashed(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(&stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| hash.len() >= 12 && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("ziping-http-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let dist = folder.join("dist");
        fs::create_dir_all(dist.join("packs")).unwrap();
        for file in ["index.html", "packs/信用.json", "asset-list", ".stamp", "../secret.txt"] {
            fs::write(dist.join(file), file).unwrap();
        }
        dist
    }

    #[test]
    fn addresses_lead_to_files_at_the_root_and_below_a_base() {
        let dist = site("files");
        let index = Place::File(dist.join("index.html"));
        assert_eq!(locate(&dist, "/", "/"), index);
        assert_eq!(locate(&dist, "/", "/?lang=en"), index);
        assert_eq!(locate(&dist, "/sub/path/", "/sub/path/"), index);
        let pack = Place::File(dist.join("packs/信用.json"));
        assert_eq!(locate(&dist, "/", "/packs/%E4%BF%A1%E7%94%A8.json"), pack);
        assert_eq!(locate(&dist, "/", "/asset-list"), Place::File(dist.join("asset-list")));
    }

    #[test]
    fn the_root_and_a_base_without_its_slash_lead_to_the_base() {
        let dist = site("base");
        let base = Place::Elsewhere("/sub/path/".to_owned());
        assert_eq!(locate(&dist, "/sub/path/", "/sub/path"), base);
        assert_eq!(locate(&dist, "/sub/path/", "/"), base);
        assert_eq!(locate(&dist, "/sub/path/", "/other/index.html"), Place::Missing);
    }

    #[test]
    fn unknown_addresses_without_an_ending_are_the_page_s_own() {
        let dist = site("page");
        assert_eq!(locate(&dist, "/", "/credit/result"), Place::Page);
        assert_eq!(locate(&dist, "/", "/gone.js"), Place::Missing);
    }

    #[test]
    fn no_address_leaves_the_site() {
        let dist = site("traversal");
        for url in [
            "/../secret.txt",
            "/packs/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/..\\secret.txt",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/C:/secret.txt",
            "/a%00.txt",
            "/%zz.txt",
            "/.stamp",
            "/packs/./../.stamp",
        ] {
            assert_eq!(locate(&dist, "/", url), Place::Missing, "{url}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_site_is_not_followed() {
        let dist = site("link");
        std::os::unix::fs::symlink(dist.join("../secret.txt"), dist.join("link.txt")).unwrap();
        assert_eq!(locate(&dist, "/", "/link.txt"), Place::Missing);
    }

    #[test]
    fn types_that_browsers_insist_on() {
        for (name, expected) in [
            ("a_bg.wasm", "application/wasm"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.webmanifest", "application/manifest+json"),
            ("a.json", "application/json"),
            ("A.HTML", "text/html; charset=utf-8"),
            ("asset-list", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn the_visitor_s_codings_are_kept_to() {
        let names = |header| codings(header).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(Some("gzip, deflate, br, zstd")), ["br", "gzip"]);
        assert_eq!(names(Some("GZIP;q=0.5")), ["gzip"]);
        assert_eq!(names(Some("br;q=0, gzip;q=0.000")), Vec::<&str>::new());
        assert_eq!(names(Some("identity")), Vec::<&str>::new());
        assert_eq!(names(None), Vec::<&str>::new());
    }

    #[test]
    fn ranges_at_and_around_their_edges() {
        for (header, expected) in [
            (None, Part::Whole),
            (Some("bytes=0-9"), Part::Bytes(0..=9)),
            (Some("bytes=0-10"), Part::Bytes(0..=9)),
            (Some("bytes=9-"), Part::Bytes(9..=9)),
            (Some("bytes=10-"), Part::Outside),
            (Some("bytes=-3"), Part::Bytes(7..=9)),
            (Some("bytes=-30"), Part::Bytes(0..=9)),
            (Some("bytes=-0"), Part::Outside),
            (Some("bytes=5-4"), Part::Whole),
            (Some("bytes=0-1,3-4"), Part::Whole),
            (Some("lines=0-1"), Part::Whole),
            (Some("bytes=x-y"), Part::Whole),
        ] {
            assert_eq!(part(header, 10), expected, "{header:?}");
        }
        assert_eq!(part(Some("bytes=-1"), 0), Part::Outside);
        assert_eq!(part(Some("bytes=0-"), 0), Part::Outside);
    }

    #[test]
    fn only_names_with_a_hash_may_be_kept_for_ever() {
        assert!(is_hashed(Path::new("ziping-web-1a2b3c4d5e6f7a8b.js")));
        assert!(is_hashed(Path::new("ziping-web-1a2b3c4d5e6f7a8b_bg.wasm")));
        assert!(!is_hashed(Path::new("asset-list")));
        assert!(!is_hashed(Path::new("start.js")));
    }
}
