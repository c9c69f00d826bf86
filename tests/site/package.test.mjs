// The package page: forms of an association's own, what stands against making the package, the steps of what it is for;
// stopping what takes long, and files that are dropped.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  assertNoErrors, assertStayedHome, counted, download, example, formsAreKept, launch, open, pageOn, python, saved, says,
  withAnswers,
} from "./harness.mjs";
import { papersIn } from "./papers.mjs";
import { keptFiles, putFile } from "./stores.mjs";

let browser, folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "ziping-package-"));
});
after(() => browser?.close());

/** A page of the example organisation, on its day. */
async function withExample(options) {
  const page = await pageOn(browser, options);
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await saved(page);
  return page;
}

async function packagePage(page, regime = "credit") {
  await open(page, `#/package/${regime}`);
  await page.locator("#make-package").waitFor();
}

const file = (name, text) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });

/** A Word form of these paragraphs, under a name of its own. */
function form(name, ...paragraphs) {
  const path = join(folder, name);
  execFileSync(python, ["-X", "utf8", "-c", `
import sys, docx
d = docx.Document()
for p in sys.argv[2:]: d.add_paragraph(p)
d.save(sys.argv[1])`, path, ...paragraphs]);
  return path;
}

/** The names in a package, and what its Word files say. */
function read(zip) {
  const said = execFileSync(python, ["-X", "utf8", "-c", `
import sys, io, json, zipfile, docx
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
words = {n: '\\n'.join(p.text for p in docx.Document(io.BytesIO(z.read(n))).paragraphs) for n in z.namelist() if n.endswith('.docx')}
print(json.dumps({'names': z.namelist(), 'words': words}))`, zip], { encoding: "utf8", maxBuffer: 1 << 26 });
  return JSON.parse(said);
}

/** All lines of the one form in a package, those of tables too, without the contents, which Word draws anew. */
function lines(zip) {
  const said = execFileSync(python, ["-X", "utf8", "-c", `
import sys, io, json, zipfile, docx
from docx.oxml.ns import qn
z = zipfile.ZipFile(sys.argv[1])
[name] = [n for n in z.namelist() if n.startswith('01-')]
lines = []
for p in docx.Document(io.BytesIO(z.read(name))).element.body.iter(qn('w:p')):
    if p.style in ('TOC1', 'TOC2'): continue
    text = ''.join((t.text or '') if t.tag == qn('w:t') else '\\n' for t in p.iter(qn('w:t'), qn('w:br')))
    lines += [line.strip() for line in text.split('\\n') if line.strip()]
print(json.dumps(lines))`, zip], { encoding: "utf8", maxBuffer: 1 << 26 });
  return JSON.parse(said);
}

/** A text in a package. */
const inZip = (zip, name) =>
  execFileSync(python, ["-X", "utf8", "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())", zip, name], { encoding: "utf8" });

const make = (page) => download(page, () => page.locator("#make-package").click());

async function attach(page, paper, ...files) {
  await open(page, "#/evidence");
  await page.locator(`#add-${paper}`).setInputFiles(files);
  await page.locator(`.proof-card:has(#paper-${paper}) .list li`).nth(files.length - 1).waitFor();
  await saved(page);
}

/** Does something to the bytes of attached files behind the page's back: `{ what it holds: what it shall hold }`, `null` for nothing. */
async function tamper(page, change) {
  for (const [at, { file }] of await keptFiles(page)) {
    const now = change[file];
    if (now !== undefined) await putFile(page, at, now === null ? {} : { file: now });
  }
}

/** Worker orders are not delivered while `window.held` is set: the work has begun and does not go on. */
const holdable = () => {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (...message) {
    if (!window.held) post.apply(this, message);
  };
};

test("an association's form is filled, takes the place of the kit's own application, and is there again after a reload", async () => {
  const page = await withExample();
  await packagePage(page);
  await page.getByText("协会自己的表格").click();
  await page.locator("#forms").setInputFiles(form("协会申报书.docx", "单位：{{org.name}}", "申请{{target}}，收入{{credit.main_revenue.3|万元}}"));
  const row = page.locator(".forms li").filter({ hasText: "协会申报书.docx" });
  await row.waitFor();
  await formsAreKept(page);
  await says(row, /代替《/);
  for (const again of [false, true]) {
    if (again) {
      await page.reload();
      await row.waitFor();
    }
    const made = read(await make(page));
    assert.deepEqual(made.names.filter((name) => name.startsWith("01-")), ["01-申请表/协会申报书.docx"]);
    assert.equal(made.words["01-申请表/协会申报书.docx"], "单位：示例科技有限公司\n申请AA 级（自评预测，申报等级尚未填写），收入4,812");
    assert.match(made.words["05-递交指南/递交指南.docx"], /自己的表格（协会申报书\.docx）/);
  }
  await row.getByRole("button").click();
  await row.waitFor({ state: "detached" });
  await formsAreKept(page);
  await page.reload();
  await page.locator("#make-package").waitFor();
  assert.equal(await row.count(), 0);
  assert.deepEqual(read(await make(page)).names.filter((name) => name.startsWith("01-")), ["01-申请表/科技服务行业企业信用评价申报书.docx"]);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("the kit's own application taken as a template and chosen again says in the package what the kit's own says", async () => {
  const page = await withExample();
  await packagePage(page);
  const own = lines(await make(page));
  const template = await download(page, () => page.locator("#take-template").click());
  assert.match(template, /科技服务行业企业信用评价申报书-模板\.docx$/);
  await page.locator(".template .notice", { hasText: "已下载" }).waitFor();
  await page.getByText("协会自己的表格").click();
  await page.locator("#forms").setInputFiles(template);
  await page.locator(".forms li").filter({ hasText: "模板.docx" }).waitFor();
  const made = lines(await make(page));
  assert.ok(own.length > 100, own.join("\n"));
  // But that it is the official form now, and calls itself 本表.
  const taken = own.filter((line) => !line.includes("主办单位发布了官方表格的"));
  assert.equal(taken.length, own.length - 1);
  assert.deepEqual(made, taken.map((line) => line.replace("《科技服务行业企业信用评价申报书》", "本表")));
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("what a form fetches is named and left out, unless it is to be kept", async () => {
  const page = await withExample();
  await packagePage(page);
  const path = form("带链接.docx", "{{org.name}}");
  execFileSync(python, ["-X", "utf8", "-c", `
import sys, docx
d = docx.Document(sys.argv[1])
d.part.rels.get_or_add_ext_rel('http://schemas.openxmlformats.org/officeDocument/2006/relationships/image', 'http://127.0.0.1:9/x.png')
d.save(sys.argv[1])`, path]);
  await page.getByText("协会自己的表格").click();
  await page.locator("#forms").setInputFiles(path);
  await page.locator(".forms li").waitFor();
  await make(page);
  const said = page.locator("#package-outcome li");
  await says(said, /带链接\.docx：去掉了从外部读取的图片：“http:\/\/127\.0\.0\.1:9\/x\.png”/);
  await page.locator("#keep-links").check();
  await make(page);
  await said.filter({ hasText: "保留了" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("all placeholders are listed with their titles, found by a word and copied by a click", async () => {
  const page = await withExample();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await packagePage(page);
  await page.getByText("表格可以用的全部占位符").click();
  const rows = page.locator(".placeholders tbody tr");
  await rows.first().waitFor();
  await page.locator("#find-placeholder").fill("统一社会");
  await page.waitForFunction(() => document.querySelectorAll(".placeholders tbody tr").length === 1);
  await says(rows, /\{\{org\.uscc\}\}[\s\S]*\{\{统一社会信用代码\}\}/);
  await page.getByRole("button", { name: "复制 {{统一社会信用代码}}" }).click();
  await page.getByText("已复制：{{统一社会信用代码}}").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "{{统一社会信用代码}}");
  await page.locator("#find-placeholder").fill("单位类型 enterprise");
  await page.waitForFunction(() => document.querySelectorAll(".placeholders tbody tr").length === 1);
  await says(rows, /\{\{☐单位类型=企业\}\}/);
  assertNoErrors(page);
  await page.context().close();
});

test("an overlay and its form are loaded together; without the form the visitor is asked before anything is made", async () => {
  const page = await withExample();
  const text = (lang) => `[${lang}.overlay]\ntitle = "甲"\ntext = "甲"\n`;
  const toml = `overlay = 1\nid = "own"\nregime = "credit"\nversion = "1.0.0"\nfor_version = "1"\nstatus = "draft"\nsource = "x"\n[form."credit.doc.application"]\ndocx = "省协会.docx"\n${text("zh")}${text("en")}`;
  const overlay = { name: "own.toml", mimeType: "application/toml", buffer: Buffer.from(toml) };
  await open(page, "#/settings");
  await page.locator("#load-overlay").setInputFiles(overlay);
  await page.getByText("已载入“own.toml”").waitFor();
  await saved(page);
  await packagePage(page);
  const doubts = page.locator("#doubts");
  await doubts.filter({ hasText: "省协会.docx" }).waitFor();
  await page.locator("#make-package").click();
  const without = read(await download(page, () => page.locator("#make-anyway").click()));
  assert.deepEqual(without.names.filter((name) => name.startsWith("01-")), ["01-申请表/科技服务行业企业信用评价申报书.docx"]);
  // The overlay again, with its form: a text changed, so that it is another file.
  await open(page, "#/settings");
  const path = form("省协会.docx", "{{单位名称}}");
  await page.locator("#load-overlay").setInputFiles([path]);
  await page.getByText("已留存表格“省协会.docx”").waitFor();
  await packagePage(page);
  await page.locator(".forms li").filter({ hasText: "省协会.docx" }).waitFor();
  assert.equal(await doubts.count(), 0);
  const made = read(await make(page));
  assert.deepEqual(made.names.filter((name) => name.startsWith("01-")), ["01-申请表/省协会.docx"]);
  assert.equal(made.words["01-申请表/省协会.docx"], "示例科技有限公司");
  assertNoErrors(page);
  await page.context().close();
});

test("what is wrong in a form is said with its paragraph in the page's language, and nothing that was chosen is lost", async () => {
  const page = await withExample();
  await packagePage(page);
  await page.locator("#target").selectOption({ index: 3 });
  await page.getByText("协会自己的表格").click();
  await page.locator("#forms").setInputFiles([
    form("甲.docx", "好", "{{org.nam}}", "{{#credit.member}}"),
    form("乙.docx", "{{organisation}}"),
  ]);
  await page.locator("#make-package").click();
  const said = page.locator("#bad-forms");
  await said.waitFor();
  const text = await said.innerText();
  for (const part of ["甲.docx", "没有“{{org.nam}}”这个占位符（正文第 2 段）", "是不是要写“org.name”？", "“{{#credit.member}}”没有结束标记（正文第 3 段）"]) {
    assert.ok(text.includes(part), `${part} is not in ${text}`);
  }
  assert.ok(!text.includes("乙.docx"));
  await page.waitForFunction(() => document.activeElement?.id === "bad-forms");
  assert.equal(await page.locator("#target").evaluate((list) => list.selectedIndex), 3);
  await counted(page.locator(".forms li"), 2);
  // Mended and chosen again, it takes the place of the one of its name.
  await page.locator("#forms").setInputFiles(form("甲.docx", "{{organisation}}"));
  const made = read(await make(page));
  await counted(page.locator(".forms li"), 2);
  for (const name of ["甲", "乙"]) assert.equal(made.words[`01-申请表/${name}.docx`], "示例科技有限公司");
  assertNoErrors(page);
  await page.context().close();
});

test("attached files that are gone or changed are named when the page opens, and left out only when the visitor says so", async () => {
  const page = await withExample();
  await attach(page, "licence", file("在.pdf", "在"));
  await attach(page, "articles", file("丢.pdf", "丢"));
  await attach(page, "audit_reports", file("变.pdf", "变"));
  await tamper(page, { 丢: null, 变: "另" });
  await packagePage(page);
  const doubts = page.locator("#doubts");
  await doubts.getByText("变.pdf").waitFor();
  assert.deepEqual(await doubts.locator("li").allTextContents(), ["变.pdf", "丢.pdf"].sort((a, b) => (a < b ? 1 : -1)));
  assert.equal(await page.locator("#make-anyway").count(), 0, "nobody has asked yet");
  await page.locator("#make-package").click();
  await page.waitForFunction(() => document.activeElement?.id === "doubts");
  const zip = await download(page, () => page.locator("#make-anyway").click());
  const attached = read(zip).names.filter((name) => name.includes("附件-"));
  assert.equal(attached.length, 1);
  assert.match(attached[0], /营业执照/);
  assertNoErrors(page);
  await page.context().close();
});

test("a file that is lost while the page is open is noticed when the package is made", async () => {
  for (const change of [{ 好: null }, { 好: "坏" }]) {
    const page = await withExample();
    await attach(page, "licence", file("执照.pdf", "好"));
    await packagePage(page);
    await page.locator("#files-state[data-checked=true]").waitFor();
    assert.equal(await page.locator("#doubts").count(), 0);
    await tamper(page, change);
    await page.locator("#make-package").click();
    await page.locator("#doubts").getByText("执照.pdf").waitFor();
    const zip = await download(page, () => page.locator("#make-anyway").click());
    assert.ok(read(zip).names.every((name) => !name.includes("附件-")));
    await page.context().close();
  }
});

test("entries that cannot be read are summed up, lead to their questions, and the package is made only when the visitor says so", async () => {
  const page = await withExample();
  await packagePage(page);
  const whole = read(await make(page));
  await open(page, "#/organisation");
  const date = page.locator("section.q, .sub").filter({ hasText: "贵单位是哪一天成立的？" }).last().locator("input[type=text]").first();
  await date.fill("2016-13");
  await date.blur();
  await saved(page);
  await packagePage(page);
  const doubts = page.locator("#doubts");
  await says(doubts, /成立日期 .?2016-13/);
  await page.locator("#make-package").click();
  await page.locator("#make-anyway").waitFor();
  const made = read(await download(page, () => page.locator("#make-anyway").click()));
  assert.deepEqual(made.names, whole.names);
  await doubts.locator("a").first().click();
  await page.waitForFunction(() => document.activeElement?.value === "2016-13");
  assertNoErrors(page);
  await page.context().close();
});

test("the steps are those of what the package is for, and of the level applied for", async () => {
  const page = await withExample();
  await packagePage(page);
  const steps = page.locator(".steps > li > b");
  const first = await steps.allTextContents();
  assert.ok(first.includes("初评公示"), first.join());
  // Only the grades A and above are published.
  await page.locator("#applied-level").selectOption({ label: "B 级" });
  await page.waitForFunction((count) => document.querySelectorAll(".steps > li").length < count, first.length);
  assert.ok(!(await steps.allTextContents()).includes("初评公示"));
  // What the plan aims at changes no step.
  await page.locator("#target").selectOption({ label: "AAA" });
  assert.ok(!(await steps.allTextContents()).includes("初评公示"));
  await page.locator("#purpose").selectOption({ label: "年度复查" });
  await page.locator("#procedure").filter({ hasText: "年度复查" }).waitFor();
  assert.notDeepEqual(await steps.allTextContents(), first);
  assertNoErrors(page);
  await page.context().close();
});

test("the level applied for is kept with the answers, warned about above the predicted one, and stands on the cover", async () => {
  const page = await withExample();
  await packagePage(page);
  assert.equal(await page.locator(".level-warning").count(), 0);
  await page.locator("#applied-level").selectOption({ label: "AAA 级" });
  await page.locator(".level-warning.error").filter({ hasText: "高于预测的AA" }).waitFor();
  await saved(page);
  await page.reload();
  await packagePage(page);
  assert.equal(await page.locator("#applied-level").evaluate((list) => list.selectedIndex), 5);
  await page.locator(".level-warning.error").waitFor();
  const path = await make(page);
  assert.match(read(path).words["01-申请表/科技服务行业企业信用评价申报书.docx"], /自愿申请科技服务行业企业信用等级评价/);
  const manifest = JSON.parse(inZip(path, "清单.manifest.json"));
  assert.deepEqual([manifest.target, manifest.answers], ["AAA", "used"]);
  await open(page, "#/package/om");
  await page.locator("#make-package").waitFor();
  assert.equal(await page.locator("#applied-level").count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test("another regime's answers stay here unless the whole sheet is asked for", async () => {
  const page = await withExample();
  await packagePage(page, "bizsec");
  const answers = async () => JSON.parse(inZip(await make(page), "06-数据/答案.ziping.json")).facts;
  const used = await answers();
  assert.ok("org.kind" in used && !Object.keys(used).some((fact) => fact.startsWith("credit.")), Object.keys(used).join());
  await page.locator("#whole-sheet").check();
  assert.ok("credit.main_business" in (await answers()));
  assertNoErrors(page);
  await page.context().close();
});

/** A package of an organisation that is here is merged or taken in as another one: here it is another one. */
const asAnother = (page) => page.locator("#known-package").getByRole("button", { name: "另建单位" }).click();

test("attaching and importing can be stopped, take nothing then, and go through afterwards", async () => {
  const page = await withExample();
  await packagePage(page);
  const zip = await make(page);
  await page.addInitScript(holdable);
  await page.reload();
  await open(page, "#/evidence");
  await page.evaluate(() => (window.held = true));
  await page.locator("#add-licence").setInputFiles(file("a.pdf", "a"));
  const card = page.locator(".proof-card:has(#paper-licence)");
  await card.getByRole("button", { name: "停止" }).click();
  await card.getByText("已停止").waitFor();
  assert.equal(await card.locator(".list li").count(), 0);
  await page.evaluate(() => (window.held = false));
  await page.locator("#add-licence").setInputFiles(file("a.pdf", "a"));
  await card.locator(".list li").waitFor();

  await open(page, "#/import");
  await page.evaluate(() => (window.held = true));
  await page.locator("#unpack").setInputFiles(zip);
  await page.getByRole("button", { name: "停止" }).click();
  await page.getByText("已停止，没有导入。").waitFor();
  await page.evaluate(() => (window.held = false));
  await page.locator("#unpack").setInputFiles(zip);
  await asAnother(page);
  await page.getByText("已导入“示例科技有限公司”").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("packages can be dropped anywhere on the pages that take them", async () => {
  const page = await withExample();
  await packagePage(page);
  const bytes = [...(await readFile(await make(page)))];
  const dropped = async (where) => {
    const transfer = await page.evaluateHandle((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "包.zip", { type: "application/zip" }));
      return data;
    }, bytes);
    const over = await page.locator("h1").evaluateHandle((heading, transfer) => {
      const event = new DragEvent("dragover", { dataTransfer: transfer, bubbles: true, cancelable: true });
      heading.dispatchEvent(event);
      return event.defaultPrevented;
    }, transfer);
    assert.equal(await over.jsonValue(), true, "the browser would open what is dropped");
    await page.locator(".drop.over").waitFor();
    await page.locator(where).dispatchEvent("drop", { dataTransfer: transfer });
    await page.locator(".drop:not(.over)").waitFor();
  };
  await open(page, "#/import");
  await dropped("h1");
  await asAnother(page);
  await page.getByText("已导入“示例科技有限公司”").waitFor();
  await open(page, "#/open");
  await dropped("h1");
  await page.locator("#package-view").waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("a package program that does not come is said, and the package is made once it does", async () => {
  // A service worker would have it kept.
  const page = await withExample();
  await packagePage(page);
  await page.context().route(/worker_bg\.wasm$/, (route) => route.abort());
  await page.locator("#make-package").click();
  const said = page.getByRole("alert").filter({ hasText: "没有生成" });
  await said.waitFor();
  await page.context().unroute(/worker_bg\.wasm$/);
  assert.ok(read(await make(page)).names.length > 5);
  await page.context().close();
});

test("a browser that gives no worker says on each page that nothing came of it, and keeps what was there", async () => {
  const page = await withExample();
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new Error("no worker");
      }
    };
  });
  await page.reload();
  await packagePage(page);
  await page.locator("#make-package").click();
  await page.getByText("没有生成。请刷新页面后再试；答案不受影响。").waitFor();
  await open(page, "#/evidence");
  await page.locator("#add-licence").setInputFiles(file("a.pdf", "a"));
  await page.getByText("没有附上。请刷新页面后再试").waitFor();
  await open(page, "#/import");
  await page.locator("#unpack").setInputFiles(file("x.zip", "x"));
  await page.getByText("没有导入。请刷新页面后再试").waitFor();
  await open(page, "#/open");
  await page.locator("#packages").setInputFiles(file("x.zip", "x"));
  await page.getByText("浏览器没能打开核对程序").waitFor();
  assert.equal((await keptFiles(page)).size, 0);
  assertNoErrors(page);
  await page.context().close();
});

test("answers that contradict each other are named where the package is made, with the way to them", async () => {
  const facts = { "org.uscc": "91350100M000100Y44", "org.staff": 60, "credit.form.staff_college": 70 };
  const page = await withAnswers(browser, example(facts), "#/package/credit");
  const found = page.locator(".inconsistent");
  await found.getByText("大专及以上学历的人数多于职工人数，请核对这两个数字。").waitFor();
  // What every organisation is asked stands in the papers too.
  assert.equal(await found.getByRole("link", { name: "统一社会信用代码校验不符" }).getAttribute("href"), "#/organisation");
  await found.getByRole("button", { name: "大专及以上人数多于职工总数" }).click();
  await page.waitForURL(/#\/assess\/credit\//);
  assertNoErrors(page);
  await page.context().close();
});

test("a letter's package is told as it is: no application, no level, no files, no day of the application's", async () => {
  const page = await withAnswers(browser, example(), "#/calendar/credit");
  await page.locator("#hand-in").fill("2027-01-15");
  await page.locator("#hand-in").blur();
  await saved(page);
  await page.locator("#procedure").selectOption({ label: "投诉" });
  assert.equal(await page.locator("#hand-in").inputValue(), "", "a day is said for one procedure");
  await open(page, "#/package/credit");
  const listed = page.locator("[aria-labelledby=export] ol").first();
  await counted(listed.locator("li"), 6);
  await page.locator("#applied-level").waitFor();
  await page.locator("#purpose").selectOption({ label: "投诉" });
  await counted(listed.locator("li"), 3, "the letter, the guide, the data");
  await says(listed, /《投诉[^》]*》/);
  assert.equal(await page.locator("#applied-level, #target, #files-state").count(), 0);
  const made = papersIn(await download(page, () => page.locator("#make-package").click()));
  const files = made.manifest.files.map(({ path }) => path.split("/")[0]);
  assert.deepEqual([...new Set(files)].sort(), ["01-申请表", "05-递交指南", "06-数据"]);
  assert.doesNotMatch(JSON.stringify(made), /20270115|2027 ?年 ?1 ?月 ?15 ?日/);
  assertNoErrors(page);
  await page.context().close();
});

test("what is missing is what this procedure needs: half-filled years and papers too, nothing of other procedures", async () => {
  const facts = { "finance.revenue": undefined, "credit.main_revenue": { 2024: "41000000" }, "certificate.credit": undefined };
  const page = await withAnswers(browser, example(facts), "#/package/credit");
  const missing = page.locator("section[aria-labelledby=missing]");
  await missing.waitFor();
  const text = await missing.innerText();
  assert.match(text, /缺 2023、2025 年/);
  assert.doesNotMatch(text, /规则要求的证明材料/, "the credit rules name no paper");
  assert.doesNotMatch(text, /证书|复查|更正|投诉/, "of later procedures nothing is asked now");
  const count = Number(text.match(/还差 (\d+) 项回答/)[1]);
  assert.ok(count > 0);
  assert.equal(await page.locator(".inconsistent").count(), 0);
  await page.locator("#purpose").selectOption({ index: 1 });
  await page.waitForFunction((before) => document.querySelector("section[aria-labelledby=missing]").innerText !== before, text);
  await says(missing, /证书/, "a later procedure needs the certificate");
  await open(page, "#/package/iets");
  await missing.getByText(/规则要求的证明材料还差 \d+ 份/).waitFor();
  assertNoErrors(page);
  await page.context().close();
});
