// Browsers at the lower bound: the main job on Chromium 109 (the last for Windows 7), looked at in pictures; on Chromium
// 92 a notice that names browsers that work. WebKit does the main job too, where Debian brings it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, newPage, open, python, saved, site } from "./harness.mjs";
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

/** Pictures of today's browser in the same places, and a sheet with both beside each other, to be looked at. */
async function beside() {
  const browser = await launch(["--hide-scrollbars"]);
  try {
    const page = await newPage(browser, { viewport: { width: 1360, height: 900 } });
    const shot = (page, name) => page.screenshot({ path: join(pictures, `today-${name}.png`) });
    await open(page);
    await page.getByRole("button", { name: "载入示例单位" }).waitFor();
    await shot(page, "home");
    await page.getByRole("button", { name: "载入示例单位" }).click();
    await saved(page);
    for (const [name, place, there] of [["assess", "#/assess/credit/caps_b", ".seg label.chosen"], ["result", "#/result/credit", "table.why-table"]]) {
      await page.evaluate((place) => (location.hash = place), place);
      await page.locator(there).first().waitFor();
      await shot(page, name);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site}?lang=en#/assess/credit/caps_b`);
    await page.locator(".seg label.chosen").first().waitFor();
    await shot(page, "phone");
    const sheet = await newPage(browser, { viewport: { width: 1400, height: 900 } });
    const image = (name) => `<img src="data:image/png;base64,${readFileSync(join(pictures, `${name}.png`)).toString("base64")}">`;
    const row = (name) => `<tr><td>${image(`chromium-109-${name}`)}<td>${image(`today-${name}`)}`;
    const style = "img { width: 680px; border: 1px solid #888 } tr:last-child img { width: 390px } body { margin: 8px; font: 16px sans-serif }";
    await sheet.setContent(`<style>${style}</style><table><tr><th>Chromium 109<th>${browser.version()}${["home", "assess", "result", "phone"].map(row).join("")}</table>`);
    await sheet.screenshot({ path: join(pictures, "chromium-109-beside-today.png"), fullPage: true });
  } finally {
    await browser.close();
  }
}

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
    await page.until(`document.querySelector("#make-package:enabled")`);
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
  await beside();
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
    await browser.until(`document.querySelector("#make-package:enabled")`);
    // What the page hands to the browser as a download.
    const size = await browser.evaluate(`
      const made = new Promise((done) => {
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { done(blob.size); return create.call(URL, blob); };
      });
      document.querySelector("#make-package").click();
      return await made;`);
    assert.ok(size > 50_000, `${size} bytes`);
    // WebKit puts a page that is left to sleep, in the middle of what it writes too.
    await browser.goto(`${site}?again#/result/credit`);
    await browser.until(`document.querySelector("table.why-table")`);
    for (const name of ["甲一有限公司", "甲二有限公司", "甲三有限公司"]) {
      await browser.evaluate(`location.hash = "#/organisation"`);
      await browser.until(`document.querySelector("#client-name")`);
      // Left as soon as the save has begun to read what it goes on from, and before it has written.
      await browser.evaluate(`
        const begun = new Promise((done) => {
          const get = IDBObjectStore.prototype.get;
          IDBObjectStore.prototype.get = function (key) {
            if (this.name === "saves" && this.transaction.mode === "readwrite") done();
            return get.call(this, key);
          };
        });
        const field = document.querySelector("#client-name");
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, ${JSON.stringify(name)});
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await begun;`);
      await browser.goto(`${site}?left=${encodeURIComponent(name)}#/organisation`);
      await browser.until(`document.querySelector("#client-name")?.value === ${JSON.stringify(name)}`);
    }
  } finally {
    await browser.close();
  }
});
