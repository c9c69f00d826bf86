// The grades of credit and om written by hand as one would on a page: straight on the objects of the answer file,
// dates compared as the ISO texts they are, amounts through Number, each window worked out once a date. Same meaning as
// the rule books. Nothing but the bench and its test uses it.
import { momentOf as integerMoment } from "./hand.mjs";

// A truth is what is still possible: bit 1 true, bit 2 false.
const YES = 1;
const NO = 2;
const OPEN = 3;
const not = (a) => ((a & 1) << 1) | (a >> 1);
const and = (a, b) => (a & b & 1) | ((a | b) & 2);
const or = (a, b) => ((a | b) & 1) | (a & b & 2);
const both = (a, b) => (a === b ? a : OPEN);
const truth = (value) => (value === undefined ? OPEN : value ? YES : NO);

/** An assessment date with its windows, days as ISO texts. */
export function momentOf(asOf) {
  const text = (day) => new Date((day - 719_163) * 86_400_000).toISOString().slice(0, 10);
  const moment = { asOf, year: Number(asOf.slice(0, 4)) };
  for (const [name, window] of Object.entries(integerMoment(asOf))) {
    if (typeof window !== "object") continue;
    const { first, last, recent, calendar } = window;
    moment[name] = { first: text(first), last: text(last), recent, calendar: text(calendar) };
  }
  return moment;
}

function inside(day, window) {
  const rolling = day > window.last ? YES : day < window.first ? NO : OPEN;
  return window.recent ? both(rolling, day >= window.calendar ? YES : NO) : rolling;
}

function within(event, window) {
  if (event === "never") return NO;
  if (event === "ongoing") return YES;
  if (event === undefined || event === "day_unknown") return OPEN;
  return inside(event, window);
}

const since = (day, window) => (day === undefined ? OPEN : not(inside(day, window)));
const ever = (event) => (event === undefined ? OPEN : event === "never" ? NO : YES);
const isDay = (event) => event !== undefined && event !== "ongoing" && event !== "day_unknown";

function before(a, b) {
  if (a === "never" || b === "never") return NO;
  if (isDay(a) && isDay(b)) return a < b ? YES : NO;
  if (isDay(a) && b === "ongoing") return YES;
  return a === "ongoing" && b !== undefined ? NO : OPEN;
}

const lowOf = (value) => (value === undefined ? 0 : Number(value.low ?? value));
const highOf = (value, most = Infinity) => (value === undefined ? most : Number(value.high ?? value));
const atLeast = (value, least) => (lowOf(value) >= least ? YES : highOf(value) < least ? NO : OPEN);

function years(money, moment, end) {
  let sum = 0;
  for (let year = moment.year - 3; year < moment.year; year += 1) sum += end(money?.[year]);
  return sum;
}

function shareAtLeast(part, whole, percent) {
  if (whole.high <= 0) return NO;
  const found = (part.high * 100 >= whole.low * percent ? 1 : 0) | (part.low * 100 < whole.high * percent ? 2 : 0);
  return whole.low <= 0 ? found | 2 : found;
}

// Points add up in tenths: 0.1 has no exact binary form.
const tenths = (points) => Math.round(points * 10);
const ELEMENTS = [
  ["credit.score.foundation", 12],
  ["credit.score.management", 24],
  ["credit.score.competitiveness", 18],
  ["credit.score.finance", 18],
  ["credit.score.social", 28],
];
const BANDS = [300, 500, 700, 800, 900];

function band(total) {
  let place = 0;
  while (place < BANDS.length && total >= BANDS[place]) place += 1;
  return place;
}

/** The grade in credit as `worst + 256 * best`. */
export function credit(facts, moment) {
  let low = 0;
  let high = 0;
  for (const [id, most] of ELEMENTS) {
    low += tenths(lowOf(facts[id]));
    high += tenths(highOf(facts[id], most));
  }
  let worst = band(low);
  let best = band(Math.floor((high + 5) / 10) * 10);
  const limit = (cap, place) => {
    if (cap & 1) worst = Math.min(worst, place);
    if (cap === YES) best = Math.min(best, place);
  };

  if (best > 2) {
    const jailed = facts["record.legal_rep_imprisonment"];
    const released = facts["record.legal_rep_release"];
    const inspection = facts["credit.annual_inspection_last_year"];
    limit(within(facts["record.tax_evasion_penalty"], moment.recent), 2);
    limit(inspection === undefined ? OPEN : truth(inspection === "B"), 2);
    limit(and(truth(facts["credit.loss_after_subsidy"]), truth(facts["credit.no_turnaround"])), 2);
    limit(within(facts["record.quality_penalty"], moment.one), 2);
    const out = or(within(released, moment.one), or(not(ever(released)), before(released, jailed)));
    limit(both(within(jailed, moment.one), and(ever(jailed), out)), 2);
  }
  if (best > 3) {
    limit(within(facts["record.wage_arrears"], moment.recent), 3);
    limit(within(facts["record.loan_overdue"], moment.recent), 3);
    limit(within(facts["record.consumer_fraud"], moment.recent), 3);
    limit(truth(facts["credit.governance_defect"]), 3);
  }
  return worst | (best << 8);
}

function projects(rows, moment) {
  const clients = new Map();
  let [blank, blankCertain, largeLow, largeHigh, ownLow, ownHigh, every] = [0, 0, 0, 0, 0, 0, YES];
  for (const row of rows) {
    const started = row.start === undefined ? OPEN : row.start <= moment.asOf ? YES : NO;
    const recent = and(started, row.end === undefined ? OPEN : inside(row.end, moment.recent));
    const client = row.client?.trim() ?? "";
    if (recent & 1) {
      if (client !== "") clients.set(client, clients.get(client) === YES ? YES : recent);
      else blank += 1;
      if (client === "" && recent === YES) blankCertain = 1;
    }
    const large = and(atLeast(row.annual_value, 1_000_000), recent);
    const own = and(large, truth(row.own_platform));
    largeLow += large === YES ? 1 : 0;
    largeHigh += large & 1;
    ownLow += own === YES ? 1 : 0;
    ownHigh += own & 1;
    every = and(every, or(not(large), truth(row.own_platform)));
  }
  let certain = 0;
  for (const known of clients.values()) if (known === YES) certain += 1;
  const enough = atLeast({ low: Math.max(certain, blankCertain), high: clients.size + blank }, 2);
  const large = atLeast({ low: largeLow, high: largeHigh }, 2);
  const own = atLeast({ low: ownLow, high: ownHigh }, 2);
  return and(enough, and(large, both(own, and(own, every))));
}

const CONDITIONS = [
  (facts) => truth(facts["org.history_clear"]),
  (facts, moment) => since(facts["om.business_since"], moment.three),
  (facts) => atLeast(facts["org.registered_capital"], 10_000_000),
  (facts) => atLeast(facts["org.paid_in_capital"], 10_000_000),
  (facts) => truth(facts["finance.sound"]),
  (facts) => truth(facts["finance.audited"]),
  (facts) => truth(facts["record.good_standing"]),
  (facts, moment) => not(within(facts["record.violation"], moment.recent)),
  (facts) => truth(facts["om.standard_conformity"]),
  revenue,
  (facts, moment) => {
    if (facts["om.projects"] !== undefined) return projects(facts["om.projects"], moment);
    const counts = and(atLeast(facts["om.clients"], 2), atLeast(facts["om.large_projects"], 2));
    return and(counts, truth(facts["om.large_projects_advanced"]));
  },
  (facts) => truth(facts["om.typical_projects_advanced"]),
  (facts) => truth(facts["om.mis_running"]),
  (facts, moment) => since(facts["om.principal_since"], moment.four),
  (facts) => truth(facts["om.tech_lead_senior"]),
  (facts, moment) => since(facts["om.tech_lead_since"], moment.four),
  (facts, moment) => {
    const title = facts["om.finance_lead_title"];
    return title === undefined ? OPEN : truth(title === "intermediate" || title === "senior");
  },
  (facts) => truth(facts["om.registered_platform"]),
  (facts) => atLeast(facts["om.staff"], 50),
  (facts, moment) => {
    const [part, whole] = [facts["om.staff_college"], facts["om.staff"]];
    return shareAtLeast({ low: lowOf(part), high: highOf(part) }, { low: lowOf(whole), high: highOf(whole) }, 70);
  },
  (facts) => truth(facts["om.senior_experts"]),
  (facts) => truth(facts["om.hr_system"]),
];

/** The grade in om as `worst + 256 * best`. */
export function om(facts, moment) {
  let met = YES;
  for (const condition of CONDITIONS) {
    met = and(met, condition(facts, moment));
    if (met === NO) return 0;
  }
  return (met === YES ? 1 : 0) | ((met & 1) << 8);
}

function revenue(facts, moment) {
  const total = (money) => ({ low: years(money, moment, lowOf), high: years(money, moment, (year) => highOf(year)) });
  const ours = total(facts["om.revenue"]);
  const enough = atLeast(ours, 100_000_000);
  if (enough === YES) return YES;
  const share = shareAtLeast(ours, total(facts["finance.revenue"]), 30);
  return or(enough, and(atLeast(ours, 30_000_000), share));
}
