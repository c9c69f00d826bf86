//! The regimes by aspects, and the one whose eligibility is its outcome.

use super::{Facts, Readings, Verdict};

fn ends(facts: &Facts<'_>, aspects: &[&str]) -> (u8, u8) {
    let places = || aspects.iter().map(|aspect| facts.place(aspect));
    (places().min().unwrap_or(0), places().max().unwrap_or(0))
}

/// 第十三条
fn engineering(facts: &Facts<'_>, readings: &Readings) -> bool {
    facts.yes("org.registered_in_china")
        && facts.yes("org.legal_person")
        && facts.yes("record.good_standing")
        && !facts.in_recent_years("record.violation", readings)
        && !facts.in_recent_years("record.serious_dishonesty", readings)
        && facts.yes("iets.can_evidence")
}

/// 信息化工程与技术服务能力评价: no rule is published that combines the aspects.
#[must_use]
pub fn iets(facts: &Facts<'_>, readings: &Readings) -> Verdict {
    let (lowest, highest) =
        ends(facts, &["iets.level.basic", "iets.level.technical", "iets.level.service", "iets.level.operations"]);
    Verdict {
        outcome: if readings.weighed { highest } else { lowest },
        eligible: facts.choice("org.kind") == "enterprise" && engineering(facts, readings),
    }
}

/// 新一代信息技术应用与创新能力评价: met by whoever may apply.
#[must_use]
pub fn nextgen(facts: &Facts<'_>, readings: &Readings) -> Verdict {
    let eligible = engineering(facts, readings);
    Verdict { outcome: u8::from(eligible), eligible }
}

/// 信息系统业务安全服务资质: the lowest aspect decides.
#[must_use]
pub fn bizsec(facts: &Facts<'_>) -> Verdict {
    let (lowest, _) = ends(
        facts,
        &[
            "bizsec.level.overall",
            "bizsec.level.finance",
            "bizsec.level.performance",
            "bizsec.level.management",
            "bizsec.level.technology",
            "bizsec.level.talent",
        ],
    );
    let eligible = facts.yes("bizsec.contracting")
        && matches!(facts.choice("org.kind"), "enterprise" | "institution")
        && facts.yes("org.legal_person")
        && facts.yes("org.registered_in_china")
        && facts.yes("bizsec.can_evidence")
        && facts.yes("bizsec.pledge")
        && !facts.chosen("bizsec.industries").is_empty();
    Verdict { outcome: lowest, eligible }
}

/// 两化融合贯标咨询服务机构评级: between the bases; any ground may cost the rating (here: it does unless weighed).
#[must_use]
pub fn iii(facts: &Facts<'_>, readings: &Readings) -> Verdict {
    let (lowest, highest) = ends(
        facts,
        &[
            "iii.level.people",
            "iii.level.projects",
            "iii.level.satisfaction",
            "iii.level.complaints",
            "iii.level.awards",
            "iii.level.knowledge",
            "iii.level.other",
        ],
    );
    let ground = facts.yes("iii.breach_separation")
        || facts.yes("iii.formalism")
        || facts.yes("iii.false_information")
        || facts.yes("iii.other_serious")
        || complaints(facts, readings);
    let disclosed = ["basics", "process", "income", "team", "experience", "knowledge", "other"]
        .iter()
        .all(|group| facts.choice(&format!("iii.disclosed.{group}")) != "no");
    let outcome = match (readings.weighed, ground) {
        (true, _) => highest,
        (false, true) => 0,
        (false, false) => lowest,
    };
    Verdict { outcome, eligible: facts.yes("iii.registered") && facts.yes("iii.accepts_supervision") && disclosed }
}

/// 调整4: three or more within three months, verified and serious: all three, or (the wider reading) some of them.
fn complaints(facts: &Facts<'_>, readings: &Readings) -> bool {
    let Some(rows) = facts.rows("iii.complaints") else {
        return facts.number("iii.complaints_3m") >= 3 && facts.yes("iii.complaints_verified_serious");
    };
    let lately: Vec<_> = rows.into_iter().filter(|row| !facts.is_over(row.day("date"), 3, readings)).collect();
    let grave = lately.iter().filter(|row| row.yes("verified") && row.yes("serious")).count();
    lately.len() >= 3 && if readings.wide { grave >= 1 } else { grave >= 3 }
}
