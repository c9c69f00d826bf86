//! A package carries what its regime uses and nothing else, unless the whole sheet is asked for.

use crate::content::{Applicant, CONTENT};
use std::ops::ControlFlow;
use ziping_assess::{advised, only, uses};
use ziping_base::diag::Source;
use ziping_dossier::receive::{Desk, inspect};
use ziping_dossier::{ANSWERS, Extent, Package, RESULT, Redaction, texts};
use ziping_regime::RuleBook;
use ziping_rules::fact::{Fact, Kind, Occurrence, Range, Row, Sheet, Value, read_answers};
use ziping_tests::cli::ziping;
use ziping_unzip::{Limits, Zip};

/// A word that stands in one fact's answer only.
fn marker(fact: &Fact) -> String {
    format!("印记{}止", fact.id.replace(['.', '-', '_'], "之"))
}

/// Every fact answered; texts and names in tables bear the marker of their fact.
fn marked() -> Sheet {
    let mut sheet = Sheet::new();
    for (ix, fact) in CONTENT.library.catalogue.iter() {
        let value = |kind: &Kind| match kind {
            Kind::Bool => Value::Bool(true),
            Kind::Count | Kind::Money { .. } | Kind::Score { .. } => Value::Number(Range::exactly(10)),
            Kind::Yearly { .. } => Value::Yearly((2023..=2025).map(|year| (year, Range::exactly(100_000))).collect()),
            Kind::Date => Value::Date(ziping_base::calendar::Day::parse("2020-02-02").unwrap()),
            Kind::Occurrence => Value::Occurrence(Occurrence::Never),
            Kind::Choice { .. } => Value::Choice(0),
            Kind::Several { .. } => Value::Several(1),
            Kind::Text(_) | Kind::Table { .. } => Value::Text(marker(fact)),
        };
        let answer = match &fact.kind {
            Kind::Table { columns } => {
                let cells = columns.iter().map(|column| Some(value(&column.kind))).collect();
                Value::Table(vec![Row { cells }].into())
            }
            kind => value(kind),
        };
        sheet.put(ix, Some(answer));
    }
    sheet
}

fn applicant(rulebook: &RuleBook) -> Applicant {
    let mut applicant = Applicant::of(&rulebook.id);
    applicant.sheet = marked();
    applicant
}

fn file(package: &Package, path: &str) -> String {
    let source = package.bytes.as_slice();
    let zip = Zip::open(&source, &Limits::PACKAGE).unwrap();
    String::from_utf8(zip.read(zip.find(path).unwrap(), 8 << 20).unwrap()).unwrap()
}

fn answers(package: &Package) -> Sheet {
    let text = file(package, ANSWERS);
    read_answers(&Source { name: ANSWERS, text: &text }, &CONTENT.library.catalogue).unwrap().sheet
}

#[test]
fn nothing_that_another_regime_alone_uses_is_in_any_paper_or_file() {
    for rulebook in &CONTENT.library.regimes {
        let mut applicant = applicant(rulebook);
        let used = uses(&CONTENT.library, rulebook);
        for procedure in rulebook.procedures() {
            applicant.procedure = Some(procedure);
            let package = applicant.package();
            let mut said: Vec<(String, String)> = texts(&applicant.order(&[])).unwrap();
            let data = package.manifest.files.iter().filter(|file| file.path.starts_with("06-"));
            said.extend(data.map(|data| (data.path.clone(), file(&package, &data.path))));
            let answered = answers(&package);
            for (ix, fact) in CONTENT.library.catalogue.iter().filter(|(ix, _)| !used.contains(ix)) {
                let marker = marker(fact);
                for (path, text) in &said {
                    assert!(!text.contains(&marker), "{} is in {path} of {} {procedure}", fact.id, rulebook.id);
                }
                assert_eq!(answered.get(ix), None, "{} {procedure} {}", rulebook.id, fact.id);
            }
        }
    }
}

#[test]
fn what_the_regime_uses_leads_to_the_same_result_as_the_whole_sheet() {
    for rulebook in &CONTENT.library.regimes {
        let applicant = applicant(rulebook);
        let package = applicant.package();
        assert_eq!(package.manifest.answers, Some(Extent::Used));
        assert_eq!(answers(&package), only(&applicant.sheet, &uses(&CONTENT.library, rulebook)), "{}", rulebook.id);
        let source = package.bytes.as_slice();
        let found = inspect(&source, &crate::receive::opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(found.differences, [], "{}", rulebook.id);
        let whole = ziping_assess::assess(&CONTENT.library, rulebook, &applicant.sheet, applicant.as_of);
        assert_eq!(
            found.now.unwrap().grade.best,
            rulebook.grade.outcomes[usize::from(whole.grade.best)],
            "{}",
            rulebook.id
        );
    }
}

#[test]
fn the_whole_sheet_goes_in_only_when_asked_for_and_every_side_says_so() {
    let rulebook = CONTENT.library.regime("bizsec").unwrap();
    let mut applicant = applicant(rulebook);
    applicant.whole_sheet = true;
    let package = applicant.package();
    assert_eq!(answers(&package), applicant.sheet);
    assert_eq!(package.manifest.answers, Some(Extent::Whole));
    let source = package.bytes.as_slice();
    let found = inspect(&source, &crate::receive::opener(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    let desk = Desk { words: None, lang: ziping_base::lang::Lang::Zh };
    assert!(desk.answers(&found).contains("全部答案"));
    let folder = crate::programs::Folder::new();
    let out = folder.zip(&applicant.package());
    let out = out.with_file_name("by-hand.zip");
    let arguments = [
        "--lang",
        "en",
        "package",
        "--regime",
        "bizsec",
        "--whole-sheet",
        "--out",
        out.to_str().unwrap(),
        "tests/fixtures/papers/complete.json",
    ];
    let run = ziping(&arguments, "").unwrap();
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.err.contains("whole answer file"), "{}", run.err);
}

#[test]
fn an_export_for_outsiders_leaves_out_of_the_whole_sheet_too_what_it_names() {
    let rulebook = CONTENT.library.regime("iets").unwrap();
    let mut applicant = applicant(rulebook);
    for whole in [false, true] {
        applicant.whole_sheet = whole;
        applicant.redact = Redaction { contacts: true, names: true, amounts: true };
        let package = applicant.package();
        for path in [ANSWERS, RESULT] {
            assert!(!file(&package, path).contains("印记"), "{path}");
        }
        let kept = answers(&package);
        let amounts = |fact: &Fact| matches!(fact.kind, Kind::Money { .. } | Kind::Yearly { .. });
        let told = CONTENT.library.catalogue.iter().filter(|(ix, fact)| amounts(fact) && kept.get(*ix).is_some());
        assert_eq!(told.count(), 0);
    }
}

/// What is asked to advise only, such as the sections of the clients and the scale of work wanted, decides nothing and
/// stands in no paper, answered or not.
#[test]
fn what_is_asked_for_advice_only_is_in_no_paper() {
    let mut seen = 0;
    for rulebook in &CONTENT.library.regimes {
        for fact in advised(&CONTENT.library, rulebook) {
            seen += 1;
            let id = CONTENT.library.catalogue.id(fact);
            for answered in [true, false] {
                let mut applicant = applicant(rulebook);
                if !answered {
                    applicant.sheet.put(fact, None);
                }
                let title = applicant.words.get("fact", id).title.clone();
                for procedure in rulebook.procedures() {
                    applicant.procedure = Some(procedure);
                    for (path, text) in texts(&applicant.order(&[])).unwrap() {
                        assert!(!text.contains(&title), "{id} is in {path} of {} {procedure}", rulebook.id);
                    }
                }
            }
        }
    }
    assert_eq!(seen, 3);
}
