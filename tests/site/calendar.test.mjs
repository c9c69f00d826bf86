// The calendar: procedures step by step, the dates after a certificate, the calendar file with its reminders.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, example, launch, open, says, withAnswers } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A place of the site with some answers, in Chinese or English. */
const at = (place, facts, query) => withAnswers(browser, { schema: 1, organisation: "日程单位", facts }, place, { query });

/** Unfolded lines of a calendar file. */
const lines = (path) => readFileSync(path, "utf8").replaceAll("\r\n ", "").split("\r\n");

test("a certificate's dates follow at once: safe, arguable, provisional, and as a file with reminders", async () => {
  const page = await at("#/calendar/iets", {
    "certificate.iets": [{ level: "IETS-2", issued: "2026-06-15" }],
    "event.registration_change": "2026-12-01",
  });
  const dates = page.locator(".dates > li");
  const all = await page.locator(".dates").innerText();
  // The change is to be told within thirty days: New Year's Eve 2026 is a working day of a known year.
  assert.match(all, /2026-12-31\s*周四，工作日/);
  // A year whose holidays nobody knows says so and claims no working day.
  assert.match(all, /2027-06-15\s*周二，是否放假尚未公布/);
  const days = await dates.locator("time").allInnerTexts();
  assert.deepEqual(days, [...days].sort(), "in the order of the days");

  const path = await download(page, () => page.locator("#make-calendar").click());
  assert.match(path, /iets-2026-11-21\.ics$/);
  const file = lines(path);
  assert.equal(file[0], "BEGIN:VCALENDAR");
  assert.ok(file.includes("DTSTART;VALUE=DATE:20261231"), "the day of the page is in the file");
  for (const days of [60, 14, 1]) assert.ok(file.includes(`TRIGGER:-P${days}D`), `${days} days ahead`);
  const starts = file.filter((line) => line.startsWith("DTSTART")).map((line) => line.slice(-8));
  for (const day of days) assert.ok(starts.includes(day.replaceAll("-", "")), `${day} is in the file`);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("a deadline on a rest day has an arguable day after it; in a year not known it is provisional", async () => {
  const page = await at("#/calendar/iets", { "event.registration_change": "2026-10-23" });
  // 22 November 2026 is a Sunday.
  await says(page.locator(".dates"), /2026-11-22\s*周日，休息日[\s\S]*可以到 2026-11-23（周一，工作日）/);
  await page.context().close();
  const later = await at("#/calendar/iets", { "event.registration_change": "2026-12-04" });
  await says(later.locator(".dates"), /2027-01-03[\s\S]*暂定：那一年的放假安排还没有公布/);
  await later.context().close();
});

test("a certificate that is entered on the page itself gives its dates", async () => {
  const page = await at("#/calendar/credit", {});
  await says(page.locator("main"), /还没有：定一个递交日/);
  const certificate = page.locator("main section[aria-labelledby=certificate]");
  await certificate.getByRole("button", { name: "新增一行" }).click();
  await certificate.locator("table input").nth(1).fill("2026-06-15");
  await page.locator(".dates time").first().waitFor();
  await says(page.locator(".dates"), /2029-03-14/);
  // Among the questions the way here stands below what helps to answer.
  await open(page, "#/assess/credit/certificate");
  const question = page.locator("section.q").filter({ has: page.locator('a[href="#/calendar/credit"]') }).first();
  await question.waitFor();
  assert.ok(await question.evaluate((question) => {
    const [help, link] = [question.querySelector(".more"), question.querySelector('a[href="#/calendar/credit"]')];
    return Boolean(help.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
  }));
  await page.context().close();
});

/** Days of the page's list, and of the calendar file, each in their order. */
async function listed(page) {
  const days = await page.locator(".dates time").allInnerTexts();
  const path = await download(page, () => page.locator("#make-calendar").click());
  const starts = lines(path).filter((line) => line.startsWith("DTSTART")).map((line) => line.slice(-8));
  return { days: days.map((day) => day.replaceAll("-", "")).sort(), starts: starts.sort() };
}

test("the day for handing in counts the steps one after the other, is kept, and the file holds what the page lists", async () => {
  const page = await at("#/calendar/iii-consulting", { "iii.complaints_3m": 0 });
  await page.locator("#hand-in").fill("2026-12-01");
  await page.locator("#hand-in").blur();
  await page.locator(".dates li").filter({ hasText: "递交：" }).waitFor();
  const line = page.locator(".line");
  // Ten working days from then, at the earliest: the reviews before it have no published duration.
  await says(line, /最早自 2026-12-01 起，到 2026-12-15（周二，工作日）/);
  await says(line, /最早自 2026-12-15 起；要多久没有公布/);
  const { days, starts } = await listed(page);
  assert.ok(days.includes("20261201") && days.includes("20261215"), days.join());
  assert.deepEqual(starts, days);
  await open(page, "#/calendar");
  const card = page.locator(".cards .card").filter({ hasText: "贯标咨询" });
  assert.doesNotMatch(await card.innerText(), /还没有日子/);
  await page.reload();
  await open(page, "#/calendar/iii-consulting");
  assert.equal(await page.locator("#hand-in").inputValue(), "2026-12-01", "kept through a reload");
  await page.getByRole("button", { name: "先不定" }).click();
  await page.locator(".dates").waitFor({ state: "detached" });
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("a day for handing in that is past is said to be past, with what to do, on the card of all dates and on the page", async () => {
  for (const [query, past, none] of [["", "已过", "没有定递交日"], ["?lang=en", "is past", "neither a day for handing in"]]) {
    const page = await at("#/calendar/nextgen-it", {}, query);
    await open(page, `${query}#/calendar`);
    const cards = page.locator(".cards .card");
    const href = await page.locator(".cards a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const place = href.findIndex((one) => one.endsWith("/nextgen-it"));
    assert.ok((await cards.nth(place).innerText()).includes(none), await cards.nth(place).innerText());
    await open(page, `${query}#/calendar/nextgen-it`);
    await page.locator("#hand-in").fill("2026-01-05");
    await page.locator("#hand-in").blur();
    const warned = page.locator("section[aria-labelledby=plan] .warning");
    await warned.waitFor();
    assert.ok((await warned.innerText()).includes("2026-01-05") && (await warned.innerText()).includes(past));
    await open(page, `${query}#/calendar`);
    const said = await cards.nth(place).innerText();
    assert.ok(said.includes("2026-01-05") && said.includes(past) && !said.includes(none), said);
    assertNoErrors(page);
    await page.context().close();
  }
});

test("a limit that lapses is in the list and in the file, and all rule books' dates know of it", async () => {
  const page = await withAnswers(browser, example({ "record.quality_penalty": "2026-03-01" }), "#/calendar/credit");
  await page.locator(".dates li").filter({ hasText: "不再受限：" }).first().waitFor();
  const { days, starts } = await listed(page);
  assert.ok(days.length >= 2, days.join());
  assert.deepEqual(starts, days);
  await open(page, "#/calendar");
  assert.doesNotMatch(await page.locator(".cards .card").filter({ hasText: "企业信用" }).innerText(), /还没有日子/);
  await page.context().close();
});

test("a procedure names its actors and only its own papers, and another one shows another line", async () => {
  const page = await at("#/calendar/bizsec", {});
  const line = page.locator(".line");
  const first = await line.innerText();
  assert.match(first, /申报单位|申请单位/);
  const papers = async () => (await line.locator(".handed-in li").allInnerTexts()).map((text) => text.split(/\s/)[0]);
  const ofFirst = await papers();
  await page.locator("#procedure").selectOption({ label: "换证申报" });
  await page.getByRole("heading", { name: "程序：换证申报" }).waitFor();
  const ofRenewal = await papers();
  assert.notDeepEqual(ofRenewal, ofFirst);
  assert.ok(!ofFirst.some((paper) => /换证/.test(paper)), ofFirst.join());
  await page.locator("#procedure").selectOption({ label: "年度检查信息" });
  await page.getByRole("heading", { name: "程序：年度检查信息" }).waitFor();
  await counted(line.locator(":scope > li"), 1);
  await page.context().close();
});

test("a procedure bears the rule book's name, lists its own papers and marks what the kit infers", async () => {
  const page = await at("#/calendar/bizsec", {});
  const line = page.locator(".line");
  await page.locator("#procedure").selectOption({ label: "换证申报" });
  const renewal = await line.innerText();
  assert.ok(renewal.includes("换证申报材料") && !renewal.includes("初次申报材料"), renewal);
  // To whom the recommendation goes is not stated.
  assert.match(renewal, /推荐报告[^\n]*\s*份数未公布、交给评审机构（推断）/);
  await page.locator("#procedure").selectOption({ label: "证书变更" });
  await says(line, /期限：30 天之内/);
  await says(line, /资质认证办公室\s*–\s*推断/);
  await page.context().close();
});

test("the dates of all rule books are at one place, in English too", async () => {
  const page = await at("#/calendar", { "certificate.iets": [{ level: "IETS-2", issued: "2026-06-15" }] }, "?lang=en");
  const cards = page.locator(".cards .card");
  await counted(cards, 6);
  await says(cards.filter({ hasText: "Capability Evaluation of Informatization" }).first(), /Next on 2027-06-15, in 206 days/);
  await page.context().close();
});
