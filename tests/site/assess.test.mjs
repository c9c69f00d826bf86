// The working page: only what still matters, one question at a time; what does not agree is said beside the answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertNoErrors, assess, counted, example, launch, newPage, open, says, withAnswers } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A place of the site with the example's answers, some of them changed; `undefined` takes one back. */
const at = (place, changes, options) => withAnswers(browser, example(changes), place, options);

const open4 = {
  "record.wage_arrears": undefined,
  "record.loan_overdue": undefined,
  "credit.governance_defect": undefined,
  "credit.score.social": undefined,
};
const asked = (page) => page.locator(".walk .label").first().innerText();
const press = (page, name) => page.locator("main .onward").getByRole("button", { name }).press("Enter");

test("only what still matters is asked, by keyboard, until the grade is decided", async () => {
  const page = await at("#/ask/credit", open4);
  await says(page.locator("main .intro"), /第 1 题.*还有 3 题/);
  // The most telling first; it stays while it is answered, and comes back when one goes back.
  assert.match(await asked(page), /社会信用记录/);
  await page.locator(".walk input").first().fill("24");
  assert.match(await asked(page), /社会信用记录/);
  await press(page, "下一题");
  const second = await asked(page);
  assert.doesNotMatch(second, /社会信用记录/);
  assert.ok(await page.evaluate(() => document.activeElement.closest(".walk") !== null), "the question has the focus");
  await press(page, "上一题");
  assert.equal(await page.locator(".walk input").first().inputValue(), "24");
  await press(page, "下一题");
  assert.equal(await asked(page), second);
  // A skipped question is offered again at the end.
  await press(page, "跳过");
  for (let guard = 0; guard < 6 && (await page.locator(".walk").count()) > 0; guard += 1) {
    await page.locator(".walk .seg label", { hasText: /^(从未|否)$/ }).first().click();
    await press(page, "下一题");
  }
  await says(page.locator("main"), /还有 1 题没答全/);
  await page.getByRole("button", { name: "补上没答全的" }).click();
  assert.equal(await asked(page), second);
  await page.locator(".walk .seg label", { hasText: /^(从未|否)$/ }).first().click();
  await press(page, "下一题");
  const end = await page.locator("main").innerText();
  assert.match(end, /不用再问了：不论其余回答如何，结果都是“AA 级”。/);
  assert.match(end, /得分为 86\.5 分，仅看得分为 AA/);
  assertNoErrors(page);
  await page.context().close();
});

test("a row of a wide table can be filled in and deleted beside the result", async () => {
  const page = await newPage(browser, { viewport: { width: 1360, height: 1000 } });
  await open(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "新增一行" }).first().click();
  const row = page.locator(".table-field tbody tr").first();
  assert.equal(await row.evaluate((row) => getComputedStyle(row).display), "table-row", "a table, no cards on each other");
  // A click that something else would take is an error here.
  for (const field of await row.locator("input[type=text]").all()) await field.click();
  await row.getByRole("button", { name: "删除第 1 行" }).click();
  await row.waitFor({ state: "detached" });
  assertNoErrors(page);
  await page.context().close();
});

test("a decided grade says at once that nothing needs to be asked, and why", async () => {
  const page = await at("#/ask/credit", { "record.quality_penalty": "2026-03-01", "record.wage_arrears": undefined });
  const end = await page.locator("main").innerText();
  assert.match(end, /结果都是“B 级”/);
  assert.match(end, /质量处罚未满一年，最高 B 级（第九条（一）4）/);
  await page.context().close();
});

test("answers that do not agree say so once, beside the number that is meant, with the numbers", async () => {
  const page = await at("#/assess/om/people", { "om.staff": 10, "om.staff_college": 20 });
  const beside = page.locator(".breaches p");
  await counted(beside, 1);
  await says(beside, /20[\s\S]*10/);
  const field = page.locator(".field[aria-describedby]");
  await counted(field, 1);
  assert.equal(await field.locator("input").first().inputValue(), "20", "it is the part that is too large");
  await says(page.locator(`#${await field.getAttribute("aria-describedby")}`), /学历/);
  // The result names it once, without saying it again, and leads there.
  const listed = page.locator("aside.result .inconsistent li");
  await counted(listed, 1);
  assert.doesNotMatch(await listed.innerText(), /20/);
  await field.locator("input").first().fill("5");
  await page.waitForFunction(() => document.querySelectorAll(".breaches p").length === 0);
  assert.equal(await page.locator(".field[aria-describedby]").count(), 0);
  await page.context().close();
});

test("a row that was added and not filled in changes nothing, and stays on the page through a reload", async () => {
  const projects = { "om.projects": undefined, "om.clients": 3, "om.large_projects": 2 };
  const page = await at("#/assess/om/projects", projects);
  const marks = () => page.locator("main section.q > .chip").allInnerTexts();
  const before = await marks();
  const table = page.locator(".table-field").first();
  await table.getByRole("button", { name: "新增一行" }).click();
  await table.locator("tbody tr").first().waitFor();
  assert.deepEqual(await marks(), before);
  assert.equal(await page.locator("aside.result .inconsistent li").count(), 0);
  await page.locator("header .saved").filter({ hasText: "已存于本机" }).waitFor();
  await page.reload();
  await page.locator(".table-field tbody tr").first().waitFor();
  assert.deepEqual(await marks(), before);
  assertNoErrors(page);
  await page.context().close();
});

test("one question after the other begins with what one is, never announces more, and leads on at its end", async () => {
  const page = await withAnswers(browser, { schema: 1, organisation: "新单位", facts: {} }, "#/ask/credit");
  const order = [];
  let announced = Infinity;
  for (let guard = 0; guard < 90 && (await page.locator(".walk").count()) > 0; guard += 1) {
    order.push(await asked(page));
    const left = Number((await page.locator("main .intro").innerText()).match(/最多还有 (\d+) 题/)[1]);
    assert.ok(left < announced, `${left} after ${announced}: ${order.at(-1)}`);
    announced = left;
    const choice = page.locator(".walk .seg label").first();
    if (guard % 3 === 0 && (await choice.count()) > 0) await choice.click();
    await page.locator("main .onward").getByRole("button", { name: /下一题|跳过/ }).click();
    await page.waitForFunction((last) => document.querySelector(".walk .label")?.innerText !== last, order.at(-1));
  }
  const place = (pattern) => order.findIndex((question) => pattern.test(question));
  assert.ok(place(/单位类型|哪类|什么单位|性质/) < place(/偷税|逃税/), order.join("\n"));
  // No dead end: what the application still needs, one obvious next step.
  const ahead = page.locator(".ahead");
  await says(ahead, /把申报材料填齐[\s\S]*还差 \d+ 项[\s\S]*准备证明材料[\s\S]*还差 \d+ 份[\s\S]*生成申请材料包/);
  await counted(page.locator("main .primary"), 1);
  await ahead.locator(".primary").click();
  await page.waitForFunction(() => /^#\/(assess\/credit|organisation)/.test(location.hash));
  assertNoErrors(page);
  await page.context().close();
});

test("what does not apply is an answer of its own: neither met nor failed, and it does not stand in the way", async () => {
  const disclosed = ["basics", "process", "income", "team", "experience", "knowledge", "other"];
  const facts = { "iii.registered": true, "iii.accepts_supervision": true };
  for (const group of disclosed) facts[`iii.disclosed.${group}`] = "yes";
  delete facts["iii.disclosed.knowledge"];
  const organisation = "贯标咨询机构";
  const page = await withAnswers(browser, { schema: 1, organisation, facts }, "#/assess/iii-consulting/disclosure");
  const question = page.locator("section.q", { has: page.getByRole("button", { name: /^条款/ }) }).filter({ has: page.locator(":is(input, select)") });
  const asked = question.filter({ hasText: "知识" }).first();
  const eligible = page.locator("aside.result .verdict .chip");
  const answer = async (option) => {
    if (await asked.locator("select").count()) await asked.locator("select").selectOption({ label: option });
    else await asked.locator(".seg label", { hasText: option }).click();
  };
  await says(asked.locator(":scope > .chip"), /未回答/);
  await says(eligible, /资格未定/);
  for (const [option, value, chip, outcome] of [
    ["未公开", "no", /不符合/, /资格不符合/],
    ["不适用（无此内容或属商业秘密）", "not_applicable", /^\S?\s*不适用/, /资格符合/],
  ]) {
    await answer(option);
    await eligible.filter({ hasText: outcome }).waitFor();
    await says(asked.locator(":scope > .chip"), chip, option);
    facts["iii.disclosed.knowledge"] = value;
    const report = assess("iii-consulting", { schema: 1, organisation, facts });
    assert.equal(report.eligible, value === "no" ? "false" : "true", "the command line says the same");
  }
  // In the report it has a place of its own.
  await open(page, "#/result/iii-consulting");
  await page.locator(".conditions .seg label", { hasText: /^不适用 1$/ }).click();
  const rows = page.locator(".conditions tbody tr:visible");
  await counted(rows, 1);
  await says(rows, /知识[\s\S]*不适用/);
  assertNoErrors(page);
  await page.context().close();
});

test("on a narrow screen the section at hand is in sight", async () => {
  const page = await at("#/assess/credit/caps_a", {}, { viewport: { width: 390, height: 844 } });
  const box = await page.locator("#sections [aria-current]").boundingBox();
  assert.ok(box.x >= 0 && box.x < 300, `it begins at ${box.x}`);
  await page.context().close();
});

test("pasted rows are known by their headings, however spelt and in whichever unit; what has no column is named", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "从表格软件粘贴" }).first().click();
  const dialog = page.locator("dialog[open]");
  const rows = "序号\t项目名称\t每年合同额(万元)\t用户\t开始日期：\n1\t平台\t80\t甲公司\t2024-01-01\n2\t机房\t1亿\t乙公司\t2025-01-01";
  await dialog.locator("textarea").fill(rows.replace("万元", "万美元"));
  await dialog.getByText("“每年合同额(万美元)”里的单位看不懂").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "加入表格" }).isDisabled());
  await dialog.locator("textarea").fill(rows);
  await dialog.getByText("读到 2 行").waitFor();
  await dialog.getByText("不会带入：序号。").waitFor();
  await dialog.getByText(/先空着：技术含量较高.*、结束日期。/).waitFor();
  await dialog.getByRole("button", { name: "加入表格" }).click();
  const typed = (row, column) => page.getByLabel(`第 ${row} 行 ${column}`).first();
  await typed(2, "用户（客户）").waitFor();
  const table = await Promise.all([1, 2].map((row) => Promise.all(["用户（客户）", "项目名称", "每年合同额", "开始日期"].map((column) => typed(row, column).inputValue()))));
  assert.deepEqual(table, [
    ["甲公司", "平台", "800,000", "2024-01-01"],
    ["乙公司", "机房", "100,000,000", "2025-01-01"],
  ]);
  assertNoErrors(page);
  await page.context().close();
});

test("people that only figures count can be pasted before the figures, which follow them", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/iii-consulting/people");
  const tables = page.locator(".table-field");
  await tables.nth(1).waitFor();
  await counted(tables, 2, "holders and consultants");
  const above = await tables.first().evaluate((table) => {
    const figure = [...document.querySelectorAll("section.q h2")].find((title) => title.textContent.includes("专职人数"));
    return Boolean(table.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  assert.ok(above);
  const figure = page.locator("section.q", { hasText: "专职人数" });
  await page.getByRole("button", { name: "从表格软件粘贴" }).nth(1).click();
  const dialog = page.locator("dialog[open]");
  const head = "姓名\t服务企业\t开始日期\t结束日期\t项目组主要成员\t现场工作天数\t企业已通过评定";
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
  const row = (client) => `吴示例\t${client}\t${year - 1}-12-01\t${year + 1}-01-31\t是\t37\t是`;
  await dialog.locator("textarea").fill([head, row("示例机械厂"), row("示例化工厂")].join("\n"));
  await dialog.getByText("读到 2 行").waitFor();
  await dialog.getByRole("button", { name: "加入表格" }).click();
  await figure.getByText(/(^|\D)1(\D|$)/).first().waitFor();
  assert.equal(await page.getByLabel("第 2 行 现场工作天数").first().inputValue(), "37");
  assertNoErrors(page);
  await page.context().close();
});

test("what several rule books ask is asked once, by each in its own words", async () => {
  const page = await at("#/assess/credit/form", { "org.staff": 97 });
  const staff = (text) => page.locator("section.q", { hasText: text }).locator("input").first();
  assert.equal(await staff("现有在册人员多少人？").inputValue(), "97");
  await staff("现有在册人员多少人？").fill("98");
  await open(page, "#/assess/bizsec/application");
  await page.locator("section.q", { hasText: "贵单位现有多少职工？" }).waitFor();
  assert.equal(await staff("贵单位现有多少职工？").inputValue(), "98");
  await open(page, "#/organisation");
  await page.locator("section.q", { hasText: "贵单位现有多少职工？" }).waitFor();
  assert.equal(await staff("贵单位现有多少职工？").inputValue(), "98");
  assertNoErrors(page);
  await page.context().close();
});
