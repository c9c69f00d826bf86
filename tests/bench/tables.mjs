// Tables as large as they may be: how long a page with one takes to open, and what a keystroke in it costs, beside the
// same with ten rows.
import { answerFile, drawn, newPage, open, saved } from "../site/harness.mjs";

/** The most rows that a table takes. */
export const MOST = 10_000;

/** Answers to om with so many projects. */
function answers(rows) {
  const project = (_, row) => ({
    client: `用户${row % 977}`,
    name: `运维项目${row}`,
    annual_value: String(500_000 + 1_000 * (row % 900)),
    own_platform: row % 3 > 0,
    start: `20${15 + (row % 11)}-${String(1 + (row % 12)).padStart(2, "0")}-01`,
    end: `20${16 + (row % 13)}-${String(1 + (row % 12)).padStart(2, "0")}-28`,
  });
  return {
    schema: 1,
    organisation: "大表有限公司",
    facts: { "org.kind": "enterprise", "om.staff": 60, "om.staff_college": 50, "om.projects": Array.from({ length: rows }, project) },
  };
}

/** Runs in the page: goes to a place and waits until its table and the result stand there, laid out. */
async function opens(place) {
  const start = performance.now();
  location.hash = place;
  const there = () => document.querySelector(".table-field tbody tr") && document.querySelector("aside.result .verdict")?.textContent;
  while (!there() && performance.now() - start < 60_000) await new Promise((done) => setTimeout(done));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}

/**
 * Runs in the page: keys pressed in a field, each timed from the event until everything that follows from it is drawn and
 * laid out. `long`: tasks over 50 ms that came of it, also those that the page puts off.
 */
async function keys({ selector, values, count }) {
  const long = [];
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => long.push(duration)));
  observer.observe({ type: "longtask" });
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const times = [];
  for (let key = 0; key < count; key++) {
    const field = document.querySelector(selector);
    field.focus();
    const start = performance.now();
    set.call(field, values[key % values.length]);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // The page draws in microtasks; what is queued while drawing comes after this one.
    for (let turn = 0; turn < 20; turn++) await null;
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    // What was put off is done before the next key.
    await new Promise((done) => setTimeout(done, 120));
    await new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 2000 })));
  }
  observer.disconnect();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { median: at(0.5), p95: at(0.95), long: long.length ? Math.max(...long) : 0 };
}

/** With so many rows: opening from the first page, opening after a reload, a key in a cell, a key in another answer. */
export async function tables(browser, rows) {
  const page = await newPage(browser, { viewport: { width: 1360, height: 1000 } });
  page.setDefaultTimeout(120_000);
  await open(page);
  await page.locator("#import").setInputFiles(answerFile(answers(rows)));
  await page.locator("header .whose", { hasText: "大表有限" }).waitFor();
  await saved(page);
  // The parts of the program are here from now on: what is timed is the table.
  await page.evaluate(opens, "#/assess/om/projects");
  await page.evaluate((place) => (location.hash = place), "#/");
  await drawn(page);
  const opened = await page.evaluate(opens, "#/assess/om/projects");
  // What the page's thread has worked, whatever else the machine does: all that a key brings about, put off or not.
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  const COUNT = 30;
  const key = async (selector, values) => {
    const before = await worked();
    const times = await page.evaluate(keys, { selector, values, count: COUNT });
    return { ...times, cpu: ((await worked()) - before) / COUNT };
  };
  const word = await key(".table-field tbody tr:first-child td:nth-child(2) input", ["运维项目甲", "运维项目乙", "运维项目丙"]);
  const amount = await key(".table-field tbody tr:first-child td:nth-child(3) input", ["90万", "120万", "150万"]);
  await page.evaluate((place) => (location.hash = place), "#/assess/om/people");
  await page.locator("main .q input[type=text]").first().waitFor();
  const other = await key("main .q input[type=text]", ["49", "50", "51"]);
  await saved(page);
  await page.goto(new URL("#/assess/om/projects", page.url()).href);
  await page.reload();
  await page.locator(".table-field tbody tr").first().waitFor();
  const reloaded = await page.evaluate(() => performance.now());
  await page.context().close();
  return { opened, reloaded, word, amount, other };
}
