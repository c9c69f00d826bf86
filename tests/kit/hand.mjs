// The grades of credit and om written by hand in plain JavaScript, as fast as they come without effort beyond reason:
// answers turned into integers first, windows worked out once a date, hardly an allocation while grading. Same meaning
// as the rule books (ranges, three-valued, readings), so that the two can be compared sheet by sheet. Nothing but the
// bench and its test uses it.

// A truth is what is still possible: bit 1 true, bit 2 false.
const YES = 1;
const NO = 2;
const OPEN = 3;
const not = (a) => ((a & 1) << 1) | (a >> 1);
const and = (a, b) => (a & b & 1) | ((a | b) & 2);
const or = (a, b) => ((a | b) & 1) | (a & b & 2);
/** Two readings that must agree. */
const both = (a, b) => (a === b ? a : OPEN);

// Occurrences and dates are day numbers; what is none of them is below 1 or above all.
const BLANK = 0;
const NEVER = -1;
const SOME_DAY = -2;
const ONGOING = 10_000_000;
const ANY = Number.MAX_SAFE_INTEGER;
const OPEN_RANGE = { low: 0, high: ANY };

const number = (year, month, day) => Date.UTC(year, month - 1, day) / 86_400_000 + 719_163;

function dayNumber(text) {
  return number(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
}

/** The corresponding day `years` later; the month's last day where there is none. */
function yearsLater(day, years) {
  const date = new Date((day - 719_163) * 86_400_000);
  const year = date.getUTCFullYear() + years;
  const month = date.getUTCMonth();
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return number(year, month + 1, Math.min(date.getUTCDate(), last));
}

function windowOf(asOf, year, years, recent) {
  let first = asOf - 366 * years - 4;
  while (yearsLater(first, years) < asOf) first += 1;
  let end = first;
  while (yearsLater(end, years) === asOf) end += 1;
  return { first, last: end - 1, recent, calendar: number(year - years, 1, 1) };
}

/** An assessment date with its windows. */
export function momentOf(text) {
  const asOf = dayNumber(text);
  const year = Number(text.slice(0, 4));
  return {
    asOf,
    year,
    one: windowOf(asOf, year, 1, false),
    three: windowOf(asOf, year, 3, false),
    four: windowOf(asOf, year, 4, false),
    recent: windowOf(asOf, year, 3, true),
  };
}

function inside(day, window) {
  const rolling = day > window.last ? YES : day < window.first ? NO : OPEN;
  if (!window.recent) return rolling;
  return both(rolling, day >= window.calendar ? YES : NO);
}

function within(event, window) {
  if (event === NEVER) return NO;
  if (event === ONGOING) return YES;
  if (event > 0) return inside(event, window);
  return OPEN;
}

const since = (day, window) => (day === BLANK ? OPEN : not(inside(day, window)));
const ever = (event) => (event === BLANK ? OPEN : event === NEVER ? NO : YES);

function before(a, b) {
  if (a === NEVER || b === NEVER) return NO;
  if (a > 0 && a < ONGOING && b > 0) return a < b ? YES : NO;
  if (a === ONGOING && b !== BLANK) return NO;
  return OPEN;
}

const atLeast = (range, least) => (range.low >= least ? YES : range.high < least ? NO : OPEN);

/** part / whole >= percent, by cross-multiplication; the share of nothing is none. */
function shareAtLeast(part, whole, percent) {
  if (whole.high <= 0) return NO;
  const scaled = (units, by) => (units === ANY ? Infinity : units * by);
  const [low, high] = [part.low * 100, scaled(part.high, 100)];
  const [wholeLow, wholeHigh] = [whole.low * percent, scaled(whole.high, percent)];
  const truth = (high >= wholeLow ? 1 : 0) | (low < wholeHigh ? 2 : 0);
  return whole.low <= 0 ? truth | 2 : truth;
}

function sum(years, moment) {
  let low = 0;
  let high = 0;
  for (let year = moment.year - 3; year < moment.year; year += 1) {
    const money = years.get(year);
    if (money === undefined) return { low: lowOf(years, moment), high: ANY };
    low += money.low;
    high += money.high;
  }
  return { low, high };
}

function lowOf(years, moment) {
  let low = 0;
  for (let year = moment.year - 3; year < moment.year; year += 1) low += years.get(year)?.low ?? 0;
  return low;
}

// ---- answers, from the answer file's object to integers ----

const truth = (value) => (value === undefined ? OPEN : value ? YES : NO);
const date = (text) => (text === undefined ? BLANK : dayNumber(text));

function occurrence(text) {
  if (text === undefined) return BLANK;
  if (text === "never") return NEVER;
  if (text === "ongoing") return ONGOING;
  return text === "day_unknown" ? SOME_DAY : dayNumber(text);
}

function range(value, scale, high = ANY) {
  if (value === undefined) return high === ANY ? OPEN_RANGE : { low: 0, high };
  const units = (text) => Math.round(Number(text) * scale);
  if (typeof value === "object") return { low: units(value.low), high: units(value.high) };
  return { low: units(value), high: units(value) };
}

function yearly(value) {
  return new Map(Object.entries(value ?? {}).map(([year, money]) => [Number(year), range(money, 100)]));
}

/** What credit looks at. */
export function creditSheet(facts) {
  return {
    foundation: range(facts["credit.score.foundation"], 10, 120),
    management: range(facts["credit.score.management"], 10, 240),
    competitiveness: range(facts["credit.score.competitiveness"], 10, 180),
    finance: range(facts["credit.score.finance"], 10, 180),
    social: range(facts["credit.score.social"], 10, 280),
    taxEvasion: occurrence(facts["record.tax_evasion_penalty"]),
    inspectedB: facts["credit.annual_inspection_last_year"] === undefined
      ? OPEN
      : truth(facts["credit.annual_inspection_last_year"] === "B"),
    loss: truth(facts["credit.loss_after_subsidy"]),
    noTurnaround: truth(facts["credit.no_turnaround"]),
    quality: occurrence(facts["record.quality_penalty"]),
    imprisonment: occurrence(facts["record.legal_rep_imprisonment"]),
    release: occurrence(facts["record.legal_rep_release"]),
    wageArrears: occurrence(facts["record.wage_arrears"]),
    loanOverdue: occurrence(facts["record.loan_overdue"]),
    consumerFraud: occurrence(facts["record.consumer_fraud"]),
    governance: truth(facts["credit.governance_defect"]),
  };
}

/** What om looks at. */
export function omSheet(facts) {
  return {
    history: truth(facts["org.history_clear"]),
    businessSince: date(facts["om.business_since"]),
    registered: range(facts["org.registered_capital"], 100),
    paidIn: range(facts["org.paid_in_capital"], 100),
    sound: truth(facts["finance.sound"]),
    audited: truth(facts["finance.audited"]),
    standing: truth(facts["record.good_standing"]),
    violation: occurrence(facts["record.violation"]),
    standard: truth(facts["om.standard_conformity"]),
    revenue: yearly(facts["om.revenue"]),
    allRevenue: yearly(facts["finance.revenue"]),
    projects: facts["om.projects"]?.map((row) => ({
      client: row.client?.trim() ?? "",
      value: range(row.annual_value, 100),
      own: truth(row.own_platform),
      start: date(row.start),
      end: date(row.end),
    })),
    clients: range(facts["om.clients"], 1),
    largeProjects: range(facts["om.large_projects"], 1),
    largeAdvanced: truth(facts["om.large_projects_advanced"]),
    typicalAdvanced: truth(facts["om.typical_projects_advanced"]),
    mis: truth(facts["om.mis_running"]),
    principalSince: date(facts["om.principal_since"]),
    techSenior: truth(facts["om.tech_lead_senior"]),
    techSince: date(facts["om.tech_lead_since"]),
    financeLead: facts["om.finance_lead_title"] === undefined
      ? OPEN
      : truth(["intermediate", "senior"].includes(facts["om.finance_lead_title"])),
    platform: truth(facts["om.registered_platform"]),
    staff: range(facts["om.staff"], 1),
    college: range(facts["om.staff_college"], 1),
    experts: truth(facts["om.senior_experts"]),
    hr: truth(facts["om.hr_system"]),
  };
}

// ---- credit: none C B A AA AAA as 0 … 5 ----

const band = (total) => {
  if (total >= 900) return 5;
  if (total >= 800) return 4;
  if (total >= 700) return 3;
  if (total >= 500) return 2;
  return total >= 300 ? 1 : 0;
};
// Between two whole points the table is silent: the lower band, or rounded half up.
const rounded = (total) => band(Math.floor((total + 5) / 10) * 10);

/** The grade in credit as `worst + 256 * best`. */
export function credit(sheet, moment) {
  const low = sheet.foundation.low + sheet.management.low + sheet.competitiveness.low + sheet.finance.low
    + sheet.social.low;
  const high = sheet.foundation.high + sheet.management.high + sheet.competitiveness.high + sheet.finance.high
    + sheet.social.high;
  let worst = band(low);
  let best = rounded(high);

  let cap = NO;
  if (best > 2) {
    const jailed = sheet.imprisonment;
    const released = sheet.release;
    const fromRelease = and(
      ever(jailed),
      or(within(released, moment.one), or(not(ever(released)), before(released, jailed))),
    );
    cap = or(within(sheet.taxEvasion, moment.recent), sheet.inspectedB);
    cap = or(cap, and(sheet.loss, sheet.noTurnaround));
    cap = or(cap, within(sheet.quality, moment.one));
    cap = or(cap, both(within(jailed, moment.one), fromRelease));
    if (cap & 1 && worst > 2) worst = 2;
    if (cap === YES) best = 2;
  }
  if (best > 3) {
    cap = or(within(sheet.wageArrears, moment.recent), within(sheet.loanOverdue, moment.recent));
    cap = or(cap, or(within(sheet.consumerFraud, moment.recent), sheet.governance));
    if (cap & 1 && worst > 3) worst = 3;
    if (cap === YES) best = 3;
  }
  return worst | (best << 8);
}

// ---- om: not_met met as 0, 1 ----

function ran(row, moment) {
  const started = row.start === BLANK ? OPEN : row.start <= moment.asOf ? YES : NO;
  if (started === NO) return NO;
  return and(started, row.end === BLANK ? OPEN : inside(row.end, moment.recent));
}

/** Clients, large projects and whether those are advanced, from the table. */
function fromProjects(rows, moment) {
  const clients = new Map();
  let blank = 0;
  let blankCertain = 0;
  let [largeLow, largeHigh, ownLow, ownHigh] = [0, 0, 0, 0];
  let every = YES;
  for (const row of rows) {
    const recent = ran(row, moment);
    if (recent & 1) {
      if (row.client === "") {
        blank += 1;
        if (recent === YES) blankCertain = 1;
      } else {
        clients.set(row.client, clients.get(row.client) === YES ? YES : recent);
      }
    }
    const large = and(atLeast(row.value, 100_000_000), recent);
    const own = and(large, row.own);
    if (large === YES) largeLow += 1;
    if (large & 1) largeHigh += 1;
    if (own === YES) ownLow += 1;
    if (own & 1) ownHigh += 1;
    every = and(every, or(not(large), row.own));
  }
  let certain = 0;
  for (const known of clients.values()) if (known === YES) certain += 1;
  const count = { low: Math.max(certain, blankCertain), high: clients.size + blank };
  const large = atLeast({ low: largeLow, high: largeHigh }, 2);
  const twoOwn = atLeast({ low: ownLow, high: ownHigh }, 2);
  return { clients: atLeast(count, 2), large, advanced: both(twoOwn, and(twoOwn, every)) };
}

/** The grade in om as `worst + 256 * best`. */
export function om(sheet, moment) {
  let met = and(sheet.history, since(sheet.businessSince, moment.three));
  met = and(met, atLeast(sheet.registered, 1_000_000_000));
  met = and(met, atLeast(sheet.paidIn, 1_000_000_000));
  met = and(met, and(sheet.sound, sheet.audited));
  met = and(met, and(sheet.standing, not(within(sheet.violation, moment.recent))));
  met = and(met, sheet.standard);
  if (met === NO) return 0;

  const revenue = sum(sheet.revenue, moment);
  let enough = atLeast(revenue, 10_000_000_000);
  if (enough !== YES) {
    const share = shareAtLeast(revenue, sum(sheet.allRevenue, moment), 30);
    enough = or(enough, and(atLeast(revenue, 3_000_000_000), share));
  }
  met = and(met, enough);
  if (met === NO) return 0;

  if (sheet.projects === undefined) {
    met = and(met, and(atLeast(sheet.clients, 2), and(atLeast(sheet.largeProjects, 2), sheet.largeAdvanced)));
  } else {
    const found = fromProjects(sheet.projects, moment);
    met = and(met, and(found.clients, and(found.large, found.advanced)));
  }
  met = and(met, and(sheet.typicalAdvanced, sheet.mis));
  if (met === NO) return 0;

  met = and(met, since(sheet.principalSince, moment.four));
  met = and(met, and(sheet.techSenior, since(sheet.techSince, moment.four)));
  met = and(met, and(sheet.financeLead, sheet.platform));
  met = and(met, atLeast(sheet.staff, 50));
  met = and(met, shareAtLeast(sheet.college, sheet.staff, 70));
  met = and(met, and(sheet.experts, sheet.hr));
  return (met === YES ? 1 : 0) | ((met & 1) << 8);
}
