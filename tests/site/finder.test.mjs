// The industry finder, and the lowest level that covers the work wanted.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, counted, launch, open, pageOn, says } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function at(place) {
  const page = await pageOn(browser);
  await open(page, place);
  await page.locator("#sections").waitFor();
  return page;
}

test("a section found by its name is ticked, and the item that it points to is taken over", async () => {
  const page = await at("#/assess/bizsec/industries");
  const finder = page.locator(".finder");
  await counted(finder.locator(".boxes input"), 20);
  await page.locator("#finder-query").fill("金融");
  await counted(finder.locator(".boxes input"), 1);
  await finder.getByLabel("金融业").check();
  const suggested = finder.locator(".suggested");
  await says(suggested, /金融\s*建议\s*第十二条（三）/);
  await suggested.getByLabel("申请这一项").check();
  // The fact itself is answered: its own question shows it.
  const question = page.locator("section.q", { hasText: "贵单位打算申请哪些行业分项？" });
  assert.ok(await question.getByLabel("金融", { exact: true }).isChecked());
  // What only may fit says so.
  await page.locator("#finder-query").fill("c");
  await finder.getByLabel("制造业").check();
  await says(suggested, /军工\s*可以考虑/);
  // A word that no section has is looked for in what the items say of their clients.
  await page.locator("#finder-query").fill("军队");
  await finder.getByLabel("制造业").waitFor();
  await page.locator("#finder-query").fill("没有这种");
  await says(finder, /没有找到这样的门类/);
  assertNoErrors(page);
  await page.context().close();
});

test("the work wanted names its lowest level, and the result says whether the grade reaches it", async () => {
  const page = await at("#/assess/bizsec/scope");
  await says(page.locator(".scope"), /选好规模和承接方式/);
  await page.locator("section.q", { hasText: "想承接哪种规模" }).locator("select").selectOption({ label: "大型企业" });
  await page.locator("section.q", { hasText: "还是与别人合作承担" }).locator(".seg label", { hasText: "合作承担" }).click();
  await says(page.locator(".scope"), /最低要基础级（三级）[\s\S]*够不够还没定/);
  await open(page, "#/result/bizsec");
  await page.locator(".report .scope").waitFor();
  await says(page.locator(".report .scope"), /第十一条[\s\S]*最低要基础级（三级）/);
  await page.context().close();
});
