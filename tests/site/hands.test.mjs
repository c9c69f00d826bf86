// Many hands: workbooks go out, are filled in by openpyxl and come back; other people's files are merged. What would change
// is said before anything does, conflicts are decided by somebody, and one step undoes it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  answerFile, assertNoErrors, assertStayedHome, cli, counted, download, drawn, drop, example, holds, launch, open, pageOn,
  python, saved, says, withAnswers,
} from "./harness.mjs";

let browser, folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "ziping-hands-"));
});
after(() => browser?.close());

/** Fills workbooks in and returns the paths of what was written. */
function filledIn(from, cells) {
  const job = JSON.stringify({ from, to: folder, cells });
  return execFileSync(python, ["-X", "utf8", "tests/site/workbook.py", job], { encoding: "utf8" }).trim().split("\n");
}

/** Chooses one of the rule books, and no other. */
async function onlyRegime(page, regime) {
  for (const box of await page.locator("[id^=regime-]").all()) {
    await box.setChecked((await box.getAttribute("id")) === `regime-${regime}`);
  }
  await page.locator("[id^='section-']").first().waitFor();
}

const choose = (page, id, option) => page.locator(`input[name=${id}]`).locator("..").filter({ hasText: option }).click();
const answerOf = async (page, text) => {
  await open(page, "#/organisation");
  await drawn(page);
  return page.locator("main input[type=text]").evaluateAll((fields, text) => fields.filter((field) => field.value === text).length, text);
};
const line = (page, text) => page.locator(".differing").filter({ hasText: text });

test("a workbook goes out, comes back with conflicts and mistakes, is taken and undone", async () => {
  const answers = example({ "org.staff": undefined, "contact.phone": "0591-1111" });
  const page = await withAnswers(browser, answers, "#/collect");
  await onlyRegime(page, "credit");
  await choose(page, "extent", "全部问题");
  await choose(page, "filling", "填上");
  await page.locator("#collect-from").fill("示例咨询 电话 000");
  // A day that cannot be read would be missing in what is sent: nothing is made.
  const until = page.locator("#collect-until");
  await until.fill("下周五");
  await page.locator("#make-workbook").click();
  await page.getByText("没有做：“请在哪天以前发回”不像日期").waitFor();
  assert.equal(await until.inputValue(), "下周五");
  await page.waitForFunction(() => document.activeElement?.id === "collect-until");
  await until.fill("2026-12-05");
  const questions = page.locator("label.box").filter({ has: page.locator("#section-org") });
  await questions.filter({ hasText: /（\d+ 题）/ }).waitFor();
  const sent = await download(page, () => page.locator("#make-workbook").click());
  assert.match(sent, /收集表-示例科技有限公司\.xlsx$/);
  await page.locator("#workbook-outcome", { hasText: /示例科技有限公司：\d+ 个问题，\d+ 种材料/ }).waitFor();

  // Meanwhile somebody changes an answer here, which is changed there as well.
  await open(page, "#/organisation");
  const address = page.locator("main input[type=text], main textarea").and(page.locator("[id]"));
  const place = await address.evaluateAll((fields, value) => fields.find((field) => field.value === value)?.id, answers.facts["org.address"]);
  await page.locator(`#${place}`).fill("福建省福州市此处路 2 号");
  await page.locator(`#${place}`).blur();
  await saved(page);
  const [back] = filledIn(sent, [
    ["org.staff", "answer", 90],
    ["org.address", "answer", "福建省福州市彼处路 3 号"],
    ["contact.name", "answer", "王彼处"],
    ["org.established", "answer", "说不清"],
    ["org.legal_representative", "answer", null],
    ["org.registered_in_china", "remark", "请再核对"],
  ]);

  await open(page, "#/take");
  await page.locator("#take-in").setInputFiles(back);
  const file = page.locator("#taken");
  await file.locator(".differing").first().waitFor();
  assert.equal(await file.locator("#whose option:checked").textContent(), "示例科技有限公司", "found by its code");
  await holds(file, /读不出来.*!\w+\d+.*“说不清”/);
  await holds(file, /备注.*请再核对/);
  const kinds = await file.locator(".differs h3").allTextContents();
  assert.deepEqual(kinds, ["有冲突 1", "对方清空了 1", "对方改过 1", "补上空缺 1"]);
  const conflict = line(page, "彼处路 3 号");
  await holds(conflict, /这里.*此处路 2 号.*对方.*彼处路 3 号.*原来.*示例路 1 号/);
  assert.equal(await conflict.locator("label.chosen").textContent(), "这里", "what is here stays unless one chooses");
  assert.equal(await line(page, "张示例").locator("label.chosen").first().textContent(), "这里");
  assert.equal(await line(page, "王彼处").locator("label.chosen").textContent(), "对方");

  // Nothing has changed so far.
  assert.equal(await page.locator("#undo").isDisabled(), false);
  await conflict.locator("label", { hasText: "对方" }).click();
  await page.locator("#take", { hasText: "采用选定的 3 处" }).click();
  await file.locator(".notice", { hasText: "已并入“示例科技有限公司”：3 处答案" }).waitFor();
  await saved(page);
  assert.equal(await answerOf(page, "王彼处"), 1);
  assert.equal(await answerOf(page, "90"), 1);

  // The page finds the file again, and takes all of it back in one step.
  await open(page, "#/take");
  await page.locator("#undo-take").click();
  await page.locator("#undo-take").waitFor({ state: "detached" });
  await saved(page);
  assert.equal(await answerOf(page, "王彼处"), 0);
  assert.equal(await answerOf(page, "李示例"), 1);
  assert.equal(await answerOf(page, "90"), 0);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("a colleague's answer file of an organisation that is here is merged or opened as another one", async () => {
  const page = await withAnswers(browser, example({ "org.staff": undefined }), "#/");
  const theirs = { ...example({ "contact.name": "赵同事" }), organisation: "另一个写法" };
  await page.locator("#import").setInputFiles(answerFile(theirs));
  const asked = page.locator("#known-file");
  await asked.filter({ hasText: "这里已经有“示例科技有限公司”" }).waitFor();
  assert.equal(await page.locator("header select.whose").count(), 0, "nothing was opened");
  await asked.getByRole("link", { name: "并入" }).click();
  const file = page.locator("#taken");
  await file.locator(".differing").first().waitFor();
  assert.deepEqual(await file.locator(".differs h3").allTextContents(), ["有冲突 1", "补上空缺 1"]);
  // None, all, as usual.
  await page.locator("#take-none").click();
  assert.equal(await page.locator("#take").isDisabled(), true);
  await page.locator("#take-all").click();
  await page.locator("#take", { hasText: "采用选定的 2 处" }).click();
  await file.locator(".notice").waitFor();
  assert.equal(await answerOf(page, "赵同事"), 1);
  await page.locator("#undo").click();
  await saved(page);
  assert.equal(await answerOf(page, "赵同事"), 0);

  // With the state that both began with only what both have changed is in conflict.
  await open(page, "#/clients");
  await page.locator("tbody summary").first().click();
  await page.getByRole("button", { name: "存一个状态" }).click();
  await page.locator("dialog button[type=submit]").click();
  await page.locator("#seek").fill("91350100M000100Y43");
  await counted(page.locator("tbody tr"), 1, "found by its code");
  await open(page, "#/take");
  await page.locator("#came-from").selectOption({ index: 1 });
  await file.locator(".differs h3", { hasText: "对方改过 1" }).waitFor();
  assert.equal(await line(page, "赵同事").locator("label.chosen").textContent(), "对方");
  await page.locator("#clear-taken").click();

  // The other choice leaves it as it is.
  await open(page, "#/");
  await page.locator("#import").setInputFiles(answerFile(theirs));
  await asked.getByRole("button", { name: "另建单位" }).click();
  await page.locator("header select.whose").waitFor();
  await counted(page.locator("header select.whose option"), 2);
  assertNoErrors(page);
  await page.context().close();
});

test("a package is merged with its answers; what is no such file is refused by name", async () => {
  const zip = join(folder, "乙.zip");
  execFileSync(cli, ["package", "--regime", "credit", "--as-of", "2026-11-21", "--out", zip, "content/credit/example.json"]);
  const page = await withAnswers(browser, example({ "contact.name": "原联系人" }), "#/take");
  await page.locator("#take-in").setInputFiles(zip);
  await page.locator("#taken", { hasText: "申请包。单位：示例科技有限公司" }).waitFor();
  await line(page, "原联系人").waitFor();
  // From the page that takes packages in as organisations, too.
  await page.locator("#clear-taken").click();
  await open(page, "#/import");
  await page.locator("#unpack").setInputFiles(zip);
  await page.locator("#known-package").getByRole("link", { name: "并入" }).click();
  await line(page, "原联系人").waitFor();
  const old = { name: "旧.xls", mimeType: "application/vnd.ms-excel", buffer: Buffer.from("d0cf11e0a1b11ae1", "hex") };
  await page.locator("#take-in").setInputFiles([old, answerFile({ schema: 1, organisation: "甲", facts: { "org.knid": 1 } })]);
  const rows = page.locator("table.taken tbody tr");
  await rows.nth(2).filter({ hasText: "没有读" }).waitFor();
  await rows.nth(1).locator("button.link").click();
  await page.locator("#problems", { hasText: "旧.xls" }).waitFor();
  await rows.nth(2).locator("button.link").click();
  await page.locator("#problems", { hasText: "org.knid" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("a package is merged with its papers: files come along once, are undone with the answers, or stay behind when one says so", async () => {
  const papers = join(folder, "papers");
  await mkdir(papers, { recursive: true });
  await writeFile(join(papers, "licence.txt"), "营业执照的扫描件");
  const zip = join(folder, "带附件.zip");
  execFileSync(cli, ["package", "--regime", "credit", "--as-of", "2026-11-21", "--attachments", papers, "--out", zip, "content/credit/example.json"]);
  const page = await withAnswers(browser, example({ "contact.name": undefined }), "#/take");
  const attached = page.locator(".proof-card:has(#paper-licence) .list li");
  const filed = async (count) => {
    await open(page, "#/evidence");
    await page.locator("#paper-licence").waitFor();
    await page.waitForFunction((count) => document.querySelectorAll(".proof-card:has(#paper-licence) .list li").length === count, count);
  };
  const file = page.locator("#taken");
  const taken = file.locator(".notice", { hasText: "已并入" });
  await page.locator("#take-in").setInputFiles(zip);
  await line(page, "李示例").waitFor();
  await page.locator("#with-files").setChecked(false);
  await page.locator("#take").click();
  await taken.waitFor();
  assert.equal(await taken.filter({ hasText: "附件" }).count(), 0);
  await filed(0);
  await open(page, "#/take");
  await page.locator("#undo-take").click();
  await page.locator("#undo-take").waitFor({ state: "detached" });
  await line(page, "李示例").waitFor();
  await page.locator("#with-files").setChecked(true);
  await page.locator("#take").click();
  await taken.filter({ hasText: "附件 1 个已登记到材料里" }).waitFor();
  await filed(1);
  await holds(attached.first(), /licence/);
  await open(page, "#/take");
  await page.locator("#undo-take").click();
  await page.locator("#undo-take").waitFor({ state: "detached" });
  await filed(0);
  await open(page, "#/take");
  await page.locator("#take").click();
  await taken.filter({ hasText: "附件 1 个已登记到材料里" }).waitFor();
  await filed(1);
  await saved(page);
  // Once more: the same file does not come twice.
  await open(page, "#/take");
  await page.locator("#clear-taken").click();
  await page.locator("#take-in").setInputFiles(zip);
  await page.locator("#take").click();
  await taken.waitFor();
  await filed(1);
  // As another organisation they come as well.
  await open(page, "#/take");
  await page.locator("#clear-taken").click();
  await page.locator("#take-in").setInputFiles(zip);
  await page.locator("#whose").selectOption({ label: "另建单位" });
  await page.locator("#adopt").click();
  await file.locator(".notice", { hasText: "附件 1 个已登记到材料里" }).waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("twenty clients at once: taken in, sent a workbook each, taken back with a line for each", async () => {
  const page = await pageOn(browser);
  await open(page, "#/take");
  const files = [];
  for (let place = 1; place <= 20; place++) {
    const path = join(folder, `客户${place}.json`);
    const facts = { "org.name": `客户 ${place} 号`, "org.kind": "enterprise", "credit.member": true };
    await writeFile(path, JSON.stringify({ schema: 1, organisation: `客户 ${place} 号`, facts }));
    files.push(path);
  }
  await page.locator("#take-in").setInputFiles(files);
  const rows = page.locator("table.taken tbody tr");
  await page.locator("#take-clear", { hasText: "采用没有疑问的 20 份" }).click();
  await rows.nth(19).filter({ hasText: "已采用" }).waitFor();
  await counted(rows.filter({ hasText: "已采用" }), 20);
  await page.locator("#clear-taken").click();

  await open(page, "#/clients");
  await page.locator("#choose-all").click();
  await page.getByRole("link", { name: "给选中的 20 个单位发收集表" }).click();
  await page.locator("#make-workbook", { hasText: "做 20 份收集表" }).waitFor();
  await onlyRegime(page, "credit");
  const sent = await download(page, () => page.locator("#make-workbook").click());
  assert.match(sent, /收集表-2026-11-21\.zip$/);
  await counted(page.locator("#workbook-outcome li"), 20);

  const back = filledIn(sent, [["org.staff", "answer", 12], ["contact.name", "answer", "联系人"]]);
  assert.equal(back.length, 20);
  await open(page, "#/take");
  await page.locator("#take-in").setInputFiles(back);
  await page.locator("#take-clear", { hasText: "采用没有疑问的 20 份" }).click();
  await page.waitForFunction(() => document.querySelectorAll("table.taken .chip.ok").length === 20);
  const numbers = await rows.evaluateAll((rows) => rows.map((row) => row.querySelector("select").selectedOptions[0].textContent));
  assert.equal(new Set(numbers).size, 20, "each went to its own organisation");
  await rows.nth(3).getByRole("button", { name: /撤销/ }).click();
  await rows.nth(3).filter({ hasText: "可以采用" }).waitFor();
  await counted(rows.filter({ hasText: "已采用" }), 19);
  await saved(page);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("two people's files of a client that is not here yet become one client", async () => {
  const page = await pageOn(browser);
  await open(page, "#/take");
  const written = async (name, facts) => {
    const path = join(folder, name);
    await writeFile(path, JSON.stringify({ schema: 1, organisation: "双码有限公司", facts: { "org.name": "双码有限公司", ...facts } }));
    return path;
  };
  const code = "91350100M000100Y43";
  const files = [
    await written("甲填.json", { "org.uscc": code, "org.kind": "enterprise" }),
    await written("乙填.json", { "org.uscc": code, "credit.member": true }),
    await written("丙填.json", { "contact.name": "赵同事" }),
  ];
  await page.locator("#take-in").setInputFiles(files);
  await page.locator("#take-clear", { hasText: "采用没有疑问的 1 份" }).click();
  const rows = page.locator("table.taken tbody tr");
  await rows.filter({ hasText: "已采用" }).first().waitFor();
  // The others are compared with the client that there is now.
  await page.locator("#take-clear", { hasText: "采用没有疑问的 2 份" }).click();
  await rows.nth(2).filter({ hasText: "已采用" }).waitFor();
  await counted(rows.filter({ hasText: "已采用" }), 3);
  await saved(page);
  await open(page, "#/clients");
  await counted(page.locator("tbody tr"), 1);
  assertNoErrors(page);
  await page.context().close();
});

test("the same questions go out on paper, and by person: a file for each with just their sections", async () => {
  const page = await withAnswers(browser, example({ "org.staff": undefined }), "#/collect");
  await onlyRegime(page, "credit");
  await choose(page, "extent", "全部问题");
  await choose(page, "medium", "Word");
  await page.getByText("交回以后，由您录入").waitFor();
  await page.locator("#collect-from").fill("示例咨询 电话 000");
  const form = await download(page, () => page.locator("#make-workbook").click());
  assert.match(form, /收集表-示例科技有限公司\.docx$/);
  const read = "import sys, docx\nd = docx.Document(sys.argv[1])\nfor p in d.paragraphs: print(p.text)\nfor t in d.tables:\n  for r in t.rows: print(' | '.join(c.text for c in r.cells))\n";
  const said = (path) => execFileSync(python, ["-X", "utf8", "-c", read, path], { encoding: "utf8" });
  const whole = said(form);
  for (const words of ["示例科技有限公司：填报信息表", "示例咨询 电话 000", "、登记情况", "、信用与处罚记录", "需要的材料", "□ 是", "填表人（签字）", "由收表的人录入"]) {
    assert.ok(whole.includes(words), words);
  }

  // Three people and the rest: a name that is written twice is one person, two that a file name cannot tell apart are two.
  await page.locator("#by-person summary").click();
  for (const [section, person] of [["record", "王工"], ["papers", " 王工 "], ["people", "李/姐"], ["contact", "李姐"]]) {
    await page.locator(`#person-${section}`).fill(person);
  }
  await page.locator("#make-workbook", { hasText: "做 4 份收集表" }).waitFor();
  const paper = await download(page, () => page.locator("#make-workbook").click());
  assert.match(paper, /收集表-.*\.zip$/);
  await choose(page, "medium", "Excel");
  const books = await download(page, () => page.locator("#make-workbook").click());
  await page.locator("#workbook-outcome", { hasText: "示例科技有限公司（王工）：" }).waitFor();
  const list = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nprint('\\n'.join(z.namelist()))\nz.extractall(sys.argv[2])\n";
  const unzipped = (path, to) => execFileSync(python, ["-X", "utf8", "-c", list, path, to], { encoding: "utf8" }).trim().split("\n");
  const into = join(folder, "by-person");
  const names = (files, ending) => assert.deepEqual(files.map((file) => file.replace(`.${ending}`, "")).sort(), ["其余", "李姐", "李姐 2", "王工"].map((who) => `收集表-示例科技有限公司-${who}`).sort());
  names(unzipped(paper, into), "docx");
  names(unzipped(books, into), "xlsx");
  const wang = said(join(into, "收集表-示例科技有限公司-王工.docx"));
  const rest = said(join(into, "收集表-示例科技有限公司-其余.docx"));
  assert.ok(wang.includes("、信用与处罚记录") && wang.includes("需要的材料") && !wang.includes("、登记情况"), wang);
  assert.ok(!rest.includes("、信用与处罚记录") && !rest.includes("需要的材料") && rest.includes("、登记情况"), rest);
  const [back] = filledIn(join(into, "收集表-示例科技有限公司-李姐.xlsx"), [["org.staff", "answer", 90]]);
  await open(page, "#/take");
  await page.locator("#take-in").setInputFiles(back);
  await line(page, "90").waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("what the client writes beside a question or a paper is kept with it, in any format, or is seen before the list is cleared", async () => {
  const page = await withAnswers(browser, example({ "org.staff": undefined }), "#/collect");
  await onlyRegime(page, "credit");
  await choose(page, "extent", "全部问题");
  const sent = await download(page, () => page.locator("#make-workbook").click());
  const [back] = filledIn(sent, [
    ["org.staff", "remark", "年底才知道"],
    ["contact.name", "answer", "王彼处"],
    ["contact.name", "remark", "下月换人"],
  ]);
  // WPS and older programs save in formats of their own.
  const old = join(folder, "old");
  execFileSync("soffice", [`-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", old, back]);
  const name = (await readdir(old))[0];
  const et = join(old, name.replace(/\.xls$/, ".et"));
  await rename(join(old, name), et);
  await open(page, "#/take");
  await page.locator("#take-in").setInputFiles(et);
  const file = page.locator("#taken");
  await line(page, "王彼处").waitFor();
  await holds(file, /备注.*还没有答案的题.*年底才知道.*下月换人/);
  await page.locator("#take", { hasText: "采用选定的 1 处" }).click();
  await file.locator(".notice", { hasText: "已并入" }).waitFor();
  await saved(page);
  await open(page, "#/organisation");
  await drawn(page);
  assert.equal(await page.locator(".not-known input").inputValue(), "年底才知道");
  await page.locator("#undo").click();
  await page.locator(".not-known").waitFor({ state: "detached" });
  assertNoErrors(page);
  await page.context().close();
});

test("a folder is dropped or chosen: a line for each file in it, whatever it is, and none is left out without a word", async () => {
  const page = await withAnswers(browser, example({ "contact.name": "原联系人" }), "#/take");
  const inbox = join(folder, "收件");
  await mkdir(join(inbox, "甲公司"), { recursive: true });
  execFileSync(cli, ["package", "--regime", "credit", "--as-of", "2026-11-21", "--out", join(inbox, "乙.zip"), "content/credit/example.json"]);
  const facts = { "org.name": "甲公司", "org.kind": "enterprise" };
  await writeFile(join(inbox, "甲公司", "答案.json"), JSON.stringify({ schema: 1, organisation: "甲公司", facts }));
  await writeFile(join(inbox, "甲公司", "说明.txt"), "请查收");
  await writeFile(join(inbox, "甲公司", ".DS_Store"), "x");
  await drop(page, inbox);
  const rows = page.locator("table.taken tbody tr");
  const names = rows.locator("button.link");
  await names.nth(2).waitFor();
  assert.deepEqual(await names.allTextContents(), ["收件/乙.zip", "收件/甲公司/答案.json", "收件/甲公司/说明.txt"]);
  await rows.nth(2).filter({ hasText: "没有读" }).waitFor();
  await page.locator("main", { hasText: "另有 1 个系统自己留下的文件" }).waitFor();
  await page.locator("#take-clear", { hasText: "采用没有疑问的 1 份" }).click();
  await rows.nth(1).filter({ hasText: "已采用" }).waitFor();
  await page.locator("#clear-taken").click();

  // More than is read at once.
  for (let place = 0; place < 503; place++) await writeFile(join(inbox, `${String(place).padStart(3, "0")}.txt`), "x");
  await page.locator("#take-in-folder").setInputFiles(inbox);
  await page.locator(".notice.bad", { hasText: "一次最多读 500 个文件，还有 7 个没有读" }).waitFor();
  await counted(rows, 500 - (await page.locator("main", { hasText: "系统自己留下的文件" }).count()));
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("from the task list over the check to the package, and what changes afterwards is to be checked again", async () => {
  const page = await withAnswers(browser, example({ "credit.member": undefined, "credit.applied_level": "AAA" }), "#/way/credit");
  const named = (name) => page.locator("b, a:not(.button)").filter({ hasText: new RegExp(`^${name}$`) });
  const task = (name) => page.locator(".tasks > li").filter({ has: named(name) });
  await page.locator(".lead", { hasText: "申报等级 AAA 级" }).waitFor();
  await says(page.locator(".lead"), /高于预测/);
  await counted(page.locator(".tasks > .now"), 1, "one next step");
  await holds(page.locator(".tasks > .now"), /能否申报.*还差 1/);
  await page.locator(".tasks > .now a.primary").click();
  await page.locator("section.q").filter({ hasText: "协会会员" }).locator(".seg label").first().click();
  await saved(page);

  await open(page, "#/way/credit");
  await task("能否申报").filter({ hasText: "符合" }).waitFor();
  await holds(task("核对"), /没开始/);
  await task("核对").getByRole("link").first().click();
  await page.locator(".page.check").waitFor();
  const text = await page.locator(".page.check").textContent();
  for (const part of ["还缺什么", "法定代表人", "张示例", "2023: 3980万元"]) assert.ok(text.includes(part), part);
  await page.locator("#confirm-check").click();
  await page.locator("#checked", { hasText: "已核对，之后没有改动" }).waitFor();
  await page.getByRole("link", { name: "去生成材料包" }).click();
  await download(page, () => page.locator("#make-package").click());
  await page.locator("#package-outcome").waitFor();
  await saved(page);

  await page.reload();
  await open(page, "#/way/credit");
  await task("生成材料包").filter({ hasText: "2026-11-21 完成" }).waitFor();
  await task("核对").filter({ hasText: "2026-11-21 完成" }).waitFor();
  // An answer that the application uses.
  await open(page, "#/organisation");
  const contact = await page.locator("main input[type=text]").evaluateAll((fields) => fields.find((field) => field.value === "李示例").id);
  await page.locator(`#${contact}`).fill("新联系人");
  await page.locator(`#${contact}`).blur();
  await open(page, "#/way/credit");
  await task("核对").filter({ hasText: "没开始" }).waitFor();
  await task("生成材料包").filter({ hasText: "没开始" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("an answer that is not known yet carries a note to the check, the answer file and the workbook, until it is answered", async () => {
  const page = await withAnswers(browser, example({ "org.staff": undefined, "credit.member": undefined }), "#/organisation");
  const field = page.locator("section.q").filter({ has: page.getByRole("button", { name: /^还不知道: 职工人数/ }) });
  const id = await field.getAttribute("id");
  const question = page.locator(`#${id}`);
  await field.getByRole("button", { name: /^还不知道/ }).click();
  const note = question.locator(".not-known input");
  assert.ok(await note.evaluate((field) => field === document.activeElement), "the note has the focus");
  await note.pressSequentially("问过人事小赵");
  await saved(page);
  await page.reload();
  await question.locator(".not-known").waitFor();
  assert.equal(await note.inputValue(), "问过人事小赵");

  // Where one question is asked at a time it can be said, too.
  await open(page, "#/ask/credit");
  await page.locator(".walk .clear", { hasText: "还不知道" }).waitFor();

  await open(page, "#/check/credit");
  await page.locator("#check-unknown").waitFor();
  const noted = page.locator("section[aria-labelledby=check-unknown]");
  await holds(noted, /从业人数.*问过人事小赵/);
  await holds(page.locator("section[aria-labelledby=missing]"), /从业人数（还不知道：问过人事小赵）/);

  // The answer file has it, and gives it to another browser.
  await open(page, "#/");
  const path = await download(page, () => page.getByRole("button", { name: "导出答案文件" }).click());
  const file = JSON.parse(await readFile(path, "utf8"));
  assert.deepEqual(file.unknown, { "org.staff": "问过人事小赵" });
  assert.equal("org.staff" in file.facts, false);
  const other = await pageOn(browser);
  await open(other, "#/");
  await other.locator("#import").setInputFiles(path);
  await other.locator("header .whose").waitFor();
  await open(other, "#/organisation");
  assert.equal(await other.locator(".not-known input").inputValue(), "问过人事小赵");
  await other.context().close();

  // The workbook says it beside the question.
  await open(page, "#/collect");
  await onlyRegime(page, "credit");
  const sent = await download(page, () => page.locator("#make-workbook").click());
  const texts = execFileSync(python, ["-X", "utf8", "-c", "import sys, openpyxl\nfor sheet in openpyxl.load_workbook(sys.argv[1]):\n  for row in sheet.iter_rows(values_only=True):\n    print([cell for cell in row if cell is not None])", sent], { encoding: "utf8" });
  assert.match(texts, /从业人数.*目前还不知道：问过人事小赵/);

  // An answer ends it, one step back brings it back.
  await open(page, "#/organisation");
  const number = question.locator("input").first();
  await number.pressSequentially("120");
  await question.locator(".not-known").waitFor({ state: "detached" });
  assert.ok(await number.evaluate((field) => field === document.activeElement), "one types on");
  await number.blur();
  await page.locator("#undo").click();
  await question.locator(".not-known").waitFor();
  assert.equal(await note.inputValue(), "问过人事小赵");
  await question.getByRole("button", { name: /^不再标记/ }).click();
  await question.locator(".not-known").waitFor({ state: "detached" });
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("who does which task and by when is counted back from the hand-in day, in page, calendar and guide", async () => {
  const page = await withAnswers(browser, example({ "credit.member": undefined }), "#/calendar/credit");
  await page.locator("#hand-in").fill("2026-12-25");
  await page.locator("#hand-in").blur();
  await page.locator(".dates").filter({ hasText: "最晚做完：证明材料" }).waitFor();
  await open(page, "#/way/credit");
  const line = page.locator(".tasks > li").filter({ has: page.locator("#owner-papers") });
  // A Friday; five working days before it, unless one says otherwise.
  await line.locator(".by", { hasText: "最晚 2026-12-18（周五，工作日）" }).waitFor();
  await line.locator("#owner-papers").pressSequentially("王工");
  await line.locator("#lead-papers").fill("8");
  await line.locator(".by", { hasText: "最晚 2026-12-15" }).waitFor();
  await saved(page);
  await page.reload();
  await line.locator(".by", { hasText: "最晚 2026-12-15" }).waitFor();
  assert.equal(await line.locator("#owner-papers").inputValue(), "王工");
  assert.equal(await page.locator(".assign .no").count(), 0, "nothing is late yet");

  await open(page, "#/calendar/credit");
  const dates = page.locator(".dates > li");
  await dates.filter({ hasText: "2026-12-15" }).filter({ hasText: "最晚做完：证明材料（王工）" }).waitFor();
  const path = await download(page, () => page.locator("#make-calendar").click());
  const file = (await readFile(path, "utf8")).replaceAll("\r\n ", "").split("\r\n");
  const at = file.findIndex((line) => line.includes("最晚：备齐证明材料（王工）"));
  assert.ok(at > 0 && file.slice(at - 8, at).includes("DTSTART;VALUE=DATE:20261215"), file.slice(at - 8, at).join("\n"));
  assert.equal(file.filter((line) => line === "BEGIN:VEVENT").length, await dates.count(), "the file holds what the page lists");
  await open(page, "#/deadlines");
  await dates.filter({ hasText: "2026-12-15" }).filter({ hasText: "最晚做完：证明材料（王工）" }).waitFor();

  // The guide in the package says it, too.
  await open(page, "#/package/credit");
  const zip = await download(page, () => page.locator("#make-package").click());
  const script = "import sys, zipfile, io, docx\nz = zipfile.ZipFile(sys.argv[1])\nname = [n for n in z.namelist() if n.endswith('递交指南.docx')][0]\nfor table in docx.Document(io.BytesIO(z.read(name))).tables:\n  for row in table.rows: print('|'.join(cell.text for cell in row.cells))";
  const guide = execFileSync(python, ["-X", "utf8", "-c", script, zip], { encoding: "utf8" });
  assert.match(guide, /备齐证明材料\|王工\|2026年12月15日/);

  // One step back and forth.
  await open(page, "#/way/credit");
  await line.locator("#lead-papers").fill("");
  await line.locator(".by", { hasText: "最晚 2026-12-18" }).waitFor();
  await line.locator("#owner-papers").fill("李工");
  await line.locator("#owner-papers").blur();
  await page.locator("#undo").click();
  assert.equal(await line.locator("#owner-papers").inputValue(), "王工");
  await page.locator("#undo").click();
  await line.locator(".by", { hasText: "最晚 2026-12-15" }).waitFor();
  await page.locator("#redo").click();
  await line.locator(".by", { hasText: "最晚 2026-12-18" }).waitFor();
  await page.setViewportSize({ width: 320, height: 700 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});
