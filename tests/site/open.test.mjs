// Packages from others are opened beside the page: one in full, many as a table; hostile files are refused with a reason,
// and the visitor's own answers stay as they are.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, counted, download, holds, launch, open, pageOn, python } from "./harness.mjs";

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
  await holds(view.locator(".chip").first(), /文件完好，结果一致/);
  // Then, now, today, applied for; whether one may apply, and the points.
  const grades = ["AA 级", "AA 级", "AA 级", "未填写", "符合", "86–88"];
  assert.deepEqual(await view.locator(".grades dd").allTextContents(), grades);
  await holds(view, /个文件全部完好/);
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
  await page.locator(".notice", { hasText: "已打开 4 个申请包，其中 3 个需要留意" }).waitFor();
  const files = page.locator(".packages tbody th");
  assert.deepEqual(await files.allTextContents(), ["1. 甲.zip", "2. 乙.zip", "3. 丙.zip", "4. notes.txt"], "every file has its row");
  const rows = page.locator(".packages tbody tr");
  await holds(rows.nth(1), /数据被改动或有文件缺失.*AA 级.*B 级.*同第 1 行/);
  await holds(rows.nth(2), /不予打开.*有文件名指向压缩包以外的位置/);
  await holds(rows.nth(3), /不予打开.*不是 zip 压缩包/);
  // By verdict: the gravest first, then the other way round.
  const head = page.getByRole("columnheader", { name: "结论" });
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(await files.allTextContents(), ["2. 乙.zip", "3. 丙.zip", "4. notes.txt", "1. 甲.zip"]);
  await head.getByRole("button").click();
  assert.deepEqual(await files.allTextContents(), ["1. 甲.zip", "4. notes.txt", "3. 丙.zip", "2. 乙.zip"]);
  // From the keyboard to one of them.
  await page.getByRole("button", { name: "乙.zip" }).focus();
  await page.keyboard.press("Enter");
  const view = page.locator("#package-view");
  await view.waitFor();
  assert.ok(await view.evaluate((element) => element === document.activeElement), "the view takes the focus");
  await holds(view, /等级：原为 AA 级，现为 B 级/);
  await holds(view.locator("tr.differs", { hasText: "答案.ziping.json" }), /已被改动/);
  // Excel, read by openpyxl.
  const table = await download(page, () => page.locator("#export-table").click());
  assert.ok(table.endsWith("申请包核对表.xlsx"), table);
  const said = execFileSync(python, ["-X", "utf8", "-c", `
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(min_row=4, values_only=True): print(row[1], row[2] or '', row[13], sep='|')
`, table], { encoding: "utf8" });
  assert.deepEqual(said.trim().split(/\r?\n/), [
    "甲.zip|示例科技有限公司|文件完好，结果一致",
    "乙.zip|示例科技有限公司|数据被改动或有文件缺失",
    "丙.zip||不予打开",
    "notes.txt||不予打开",
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
  await page.locator("#package-view [role=alert]", { hasText: "不是 zip 压缩包" }).waitFor();
  const rar = join(folder, "戊.rar");
  await writeFile(rar, Buffer.from("Rar!\x1a\x07\x01\x00 and so on, long enough", "latin1"));
  await page.locator("#packages").setInputFiles(rar);
  await page.locator("#package-view [role=alert]", { hasText: "是 RAR 压缩包" }).waitFor();
  const cut = join(folder, "丁.zip");
  await writeFile(cut, (await readFile(good)).subarray(0, 20_000));
  await page.locator("#packages").setInputFiles(cut);
  await page.locator("#package-view [role=alert]", { hasText: "文件不完整，结尾的目录缺失" }).waitFor();
  assertNoErrors(page);
});

test("packages are added to those that are open, stay when another page is looked at, and go when they are cleared", async () => {
  const page = await onTheDay();
  await open(page, "#/open");
  await page.locator("#packages").setInputFiles(good);
  await page.locator("#package-view").waitFor();
  await page.locator("#packages").setInputFiles([changed]);
  await page.locator(".packages tbody tr").nth(1).waitFor();
  await page.evaluate(() => { location.hash = "#/organisation"; });
  await page.locator("#client-name").waitFor();
  await page.evaluate(() => { location.hash = "#/open"; });
  await counted(page.locator(".packages tbody tr"), 2);
  await page.locator("#clear-table").click();
  assert.equal(await page.locator(".packages, #package-view").count(), 0);
  assertNoErrors(page);
});

test("several packages in one file, names in the code page of Chinese Windows, stamped scans: each is what it is", async () => {
  const all = join(folder, "汇总.zip");
  execFileSync(python, ["-X", "utf8", "-c", `
import sys, zipfile
class Info(zipfile.ZipInfo):
    def _encodeFilenameFlags(self): return self.filename.encode('gb18030'), self.flag_bits & ~0x800
old = zipfile.ZipFile(sys.argv[1])
with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as new:
    for i in old.infolist(): new.writestr(Info('己单位/' + i.filename), old.read(i))
    new.writestr(Info('己单位/01-申请表/盖章扫描件.pdf'), b'%PDF-1.4')
    new.writestr(Info('己单位/.DS_Store'), b'x')
    new.write(sys.argv[1], '再一份.zip')
`, good, all]);
  const page = await onTheDay();
  await open(page, "#/open");
  await page.locator("#packages").setInputFiles(all);
  const rows = page.locator(".packages tbody tr");
  await rows.nth(1).waitFor();
  await holds(rows.nth(0), /表格改过或有新增文件.*另外加入：01-申请表\/盖章扫描件\.pdf/s);
  await holds(rows.nth(1), /再一份\.zip.*文件完好，结果一致/s);
  await rows.nth(1).getByRole("button").first().click();
  await page.locator("#package-view summary", { hasText: "全部文件" }).click();
  const saved = await download(page, () => page.locator("#package-view button.link", { hasText: "材料.json" }).click());
  assert.match(await readFile(saved, "utf8"), /^\{/);
  assertNoErrors(page);
});
