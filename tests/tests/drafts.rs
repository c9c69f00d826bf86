//! Rule books that somebody is writing: gathered from a folder, checked, laid beside those of the kit or in the place of one,
//! and kept as a page keeps them.

#![expect(clippy::panic, reason = "a failed test panics")]

use ziping_assess::assess;
use ziping_author::check::check;
use ziping_author::skeleton;
use ziping_base::encoding::NotText;
use ziping_base::lang::Lang;
use ziping_content::draft::{Draft, Handed, gather, lay_each};
use ziping_content::{Content, TextFile, load, overlay, own_words, pack_files, unpack_files};
use ziping_regime::compiled::{AppliedFile, read_applied, write_applied, write_library};
use ziping_regime::{Origin, Status};
use ziping_tests::project::{content, files_below, root};

/// The files of the kit as a page has them: without cases.
fn site() -> Vec<TextFile> {
    let files = files_below(&root().join("content")).unwrap_or_else(|error| panic!("{error}"));
    unpack_files(&pack_files(&files)).unwrap_or_else(|error| panic!("{error}"))
}

fn gathered(files: &[TextFile]) -> Draft {
    let handed = files.iter().map(|file| Handed { path: file.path.clone(), bytes: file.text.clone().into_bytes() });
    let found = gather(handed.collect(), |bytes| String::from_utf8(bytes.to_vec()).map_err(|_| NotText::Unknown));
    found.draft.unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn workshop() -> Draft {
    gathered(&skeleton::rulebook("workshop", Lang::Zh).unwrap_or_else(|problem| panic!("{problem}")))
}

/// The credit rule book as somebody corrects it.
fn credit(from: &str, to: &str) -> Draft {
    let files = files_below(&root().join("content/credit")).unwrap_or_else(|error| panic!("{error}"));
    let mut draft = gathered(&files);
    let mut changed = false;
    for file in &mut draft.files {
        changed |= file.path == "credit/rulebook.toml" && file.text.contains(from);
        if file.path == "credit/rulebook.toml" {
            file.text = file.text.replacen(from, to, 1);
        }
    }
    assert!(changed, "the rule book says {from}");
    draft
}

#[test]
fn a_rule_book_that_nobody_has_issued_stands_beside_the_others_and_is_marked() {
    let (loaded, problems) = lay_each(&site(), &[(workshop(), Origin::Trial)]);
    assert_eq!(problems, [vec![]]);
    let ids: Vec<&str> = loaded.library.regimes.iter().map(|book| book.id.as_str()).collect();
    let kit: Vec<&str> = content().library.regimes.iter().map(|book| book.id.as_str()).collect();
    assert_eq!(ids[..kit.len()], kit, "those of the kit keep their places");
    assert_eq!(ids[kit.len()..], ["workshop"]);
    for book in &loaded.library.regimes {
        assert_eq!(book.origin == Origin::Trial, book.id == "workshop", "{}", book.id);
    }
    assert_eq!(loaded.library.regimes.last().map(|book| book.status), Some(Status::Draft));
    // All words that an assessment and a package need, in both languages.
    let words = workshop().words(&loaded);
    for lang in ["zh", "en"] {
        let whole = loaded.words_for(lang, "workshop");
        let own = &words[lang];
        let of_book = |kind: &str| matches!(kind, "condition" | "clause" | "outcome" | "section" | "regime");
        assert!(whole.iter().filter(|(kind, ..)| of_book(kind)).all(|(kind, id, of)| own.find(kind, id) == Some(of)));
        assert!(!own.title("regime", "").is_empty());
        assert!(own.iter().any(|(kind, ..)| kind == "sentence"), "what its papers declare");
    }
}

#[test]
fn a_rule_book_of_the_host_is_in_force_as_it_says_and_one_that_is_tried_lies_over_it() {
    let (loaded, problems) = lay_each(&site(), &[(workshop(), Origin::Host)]);
    assert_eq!(problems, [vec![]]);
    let own = |content: &Content| content.library.regime("workshop").map(|book| (book.origin, book.status));
    let said = load(&workshop().among(&site())).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(own(&loaded), own(&said).map(|(_, status)| (Origin::Host, status)));
    let (loaded, _) = lay_each(&site(), &[(workshop(), Origin::Host), (workshop(), Origin::Trial)]);
    assert_eq!(own(&loaded), Some((Origin::Trial, Status::Draft)));
}

#[test]
fn without_drafts_the_files_of_the_site_give_the_library_of_the_site() {
    let (loaded, _) = lay_each(&site(), &[]);
    assert_eq!(write_library(&loaded.library), write_library(&content().library));
}

#[test]
fn a_corrected_rule_book_takes_the_place_of_the_kit_s_and_decides_by_its_own_rules() {
    let draft = credit("full_fiscal_years(org.established) >= 3", "full_fiscal_years(org.established) >= 30");
    let (loaded, problems) = lay_each(&site(), &[(draft.clone(), Origin::Trial)]);
    assert_eq!(problems, [vec![]]);
    let (kit, mine) = (&content().library, &loaded.library);
    assert_eq!(kit.regimes.len(), mine.regimes.len());
    let sheet = example(kit);
    let day = ziping_base::calendar::Day::parse("2026-11-21").unwrap_or_else(|| panic!("no day"));
    let eligible = |library: &ziping_regime::Library, sheet| {
        let book = library.regime("credit").unwrap_or_else(|| panic!("no credit"));
        (book.origin == Origin::Trial, assess(library, book, sheet, day).eligible)
    };
    assert_eq!(eligible(kit, &sheet), (false, ziping_rules::rule::Truth::True));
    assert_eq!(eligible(mine, &example(mine)), (true, ziping_rules::rule::Truth::False));
    // Its cases are those of the rules before the correction: they say what came out instead.
    let checked = check(&draft.among(&site()), |id| id == "credit");
    assert!(checked.loads() && checked.ran);
    assert!(!checked.failed.is_empty());
    for failed in &checked.failed {
        assert_eq!(failed.place.as_ref().map(|place| place.file.as_str()), Some("credit/cases.toml"));
    }
    assert!(checked.bare.is_empty(), "the others have no cases here, which is no fault of theirs");
}

fn example(library: &ziping_regime::Library) -> ziping_rules::fact::Sheet {
    let path = root().join("content/credit/example.json");
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}"));
    let source = ziping_base::diag::Source { name: "example.json", text: &text };
    let answers = ziping_rules::fact::read_answers(&source, &library.catalogue);
    answers.unwrap_or_else(|problems| panic!("{problems:?}")).sheet
}

#[test]
fn a_draft_with_an_error_is_left_out_with_its_place_and_takes_no_other_with_it() {
    let broken = credit("full_fiscal_years(org.established) >= 3", "full_fiscal_years(org.establishd) >= 3");
    let (loaded, problems) = lay_each(&site(), &[(broken, Origin::Trial), (workshop(), Origin::Trial)]);
    let [of_broken, of_workshop] = problems.as_slice() else { panic!("two drafts") };
    assert!(of_workshop.is_empty());
    let place = of_broken.first().and_then(|problem| problem.place.as_ref()).unwrap_or_else(|| panic!("no place"));
    assert_eq!(place.file, "credit/rulebook.toml");
    assert!(place.text.contains("org.establishd") && place.line > 1 && place.column > 1);
    let origins: Vec<(&str, Origin)> =
        loaded.library.regimes.iter().map(|book| (book.id.as_str(), book.origin)).collect();
    assert!(
        origins.contains(&("credit", Origin::Kit)) && origins.contains(&("workshop", Origin::Trial)),
        "{origins:?}"
    );
}

#[test]
fn an_overlay_applies_to_a_draft_and_both_are_kept_together() {
    let draft = credit("full_fiscal_years(org.established) >= 3", "full_fiscal_years(org.established) >= 30");
    let (loaded, _) = lay_each(&site(), &[(draft.clone(), Origin::Trial), (workshop(), Origin::Trial)]);
    let path = root().join("tests/overlays/credit-indicators.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file = TextFile { path: "credit-indicators.toml".into(), text };
    let (mut overlaid, problems) = overlay::apply_each(&loaded.library, &[file]);
    assert_eq!(problems, [vec![]]);
    overlaid.lend(&loaded);
    let file = |hash: &str, book: Option<&str>, applied: bool| AppliedFile {
        hash: hash.to_owned(),
        overlay: None,
        book: book.map(str::to_owned),
        origin: Origin::Trial,
        applied,
    };
    let files = vec![file("0", Some("credit"), true), file("1", None, true), file("2", Some("bakery"), false)];
    let applied = overlaid.to_keep(7, files, own_words(&loaded, std::iter::once(&draft)));
    let read = read_applied(&write_applied(&applied)).unwrap_or_else(|error| panic!("{error}"));
    let known: Vec<_> =
        read.files.iter().map(|file| (file.overlay.as_deref(), file.book.as_deref(), file.applied)).collect();
    assert_eq!(
        known,
        [(None, Some("credit"), true), (Some("made-up-credit"), None, true), (None, Some("bakery"), false)]
    );
    assert!(read.library.regime("credit").is_some_and(|book| book.origin == Origin::Trial && book.overlays.len() == 1));
    assert!(read.own_words("en", "credit").is_some_and(|words| !words.title("regime", "").is_empty()));
    assert_eq!(read.own_words("en", "om"), None);
}
