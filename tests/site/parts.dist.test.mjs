// Parts of the program that come when first wanted: the first visit does without them, they stand at once where an
// address needs them, and one that does not come is said where it should stand, with a way to try again.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { cli, launch, newPage, open, saved, says, site } from "./harness.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { dialogOpen, loadExample, visit } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What was asked for; no service worker keeps the parts (see `newContext`). */
const asked = (page, pattern) => page.record.requests.filter((address) => pattern.test(new URL(address).pathname));

const DESK = /desk-[0-9a-f]+\.wasm$/;
const STYLES = /style-desk-[0-9a-f]+\.css$/;
const CLAUSES = /credit\.more\.zh\.bin$/;

test("the first page, the organisation and answering ask for no other part", async () => {
  for (const [path, sign] of [["#/assess/credit/caps_b", ".seg"], ["#/ask/om", "main"], ["#/organisation", "#client-name"], ["#/", ".ways-in .way"]]) {
    const page = await newPage(browser);
    await visit(page, path);
    await page.locator(sign).first().waitFor();
    for (const part of [DESK, STYLES, CLAUSES]) assert.deepEqual(asked(page, part), [], `${path} ${part}`);
    await page.context().close();
  }
});

test("what a host folder names is asked for while the program is on its way, each file once", async () => {
  const folder = await copyOfSite();
  const made = ["host", "make", "--out", join(folder, "host"), "--name", "某市软件协会", "--regimes", "credit"];
  execFileSync(cli, [...made, "--overlay", "tests/scores/forty.overlay.toml"]);
  const { address, close } = await serve(folder);
  const page = await newPage(browser);
  const named = [/host\/forty\.overlay\.toml$/, /host\/compiled\.bin$/];
  const missing = () => named.filter((file) => asked(page, file).length === 0);
  let late;
  await page.route(/page-[0-9a-f]+_bg\.wasm$/, async (route) => {
    const end = Date.now() + 15_000;
    while (missing().length > 0 && Date.now() < end) await pause(20);
    late = missing();
    await route.continue();
  });
  await page.goto(`${address}#/assess/credit/caps_b`);
  await page.locator(".seg").first().waitFor();
  assert.deepEqual(late, [], "asked for by the program only, one after the other");
  for (const file of named) assert.equal(asked(page, file).length, 1, String(file));
  await page.context().close();
  close();
});

for (const [what, path, part, sign] of [
  ["a rule book", "#/assess/om", /\/om\.zh\.bin$/, ".room"],
  ["a rule book's clauses", "#/clauses/credit", CLAUSES, ".clauses article"],
  ["another page", "#/settings", DESK, "#erase-all"],
  ["another page's styles", "#/settings", STYLES, "#erase-all"],
]) {
  test(`${what} that does not come is said in its place, and comes when tried again`, async () => {
    const page = await newPage(browser);
    await page.route(part, (route) => route.abort());
    await page.goto(new URL(path, site).href);
    await page.getByRole("alert").filter({ hasText: "请检查网络" }).first().waitFor();
    // The page to read before the program has cards too, and leaves with the program's first drawing.
    await page.locator(sign).first().waitFor({ state: "detached" });
    // The title says it too. The alert of the first drawing may be replaced once by one that asked again.
    await page.waitForFunction(() => /没有取到|没有打开/.test(document.title));
    await page.waitForLoadState("networkidle");
    await page.unroute(part);
    await page.getByRole("button", { name: "再试一次" }).first().click();
    await page.locator(sign).first().waitFor();
    await page.context().close();
  });
}

test("the styles of later pages are in force when such a page is drawn", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/credit/caps_b");
  assert.deepEqual(asked(page, STYLES), []);
  await page.goto(new URL("#/settings", site).href);
  await page.locator("#erase-all").waitFor();
  assert.equal(await page.locator(".field-line").first().evaluate((line) => getComputedStyle(line).display), "grid");
  await page.context().close();
});

test("who asks for a page while its styles are on their way waits for them, and one that was lost is asked for again", async () => {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/assess/credit/caps_b");
  let lost = 0;
  const asked = [];
  await page.route(STYLES, (route) => asked.push(route));
  const tab = (name) => page.locator(".tabs").getByRole("link", { name }).click();
  for (const name of ["结果", "评定", "结果"]) await tab(name);
  await page.getByText("正在取这一部分").waitFor();
  assert.match(await page.title(), /^正在打开规则/, "not that of the page before");
  while (asked.length > 0) {
    lost += 1;
    await asked.shift().abort();
  }
  assert.equal(lost, 1, "asked for once");
  const again = page.getByRole("button", { name: "再试一次" });
  await again.waitFor();
  assert.equal(await page.locator(".report").count(), 0, "nothing is drawn without its styles");
  await page.unroute(STYLES);
  await again.click();
  const report = page.locator(".report").first();
  await report.waitFor();
  assert.notEqual(await report.evaluate((report) => getComputedStyle(report).maxWidth), "none");
  await page.context().close();
});

test("the words of a clause come when it is opened; without them the dialog says so and offers to try again", async () => {
  const page = await newPage(browser);
  await loadExample(page);
  await visit(page, "#/assess/credit/caps_b");
  await page.route(CLAUSES, (route) => route.abort());
  const chip = page.locator("main button.clause").first();
  await chip.click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("alert").filter({ hasText: "请检查网络" }).waitFor();
  // Tried again in vain, then with the network back: the focus stays in the dialog.
  const again = dialog.getByRole("button", { name: "再试一次" });
  await again.focus();
  await page.keyboard.press("Enter");
  await dialog.locator("#clause-again:focus").waitFor();
  await page.unroute(CLAUSES);
  await again.click();
  await dialog.locator("h3:focus").waitFor();
  await says(dialog, /办法怎么说/);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(await chip.evaluate((chip) => chip === document.activeElement), "the focus is back where it was");
  await chip.click();
  await dialogOpen(page);
  await says(dialog, /办法怎么说/);
  await page.context().close();
});

test("a language that does not come is said in that language, with a way to try again; the page stays as it is", async () => {
  const page = await newPage(browser);
  await visit(page, "#/assess/credit/caps_b");
  const TEXTS = /texts\.en\.bin$/;
  await page.route(TEXTS, (route) => route.abort());
  await page.locator("header").getByRole("button", { name: "English" }).click();
  const said = page.getByRole("alert").filter({ hasText: "The English texts did not come" });
  await said.waitFor();
  assert.equal(await said.evaluate((said) => said.closest("[lang]").lang), "en");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  await page.locator("main section.q").first().waitFor();
  // Whoever goes on in the language at hand is not told for ever.
  await page.locator("nav.onward a").last().click();
  await said.waitFor({ state: "detached" });
  await page.locator("header").getByRole("button", { name: "English" }).click();
  await said.waitFor();
  await page.unroute(TEXTS);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("html[lang=en]").waitFor();
  await said.waitFor({ state: "detached" });
  await page.context().close();
});

test("words of a rule book that do not come in the other language are said above the page, which keeps those it has", async () => {
  const page = await newPage(browser);
  await visit(page, "#/assess/credit/caps_b");
  const WORDS = /credit\.en\.bin$/;
  await page.route(WORDS, (route) => route.abort());
  await page.locator("header").getByRole("button", { name: "English" }).click();
  const said = page.getByRole("alert").filter({ hasText: "The English words of this rule book did not come" });
  await said.waitFor();
  await page.locator("main section.q").first().waitFor();
  await page.unroute(WORDS);
  await page.getByRole("button", { name: "Try again" }).click();
  await said.waitFor({ state: "detached" });
  assert.doesNotMatch(await page.locator("main h1").innerText(), /[\u4e00-\u9fff]/);
  await page.context().close();
});
