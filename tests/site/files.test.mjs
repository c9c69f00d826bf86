// Text files as Chinese offices write them: read right in UTF-8, UTF-16 and GBK, or refused by name; never damaged.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, launch, newPage, open, saved } from "./harness.mjs";
import { keptSaves } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** 示例科技有限公司（甲） in GBK. */
const GBK = Buffer.from("cabec0fdbfc6bcbcd3d0cfdeb9abcbbea3a8bcd7a3a9", "hex");
const NAME = "示例科技有限公司（甲）";
const answers = `{"schema": 1, "organisation": "${NAME}", "facts": {}}`;

const gbk = (text) => Buffer.concat(text.split(NAME).flatMap((part, place) => (place > 0 ? [GBK, Buffer.from(part)] : [Buffer.from(part)])));
const utf16 = (text, big) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
};

async function file(name, bytes) {
  const path = join(await mkdtemp(join(tmpdir(), "ziping-files-")), name);
  await writeFile(path, bytes);
  return path;
}

for (const [encoding, bytes] of [
  ["UTF-8", Buffer.from(answers)],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${answers}`)],
  ["UTF-16", utf16(answers)],
  ["UTF-16, the other way round", utf16(answers, true)],
  ["GBK", gbk(answers)],
]) {
  test(`an answer file in ${encoding} is opened with its name`, async () => {
    const page = await newPage(browser);
    await open(page, "");
    await page.locator("#import").setInputFiles(await file("答案.ziping.json", bytes));
    await page.getByText("已打开").waitFor();
    await open(page, "#/organisation");
    assert.equal(await page.locator("#client-name").inputValue(), NAME);
    assertNoErrors(page);
    await page.context().close();
  });
}

for (const [what, bytes, said] of [
  ["Big5", Buffer.from("a578c657aceca7deaad1a5f7", "hex"), /Big5/],
  ["UTF-32", Buffer.from("fffe00007b000000", "hex"), /UTF-32/],
  ["a picture", Buffer.from("89504e470d0a1a0a0000000d", "hex"), /这是图片，不是文本/],
  ["a file that lost characters before", Buffer.from(answers.replace("示", "\ufffd")), /第 1 行有“�”/],
  ["a file that says so in JSON", Buffer.from(answers.replace("示", "\\ufffd")), /丢了字/],
]) {
  test(`${what} is refused by name, and nothing of it is kept`, async () => {
    const page = await newPage(browser);
    await open(page, "");
    await page.locator("#import").setInputFiles(await file("答案.ziping.json", bytes));
    await page.locator(".files").getByText(said).waitFor();
    assert.equal((await keptSaves(page)).get("workspace"), undefined);
    await page.context().close();
  });
}

test("a back-up that Windows has saved in GBK is restored with its names", async () => {
  const page = await newPage(browser);
  const save = { ziping: "workspace", schema: 2, at_hand: "x", clients: [{ id: "x", as_of: null, drafts: {}, answers }] };
  const backup = `{"ziping":"backup","schema":1,"written":"2026-11-21","workspace":\n${JSON.stringify(save)}\n}\n`;
  await open(page, "#/clients");
  await page.locator("#restore").setInputFiles(await file("备份.json", gbk(backup)));
  await page.locator("#restore-add").click();
  await page.locator("tbody").getByText(NAME).waitFor();
  await saved(page);
  assert.ok(!(await keptSaves(page)).get("workspace").text.includes("\ufffd"));
  await page.context().close();
});

test("a CSV file in GBK with everyday headings becomes rows, shown as they will be; totals stay out", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "从表格软件粘贴" }).first().click();
  // 客户名称,合同金额（万元）,开始时间 / the name,80,2024/3/1 0:00 / 合计,80,
  const head = Buffer.from("bfcdbba7c3fbb3c62cbacfcdacbdf0b6eea3a8cdf2d4aaa3a92cbfaacabccab1bce4", "hex");
  const csv = Buffer.concat([head, Buffer.from("\r\n"), GBK, Buffer.from(",80,2024/3/1 0:00\r\n"), Buffer.from("bacfbcc6", "hex"), Buffer.from(",80,\r\n")]);
  await page.locator("#paste-file").setInputFiles(await file("项目.csv", csv));
  const dialog = page.locator("dialog[open]");
  await dialog.getByText("读到 1 行").waitFor();
  await dialog.getByText("第 3 行“合计”（合计）").waitFor();
  const preview = dialog.locator(".paste-preview tbody tr");
  assert.deepEqual((await preview.locator("td").allInnerTexts()).map((text) => text.trim()), [NAME, "800,000", "2024-03-01"]);
  await dialog.getByRole("button", { name: "加入表格" }).click();
  assert.equal(await page.getByLabel("第 1 行 用户（客户）").first().inputValue(), NAME);
  assertNoErrors(page);
  await page.context().close();
});

test("one cell that cannot be read keeps no row back: it stays as it was pasted, with its unit, until it is corrected", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "从表格软件粘贴" }).first().click();
  const dialog = page.locator("dialog[open]");
  const paste = (rows) => dialog.locator("textarea").fill(["用户\t每年合同额（万元）\t开始日期", ...rows].join("\n"));
  await paste(["甲公司\t80\t2024-03-01", "乙公司\t待定\t2024-03-02", "丙公司\t90\t去年三月"]);
  await dialog.getByText("读不懂的 2 格会原样留在表里").waitFor();
  await dialog.getByRole("button", { name: "加入表格，2 格读不懂的留着改" }).click();
  const typed = (row, column) => page.getByLabel(`第 ${row} 行 ${column}`).first();
  const cells = () => Promise.all([1, 2, 3].map((row) => Promise.all(["每年合同额", "开始日期"].map((column) => typed(row, column).inputValue()))));
  assert.deepEqual(await cells(), [["800,000", "2024-03-01"], ["待定万元", "2024-03-02"], ["900,000", "去年三月"]]);
  // Undone, nothing of it stands in the way of a package, nor in a row that is added later.
  await typed(2, "每年合同额").fill("100万元");
  await typed(2, "每年合同额").blur();
  assert.equal(await typed(2, "每年合同额").inputValue(), "1,000,000");
  await page.locator("#undo").click();
  await page.locator("#undo").click();
  assert.equal(await typed(1, "开始日期").count(), 0);
  for (const row of [1, 2, 3]) {
    await page.getByRole("button", { name: "新增一行" }).first().click();
    await typed(row, "开始日期").waitFor();
  }
  assert.deepEqual(await cells(), [["", ""], ["", ""], ["", ""]]);

  await page.getByRole("button", { name: "从表格软件粘贴" }).first().click();
  await paste(["丁公司\t70\t明年"]);
  await dialog.getByRole("button", { name: "加入表格，1 格读不懂的留着改" }).click();
  await typed(4, "开始日期").waitFor();
  await saved(page);
  await page.reload();
  await typed(4, "开始日期").waitFor();
  assert.equal(await typed(4, "开始日期").inputValue(), "明年");
  assertNoErrors(page);
  await page.context().close();
});

test("strange headings are mapped by hand, and days that a spreadsheet counts are taken when one says so", async () => {
  const page = await newPage(browser);
  await open(page, "#/assess/om/projects");
  await page.getByRole("button", { name: "从表格软件粘贴" }).first().click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("textarea").fill("对方\t钱\t起\n\"智慧\"甲公司\t80\t45352\n乙公司\t1.5亿\t45353");
  await dialog.getByText("不会带入：对方、钱、起。").waitFor();
  await dialog.getByLabel("“对方”是表里的哪一列").selectOption({ label: "用户（客户）" });
  await dialog.getByLabel("“钱”是表里的哪一列").selectOption({ label: "每年合同额" });
  await dialog.getByLabel("“钱”的单位").selectOption({ label: "万元" });
  await dialog.getByLabel("“起”是表里的哪一列").selectOption({ label: "开始日期" });
  await dialog.getByRole("button", { name: "加入表格，2 格读不懂的留着改" }).waitFor();
  await dialog.getByRole("button", { name: "按日期序号读（45352 是 2024-03-01）" }).click();
  await dialog.getByRole("button", { name: "加入表格" }).click();
  const typed = (row, column) => page.getByLabel(`第 ${row} 行 ${column}`).first().inputValue();
  const rows = await Promise.all([1, 2].map((row) => Promise.all(["用户（客户）", "每年合同额", "开始日期"].map((column) => typed(row, column)))));
  assert.deepEqual(rows, [
    ["\"智慧\"甲公司", "800,000", "2024-03-01"],
    ["乙公司", "150,000,000", "2024-03-02"],
  ]);
  await page.context().close();
});
