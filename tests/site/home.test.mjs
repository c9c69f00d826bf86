// The first page: what each rule book is, how far one is and what comes of it so far, and the way back to where one was. The
// organisation's page: what each answer is used for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, assess, drawn, example, launch, newPage, open, pageOn, withAnswers } from "./harness.mjs";
import { loadExample, regimes, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const card = (page, regime) => page.locator(".card", { has: page.locator(`a[href^="#/assess/${regime}"]`) });

test("each rule book says whose it is, whether it is in force, and that nothing is answered yet", async () => {
  const page = await pageOn(browser);
  await open(page);
  await drawn(page);
  for (const regime of regimes) {
    const text = await card(page, regime).innerText();
    assert.ok((await card(page, regime).locator(".issuer").innerText()).length > 3, `${regime}: its issuer`);
    assert.match(text, /还没有回答/, regime);
    assert.equal(/历史文件/.test(text), regime === "om", `${regime}: historical or not`);
  }
  assert.match(await card(page, "credit").innerText(), /AAA、AA、A、B、C/);
  assert.equal(await page.getByRole("link", { name: "继续上次的自评" }).count(), 0, "there is nothing to go on with");
  assertNoErrors(page);
  await page.context().close();
});

test("with answers each rule book says how far one is and what comes of it, as the command line does", async () => {
  const answers = example({ "record.quality_penalty": "2026-03-01" });
  const page = await withAnswers(browser, answers, "#/");
  for (const regime of ["credit", "om", "bizsec"]) {
    const text = await card(page, regime).innerText();
    const { grade, eligible } = assess(regime, answers);
    const said = { true: /申报资格符合/, false: /申报资格不符合/, unknown: /申报资格未定/ }[eligible];
    assert.match(text, said, regime);
    if (regime === "credit") assert.ok(text.includes(`目前预测：${grade.best}`), text);
    const [, answered, asked] = text.match(/已答 (\d+) 项，共 (\d+) 项/).map(Number);
    assert.ok(answered <= asked && asked > 5, text);
  }
  // One answer more is one step further.
  const before = Number((await card(page, "om").innerText()).match(/已答 (\d+)/)[1]);
  await open(page, "#/assess/om/projects");
  await drawn(page);
  await page.locator("section.q .seg label", { hasText: /^是$/ }).first().click();
  await open(page, "#/");
  await page.waitForFunction((count) => document.querySelector("main.home")?.innerText.includes(`已答 ${count} 项`), before + 1);
  assert.equal(Number((await card(page, "om").innerText()).match(/已答 (\d+)/)[1]), before + 1);
  // The way back leads to where one was.
  await page.getByRole("link", { name: "继续上次的自评" }).click();
  await page.waitForFunction(() => location.hash === "#/assess/om/projects");
  assertNoErrors(page);
  await page.context().close();
});

test("each answer of the organisation says which rule books use it, by which clause, and leads there", async () => {
  const page = await pageOn(browser);
  await open(page, "#/organisation");
  await drawn(page);
  const founded = page.locator("section.q", { hasText: "贵单位是哪一天成立的？" });
  await founded.locator("summary", { hasText: "用在哪里" }).click();
  const uses = founded.locator(".uses li");
  const credit = uses.filter({ hasText: "科技服务行业企业信用等级评价" });
  assert.match(await credit.innerText(), /第六条（二）/);
  await credit.getByRole("link").click();
  await page.locator("section.q", { hasText: "贵单位是哪一天成立的？" }).waitFor();
  assert.match(page.url(), /#\/assess\/credit\//);
  assertNoErrors(page);
  await page.context().close();
});

test("the button that leads on stands clear of the text above it, and so do the lines of the settings", async () => {
  const page = await newPage(browser, { viewport: { width: 390, height: 844 } });
  const gap = (above, below) => page.evaluate(([above, below]) => {
    const [first, second] = [above, below].map((selector) => document.querySelector(selector).getBoundingClientRect());
    return second.top - first.bottom;
  }, [above, below]);
  await loadExample(page);
  await visit(page, "#/assess/credit/caps_b");
  await visit(page, "#/");
  assert.ok((await gap("main .lead", "main .lead + p .button")) >= 12);
  await visit(page, "#/settings");
  await page.locator("#erase-all").waitFor();
  assert.ok((await gap("[aria-labelledby=books] > p", "[aria-labelledby=books] > .list")) >= 12);
  await page.context().close();
});
