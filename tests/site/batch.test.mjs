// Work on all organisations that are chosen: their answers and packages in one zip each, their deadlines as one calendar, out
// of the way and back in one step. What cannot be made is said with its reason and keeps nothing else from being made.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { answerFile, assertNoErrors, assertStayedHome, download, example, launch, open, pageOn, python, saved } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const rows = (page) => page.locator("table.clients-table tbody tr");

/** The names in a zip, and of each zip in it how many files it holds; a damaged one ends the test. */
const LOOK = `
import io, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
found = {}
for name in z.namelist():
    inner = None
    if name.endswith('.zip'):
        inner = zipfile.ZipFile(io.BytesIO(z.read(name)))
        assert inner.testzip() is None
    found[name] = len(inner.namelist()) if inner else json.loads(z.read(name))['organisation']
print(json.dumps(found))
`;
const look = (path) => JSON.parse(execFileSync(python, ["-X", "utf8", "-c", LOOK, path], { encoding: "utf8" }));

async function three() {
  const page = await pageOn(browser);
  const other = { ...example({ "org.name": "乙公司", "org.uscc": undefined, "certificate.credit": [{ level: "A", issued: "2026-06-15" }], "bizsec.pledge": true }), organisation: "乙公司" };
  const empty = { schema: 1, organisation: "丙公司", facts: { "org.name": "丙公司" } };
  for (const answers of [example(), other, empty]) {
    await open(page);
    await page.locator("#import").setInputFiles(answerFile(answers));
    await page.locator("header .whose", { hasText: answers.organisation.slice(0, 3) }).waitFor();
  }
  await saved(page);
  await open(page, "#/clients");
  await rows(page).nth(2).waitFor();
  return page;
}

test("answers, packages and deadlines of all that are chosen are taken away at once, and what is not made says why", async () => {
  const page = await three();
  assert.equal(await page.locator("#batch-answers").count(), 0, "nothing is chosen");
  await page.locator("#choose-all").click();
  const answers = look(await download(page, () => page.locator("#batch-answers").click()));
  assert.deepEqual(answers, {
    "示例科技有限公司.ziping.json": "示例科技有限公司",
    "乙公司.ziping.json": "乙公司",
    "丙公司.ziping.json": "丙公司",
  });
  // One is in for two rule books: by which of them packages are made is asked first.
  await page.locator("#batch-packages").click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("（2 个单位）").waitFor();
  await page.locator("#which-bizsec").uncheck();
  await asked.getByRole("button", { name: "做 2 份" }).waitFor();
  const packages = look(await download(page, () => page.locator("#which-go").click()));
  const paths = Object.keys(packages);
  assert.equal(paths.length, 2, paths.join());
  assert.ok(paths.some((path) => path.startsWith("示例科技有限公司/")) && paths.some((path) => path.startsWith("乙公司/")), paths.join());
  assert.ok(Object.values(packages).every((files) => files > 8), JSON.stringify(packages));
  const outcome = await page.locator("#batch-outcome").innerText();
  assert.match(outcome, /共 2 份/);
  assert.match(outcome, /丙公司：还没有答哪份规则的问题/);
  // It is marked at each that its package was made.
  await rows(page).filter({ hasText: "乙公司" }).getByRole("link", { name: "乙公司" }).first().click();
  await page.locator("header .whose", { hasText: "乙公司" }).waitFor();
  await open(page, "#/way/credit");
  await page.getByText("2026-11-21 完成").waitFor();
  await open(page, "#/clients");
  await page.locator("#choose-all").click();
  const calendar = await readFile(await download(page, () => page.locator("#batch-calendar").click()), "utf8");
  assert.match(calendar, /BEGIN:VCALENDAR/);
  assertNoErrors(page);
  assertStayedHome(page);
});

test("those that are chosen are put out of the way and come back in one step", async () => {
  const page = await three();
  await page.locator("#choose-all").click();
  await page.locator("#batch-archive").click();
  await page.getByText("已归档 3 个单位").waitFor();
  assert.equal(await rows(page).count(), 0);
  await page.locator("#restore-removed").click();
  await rows(page).nth(2).waitFor();
  assertNoErrors(page);
});
