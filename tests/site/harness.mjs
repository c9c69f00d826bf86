// What the browser tests share: a browser, a page whose errors and requests are recorded, downloads.
// `cargo xtask test browser` sets the environment.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** A setting that `cargo xtask` passes on. */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the tests with \`cargo xtask test browser\``);
  return value;
}

/** The built site: at the root of a host, below a path of a host, and as files. */
export const site = setting("ZIPING_SITE");
export const siteBelow = process.env.ZIPING_SITE_BELOW;
export const dist = process.env.ZIPING_DIST;
/** Other programs: the command line, a Python with python-docx and openpyxl. */
export const cli = process.env.ZIPING_CLI;
export const python = process.env.ZIPING_PYTHON;

/** Chromium without a window, where there is one: a context costs a quarter of what it costs in the whole browser. */
const shell = process.env.ZIPING_HEADLESS_SHELL;

/** Starts headless Chromium with a new, empty profile; `more`: further switches. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: shell ?? setting("ZIPING_CHROMIUM"),
    // Playwright's own headless switch hides scroll bars and says that there is no mouse.
    headless: false,
    args: [
      shell ? "--headless" : "--headless=new",
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...more,
    ],
  });
}

/** For contexts in which the site is kept for use without a network, as in every visitor's browser. */
export const keeping = { serviceWorkers: "allow" };

/**
 * A context of its own. Copying the whole site for use without a network takes a quarter of the time of a test that opens one
 * page, so only tests that are about it let the page do so.
 */
export const newContext = (browser, options = {}) =>
  browser.newContext({ locale: "zh-CN", acceptDownloads: true, serviceWorkers: "block", ...options });

/**
 * A page in a context of its own. `page.record` has what went wrong and what was asked for:
 * `errors` (console errors, exceptions, failed requests) and `requests` (addresses).
 */
export async function newPage(browser, options = {}) {
  const context = await newContext(browser, options);
  const page = await context.newPage();
  // A wait ends when what it waits for is there; the limit only tells a stuck page from a busy machine.
  page.setDefaultTimeout(30_000);
  page.record = { errors: [], requests: [] };
  record(page);
  return page;
}

/** What a page may do with the clipboard; for contexts in which a test pastes. */
export const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

/**
 * Puts a text in the place of what a field holds, from the clipboard, as people do. Typing a long text in at once, which
 * `fill` does, takes Chromium a time that grows with the square of its lines.
 */
export async function paste(page, field, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await field.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
}

/** A page on the day of the examples, or another one. Only the date stands still: timers run. */
export async function pageOn(browser, options = {}, day = "2026-11-21") {
  const page = await newPage(browser, options);
  await page.clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
  return page;
}

function record(page) {
  const { errors, requests } = page.record;
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What a page had asked for when it was left, or asked for no longer, has not failed.
    if (why !== "net::ERR_ABORTED") errors.push(`failed: ${request.url()} ${why}`);
  });
  // The context sees the requests of workers and service workers too.
  page.context().on("request", (request) => requests.push(request.url()));
  page.on("websocket", (socket) => requests.push(socket.url()));
}

/** Opens an address of the site (relative to `base`) and waits until it is drawn. */
export async function open(page, path = "", base = site) {
  await page.goto(new URL(path, base).href);
  try {
    await page.locator("h1").first().waitFor();
  } catch (error) {
    throw new Error(`${page.url()} shows no heading\n${page.record.errors.join("\n")}`, { cause: error });
  }
}

/** Headings of a page whose rule book is still on its way. */
const waiting = ["正在打开规则", "Opening the rule book"];

/** Waits until the page that the address names is drawn: not the text before the program, not *opening…*. */
export async function drawn(page) {
  await page.waitForFunction((waiting) => {
    const heading = document.querySelector("#main h1, #main h2");
    const busy = document.querySelector("main[aria-busy=true]");
    return heading && !busy && document.querySelector("footer.foot") && !waiting.some((text) => heading.textContent.includes(text));
  }, waiting);
  // A change of the address is drawn in the frame after the next at the latest.
  await framed(page, 2);
}

/** Waits for frames; where the browser draws none for so long, nothing is on its way to the page. */
export async function framed(page, count = 1) {
  await page.evaluate(
    (count) =>
      new Promise((done) => {
        const frame = (left) => (left ? requestAnimationFrame(() => frame(left - 1)) : done());
        frame(count);
        // A bound, not a wait: a page in the background is given no frames at all.
        setTimeout(done, 2_000);
      }),
    count,
  );
}

/** What is read of a page as soon as it is good, or what it is after a hundred frames: `read` is asked again every fourth. */
async function soon(page, read, good) {
  for (let left = 25; ; left -= 1) {
    const seen = await read();
    if (left === 0 || good(seen)) return seen;
    await framed(page, 4);
  }
}

/** There are so many of these, or soon are: some parts of a page are drawn when their program has come. */
export async function counted(places, expected, message) {
  assert.equal(await soon(places.page(), () => places.count(), (count) => count === expected), expected, message);
}

/** This place shows such a text, or soon does: what follows from an answer is worked out beside the page. */
export async function says(place, expected, message) {
  assert.match(await soon(place.page(), () => place.innerText(), (text) => expected.test(text)), expected, message);
}

/** The same of its whole text: lines in one, and with what is folded away. */
export async function holds(place, expected, message) {
  assert.match(await soon(place.page(), () => place.textContent(), (text) => expected.test(text)), expected, message);
}

/** The association's forms on the package page are shown and written down. */
export const formsAreKept = (page) => page.locator("details.forms[aria-busy=false]").waitFor();

/** Waits until all that was entered is saved. */
export const saved = (page) => page.locator("header [role=status]").filter({ hasText: "已存于本机" }).waitFor();

/** The made-up organisation's answers to the credit rating, some of them changed; `undefined` takes one back. */
export function example(changes = {}) {
  const answers = JSON.parse(readFileSync(new URL("../../content/credit/example.json", import.meta.url), "utf8"));
  return { ...answers, facts: { ...answers.facts, ...changes } };
}

/** What the command line says of answers, on the day of the examples. */
export function assess(regime, answers) {
  const folder = mkdtempSync(join(tmpdir(), "ziping-"));
  const path = join(folder, "answers.json");
  writeFileSync(path, JSON.stringify(answers));
  const asked = ["assess", "--regime", regime, "--as-of", "2026-11-21", "--format", "json", path];
  return JSON.parse(execFileSync(cli, asked, { encoding: "utf8" }));
}

/** An answer file, as a file chooser takes it. */
export function answerFile(answers) {
  return { name: "answers.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(answers)) };
}

/** A place of the site on the day of the examples, with an organisation of these answers; `query`: before the `#`. */
export async function withAnswers(browser, answers, place, { query = "", ...options } = {}) {
  const page = await pageOn(browser, options);
  await open(page, query);
  await page.locator("#import").setInputFiles(answerFile(answers));
  await page.locator("header .whose", { hasText: answers.organisation.slice(0, 4) }).waitFor();
  await open(page, query + place);
  await framed(page);
  await drawn(page);
  return page;
}

/** Nothing went wrong in this page so far. */
export function assertNoErrors(page) {
  assert.deepEqual(page.record.errors, []);
}

/** Everything this page asked for was of its own origin, or made in the page itself. */
export function assertStayedHome(page, base = site) {
  const outside = page.record.requests.filter((address) => {
    const url = new URL(address);
    return !["blob:", "data:"].includes(url.protocol) && url.origin !== new URL(base).origin;
  });
  assert.deepEqual(outside, [], "requests outside the origin");
}

/** Does what starts a download and returns the path of the downloaded file, under its suggested name. */
export async function download(page, start) {
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  const folder = await mkdtemp(join(tmpdir(), "ziping-"));
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** Drops a file or folder on the page, as people do. */
export async function drop(page, path) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
}
