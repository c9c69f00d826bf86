// Many organisations side by side: states, copies, comparison, and everything out and back in as one file.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, launch, open, pageOn, saved, says } from "./harness.mjs";
import { timedSearch } from "./search.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const onTheDay = (options) => pageOn(browser, options);

const row = (page, name) => page.locator("tbody tr").filter({ has: page.locator("th", { hasText: name }) });

/** The made-up organisation of the site, at hand. */
async function withExample(page) {
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await saved(page);
  await open(page, "#/clients");
}

async function act(page, name, button) {
  const line = row(page, name).first();
  if (!(await line.locator("details").evaluate((details) => details.open))) await line.locator("summary").click();
  await line.getByRole("button", { name: button, exact: true }).click();
}

/** Restores a file and chooses what becomes of what is here. */
async function restore(page, file, choice) {
  await page.locator("#restore").setInputFiles(file);
  await page.locator(`dialog #restore-${choice}`).click();
}

test("an organisation is copied, found, archived, removed and comes back", async () => {
  const page = await onTheDay();
  await withExample(page);
  const name = (await page.locator("tbody th a").first().innerText()).trim();
  assert.ok(name.length > 2, name);
  await act(page, name, "复制");
  await counted(page.locator("tbody tr"), 2);
  const grades = (line) => line.locator("td.grade").allInnerTexts();
  assert.deepEqual(await grades(page.locator("tbody tr").nth(1)), await grades(page.locator("tbody tr").nth(0)));

  await page.locator("#seek").fill("没有这一家");
  assert.equal(await page.locator("tbody tr").count(), 0);
  // The list is looked at as before when one comes back to it.
  await page.locator("#order").selectOption("name");
  await open(page, "#/organisation");
  await page.locator("main h1").waitFor();
  await open(page, "#/clients");
  assert.equal(await page.locator("#seek").inputValue(), "没有这一家");
  assert.equal(await page.locator("#order").inputValue(), "name");
  assert.equal(await page.locator("tbody tr").count(), 0);
  await page.locator("#order").selectOption("entered");
  await page.locator("#seek").fill("");
  await act(page, name, "归档");
  await counted(page.locator("tbody tr"), 1);
  await page.locator("#archived").check();
  await counted(page.locator("tbody tr"), 2);
  await page.locator("tbody tr.archived summary").click();
  await page.locator("tbody tr.archived").getByRole("button", { name: "取消归档" }).click();
  assert.equal(await page.locator("tbody tr.archived").count(), 0);

  await page.locator("tbody tr").nth(1).locator("summary").click();
  await page.locator("tbody tr").nth(1).getByRole("button", { name: "移除" }).click();
  await counted(page.locator("tbody tr"), 1);
  await page.getByRole("button", { name: "撤销移除" }).click();
  await counted(page.locator("tbody tr"), 2);
  assertNoErrors(page);
  await page.context().close();
});

test("a kept state says later which answer changed the grade", async () => {
  const page = await onTheDay();
  await withExample(page);
  const nothing = page.getByText("还没有可以比的");
  await open(page, "#/compare");
  await nothing.waitFor();
  await open(page, "#/clients");
  await row(page, "").first().locator("summary").click();
  await page.getByRole("button", { name: "存一个状态" }).click();
  await page.locator("#state-name").fill("处罚之前");
  await page.locator("dialog button[type=submit]").click();
  await page.locator(".states").getByText("处罚之前").waitFor();

  // A penalty of this year: the credit rating drops to B.
  await open(page, "#/assess/credit/caps_b");
  const question = page.locator("section.q").filter({ hasText: "因产品质量被有关部门处罚过" });
  await question.locator(".seg label").filter({ hasText: "有，最近一次" }).click();
  await question.locator("input[type=text]").fill("2026-03-01");
  await question.locator("input[type=text]").blur();
  await page.locator(".verdict").filter({ hasText: /预测等级\s*B/ }).waitFor();
  await saved(page);

  await open(page, "#/clients");
  await page.locator("tbody summary").first().click();
  await page.getByRole("link", { name: "与现在比较 处罚之前" }).click();
  const why = page.locator("section.sheet");
  await why.filter({ hasText: "→ B" }).first().waitFor();
  const text = await why.innerText();
  assert.match(text, /AA → B/);
  assert.match(text, /2026-03-01/);
  const line = why.locator("tbody tr").filter({ hasText: "2026-03-01" });
  await says(line, /→ B/, "by itself it leads there");
  assert.equal(await nothing.count(), 0);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("one file brings everything to another browser, and nothing there gives way unasked", async () => {
  const page = await onTheDay();
  await withExample(page);
  await page.locator("tbody summary").first().click();
  await page.getByRole("button", { name: "存一个状态" }).click();
  await page.locator("dialog button[type=submit]").click();
  await act(page, "", "复制");
  const file = await download(page, () => page.locator("#back-up").click());
  assert.match(file, /ziping-2026-11-21\.backup\.json$/);
  const content = JSON.parse(await readFile(file, "utf8"));
  assert.deepEqual([content.ziping, content.workspace.clients.length], ["backup", 2]);

  const other = await onTheDay();
  await open(other, "#/organisation");
  await other.locator("#client-name").fill("原有单位");
  await saved(other);
  await open(other, "#/clients");
  await restore(other, file, "add");
  await counted(other.locator("tbody tr"), 3);
  await row(other, "原有单位").waitFor();
  // The same file once more has nothing to add.
  await other.locator("#restore").setInputFiles(file);
  await other.locator("dialog").getByText("没有可以并入的").waitFor();
  assert.equal(await other.locator("dialog #restore-add").count(), 0);
  await other.keyboard.press("Escape");
  await counted(other.locator("tbody tr"), 3);
  await counted(other.locator("tbody .states li"), 2, "the states came along");

  await restore(other, file, "replace");
  await counted(other.locator("tbody tr"), 2);
  assert.equal(await row(other, "原有单位").count(), 0);
  await other.getByRole("button", { name: "撤销替换" }).click();
  await row(other, "原有单位").waitFor();
  await saved(other);
  await other.reload();
  await row(other, "原有单位").waitFor();
  await counted(other.locator("tbody tr"), 3);
  for (const one of [page, other]) {
    assertNoErrors(one);
    await one.context().close();
  }
});

const bad = {
  "cut short": ['{"ziping":"backup","schema":1,"workspace":', /“:”后面缺少值[\s\S]*备份请换一份较早的/],
  "an answer file": ['{"schema":1,"organisation":"x","facts":{}}', /不是本站的备份/],
  "a newer one": ['{"ziping":"backup","schema":9,"workspace":{}}', /更新的版本/],
  "one without anything": ['{"ziping":"backup","schema":1,"workspace":{"schema":1,"clients":[{}]}}', /没有读得出的单位/],
};

test("a bad back-up is refused with what is wrong, and what is here stays", async () => {
  const page = await onTheDay();
  await withExample(page);
  const before = await page.locator("tbody").innerText();
  for (const [name, [text, expected]] of Object.entries(bad)) {
    await page.locator("#restore").setInputFiles({ name: `${name}.json`, mimeType: "application/json", buffer: Buffer.from(text) });
    const problems = page.locator(".problems").filter({ hasText: name });
    await problems.waitFor();
    await says(problems, expected, name);
    await says(problems, /第 \d+ 行[\s\S]*怎么改：/, name);
    // Outside the quoted line of the file there is nothing but Chinese and the names of things.
    const said = (await problems.locator("p").allInnerTexts()).join("\n").replaceAll("JSON", "");
    assert.doesNotMatch(said.replaceAll(name, ""), /[a-z]{3,} [a-z]{2,}/i, name);
    assert.equal(await page.locator("tbody").innerText(), before, name);
  }
  await page.context().close();
});

test("twenty organisations stay fluent", async (t) => {
  const page = await onTheDay();
  await withExample(page);
  const name = await page.locator("tbody th a").first().innerText();
  for (let count = 1; count < 20; count += 1) await act(page, name, "复制");
  await counted(page.locator("tbody tr"), 20);
  const times = await timedSearch(page, [["示", 20], ["示例", 20], ["", 20], ["无此单位", 0], ["", 20], ["示例", 20], ["", 20]]);
  // A measurement, not an assertion: machines differ.
  t.diagnostic(`search over 20 organisations, milliseconds to the next frame: ${times.join(", ")}`);
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `nothing is wider than the screen: ${wide}`);
  assertNoErrors(page);
  await page.context().close();
});
