//! 计算机信息系统集成企业资质运行维护能力: the fourteen items of the annex, all of them.

use super::facts::Line;
use super::{Facts, Readings, Verdict};

/// Ten thousand yuan, in fen.
const WAN: i128 = 1_000_000;

/// The verdict.
#[must_use]
pub fn verdict(facts: &Facts<'_>, readings: &Readings) -> Verdict {
    let all = general(facts, readings) && business(facts, readings) && management(facts, readings) && people(facts);
    Verdict {
        outcome: u8::from(all),
        eligible: facts.choice("org.kind") == "enterprise" && facts.yes("om.holds_integration_qualification"),
    }
}

/// 附件一
fn general(facts: &Facts<'_>, readings: &Readings) -> bool {
    facts.yes("org.history_clear")
        && facts.is_over(facts.day("om.business_since"), 36, readings)
        && facts.number("org.registered_capital") >= 1000 * WAN
        && facts.number("org.paid_in_capital") >= 1000 * WAN
        && facts.yes("finance.sound")
        && facts.yes("finance.audited")
        && facts.yes("record.good_standing")
        && !facts.in_recent_years("record.violation", readings)
        && facts.yes("om.standard_conformity")
}

/// 附件二
fn business(facts: &Facts<'_>, readings: &Readings) -> bool {
    let own: i128 = facts.three_years("om.revenue").iter().sum();
    let whole: i128 = facts.three_years("finance.revenue").iter().sum();
    let enough = own >= 10_000 * WAN || own >= 3_000 * WAN && whole > 0 && own * 100 >= whole * 30;
    let (clients, large, advanced) = projects(facts, readings);
    enough && clients >= 2 && large >= 2 && advanced && facts.yes("om.typical_projects_advanced")
}

/// Clients, large projects, and whether these are as the annex wants them: typed, or from the rows.
fn projects(facts: &Facts<'_>, readings: &Readings) -> (i128, i128, bool) {
    let Some(rows) = facts.rows("om.projects") else {
        return (
            facts.number("om.clients"),
            facts.number("om.large_projects"),
            facts.yes("om.large_projects_advanced"),
        );
    };
    let ran: Vec<Line<'_>> = rows
        .into_iter()
        .filter(|row| row.day("start") <= facts.today && facts.in_three_years(row.day("end"), readings))
        .collect();
    let mut clients: Vec<&str> = ran.iter().map(|row| row.words("client")).collect();
    clients.sort_unstable();
    clients.dedup();
    let large: Vec<&Line<'_>> = ran.iter().filter(|row| row.number("annual_value") >= 100 * WAN).collect();
    let on_own_platform = large.iter().filter(|row| row.yes("own_platform")).count();
    let advanced =
        if readings.wide { on_own_platform >= 2 } else { large.len() >= 2 && on_own_platform == large.len() };
    (count(clients.len()), count(large.len()), advanced)
}

fn count(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

/// 附件三
fn management(facts: &Facts<'_>, readings: &Readings) -> bool {
    facts.yes("om.mis_running")
        && facts.is_over(facts.day("om.principal_since"), 48, readings)
        && facts.yes("om.tech_lead_senior")
        && facts.is_over(facts.day("om.tech_lead_since"), 48, readings)
        && matches!(facts.choice("om.finance_lead_title"), "intermediate" | "senior")
}

/// 附件四
fn people(facts: &Facts<'_>) -> bool {
    let staff = facts.number("om.staff");
    facts.yes("om.registered_platform")
        && staff >= 50
        && facts.number("om.staff_college") * 100 >= staff * 70
        && facts.yes("om.senior_experts")
        && facts.yes("om.hr_system")
}
