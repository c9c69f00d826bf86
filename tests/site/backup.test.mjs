// Everything in one file with its attached files: out of one browser, into another, and what happens to a damaged one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  assertNoErrors, assertStayedHome, counted, download, formsAreKept, launch, newPage, open, python, saved, says,
} from "./harness.mjs";
import { keptFiles, putFile } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const file = (name, content) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(content) });
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const card = (page, paper) => page.locator(`.proof-card:has(#paper-${paper})`);
const overlay = readFileSync(new URL("../overlays/om-contact.toml", import.meta.url), "utf8");

/** A page on the day of the example. */
async function fresh() {
  const page = await newPage(browser);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page);
  return page;
}

async function attach(page, paper, ...files) {
  await open(page, "#/evidence");
  const items = card(page, paper).locator(".list li");
  await card(page, paper).waitFor();
  const before = await items.count();
  await page.locator(`#add-${paper}`).setInputFiles(files);
  await items.nth(before + files.length - 1).waitFor();
  await saved(page);
}

const AUDIT = "审计".repeat(20_000);

/** The example organisation with two papers, an overlay, and a second organisation with one of the same names. */
async function full() {
  const page = await fresh();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await attach(page, "audit_reports", file("2024 年.PDF", AUDIT), file("2025.pdf", "第二份"));
  await open(page, "#/settings");
  await page.locator("#load-overlay").setInputFiles({ name: "contact.toml", mimeType: "", buffer: Buffer.from(overlay) });
  await page.getByText("虚构受理窗口").first().waitFor();
  await open(page, "#/clients");
  await page.getByRole("button", { name: "新建一个单位" }).click();
  await page.locator("#client-name").fill("另一家");
  await attach(page, "licence", file("2025.pdf", "另一家的"));
  return page;
}

async function backUp(page) {
  await open(page, "#/clients");
  const path = await download(page, () => page.locator("#back-up").click());
  await page.getByText(/备份已经存下/).waitFor();
  return path;
}

async function restore(page, path, choice) {
  await open(page, "#/clients");
  await page.locator("#restore").setInputFiles(path);
  await page.locator(`dialog #restore-${choice}`).click();
  await page.locator(".backup .notice").filter({ hasText: /已并入|已恢复/ }).waitFor();
}

async function content(page, paper, name) {
  await open(page, "#/evidence");
  await card(page, paper).getByText(name).first().waitFor();
  return readFileSync(await download(page, () => card(page, paper).getByRole("button", { name: `下载 ${name}` }).click()), "utf8");
}

test("a back-up holds organisations, overlays and attached files, and brings all of it to a browser that knows nothing", async () => {
  const page = await full();
  const path = await backUp(page);
  assert.match(path, /ziping-2026-11-21\.backup\.zip$/);
  const READ = `
import hashlib, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
files = json.loads(z.read('files.json'))
assert {f['path'] for f in files} | {'files.json', 'backup.json'} == set(z.namelist())
assert all(hashlib.sha256(z.read(f['path'])).hexdigest() == f['sha256'] for f in files)
backup = json.loads(z.read('backup.json'))
print(json.dumps([sorted(f['path'][11:] for f in files), backup['ziping'], len(backup['workspace']['clients']), [o['name'] for o in backup['workspace']['overlays']]]))
`;
  const inside = JSON.parse(execFileSync(python, ["-c", READ, path], { encoding: "utf8" }));
  assert.deepEqual(inside, [["2024 年.pdf", "2025.pdf", "2025.pdf"].sort(), "backup", 2, ["contact.toml"]], "other programs read it");

  const other = await fresh();
  await restore(other, path, "add");
  await saved(other);
  // The overlay is read in a worker, which a reload would cut off on its way.
  await open(other, "#/settings");
  await other.getByText("虚构受理窗口").first().waitFor();
  await open(other, "#/clients");
  await other.reload();
  await other.locator("tbody tr").nth(1).waitFor();
  await counted(other.locator("tbody th a").filter({ hasText: "另一家" }), 1);
  await other.locator("tbody th a").filter({ hasText: "示例科技有限公司" }).click();
  assert.equal(await content(other, "audit_reports", "2024 年.PDF"), AUDIT);
  assert.equal(await content(other, "audit_reports", "2025.pdf"), "第二份");
  await other.locator("#more-audit_reports").click();
  assert.ok((await card(other, "audit_reports").innerText()).includes(sha256(AUDIT)));
  await open(other, "#/settings");
  await other.getByText("虚构受理窗口").first().waitFor();
  // The same file once more: nothing to add, and it says so.
  await open(other, "#/clients");
  await other.locator("#restore").setInputFiles(path);
  await other.locator("dialog").getByText("这里都已经有了，没有可以并入的").waitFor();
  assert.equal(await other.locator("#restore-add").count(), 0);
  // Attached files that are gone here come with it.
  await other.locator("#restore-replace").waitFor();
  await other.keyboard.press("Escape");
  assert.equal((await keptFiles(other)).size, 3);
  for (const one of [page, other]) {
    assertNoErrors(one);
    assertStayedHome(one);
    await one.context().close();
  }
});

/** A Word form of an association's own with this text. */
function form(name, text) {
  const path = join(tmpdir(), `ziping-${process.pid}-${name}`);
  execFileSync(python, ["-X", "utf8", "-c", "import sys, docx\nd = docx.Document()\nd.add_paragraph(sys.argv[2])\nd.save(sys.argv[1])", path, text]);
  return { name, mimeType: "", buffer: readFileSync(path) };
}

test("an association's form is in the back-up and comes back; one of its name that is here stays", async () => {
  const page = await fresh();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await open(page, "#/package/credit");
  await page.locator("#make-package").waitFor();
  await page.getByText("协会自己的表格").click();
  const rows = (page) => page.locator(".forms li");
  await page.locator("#forms").setInputFiles(form("申报书.docx", "单位：{{org.name}}"));
  await rows(page).filter({ hasText: "申报书.docx" }).waitFor();
  await formsAreKept(page);
  await saved(page);
  const path = await backUp(page);
  assert.match(path, /\.backup\.zip$/, "with a form it is a zip, also without attached files");
  await page.getByText("还有 1 份协会表格").waitFor();

  // A browser that has another form of the same name.
  const other = await fresh();
  await open(other, "#/package/credit");
  await other.locator("#make-package").waitFor();
  await other.getByText("协会自己的表格").click();
  await other.locator("#forms").setInputFiles(form("申报书.docx", "另一份：{{org.name}}"));
  await rows(other).filter({ hasText: "申报书.docx" }).waitFor();
  await formsAreKept(other);
  await open(other, "#/clients");
  await other.locator("#restore").setInputFiles(path);
  await other.locator("dialog").getByText("1 份协会表格").first().waitFor();
  await other.locator("#restore-add").click();
  await other.locator(".backup .notice").filter({ hasText: "1 份协会表格" }).waitFor();
  await saved(other);
  await open(other, "#/package/credit");
  await rows(other).nth(1).waitFor();
  const names = (await rows(other).allInnerTexts()).map((text) => text.match(/申报书.*?\.docx/)[0]).sort();
  assert.deepEqual(names, ["申报书.docx", "申报书（2）.docx"]);
  // What came back is what was backed up: it is filled.
  await rows(other).filter({ hasText: /申报书\.docx/ }).getByRole("button").first().click();
  await rows(other).nth(1).waitFor({ state: "detached" });
  await open(other, "#/clients");
  await other.locator("tbody th a").filter({ hasText: "示例科技有限公司" }).click();
  await open(other, "#/package/credit");
  await other.locator("#make-package").waitFor();
  const zip = await download(other, () => other.locator("#make-package").click());
  const SAID = "import io, sys, zipfile, docx\nz = zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist():\n    if n.startswith('01-'): print(n, '|'.join(p.text for p in docx.Document(io.BytesIO(z.read(n))).paragraphs))";
  const said = execFileSync(python, ["-X", "utf8", "-c", SAID, zip], { encoding: "utf8" });
  assert.match(said, /单位：示例科技有限公司/);
  // Once more: nothing that is not here.
  await open(other, "#/clients");
  await other.locator("#restore").setInputFiles(path);
  await other.locator("dialog").getByText("完全一样，不用恢复").waitFor();
  for (const one of [page, other]) {
    assertNoErrors(one);
    assertStayedHome(one);
    await one.context().close();
  }
});

test("restored in the place of what is here, files that are here under the same places stay what they are", async () => {
  const page = await full();
  const path = await backUp(page);
  // Since then another file came and one went.
  await attach(page, "licence", file("新的.pdf", "备份之后的"));
  await page.getByRole("button", { name: "移除 2025.pdf" }).click();
  await page.getByText("已移除“2025.pdf”").waitFor();
  await saved(page);
  await restore(page, path, "replace");
  assert.equal(await content(page, "licence", "2025.pdf"), "另一家的");
  await open(page, "#/clients");
  await page.locator(".notice").getByRole("button", { name: "撤销替换" }).click();
  assert.equal(await content(page, "licence", "新的.pdf"), "备份之后的");
  await page.locator(".notice").filter({ hasText: "已回到原来的内容" }).getByRole("button", { name: "再换回去" }).click();
  await page.locator(".notice").filter({ hasText: "已换成备份里的" }).getByRole("button", { name: "撤销替换" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("a damaged back-up is refused with a reason, and nothing is changed", async () => {
  const page = await full();
  const path = await backUp(page);
  const whole = readFileSync(path);
  const damaged = (name, change) => {
    const bytes = Buffer.from(whole);
    const result = change(bytes) ?? bytes;
    const to = join(tmpdir(), `ziping-${process.pid}-${name}.zip`);
    writeFileSync(to, result);
    return to;
  };
  const at = whole.indexOf(Buffer.from("第二份"));
  assert.ok(at > 0, "attached files lie in it as they are");
  const READ = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\nz.writestr('a.txt', 'x')\nz.close()";
  const stranger = join(tmpdir(), `ziping-${process.pid}-stranger.zip`);
  execFileSync(python, ["-c", READ, stranger]);
  const cases = {
    "an attached file changed": [damaged("changed", (bytes) => void (bytes[at] ^= 1)), /损坏/],
    "cut short": [damaged("cut", (bytes) => bytes.subarray(0, bytes.length - 100)), /不是完整的备份/],
    "something behind it": [damaged("longer", (bytes) => Buffer.concat([bytes, Buffer.from("more")])), /不是完整的备份/],
    "another zip": [stranger, /不是本站的备份/],
  };
  const other = await fresh();
  await open(other, "#/organisation");
  await other.locator("#client-name").fill("原有单位");
  await saved(other);
  await open(other, "#/clients");
  for (const [name, [path, expected]] of Object.entries(cases)) {
    await other.locator("#restore").setInputFiles(path);
    const notice = other.locator(".backup .notice.bad").filter({ hasText: path.split("/").pop() });
    await notice.waitFor();
    await says(notice, expected, name);
    await says(notice, /什么都没有改变/, name);
  }
  await counted(other.locator("tbody tr"), 1);
  assert.equal((await keptFiles(other)).size, 0);
  for (const one of [page, other]) {
    assertNoErrors(one);
    await one.context().close();
  }
});

test("where an attached file finds no room nothing is restored, and those before it are taken out again", async () => {
  const page = await full();
  const path = await backUp(page);
  const other = await fresh();
  await other.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    let files = 0;
    IDBObjectStore.prototype.put = function (value, ...rest) {
      if (value instanceof Blob && (files += 1) > 1) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, ...rest);
    };
  });
  await other.reload();
  await open(other, "#/clients");
  await other.locator("#restore").setInputFiles(path);
  await other.locator("dialog #restore-replace").click();
  await other.locator(".backup .notice.bad").filter({ hasText: /空间不够.*没有恢复/ }).waitFor();
  assert.equal((await keptFiles(other)).size, 0);
  await counted(other.locator("tbody tr"), 1);
  assert.equal(await other.getByText("另一家").count(), 0);
  for (const one of [page, other]) await one.context().close();
});

test("a file that is gone or changed in the browser is named, and the back-up has all the rest", async () => {
  const page = await full();
  for (const [at, { file }] of await keptFiles(page)) {
    if (file === "另一家的") await putFile(page, at);
    if (file === "第二份") await putFile(page, at, { file: "改过" });
  }
  const path = await backUp(page);
  await page.getByText("备份已经存下，里面有全部单位和 1 个附件").waitFor();
  await page.locator(".backup .notice.bad").filter({ hasText: "没有放进备份：2025.pdf、2025.pdf" }).waitFor();
  const other = await fresh();
  await restore(other, path, "add");
  await other.locator("tbody th a").filter({ hasText: "示例科技有限公司" }).click();
  assert.equal(await content(other, "audit_reports", "2024 年.PDF"), AUDIT);
  for (const one of [page, other]) await one.context().close();
});

test("a back-up of before, a JSON file, is restored as ever", async () => {
  const page = await full();
  const zip = await backUp(page);
  const text = execFileSync(python, ["-c", "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('backup.json'))", zip], { maxBuffer: 1 << 26 });
  const json = join(tmpdir(), `ziping-${process.pid}.backup.json`);
  writeFileSync(json, text);
  const other = await fresh();
  await restore(other, json, "add");
  for (const name of ["示例科技有限公司", "另一家"]) await counted(other.locator("tbody th a").filter({ hasText: name }), 1);
  for (const one of [page, other]) await one.context().close();
});
