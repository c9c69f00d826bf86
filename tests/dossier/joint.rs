//! One plan for several rule books as the paper that is signed, word for word, and opened by python-docx.

use crate::content::{Applicant, CONTENT};
use crate::programs::read_with_python;
use ziping_assess::{Aim, JointReport, Wanted, joint, joint_report};
use ziping_base::calendar::Day;
use ziping_base::lang::Lang;
use ziping_dossier::{joint_plan, joint_plan_text};
use ziping_regime::Words;
use ziping_tests::golden::compare;
use ziping_tests::project::{root, scratch};

/// The plan of a saved organisation, in the words of papers.
fn report(organisation: &str, aims: &[(&str, Wanted)]) -> (JointReport, Day) {
    let applicant = Applicant::saved(organisation, "credit");
    let order = applicant.order(&[]);
    let library = &CONTENT.library;
    let aim = |(id, wanted): &(&str, Wanted)| Aim { rulebook: library.regime(id).unwrap(), wanted: *wanted };
    let aims: Vec<Aim<'_>> = aims.iter().map(aim).collect();
    let words: Vec<(&str, Words)> =
        library.regimes.iter().map(|book| (book.id.as_str(), CONTENT.words_for("zh", &book.id))).collect();
    let plan = joint(library, &aims, order.sheet, order.as_of);
    let of = |regime: &str| words.iter().find(|(id, _)| *id == regime).map(|(_, words)| words);
    (joint_report(&plan, library, &of, (order.organisation, Lang::Zh, true)), order.as_of)
}

#[test]
fn golden_joint_plans_say_what_was_last_read() {
    let aims =
        [("credit", Wanted::Level(4)), ("bizsec", Wanted::Level(3)), ("iets", Wanted::Keep), ("om", Wanted::Level(1))];
    for organisation in crate::golden::ORGANISATIONS {
        let (report, as_of) = report(organisation, &aims);
        let file = root().join(format!("tests/fixtures/papers/{organisation}/joint.txt"));
        compare(&file, &joint_plan_text(&report, as_of)).unwrap();
    }
}

#[test]
fn a_joint_plan_is_a_word_file_with_every_change_its_clause_and_its_proof() {
    let (report, as_of) = report("half-filled", &[("credit", Wanted::Level(4)), ("bizsec", Wanted::Level(3))]);
    assert!(!report.changes.is_empty());
    let file = scratch("joint-plan").unwrap().join("plan.docx");
    std::fs::write(&file, joint_plan(&report, as_of).unwrap()).unwrap();
    let script = "import sys, docx\nd = docx.Document(sys.argv[1])\nprint('\\n'.join(p.text for p in d.paragraphs))\nfor t in d.tables:\n    for r in t.rows:\n        print(' | '.join(c.text for c in r.cells))\n";
    let text = read_with_python(script, &file);
    for change in &report.changes {
        let clauses = change.lifts.iter().flat_map(|lift| &lift.clauses);
        let papers = change.papers.iter().map(|paper| &paper.title);
        for said in [&change.text, &change.when].into_iter().chain(clauses).chain(papers) {
            assert!(text.contains(said.as_str()), "{said} is missing in\n{text}");
        }
    }
    for said in ["统一改进计划", "非官方文件，仅供自评准备", "计划批准人", "责任人", report.organisation.as_str()]
    {
        assert!(text.contains(said), "{said} is missing in\n{text}");
    }
}
