// The main job in Firefox, driven through WebDriver BiDi. Playwright's own Firefox is another program than Debian's.
import assert from "node:assert/strict";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { cli, site } from "./harness.mjs";
import { execFileSync } from "node:child_process";

const executablePath = process.env.ZIPING_FIREFOX;
const skip = executablePath ? false : "no Firefox here";

let browser;
let downloads;
before(async () => {
  if (skip) return;
  downloads = await mkdtemp(join(tmpdir(), "ziping-firefox-"));
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    // Debian's packages are made for a user with a home; a test need not have one.
    env: { ...process.env, HOME: downloads },
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.helperApps.neverAsk.saveToDisk": "application/zip",
      "intl.accept_languages": "zh-CN",
    },
  });
});
after(async () => {
  await browser?.close();
  if (downloads) await rm(downloads, { recursive: true, force: true });
});

/** Waits for a file of this ending among the downloads, complete: looks again whenever the folder changes. */
async function downloaded(ending) {
  const watcher = watch(downloads);
  const signal = AbortSignal.timeout(30_000);
  try {
    for (;;) {
      // Listened for before looking, so that nothing comes between.
      const changed = once(watcher, "change", { signal });
      changed.catch(() => {});
      const names = await readdir(downloads);
      // What Firefox writes into first has a name of its own making, without the organisation's.
      const name = names.find((name) => name.endsWith(ending) && /\p{Script=Han}/u.test(name));
      if (name && !names.some((name) => name.endsWith(".part"))) return join(downloads, name);
      await changed;
    }
  } catch (error) {
    throw new Error(`no *${ending} came; there are ${await readdir(downloads)}`, { cause: error });
  } finally {
    watcher.close();
  }
}

test("the main job in Firefox: answer, see the grade capped, come back after a reload, take the package", { skip }, async () => {
  const page = await browser.newPage();
  const [errors, outside] = [[], []];
  // What a page had asked for when it was left has not failed; of such a request through a service worker Firefox says so, and gives no
  // address.
  const left = (text) => text.startsWith("Failed to load ‘’. A ServiceWorker intercepted the request");
  page.on("console", (message) => message.type() === "error" && !left(message.text()) && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== new URL(site).origin) outside.push(url.href);
  });
  const shows = (selector, text) =>
    page.waitForFunction((selector, text) => document.querySelector(selector)?.textContent.includes(text), {}, selector, text);
  const press = async (selector, text) => {
    const all = await page.$$(selector);
    for (const element of all) if ((await element.evaluate((element) => element.textContent)).includes(text)) return element.click();
    throw new Error(`no ${selector} says ${text}`);
  };
  const goto = async (path) => {
    await page.goto(new URL(path, site).href);
    await page.waitForSelector("#main h1");
    await page.waitForSelector("footer.foot");
  };

  await goto("?lang=zh#/");
  await press("button", "载入示例单位");
  await shows("header .saved", "已存于本机");
  await goto("?lang=zh#/assess/credit/caps_b");
  await shows("aside.result .verdict h2", "AA");

  // A penalty of this year, chosen and typed as a person does it.
  const [asked] = await page.$$("xpath/.//section[contains(@class,'q')][contains(.,'因产品质量被有关部门处罚过')]");
  await (await asked.$(".seg label:nth-child(1)")).click();
  await (await asked.$(".seg label:nth-child(2)")).click();
  const day = await asked.waitForSelector("input.day");
  // Today is the day in China, wherever the machine is.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  // The day that was given before has come back with its option; it is typed over.
  await day.focus();
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await day.type(today);
  await shows("aside.result .verdict h2", "B");
  await shows("aside.result", "第九条（一）4");
  await shows("aside.result", String(year + 1));
  await page.waitForSelector("header .saved:not(.saving)");

  await page.reload();
  await shows("aside.result .verdict h2", "B");
  const kept = await page.$$eval("section.q input.day", (fields) => fields.map((field) => field.value));
  assert.ok(kept.includes(today), `${kept}`);

  await goto("?lang=zh#/package/credit");
  // A locator waits until the button no longer moves: what stands above it may still come.
  await page.locator("#make-package").click();
  const zip = await downloaded(".zip");
  const inspected = JSON.parse(execFileSync(cli, ["inspect", "--format", "json", zip], { encoding: "utf8" }));
  assert.ok(inspected, "the package is one that the command line opens");

  assert.deepEqual(errors, []);
  assert.deepEqual(outside, [], "requests outside the origin");
  await page.close();
});
