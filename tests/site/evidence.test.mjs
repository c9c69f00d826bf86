// Papers that prove things: said once, files kept in the browser, taken along by a package and brought back by it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, download, framed, launch, open, pageOn, python, saved } from "./harness.mjs";
import { keptFiles } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A page of the example organisation, on its day. */
async function withExample() {
  const page = await pageOn(browser);
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  return page;
}

const card = (page, paper) => page.locator(`.proof-card:has(#paper-${paper})`);
const file = (name, text) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function evidence(page) {
  await open(page, "#/evidence");
  await page.locator(".proof-card").first().waitFor();
}

async function onlyCredit(page) {
  for (const other of ["iets", "nextgen-it", "om", "bizsec", "iii-consulting"]) await page.locator(`#for-${other}`).uncheck();
}

async function attach(page, paper, ...files) {
  const items = card(page, paper).locator(".list li");
  const before = await items.count();
  await page.locator(`#add-${paper}`).setInputFiles(files);
  await items.nth(before + files.length - 1).waitFor();
}

test("each paper stands once, with what every chosen rule book uses it for, and the choice is remembered", async () => {
  const page = await withExample();
  await evidence(page);
  const papers = await page.locator(".proof-card h2").evaluateAll((heads) => heads.map((head) => head.id));
  assert.equal(new Set(papers).size, papers.length, "a paper stands twice");
  assert.ok((await card(page, "audit_reports").locator(".wishes > li").count()) >= 3);
  await onlyCredit(page);
  await page.waitForFunction((all) => document.querySelectorAll(".proof-card").length < all, papers.length);
  assert.equal(await card(page, "audit_reports").locator(".wishes > li").count(), 1);
  assert.match(await card(page, "audit_reports").locator(".wishes").innerText(), /企业信用 附件-\d\d/);
  // Every clause leads to where it stands.
  const clause = card(page, "audit_reports").locator("a.clause").first();
  const number = await clause.innerText();
  await saved(page);
  await clause.click();
  await page.locator("article:focus, article").filter({ hasText: number }).first().waitFor();
  await page.reload();
  await evidence(page);
  assert.ok(!(await page.locator("#for-om").isChecked()));
  assert.ok(await page.locator("#for-credit").isChecked());
  assertNoErrors(page);
  await page.context().close();
});

test("what expires before the assessment date is said, the missing can be listed alone, and all of it is undone and kept", async () => {
  const page = await withExample();
  await evidence(page);
  await page.locator("label:has(#have-licence-1)").click();
  await page.locator("#until-licence").fill("2026-11-20");
  await page.locator("#until-licence").blur();
  await card(page, "licence").getByText("评定日前到期").first().waitFor();
  assert.match(await page.locator(".totals").innerText(), /1 种在评定日（2026-11-21）前到期/);
  // On its last day a paper is still good.
  await page.locator("#until-licence").fill("2026-11-21");
  await page.locator("#until-licence").blur();
  await card(page, "licence").getByText("一个月内到期").first().waitFor();
  await page.locator("#until-licence").fill("2028-01-01");
  await page.locator("#until-licence").blur();
  await page.locator("label:has(#have-articles-2)").click();
  await page.locator("#note-articles").fill("没有章程");
  const all = await page.locator(".proof-card").count();
  await page.locator("#only-open").check();
  assert.equal(await page.locator(".proof-card").count(), all - 2);
  await page.locator("#only-open").uncheck();
  await saved(page);
  await page.reload();
  await page.locator("#note-articles").waitFor();
  assert.equal(await page.locator("#note-articles").inputValue(), "没有章程");
  assert.equal(await page.locator("#until-licence").inputValue(), "2028-01-01");
  await page.locator("label:has(#have-articles)").click();
  await page.locator("#note-articles").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await page.locator("#note-articles").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("files are attached by button and by drop, shown with size and hash, handed over, removed and brought back", async () => {
  const page = await withExample();
  await evidence(page);
  const [one, two] = ["审计一".repeat(1000), "审计二"];
  await attach(page, "audit_reports", file("2024.pdf", one), file("2025.pdf", two));
  const reports = card(page, "audit_reports");
  const text = await reports.innerText();
  for (const part of ["2024.pdf", "9.0 KB", sha256(one), "2025.pdf", "9 B", sha256(two)]) assert.ok(text.includes(part), part);
  assert.ok(text.includes("已有"), "a paper with a file is there");
  // The same bytes again are not stored twice; an empty file is not taken.
  await page.locator("#add-audit_reports").setInputFiles(file("copy.pdf", two));
  await reports.getByText("“copy.pdf”已经附过").waitFor();
  await page.locator("#add-audit_reports").setInputFiles(file("empty.pdf", ""));
  await reports.getByText("“empty.pdf”是空的").waitFor();
  assert.equal(await reports.locator(".list li").count(), 2);

  // Dropped.
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["拖来的"], "拖.txt", { type: "text/plain" }));
    return data;
  });
  await card(page, "licence").locator(".files-of").dispatchEvent("drop", { dataTransfer: transfer });
  await card(page, "licence").getByText(sha256("拖来的")).waitFor();
  assert.match(await page.locator(".totals").innerText(), /附件 3 个，共 9\.0 KB/);

  // There after a reload, and as it was.
  await saved(page);
  await page.reload();
  await reports.getByText("2024.pdf").waitFor();
  const path = await download(page, () => page.getByRole("button", { name: "下载 2024.pdf" }).click());
  assert.equal(readFileSync(path, "utf8"), one);

  // Removed and back at its place; removed for good it leaves the browser.
  await page.getByRole("button", { name: "移除 2024.pdf" }).click();
  await reports.getByText("已移除“2024.pdf”").waitFor();
  assert.equal(await reports.locator(".list li").count(), 1);
  await page.getByRole("button", { name: "撤销移除" }).click();
  await reports.getByText("2024.pdf").first().waitFor();
  assert.match(await reports.locator(".list li").first().innerText(), /2024\.pdf/);
  await page.getByRole("button", { name: "移除 2024.pdf" }).click();
  await page.getByRole("button", { name: "立即清除" }).click();
  await page.getByRole("button", { name: "立即清除" }).waitFor({ state: "detached" });
  assert.equal((await keptFiles(page)).size, 2);
  assertNoErrors(page);
  await page.context().close();
});

test("a file that finds no room is refused with what to do, and what was there stays", async () => {
  const page = await withExample();
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value instanceof Blob && globalThis.full) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...rest);
    };
  });
  await page.reload();
  await evidence(page);
  await attach(page, "licence", file("a.pdf", "a"));
  await page.evaluate(() => {
    globalThis.full = true;
  });
  await page.locator("#add-licence").setInputFiles(file("b.pdf", "b"));
  const said = card(page, "licence").locator("[role=alert]");
  await said.waitFor();
  assert.match(await said.innerText(), /空间不够.*b\.pdf.*腾出磁盘空间/);
  assert.equal(await card(page, "licence").locator(".list li").count(), 1);
  await page.context().close();
});

/** A package as Python's zipfile has it. */
const READ = `
import hashlib, io, json, sys, zipfile, openpyxl
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
read = {n: z.read(n) for n in z.namelist()}
manifest = json.loads(read['清单.manifest.json'])
assert {f['path'] for f in manifest['files']} | {'清单.manifest.json'} == set(read)
assert all(hashlib.sha256(read[f['path']]).hexdigest() == f['sha256'] for f in manifest['files'])
sheet = openpyxl.load_workbook(io.BytesIO(read['03-证明材料/证明材料目录.xlsx'])).active
heads = [c.value for c in sheet[3]]
rows = [dict(zip(heads, (str(c.value) for c in r))) for r in sheet.iter_rows(min_row=4)]
attached = {n.split('/')[-1]: b.decode() if len(b) < 1000 else len(b) for n, b in read.items() if '附件-' in n}
texts = {n: b.decode('utf8', 'replace') for n, b in read.items() if n.endswith(('.json', '.ics'))}
print(json.dumps({'rows': rows, 'attached': attached, 'redacted': manifest['redacted'], 'texts': texts}))
`;
const read = (zip) => JSON.parse(execFileSync(python, ["-c", READ, zip], { encoding: "utf8", maxBuffer: 1 << 26 }));

test("a package takes the files along under their numbers, and brings back answers, papers and files", async () => {
  const page = await withExample();
  await evidence(page);
  await onlyCredit(page);
  await attach(page, "audit_reports", file("2024 年.PDF", "一"), file("2025.pdf", "二"));
  await page.locator("#until-audit_reports").fill("2027-06-30");
  await page.locator("#copies-audit_reports").fill("3");
  await page.locator("#note-audit_reports").fill("三年合订");
  await page.locator("label:has(#have-articles-2)").click();
  await page.locator("#note-articles").fill("没有章程");
  const before = await card(page, "audit_reports").locator("header, .wishes, .list").allInnerTexts();

  await open(page, "#/package/credit");
  await page.getByText("附件 2 个，共 6 B").waitFor();
  const zip = await download(page, () => page.locator("#make-package").click());
  const made = read(zip);
  const audit = made.rows.find((row) => row["材料名称"] === "近三年审计报告");
  assert.deepEqual(made.attached, { [`${audit["编号"]}-近三年审计报告-1.pdf`]: "一", [`${audit["编号"]}-近三年审计报告-2.pdf`]: "二" });
  assert.deepEqual([audit["份数"], audit["状态"], audit["备注"], audit["有效期至"].slice(0, 10)], ["3", "已备", "三年合订", "2027-06-30"]);
  assert.equal(made.rows.find((row) => row["材料名称"] === "公司章程")["状态"], "不需要");

  // Into a browser that knows nothing.
  const other = await pageOn(browser, {}, "2027-01-01");
  await open(other, "#/import");
  await other.locator("#unpack").setInputFiles(zip);
  await other.getByText("已导入“示例科技有限公司”：答案、材料情况和 2 个附件。").waitFor();
  await saved(other);
  await other.reload();
  await evidence(other);
  assert.deepEqual(await card(other, "audit_reports").locator("header, .wishes, .list").allInnerTexts(), before);
  assert.equal(await other.locator("#copies-audit_reports").inputValue(), "3");
  assert.equal(await other.locator("#note-articles").inputValue(), "没有章程");
  const path = await download(other, () => other.getByRole("button", { name: "下载 2024 年.PDF" }).click());
  assert.equal(readFileSync(path, "utf8"), "一");
  // The assessment date came along, so the same package comes of it again.
  await open(other, "#/package/credit");
  const again = await download(other, () => other.locator("#make-package").click());
  assert.deepEqual(readFileSync(again), readFileSync(zip));
  for (const one of [page, other]) {
    assertNoErrors(one);
    assertStayedHome(one);
    await one.context().close();
  }
});

test("an export for outsiders has no files, no remarks and no names, says so, and is not taken back", async () => {
  const page = await withExample();
  await evidence(page);
  await attach(page, "licence", file("示例科技执照.pdf", "执照"));
  await page.locator("#note-licence").fill("存于示例科技档案室");
  await open(page, "#/package/credit");
  await page.getByText("给外部人看的版本").click();
  await page.locator("label:has(#without-1)").click();
  await page.getByText("删节版不带附件").waitFor();
  const zip = await download(page, () => page.locator("#make-package").click());
  const made = read(zip);
  assert.deepEqual(made.attached, {});
  assert.deepEqual(made.redacted, { contacts: false, names: true, amounts: false });
  assert.equal(made.rows.find((row) => row["材料名称"].startsWith("营业执照"))["文件"], "未附（隐去版）");
  for (const [name, text] of Object.entries(made.texts)) assert.ok(!text.includes("示例科技"), name);
  await open(page, "#/import");
  await page.locator("#unpack").setInputFiles(zip);
  await page.getByText("删节版，去掉的内容回不来").waitFor();
  await page.locator("#unpack").setInputFiles(file("x.zip", "not a zip"));
  await page.getByText("不是可以安全打开的压缩包").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("making a package with large files shows how far it is, can be stopped, and leaves the page usable", async () => {
  const page = await withExample();
  await evidence(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    for (const name of ["a.bin", "b.bin", "c.bin", "d.bin"]) {
      const bytes = new Uint8Array(24_000_000).fill(name.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    document.querySelector("#add-licence").files = data.files;
    document.querySelector("#add-licence").dispatchEvent(new Event("change", { bubbles: true }));
  });
  await card(page, "licence").locator(".list li").nth(3).waitFor();
  await open(page, "#/package/credit");
  await page.locator("#make-package").click();
  await page.locator(".package progress").waitFor();
  // The page draws while the worker reads.
  for (let frame = 0; frame < 5; frame += 1) {
    const from = performance.now();
    await framed(page);
    const took = performance.now() - from;
    assert.ok(took < 1000, `the page was blocked for ${took} ms`);
  }
  await page.getByRole("button", { name: "停止" }).click();
  await page.locator(".package progress").waitFor({ state: "detached" });
  assert.ok(await page.locator("#make-package").isEnabled());
  const zip = await download(page, () => page.locator("#make-package").click());
  assert.deepEqual(Object.values(read(zip).attached), [24_000_000, 24_000_000, 24_000_000, 24_000_000]);
  assertNoErrors(page);
  await page.context().close();
});
