//! What the fuzz targets share: the made-up rule book of the tests, the content, and a full assessment.

use std::sync::OnceLock;
use ziping_assess::{Mode, assess, grade, grades, horizon, next, paths};
use ziping_base::calendar::Day;
use ziping_content::{Content, TextFile, load};
use ziping_regime::{Library, RuleBook};
use ziping_rules::fact::Sheet;
use ziping_rules::rule::score::{Points, Scored, explain, points};
use ziping_rules::rule::{Columns, Context, Moment, NoTrace, Record};

/// Where things are, for `scores`.
pub mod project {
    pub use ziping_files::below as files_below;

    /// The project's root.
    pub fn root() -> std::path::PathBuf {
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }
}

/// Rule books and overlays with made-up words, as the tests have them.
#[path = "../../../tests/src/scores.rs"]
pub mod scores;

pub mod sheets;

/// The `.toml` files below a folder of the project.
pub fn files(folder: &str) -> Vec<TextFile> {
    ziping_files::below(&project::root().join(folder)).unwrap()
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

/// Everything that is done with a sheet: nothing panics, and all ways to a grade agree.
pub fn assess_fully(library: &Library, book: &RuleBook, sheet: &Sheet) {
    let full = assess(library, book, sheet, today());
    let moment = Moment::new(today(), &library.windows);
    let quick = grade(book, sheet, &moment);
    assert_eq!((quick.uncapped, quick.grade), (full.uncapped, full.grade));
    // Beside an empty sheet, as one of many.
    let many = grades(book, &Columns::new(vec![Sheet::new(), sheet.clone()]), &moment);
    assert_eq!(many.last(), Some(&full.grade));
    let _ = next(library, book, sheet, today());
    let _ = paths(library, book, sheet, today());
    let _ = horizon(library, book, sheet, today(), Mode::Held);
    let _ = horizon(library, book, sheet, today(), Mode::Strict);
}

/// The points of an item on some answers: the same whether they are taken down, explained or only counted, and within the
/// item's bounds.
pub fn points_in_every_way(scored: &Scored, sheet: &Sheet, moment: &Moment) -> Points {
    let context = Context::new(sheet, moment);
    let found = points(scored, &context, &mut NoTrace);
    assert_eq!(found, points(scored, &context, &mut Record::default()), "{}", scored.id);
    assert_eq!(found, explain(scored, &context).points, "{}", scored.id);
    assert!(scored.least <= found.low && found.low <= found.high && found.high <= scored.most, "{}", scored.id);
    found
}
