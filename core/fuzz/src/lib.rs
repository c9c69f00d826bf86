//! What the fuzz targets share: the made-up rule book of the tests, the content, and a full assessment.

use std::path::Path;
use std::sync::OnceLock;
use ziping_core::assess::{Mode, assess, grade, horizon, next, paths};
use ziping_core::calendar::Day;
use ziping_core::fact::Sheet;
use ziping_core::regime::{Content, Library, RuleBook, TextFile, load};
use ziping_core::rule::Moment;

/// The `.toml` files below a folder of the project.
pub fn files(folder: &str) -> Vec<TextFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                found.push(TextFile { path: name, text: std::fs::read_to_string(path).unwrap() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The made-up rule book with every form of the language.
pub fn fixture() -> &'static [TextFile] {
    static FILES: OnceLock<Vec<TextFile>> = OnceLock::new();
    FILES.get_or_init(|| files("tests/fixtures/good"))
}

/// The made-up rule book, loaded.
pub fn demo() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| load(fixture()).unwrap())
}

/// The content, loaded.
pub fn content() -> &'static Content {
    static CONTENT: OnceLock<Content> = OnceLock::new();
    CONTENT.get_or_init(|| load(&files("content")).unwrap())
}

/// The day of the tests.
pub fn today() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

/// Everything that is done with a sheet: nothing panics, and both paths agree.
pub fn assess_fully(library: &Library, book: &RuleBook, sheet: &Sheet) {
    let full = assess(library, book, sheet, today());
    let quick = grade(book, sheet, &Moment::new(today(), &library.windows));
    assert_eq!((quick.uncapped, quick.grade), (full.uncapped, full.grade));
    let _ = next(library, book, sheet, today());
    let _ = paths(library, book, sheet, today());
    let _ = horizon(library, book, sheet, today(), Mode::Held);
    let _ = horizon(library, book, sheet, today(), Mode::Strict);
}
