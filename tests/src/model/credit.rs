//! 科技服务行业企业信用等级评价: points, five bands, nine caps.

use super::facts::Happened;
use super::{Facts, Readings, Verdict};
use chrono::Datelike;

/// The outcomes, ascending.
const NONE: u8 = 0;
const C: u8 = 1;
const B: u8 = 2;
const A: u8 = 3;
const AA: u8 = 4;
const AAA: u8 = 5;

/// The verdict.
#[must_use]
pub fn verdict(facts: &Facts<'_>, readings: &Readings) -> Verdict {
    let mut outcome = by_points(total(facts), readings);
    // 第九条（一）
    let at_most_b = [
        facts.in_recent_years("record.tax_evasion_penalty", readings),
        facts.choice("credit.annual_inspection_last_year") == "B",
        facts.yes("credit.loss_after_subsidy") && facts.yes("credit.no_turnaround"),
        facts.lately("record.quality_penalty", 12, readings),
        imprisoned(facts, readings),
    ];
    // 第九条（二）
    let at_most_a = [
        facts.in_recent_years("record.wage_arrears", readings),
        facts.in_recent_years("record.loan_overdue", readings),
        facts.in_recent_years("record.consumer_fraud", readings),
        facts.yes("credit.governance_defect"),
    ];
    if at_most_a.contains(&true) && outcome > A {
        outcome = A;
    }
    if at_most_b.contains(&true) && outcome > B {
        outcome = B;
    }
    Verdict { outcome, eligible: eligible(facts, readings) }
}

/// Tenths of points.
fn total(facts: &Facts<'_>) -> i128 {
    facts.number("credit.score.foundation")
        + facts.number("credit.score.management")
        + facts.number("credit.score.competitiveness")
        + facts.number("credit.score.finance")
        + facts.number("credit.score.social")
}

/// 第七条: 90–100, 80–89, 70–79, 50–69, 30–49.
fn by_points(tenths: i128, readings: &Readings) -> u8 {
    let points = if readings.rounded { (tenths + 5) / 10 } else { tenths / 10 };
    match points {
        90.. => AAA,
        80..=89 => AA,
        70..=79 => A,
        50..=69 => B,
        30..=49 => C,
        _ => NONE,
    }
}

/// 第九条（一）5: less than a year from the imprisonment, or (the wider reading) from the release.
fn imprisoned(facts: &Facts<'_>, readings: &Readings) -> bool {
    let imprisonment = facts.happened("record.legal_rep_imprisonment");
    if imprisonment == Happened::Never {
        return false;
    }
    if !readings.wide {
        return facts.lately("record.legal_rep_imprisonment", 12, readings);
    }
    let release = facts.happened("record.legal_rep_release");
    let still_serving = match (release, imprisonment) {
        (Happened::Never, _) => true,
        (Happened::On(released), Happened::On(imprisoned)) => released < imprisoned,
        (Happened::On(_), Happened::StillGoing) => true,
        (Happened::On(_) | Happened::StillGoing, _) => false,
    };
    still_serving || facts.lately("record.legal_rep_release", 12, readings)
}

/// 第六条, where the wider reading admits other kinds of organisation and the open list of businesses.
fn eligible(facts: &Facts<'_>, readings: &Readings) -> bool {
    let kind = facts.choice("org.kind");
    let admitted = kind == "enterprise" || readings.wide_too;
    let business = facts.chosen("credit.main_business");
    let in_the_list = business.iter().any(|kind| *kind != "other_tech_service");
    let in_the_industry = in_the_list || readings.wide_too && !business.is_empty();
    let founded = facts.day("org.established");
    let mut years = facts.today.year() - founded.year();
    let from_new_year = founded.month() == 1 && founded.day() == 1;
    if !from_new_year && !readings.part_year_counts {
        years -= 1;
    }
    let income = facts.three_years("credit.main_revenue").iter().all(|fen| *fen > 0);
    facts.yes("org.registered_in_china")
        && admitted
        && in_the_industry
        && years >= 3
        && income
        && facts.yes("credit.going_concern")
        && facts.yes("credit.member")
        && !facts.yes("credit.other_rating")
}
