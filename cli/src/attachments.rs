//! The papers that go into a package from the command line: what is said of each, and its files on the disk.

use crate::assess::Failure;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use ziping_assess::proof::{Attached, Need, Paged, Record, Records, Standing, needs, paged, read_records};
use ziping_base::diag::{Diagnostic, Said, did_you_mean, nearest};
use ziping_base::say;
use ziping_dossier::{LARGEST_COUNTED, Measure, Measured, count_pages};
use ziping_regime::RuleBook;

/// How much of a file is held at a time, in bytes.
const PART: usize = 1 << 20;

/// What is said of the papers, their files measured.
#[derive(Default)]
pub struct Attachments {
    pub records: Records,
    pub measured: Vec<Measured>,
    /// Where the files lie on the disk, by where they lie for the records.
    places: BTreeMap<String, PathBuf>,
}

fn refuse<T>(code: &str, message: Said, help: Said) -> Result<T, Failure> {
    Err(Failure::Content(vec![Diagnostic::error(code, message).help(help)]))
}

impl Attachments {
    /// With a file of records, the files that it names below the folder; with a folder alone, all files in it.
    ///
    /// # Errors
    /// A file that cannot be read, a file of records that is none, a file that belongs to no paper of the regime.
    pub fn gather(rulebook: &RuleBook, records: Option<&Path>, folder: Option<&Path>) -> Result<Self, Failure> {
        let mut found = Self::default();
        if let Some(file) = records {
            let text = ziping_files::read_text(file).map_err(|problem| Failure::Content(vec![*problem]))?;
            let Some(records) = read_records(&text) else {
                return refuse(
                    "records",
                    say!(
                        "`{place}` does not say what there is of papers",
                        "“{place}”里没有写明有哪些材料",
                        place = file.display()
                    ),
                    say!(
                        "give the file `06-数据/材料.json` of an unzipped package, unchanged",
                        "请给解开的申报包里的“06-数据/材料.json”，不要改动"
                    ),
                );
            };
            let Some(folder) = folder.or_else(|| records.files().next().is_none().then(|| Path::new(""))) else {
                return refuse(
                    "records",
                    say!(
                        "`{place}` names attached files, and it is not said where they lie",
                        "“{place}”列有附件，但没有说附件在哪里",
                        place = file.display()
                    ),
                    say!(
                        "add --attachments with the folder of the unzipped package",
                        "加上 --attachments，写解开的申报包所在的文件夹"
                    ),
                );
            };
            for (_, attached) in records.files() {
                found.places.insert(attached.at.clone(), folder.join(&attached.at));
            }
            found.records = records;
        } else if let Some(folder) = folder {
            found.scan(rulebook, folder)?;
        }
        for (at, place) in &found.places {
            // A file that is not there is reported with its name when the package asks for it.
            if place.is_file() {
                found.measured.push(measure(place, at)?);
            }
        }
        if records.is_none() {
            found.sum_up();
        }
        Ok(found)
    }

    /// Takes every file below a folder: `<evidence id>/…`, `<evidence id>.pdf` or `附件-03….pdf`.
    fn scan(&mut self, rulebook: &RuleBook, folder: &Path) -> Result<(), Failure> {
        let needs = needs([rulebook]);
        for entry in sorted(folder)? {
            let name = name_of(&entry);
            let stem =
                if entry.is_dir() { name.as_str() } else { name.rsplit_once('.').map_or(name.as_str(), |s| s.0) };
            let Some(paper) = paper_of(stem, &needs) else {
                let known = needs.iter().map(|need| need.paper);
                let help = nearest(stem, known).map_or_else(
                    || {
                        say!(
                            "name files and folders after the evidence id, or as 附件-03",
                            "文件和文件夹请按材料编号取名，或写成 附件-03"
                        )
                    },
                    did_you_mean,
                );
                let message = say!(
                    "`{place}` belongs to no paper of `{id}`",
                    "“{place}”不是“{id}”的任何一份材料",
                    place = entry.display(),
                    id = &rulebook.id
                );
                return refuse("unknown-paper", message, help);
            };
            let files = if entry.is_dir() { sorted(&entry)? } else { vec![entry] };
            let mut record = self.records.of(paper);
            record.standing = Standing::Have;
            for file in files {
                if !file.is_file() {
                    return refuse(
                        "unknown-paper",
                        say!("`{place}` is not a file", "“{place}”不是文件", place = file.display()),
                        say!(
                            "put a paper's files into one folder without folders in it",
                            "一份材料的文件放在同一个文件夹里，里面不要再有文件夹"
                        ),
                    );
                }
                let at = file.display().to_string();
                record.files.push(Attached { at: at.clone(), name: name_of(&file), ..Attached::default() });
                self.places.insert(at, file);
            }
            self.records.put(paper, record);
        }
        Ok(())
    }

    /// The records of files that were found say what was measured.
    fn sum_up(&mut self) {
        let papers: Vec<String> = self.records.iter().map(|(paper, _)| paper.to_owned()).collect();
        for paper in papers {
            let mut record: Record = self.records.of(&paper);
            for file in &mut record.files {
                if let Some(measured) = self.measured.iter().find(|measured| measured.at == file.at) {
                    (file.bytes, file.sha256) = (measured.bytes, measured.sha256.clone());
                    file.counted = self.places.get(&file.at).and_then(|place| count(place, file));
                }
            }
            self.records.put(&paper, record);
        }
    }

    /// Copies a file's bytes.
    ///
    /// # Errors
    /// When it cannot be read, or is no longer what was measured.
    pub fn copy(&self, at: &str, to: &mut impl Write) -> std::io::Result<()> {
        let place = self.places.get(at).ok_or(std::io::ErrorKind::NotFound)?;
        let mut measure = Measure::new();
        parts(place, |part| {
            measure.take(part);
            to.write_all(part)
        })?;
        if self.measured.contains(&measure.finish(at)) {
            Ok(())
        } else {
            Err(std::io::Error::other(format!("`{}` changed while the package was written", place.display())))
        }
    }
}

/// The paper that a name means: its id, or its number in the application.
fn paper_of<'a>(stem: &str, needs: &[Need<'a>]) -> Option<&'a str> {
    if let Some(number) = stem.strip_prefix("附件-") {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let place = digits.parse::<usize>().ok()?.checked_sub(1)?;
        return needs.get(place).map(|need| need.paper);
    }
    needs.iter().map(|need| need.paper).find(|paper| *paper == stem)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// What is in a folder, by name, so that the same folder gives the same package; hidden files are none of it.
fn sorted(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut entries = entries?;
    entries.retain(|path| !name_of(path).starts_with('.'));
    entries.sort();
    Ok(entries)
}

fn measure(place: &Path, at: &str) -> std::io::Result<Measured> {
    let mut measure = Measure::new();
    parts(place, |part| {
        measure.take(part);
        Ok(())
    })?;
    Ok(measure.finish(at))
}

/// The pages of a file that is a PDF and can be read as one.
fn count(place: &Path, file: &Attached) -> Option<u32> {
    (paged(&file.name) == Paged::Pdf && file.bytes <= LARGEST_COUNTED).then_some(())?;
    count_pages(&std::fs::read(place).ok()?)
}

/// Reads a file part by part.
fn parts(place: &Path, mut take: impl FnMut(&[u8]) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut file = File::open(place)?;
    let mut buffer = vec![0; PART];
    loop {
        let read = file.read(&mut buffer)?;
        match buffer.get(..read) {
            None | Some([]) => return Ok(()),
            Some(part) => take(part)?,
        }
    }
}
