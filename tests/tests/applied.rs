//! Overlays applied one after the other, as a page does it with what a user has loaded, and kept for its next start.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_content::{TextFile, overlay};
use ziping_regime::Origin;
use ziping_regime::compiled::{AppliedFile, read_applied, write_applied, write_library};
use ziping_tests::project::{content, root};

fn file(name: &str) -> TextFile {
    let path = root().join("tests/overlays").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    TextFile { path: name.to_owned(), text }
}

#[test]
fn an_overlay_that_does_not_fit_takes_no_other_with_it() {
    let files = [file("credit-indicators.toml"), file("broken/version.toml"), file("om-contact.toml")];
    let (overlaid, problems) = overlay::apply_each(&content().library, &files);
    let counts: Vec<bool> = problems.iter().map(Vec::is_empty).collect();
    assert_eq!(counts, [true, false, true]);
    let ids: Vec<&str> = overlaid.overlays.iter().map(|overlay| overlay.id.as_str()).collect();
    assert_eq!(ids, ["made-up-credit", "made-up-contact"]);
    // What is left is what those two alone give.
    let [first, _, last] = &files;
    let alone =
        overlay::apply(&content().library, &[first.clone(), last.clone()]).unwrap_or_else(|_| panic!("they fit"));
    assert_eq!(write_library(&overlaid.library), write_library(&alone.library));
}

#[test]
fn no_more_than_sixteen_overlays_apply_at_once() {
    let text = file("om-contact.toml").text;
    let numbered = |n: usize| TextFile {
        path: format!("{n}.toml"),
        text: text.replace("id = \"made-up-contact\"", &format!("id = \"made-up-{n}\"")),
    };
    let files: Vec<TextFile> = (0..17).map(numbered).collect();
    let (overlaid, problems) = overlay::apply_each(&content().library, &files);
    assert_eq!(overlaid.overlays.len(), 16);
    assert_eq!(problems.last().and_then(|found| found.first()).map(|problem| problem.code.as_str()), Some("too-many"));
}

#[test]
fn applied_overlays_are_kept_with_the_words_that_every_page_needs() {
    let files = [file("credit-indicators.toml"), file("broken/sum.toml")];
    let (overlaid, problems) = overlay::apply_each(&content().library, &files);
    let became = |(n, found): (usize, &Vec<_>)| AppliedFile {
        hash: n.to_string(),
        overlay: None,
        book: None,
        origin: Origin::Visitor,
        applied: found.is_empty(),
    };
    let outcome = problems.iter().enumerate().map(became).collect();
    let applied =
        read_applied(&write_applied(&overlaid.clone().to_keep(7, outcome, std::collections::BTreeMap::new())));
    let applied = applied.unwrap_or_else(|error| panic!("{error}"));
    let known: Vec<_> = applied.files.iter().map(|file| (file.hash.as_str(), file.overlay.as_deref())).collect();
    assert_eq!(known, [("0", Some("made-up-credit")), ("1", None)]);
    assert_eq!(write_library(&applied.library), write_library(&overlaid.library));
    assert!(applied.library.catalogue.find("overlay.made-up-credit.team").is_some(), "facts are found by their ids");
    let shared = applied.words.get("zh").and_then(|of| of.get("")).unwrap_or_else(|| panic!("no shared words"));
    assert_eq!(shared.title("fact", "overlay.made-up-credit.team"), "专职团队");
    assert_eq!(shared.title("overlay", "made-up-credit"), "虚构信用指标表");
    assert!(shared.find("document", "credit.doc.application").is_none(), "a form's words belong to its rule book");
}
