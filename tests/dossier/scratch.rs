//! scratch
use crate::content::{Applicant, regimes};
use ziping_base::calendar::Day;
use ziping_rules::fact::{Occurrence, Value};
#[test]
fn scratch_dump() {
    std::fs::create_dir_all("/tmp/pk").unwrap();
    for regime in regimes() {
        let mut a = Applicant::of(&regime);
        if regime == "iets" {
            a.put("record.violation", Value::Occurrence(Occurrence::On(Day::parse("2022-03-01").unwrap())));
        }
        a.attach_counted("licence", "x.pdf", b"%PDF", Some(2));
        a.attach_counted("articles", "y.png", b"png", None);
        let mut r = a.records.of("licence");
        r.standing = ziping_assess::proof::Standing::Have;
        r.owner = "综合部 王敏".into();
        r.due = Day::parse("2026-12-10");
        a.records.put("licence", r.clone());
        let mut r = a.records.of("audit_reports");
        r.owner = "财务部 李工".into();
        r.due = Day::parse("2026-12-15");
        a.records.put("audit_reports", r);
        std::fs::write(format!("/tmp/pk/{regime}.zip"), a.package().bytes).unwrap();
        a.sheet = ziping_rules::fact::Sheet::new();
        std::fs::write(format!("/tmp/pk/{regime}-empty.zip"), a.package().bytes).unwrap();
    }
}
