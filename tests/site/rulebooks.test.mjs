// Rule books that somebody is writing: put in as a zip, as files, as a folder; checked in the page, assessed with and packaged
// as drafts, kept, replaced, removed. The rule book is the made-up workshop of the authors' guide.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, drawn, drop, launch, open, saved, says } from "./harness.mjs";
import { papersIn } from "./papers.mjs";
import { file, load, overlay, section, settings, withExample } from "./settings.mjs";
import { CASES, WORKSHOP, below, changed, given, zip } from "./workshop.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

async function rulebooks(page) {
  await open(page, "#/rulebooks");
  await drawn(page);
}

const put = (page, files) => page.locator("#rulebook-files").setInputFiles(files);
const report = (page) => page.locator("#draft-report");
const here = (page) => section(page, "rulebooks").locator("ul.list > li");
const taken = (page) => page.locator("#draft-taken");
const card = (page, title) => page.locator("ul.books > li").filter({ hasText: title });
const craftspeople = (page) => page.locator("section.q").filter({ hasText: "现有多少名专职工匠" }).locator("input[type=text]").first();

test("a rule book is dropped as a zip, checked, answered, packaged as a draft, kept, replaced and removed, and no answer is lost", async () => {
  const page = await withExample(browser);
  await section(page, "books").getByRole("link", { name: "检查和试用一份规则" }).click();
  await page.locator("#rulebook-folder").waitFor({ state: "attached" });
  await put(page, await zip({
    ...below("my-rules/workshop", WORKSHOP),
    "my-rules/workshop/.DS_Store": "x",
    "__MACOSX/my-rules/workshop/._rulebook.toml": "x",
    "my-rules/facts.toml": "# shared",
  }));
  await taken(page).getByText("已载入“绿色工坊认定”").waitFor();
  await says(page.locator("#draft-cases"), new RegExp(`运行了 ${CASES} 个案例，结果都与所写的一致`));
  await says(page.locator("#draft-clauses"), /共 6 条：5 条有对应的规则，1 条注明了不编的理由，0 条没有交代/);
  const leftOut = await page.locator("#draft-left-out").innerText();
  for (const name of ["my-rules/workshop/.DS_Store", "__MACOSX/my-rules/workshop/._rulebook.toml", "my-rules/facts.toml"]) {
    assert.ok(leftOut.includes(name), leftOut);
  }
  await here(page).filter({ hasText: "绿色工坊认定" }).filter({ hasText: "版本 0.1.0，编号 workshop" }).waitFor();

  // Beside the others on the first page, marked; answered at once.
  await open(page, "#/");
  await card(page, "绿色工坊认定").filter({ hasText: "自己载入的草案" }).waitFor();
  assert.ok((await page.locator("ul.books > li").count()) > 6);
  await open(page, "#/assess/workshop");
  const notice = page.locator(".notice.on-trial").filter({ hasText: "《绿色工坊认定》（版本 0.1.0）" });
  await notice.waitFor();
  await craftspeople(page).fill("2");
  await craftspeople(page).blur();
  await saved(page);
  await page.reload();
  await notice.waitFor();
  assert.equal(await craftspeople(page).inputValue(), "2", "kept");
  for (const kind of ["result", "clauses", "calendar", "package", "way", "check"]) {
    await open(page, `#/${kind}/workshop`);
    await notice.waitFor();
  }
  await open(page, "#/result/workshop");
  await page.locator("main").getByText("至少三名专职工匠").first().waitFor();

  // Its papers say whose draft it is.
  await open(page, "#/package/workshop");
  const made = await download(page, () => page.locator("#make-package").click());
  const { words, manifest } = papersIn(made);
  assert.equal(manifest.regime, "workshop");
  assert.equal(manifest.status, "draft");
  const saying = Object.values(words).filter((text) => text.includes("由使用者自行载入"));
  assert.ok(saying.length >= 2, JSON.stringify(Object.keys(words)));

  // Dropped again, mended: it takes its own place, and what was answered stays.
  await rulebooks(page);
  const newer = changed("rulebook.toml", 'version = "0.1.0"', 'version = "0.2.0"');
  await put(page, given(newer));
  await here(page).filter({ hasText: "版本 0.2.0" }).waitFor();
  await counted(here(page), 1);
  await open(page, "#/assess/workshop");
  assert.equal(await craftspeople(page).inputValue(), "2");

  // Removed and brought back; removed for good, and put in again: the answers are there.
  await rulebooks(page);
  const remove = page.getByRole("button", { name: "移除“绿色工坊认定”" });
  await remove.click();
  await section(page, "rulebooks").getByText("还没有载入").waitFor();
  await page.locator(".notice").filter({ hasText: "已移除自己载入的规则“绿色工坊认定”" }).getByRole("button").click();
  await here(page).filter({ hasText: "版本 0.2.0" }).waitFor();
  await remove.click();
  await section(page, "rulebooks").getByText("还没有载入").waitFor();
  await saved(page);
  await page.reload();
  await section(page, "rulebooks").getByText("还没有载入").waitFor();
  await open(page, "#/");
  await card(page, "信用等级").first().waitFor();
  assert.equal(await card(page, "绿色工坊认定").count(), 0);
  await rulebooks(page);
  await put(page, given(WORKSHOP));
  await taken(page).getByRole("link", { name: "用它评估" }).waitFor();
  await open(page, "#/assess/workshop");
  assert.equal(await craftspeople(page).inputValue(), "2", "came back with its rule book");
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("what is wrong with a rule book is said with file, line and what to do, in both languages, and nothing changes", async () => {
  const page = await withExample(browser);
  await rulebooks(page);
  await put(page, given(WORKSHOP));
  await here(page).filter({ hasText: "版本 0.1.0" }).waitFor();
  const broken = changed("rulebook.toml", "workshop.craftspeople >=", "workshop.craftpeople >=");
  delete broken["en.toml"];
  broken["notes.toml"] = "";
  const line = broken["rulebook.toml"].split("\n").findIndex((text) => text.includes("workshop.craftpeople >=")) + 1;
  await put(page, given(broken));
  await report(page).getByText("还不能用它评估").waitFor();
  const said = await report(page).innerText();
  assert.match(said, /workshop\/rulebook\.toml：1 处/);
  assert.ok(said.includes(`第 ${line} 行`), said);
  assert.match(said, /workshop\.craftpeople[\s\S]*\^[\s\S]*workshop\.craftspeople/, "the line, a caret, the nearest name");
  assert.match(said, /缺少文件“workshop\/en\.toml”/);
  assert.match(said, /没有用到的文件[^\n]*notes\.toml/);
  assert.match(said, /要先改好错误才能运行/);
  assert.match(said, /之前载入的“绿色工坊认定”仍在使用/);
  await page.getByRole("button", { name: "English", exact: true }).click();
  await page.locator("html[lang^=en]").waitFor();
  const english = await report(page).innerText();
  assert.match(english, /workshop\/rulebook\.toml: 1/);
  assert.ok(english.includes(`line ${line}`) || english.includes(`Line ${line}`), english);
  assert.match(english, /unknown fact `workshop\.craftpeople`[\s\S]*workshop\.craftspeople/);
  assert.match(english, /still in use, unchanged/);
  await page.getByRole("button", { name: "中文", exact: true }).click();
  await page.locator("html[lang^=zh]").waitFor();

  // One slip that everyone makes: it loads, and the cases on the edge say what they expect and what came out.
  await put(page, given(changed("rulebook.toml", "workshop.craftspeople >= 3", "workshop.craftspeople > 3")));
  await taken(page).waitFor();
  const failed = await page.locator("#draft-cases").innerText();
  assert.match(failed, new RegExp(`运行了 ${CASES} 个案例，[1-9]\\d* 个的结果与所写的不一致`));
  assert.match(failed, /workshop\/cases\.toml：1 处/);
  assert.match(failed, /第 \d+ 行[\s\S]*met[\s\S]*not_met|第 \d+ 行[\s\S]*not_met[\s\S]*met/);

  // What is no rule book at all.
  await put(page, given({ "zh.toml": "" }));
  await report(page).getByText("没有 rulebook.toml").waitFor();
  await here(page).filter({ hasText: "绿色工坊认定" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

/** A folder with the kit's credit rule book, asking for thirty years instead of three. */
async function corrected() {
  const folder = join(await mkdtemp(join(tmpdir(), "ziping-credit-")), "修订稿");
  await mkdir(folder);
  await cp(new URL("../../content/credit", import.meta.url), folder, { recursive: true });
  const rules = join(folder, "rulebook.toml");
  const text = await readFile(rules, "utf8");
  const from = "full_fiscal_years(org.established) >= 3";
  assert.ok(text.includes(from));
  await writeFile(rules, text.replace(from, "full_fiscal_years(org.established) >= 30").replace(/^version = .*$/m, 'version = "1.9.9"'));
  return folder;
}

test("a corrected rule book dropped as a folder takes the place of the site's in this browser, marked, until it is removed", async () => {
  const page = await withExample(browser);
  // An overlay of the rule book goes on applying to it.
  await load(page, file("indicators.toml", overlay("credit-indicators")));
  await section(page, "overlays").locator("li").filter({ hasText: "虚构信用指标表" }).waitFor();
  const eligibility = async () => {
    await open(page, "#/result/credit");
    // Not what stands there until the words of the rule book have come.
    await page.locator("main").getByText("申报资格").first().waitFor();
    return page.locator("main").innerText();
  };
  const before = await eligibility();
  await rulebooks(page);
  const folder = await corrected();
  await drop(page, folder);
  await taken(page).getByText("代替本站的那份").waitFor();
  await says(page.locator("#draft-cases"), /运行了 \d+ 个案例，[1-9]\d* 个的结果与所写的不一致/);
  await here(page).filter({ hasText: "代替本站的规则" }).filter({ hasText: "1.9.9" }).waitFor();
  const mine = await eligibility();
  await page.locator(".notice.on-trial").filter({ hasText: "1.9.9" }).waitFor();
  await page.locator(".notice.overlaid").filter({ hasText: "虚构信用指标表" }).waitFor();
  assert.notEqual(mine, before, "the draft decides");
  await open(page, "#/");
  await counted(card(page, "自己载入的草案"), 1);
  await settings(page);
  await section(page, "books").locator("li").filter({ hasText: "1.9.9" }).filter({ hasText: "自己载入" }).waitFor();
  await saved(page);
  await page.reload();
  await section(page, "books").locator("li").filter({ hasText: "1.9.9" }).waitFor();
  await rulebooks(page);
  await page.getByRole("button", { name: /^移除“/ }).click();
  await section(page, "rulebooks").getByText("还没有载入").waitFor();
  await open(page, "#/result/credit");
  await page.locator(".notice.on-trial").waitFor({ state: "detached" });
  assert.equal(await eligibility(), before, "the site's rules again, with all answers");
  // The same folder by the browser's dialog.
  await rulebooks(page);
  await page.locator("#rulebook-folder").setInputFiles(folder);
  await here(page).filter({ hasText: "1.9.9" }).waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("an overlay is tried beside the one in force: cases run, what changes told for the example and for saved organisations, used as a draft, backed out of", async () => {
  const table = readFileSync(new URL("../scores/forty.overlay.toml", import.meta.url), "utf8");
  // The newer one holds everybody down who is older than a year.
  const gate = /(id = "overlay\.forty\.cap\.aaa"\n.*\n)limit = "AA"\nwhen = .*/;
  assert.match(table, gate);
  const newer = table
    .replace(gate, '$1limit = "C"\nwhen = "full_fiscal_years(org.established) >= 1"')
    .replace('version = "1.0.0"', 'version = "1.1.0"');
  const page = await withExample(browser);
  await load(page, file("table.toml", table));
  await section(page, "overlays").locator("li h3").first().waitFor();
  const grade = async () => {
    await open(page, "#/result/credit");
    await page.locator("main").getByText("申报资格").first().waitFor();
    return page.locator("main .verdict-sheet").innerText();
  };
  const before = await grade();

  // What does not fit is told with its place, and nothing can be done with it.
  await rulebooks(page);
  await put(page, [file("broken.toml", newer.replace('limit = "C"', 'limit = "Q"'))]);
  const found = page.locator("#overlay-report");
  await found.getByText("还不能用它评估").waitFor();
  await says(found, /broken\.toml[\s\S]*第 \d+ 行/);
  assert.equal(await page.locator("#use-overlay").count(), 0);

  await put(page, [file("newer.toml", newer)]);
  await found.getByText("1.1.0 版，代替现在用的 1.0.0 版").waitFor();
  await says(page.locator("#overlay-cases"), /运行了 \d+ 个案例，[1-9]\d* 个的结果与所写的不一致[\s\S]*第 \d+ 行/);
  const changes = await page.locator("#overlay-effects").innerText();
  assert.match(changes, /[1-9]\d* 种的结果变了[\s\S]* → /);
  assert.match(changes, /示例科技有限公司/, "the organisation that is saved");
  assert.equal(await grade(), before, "only looked at so far");

  await rulebooks(page);
  await put(page, [file("newer.toml", newer)]);
  await page.locator("#use-overlay").click();
  const tried = page.locator("#tried-overlays > li");
  await tried.filter({ hasText: "草案" }).waitFor();
  await found.getByText("正在作为草案使用").waitFor();
  // The rules follow once they are read.
  const notice = page.locator(".notice.overlaid.on-trial").filter({ hasText: "1.1.0" });
  await open(page, "#/result/credit");
  await notice.waitFor();
  assert.notEqual(await grade(), before);
  await counted(page.locator(".notice.overlaid"), 1, "in the place of the one in force");
  await saved(page);
  await page.reload();
  await notice.waitFor();
  await settings(page);
  await section(page, "overlays").locator("li").filter({ hasText: "table.toml" }).filter({ hasText: "正由试用的草案代替" }).waitFor();
  await open(page, "#/package/credit");
  const made = papersIn(await download(page, () => page.locator("#make-package").click()));
  assert.ok(Object.values(made.words).filter((text) => text.includes("所用的补充规则由使用者自行载入、只供试用")).length >= 2);

  await rulebooks(page);
  await tried.getByRole("button", { name: /^移除“/ }).click();
  await tried.waitFor({ state: "detached" });
  await open(page, "#/result/credit");
  await notice.waitFor({ state: "detached" });
  assert.equal(await grade(), before, "back out");

  // Just the one in force: nothing changes, and there is nothing to use.
  await rulebooks(page);
  await put(page, [file("table.toml", table)]);
  await page.locator("#overlay-effects").getByText("结果都不变").waitFor();
  assert.equal(await page.locator("#use-overlay").count(), 0);
  await put(page, [file("huge.toml", `${table}${"# ".repeat(200_000)}`)]);
  await page.getByRole("alert").filter({ hasText: "huge.toml" }).waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});
