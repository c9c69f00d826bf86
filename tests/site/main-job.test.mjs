// The main job, done as an applicant does it: answer, see the grade and what caps it, come back later, take the package.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, cli, download, launch, newContext, open, pageOn, python, saved, says } from "./harness.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const onTheDay = (options) => pageOn(browser, options);

/** The innermost question that has this text. */
const question = (page, text) => page.locator("section.q, .sub").filter({ hasText: text }).last();
const choose = async (page, text, option) => {
  await question(page, text).locator(".seg label").filter({ hasText: new RegExp(`^${option}$`) }).first().click();
};
const type = async (page, text, value) => {
  const field = question(page, text).locator("input[type=text], input:not([type])").first();
  await field.fill(value);
  await field.blur();
};

/** What each section of the credit rating asks, and what the made-up organisation answers. */
const sections = {
  eligibility_subject: async (page) => {
    await choose(page, "是否在中国境内依法登记注册", "是");
    await choose(page, "贵单位属于哪一类组织？", "企业");
    await question(page, "贵单位的主营业务是哪些？").getByLabel("技术研发设计").check();
    await choose(page, "贵单位是中国技术市场协会的会员吗？", "是");
    await choose(page, "是否参加过其他行业协会或商会的信用评价？", "否");
  },
  eligibility_operation: async (page) => {
    await type(page, "贵单位是哪一天成立的？", "2016-05-18");
    const years = question(page, "各会计年度的主营业务收入是多少？").locator("input");
    for (const [place, money] of ["1200万", "1.3亿", "14,000,000"].entries()) {
      await years.nth(place).fill(money);
      await years.nth(place).blur();
    }
    await choose(page, "是否在持续经营", "是");
  },
  scores: async (page) => {
    await type(page, "基础信用评价", "11");
    await type(page, "管理能力评价", "22");
    await type(page, "竞争能力评价", "16.5");
    await type(page, "财务实力评价", "16.5");
    await type(page, "社会信用记录", "26");
  },
  caps_b: async (page) => {
    await choose(page, "因恶意逃税被税务机关处罚过", "从未");
    await choose(page, "上年度工商年审的结果是哪一级？", "未评级");
    await choose(page, "上一年把补贴算进去", "否");
    await choose(page, "本年度是否已经可以判定扭亏无望？", "否");
    await choose(page, "因产品质量被有关部门处罚过", "从未");
    await choose(page, "法定代表人是否曾被判刑入狱？", "从未");
  },
  caps_a: async (page) => {
    await choose(page, "是否拖欠过职工工资", "从未");
    await choose(page, "逾期未还的贷款或利息", "从未");
    await choose(page, "因欺骗消费者被投诉", "从未");
    await choose(page, "法人治理结构是否存在较大缺陷？", "否");
  },
};

const verdict = (page) => page.locator(".verdict");

test("an organisation answers, sees AAA become B and why, comes back, and leaves with its package", async () => {
  const page = await onTheDay();
  await open(page, "#/organisation");
  await type(page, "贵单位的法定全称是什么？", "虚构科技有限公司");
  for (const [section, answer] of Object.entries(sections)) {
    await open(page, `#/assess/credit/${section}`);
    await answer(page);
  }
  await verdict(page).filter({ hasText: "AAA" }).waitFor();
  await says(verdict(page), /申报资格符合/);

  // A penalty of this year caps at B, and the page says why and until when.
  await open(page, "#/assess/credit/caps_b");
  await choose(page, "因产品质量被有关部门处罚过", "有，最近一次");
  await type(page, "因产品质量被有关部门处罚过", "2026-03-01");
  await verdict(page).filter({ hasText: /预测等级\s*B/ }).waitFor();
  const result = await page.locator("aside.result").innerText();
  for (const part of ["AAA", "第九条（一）4", "2027-03-02"]) assert.ok(result.includes(part), `${part} in: ${result}`);
  await saved(page);

  // Back after a reload: everything is there.
  await page.reload();
  await verdict(page).filter({ hasText: /预测等级\s*B/ }).waitFor();
  assert.equal(await question(page, "因产品质量被有关部门处罚过").locator("input[type=text]").first().inputValue(), "2026-03-01");
  await open(page, "#/assess/credit/scores");
  assert.equal(await question(page, "竞争能力评价").locator("input[type=text]").first().inputValue(), "16.5");

  // The package, read by programs that no one here wrote.
  await open(page, "#/package/credit");
  const zip = await download(page, () => page.locator("#make-package").click());
  const read = JSON.parse(
    execFileSync(python, ["-c", READ_PACKAGE, zip], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
  );
  assert.deepEqual(read.wrong, [], "hashes in the manifest");
  const application = read.word.find((file) => file.path.includes("科技服务行业企业信用评价申报书"));
  assert.ok(application, `the application is among ${read.word.map((file) => file.path)}`);
  assert.ok(application.text.includes("虚构科技有限公司"));
  assert.match(application.text, /B 级/);
  const words = readFileSync(new URL("../../content/credit/zh.toml", import.meta.url), "utf8");
  const report = JSON.parse(read.result);
  assert.deepEqual(report.grade, { worst: "B", best: "B" });
  for (const [kind, items] of [["condition", report.conditions], ["cap", report.caps]]) {
    for (const { id, clause } of items) {
      const title = words.split(`[${kind}."${id}"]`)[1]?.match(/title = "([^"]*)"/)?.[1];
      assert.ok(title && application.text.includes(title), `${id}: ${title}`);
      assert.ok(application.text.includes(clause), `${id}: ${clause}`);
    }
  }
  assert.ok(!/_{4,}/.test(application.text), "no blank fields");

  // The answers in the package assess to the same result on the command line.
  const folder = await mkdtemp(join(tmpdir(), "ziping-"));
  const answers = join(folder, "answers.json");
  await writeFile(answers, read.answers);
  const again = execFileSync(cli, ["assess", "--regime", "credit", "--as-of", "2026-11-21", "--format", "json", answers], {
    encoding: "utf8",
  });
  assert.deepEqual(JSON.parse(again), report);

  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

/** Opens a package with Python's zipfile and python-docx; checks every hash. */
const READ_PACKAGE = `
import hashlib, io, json, sys, zipfile, docx
archive = zipfile.ZipFile(sys.argv[1])
read = {name: archive.read(name) for name in archive.namelist()}
manifest = json.loads(read['清单.manifest.json'])
wrong = [f['path'] for f in manifest['files'] if hashlib.sha256(read[f['path']]).hexdigest() != f['sha256']]
wrong += sorted(set(read) - {f['path'] for f in manifest['files']} - {'清单.manifest.json'})
def words(document):
    for paragraph in document.paragraphs: yield paragraph.text
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells: yield cell.text
word = [{'path': n, 'text': chr(10).join(words(docx.Document(io.BytesIO(b))))} for n, b in read.items() if n.endswith('.docx')]
one = lambda end: next(b.decode() for n, b in read.items() if n.endswith(end))
print(json.dumps({'wrong': wrong, 'word': word, 'result': one('结果.json'), 'answers': one('.ziping.json')}))
`;

/** Bad answer files: what is wrong with each, and what the page must name. */
const bad = {
  "an unknown fact": [{ schema: 1, organisation: "x", facts: { "org.knid": "enterprise" } }, /org\.knid/],
  "a day that does not exist": [{ schema: 1, organisation: "x", facts: { "org.established": "2026-02-30" } }, /2026-02-30/],
  "a negative score": [{ schema: 1, organisation: "x", facts: { "credit.score.social": "-1" } }, /credit\.score\.social/],
  "a score above its maximum": [{ schema: 1, organisation: "x", facts: { "credit.score.social": "28.1" } }, /28\.1/],
  "broken JSON": ['{"schema": 1, "facts": {', /1/],
  "another schema": [{ schema: 2, organisation: "x", facts: {} }, /schema/],
};

test("bad answer files are refused with their place, and the answers on the page stay", async () => {
  const page = await onTheDay();
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await open(page, "#/assess/credit/caps_b");
  await verdict(page).filter({ hasText: "AA" }).waitFor();
  const before = await page.locator("aside.result").innerText();
  for (const [name, [content, named]] of Object.entries(bad)) {
    await open(page, "#/");
    const text = typeof content === "string" ? content : JSON.stringify(content, null, 1);
    await page.locator("#import").setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const problems = page.locator(".problems");
    await problems.waitFor();
    await says(problems, named, name);
    await says(problems, /第 \d+ 行|\d+:\d+/, `${name}: the place is named`);
    await says(problems, /怎么改：/, name);
    const words = (await problems.locator("p").allInnerTexts()).join("\n");
    assert.doesNotMatch(words, /[a-z]{2,} [a-z]{2,}/, `${name}: all of it is in the page's language`);
    await open(page, "#/assess/credit/caps_b");
    await verdict(page).waitFor();
    assert.equal(await page.locator("aside.result").innerText(), before, name);
  }
  assertNoErrors(page);
  await page.context().close();
});

test("a killed tab loses nothing that was typed", async () => {
  const context = await newContext(browser);
  const first = await context.newPage();
  const address = new URL("#/organisation", process.env.ZIPING_SITE).href;
  await first.goto(address);
  await first.locator("h1").first().waitFor();
  await type(first, "贵单位的法定全称是什么？", "留得住有限公司");
  await saved(first);
  // No warning, no unload handlers: the tab is gone.
  await first.close({ runBeforeUnload: false });
  const second = await context.newPage();
  await second.goto(address);
  await second.locator("h1").first().waitFor();
  assert.equal(await question(second, "贵单位的法定全称是什么？").locator("input").first().inputValue(), "留得住有限公司");
  await context.close();
});

test("the same in English", async () => {
  const page = await onTheDay();
  await open(page, "?lang=en#/");
  await page.getByRole("button", { name: /example/i }).first().click();
  await open(page, "?lang=en#/assess/credit/caps_b");
  await verdict(page).filter({ hasText: "AA" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const chinese = (await page.locator("main").innerText()).replace(/\(工商年审\)/g, "").replace(/第[一二三四五六七八九十]+条(（.）)?\d*/g, "").match(/[\u4e00-\u9fff]{4,}/g) ?? [];
  assert.deepEqual(chinese, [], "no Chinese sentence is left on the English page");
  await page.context().close();
});
