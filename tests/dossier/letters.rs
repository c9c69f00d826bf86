//! Letters of all regimes: each asks for something in its first sentence, is addressed to somebody, and asks the facts of
//! its own clause; their guides speak of their own matter.

use crate::content::{Applicant, CONTENT};
use std::collections::BTreeMap;
use ziping_dossier::texts;
use ziping_regime::{Document, RuleBook, Writing};
use ziping_rules::fact::{FactIx, Kind, Occurrence, Value};

/// Procedures against a decision, a result or a body.
const REMEDIES: [&str; 4] = ["revocation", "objection", "complaint", "appeal"];

/// Every letter with its rule book and procedure.
fn letters() -> Vec<(&'static RuleBook, &'static Document, &'static str)> {
    let mut all = Vec::new();
    for rulebook in &CONTENT.library.regimes {
        for document in rulebook.documents.iter().filter(|document| rulebook.is_letter(document)) {
            all.extend(document.procedures.iter().map(|procedure| (rulebook, document, procedure.as_str())));
        }
    }
    all
}

fn id(fact: FactIx) -> &'static str {
    CONTENT.library.catalogue.id(fact)
}

/// A paper of a package.
fn paper(applicant: &Applicant, named: &str) -> String {
    let all = texts(&applicant.order(&[])).unwrap();
    all.into_iter().find(|(path, _)| path.contains(named)).unwrap_or_else(|| panic!("no {named}")).1
}

/// The events that a letter is about.
fn events(document: &Document) -> Vec<FactIx> {
    let is_event =
        |fact: &FactIx| CONTENT.library.catalogue.get(*fact).is_some_and(|fact| fact.kind == Kind::Occurrence);
    document.facts.iter().copied().filter(is_event).collect()
}

#[test]
fn every_letter_says_to_whom_and_what_it_asks_before_anything_else() {
    for organisation in crate::golden::ORGANISATIONS {
        for (rulebook, document, procedure) in letters() {
            let mut applicant = Applicant::saved(organisation, &rulebook.id);
            applicant.procedure = Some(procedure);
            for event in events(document) {
                applicant.put(id(event), Value::Occurrence(Occurrence::DayUnknown));
            }
            let words = applicant.words.get("document", &document.id);
            let asks = words.labels["asks"].clone();
            let text = paper(&applicant, &format!("{}.docx", words.title));
            let opening = text.split("###").next().unwrap().to_owned();
            assert!(opening.contains(&format!("{}，本单位{asks}。", document.backing.clause())), "{opening}");
            assert!(!opening.contains("提交《"), "{opening}");
            let address = opening.lines().nth(3).unwrap();
            let kinds = ["评价机构：", "评审机构：", "〔待填〕："];
            assert!(address.ends_with('：') && !kinds.contains(&address), "{} {address}", document.id);
            for lang in ["zh", "en"] {
                let said = CONTENT.words_for(lang, &rulebook.id);
                assert!(said.get("document", &document.id).labels.contains_key("asks"), "{lang} {}", document.id);
            }
        }
    }
}

/// What the answers deny or leave open stands in no letter and in no public notice as having happened.
#[test]
fn a_letter_says_that_something_has_happened_only_where_the_answers_do() {
    let mut seen = 0;
    let notices = CONTENT.library.regimes.iter().flat_map(|rulebook| {
        let lost = |document: &&'static Document| document.writing == Writing::Notice;
        let of = move |document: &'static Document| (rulebook, document, document.procedures[0].as_str());
        rulebook.documents.iter().filter(lost).map(of)
    });
    for (rulebook, document, procedure) in letters().into_iter().chain(notices) {
        let events = events(document);
        if events.is_empty() {
            continue;
        }
        let day = ziping_base::calendar::Day::parse("2026-11-03").unwrap();
        for (answer, happened) in [
            (None, false),
            (Some(Occurrence::Never), false),
            (Some(Occurrence::On(day)), true),
            (Some(Occurrence::DayUnknown), true),
            (Some(Occurrence::Ongoing), true),
        ] {
            seen += 1;
            let mut applicant = Applicant::saved("complete", &rulebook.id);
            applicant.procedure = Some(procedure);
            for event in &events {
                applicant.sheet.put(*event, answer.map(Value::Occurrence));
            }
            let words = applicant.words.get("document", &document.id);
            let text = paper(&applicant, &format!("{}.docx", words.title));
            let asserted = words.labels.get("asks").map_or("现声明所遗失的这一份作废", String::as_str);
            assert_eq!(text.contains(asserted), happened, "{} {answer:?}: {text}", document.id);
            assert_eq!(text.contains("没有填已经发生，核实以后"), !happened, "{} {answer:?}: {text}", document.id);
        }
    }
    assert!(seen >= 40, "{seen}");
}

/// Of an event on a day that is not known no day follows: that is said, and the duty is not left out.
#[test]
fn a_period_from_a_day_that_is_not_known_is_said_to_run() {
    for unknown in [Occurrence::DayUnknown, Occurrence::Ongoing] {
        let mut applicant = Applicant::saved("complete", "iets");
        applicant.procedure = Some("change");
        applicant.put("event.registration_change", Value::Occurrence(unknown));
        let guide = paper(&applicant, "递交指南");
        let running = "没有填“登记事项变更”发生的日期，推算不出是哪一天；自发生之日起算的期限可能已经开始，也可能已过";
        assert_eq!(guide.matches(running).count(), 2, "above and in the table: {guide}");
        let row = guide.lines().find(|line| line.contains("推算不出 | 无 | ")).unwrap();
        assert!(row.contains("第二十一条") && row.contains("30 日"), "{row}");
    }
}

#[test]
fn a_letter_is_addressed_to_the_body_that_is_named_and_says_what_is_missing_until_then() {
    let mut applicant = Applicant::of("iets");
    applicant.procedure = Some("change");
    assert!(paper(&applicant, "证书变更申请").contains("\n〔待填：评价机构名称〕：\n"));
    applicant.say("iets.review_body", "虚构评价机构");
    assert!(paper(&applicant, "证书变更申请").contains("\n虚构评价机构：\n"));
    applicant.procedure = Some("revocation");
    assert!(paper(&applicant, "复议申请").contains("（经虚构评价机构转交）"));
}

#[test]
fn no_remedy_and_no_kind_of_letter_borrows_the_facts_of_another() {
    let mut used: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, document, _) in letters() {
        for fact in &document.facts {
            // What happened to the organisation or its registration is one thing for all its certificates.
            let shared = ["certificate.", "event.", "iets.change_detail", "iets.merger_detail"];
            if !shared.iter().any(|shared| id(*fact).starts_with(shared)) {
                used.entry(id(*fact)).or_default().push(&document.id);
            }
        }
    }
    assert!(used.len() > 40, "{used:?}");
    let twice: Vec<_> = used.into_iter().filter(|(_, letters)| letters.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn a_remedy_names_what_it_is_against_its_reasons_what_is_asked_and_the_evidence() {
    let mut seen = 0;
    for (_, document, procedure) in letters() {
        if !REMEDIES.contains(&procedure) {
            continue;
        }
        seen += 1;
        let ids: Vec<&str> = document.facts.iter().map(|fact| id(*fact)).collect();
        let asks = |parts: &[&str]| ids.iter().any(|id| parts.iter().any(|part| id.ends_with(part)));
        assert!(asks(&[".decision", ".result", ".subject", ".body"]), "{}: against what? {ids:?}", document.id);
        assert!(asks(&[".reasons", "objection_detail", ".facts", "form.complaint"]), "{}: why? {ids:?}", document.id);
        assert!(asks(&[".request"]) && asks(&[".evidence"]), "{}: {ids:?}", document.id);
        if procedure == "complaint" {
            assert!(asks(&[".breach"]) && asks(&[".harm"]), "{}: {ids:?}", document.id);
        }
    }
    assert_eq!(seen, 9);
}

#[test]
fn what_is_about_a_certificate_names_its_number() {
    let mut seen = 0;
    for rulebook in &CONTENT.library.regimes {
        for document in rulebook.documents.iter().filter(|document| document.form) {
            let about = ["renewal", "yearly_review", "change", "merger", "reissue"];
            for procedure in document.procedures.iter().filter(|procedure| about.contains(&procedure.as_str())) {
                if document.writing != ziping_regime::Writing::Letter {
                    continue;
                }
                seen += 1;
                let certificate = format!("certificate.{}", rulebook.id);
                assert!(document.facts.iter().any(|fact| id(*fact) == certificate), "{} {procedure}", document.id);
                let mut applicant = Applicant::saved("complete", &rulebook.id);
                applicant.procedure = Some(procedure);
                let title = &applicant.words.get("document", &document.id).title;
                let text = paper(&applicant, &format!("01-申请表/{title}.docx"));
                assert!(text.contains("证书编号 | 示例-"), "{} {text}", document.id);
            }
        }
    }
    assert!(seen >= 13, "{seen}");
}

#[test]
fn the_guide_of_a_letter_speaks_of_its_own_matter_and_of_its_day() {
    for (rulebook, _, procedure) in letters() {
        let mut applicant = Applicant::saved("complete", &rulebook.id);
        applicant.procedure = Some(procedure);
        let guide = paper(&applicant, "递交指南");
        assert!(!guide.contains("常见退回原因"), "{} {procedure}", rulebook.id);
    }
    // 30 days after 8 October, by 21 November.
    let mut late = Applicant::saved("complete", "iets");
    late.procedure = Some("change");
    let guide = paper(&late, "递交指南");
    assert!(guide.contains("已经过了。逾期的后果，办法没有写。仍应尽快"), "{guide}");
    // The window opens three months before 19 May 2027.
    let mut early = Applicant::saved("complete", "nextgen-it");
    early.procedure = Some("renewal");
    let guide = paper(&early, "递交指南");
    assert!(guide.contains("可以申请再评价：2027年2月19日起。评价基准日还没有到这一天"), "{guide}");
    // Nobody seals an outline that others fill in.
    let mut outline = Applicant::saved("complete", "iii-consulting");
    outline.procedure = Some("project");
    let guide = paper(&outline, "递交指南");
    assert!(!guide.contains("盖章、") && !guide.contains("加盖公章") && !guide.contains("双面打印"), "{guide}");
    let outline = paper(&outline, "01-申请表/");
    assert!(outline.contains("| 贯标企业 | 虚构水务 |") && outline.contains("填写提纲，不盖章"), "{outline}");
    assert!(!outline.contains("〈签章〉") && !outline.contains("本单位"), "{outline}");
}
