//! What goes out in a workbook comes back from it, and nothing else.

use crate::given::{CONTENT, asked, book, chosen, fact, regimes, seen, sheets, shown, taken, tongues, wanted};
use proptest::prelude::*;
use ziping_assess::proof::Records;
use ziping_assess::{assess, missing};
use ziping_base::lang::Lang;
use ziping_collect::{Order, Tongue, Wanted, apply, ask, compare, make};
use ziping_rules::fact::{FactIx, Sheet, Unknown, Value};
use ziping_tests::property::check;

fn facts(ids: &[&str]) -> Vec<FactIx> {
    let mut facts: Vec<FactIx> = asked(&chosen(ids)).facts().collect();
    facts.sort_unstable();
    facts
}

#[test]
fn what_was_filled_in_comes_back_and_nothing_else() {
    for regime in regimes() {
        let id = regime.rulebook.id.as_str();
        let facts = facts(&[id]);
        check(&format!("filled in for {id}"), 12, &(sheets(facts.clone()), tongues()), |(sheet, tongue)| {
            let bytes = book(&[regime], &sheet, true, tongue);
            prop_assert_eq!(&bytes, &book(&[regime], &sheet, true, tongue), "the same order gives the same bytes");
            let collected = taken(&bytes);
            let expected = seen(&sheet);
            prop_assert_eq!(shown(&collected.answers), shown(&expected));
            prop_assert_eq!(&collected.seen, &facts);
            prop_assert!(
                collected.is_clean(),
                "{:?} {:?} {:?}",
                collected.unread,
                collected.contradictions,
                collected.unknown
            );
            prop_assert!(collected.asides.is_empty() && collected.remarks.is_empty(), "{:?}", collected.asides);
            prop_assert!(collected.gone.is_empty() && collected.papers.is_empty());
            let sent = collected.sent.clone().unwrap();
            prop_assert_eq!(sent.sheet.map(|sent| shown(&seen(&sent))), Some(shown(&expected)));
            let catalogue = &CONTENT.library.catalogue;
            let same = compare(catalogue, &sheet, &collected);
            prop_assert!(same.changes.is_empty() && same.newer_here.is_empty(), "{:?}", same.changes);
            // Where nothing is known of what went out, everything is new to one who knows nothing.
            let mut collected = collected;
            collected.sent = None;
            let changes = compare(catalogue, &Sheet::new(), &collected);
            let all = apply(&Sheet::new(), &changes.changes);
            prop_assert_eq!(shown(&all), shown(&expected));
            Ok(())
        });
    }
}

#[test]
fn a_blank_workbook_says_nothing_and_changes_nothing() {
    let regimes = chosen(&["om", "credit"]);
    let facts = facts(&["om", "credit"]);
    check("blank", 8, &sheets(facts.clone()), |sheet| {
        let collected = taken(&book(&regimes, &sheet, false, Tongue::Both));
        prop_assert_eq!(collected.answers.answered().count(), 0);
        prop_assert_eq!(&collected.seen, &facts);
        let changes = compare(&CONTENT.library.catalogue, &sheet, &collected);
        prop_assert!(changes.changes.is_empty(), "{:?}", changes.changes);
        Ok(())
    });
}

#[test]
fn only_what_is_missing_is_asked_when_only_open_questions_are_wanted() {
    let regimes = chosen(&["om"]);
    let facts = facts(&["om"]);
    check("open", 24, &sheets(facts), |sheet| {
        let wanted = Wanted { open_only: true, ..wanted(&regimes, &sheet) };
        let rulebook = regimes[0].rulebook;
        let assessment = assess(&CONTENT.library, rulebook, &sheet, wanted.as_of);
        let procedure = rulebook.first_procedure();
        let records = Records::default();
        let missing = missing(&CONTENT.library, rulebook, procedure, &sheet, &records, &assessment, wanted.as_of);
        let mut expected: Vec<FactIx> = missing.answers.iter().map(|lacking| lacking.fact).collect();
        let mut found: Vec<FactIx> = ask(&wanted).unwrap().facts().collect();
        expected.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(found, expected);
        Ok(())
    });
}

#[test]
fn sections_are_chosen_by_their_names_and_unknown_ones_are_refused_with_those_there_are() {
    let (regimes, sheet) = (chosen(&["om", "credit"]), Sheet::new());
    let of = |sections: &[&str]| {
        let sections: Vec<String> = sections.iter().map(|id| (*id).to_owned()).collect();
        ask(&Wanted { sections: &sections, ..wanted(&regimes, &sheet) })
    };
    let finance = of(&["finance"]).unwrap();
    assert_eq!(finance.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>(), ["finance"]);
    assert!(finance.papers.is_empty(), "papers are a section of their own");
    let two = of(&["om.projects", "papers"]).unwrap();
    assert!(two.facts().any(|asked| asked == fact("om.projects")) && !two.papers.is_empty());
    let problem = of(&["finances"]).unwrap_err();
    assert_eq!(problem.code, "unknown-section");
    assert!(problem.zh.help.unwrap().contains("finance"));
    let problem = ask(&Wanted { procedure: Some("yearly"), ..wanted(&regimes, &sheet) }).unwrap_err();
    assert_eq!(problem.code, "unknown-procedure");
    assert!(problem.help.unwrap().contains("yearly_review"));
}

#[test]
fn every_question_says_why_it_is_asked_by_clause_or_is_for_forms() {
    for regime in regimes() {
        let asked = asked(&[regime]);
        let looked = |wanted: FactIx| {
            regime.rulebook.conditions.iter().any(|condition| {
                let mut facts = Vec::new();
                ziping_rules::rule::facts_of(&condition.when, &mut facts);
                facts.contains(&wanted)
            })
        };
        for question in asked.groups.iter().flat_map(|group| &group.questions) {
            let id = CONTENT.library.catalogue.id(question.fact);
            assert!(!looked(question.fact) || !question.why.is_empty(), "{id}");
            for why in &question.why {
                assert!(regime.rulebook.clauses.iter().any(|clause| why.zh.contains(&clause.id)), "{id}: {}", why.zh);
            }
        }
        assert!(asked.groups.iter().flat_map(|group| &group.questions).any(|question| !question.why.is_empty()));
    }
}

#[test]
fn an_answer_that_no_cell_holds_is_named_and_comes_to_no_harm() {
    // As long as an answer file allows, and twice as long in the units that cells count.
    let regimes = chosen(&["credit"]);
    let mut sheet = Sheet::new();
    sheet.put(fact("org.introduction"), Some(Value::Text("𠮷".repeat(20_000))));
    let order = Order {
        wanted: wanted(&regimes, &sheet),
        organisation: "",
        filled: true,
        tongue: Tongue::One(Lang::Zh),
        from: "",
        until: None,
        unknown: &Unknown::new(),
        kit_version: "0.0.0",
    };
    let made = make(&order).unwrap();
    assert_eq!(made.left_blank, [fact("org.introduction")]);
    let changes = compare(&CONTENT.library.catalogue, &sheet, &taken(&made.bytes));
    assert!(changes.changes.is_empty(), "{:?}", changes.changes);
}

#[test]
fn what_is_not_known_yet_stands_beside_its_question_and_changes_nothing_that_comes_back() {
    let regimes = chosen(&["credit"]);
    let sheet = Sheet::new();
    let (staff, kind) = (fact("org.staff"), fact("org.kind"));
    let unknown = Unknown::from([(staff, "问过人事小赵，11 月 5 日".to_owned()), (kind, String::new())]);
    let order = Order {
        wanted: wanted(&regimes, &sheet),
        organisation: "",
        filled: false,
        tongue: Tongue::Both,
        unknown: &unknown,
        from: "",
        until: None,
        kit_version: "0.0.0",
    };
    let made = make(&order).unwrap();
    let texts = sheet_texts(&made.bytes);
    for said in ["目前还不知道：问过人事小赵，11 月 5 日", "Not known yet: 问过人事小赵，11 月 5 日", "目前还不知道。"]
    {
        assert_eq!(texts.matches(said).count(), 1, "{said}");
    }
    let collected = taken(&made.bytes);
    assert!(collected.is_clean() && collected.remarks.is_empty() && collected.answers.answered().next().is_none());
}

/// All texts of a workbook's cells.
fn sheet_texts(bytes: &[u8]) -> String {
    let folder = crate::programs::Folder::new();
    let path = folder.0.join("made.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let script = r"
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    for row in sheet.iter_rows(values_only=True):
        for cell in row:
            if cell is not None: print(cell)
";
    crate::programs::read_with_python(script, &path)
}
