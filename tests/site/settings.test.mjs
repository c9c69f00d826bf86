// Settings: which rule books are in use, language and appearance, room in the browser, beginning anew.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, launch, newPage, open, saved, says } from "./harness.mjs";
import { regimes } from "./pages.mjs";
import { loaded, section, settings, withExample, withIndicators } from "./settings.mjs";
import { keptFiles, keptSaves } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("the page says which rule books are in use, in which version, and where they come from", async () => {
  const page = await newPage(browser);
  await settings(page);
  const books = section(page, "books").locator("ul.books > li");
  await counted(books, regimes.length);
  const book = (regime) => books.filter({ has: page.locator(`h3 a[href='#/clauses/${regime}']`) });
  for (const regime of regimes) {
    await says(book(regime), /规则编码版本\s+\d+\.\d+\.\d+\s+来自\s+随本站发布/);
  }
  await says(book("om"), /历史文件/);
  for (const regime of ["credit", "iets", "nextgen-it", "iii-consulting"]) {
    const chips = await book(regime).locator(".chip").allInnerTexts();
    assert.ok(chips.some((chip) => /未载明日期$/.test(chip)) && !chips.some((chip) => /有效$/.test(chip)), chips.join());
  }
  await says(section(page, "books"), /本程序版本 \d+\.\d+\.\d+[\s\S]*已收录年份：[\d、–]*2026/);
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("language and appearance are chosen here as in the header, and stay", async () => {
  const page = await newPage(browser);
  await settings(page);
  await page.locator("label:has(#theme-2)").click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await says(page.locator("footer"), /外观：深色/);
  await page.locator("footer button").click();
  assert.ok(await page.locator("#theme").isChecked(), "the footer's button moves the choice");
  await page.locator("label:has(#theme-1)").click();
  await page.locator("label:has(#language-1)").click();
  await page.getByRole("heading", { name: "Rule books and settings" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Rule books and settings" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
  assertNoErrors(page);
  await page.context().close();
});

test("the page says what is kept and how much room there is, and asks the browser to keep it", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    window.answer = false;
    StorageManager.prototype.estimate = async () => ({ usage: 12_345_678, quota: 2_000_000_000 });
    StorageManager.prototype.persisted = async () => window.answer;
    StorageManager.prototype.persist = async () => window.answer;
  });
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await open(page, "#/evidence");
  await page.locator("#add-licence").setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(12_000, "a") });
  await page.getByText("执照.pdf").first().waitFor();
  await settings(page);
  await says(page.locator("#kept-here"), /单位 1 个（其中已归档 0 个），存下的状态 0 个，补充规则 0 份，附件 1 个共 12\.0 KB/);
  await page.locator("#room").filter({ hasText: "本站已用约 12.3 MB，还可用约 2.0 GB" }).waitFor();
  await page.locator("#keeping").filter({ hasText: "可能被浏览器清理" }).waitFor();
  await page.locator("#persist").click();
  await page.getByText("浏览器没有答应").waitFor();
  await page.evaluate(() => (window.answer = true));
  await page.locator("#persist").click();
  await page.locator("#keeping").filter({ hasText: "已答应长期保留" }).waitFor();
  await page.locator("#persist").waitFor({ state: "detached" });
  assertNoErrors(page);
  await page.context().close();
});

/** How much is kept: files, what the saves say, and settings. */
async function kept(page) {
  const saves = [...(await keptSaves(page)).values()];
  return {
    files: (await keptFiles(page)).size,
    texts: saves.map(({ text }) => text ?? "").join("\n"),
    settings: await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ziping."))),
  };
}

test("everything is erased after a back-up was offered and a word typed, and comes back as long as the page is open", async () => {
  const page = await withExample(browser);
  await page.evaluate(() => localStorage.setItem("another.app", "stays"));
  await open(page, "#/evidence");
  await page.locator("#add-licence").setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer: Buffer.from("执照的内容") });
  await page.getByText("执照.pdf").first().waitFor();
  await settings(page);
  await withIndicators(page);
  await page.locator("label:has(#theme-2)").click();
  await saved(page);

  await page.locator("#erase-all").click();
  const dialog = page.locator("dialog[open]");
  await says(dialog, /单位 1 个，补充规则 1 份，附件 1 个共 15 B/);
  const backup = await download(page, () => dialog.locator("#erase-backup").click());
  assert.ok(readFileSync(backup).length > 1000);
  assert.ok(await dialog.locator("#erase-now").isDisabled(), "not without the word");
  await dialog.locator("#erase-word").fill("清除");
  await dialog.locator("#erase-now").click();
  const notice = page.locator(".notice").filter({ hasText: "全部数据已从浏览器中清除" });
  await notice.waitFor();
  await saved(page);
  const gone = await kept(page);
  assert.deepEqual([gone.files, gone.settings], [0, []]);
  assert.ok(!gone.texts.includes("示例科技有限公司"), "no answer is left in the database");
  assert.equal(await page.evaluate(() => localStorage.getItem("another.app")), "stays");
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();

  await notice.getByRole("button").click();
  await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
  await open(page, "#/evidence");
  const path = await download(page, () => page.getByRole("button", { name: "下载 执照.pdf" }).click());
  assert.equal(readFileSync(path, "utf8"), "执照的内容");
  await saved(page);
  await page.reload();
  await page.getByText("执照.pdf").first().waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("what was erased is gone with the page", async () => {
  const page = await withExample(browser);
  await page.locator("#erase-all").click();
  await page.locator("#erase-word").fill("清除");
  await page.keyboard.press("Enter");
  await page.locator(".notice").filter({ hasText: "全部数据已从浏览器中清除" }).waitFor();
  await saved(page);
  await page.reload();
  await section(page, "erase").waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
  assert.ok(!(await kept(page)).texts.includes("示例科技有限公司"));
  assertNoErrors(page);
  await page.context().close();
});
