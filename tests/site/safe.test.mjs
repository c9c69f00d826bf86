// A change is safe from the moment the field shows it: no save may ever come, the next page has it all the same.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { clipboard, launch, newContext, newPage, open, paste as pasteText, saved, site } from "./harness.mjs";
import { keptSaves } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const NAME = "#client-name";

/** In this page no save is written any more; notes are. */
const saveNothing = (page) =>
  page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (this.name === "saves") throw new DOMException("not now", "AbortError");
      return put.call(this, value, key);
    };
  });

/** Types a name; once this is over the field shows it. */
async function typeName(page, name) {
  await page.locator(NAME).fill(name);
  await page.waitForFunction(([field, name]) => document.querySelector(field).value === name, [NAME, name]);
}

const nameIn = (page) => page.locator(NAME).inputValue();

/** The date of establishment, in which half a date is no answer yet. */
const date = (page) => page.locator("section.q, .sub").filter({ hasText: "贵单位是哪一天成立的？" }).last().locator("input[type=text]").first();

const tabIn = async (context) => Object.assign(await context.newPage(), { record: { errors: [] } });

test("a reload at once loses nothing: no answer, no half answer, nothing of a first visit", async () => {
  const page = await newPage(browser);
  await open(page, "#/organisation");
  await saveNothing(page);
  await date(page).fill("2016-13");
  await typeName(page, "首访有限公司");
  await page.reload();
  await page.locator(NAME).waitFor();
  assert.equal(await nameIn(page), "首访有限公司");
  assert.equal(await date(page).inputValue(), "2016-13");
  await saved(page);
  // What was noted is saved now and noted no more.
  await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("ziping.journal.")));
  await page.reload();
  await page.locator(NAME).waitFor();
  assert.equal(await nameIn(page), "首访有限公司");
  await page.context().close();
});

test("a tab closed at once loses nothing; the next one has it", async () => {
  const context = await newContext(browser);
  const page = await tabIn(context);
  await open(page, "#/organisation");
  await typeName(page, "关页有限公司");
  await saved(page);
  await saveNothing(page);
  await typeName(page, "关页有限公司改名");
  await page.close();
  const next = await tabIn(context);
  await open(next, "#/organisation");
  assert.equal(await nameIn(next), "关页有限公司改名");
  // What was noted is saved now.
  await next.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("ziping.journal.")));
  assert.ok((await keptSaves(next)).get("workspace").text.includes("关页有限公司改名"));
  await context.close();
});

test("a tab that crashes at once loses nothing", async () => {
  const context = await newContext(browser);
  const page = await tabIn(context);
  await open(page, "#/organisation");
  await saveNothing(page);
  await typeName(page, "骤停有限公司");
  const crashed = page.waitForEvent("crash");
  page.goto("chrome://crash").catch(() => {});
  await crashed;
  const next = await tabIn(context);
  await open(next, "#/organisation");
  assert.equal(await nameIn(next), "骤停有限公司");
  await context.close();
});

/** A browser of its own with this profile, and its process. */
async function browserWith(profile) {
  const args = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run", "--lang=zh-CN", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const process = spawn(globalThis.process.env.ZIPING_CHROMIUM, args, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const lines = createInterface({ input: process.stderr });
  const address = await new Promise((done, failed) => {
    lines.on("line", (line) => {
      const [, found] = line.match(/DevTools listening on (ws:\S+)/) ?? [];
      if (found) done(found);
    });
    process.once("exit", (code) => failed(new Error(`the browser ended: ${code}`)));
  });
  const connected = await chromium.connectOverCDP(address);
  return { process, context: connected.contexts()[0] };
}

/**
 * Waits until the database of notes holds this text. A note is begun while the key is handled and is in the database some
 * milliseconds later, before any save; a browser that is killed within these loses the last key.
 */
const noted = (page, text) =>
  page.waitForFunction(
    (text) =>
      new Promise((done) => {
        const opening = indexedDB.open("ziping-journal");
        opening.onsuccess = () => {
          const reading = opening.result.transaction("notes").objectStore("notes").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            done(reading.result.some((note) => note.includes(text)));
          };
        };
      }),
    text,
  );

/** Ends a browser with all its processes, which have no time to write anything. */
const kill = async ({ process: child }) => {
  const ended = new Promise((done) => child.once("exit", done));
  process.kill(-child.pid, "SIGKILL");
  await ended;
};

test("a browser killed as soon as a change is noted loses nothing, though no save ever came", async () => {
  const profile = await mkdtemp(join(tmpdir(), "ziping-kill-"));
  let running;
  try {
    const names = ["被杀有限公司", "再杀有限公司", "三杀有限公司"];
    let before = "";
    for (const name of names) {
      running = await browserWith(profile);
      const page = await tabIn(running.context);
      await open(page, "?lang=zh#/organisation");
      assert.equal(await nameIn(page), before);
      await saveNothing(page);
      await typeName(page, name);
      await noted(page, name);
      await kill(running);
      before = name;
    }
    running = await browserWith(profile);
    const page = await tabIn(running.context);
    await open(page, "?lang=zh#/organisation");
    assert.equal(await nameIn(page), before);
  } finally {
    // A browser that is left running would keep this file of tests from ending.
    if (running && running.process.exitCode === null && running.process.signalCode === null) await kill(running);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** The first cell of the table of projects. */
const FIRST = "第 1 行 用户（客户）";

test("rows pasted into a table are safe before they are saved, and so is one cell among thousands", async () => {
  const page = await newPage(browser, clipboard);
  await open(page, "#/assess/om/projects");
  await page.locator(".table-field").waitFor();
  const paste = async (rows) => {
    await page.getByRole("button", { name: "从表格软件粘贴" }).click();
    await pasteText(page, page.locator("dialog textarea"), rows.join("\n"));
    await page.locator("dialog button.primary:enabled").click();
    // Rows are safe once the page shows them.
    await page.waitForFunction((label) => document.querySelector(`[aria-label="${label}"]`)?.value === "客户0", FIRST);
  };
  await saveNothing(page);
  await paste(Array.from({ length: 3000 }, (_, row) => `客户${row}\t项目${row}\t1500000\t是\t2024-01-01\t2026-12-31`));
  await page.reload();
  const first = page.getByLabel(FIRST).first();
  await first.waitFor();
  assert.equal(await first.inputValue(), "客户0");
  await saved(page);
  await saveNothing(page);
  await first.fill("改过的客户");
  await page.reload();
  await first.waitFor();
  assert.equal(await first.inputValue(), "改过的客户");
  assert.equal(await page.getByLabel("第 2 行 用户（客户）").first().inputValue(), "客户1");
  await page.context().close();
});

test("where another page holds what is saved, the page says so and goes on by itself once that is over", async () => {
  const page = await newPage(browser);
  await open(page, "#/organisation");
  await typeName(page, "等待有限公司");
  await saved(page);
  const other = await tabIn(page.context());
  await other.goto(`${site}manifest.webmanifest`);
  // A transaction that never ends by itself, as a page has that a browser has put to sleep while it wrote.
  await other.evaluate(
    () =>
      new Promise((holds) => {
        const opening = indexedDB.open("ziping");
        opening.onsuccess = () => {
          const store = opening.result.transaction("saves", "readwrite").objectStore("saves");
          const again = () => {
            if (!window.over) store.get("revision").onsuccess = again;
          };
          again();
          holds();
        };
      }),
  );
  await page.goto(`${site}?again#/organisation`);
  const said = page.getByText("本浏览器中另有本站的页面占着");
  await said.waitFor();
  await other.evaluate(() => (window.over = true));
  await page.locator(NAME).waitFor();
  assert.equal(await nameIn(page), "等待有限公司");
  assert.equal(await said.count(), 0);
  await page.context().close();
});

test("a save given up while the page slept is made when it is shown again, without an alarm", async () => {
  const page = await newPage(browser);
  await open(page, "#/organisation");
  await typeName(page, "睡过有限公司");
  await saved(page);
  await page.evaluate(() => {
    window.said = new Set();
    const look = () => window.said.add(document.querySelector("header [role=status]")?.textContent);
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    // As the browser does: the page is put to sleep in the middle of a save, and shown again later.
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      IDBObjectStore.prototype.put = put;
      const request = put.apply(this, given);
      const is = (type) => window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      is("pagehide");
      setTimeout(() => {
        window.woken = true;
        is("pageshow");
      }, 300);
      return request;
    };
  });
  await typeName(page, "醒来有限公司");
  await page.waitForFunction(() => window.woken);
  await saved(page);
  const said = await page.evaluate(() => [...window.said]);
  assert.ok(said.length > 0 && said.every((text) => !text.includes("没有存上")), said.join(" | "));
  await page.goto("about:blank");
  await open(page, "#/organisation");
  assert.equal(await nameIn(page), "醒来有限公司");
  await page.context().close();
});

test("where nothing can be kept at once the page works and saves as before", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open(page, "#/organisation");
  await typeName(page, "无札记有限公司");
  await saved(page);
  await page.reload();
  await page.locator(NAME).waitFor();
  assert.equal(await nameIn(page), "无札记有限公司");
  await page.context().close();
});
