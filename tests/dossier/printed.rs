//! The papers of each regime's example as LibreOffice prints them. Starting LibreOffice takes longer than printing a
//! paper: each package is printed once, for all tests that look at it.

use crate::content::{Applicant, regimes};
use crate::programs::{Folder, convert_all, files, pages, read_with_python};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use ziping_dossier::Package;

/// A package, printed.
pub struct Printed {
    pub applicant: Applicant,
    pub package: Package,
    /// By the file's place in the package.
    pub papers: BTreeMap<PathBuf, Paper>,
}

/// A file as it is printed.
pub struct Paper {
    /// The text of each page, laid out as it stands there.
    pub texts: Vec<String>,
    /// The lines of each page.
    pub pages: Vec<Page>,
}

/// A page as it is printed.
pub struct Page {
    /// From the top, by place: that place and the height in points, and what the line says.
    pub lines: Vec<(f64, f64, String)>,
}

impl Printed {
    /// The application form, which is the first file.
    pub fn application(&self) -> &Paper {
        &self.papers[Path::new(&self.package.manifest.files[0].path)]
    }

    /// The files of a kind, with their places in the package.
    pub fn of_kind(&self, extension: &str) -> impl Iterator<Item = (&Path, &Paper)> {
        let is = move |path: &Path| path.extension().is_some_and(|known| known == extension);
        self.papers.iter().map(|(path, paper)| (path.as_path(), paper)).filter(move |(path, _)| is(path))
    }
}

/// The printed example of every regime.
pub fn printed() -> impl Iterator<Item = (&'static str, &'static Printed)> {
    static ALL: LazyLock<BTreeMap<String, Printed>> =
        LazyLock::new(|| regimes().into_iter().map(|regime| (regime.clone(), print(&regime))).collect());
    ALL.iter().map(|(regime, printed)| (regime.as_str(), printed))
}

fn print(regime: &str) -> Printed {
    let applicant = Applicant::of(regime);
    let package = applicant.package();
    let folder = Folder::new();
    let unzipped = folder.unzipped(&package);
    let (word, excel) = std::thread::scope(|scope| {
        let all = |extension: &'static str| {
            let (files, into) = (files(&unzipped, extension), folder.0.join(extension));
            scope.spawn(move || {
                let printed = convert_all(&files, "pdf", &into);
                files.into_iter().zip(printed).map(|(file, pdf)| (file, seen(&pdf))).collect::<Vec<_>>()
            })
        };
        let (word, excel) = (all("docx"), all("xlsx"));
        (word.join().unwrap(), excel.join().unwrap())
    });
    assert!(!word.is_empty() && !excel.is_empty(), "{regime} has {} and {} files", word.len(), excel.len());
    let place = |file: PathBuf| file.strip_prefix(&unzipped).unwrap().to_owned();
    let papers = word.into_iter().chain(excel).map(|(file, paper)| (place(file), paper)).collect();
    Printed { applicant, package, papers }
}

/// What a PDF shows.
pub fn seen(pdf: &Path) -> Paper {
    Paper { texts: pages(pdf), pages: lines(pdf) }
}

/// The lines of each page of a PDF with their place from the top and their height, in points; and the page's height.
const LINES: &str = r"
import re, subprocess, sys
text = subprocess.check_output(['pdftotext', '-bbox-layout', sys.argv[1], '-'], text=True)
for page in re.findall(r'<page.*?</page>', text, re.S):
    w, h = re.match(r'<page width=.([\d.]+). height=.([\d.]+).', page).groups()
    print('page', w, h, sep='\t')
    for top, bottom, inside in re.findall(r'<line xMin=.[\d.]+. yMin=.([\d.]+). xMax=.[\d.]+. yMax=.([\d.]+).>(.*?)</line>', page, re.S):
        print(top, bottom, ''.join(re.findall(r'<word[^>]*>(.*?)</word>', inside)), sep='\t')
";

fn lines(pdf: &Path) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for line in read_with_python(LINES, pdf).lines() {
        let parts: Vec<&str> = line.splitn(3, '\t').collect();
        match parts.as_slice() {
            ["page", ..] => pages.push(Page { lines: Vec::new() }),
            [top, bottom, text] => {
                let (top, bottom): (f64, f64) = (top.parse().unwrap(), bottom.parse().unwrap());
                pages.last_mut().unwrap().lines.push((top, bottom - top, (*text).to_owned()));
            }
            _ => panic!("{line}"),
        }
    }
    for page in &mut pages {
        page.lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    }
    pages
}
