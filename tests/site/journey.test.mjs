// From a cold first page to an application package, as someone would who has never been here, by controls that the
// keyboard reaches: what has to be done by hand, and that on each page along the way there is one obvious next step.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  answerFile, assertNoErrors, assertStayedHome, counted, download, drawn, example, launch, newPage, open, says,
} from "./harness.mjs";

const desktop = { width: 1360, height: 900 };
const phone = { width: 390, height: 844 };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Pictures of the stops along the way, to be looked at: where does one hesitate? */
const pictures = new URL("../../target/screenshots/", import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });

/** Whether the Tab key comes to a control, and it can be seen. */
const reachable = (element) => {
  element.focus();
  return document.activeElement === element && element.tabIndex >= 0 && !element.disabled && element.getClientRects().length > 0;
};

/** Whether a control is on the screen without scrolling, and nothing lies over it. */
const inSight = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
};

/** A control by the keyboard alone: it must be one that Tab comes to. `key`: what works it. */
async function press(page, place, key) {
  const what = await place.evaluate((element) => element.outerHTML.slice(0, 120));
  assert.ok(await place.evaluate(reachable), `Tab comes to it: ${what}`);
  await page.keyboard.press(key);
}

/** Answers the question at hand as most organisations would, or passes it over; counts what is done by hand. */
async function answer(page, found) {
  const choice = page.locator(".walk .seg label input").first();
  const never = page.locator(".walk .seg label", { hasText: /^(从未|否|没有)$/ }).locator("input").first();
  const chosen = async (place) => {
    found.choices += 1;
    // An answer that is there already is chosen by moving to it.
    if (await place.isChecked()) return;
    await press(page, place, "Space");
  };
  if ((await never.count()) > 0 && (await page.locator(".walk .occurrence").count()) > 0) return await chosen(never);
  if ((await choice.count()) > 0) return await chosen(choice);
  const list = page.locator(".walk select").first();
  if ((await list.count()) > 0) {
    found.choices += 1;
    assert.ok(await list.evaluate(reachable));
    return await list.selectOption({ index: 1 });
  }
  const box = page.locator(".walk .box input").first();
  if ((await box.count()) > 0) return await chosen(box);
  const field = page.locator(".walk .field input:not([type=date])").first();
  if ((await field.count()) === 0) return;
  found.typed += 1;
  assert.ok(await field.evaluate(reachable));
  const dated = (await page.locator(".walk .entry.date").count()) > 0;
  await field.fill(dated ? "2019-04-02" : "12");
}

/** Goes from the first page to a package and counts clicks and questions. */
async function walk(regime, viewport) {
  const page = await newPage(browser, { viewport });
  const found = { regime, width: viewport.width, clicks: 0, choices: 0, typed: 0, questions: 0 };
  const click = async (place) => {
    found.clicks += 1;
    await press(page, place, "Enter");
  };
  const picture = (stop) => page.screenshot({ path: join(pictures, `journey-${regime}-${viewport.width}-${stop}.png`) });
  await open(page);
  await drawn(page);
  await picture("1-home");
  await counted(page.locator("main .primary"), 1, "home: one obvious way to begin");
  await click(page.locator(`.books a[href$="/${regime}"]`).first());
  await page.locator(".walk").waitFor();
  await picture("2-first-question");
  for (let guard = 0; guard < 90 && (await page.locator(".walk").count()) > 0; guard += 1) {
    const label = await page.locator(".walk .label").first().innerText();
    found.questions += 1;
    const onward = page.locator("main .onward").getByRole("button", { name: /下一题|跳过/ });
    if (viewport === phone) assert.ok(await onward.evaluate(inSight), `the way on is in sight: ${label}`);
    await answer(page, found);
    if (guard === 6) await picture("3-seventh-question");
    await click(onward);
    await page.waitForFunction((last) => document.querySelector(".walk .label")?.innerText !== last, label);
  }
  const ahead = page.locator(".ahead");
  await ahead.waitFor();
  await picture("4-end");
  if (regime !== "credit") {
    // The first choice is the lowest level: what keeps the grade there is said.
    await page.locator("main .list", { hasText: "各项中最低的" }).waitFor();
  }
  // The side does not count questions of which the page says that they change nothing any more.
  if ((await page.getByText("不用再问了").count()) > 0 && (await page.getByRole("button", { name: "补上没答全的" }).count()) === 0) {
    assert.equal(await page.locator(".side .ask small").count(), 0, "nothing is left to ask");
  }
  await counted(page.locator("main .primary"), 1, "at the end of the questions: one next step");
  await click(ahead.getByRole("link", { name: "去生成" }));
  await page.locator("#make-package").waitFor();
  await picture("5-package");
  const path = await download(page, () => click(page.locator("#make-package")));
  await picture("6-made");
  assert.match(path, /\.zip$/);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
  return found;
}

for (const regime of ["credit", "bizsec", "iii-consulting"]) {
  for (const viewport of [desktop, phone]) {
    test(`from a cold first page to a package: ${regime}, ${viewport.width} px`, async (t) => {
      const found = await walk(regime, viewport);
      const { clicks, choices, typed, questions } = found;
      t.diagnostic(`${JSON.stringify(found)}: ${clicks + choices + typed} acts for ${questions} questions`);
      // The way in, one step a question, the way to the package, its making.
      assert.equal(found.clicks, found.questions + 3);
      assert.ok(found.questions <= 40, `${found.questions} questions`);
    });
  }
}

test("who may not apply is told so before anything is to be filled in, and what every form asks comes first", async () => {
  const page = await newPage(browser);
  await open(page);
  await page.locator("#import").setInputFiles(answerFile(example({ "credit.member": false, "org.address": undefined })));
  await page.evaluate(() => (location.hash = "#/ask/credit"));
  await page.locator(".walk, .ahead").first().waitFor();
  for (let guard = 0; guard < 90 && (await page.locator(".walk").count()) > 0; guard += 1) {
    await page.locator("main .onward").getByRole("button", { name: /下一题|跳过/ }).click();
  }
  const tasks = page.locator(".ahead .tasks li");
  await tasks.first().waitFor();
  await says(tasks.first(), /先具备申报资格/);
  assert.match(await tasks.first().getAttribute("class"), /now/);
  await says(tasks.nth(1), /先填“单位基本情况”/);
  assert.equal(await page.locator("main .primary").innerText(), "看怎样才能申报");
  await page.context().close();
});
