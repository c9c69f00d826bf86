// From a cold first page to an application package, as someone would who has never been here: what has to be clicked, and
// that on each page along the way there is one obvious next step.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, download, drawn, launch, newPage, open } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Answers the question at hand as most organisations would, or passes it over. */
async function answer(page) {
  const choice = page.locator(".walk .seg label").first();
  const never = page.locator(".walk .seg label", { hasText: /^(从未|否|没有)$/ }).first();
  if ((await never.count()) > 0 && (await page.locator(".walk .occurrence").count()) > 0) return await never.click();
  if ((await choice.count()) > 0) return await choice.click();
  const list = page.locator(".walk select").first();
  if ((await list.count()) > 0) return await list.selectOption({ index: 1 });
  const box = page.locator(".walk .box input").first();
  if ((await box.count()) > 0) return await box.check();
  const field = page.locator(".walk .field input:not([type=date])").first();
  if ((await field.count()) === 0) return;
  const dated = (await page.locator(".walk .entry.date").count()) > 0;
  await field.fill(dated ? "2019-04-02" : "12");
}

/** Goes from the first page to a package and counts clicks and questions. */
async function walk(regime, viewport) {
  const page = await newPage(browser, { viewport });
  const found = { regime, width: viewport.width, clicks: 0, questions: 0 };
  const click = async (place) => {
    found.clicks += 1;
    await place.click();
  };
  await open(page);
  await drawn(page);
  assert.equal(await page.locator("main .primary").count(), 1, "home: one obvious way to begin");
  await click(page.locator(`.books a[href$="/${regime}"]`));
  await page.locator(".walk").waitFor();
  for (let guard = 0; guard < 90 && (await page.locator(".walk").count()) > 0; guard += 1) {
    const label = await page.locator(".walk .label").first().innerText();
    found.questions += 1;
    await answer(page);
    await click(page.locator("main .onward").getByRole("button", { name: /下一题|跳过/ }));
    await page.waitForFunction((last) => document.querySelector(".walk .label")?.innerText !== last, label);
  }
  const ahead = page.locator(".ahead");
  await ahead.waitFor();
  assert.equal(await page.locator("main .primary").count(), 1, "at the end of the questions: one next step");
  await click(ahead.getByRole("link", { name: "去生成" }));
  await page.locator("#make-package").waitFor();
  const path = await download(page, () => click(page.locator("#make-package")));
  assert.match(path, /\.zip$/);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
  return found;
}

const desktop = { width: 1360, height: 900 };
const phone = { width: 390, height: 844 };

for (const regime of ["credit", "bizsec", "iii-consulting"]) {
  for (const viewport of [desktop, phone]) {
    test(`from a cold first page to a package: ${regime}, ${viewport.width} px`, async (t) => {
      const found = await walk(regime, viewport);
      t.diagnostic(JSON.stringify(found));
      // The way in, one step a question, the way to the package, its making.
      assert.equal(found.clicks, found.questions + 3);
      assert.ok(found.questions <= 40, `${found.questions} questions`);
    });
  }
}
