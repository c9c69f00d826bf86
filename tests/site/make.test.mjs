// Making the site one's own without Rust: an association fills in the page, loads its table, form and mark, looks at the site
// as visitors will, and takes host.zip away; unpacked beside index.html it is there for the first visitor, papers included.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  assertNoErrors, assertStayedHome, cli, counted, download, drawn, drop, launch, newPage, open, python, saved, says,
} from "./harness.mjs";
import { papersIn } from "./papers.mjs";
import { copyOfSite, serve } from "./hosts.mjs";
import { LOGO, TABLE, field, form, indicators, name, run } from "./making.mjs";
import { file, overlay, section } from "./settings.mjs";
import { CASES, ISSUED, below as inFolder, changed, given, zip as zipped } from "./workshop.mjs";

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
const visitor = (options = {}) => newPage(browser, options);

/** The page on which a folder is made, for somebody who has not been there. */
async function making(options = {}) {
  const page = await visitor(options);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page, "#/host", base());
  await drawn(page);
  return page;
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
  await says(section(page, "make-files"), /logo\.svg[\s\S]*table\.toml[\s\S]*申报书\.docx/);
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
  assert.deepEqual(JSON.parse(run("names", zip)), ["host/host.json", "host/logo.svg", "host/table.toml", "host/申报书.docx", "host/compiled.bin"]);
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
  await says(page.locator("#host-accent-light-error"), /看不清：对比度是 1\.\d:1，至少要 4\.5:1/);
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
  await says(own, /host\/table\.toml/);
  await open(page, "#/result/credit", base());
  await drawn(page);
  assertNoErrors(page);
  await page.context().close();
});

test("what a table changes is told beside the one that the site has now, and one that kept its version is named", async () => {
  const host = join(below, "host");
  const now = overlay("credit-indicators").replace(/^docx.*$/gm, "");
  await rm(host, { recursive: true, force: true });
  await mkdir(host, { recursive: true });
  await writeFile(join(host, "table.toml"), now);
  await writeFile(join(host, "host.json"), JSON.stringify({ schema: 1, name: "甲", overlays: ["table.toml"] }));
  const page = await making();
  const put = (text) => page.locator("#host-files").setInputFiles([file("table.toml", text)]);
  const found = section(page, "make-check");
  const other = now.replace('clause = "虚构表一 1"', 'clause = "虚构表一 9"');
  await put(other);
  await found.getByText("与网站现在的规则相比").waitFor();
  await says(found, /made-up-credit 的内容与网站现在用的不同，版本却同为 1\.0\.0/);
  await says(found, /结果都不变/);
  await put(other.replace('version = "1.0.0"', 'version = "1.1.0"'));
  await found.getByText("版本却同为").waitFor({ state: "detached" });
  await found.getByText("与网站现在的规则相比").waitFor();
  // Without a table in force before, the same one changes results.
  await emptied();
  const anew = await making();
  await anew.locator("#host-files").setInputFiles([file("table.toml", now)]);
  await section(anew, "make-check").getByText(/种的结果变了/).waitFor();
  assert.equal(await section(anew, "make-check").getByText("与网站现在的规则相比").count(), 0);
  assertNoErrors(page);
  assertNoErrors(anew);
  await page.context().close();
  await anew.context().close();
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

test("a rule book of the host's own: put in, mended, taken away, in force for every visitor and marked as the host's, in the papers too", async () => {
  await emptied();
  const page = await making();
  await name(page);
  // One with a slip is told with its place and not taken in.
  await page.locator("#host-rulebook-files").setInputFiles(given(changed("rulebook.toml", "workshop.craftspeople >=", "workshop.craftpeople >=")));
  const report = page.locator("#draft-report");
  await report.getByText("没有放进来").waitFor();
  await says(report, /workshop\/rulebook\.toml：1 处[\s\S]*第 \d+ 行[\s\S]*craftspeople/);
  const rules = section(page, "make-rules");
  await rules.getByText("还没有放入规则").waitFor();
  // A zip dropped among the other files is known as a rule book.
  await page.locator("#host-files").setInputFiles(await zipped(inFolder("my-rules/workshop", ISSUED)));
  await page.locator("#rules-taken").getByText("已放进来：《绿色工坊认定》").waitFor();
  await says(page.locator("#draft-cases"), new RegExp(`运行了 ${CASES} 个案例，结果都与所写的一致`));
  await rules.locator("li").filter({ hasText: "绿色工坊认定" }).filter({ hasText: "版本 0.1.0，编号 workshop" }).waitFor();
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  await says(section(page, "make-check"), new RegExp(`案例 ${CASES} 个，结果都与所写的一致`));
  // Shown with one of the kit's, itself first.
  for (const id of ["iets", "nextgen-it", "bizsec", "iii-consulting", "om"]) await page.locator(`#make-show-${id}`).uncheck();
  await page.locator("#make-up-workshop").click();
  assert.equal(await section(page, "make-books").locator("li").first().innerText().then((text) => text.includes("绿色工坊认定")), true);
  // Kept, and seen as visitors will.
  await page.reload();
  await drawn(page);
  await rules.locator("li").filter({ hasText: "版本 0.1.0" }).waitFor();
  await page.locator("#preview-host").click();
  const cards = (page) => page.locator("#main .books b");
  await cards(page).filter({ hasText: "绿色工坊认定" }).waitFor();
  assert.deepEqual(await cards(page).allInnerTexts(), ["绿色工坊认定", "科技服务行业企业信用等级评价"]);
  await page.locator("#leave-preview").click();
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  const zip = await download(page, () => page.locator("#take-host").click());
  assert.deepEqual(
    JSON.parse(run("names", zip)),
    ["host/host.json", ...Object.keys(ISSUED).sort().map((file) => `host/workshop/${file}`), "host/compiled.bin"],
  );
  assertNoErrors(page);
  assertStayedHome(page, base());

  // The command line makes the same bytes.
  const work = await mkdtemp(join(tmpdir(), "ziping-cli-"));
  await mkdir(join(work, "工坊"));
  for (const [file, text] of Object.entries(ISSUED)) await writeFile(join(work, "工坊", file), text);
  const said = execFileSync(cli, [
    "host", "make", "--lang", "zh", "--out", join(work, "host"), "--zip", join(work, "host.zip"), "--name", "某市软件协会", "--name-en", "Software Association",
    "--regimes", "workshop,credit", "--rulebook", join(work, "工坊"),
  ], { encoding: "utf8" });
  assert.match(said, new RegExp(`自己的规则：绿色工坊认定 0\\.1\\.0（workshop），${CASES} 个案例都与所写的一致`));
  assert.ok((await readFile(zip)).equals(await readFile(join(work, "host.zip"))), "the same bytes");

  // A first visit: no failed request, the host's rule book marked wherever it is read.
  await rm(join(below, "host"), { recursive: true });
  run("unpack", zip, below);
  const first = await visitor();
  await open(first, "", base());
  await cards(first).filter({ hasText: "绿色工坊认定" }).waitFor();
  const card = first.locator("#main .books li").filter({ hasText: "绿色工坊认定" });
  await card.getByText("某市软件协会的规则").waitFor();
  assert.equal(await card.getByText("草案").count(), 0, "in force, not a draft");
  const notice = first.locator(".notice.of-host-rules").filter({ hasText: "提供本站的某市软件协会编写的规则《绿色工坊认定》（版本 0.1.0）" });
  for (const kind of ["assess", "result", "clauses", "calendar", "package"]) {
    await open(first, `#/${kind}/workshop`, base());
    await notice.waitFor();
  }
  const made = papersIn(await download(first, () => first.locator("#make-package").click()));
  assert.deepEqual([made.manifest.regime, made.manifest.origin, made.manifest.host.name], ["workshop", "host", "某市软件协会"]);
  assert.equal(made.manifest.status, "undated");
  const marked = Object.values(made.words).filter((text) => text.includes("所依据的规则由提供本站的某市软件协会编写"));
  assert.ok(marked.length >= 2, JSON.stringify(Object.keys(made.words)));
  await open(first, "#/settings", base());
  await section(first, "host").locator("li").filter({ hasText: "绿色工坊认定" }).filter({ hasText: "对所有访问者有效" }).waitFor();
  await section(first, "books").locator("li").filter({ hasText: "绿色工坊认定" }).filter({ hasText: "某市软件协会的规则" }).waitFor();
  assertNoErrors(first);
  await first.context().close();

  // Damaged on the site: as without it, and the settings say what is wrong.
  const main = join(below, "host", "workshop", "rulebook.toml");
  await writeFile(main, (await readFile(main, "utf8")).replace("workshop.craftspeople >=", "workshop.craftpeople >="));
  const damaged = await visitor();
  await open(damaged, "", base());
  await cards(damaged).filter({ hasText: "信用" }).waitFor();
  await damaged.getByRole("alert").filter({ hasText: "本站提供方的规则没有全部生效" }).waitFor();
  assert.deepEqual(await cards(damaged).allInnerTexts(), ["科技服务行业企业信用等级评价"]);
  await open(damaged, "#/settings", base());
  await section(damaged, "host").getByText("craftspeople").first().waitFor();
  // Where nothing else is shown, the kit's are.
  const alone = join(below, "host", "host.json");
  await writeFile(alone, (await readFile(alone, "utf8")).replace(/"regimes": \[[^\]]*\]/, '"regimes": ["workshop"]'));
  await open(damaged, "", base());
  await damaged.reload();
  await damaged.waitForFunction(() => document.querySelectorAll("#main .books b").length === 6);
  await damaged.context().close();

  // Going on from the zip: nothing is lost; put in again with the id of one of the kit's after its removal.
  await page.locator("#clear-host").click();
  await page.locator("#clear-host-now").click();
  await rules.getByText("还没有放入规则").waitFor();
  await page.locator("#open-host").setInputFiles(zip);
  await rules.locator("li").filter({ hasText: "版本 0.1.0" }).waitFor();
  await rules.getByRole("button", { name: "去掉“绿色工坊认定”" }).click();
  await rules.getByText("还没有放入规则").waitFor();
  assert.equal(await page.locator("#make-show-workshop").count(), 0);

  // One with the id of the kit's takes its place: what that changes for visitors is told.
  const folder = new URL("../../content/credit/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".toml") && name !== "cases.toml");
  const credit = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));
  const from = "full_fiscal_years(org.established) >= 3";
  assert.ok(credit["rulebook.toml"].includes(from));
  credit["rulebook.toml"] = credit["rulebook.toml"].replace(from, `${from}0`);
  await page.locator("#host-rulebook-files").setInputFiles(given(credit));
  await page.locator("#rules-taken").getByText("它代替本站的那份").waitFor();
  const effects = section(page, "make-check").locator(".effects li").filter({ hasText: "示例单位" });
  await effects.filter({ hasText: /符合申报条件.* → 不符合申报条件/ }).waitFor();
  await page.context().close();
});

test("figures of the year that a table leaves open are asked for, checked, and hold for every visitor with their year", async () => {
  await emptied();
  const page = await making();
  await name(page);
  assert.equal(await section(page, "make-figures").count(), 0, "nothing is asked that nothing leaves open");
  await page.locator("#host-files").setInputFiles([file("table.toml", TABLE)]);
  const figure = section(page, "make-figures").locator("fieldset").filter({ hasText: "科技服务行业企业信用等级评价" });
  await figure.getByText("写法如：4000万元").waitFor();
  const value = figure.getByLabel("数值", { exact: true });
  const year = figure.getByLabel("年份", { exact: true });
  // Of the wrong kind: told with its place; without a year: not taken away.
  await value.fill("40%");
  await year.fill("2026");
  const problems = page.locator("#host-problems");
  await problems.getByText("单位不是这样的").waitFor();
  await says(problems, /host\.json[\s\S]*"value": "40%"/);
  await year.fill("");
  await page.locator("#take-host").click();
  await page.locator("#host-wrong").getByText("年份：请填写").waitFor();
  await year.fill("26");
  await figure.locator(".error").filter({ hasText: "2026" }).waitFor();
  await year.fill("2026");
  await value.fill("6000万元");
  await figure.getByLabel("在哪里公布的（可不填）").fill("某市软件协会公告");
  await checked(page);
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  await page.reload();
  await drawn(page);
  await section(page, "make-check").getByText("文件都可以用").waitFor();
  assert.equal(await value.inputValue(), "6000万元", "kept");
  const zip = await download(page, () => page.locator("#take-host").click());
  assertNoErrors(page);
  await page.context().close();

  await rm(join(below, "host"), { recursive: true });
  run("unpack", zip, below);
  const said = JSON.parse(await readFile(join(below, "host", "host.json"), "utf8"));
  assert.deepEqual(said.figures, [{ regime: "credit", figure: "overlay.forty.highest", value: "6000万元", year: "2026", source: "某市软件协会公告" }]);
  const first = await visitor();
  await first.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(first, "", base());
  await first.getByRole("button", { name: "载入示例单位" }).click();
  await saved(first);
  await open(first, "#/package/credit", base());
  await first.locator(".notice.overlaid").filter({ hasText: "2026 年的数值" }).waitFor();
  const made = papersIn(await download(first, () => first.locator("#make-package").click()));
  assert.deepEqual(made.manifest.overlays, ["forty@1.0.0", "figures-2026-credit@2026.0.0"]);
  assert.ok(!JSON.stringify(made.result).includes("unpublished"), "the figure is no longer open");
  assertNoErrors(first);
  await first.context().close();

  // A wrong one on the site: the table holds, and the settings say what is wrong where it stands.
  await writeFile(join(below, "host", "host.json"), JSON.stringify({ ...said, figures: [{ ...said.figures[0], value: "60%" }] }, null, 2));
  const wrong = await visitor();
  await open(wrong, "#/settings", base());
  await section(wrong, "host").getByText('"value": "60%"').waitFor();
  await section(wrong, "host").locator("li").filter({ hasText: "对所有访问者有效" }).waitFor();
  await wrong.context().close();
});

test("a rule book that is being tried as a draft is put into the folder from there and back, and a dropped folder is known as one, in English too", async () => {
  await emptied();
  const page = await making();
  const rules = section(page, "make-rules");
  await rules.getByRole("link", { name: "检查和试用规则" }).click();
  await page.locator("#rulebook-files").setInputFiles(given(ISSUED));
  await page.locator("#draft-taken").waitFor();
  await section(page, "rulebooks").getByRole("link", { name: "把本站变成自己的" }).click();
  await rules.getByRole("button", { name: "放入正在试用的《绿色工坊认定》" }).click();
  await page.locator("#rules-taken").getByText("已放进来：《绿色工坊认定》").waitFor();
  await rules.locator("li").filter({ hasText: "版本 0.1.0，编号 workshop" }).waitFor();
  // What was found is shown once more, and the draft stays a draft for its owner.
  await rules.getByRole("button", { name: "看检查结果：“绿色工坊认定”" }).click();
  await page.locator("#draft-cases").getByText("结果都与所写的一致").waitFor();
  await open(page, "#/assess/workshop", base());
  await page.locator(".notice.on-trial").waitFor();
  await open(page, "#/host", base());

  // A folder dropped on the page takes the place of the one of its id.
  const folder = join(await mkdtemp(join(tmpdir(), "ziping-drop-")), "工坊");
  await mkdir(folder);
  const newer = { ...ISSUED, "rulebook.toml": ISSUED["rulebook.toml"].replace('version = "0.1.0"', 'version = "0.3.0"') };
  for (const [name, text] of Object.entries(newer)) await writeFile(join(folder, name), text);
  await drawn(page);
  await drop(page, folder);
  await rules.locator("li").filter({ hasText: "版本 0.3.0" }).waitFor();
  await counted(rules.locator("ul.list > li"), 1);
  await page.getByRole("button", { name: "English", exact: true }).click();
  await rules.locator("li").filter({ hasText: "version 0.3.0, id workshop" }).waitFor();
  await page.locator("#rules-taken").getByText("is in. Once host.zip is taken away").waitFor();
  assertNoErrors(page);
  assertStayedHome(page, base());
  await page.context().close();
});
