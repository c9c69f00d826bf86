//! Who acts, what is inferred, and what a form is, in every paper of every procedure of every regime.

use crate::content::{Applicant, CONTENT, regimes};
use crate::programs::{Folder, read_with_python};
use std::path::Path;
use ziping_regime::{DutyFrom, RuleBook, Status, Words, Writing};
use ziping_rules::fact::{Row, Value};

/// All texts of a Word file, a paragraph a line.
const WORD: &str = r"
import sys, docx
from docx.oxml.ns import qn
for e in docx.Document(sys.argv[1]).element.body.iter(qn('w:p')):
    print(''.join((t.text or '') for t in e.iter(qn('w:t'))))
";

/// The calendar file with its lines unfolded and its escapes undone.
const CALENDAR: &str = r"
import sys
raw = open(sys.argv[1], 'rb').read().decode('utf-8').replace('\r\n ', '')
print(raw.replace('\\,', ',').replace('\\;', ';').replace('\\n', '\n'))
";

/// Names that a body of several regimes could have: they name nobody.
const GENERIC: [&str; 12] = [
    "办公室",
    "委员会",
    "工作委员会",
    "省级机构",
    "评价（评审）机构",
    "主管部门",
    "专家",
    "任何人",
    "任何单位和个人",
    "office",
    "committee",
    "experts",
];

fn words(lang: &str, regime: &str) -> Words {
    CONTENT.words_for(lang, regime)
}

/// The ids of all who act, or to whom papers go.
fn actors(book: &RuleBook) -> Vec<&str> {
    let steps = book.steps.iter().map(|step| step.actor.as_str());
    let papers = book.documents.iter().flat_map(|document| document.to.iter().chain(&document.through));
    let mut all: Vec<&str> = steps.chain(papers.map(String::as_str)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn who_acts_has_a_name_of_its_own_in_both_languages() {
    for book in &CONTENT.library.regimes {
        for lang in ["zh", "en"] {
            let words = words(lang, &book.id);
            for actor in actors(book) {
                let title = words.find("actor", actor).map_or("", |words| words.title.as_str());
                assert!(!title.is_empty() && title != actor, "{} {lang} {actor}", book.id);
                assert!(!GENERIC.contains(&title), "{} {lang} {actor}: {title}", book.id);
            }
            for procedure in ziping_assess::procedures(book) {
                assert!(!words.get("procedure", procedure).title.is_empty(), "{} {lang} {procedure}", book.id);
            }
        }
    }
}

#[test]
fn a_rule_book_is_in_force_only_where_its_document_says_from_when() {
    let stands = |id: &str| CONTENT.library.regime(id).map(|book| book.status);
    for (id, status) in [
        ("bizsec", Status::InForce),
        ("credit", Status::Undated),
        ("iets", Status::Undated),
        ("nextgen-it", Status::Undated),
        ("iii-consulting", Status::Undated),
        ("om", Status::Historical),
    ] {
        assert_eq!(stands(id), Some(status), "{id}");
    }
    for book in CONTENT.library.regimes.iter().filter(|book| book.status == Status::InForce) {
        assert!(book.effective.from.is_some(), "{}", book.id);
    }
}

/// An applicant with a certificate, so that every date that follows one is worked out.
fn holder(regime: &str) -> Applicant {
    let mut applicant = Applicant::of(regime);
    let certificate = format!("certificate.{regime}");
    if CONTENT.library.catalogue.find(&certificate).is_some() {
        let issued = ziping_base::calendar::Day::parse("2026-06-15").map(Value::Date);
        let cells = vec![Some(Value::Text("AA".into())), issued, None];
        applicant.put(&certificate, Value::Table(vec![Row { cells }].into()));
    }
    applicant
}

fn said(path: &Path, script: &str) -> String {
    read_with_python(script, path).replace('\n', "")
}

#[test]
fn what_is_inferred_is_marked_in_the_guide_the_calendar_and_the_condition_table() {
    for regime in regimes() {
        let mut applicant = holder(&regime);
        let book = applicant.rulebook();
        let words = words("zh", &regime);
        let why = |kind: &str, id: &str| {
            let why = words.get(kind, id).inferred.clone();
            assert!(!why.is_empty(), "{regime} {kind} {id}");
            why
        };
        for procedure in ziping_assess::procedures(book) {
            if !book.procedures().contains(&procedure) {
                continue;
            }
            applicant.procedure = Some(procedure);
            // With a day for handing in, every step of the applicant has its day.
            applicant.hand_in = Some(applicant.as_of.plus_days(60));
            let folder = Folder::new();
            let unzipped = folder.unzipped(&applicant.package());
            let guide = said(&unzipped.join("05-递交指南/递交指南.docx"), WORD);
            let calendar = said(&unzipped.join("06-数据/日程.ics"), CALENDAR);
            let mine = |procedures: &[String]| procedures.iter().any(|known| known == procedure);
            for step in book.steps.iter().filter(|step| mine(&step.procedures) && step.only.is_empty()) {
                let name = &words.get("actor", &step.actor).title;
                assert!(guide.contains(name.as_str()), "{regime} {procedure} {}: {name}", step.id);
                if step.inferred_actor {
                    assert!(guide.contains(&format!("{name}（推断）")), "{regime} {procedure} {}", step.id);
                }
                if step.inferred_actor || step.backing.inferred {
                    assert!(guide.contains(&why("step", &step.id)), "{regime} {procedure} {}", step.id);
                    if step.actor == "applicant" {
                        assert!(calendar.contains(&why("step", &step.id)), "{regime} {procedure} {}", step.id);
                    }
                }
            }
            for document in book.documents.iter().filter(|document| mine(&document.procedures)) {
                if document.backing.inferred || document.inferred_to {
                    assert!(guide.contains(&why("document", &document.id)), "{regime} {procedure} {}", document.id);
                }
            }
            let dated = |duty: &&ziping_regime::Duty| !matches!(duty.from, DutyFrom::Event(_));
            for duty in book.duties.iter().filter(dated).filter(|duty| duty.backing.inferred) {
                let why = why("duty", &duty.id);
                assert!(guide.contains(&why) && calendar.contains(&why), "{regime} {procedure} {}", duty.id);
            }
            let table = unzipped.join("02-条件对照表/条件对照表.docx");
            if table.exists() {
                let table = said(&table, WORD);
                for condition in book.conditions.iter().filter(|condition| condition.backing.inferred) {
                    assert!(table.contains(&why("condition", &condition.id)), "{regime} {}", condition.id);
                }
            }
        }
    }
}

#[test]
fn a_letter_is_addressed_in_full_to_those_whom_the_document_names() {
    for (regime, procedure, file, addressed) in [
        ("bizsec", "appeal", "申诉书", "中国通信工业协会信息安全分会资质认证办公室："),
        ("credit", "correction", "数据更正与重新审查申请", "中国技术市场协会："),
        ("iets", "objection", "复议申请（评价结果）", "中国技术市场协会科学技术评价中心："),
    ] {
        let mut applicant = holder(regime);
        applicant.procedure = Some(procedure);
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        let letter = said(&unzipped.join(format!("01-申请表/{file}.docx")), WORD);
        assert!(letter.contains(addressed), "{letter}");
    }
}

#[test]
fn an_objection_to_a_revocation_is_left_with_the_body_that_passes_it_on() {
    for regime in ["iets", "nextgen-it"] {
        let mut applicant = holder(regime);
        applicant.procedure = Some("revocation");
        let folder = Folder::new();
        let unzipped = folder.unzipped(&applicant.package());
        let letter = said(&unzipped.join("01-申请表/复议申请（撤销证书）.docx"), WORD);
        assert!(letter.contains("科学技术评价中心：（经〔待填：评价机构名称〕转交）"), "{letter}");
        let guide = said(&unzipped.join("05-递交指南/递交指南.docx"), WORD);
        assert!(guide.contains("评价机构（转评价中心）"), "{guide}");
    }
}

#[test]
fn a_notice_of_loss_names_the_certificate_and_asks_nobody_for_a_seal() {
    let mut applicant = holder("bizsec");
    applicant.procedure = Some("reissue");
    applicant.say("bizsec.lost_certificate", "业务级（二级），金融分项，编号 0042");
    let folder = Folder::new();
    let unzipped = folder.unzipped(&applicant.package());
    let notice = said(&unzipped.join("01-申请表/遗失声明.docx"), WORD);
    assert!(notice.contains("编号 0042") && notice.contains("现声明所遗失的这一份作废"), "{notice}");
    assert!(!notice.contains("盖章") && !notice.contains("签字"), "{notice}");
    assert!(unzipped.join("01-申请表/证书遗失补发申请.docx").exists());
}

#[test]
fn pledges_that_the_guide_lists_lie_beside_the_application() {
    let mut pledges = 0;
    for regime in regimes() {
        let mut applicant = Applicant::of(&regime);
        let book = applicant.rulebook();
        for document in book.documents.iter().filter(|document| document.writing == Writing::Pledge) {
            for procedure in ["first", "renewal"] {
                applicant.procedure = Some(procedure);
                let title = &applicant.words.get("document", &document.id).title;
                let made = applicant.package();
                let path = format!("01-申请表/{title}.docx");
                assert!(made.manifest.files.iter().any(|file| file.path == path), "{regime} {procedure} {path}");
                pledges += 1;
            }
        }
    }
    assert_eq!(pledges, 2);
}

#[test]
fn a_step_hands_in_the_papers_of_the_procedure_that_it_is_looked_at_from() {
    let bizsec = CONTENT.library.regime("bizsec").unwrap();
    let submit = bizsec.steps.iter().find(|step| step.id == "bizsec.step.submit_either").unwrap();
    let ids = |procedure: &str| {
        let papers = bizsec.handed_in(submit, procedure);
        papers.into_iter().map(|paper| paper.id.as_str()).collect::<Vec<_>>()
    };
    assert!(ids("first").contains(&"bizsec.doc.application") && !ids("first").contains(&"bizsec.doc.renewal"));
    assert!(ids("renewal").contains(&"bizsec.doc.renewal") && !ids("renewal").contains(&"bizsec.doc.application"));
    // The first rating's list leads on to the yearly review: its application is not lost there.
    let credit = CONTENT.library.regime("credit").unwrap();
    let review = credit.steps.iter().find(|step| step.id == "credit.step.review_application").unwrap();
    assert!(review.procedures.iter().any(|procedure| procedure == "first"));
    assert!(credit.handed_in(review, "first").iter().any(|paper| paper.id == "credit.doc.yearly_application"));
}
