// How long it takes from an answer until everything on the page that depends on it is up to date and laid out.
import { keeping, newPage } from "../site/harness.mjs";
import { firstLoad } from "./bytes.mjs";
import { loadExample, visit } from "../site/pages.mjs";

/**
 * Runs in the page: `count` changes of the control, each timed from the event until everything that follows from it is
 * in the document and laid out. The page draws in microtasks; that nothing of it is drawn after the time is taken, and
 * that the result has changed, is looked at each time. A frame that the browser happens to draw in between would be
 * counted by a clock that is stopped in a later task.
 */
async function changes({ selector, values, count, room: roomOf, verdict, mark }) {
  const drawn = async () => {
    // What is queued while drawing comes after this one, so a few turns.
    for (let turn = 0; turn < 20; turn++) await null;
  };
  const room = document.querySelector(roomOf);
  const late = [];
  const observer = new MutationObserver((records) => late.push(...records));
  const result = () => document.querySelector(verdict).textContent;
  const controls = [...document.querySelectorAll(selector)];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const times = [];
  // What is chosen bears no mark on pages before 2026-12 (`cargo xtask bench --before`); that nothing is drawn late is looked at below.
  const marked = !values && document.querySelector(mark) !== null;
  for (let change = 0; change < count; change++) {
    const before = result();
    // The example has the first of them chosen.
    const chosen = () => controls[(change + 1) % controls.length];
    const start = performance.now();
    if (values) {
      set.call(controls[0], values[change % values.length]);
      controls[0].dispatchEvent(new InputEvent("input", { bubbles: true }));
    } else {
      chosen().click();
    }
    await drawn();
    // Where drawing takes more than a frame, Yew gives the browser a turn in between; that counts too.
    const shown = () => result() !== before && (!marked || chosen().closest(mark) !== null);
    while (!shown() && performance.now() - start < 2000) await new Promise((done) => setTimeout(done));
    document.body.getBoundingClientRect();
    times.push(performance.now() - start);
    if (result() === before) throw new Error(`change ${change} of ${selector} changed no result: ${before}`);
    observer.observe(room, { subtree: true, childList: true, attributes: true, characterData: true });
    // A person's next answer finds the browser at rest: this one is drawn, and what other threads have to do for that is
    // done. Otherwise the clock would run for their work too.
    await new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 2000 })));
    observer.disconnect();
    if (late.length) throw new Error(`change ${change} of ${selector} went on after it was timed: ${late[0].target.outerHTML.slice(0, 200)}`);
  }
  return times;
}

/** Where the site shows what is asked with its result. */
const ROOM = { room: ".room", verdict: "aside.result .verdict", mark: "label.chosen" };
/** Points are typed. */
const POINTS = { ...ROOM, path: "#/assess/credit/scores", selector: "main .q input[type=text]", values: ["5", "6", "7"] };
/** It is chosen whether and when something happened. */
const CHOICE = ".q:first-child .seg label";
export const OCCURRENCE = {
  ...ROOM,
  path: "#/assess/credit/caps_b",
  selector: `main ${CHOICE}:nth-child(1) input, main ${CHOICE}:nth-child(4) input`,
};

/** The same answers on the page of the form library (form/), by the part of the form. */
const LIBRARY = { room: "#form", mark: ".sd-item--checked" };
const IN_LIBRARY = [
  { ...LIBRARY, part: "scores", verdict: "[data-name=said_total]", selector: "[data-name=foundation] input", values: ["5", "6", "7"] },
  {
    ...LIBRARY,
    part: "caps",
    verdict: "[data-name=said_verdict]",
    selector: "[data-name=tax_evasion] input:is([value=never], [value=ongoing])",
  },
];

/** What a first visitor of the form library's page receives until its first question is there. */
export const libraryLoad = (browser, address) =>
  firstLoad(browser, new URL("#caps", address).href, (page) => page.locator("[data-name=tax_evasion] input").first().waitFor());

/** As `answers`, on the page of the form library at `address`, which has the example's answers already. */
export async function answersInLibrary(browser, slowed, address) {
  const timed = [];
  for (const { part, ...change } of IN_LIBRARY) {
    const page = await newPage(browser, { viewport: { width: 1360, height: 1000 } });
    await page.goto(new URL(`#${part}`, address).href);
    await page.locator(change.verdict).waitFor();
    timed.push(...(await measured(page, slowed, change)));
    await page.context().close();
  }
  return spread(timed);
}

/** A hundred changes on a page, after ten to warm up, as after the first answers of a visit. */
async function measured(page, slowed, change) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  const times = await page.evaluate(changes, { ...change, count: 110 });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await session.detach();
  return times.slice(10);
}

/** Median and p95 over a hundred changes of each kind; by default of both kinds. */
export async function answers(browser, slowed, kinds = [POINTS, OCCURRENCE]) {
  const page = await newPage(browser, { ...keeping, viewport: { width: 1360, height: 1000 } });
  // Only the date: the clock that Playwright puts in its place counts whole milliseconds.
  await page.addInitScript(() => {
    const RealDate = Date;
    const ahead = new RealDate("2026-11-21T10:00:00+08:00") - RealDate.now();
    window.Date = class extends RealDate {
      constructor(...parts) {
        super(...(parts.length ? parts : [RealDate.now() + ahead]));
      }
      static now() {
        return RealDate.now() + ahead;
      }
    };
  });
  await loadExample(page);
  const timed = [];
  for (const { path, ...change } of kinds) {
    await visit(page, path);
    timed.push(...(await measured(page, slowed, change)));
  }
  await page.context().close();
  return spread(timed);
}

function spread(timed) {
  timed.sort((a, b) => a - b);
  const at = (share) => timed[Math.min(timed.length - 1, Math.floor(share * timed.length))];
  return { median: at(0.5), p95: at(0.95), count: timed.length };
}

/**
 * What the browser and the machine do of themselves: 200 times, twenty lines of a page without a program are replaced
 * and laid out, timed in the same way. How far its p95 lies above its median is no page's doing.
 */
export async function bare(browser, slowed) {
  const page = await newPage(browser, { ...keeping, viewport: { width: 1360, height: 1000 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  const timed = await page.evaluate(async (count) => {
    const lines = Array.from({ length: 20 }, () => document.body.appendChild(document.createElement("p")));
    const times = [];
    for (let change = 0; change < count; change++) {
      const start = performance.now();
      for (const line of lines) line.textContent = `${change % 2 ? "近三年" : "三年以内"}没有受过行政处罚，可以申报 A 级（第十七条）`;
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
      await new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 2000 })));
    }
    return times;
  }, 210);
  await page.context().close();
  return spread(timed.slice(10));
}
