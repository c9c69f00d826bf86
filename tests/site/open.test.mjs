// Packages from others are opened beside the page: one in full, many as a table; hostile files are refused with a reason,
// and the visitor's own answers stay as they are.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, download, launch, open, pageOn, python } from "./harness.mjs";

let browser, folder, good, changed, hostile;

/** Packs a package again with Python after a change. */
function again(name, change) {
  const path = join(folder, name);
  execFileSync(python, ["-X", "utf8", "-c", `
import sys, zipfile, json, hashlib
old = zipfile.ZipFile(sys.argv[1])
files = {i.filename: old.read(i) for i in old.infolist()}
def edit(name, change):
    tree = json.loads(files[name]); change(tree); files[name] = json.dumps(tree, ensure_ascii=False).encode()
${change}
with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as new:
    for name, data in files.items(): new.writestr(name, data)
`, good, path]);
  return path;
}

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "ziping-open-"));
  good = join(folder, "甲.zip");
  execFileSync(cli, ["package", "--regime", "credit", "--as-of", "2026-11-21", "--out", good, "content/credit/example.json"]);
  changed = again("乙.zip", `
edit('06-数据/答案.ziping.json', lambda a: a['facts'].update({'record.quality_penalty': '2026-03-01'}))`);
  hostile = again("丙.zip", "files['../../etc/passwd'] = b'x'");
});
after(() => browser?.close());

const onTheDay = (options) => pageOn(browser, options);

test("one package is shown in full: intact, and assessed again to the same result", async () => {
  const page = await onTheDay();
  await open(page, "#/open");
  await page.locator("#packages").setInputFiles(good);
  const view = page.locator("#package-view");
  await view.waitFor();
  assert.equal(await view.locator("h2").textContent(), "示例科技有限公司");
  assert.match(await view.locator(".chip").first().textContent(), /文件完好，结果一致/);
  assert.deepEqual(await view.locator(".grades dd").allTextContents(), ["AA 级", "AA 级", "AA 级", "AAA 级"]);
  assert.match(await view.textContent(), /个文件全部完好/);
  // In the other language it is said again, without opening the file again.
  await page.getByRole("button", { name: /English/ }).first().click();
  await page.locator("#package-view .chip", { hasText: "intact, and the result is the same" }).waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
});

test("many packages give a table that sorts, opens each and exports to Excel; a hostile one is refused", async () => {
  const page = await onTheDay();
  await open(page, "#/open");
  const notes = join(folder, "notes.txt");
  await writeFile(notes, "no package");
  await page.locator("#packages").setInputFiles([good, changed, hostile, notes]);
  await page.locator(".notice", { hasText: "已打开 3 个申请包，其中 2 个需要留意" }).waitFor();
  const files = page.locator(".packages tbody th");
  assert.deepEqual(await files.allTextContents(), ["甲.zip", "乙.zip", "丙.zip"]);
  const rows = page.locator(".packages tbody tr");
  assert.match(await rows.nth(1).textContent(), /文件与清单不符.*AA 级.*B 级/);
  assert.match(await rows.nth(2).textContent(), /不予打开.*有文件名指向压缩包以外的位置/);
  // By verdict: the gravest first, then the other way round.
  const head = page.getByRole("columnheader", { name: "结论" });
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(await files.allTextContents(), ["乙.zip", "丙.zip", "甲.zip"]);
  await head.getByRole("button").click();
  assert.deepEqual(await files.allTextContents(), ["甲.zip", "丙.zip", "乙.zip"]);
  // From the keyboard to one of them.
  await page.getByRole("button", { name: "乙.zip" }).focus();
  await page.keyboard.press("Enter");
  const view = page.locator("#package-view");
  await view.waitFor();
  assert.ok(await view.evaluate((element) => element === document.activeElement), "the view takes the focus");
  assert.match(await view.textContent(), /等级：原为 AA 级，现为 B 级/);
  assert.match(await view.locator("tr.differs", { hasText: "答案.ziping.json" }).textContent(), /已被改动/);
  // Excel, read by openpyxl.
  const table = await download(page, () => page.locator("#export-table").click());
  assert.ok(table.endsWith("申请包核对表.xlsx"), table);
  const said = execFileSync(python, ["-X", "utf8", "-c", `
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(min_row=4, values_only=True): print(row[1], row[2], row[9], sep='|')
`, table], { encoding: "utf8" });
  assert.deepEqual(said.trim().split(/\r?\n/), [
    "甲.zip|示例科技有限公司|文件完好，结果一致",
    "乙.zip|示例科技有限公司|文件与清单不符",
    "丙.zip||不予打开",
  ]);
  assertNoErrors(page);
  assertStayedHome(page);
});

test("the visitor's own answers are not touched, and files can be dropped", async () => {
  const page = await onTheDay();
  await open(page, "#/organisation");
  await page.locator("#client-name").fill("自己的单位");
  await page.locator("#client-name").blur();
  await page.evaluate(() => { location.hash = "#/open"; });
  await page.locator(".drop").waitFor();
  const bytes = (await readFile(good)).toString("base64");
  await page.evaluate(async (bytes) => {
    const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([data], "甲.zip", { type: "application/zip" }));
    document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, bytes);
  await page.locator("#package-view h2", { hasText: "示例科技有限公司" }).waitFor();
  await page.evaluate(() => { location.hash = "#/organisation"; });
  await page.locator("#client-name").waitFor();
  assert.equal(await page.locator("#client-name").inputValue(), "自己的单位");
  assertNoErrors(page);
});

test("files that are no packages are said to be none, and a damaged one says why", async () => {
  const page = await onTheDay();
  await open(page, "#/open");
  const text = join(folder, "a.txt");
  await writeFile(text, "no package");
  await page.locator("#packages").setInputFiles(text);
  await page.locator("[role=alert]", { hasText: "这里面没有 zip 文件" }).waitFor();
  const cut = join(folder, "丁.zip");
  await writeFile(cut, (await readFile(good)).subarray(0, 20_000));
  await page.locator("#packages").setInputFiles(cut);
  await page.locator("#package-view [role=alert]", { hasText: "文件不完整，结尾的目录缺失" }).waitFor();
  assertNoErrors(page);
});
