// The first page: what each rule book is, how far one is and what comes of it so far, and the way back to where one was. The
// organisation's page: what each answer is used for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, assess, counted, drawn, example, launch, newPage, open, pageOn, says, withAnswers } from "./harness.mjs";
import { loadExample, regimes, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const card = (page, regime) => page.locator(".books li", { has: page.locator(`a[href$="/${regime}"]`) });

test("a newcomer is told in one look what it is and which rule book is for whom, and has one obvious way to begin", async () => {
  const page = await newPage(browser, { viewport: { width: 1360, height: 900 } });
  await open(page);
  await drawn(page);
  const primary = page.locator("main .primary");
  await counted(primary, 1);
  assert.equal(await primary.innerText(), "开始");
  for (const element of [page.locator("main .lead"), primary, card(page, "credit")]) {
    const box = await element.boundingBox();
    assert.ok(box.y + box.height <= 900, "it is on the first screen");
  }
  for (const regime of regimes) {
    const text = await card(page, regime).innerText();
    assert.match(text, /还没开始/, regime);
    assert.match(text, /最多 \d+ 题，约 \d+ 分钟/, regime);
    await says(card(page, regime).locator(".who"), /.{4,} · (不分级|.+ 至 .+) · .{4,}/, regime);
    assert.equal(/历史文件/.test(text), regime === "om", `${regime}: historical or not`);
  }
  await says(card(page, "credit").locator(".who"), /AAA 至 C/);
  await says(page.locator(".books li").last(), /历史文件/, "what nobody can apply for stands last");
  // The whole card is the link.
  const link = card(page, "bizsec").locator("a");
  const [whole, inner] = [await card(page, "bizsec").boundingBox(), await link.boundingBox()];
  assert.ok(Math.abs(whole.height - inner.height) < 2 && Math.abs(whole.width - inner.width) < 2);
  await primary.click();
  assert.ok(await page.evaluate(() => document.activeElement.id === "books"), "to the list of the rule books");
  await link.click({ position: { x: inner.width - 8, y: 8 } });
  await page.locator(".walk").waitFor();
  assert.match(page.url(), /#\/ask\/bizsec$/);
  assertNoErrors(page);
  await page.context().close();
});

test("with answers each rule book says how far one is and what comes of it, as the command line does", async () => {
  const answers = example({ "record.quality_penalty": "2026-03-01" });
  const page = await withAnswers(browser, answers, "#/");
  for (const regime of ["credit", "om", "bizsec"]) {
    const text = await card(page, regime).innerText();
    const { grade, eligible } = assess(regime, answers);
    if (eligible === "false") assert.match(text, /申报资格不符合/, regime);
    else assert.match(text, /预测 /, regime);
    if (regime === "credit") assert.ok(text.includes(`预测 ${grade.best}`), text);
  }
  await says(card(page, "credit"), /问题已答完/);
  // One answer more is one question fewer.
  const left = async () => Number((await card(page, "bizsec").innerText()).match(/最多还有 (\d+) 题/)[1]);
  const before = await left();
  await open(page, "#/ask/bizsec");
  await drawn(page);
  await page.locator(".walk .seg label").first().click();
  await open(page, "#/");
  await page.waitForFunction((n) => !document.querySelector("main.home")?.innerText.includes(`最多还有 ${n} 题`), before);
  assert.ok((await left()) < before);
  // The way back leads to where one was.
  await page.getByRole("link", { name: "接着上次的" }).click();
  await page.waitForFunction(() => location.hash === "#/ask/bizsec");
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
  await says(credit, /第六条（二）/);
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
  assert.ok((await gap("main .lead", "main .ways-in .way")) >= 12);
  await visit(page, "#/settings");
  await page.locator("#erase-all").waitFor();
  assert.ok((await gap("[aria-labelledby=books] > p", "[aria-labelledby=books] > .list")) >= 12);
  await page.context().close();
});
