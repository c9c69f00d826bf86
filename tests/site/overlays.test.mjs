// Overlays from files: loaded, refused, followed by other tabs, and the faults that may happen to what is kept of them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, counted, download, launch, newContext, newPage, open, python, saved, says } from "./harness.mjs";
import { file, load, loaded, overlay, section, settings, withExample, withIndicators } from "./settings.mjs";
import { keptSaves, putSave } from "./stores.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A question of the operations rule book. */
const BORROWED = { zh: "贵单位的企业管理信息系统是否已经建成", en: "Have you built a sound enterprise management information system" };

test("a question that an overlay borrows from another rule book has its words, in both languages and after a reload", async () => {
  const page = await withExample(browser);
  const text = overlay("iets-levels").replace('engineers >= 20"', 'engineers >= 20 and om.mis_running"');
  await load(page, file("levels.toml", text));
  await loaded(page).filter({ hasText: "虚构分级条件" }).waitFor();
  const title = page.locator("section.q .sub > .label");
  for (const [other, words] of [["English", BORROWED.zh], ["中文", BORROWED.en], [null, BORROWED.zh]]) {
    await open(page, "#/assess/iets/aspects");
    await title.filter({ hasText: words }).waitFor();
    for (const label of await title.allInnerTexts()) assert.notEqual(label.trim(), "", "every question says what it asks");
    if (other) await page.getByRole("button", { name: other, exact: true }).click();
    else break;
    await page.locator(`html[lang^=${other === "English" ? "en" : "zh"}]`).waitFor();
  }
  await saved(page);
  await page.reload();
  await title.filter({ hasText: BORROWED.zh }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("beside a table of many lines an answer shows in the grade at once, and the ways follow it", async () => {
  const page = await withExample(browser);
  await load(page, file("forty.toml", readFileSync(new URL("../scores/forty.overlay.toml", import.meta.url), "utf8")));
  await loaded(page).first().waitFor();
  await open(page, "#/assess/credit/caps_b");
  // All of them, those folded up too.
  const ways = page.locator("aside.result section[aria-busy]");
  const found = page.locator("aside.result section[aria-busy=false] li").first();
  await found.waitFor();
  const before = await ways.textContent();
  const verdict = page.locator("aside.result .verdict");
  const grade = await verdict.innerText();
  const seen = await page.evaluateHandle(() => {
    const seen = [];
    const ways = document.querySelector("aside.result section[aria-busy]");
    const look = () => seen.push({ busy: ways.ariaBusy, ways: ways.textContent, verdict: document.querySelector("aside.result .verdict").innerText });
    new MutationObserver(look).observe(ways, { attributes: true, subtree: true, childList: true, characterData: true });
    return seen;
  });
  await page.locator("main .q").first().locator(".seg label").nth(3).click();
  await page.waitForFunction((seen) => seen.some(({ busy }) => busy === "true") && seen.at(-1).busy === "false", seen);
  const steps = await seen.jsonValue();
  assert.notEqual(steps[0].verdict, grade, "the grade does not wait for them");
  assert.deepEqual([steps[0].busy, steps[0].ways], ["true", before], "until then those of the last answer stand there");
  assert.notEqual(await ways.textContent(), before);
  // What was found in between is what a page that begins finds.
  const after = await ways.textContent();
  await saved(page);
  await page.reload();
  await found.waitFor();
  assert.equal(await ways.textContent(), after);
  assertNoErrors(page);
  await page.context().close();
});

test("an overlay is loaded, every page of its rule book says so, its questions are asked, and it is there again after a reload", async () => {
  const page = await withExample(browser);
  await withIndicators(page);
  const entry = loaded(page).first();
  await says(entry, /虚构信用指标表[\s\S]*科技服务行业企业信用等级评价[\s\S]*1\.0\.0 \(made-up-credit\)[\s\S]*新增问题 6 个/);
  await says(entry, /受理单位\s+虚构省科技服务协会/);
  await section(page, "books").getByText("加上补充规则《虚构信用指标表》1.0.0").waitFor();
  await saved(page);

  const notice = page.locator(".notice.overlaid").filter({ hasText: "《虚构信用指标表》1.0.0" });
  for (const kind of ["assess", "result", "clauses", "calendar", "package"]) {
    await open(page, `#/${kind}/credit`);
    await notice.waitFor();
    await open(page, `#/${kind}/om`);
    await page.locator("#main h1, #main h2").first().waitFor();
    await notice.waitFor({ state: "detached" });
  }

  // Its indicators stand where the element is asked, and count.
  await open(page, "#/assess/credit/scores");
  const premises = page.locator("section.q").filter({ hasText: "办公场所得几分" }).locator("input[type=text]").first();
  await premises.fill("2");
  await premises.blur();
  await saved(page);
  await page.reload();
  await notice.waitFor();
  assert.equal(await premises.inputValue(), "2", "there at once after a reload");

  // The package says it too; the form that the overlay names was not given, so the visitor is asked first.
  await open(page, "#/package/credit");
  await page.locator("#make-package").click();
  const zip = await download(page, () => page.locator("#make-anyway").click());
  const READ = "import json, sys, zipfile\nprint(json.dumps(json.loads(zipfile.ZipFile(sys.argv[1]).read('清单.manifest.json'))['overlays']))";
  assert.deepEqual(JSON.parse(execFileSync(python, ["-c", READ, zip], { encoding: "utf8" })), ["made-up-credit@1.0.0"]);
  await settings(page);
  await page.getByRole("button", { name: "移除“indicators.toml”" }).click();
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  await page.locator(".notice").filter({ hasText: "已移除补充规则“indicators.toml”" }).getByRole("button").click();
  await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
  await open(page, "#/assess/credit/scores");
  assert.equal(await premises.inputValue(), "2", "the answer came back with its question");
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("an answer to an overlay outlives its removal, a reload without it, and comes back with the file", async () => {
  const page = await withExample(browser);
  await withIndicators(page);
  await open(page, "#/assess/credit/scores");
  const premises = page.locator("section.q").filter({ hasText: "办公场所得几分" }).locator("input[type=text]").first();
  await premises.fill("1.5");
  await premises.blur();
  await settings(page);
  await page.getByRole("button", { name: "移除“indicators.toml”" }).click();
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  await saved(page);
  await page.reload();
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  await open(page, "#/assess/credit/scores");
  await page.locator("section.q").first().waitFor();
  assert.equal(await premises.count(), 0);
  await settings(page);
  await withIndicators(page);
  await open(page, "#/assess/credit/scores");
  assert.equal(await premises.inputValue(), "1.5");
  assertNoErrors(page);
  await page.context().close();
});

test("a cap that lowers the grade says so wherever it is named, in both languages, and never that it limits it", async () => {
  const page = await withExample(browser);
  await load(page, file("lowers.toml", overlay("credit-lowers")));
  await loaded(page).filter({ hasText: "虚构下调情形" }).waitFor();
  for (const [cap, says, limits] of [
    ["虚构的下调", "下调 1 级", /最高/],
    ["Made-up lowering cap", "lowers the grade by 1", /at most/],
  ]) {
    await open(page, "#/result/credit");
    const line = page.locator("ul.caps > li").filter({ hasText: cap });
    await line.waitFor();
    assert.ok((await line.innerText()).includes(says), await line.innerText());
    assert.doesNotMatch(await line.innerText(), limits);
    await open(page, "#/assess/credit");
    const beside = page.locator("aside li").filter({ hasText: cap });
    await beside.first().waitFor({ state: "attached" });
    assert.ok((await beside.first().textContent()).includes(says), await beside.first().textContent());
    assert.doesNotMatch(await beside.first().textContent(), limits);
    if (cap === "虚构的下调") {
      await page.getByRole("button", { name: "English", exact: true }).click();
      await page.locator("html[lang^=en]").waitFor();
    }
  }
  assertNoErrors(page);
  await page.context().close();
});

const question = (page, title) => page.locator("main section.q").filter({ has: page.getByRole("heading", { name: title }) });

test("an element that an overlay divides takes no figure of its own: it says where its points come from, and what was entered is kept", async () => {
  const page = await withExample(browser);
  await withIndicators(page);
  await open(page, "#/assess/credit/scores");
  const foundation = question(page, "基础信用评价");
  await foundation.getByText("得分由《虚构信用指标表》的指标相加，现为 0–12 / 12 分").waitFor();
  const fields = foundation.locator("input[type=text]");
  await counted(fields, 3, "its indicators, and no field of its own");
  assert.equal(await foundation.getByText("由本单位自己判断").count(), 0, "nothing is said of judging it oneself");
  await foundation.getByText("以前自己填的 10.5 / 12 分 没有用上，但还留着").waitFor();

  for (const [place, points] of ["2", "3–4", "5"].entries()) await fields.nth(place).fill(points);
  await foundation.getByText("现为 10–11 / 12 分").waitFor();
  await foundation.locator("h2 + .chip").filter({ hasText: "10–11 / 12 分" }).waitFor();
  await page.getByRole("navigation", { name: "章节" }).getByText("已答 6 项，共 8 项").waitFor({ state: "attached" });

  // What contradicts it leads here, and can be taken back.
  await fields.nth(1).fill("1");
  await foundation.getByText(/填写为 .*，按补充规则为 .*，以后者计/).waitFor();
  await page.getByRole("button", { name: "基础信用得分", exact: true }).click();
  await foundation.locator(":focus").waitFor();
  await foundation.getByRole("button", { name: "清除: 基础信用得分" }).click();
  await foundation.getByText("以前自己填的").waitFor({ state: "detached" });
  await counted(foundation.locator(":focus"), 1, "the focus stays in the question");
  await page.locator("header").getByRole("button", { name: "撤销" }).click();
  await foundation.getByText("以前自己填的").waitFor();

  await settings(page);
  await page.getByRole("button", { name: "移除“indicators.toml”" }).click();
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  await open(page, "#/assess/credit/scores");
  await fields.first().waitFor();
  await foundation.getByText("得分由《虚构信用指标表》").waitFor({ state: "detached" });
  assert.deepEqual(await fields.evaluateAll((fields) => fields.map((field) => field.value)), ["10.5"], "counts again");
  assertNoErrors(page);
  await page.context().close();
});

test("an aspect whose level an overlay judges takes no choice of its own: it says how each condition stands", async () => {
  const page = await withExample(browser);
  await load(page, file("levels.toml", overlay("iets-levels")));
  await loaded(page).filter({ hasText: "虚构分级条件" }).waitFor();
  await open(page, "#/assess/iets/aspects");
  const basic = question(page, "基本能力");
  await basic.getByText("等级按《虚构分级条件》的分级条件判断").waitFor();
  assert.equal(await basic.locator("select").count(), 0);
  const condition = (title) => basic.locator("li").filter({ hasText: title });
  await condition("工程师不少于 5 名").getByText("未回答").waitFor();
  await basic.locator("input[type=text]").first().fill("12");
  await condition("工程师不少于 5 名").getByText(/^✓ 符合$/).waitFor();
  await condition("工程师不少于 20 名").getByText("不符合").waitFor();
  await basic.locator("h2 + .chip").filter({ hasText: "IETS-3" }).waitFor();
  assertNoErrors(page);
  await page.context().close();
});

const broken = {
  "head.toml": [overlay("broken/head"), /没有“credti”这份规则[\s\S]*是不是想写“credit”？/],
  "sum.toml": [overlay("broken/sum"), /各指标的满分合计 11.5 分，要素的满分是 12 分[\s\S]*怎么改：改正某个 max/],
  "not-toml.toml": [overlay("broken/not-toml"), /从这里起不是合法的 TOML：/],
  "gbk.toml": [Buffer.from([0x69, 0x64, 0x3d, 0xd6, 0xd0, 0xce, 0xc4]), /id=中文[\s\S]*引号/],
};

test("a bad overlay is refused with place, line and what to do, and nothing changes", async () => {
  const page = await withExample(browser);
  for (const [name, [text, expected]] of Object.entries(broken)) {
    await load(page, file(name, text));
    const problems = page.locator("#overlay-problems").filter({ hasText: name });
    await problems.waitFor();
    const said = await problems.innerText();
    assert.match(said, expected, name);
    assert.match(said, /第 \d+ 行第 \d+ 个字/, name);
    assert.match(said, /\^/, `${name}: a caret under the place`);
    const words = (await problems.locator("p").allInnerTexts()).join("\n").replace(/“[^”]*”/g, "");
    assert.doesNotMatch(words, /[a-z]{2,} [a-z]{2,}/, `${name}: all of it is in the page's language`);
    assert.match(said, /什么都没有改变/);
  }
  await load(page, file("huge.toml", "#".repeat(256_001)));
  await page.getByText("“huge.toml”超过 256 KB").waitFor();
  // A good one beside a bad one is not taken either.
  await load(page, file("indicators.toml", overlay("credit-indicators")), file("sum.toml", overlay("broken/sum")));
  await page.locator("#overlay-problems").filter({ hasText: "sum.toml" }).waitFor();
  assert.equal(await loaded(page).count(), 0);
  await page.reload();
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  assert.equal(await page.locator(".notice.bad").count(), 0);
  assertNoErrors(page);
  await page.context().close();
});

test("several overlays at once; a file of the same name takes the place of the one before; the same twice changes nothing", async () => {
  const page = await withExample(browser);
  await load(page, file("indicators.toml", overlay("credit-indicators")), file("contact.toml", overlay("om-contact")));
  await loaded(page).nth(1).waitFor();
  await load(page, file("contact.toml", overlay("om-contact")));
  await page.getByText("“contact.toml”已经载入，内容完全一样").waitFor();
  await load(page, file("contact.toml", overlay("om-contact").replace('version = "1.0.0"', 'version = "1.1.0"')));
  await loaded(page).filter({ hasText: "1.1.0 (made-up-contact)" }).waitFor();
  await counted(loaded(page), 2);
  const path = await download(page, () => page.getByRole("button", { name: "下载“indicators.toml”" }).click());
  assert.equal(readFileSync(path, "utf8"), overlay("credit-indicators"), "the file as it was");
  assertNoErrors(page);
  await page.context().close();
});

test("two tabs: what one loads or removes the other follows", async () => {
  const context = await newContext(browser);
  const [first, second] = [await withExample(browser, context), await withExample(browser, context)];
  await withIndicators(first);
  await loaded(second).filter({ hasText: "虚构信用指标表" }).waitFor();
  await first.getByRole("button", { name: "移除“indicators.toml”" }).click();
  await section(second, "overlays").getByText("没有载入补充规则").waitFor();
  await context.close();
});

/** A save of bytes with one bit of one of them turned. */
const turned = (place) => ({ bytes }) => ({ bytes: bytes.map((byte, at) => (at === place ? byte ^ 1 : byte)) });

const faults = {
  "what was worked out is gone": () => undefined,
  "what was worked out is damaged": turned(1000),
  "what was worked out is of another build": turned(20),
};

for (const [name, change] of Object.entries(faults)) {
  test(`${name}: the page starts, and the overlay is read anew`, async () => {
    const page = await withExample(browser);
    await withIndicators(page);
    await saved(page);
    await putSave(page, "applied", change((await keptSaves(page)).get("applied")));
    await page.reload();
    await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
    assert.equal(await page.locator(".notice.bad").count(), 0);
    assertNoErrors(page);
    await page.context().close();
  });
}

test("an overlay that is damaged in the store is reported, kept and can be downloaded; the rule book of the site judges", async () => {
  const page = await withExample(browser);
  await withIndicators(page);
  await saved(page);
  await putSave(page, "applied");
  const { text } = (await keptSaves(page)).get("workspace");
  await putSave(page, "workspace", { text: text.replace("虚构指标表（测试用）", "改过的") });
  await page.reload();
  const notice = page.locator(".notice.bad").filter({ hasText: "有补充规则没有生效" });
  await notice.waitFor();
  const entry = loaded(page).filter({ hasText: "没有生效" });
  await entry.getByText("与载入时的内容不一致").waitFor();
  const path = await download(page, () => page.getByRole("button", { name: "下载“indicators.toml”" }).click());
  assert.ok(readFileSync(path, "utf8").includes("改过的"));
  await open(page, "#/assess/credit/scores");
  await notice.waitFor();
  await page.locator("section.q").first().waitFor();
  assert.equal(await page.getByText("办公场所得几分").count(), 0);
  await page.context().close();
});

test("a browser without a database: an overlay works as long as the page is open", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
  });
  await settings(page);
  await page.locator(".notice.bad").filter({ hasText: "不让本页保存数据" }).waitFor();
  await withIndicators(page);
  await says(page.locator("#keeping"), /现在存不上/);
  assert.ok(await page.locator("#erase-all").isDisabled());
  await page.evaluate(() => (location.hash = "#/clauses/credit"));
  await page.locator(".notice.overlaid").waitFor();
  await page.context().close();
});

test("points that an overlay's table works out: each line says value, row, points and next row, and answers move them", async () => {
  const page = await withExample(browser);
  await load(page, file("credit-table.toml", overlay("credit-table")));
  await loaded(page).filter({ hasText: "虚构财务打分表" }).waitFor();
  await open(page, "#/result/credit");
  const line = (title) => page.locator(".worked > li").filter({ has: page.locator("b", { hasText: title }) });
  await line("资产负债率").filter({ hasText: "还没有回答" }).waitFor();
  await says(line("营业收入增长率"), /3 \/ 5 分[\s\S]*落在“≥ 10%，< 20%”/);
  await says(line("财务制度"), /单位自行判断/);
  // What is open leads to its question.
  await line("资产负债率").getByRole("button", { name: "资产总额" }).click();
  const field = (label) => page.locator("section.q .sub").filter({ hasText: label }).locator("input[type=text]").first();
  for (const [label, amount] of [["资产总额是多少", "1000万"], ["负债总额是多少", "400万"]]) {
    await field(label).fill(amount);
    await field(label).blur();
  }
  await page.locator("section.q .sub").filter({ hasText: "财务制度和报表" }).locator(".seg label").filter({ hasText: "比较健全" }).click();
  await saved(page);
  await open(page, "#/result/credit");
  // On the threshold itself: 40 % is still the first row.
  await line("资产负债率").filter({ hasText: "6 / 6 分" }).waitFor();
  await says(line("资产负债率"), /40%，落在“≤ 40%”/);
  await says(line("财务制度"), /2\.5 \/ 4 分/);
  assertNoErrors(page);
  await page.context().close();
});
