// The result page: a report that follows the day one drags to, filters its conditions, and prints whole.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, assess, counted, example, launch, open, says, withAnswers } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The result page of the example, with some answers changed; `undefined` takes one back. */
const result = (changes, options) => withAnswers(browser, example(changes), "#/result/credit", options);

const verdict = (page) => page.locator(".report .verdict h2");
const rows = (page) => page.locator(".conditions tbody tr:visible");

test("the result says what caps the grade, until when, and which ways lead up", async () => {
  const page = await result({ "record.quality_penalty": "2026-03-01" });
  await says(verdict(page), /B 级$/);
  const caps = await page.locator(".caps").innerText();
  for (const part of ["第九条（一）4", "2027-03-02", "2027-03-01"]) assert.ok(caps.includes(part), `${part} in: ${caps}`);
  const ways = await page.locator(".ways").innerText();
  assert.match(ways, /AAA 级[\s\S]*再得 2 至 4 分/);
  assert.match(ways, /等到 2027-03-02/);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("the whole page follows the day that is chosen with the keys, and comes back", async () => {
  const page = await result({ "record.quality_penalty": "2026-03-01" });
  const slider = page.locator("#horizon");
  const before = await page.locator("main").innerText();
  // The last day of the penalty's year, by its button; then a day at a time.
  await page.getByRole("button", { name: /2027-03-01 起/ }).click();
  await says(verdict(page), /B 级–AA 级$/);
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await slider.getAttribute("aria-valuetext"), /^2027-03-02，预测等级 AA/);
  await says(verdict(page), /AA 级$/);
  await says(page.locator(".dated"), /2027-03-02/);
  await says(page.locator(".caps, #caps + p").first(), /没有起作用的限制/);
  assert.ok(!(await page.locator(".ways").innerText()).includes("2027-03-01"), "no way leads back in time");
  await page.keyboard.press("End");
  assert.match(await slider.getAttribute("aria-valuetext"), /^2031-11-21/);
  await page.getByRole("button", { name: "回到原来那一天" }).click();
  assert.equal(await page.locator("main").innerText(), before);
  await page.context().close();
});

test("the slider lies where its day is drawn, and can be dragged", async () => {
  const page = await result({});
  const box = await page.locator(".chart svg").boundingBox();
  await page.mouse.move(box.x + 1, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 5 });
  await page.mouse.up();
  const ahead = Number(await page.locator("#horizon").inputValue());
  assert.ok(Math.abs(ahead - 913) < 8, `half of five years is 913 days, not ${ahead}`);
  await page.context().close();
});

test("asked strictly, an answer about last year lapses with it", async () => {
  const page = await result({});
  await page.getByRole("button", { name: /2027-01-01 起/ }).click();
  await says(page.locator(".assumed"), /上年度补贴后仍亏损/);
  await says(verdict(page), /AA 级$/);
  await page.getByLabel("严格：过期的回答不算数").check();
  await page.getByRole("button", { name: /2027-01-01 起/ }).waitFor();
  await page.locator("#day").fill("2027-01-01");
  await page.waitForFunction(() => /–/.test(document.querySelector(".report .verdict h2").textContent));
  await says(page.locator(".sure"), /上年度补贴后仍亏损/);
  await page.context().close();
});

test("conditions are filtered by how they stand, and paper has all of them", async () => {
  const page = await result({ "record.quality_penalty": "2026-03-01", "record.wage_arrears": undefined });
  const all = await rows(page).count();
  await page.locator(".conditions .seg label", { hasText: "不符合" }).click();
  await counted(rows(page), 1);
  await says(rows(page), /第九条（一）4/);
  await page.locator(".conditions .seg label", { hasText: "未定" }).click();
  await says(rows(page), /拖欠工资/);
  await page.emulateMedia({ media: "print" });
  await counted(rows(page), all);
  assert.equal(await page.locator(".nav").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  // A condition leads to its question.
  await rows(page).getByRole("button", { name: /拖欠工资/ }).click();
  await page.locator("section.q", { hasText: "是否拖欠过职工工资" }).waitFor();
  await page.context().close();
});

test("what is due after a certificate stands in the report with its clause, follows the day, and is on paper", async () => {
  const answers = example({ "certificate.credit": [{ level: "AA", issued: "2025-06-15" }] });
  const page = await withAnswers(browser, answers, "#/result/credit");
  const ahead = page.locator("section", { has: page.locator("#duties") });
  const days = () => ahead.locator(".dates time").allInnerTexts();
  const { duties } = assess("credit", answers);
  const due = duties.filter((duty) => duty.arguable >= "2026-11-21");
  assert.ok(due.length >= 3, JSON.stringify(duties));
  assert.deepEqual((await days()).sort(), due.map((duty) => duty.date).sort(), "the days that the command line says");
  for (const clause of new Set(due.map((duty) => duty.clause))) {
    await ahead.getByRole("button", { name: `条款 ${clause}：` }).first().waitFor();
  }
  // Which day is safe and which one is arguable; what no one knows yet is provisional; what the text does not say is inferred.
  const texts = await ahead.locator(".dates").innerText();
  for (const { date, arguable, provisional } of due) {
    if (arguable !== date) assert.ok(texts.includes(arguable), `${arguable} in ${texts}`);
    if (provisional) assert.match(texts, /暂定/);
  }
  assert.match(texts, /日期是推断的/);

  // On a later day what has passed by then is gone.
  const later = due.map((duty) => duty.arguable).sort()[0].replace(/\d+$/, "28");
  await page.locator("#day").fill(later);
  const still = due.filter((duty) => duty.arguable >= later);
  assert.ok(still.length < due.length);
  await page.waitForFunction((count) => document.querySelectorAll(".dates time").length === count, still.length);
  await page.getByRole("button", { name: "回到原来那一天" }).click();

  await page.emulateMedia({ media: "print" });
  await ahead.locator(".dates").waitFor();
  assert.equal(await ahead.locator("a").isVisible(), false, "paper has no way to another page");
  await page.emulateMedia({ media: "screen" });
  await ahead.getByRole("link").click();
  await page.locator("main.calendar").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("on A4 the whole report is there, upright, in a handful of pages, and nothing is wider than the paper", async () => {
  const answers = example({ "record.quality_penalty": "2026-03-01", "certificate.credit": [{ level: "AA", issued: "2025-06-15" }] });
  const page = await withAnswers(browser, answers, "#/result/credit");
  const titles = await page.locator(".conditions tbody th").evaluateAll((heads) => heads.map((head) => head.firstElementChild.textContent));
  // The width of the text on A4 between its margins, in CSS pixels.
  await page.setViewportSize({ width: 680, height: 960 });
  await page.emulateMedia({ media: "print" });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${over} px too wide`);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.printToPDF", { paperWidth: 8.27, paperHeight: 11.69, printBackground: false, preferCSSPageSize: true });
  const path = join(await mkdtemp(join(tmpdir(), "ziping-")), "report.pdf");
  await writeFile(path, Buffer.from(data, "base64"));
  const about = execFileSync("pdfinfo", [path], { encoding: "utf8" });
  assert.match(about, /Page size:\s+59[45][.\d]* x 84[12]/, "A4");
  assert.ok(Number(about.match(/Pages:\s+(\d+)/)[1]) <= 8, about);
  const text = execFileSync("pdftotext", ["-raw", path, "-"], { encoding: "utf8" }).replace(/\s+/g, "");
  assert.ok(titles.length >= 17, `${titles.length} conditions`);
  // Each page ends with a form feed; none has only that.
  const pages = execFileSync("pdftotext", ["-raw", path, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  assert.deepEqual(pages.filter((page) => page.trim().length < 40), [], "no page is empty");
  for (const title of [...titles, "示例科技有限公司", "预测等级B", "以后的日期和义务"]) {
    assert.ok(text.includes(title.replace(/\s+/g, "")), `“${title}” is not on the paper`);
  }
  await page.context().close();
});

test("without a certificate the report says what must be entered for its dates", async () => {
  const page = await result({});
  await says(page.locator("section", { has: page.locator("#duties") }), /填上证书的发证日期/);
  await page.context().close();
});

test("no page of a rule book scrolls sideways on a narrow screen", async () => {
  for (const width of [390, 320]) {
    const page = await result({ "record.quality_penalty": "2026-03-01" }, { viewport: { width, height: 800 } });
    for (const regime of ["credit", "bizsec", "iii-consulting"]) {
      for (const place of ["assess", "ask", "result", "clauses", "calendar", "package"]) {
        await open(page, `#/${place}/${regime}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `#/${place}/${regime} is ${over} px too wide at ${width} px`);
      }
    }
    await page.context().close();
  }
});

test("the headline says the outcome as the document calls it, and where there are no levels nothing is called one", async () => {
  const aspects = ["overall", "finance", "performance", "management", "technology", "talent"];
  const levels = Object.fromEntries(aspects.map((aspect) => [`bizsec.level.${aspect}`, "4"]));
  const conditions = {
    "org.registered_in_china": true,
    "org.legal_person": true,
    "record.good_standing": true,
    "record.violation": "never",
    "record.serious_dishonesty": "never",
    "iets.can_evidence": true,
  };
  for (const [regime, facts, said] of [
    ["bizsec", levels, "预测等级 入门级（四级）"],
    ["iets", { "iets.level.basic": "IETS-E" }, "预测等级 未达到四级 – 卓越级（IETS-E）"],
    ["nextgen-it", conditions, "预测结果：达到申请条件"],
  ]) {
    const answers = { schema: 1, organisation: "结论单位", facts };
    const page = await withAnswers(browser, answers, `#/result/${regime}`);
    const plain = (text) => text.replaceAll(/\s/g, "");
    assert.equal(plain(await verdict(page).innerText()), plain(said), regime);
    assertNoErrors(page);
    await page.context().close();
  }
});
