// Making the site one's own without Rust: an association fills in the page, loads its table, form and mark, looks at the site
// as visitors will, and takes host.zip away; unpacked beside index.html it is there for the first visitor, papers included.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, download, drawn, launch, newPage, open, python, saved } from "./harness.mjs";
import { papersIn } from "./papers.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { file, overlay, section } from "./settings.mjs";

let browser;
let folder;
let below;
let server;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "ziping-make-"));
  below = join(folder, "zp");
  await rename(await copyOfSite(), below);
  server = await serve(folder);
});
after(() => {
  server?.close();
  return browser?.close();
});

const base = () => `${server.address}zp/`;
const visitor = (options = {}) => newPage(browser, { serviceWorkers: "block", ...options });

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8H0z" fill="#1c3d8f"/></svg>';
/** A made-up table of more than forty indicators. */
const TABLE = readFileSync(new URL("../scores/forty.overlay.toml", import.meta.url), "utf8");
const indicators = TABLE.match(/^\[\[item\]\]/gm).length;

const PYTHON = `
import sys, io, json, zipfile
what, path = sys.argv[1:3]
if what == 'form':
    import docx
    d = docx.Document()
    d.add_paragraph("某市软件协会申报表")
    d.add_paragraph("单位：{{org.name}}")
    d.add_paragraph("{{本站提供方.名称}} {{host.phone}}")
    d.save(path)
elif what == 'bad form':
    import docx
    d = docx.Document()
    d.add_paragraph("{{no.such.thing}}")
    d.save(path)
elif what == 'unpack':
    zipfile.ZipFile(path).extractall(sys.argv[3])
elif what == 'names':
    print(json.dumps(zipfile.ZipFile(path).namelist()))
`;
const run = (...what) => execFileSync(python, ["-X", "utf8", "-c", PYTHON, ...what], { encoding: "utf8" });

async function form(kind = "form") {
  const path = join(await mkdtemp(join(tmpdir(), "ziping-form-")), "申报书.docx");
  run(kind, path);
  return path;
}

/** The page on which a folder is made, for somebody who has not been there. */
async function making(options = {}) {
  const page = await visitor(options);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page, "#/host", base());
  await drawn(page);
  return page;
}

const field = (page, name) => page.locator(`#host-${name.replaceAll(".", "-")}`);

/** Fills in a name in both languages. */
async function name(page) {
  await field(page, "name.zh").fill("某市软件协会");
  await field(page, "name.en").fill("Software Association");
}

/** The check of files has ended. */
const checked = (page) => section(page, "make-check").locator(".notice").first().waitFor();

const emptied = () => writeFile(join(below, "host", "host.json"), '{ "schema": 1 }\n');

test("a folder made in the page is the one that the command line makes, and reaches the first visitor and the papers", async () => {
  await emptied();
  const page = await making();
  await name(page);
  await field(page, "contact.person.zh").fill("王老师");
  await field(page, "contact.person.en").fill("Ms Wang");
  await field(page, "contact.phone").fill("010-12345678");
  await field(page, "hand_in.zh").fill("纸质材料一式两份，寄到示例路 1 号。");
  await field(page, "hand_in.en").fill("Two copies by mail.");
  await field(page, "icp").fill("京ICP备12345678号-1");
  const shown = section(page, "make-books").getByRole("checkbox");
  for (const id of ["iets", "nextgen-it", "bizsec", "iii-consulting"]) await page.locator(`#make-show-${id}`).uncheck();
  // The maintenance rule book first.
  await page.locator("#make-up-om").click();
  assert.equal(await shown.first().getAttribute("id"), "make-show-om");
  await page.locator("#make-coloured").check();
  await field(page, "accent.light").fill("#1c3d8f");
  await field(page, "accent.dark").fill("#8fb8f0");
  const own = await form();
  await page.locator("#host-files").setInputFiles([own]);
  await page.locator("#host-files").setInputFiles([
    { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) },
    file("table.toml", TABLE),
  ]);
  await page.locator("select[aria-label*='申报书.docx']").selectOption({ label: "科技服务行业企业信用等级评价" });

  // What is filled in survives a reload, the files too.
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  await page.reload();
  await drawn(page);
  assert.equal(await field(page, "hand_in.zh").inputValue(), "纸质材料一式两份，寄到示例路 1 号。");
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  assert.match(await section(page, "make-files").innerText(), /logo\.svg[\s\S]*table\.toml[\s\S]*申报书\.docx/);
  // What it does to visitors.
  const effects = await section(page, "make-check").innerText();
  assert.match(effects, /补充规则自带的案例 \d+ 个，结果都与所写的一致/);
  assert.match(effects, /对访问者的影响[\s\S]*\d+ 种的结果变了[\s\S]* → /);

  // The site as visitors will see it, in this tab, and back.
  await page.locator("#preview-host").click();
  await page.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  assert.ok(await page.locator("header .of-host img").evaluate(async (image) => (await image.decode(), image.naturalWidth > 0)));
  await drawn(page);
  assert.deepEqual(await page.locator("#main .books b").allInnerTexts(), ["计算机信息系统集成企业资质运行维护能力评定", "科技服务行业企业信用等级评价"]);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("header .mark")).color), "rgb(28, 61, 143)");
  const other = await page.context().newPage();
  await open(other, "", base());
  assert.equal(await other.locator(".of-host").count(), 0, "other tabs show the site as it is");
  await other.close();
  await page.locator("#leave-preview").click();
  await page.locator("#take-host").waitFor();
  assert.equal(await page.locator(".of-host").count(), 0);

  await section(page, "make-check").getByText("文件都可以用").waitFor();
  const zip = await download(page, () => page.locator("#take-host").click());
  assert.deepEqual(JSON.parse(run("names", zip)), ["host/host.json", "host/logo.svg", "host/table.toml", "host/申报书.docx"]);
  assertNoErrors(page);
  assertStayedHome(page, base());
  await page.context().close();

  // The command line makes the same bytes of the same content.
  const work = await mkdtemp(join(tmpdir(), "ziping-cli-"));
  await writeFile(join(work, "logo.svg"), LOGO);
  await writeFile(join(work, "table.toml"), TABLE);
  execFileSync(cli, [
    "host", "make", "--out", join(work, "host"), "--zip", join(work, "host.zip"),
    "--name", "某市软件协会", "--name-en", "Software Association", "--person", "王老师", "--person-en", "Ms Wang",
    "--phone", "010-12345678", "--hand-in", "纸质材料一式两份，寄到示例路 1 号。", "--hand-in-en", "Two copies by mail.",
    "--icp", "京ICP备12345678号-1", "--regimes", "om,credit", "--accent", "#1c3d8f,#8fb8f0",
    "--mark", join(work, "logo.svg"), "--overlay", join(work, "table.toml"), "--form", `credit=${own}`,
  ]);
  assert.ok((await readFile(zip)).equals(await readFile(join(work, "host.zip"))), "the same bytes");

  // Unpacked beside index.html: a first visit, from the page to the package.
  await rm(join(below, "host"), { recursive: true });
  run("unpack", zip, below);
  const first = await visitor();
  await first.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(first, "", base());
  await first.locator("header .of-host", { hasText: "某市软件协会" }).waitFor();
  await first.getByRole("button", { name: "载入示例单位" }).click();
  await saved(first);
  await open(first, "#/package/credit", base());
  await first.locator(".forms li").filter({ hasText: "由本站提供方提供" }).filter({ hasText: "申报书.docx" }).waitFor();
  const made = papersIn(await download(first, () => first.locator("#make-package").click()));
  assert.match(made.words["01-申请表/申报书.docx"], /某市软件协会申报表\n单位：示例科技有限公司\n某市软件协会 010-12345678/);
  assert.match(made.words["05-递交指南/递交指南.docx"], /由提供本站的某市软件协会填写[\s\S]*寄到示例路 1 号[\s\S]*电话：010-12345678/);
  assert.deepEqual([made.manifest.host.name, made.manifest.overlays], ["某市软件协会", ["forty@1.0.0"]]);
  const items = JSON.stringify(made.result).match(/"id":"overlay\.forty\.[a-z_]+"/g) ?? [];
  assert.ok(indicators >= 40 && new Set(items).size >= 40, `${new Set(items).size} of ${indicators} indicators are in the result`);
  assertNoErrors(first);
  await first.context().close();

  // Going on from what the site has: the same folder comes out.
  const again = await making();
  await again.locator("#own-host").click();
  await section(again, "make-begin").getByText("已取来本站现在的内容").waitFor();
  assert.equal(await field(again, "contact.phone").inputValue(), "010-12345678");
  await section(again, "make-check").getByText("文件都可以用").waitFor();
  const same = await download(again, () => again.locator("#take-host").click());
  assert.ok((await readFile(zip)).equals(await readFile(same)));
  // And from a zip, which takes the place of all that was there.
  await again.locator("#clear-host").click();
  await again.locator("#clear-host-now").click();
  assert.equal(await field(again, "contact.phone").inputValue(), "");
  await again.locator("#open-host").setInputFiles(zip);
  await section(again, "make-begin").getByText("已打开“host.zip”").waitFor();
  assert.equal(await field(again, "hand_in.en").inputValue(), "Two copies by mail.");
  assertNoErrors(again);
  await again.context().close();
});

test("what is wrong is told at its field and beside its file, in both languages, and nothing is taken away before it is mended", async () => {
  await emptied();
  const page = await making();
  // Nothing is asked of somebody who has only come.
  assert.equal(await page.locator("main .error").count(), 0);
  await page.locator("#take-host").click();
  await page.locator("#host-wrong").getByText("单位名称（中文）：请填写。").waitFor();
  await page.locator("#host-wrong:focus").waitFor();
  await page.locator("#host-wrong a").first().click();
  await page.locator("#host-name-zh:focus").waitFor();

  await name(page);
  await field(page, "contact.phone").fill("打给我们");
  await page.locator("#make-coloured").check();
  await field(page, "accent.light").fill("#ffd400");
  const phone = page.locator("#host-contact-phone-error");
  assert.equal(await phone.innerText(), "“电话”不能写“打给我们”。请这样写：010-12345678 转 801。");
  assert.equal(await field(page, "contact.phone").getAttribute("aria-describedby"), "host-contact-phone-error");
  assert.match(await page.locator("#host-accent-light-error").innerText(), /看不清：对比度是 1\.\d:1，至少要 4\.5:1/);
  await page.getByRole("button", { name: "English", exact: true }).click();
  await phone.filter({ hasText: "“Telephone” cannot be `打给我们`. Write it like this: 010-12345678 转 801." }).waitFor();
  await page.getByRole("button", { name: /^Use #/ }).click();
  await page.locator("#host-accent-light-error").waitFor({ state: "detached" });
  await field(page, "contact.phone").fill("");
  await page.getByRole("button", { name: "中文", exact: true }).click();

  // Files: a mark that runs something, a table that does not fit, a form that asks for what there is not.
  await page.locator("#host-files").setInputFiles([
    { name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg><script>alert(1)</script></svg>") },
    file("table.toml", overlay("credit-indicators").replace('regime = "credit"', 'regime = "crdit"')),
  ]);
  await page.locator("#host-files").setInputFiles(await form("bad form"));
  await page.locator("select[aria-label*='申报书.docx']").selectOption({ index: 3 });
  const problems = page.locator("#host-problems");
  await problems.getByText("no.such.thing").first().waitFor();
  const told = await problems.innerText();
  assert.match(told, /“table\.toml”有 \d+ 处问题[\s\S]*第 \d+ 行[\s\S]*crdit/);
  assert.match(told, /“logo\.svg”有 \d+ 处问题[\s\S]*不能有 <script>/);
  await page.locator("#take-host").click();
  await page.locator("#host-wrong").getByText("还不能继续").waitFor();
  // What no folder has is not taken.
  await page.locator("#host-files").setInputFiles([file("notes.txt", "x")]);
  await section(page, "make-begin").getByText("“notes.txt”没有放进来").waitFor();
  await page.locator("#open-host").setInputFiles([{ name: "x.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") }]);
  await section(page, "make-begin").getByText("不是 zip 压缩包").waitFor();
  assert.equal(await field(page, "name.zh").inputValue(), "某市软件协会", "nothing has changed by it");
  await page.context().close();
});

test("a table written for an earlier rule book: the settings say so, and the site works", async () => {
  await rm(join(below, "host"), { recursive: true });
  run("unpack", await older(), below);
  const page = await visitor();
  await open(page, "", base());
  await page.locator("header .of-host", { hasText: "甲" }).waitFor();
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await saved(page);
  await open(page, "#/settings", base());
  const own = section(page, "host");
  await own.getByText("没有生效").waitFor();
  await own.getByText("for_version").first().waitFor();
  assert.match(await own.innerText(), /host\/table\.toml/);
  await open(page, "#/result/credit", base());
  await drawn(page);
  assertNoErrors(page);
  await page.context().close();
});

/** A zip of a folder whose table was written for a version of the rule book that is not this one. */
async function older() {
  const path = join(await mkdtemp(join(tmpdir(), "ziping-old-")), "host.zip");
  const table = overlay("credit-indicators").replace(/^docx.*$/gm, "").replace(/^for_version = .*$/m, 'for_version = "0"');
  const said = JSON.stringify({ schema: 1, name: "甲", overlays: ["table.toml"] });
  const make = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\nz.writestr('host/host.json', sys.argv[2])\nz.writestr('host/table.toml', sys.argv[3])\nz.close()";
  execFileSync(python, ["-X", "utf8", "-c", make, path, said, table]);
  return path;
}
