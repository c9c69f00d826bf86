//! What the tests share: the content, overlays applied to it.

use std::path::PathBuf;
use ziping_assess::run_case;
use ziping_base::diag::Diagnostic;
use ziping_content::{Content, TextFile, load, overlay};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn files() -> Vec<TextFile> {
    ziping_files::below(&root().join("content")).unwrap()
}

pub fn content() -> Content {
    loaded(&files())
}

pub fn shown(problems: &[Diagnostic]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

pub fn loaded(files: &[TextFile]) -> Content {
    load(files).unwrap_or_else(|problems| panic!("{}", shown(&problems)))
}

/// Applies an overlay and runs its cases: its warnings, and how many cases came out.
pub fn applied(content: &Content, text: &str) -> (Vec<Diagnostic>, usize) {
    let file = TextFile { path: "example.overlay.toml".to_owned(), text: text.to_owned() };
    let mut overlaid =
        overlay::apply(&content.library, &[file]).unwrap_or_else(|problems| panic!("{}\n{text}", shown(&problems)));
    let (warnings, cases) = (std::mem::take(&mut overlaid.warnings), std::mem::take(&mut overlaid.cases));
    let mut count = 0;
    for (regime, cases) in &cases {
        let book = overlaid.library.regime(regime).unwrap();
        for case in cases {
            run_case(&overlaid.library, book, case).unwrap_or_else(|problem| panic!("{problem}"));
            count += 1;
        }
    }
    (warnings, count)
}
