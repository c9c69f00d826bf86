// Browsers at the lower bound: the main job on Chromium 109 (the last for Windows 7), looked at in pictures; on Chromium
// 92 a notice that names browsers that work. WebKit does the main job too, where Debian brings it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { python, site } from "./harness.mjs";
import { oldBrowser } from "./old.mjs";
import { webkit } from "./webkit.mjs";

const pictures = new URL("../../target/screenshots/", import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });

const EXAMPLE = `[...document.querySelectorAll("main button")].find((button) => /示例/.test(button.textContent))`;
const go = (place) => `location.hash = ${JSON.stringify(place)}; true`;

/** Whether a chosen answer and a card can be told from the paper: colours that a browser does not know leave none. */
const COLOURED = `(() => {
  const colour = (selector) => getComputedStyle(document.querySelector(selector)).backgroundColor;
  const paper = getComputedStyle(document.body).backgroundColor;
  return paper === "rgb(250, 248, 244)" && colour(".seg label.chosen") !== colour(".seg label:not(.chosen)");
})()`;

test("Chromium 109: questions, result, package, and everything is there after a reload; it looks as it should", async () => {
  const browser = await oldBrowser("chromium-109");
  try {
    const page = await browser.page();
    await page.goto(site);
    await page.until("document.documentElement.dataset.started !== undefined");
    await page.until(EXAMPLE);
    await page.picture(join(pictures, "chromium-109-home.png"));
    await page.evaluate(`${EXAMPLE}.click()`);
    await page.until(`/已存于本机/.test(document.querySelector("header [role=status]").textContent)`);
    await page.evaluate(go("#/assess/credit/caps_b"));
    await page.until(`/AA/.test(document.querySelector(".verdict").textContent)`);
    await page.until(`document.querySelector(".seg label.chosen")`);
    assert.equal(await page.evaluate(COLOURED), true, "colours are there");
    await page.picture(join(pictures, "chromium-109-assess.png"));
    await page.evaluate(go("#/result/credit"));
    await page.until(`document.querySelector("table.why-table")`);
    await page.picture(join(pictures, "chromium-109-result.png"));
    await page.evaluate(go("#/package/credit"));
    await page.until(`document.querySelector("#make-package")`);
    const zip = await page.download(() => page.evaluate(`document.querySelector("#make-package").click()`));
    const tested = execFileSync(python, ["-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())", zip], { encoding: "utf8" });
    assert.equal(tested.trim(), "None", "the archive is sound");
    await page.goto(`${site}?again#/result/credit`);
    await page.until(`document.querySelector("table.why-table")`);
    assert.equal(await page.evaluate(`document.querySelector("#not-started")`), null);
    const phone = await browser.page(390, 844);
    await phone.goto(`${site}?lang=en#/assess/credit/caps_b`);
    await phone.until(`document.querySelector(".seg label.chosen")`);
    await phone.picture(join(pictures, "chromium-109-phone.png"));
  } finally {
    browser.close();
  }
});

test("Chromium 92: a notice that names browsers that work", async () => {
  const browser = await oldBrowser("chromium-92");
  try {
    const page = await browser.page();
    await page.goto(site);
    await page.until(`document.documentElement.getAttribute("data-not-started") === "old"`);
    const said = await page.evaluate(`document.querySelector("#not-started").innerText`);
    assert.match(said, /Chrome 108.*Firefox 115.*Safari 16\.4/);
    assert.doesNotMatch(said, /没有取到|作为文件/, "one reason only");
    await page.picture(join(pictures, "chromium-92-home.png"));
  } finally {
    browser.close();
  }
});

test("WebKit: questions, result, a package, and everything is there after a reload", async (t) => {
  const browser = await webkit();
  if (!browser) return t.skip("no WebKitWebDriver on this machine");
  try {
    await browser.goto(site);
    await browser.until(`document.documentElement.dataset.started !== undefined && ${EXAMPLE}`);
    await browser.evaluate(`${EXAMPLE}.click()`);
    await browser.until(`/已存于本机/.test(document.querySelector("header [role=status]").textContent)`);
    await browser.evaluate(`location.hash = "#/assess/credit/caps_b"`);
    await browser.until(`/AA/.test(document.querySelector(".verdict").textContent)`);
    await browser.evaluate(`location.hash = "#/package/credit"`);
    await browser.until(`document.querySelector("#make-package")`);
    // What the page hands to the browser as a download.
    const size = await browser.evaluate(`
      const made = new Promise((done) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { done(blob.size); return create.call(URL, blob); };
      });
      document.querySelector("#make-package").click();
      return await made;`);
    assert.ok(size > 50_000, `${size} bytes`);
    await browser.goto(`${site}?again#/result/credit`);
    await browser.until(`document.querySelector("table.why-table")`);
  } finally {
    await browser.close();
  }
});
