// The clauses: where something comes from, in one click; from a clause to its question, and back to where one was.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, counted, launch, newPage, open } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("from a question to its clause and from the clause back to the question", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/credit/caps_b");
  const question = page.locator("section.q", { hasText: "因产品质量被有关部门处罚过" });
  await question.locator("button.clause", { hasText: "第九条（一）4" }).click();
  const dialog = page.locator("dialog");
  await dialog.locator("dt", { hasText: "办法怎么说（转述）" }).waitFor();
  await dialog.locator("a").first().click();
  const article = page.locator("article", { hasText: "第九条（一）4" });
  await article.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "ARTICLE");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /第九条（一）4/);
  // The item leads to its very question, with the focus in it.
  await article.locator(".encoded button.link").first().click();
  await question.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("section.q") !== null);
  assert.match(await page.evaluate(() => document.activeElement.closest("section.q").textContent), /因产品质量/);
  assertNoErrors(page);
  await page.context().close();
});

test("what is arguable and what is not published can be shown by itself, and a clause that is come to is always shown", async () => {
  const page = await newPage(browser);
  await open(page, "#/clauses/credit");
  const filter = (text) => page.locator(".clauses .seg label", { hasText: text });
  const articles = page.locator(".clauses article");
  await articles.first().waitFor();
  const all = await articles.count();
  await filter("有未公布的内容").click();
  const gaps = await articles.count();
  assert.ok(gaps > 0 && gaps < all, `${gaps} of ${all}`);
  await counted(articles.filter({ hasText: "文件未公布" }), gaps);
  await filter("有不同理解").click();
  await counted(articles.filter({ has: page.locator(".entry-view:is(.note, .reading)") }), await articles.count());
  await open(page, "#/clauses/credit/第一条");
  await page.locator("#c-第一条").waitFor();
  await counted(articles, all);
  await page.context().close();
});
