//! Other programs: started, waited for, and what they print.

use serde_json::{Value as Json, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use ziping_dossier::Package;

/// The Python that `cargo xtask` found to have the modules; else Debian's own, else whatever is first on the path.
fn python() -> PathBuf {
    let debian = Path::new("/usr/bin/python3");
    match std::env::var_os("ZIPING_PYTHON") {
        Some(named) => named.into(),
        None if debian.exists() => debian.into(),
        None => "python3".into(),
    }
}

/// A Python that runs one script after another: starting one, with the modules that a script imports, takes longer than the script.
struct Reader {
    // Ends when its input does, with the tests.
    _program: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// Those that nobody uses now; there are as many as tests have run at once.
static IDLE: Mutex<Vec<Reader>> = Mutex::new(Vec::new());

impl Reader {
    fn start() -> Self {
        let mut program = Command::new(python())
            .args(["-X", "utf8", "-c", include_str!("reader.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("python3 does not start ({error}): apt-get install python3"));
        let (input, output) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
        Self { _program: program, input, output: BufReader::new(output) }
    }

    /// What a script prints, or what Python says of its failure.
    fn run(&mut self, script: &str, argument: &Path) -> Result<String, String> {
        writeln!(self.input, "{}", json!({ "script": script, "argument": argument })).unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let said: Json = serde_json::from_str(&line).unwrap_or_else(|error| panic!("Python answers {line:?}: {error}"));
        match said["failed"].as_str() {
            Some(failed) => Err(failed.to_owned()),
            None => Ok(said["printed"].as_str().unwrap().to_owned()),
        }
    }
}

/// Runs a Python script with a file as its argument and answers what it prints.
///
/// # Panics
/// When Python or a module is missing (with what to install), or the script fails.
pub fn read_with_python(script: &str, argument: &Path) -> String {
    let idle = IDLE.lock().unwrap().pop();
    let mut reader = idle.unwrap_or_else(Reader::start);
    let said = reader.run(script, argument);
    IDLE.lock().unwrap().push(reader);
    said.unwrap_or_else(|complaint| {
        assert!(
            !complaint.contains("ModuleNotFoundError"),
            "a Python module is missing: apt-get install python3-docx python3-openpyxl\n{complaint}"
        );
        panic!("the script failed:\n{complaint}")
    })
}

/// Converts a file with LibreOffice and answers the converted file beside it.
///
/// # Panics
/// As [`convert_all`].
pub fn convert(file: &Path, to: &str) -> PathBuf {
    convert_into(file, to, file.parent().unwrap())
}

/// The same into another folder.
///
/// # Panics
/// As [`convert_all`].
pub fn convert_into(file: &Path, to: &str, folder: &Path) -> PathBuf {
    convert_all(&[file.to_owned()], to, folder).remove(0)
}

/// Converts files, whose names differ, in one run of LibreOffice, whose start takes longer than a file, and answers the
/// converted ones in the same order. `folder`: where they come; it may not be there yet. The profile beside it is of this
/// folder alone: runs may be parallel.
///
/// # Panics
/// When LibreOffice is missing (with what to install) or does not convert a file.
pub fn convert_all(files: &[PathBuf], to: &str, folder: &Path) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .unwrap_or_else(|error| {
            panic!("soffice does not start ({error}): apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
        });
    let said = String::from_utf8_lossy(&output.stderr);
    let extension = to.split(':').next().unwrap();
    let converted = |file: &PathBuf| folder.join(file.with_extension(extension).file_name().unwrap());
    let all: Vec<PathBuf> = files.iter().map(converted).collect();
    for (file, converted) in files.iter().zip(&all) {
        assert!(converted.exists(), "LibreOffice did not convert {}: {said}", file.display());
    }
    let names: std::collections::BTreeSet<&PathBuf> = all.iter().collect();
    assert_eq!(names.len(), files.len(), "two of {files:?} have the same name");
    all
}

/// Every file of a kind below a folder, in order.
///
/// # Panics
/// When a folder cannot be read.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A folder that is gone when it is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A new one.
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ziping-dossier-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The package's zip as a file in it.
    pub fn zip(&self, package: &Package) -> PathBuf {
        let path = self.0.join("package.zip");
        std::fs::write(&path, &package.bytes).unwrap();
        path
    }

    /// The package unzipped by `unzip`.
    ///
    /// # Panics
    /// When `unzip` is missing or finds anything wrong.
    pub fn unzipped(&self, package: &Package) -> PathBuf {
        self.unzipped_file(&self.zip(package))
    }

    /// A zip in it unzipped by `unzip`.
    ///
    /// # Panics
    /// When `unzip` is missing or finds anything wrong.
    pub fn unzipped_file(&self, zip: &Path) -> PathBuf {
        let into = self.0.join("package");
        let output = Command::new("unzip")
            .args(["-q", "-o"])
            .arg(zip)
            .arg("-d")
            .arg(&into)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .unwrap_or_else(|error| panic!("unzip does not start ({error}): apt-get install unzip"));
        assert!(output.status.success(), "unzip: {}", String::from_utf8_lossy(&output.stderr));
        into
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left behind in the temporary folder at worst.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The text of each page, as `pdftotext` reads it.
pub fn pages(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap_or_else(|error| panic!("pdftotext does not start ({error}): apt-get install poppler-utils"));
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    pages
}
