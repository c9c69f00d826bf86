// When rules change: what this browser had is kept, the same answers are assessed by both, and the visitor sees per
// organisation what changes and why, which questions are new, which answers no longer count. Nothing is lost either way.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  assertNoErrors, assertStayedHome, counted, download, drawn, example, launch, newPage, open, pageOn, saved, says,
  withAnswers,
} from "./harness.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { keptRules, putRulesBefore } from "./rules.mjs";
import { overlay } from "./settings.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const notice = (page) => page.locator("#rules-changed");
const organisation = (page) => page.locator("article[data-client]");

async function withExample(page, base) {
  await open(page, "", base);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await saved(page);
  await keptRules(page);
}

/** Credit as an earlier edition had it: a penalty counts for five years, one form question less and one more. */
const earlier = (files) => ({
  ...files,
  "credit/rulebook.toml": files["credit/rulebook.toml"]
    .replace('version = "1.1.0"', 'version = "1.0.0"')
    .replace("within(record.quality_penalty, 1年)", "within(record.quality_penalty, 5年)")
    .replace('  "credit.form.tax",\n', "")
    .replace('  "credit.form.receiver",\n', '  "credit.form.receiver",\n  "org.registered_in_china",\n'),
});

test("a newer edition of the rules is told, compared with the earlier one by organisation, and seen once", async () => {
  const page = await withAnswers(browser, example({ "credit.form.tax": undefined }), "#/");
  await keptRules(page);
  await putRulesBefore(page, earlier);
  await page.reload();
  await notice(page).waitFor();
  await notice(page).getByRole("link", { name: "看看有什么变化" }).click();
  await organisation(page).waitFor();
  assert.equal(await notice(page).count(), 0, "the page itself needs no pointer to it");
  await says(page.locator("section[aria-labelledby=changed-books]"), /1\.0\.0 → 1\.1\.0/);
  const credit = organisation(page).locator("section[data-regime=credit]");
  await says(credit.locator("p.effect"), /结果：B → AA/);
  const rows = await credit.locator("tbody tr").allInnerTexts();
  assert.equal(rows.length, 1, rows.join());
  assert.match(rows[0], /第九条（一）4/);
  assert.match(rows[0], /已触发，限制为 B\s+未触发/);
  await says(credit, /新增的问题（1）/);
  await counted(credit.locator("[data-fact='credit.form.tax']"), 1);
  await counted(organisation(page).locator("section[data-regime]"), 1, "only what it is assessed by");
  const before = JSON.parse(await readFile(await download(page, () => page.locator("#download-before").click()), "utf8"));
  assert.equal(before.ziping, "workspace");
  assert.match(JSON.stringify(before), /credit\.score\.management/);
  await page.locator("#rules-seen").click();
  await page.getByText("已记下").waitFor();
  await open(page, "#/");
  await page.reload();
  await drawn(page);
  await page.waitForTimeout(3_000);
  assert.equal(await notice(page).count(), 0, "it is told once");
  // It can be looked at again, in the other language too.
  await open(page, "#/settings");
  await page.getByRole("link", { name: "规则变化对照" }).click();
  await organisation(page).waitFor();
  await says(page.locator("p.effect"), /B → AA/);
  assertNoErrors(page);
  assertStayedHome(page);
});

test("what no organisation feels is not told, and what cannot be read any more is said", async () => {
  const page = await pageOn(browser);
  await withExample(page);
  await putRulesBefore(page, (files) => ({ ...files, "om/rulebook.toml": `# once\n${files["om/rulebook.toml"]}` }));
  await page.reload();
  await keptRules(page);
  assert.equal(await notice(page).count(), 0);
  await open(page, "#/changes");
  await page.getByText("没有规则变化的记录").waitFor();
  await putRulesBefore(page, (files) => ({ ...files, "credit/rulebook.toml": "schema = 0\n[[law]]\n" }));
  await open(page, "#/");
  await page.reload();
  await notice(page).waitFor();
  await open(page, "#/changes");
  await page.getByText("以前那一版的写法，本站现在的版本读不了").waitFor();
  assertNoErrors(page);
});

test("the host lays another edition of its table over the rules: forward and back nothing is lost", async () => {
  const root = await mkdtemp(join(tmpdir(), "ziping-rules-"));
  const below = join(root, "zp");
  await rename(await copyOfSite(), below);
  const server = await serve(root);
  const base = `${server.address}zp/`;
  const fill = async (...texts) => {
    await rm(join(below, "host"), { recursive: true, force: true });
    await mkdir(join(below, "host"));
    const overlays = texts.map((_, place) => `table-${place}.toml`);
    await Promise.all(texts.map((text, place) => writeFile(join(below, "host", overlays[place]), text)));
    await writeFile(join(below, "host", "host.json"), JSON.stringify({ schema: 1, name: { zh: "某协会", en: "A" }, overlays }));
  };
  try {
    const page = await newPage(browser);
    await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
    await withExample(page, base);
    await fill(overlay("credit-indicators"));
    await open(page, "", base);
    await page.reload();
    await notice(page).waitFor();
    await open(page, "#/changes", base);
    await organisation(page).waitFor();
    const credit = organisation(page).locator("section[data-regime=credit]");
    await says(page.locator("section[aria-labelledby=changed-books]"), /made-up-credit@1\.0\.0/);
    await says(credit, /新增的问题/);
    assert.ok((await credit.locator("[data-fact^='overlay.made-up-credit.']").count()) > 0);
    // Not seen yet: the way back comes to what there was, and there is nothing left to tell.
    await fill();
    await open(page, "#/", base);
    await page.reload();
    await drawn(page);
    await open(page, "#/result/credit", base);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await open(page, "#/changes", base);
    await page.getByText("没有不同").waitFor();
    assertNoErrors(page);
  } finally {
    server.close();
  }
});
