// Made-up organisations for the bench: mostly complete, mostly good, with what real ones have too: a penalty, a missing
// answer, a range, an amount near its threshold, a table of projects.

/** Numbers in [0, 1) that come out the same each time (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SCORES = { foundation: 12, management: 24, competitiveness: 18, finance: 18, social: 28 };
const GOOD = [
  "org.history_clear", "finance.sound", "finance.audited", "record.good_standing", "om.standard_conformity",
  "om.large_projects_advanced", "om.typical_projects_advanced", "om.mis_running", "om.tech_lead_senior",
  "om.registered_platform", "om.senior_experts", "om.hr_system",
];
const BAD = ["credit.loss_after_subsidy", "credit.no_turnaround", "credit.governance_defect"];
const EVENTS = [
  "record.tax_evasion_penalty", "record.quality_penalty", "record.legal_rep_imprisonment", "record.legal_rep_release",
  "record.wage_arrears", "record.loan_overdue", "record.consumer_fraud", "record.violation",
];

/** An answer file for both regimes, assessed on a day of 2026. */
export function sheet(random) {
  const chance = (share) => random() < share;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const whole = (low, high) => low + Math.floor(random() * (high - low + 1));
  const day = (from, to) =>
    `${whole(from, to)}-${String(whole(1, 12)).padStart(2, "0")}-${String(whole(1, 28)).padStart(2, "0")}`;
  const money = (low, high) => String(whole(low, high));
  const years = (low, high) => Object.fromEntries([2023, 2024, 2025].map((year) => [year, money(low, high)]));

  const facts = { "org.kind": "enterprise" };
  for (const [name, max] of Object.entries(SCORES)) {
    const tenths = whole(Math.floor(max * 7), max * 10);
    const points = (value) => String(value / 10);
    facts[`credit.score.${name}`] = chance(0.1)
      ? { low: points(Math.max(tenths - 15, 0)), high: points(tenths) }
      : points(tenths);
  }
  for (const id of GOOD) facts[id] = chance(0.98);
  for (const id of BAD) facts[id] = chance(0.1);
  for (const id of EVENTS) {
    facts[id] = chance(0.85) ? "never" : pick([day(2020, 2025), day(2022, 2025), "day_unknown", "ongoing"]);
  }
  facts["credit.annual_inspection_last_year"] = pick(["none", "none", "A", "B"]);
  facts["om.business_since"] = day(2010, 2024);
  facts["om.principal_since"] = day(2005, 2022);
  facts["om.tech_lead_since"] = day(2005, 2022);
  facts["om.finance_lead_title"] = pick(["none", "intermediate", "senior", "senior", "senior"]);
  facts["org.registered_capital"] = money(9_500_000, 30_000_000);
  facts["org.paid_in_capital"] = money(9_500_000, 30_000_000);
  facts["om.revenue"] = years(9_000_000, 45_000_000);
  facts["finance.revenue"] = years(30_000_000, 120_000_000);
  facts["om.staff"] = whole(45, 200);
  facts["om.staff_college"] = Math.ceil(facts["om.staff"] * (0.6 + 0.4 * random()));
  if (chance(0.5)) {
    facts["om.projects"] = Array.from({ length: whole(2, 6) }, (_, place) => ({
      client: `客户${whole(1, 4)}`,
      name: `项目${place + 1}`,
      annual_value: money(500_000, 3_000_000),
      own_platform: chance(0.9),
      start: day(2019, 2024),
      end: day(2024, 2027),
    }));
  } else {
    facts["om.clients"] = whole(1, 10);
    facts["om.large_projects"] = whole(1, 8);
  }
  if (chance(0.3)) delete facts[pick(Object.keys(facts))];
  return { schema: 1, organisation: "示例", facts };
}
