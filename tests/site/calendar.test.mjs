// The calendar: procedures step by step, the dates after a certificate, the calendar file with its reminders.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, download, launch, open, withAnswers } from "./harness.mjs";

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
  assert.match(await page.locator(".dates").innerText(), /2026-11-22\s*周日，休息日[\s\S]*可以到 2026-11-23（周一，工作日）/);
  await page.context().close();
  const later = await at("#/calendar/iets", { "event.registration_change": "2026-12-04" });
  assert.match(await later.locator(".dates").innerText(), /2027-01-03[\s\S]*暂定：那一年的放假安排还没有公布/);
  await later.context().close();
});

test("a certificate that is entered on the page itself gives its dates", async () => {
  const page = await at("#/calendar/credit", {});
  assert.match(await page.locator("main").innerText(), /还没有可以算的日期/);
  await page.locator("main section").first().getByRole("button", { name: "新增一行" }).click();
  await page.locator("main table input[placeholder], main .cell input, main section input").nth(1).fill("2026-06-15");
  await page.locator(".dates time").first().waitFor();
  assert.match(await page.locator(".dates").innerText(), /2029-03-14/);
  await page.context().close();
});

test("a procedure names its actors and papers, and a published duration gives its last day", async () => {
  const page = await at("#/calendar/credit", {});
  const line = page.locator(".line");
  assert.match(await line.innerText(), /申请单位[\s\S]*办公室/);
  await page.locator("#step-start").fill("2026-11-20");
  await page.locator("#step-start").blur();
  await line.getByText("自 2026-11-20 起算，到 2026-12-04（周五，工作日）。").first().waitFor();
  await page.locator("#step-start").fill("2026-12-28");
  await page.locator("#step-start").blur();
  await line.getByText(/自 2026-12-28 起算，暂定到 2027-01-1\d/).first().waitFor();
  await page.locator("#procedure").selectOption({ label: "年度复查" });
  assert.match(await line.innerText(), /复查/);
  await page.context().close();
});

test("the dates of all rule books are at one place, in English too", async () => {
  const page = await at("#/calendar", { "certificate.iets": [{ level: "IETS-2", issued: "2026-06-15" }] }, "?lang=en");
  const cards = page.locator(".cards .card");
  assert.equal(await cards.count(), 6);
  assert.match(await cards.filter({ hasText: "Capability Evaluation of Informatization" }).first().innerText(), /Next: 2027-06-15, in 206 days/);
  await page.context().close();
});
