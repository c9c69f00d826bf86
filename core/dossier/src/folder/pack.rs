//! A host folder as one file: `host.zip`, to be unpacked beside the site's `index.html`.

use super::{FolderFile, Found, bytes, missing_files};
use crate::archive::{TooLarge, archive_to_serve};
use ziping_base::diag::{Diagnostic, Said};
use ziping_base::say;
use ziping_host::{FILE, Host, write};
use ziping_unzip::{Limits, ReadAt, Refused, Zip};

/// The folder in the zip, as it lies beside the site.
const FOLDER: &str = "host";
/// The most bytes that a zip of a folder has: its forms are Word files, each of which may have as many.
pub const LARGEST_FOLDER: u64 = 96 << 20;
/// For a folder with some forms.
const LIMITS: Limits = Limits { archive: LARGEST_FOLDER, total: LARGEST_FOLDER, ..Limits::DOCUMENT };

/// Packs a folder: `host.json` as [`write`] writes it and the files that it names, in its order. The same folder gives the
/// same bytes; a file of other content has another date, so that servers do not take it for the one before.
///
/// # Errors
/// The files that are named and not there; or that it is too large.
pub fn pack_folder(host: &Host, files: &[FolderFile]) -> Result<Vec<u8>, Found> {
    let missing = missing_files(host, &|name| bytes(files, name).is_some());
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut entries = vec![(FILE, write(host).into_bytes())];
    for name in host.files() {
        if let Some(bytes) = bytes(files, name)
            && entries.iter().all(|(known, _)| *known != name)
        {
            entries.push((name, bytes.to_vec()));
        }
    }
    let paths: Vec<String> = entries.iter().map(|(name, _)| format!("{FOLDER}/{name}")).collect();
    let entries: Vec<(&str, Vec<u8>)> =
        paths.iter().map(String::as_str).zip(entries).map(|(path, (_, bytes))| (path, bytes)).collect();
    let too_large = || vec![(FILE.to_owned(), vec![too_large()])];
    let zip = archive_to_serve(&entries).map_err(|TooLarge| too_large())?;
    if zip.len() as u64 > LARGEST_FOLDER { Err(too_large()) } else { Ok(zip) }
}

fn too_large() -> Diagnostic {
    let megabytes = LARGEST_FOLDER >> 20;
    Diagnostic::error(
        "too-large",
        say!("the folder would be larger than {megabytes} MiB", "这个文件夹会超过 {megabytes} MiB"),
    )
    .help(say!("make forms smaller: their pictures take most of the room", "请缩小表格文件：占地方的多半是图片"))
}

/// Reads a folder out of a zip: the files beside its `host.json`, wherever in the zip that lies, and those of the folders of
/// rule books there. Other folders below it and files elsewhere are left out.
///
/// # Errors
/// Why it is no zip of a host folder.
pub fn open_folder(source: &dyn ReadAt) -> Result<Vec<FolderFile>, Diagnostic> {
    let zip = Zip::open(source, &LIMITS).map_err(|refused| refuse(&refused))?;
    let folder = zip.entries().iter().filter_map(|entry| entry.name().strip_suffix(FILE));
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    // The one that is nearest to the root: a site that was packed as a whole has its folder first.
    let folder = folder.min_by_key(|folder| folder.matches('/').count()).ok_or_else(no_folder)?;
    let mut files = Vec::new();
    for entry in zip.entries() {
        let Some(path) = entry.name().strip_prefix(folder).filter(|path| !path.is_empty() && !path.ends_with('/'))
        else {
            continue;
        };
        let (within, name) = path.rsplit_once('/').unwrap_or(("", path));
        let is_book = || zip.entries().iter().any(|entry| entry.name() == format!("{folder}{within}/rulebook.toml"));
        if within.contains('/') || !(within.is_empty() || is_book()) {
            continue;
        }
        // What systems leave in folders, such as .DS_Store and Thumbs.db, is nobody's file.
        if name.starts_with('.') || name.eq_ignore_ascii_case("thumbs.db") {
            continue;
        }
        let bytes = zip.read(entry, Limits::DOCUMENT.single).map_err(|refused| refuse(&refused))?;
        files.push(FolderFile { name: path.to_owned(), bytes });
    }
    Ok(files)
}

fn refuse(refused: &Refused) -> Diagnostic {
    let Refused { reason, entry } = refused;
    let zh = match entry {
        Some(entry) => format!("{}：“{entry}”", reason.in_chinese()),
        None => reason.in_chinese().to_owned(),
    };
    Diagnostic::error("not-opened", Said::new(refused.to_string(), zh)).help(help())
}

fn no_folder() -> Diagnostic {
    Diagnostic::error("no-host-json", say!("there is no host.json in the zip", "压缩包里没有 host.json")).help(help())
}

fn help() -> Said {
    say!(
        "choose the host.zip that this page or `ziping host make` has made, or a zip of the site's folder host/",
        "请选本页或 ziping host make 做的 host.zip，或把网站上的 host/ 文件夹压成 zip"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::archive_of;
    use ziping_host::{Both, HostForm};

    fn file(name: &str, bytes: &[u8]) -> FolderFile {
        FolderFile { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    fn host() -> Host {
        let mut host = Host::new(Both { zh: "甲".into(), en: "A".into() });
        host.mark = Some("标志.svg".into());
        host.overlays = vec!["b.toml".into(), "a.toml".into()];
        host.forms = vec![HostForm { file: "f.docx".into(), regime: None }];
        host.rulebooks = vec!["w/rulebook.toml".into()];
        host
    }

    #[test]
    fn what_is_packed_comes_out_again_and_the_same_folder_gives_the_same_bytes() {
        let files = [
            file("a.toml", b"a"),
            file("f.docx", b"f"),
            file("not named.txt", b"x"),
            file("b.toml", b"b"),
            file("w/rulebook.toml", b"id = 'w'"),
            file("标志.svg", b"<svg/>"),
        ];
        let zip = pack_folder(&host(), &files).unwrap();
        let mut other = files.to_vec();
        other.reverse();
        assert_eq!(zip, pack_folder(&host(), &other).unwrap());
        let opened = open_folder(&zip.as_slice()).unwrap();
        let names: Vec<&str> = opened.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["host.json", "标志.svg", "b.toml", "a.toml", "f.docx", "w/rulebook.toml"]);
        assert_eq!(opened[0].bytes, write(&host()).into_bytes());
        assert_eq!(opened[4].bytes, b"f");
    }

    #[test]
    fn a_changed_file_of_the_same_size_has_another_date_for_servers_that_know_it_by_that() {
        let dated = |text: &str| {
            let files = ["b.toml", "f.docx", "w/rulebook.toml", "标志.svg"].map(|name| file(name, b"same"));
            let zip = pack_folder(&host(), &[&files[..], &[file("a.toml", text.as_bytes())]].concat()).unwrap();
            let name = zip.windows(11).position(|part| part == b"host/a.toml").unwrap();
            // Time and day lie 20 bytes before the name of an entry's own header (APPNOTE 4.3.7).
            [zip[name - 20], zip[name - 19], zip[name - 18], zip[name - 17]]
        };
        assert_eq!(dated("points = 10"), dated("points = 10"));
        assert_ne!(dated("points = 10"), dated("points = 12"));
    }

    #[test]
    fn a_file_that_is_named_and_not_there_is_told() {
        let found = pack_folder(&host(), &[file("a.toml", b"a"), file("标志.svg", b"")]).unwrap_err();
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b.toml", "f.docx", "w/rulebook.toml"]);
        assert!(found.iter().all(|(_, problems)| problems[0].code == "missing-file"));
    }

    fn opened(entries: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let entries: Vec<(&str, Vec<u8>)> =
            entries.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
        let zip = archive_of(&entries).unwrap();
        let files = open_folder(&zip.as_slice()).map_err(|problem| problem.code)?;
        Ok(files.into_iter().map(|file| file.name).collect())
    }

    #[test]
    fn the_folder_may_lie_anywhere_and_what_is_not_of_it_stays_out() {
        let here: &[&str] = &["host.json", "a.toml"];
        assert_eq!(opened(&[("host.json", "{}"), ("a.toml", "")]).unwrap(), here);
        assert_eq!(
            opened(&[("ziping/host/host.json", "{}"), ("ziping/host/a.toml", ""), ("ziping/index.html", "")]).unwrap(),
            here
        );
        let beside = [
            ("x/old/host.json", "{}"),
            ("host/host.json", "{}"),
            ("host/old/b.toml", ""),
            ("host/.DS_Store", ""),
            ("host/a.toml", ""),
        ];
        assert_eq!(opened(&beside).unwrap(), here);
        let with_book = [
            ("host/host.json", "{}"),
            ("host/workshop/rulebook.toml", ""),
            ("host/workshop/.DS_Store", ""),
            ("host/workshop/old/rulebook.toml", ""),
            ("host/workshop/zh.toml", ""),
        ];
        assert_eq!(opened(&with_book).unwrap(), ["host.json", "workshop/rulebook.toml", "workshop/zh.toml"]);
        assert_eq!(opened(&[("index.html", "")]).unwrap_err(), "no-host-json");
        assert_eq!(opened(&[("not-host.json", "{}")]).unwrap_err(), "no-host-json");
        assert_eq!(open_folder(&b"no zip".as_slice()).unwrap_err().code, "not-opened");
    }
}
