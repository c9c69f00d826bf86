// Rule books and settings: overlays from files, language and appearance, room in the browser, beginning anew; and the
// faults that may happen to what is kept.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertNoErrors, assertStayedHome, download, launch, newPage, open, python } from "./harness.mjs";
import { regimes } from "./pages.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const overlay = (name) => readFileSync(new URL(`../overlays/${name}.toml`, import.meta.url), "utf8");
const file = (name, text) => ({ name, mimeType: "application/toml", buffer: Buffer.from(text) });
const saved = (page) => page.locator("header [role=status]").filter({ hasText: "已存于本机" }).waitFor();
const section = (page, id) => page.locator(`section[aria-labelledby=${id}]`);
const loaded = (page) => section(page, "overlays").locator("ul.list > li");

/** A page of the example organisation, on its day, where the settings are. */
async function withExample(context) {
  const page = context ? Object.assign(await context.newPage(), { record: { errors: [], requests: [] } }) : await newPage(browser);
  await page.clock.setFixedTime(new Date("2026-11-21T10:00:00+08:00"));
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await page.getByText("已打开").waitFor();
  await saved(page);
  await settings(page);
  return page;
}

async function settings(page) {
  await open(page, "#/settings");
  await section(page, "erase").waitFor();
}

async function load(page, ...files) {
  await page.locator("#load-overlay").setInputFiles(files);
}

/** Loads the made-up credit indicators and waits until the rule book follows. */
async function withIndicators(page) {
  await load(page, file("indicators.toml", overlay("credit-indicators")));
  await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
}

/** What the store of saves holds under a key, changed by `change`; the key is forgotten when that gives nothing. */
async function inStore(page, key, change) {
  const held = await page.evaluate(
    (key) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open("ziping");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const get = opening.result.transaction("saves").objectStore("saves").get(key);
          get.onerror = () => fail(get.error);
          get.onsuccess = () => {
            opening.result.close();
            done(typeof get.result === "string" ? { text: get.result } : { bytes: [...get.result] });
          };
        };
      }),
    key,
  );
  const now = change(held.text ?? Uint8Array.from(held.bytes));
  await page.evaluate(
    ({ key, text, bytes }) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open("ziping");
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("saves", "readwrite");
          const store = transaction.objectStore("saves");
          if (text ?? bytes) store.put(text ?? Uint8Array.from(bytes), key);
          else store.delete(key);
          transaction.onerror = () => fail(transaction.error);
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    { key, text: typeof now === "string" ? now : undefined, bytes: now instanceof Uint8Array ? [...now] : undefined },
  );
}

test("the page says which rule books are in use, in which version, and where they come from", async () => {
  const page = await newPage(browser);
  await settings(page);
  const books = section(page, "books").locator("ul.books > li");
  assert.equal(await books.count(), regimes.length);
  const book = (regime) => books.filter({ has: page.locator(`h3 a[href='#/clauses/${regime}']`) });
  for (const regime of regimes) {
    assert.match(await book(regime).innerText(), /规则编码版本\s+\d+\.\d+\.\d+\s+来自\s+随本站发布/);
  }
  assert.match(await book("om").innerText(), /历史文件/);
  assert.match(await section(page, "books").innerText(), /本程序版本 \d+\.\d+\.\d+[\s\S]*已收录年份：[\d、–]*2026/);
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();
  assertNoErrors(page);
  assertStayedHome(page);
  await page.context().close();
});

test("an overlay is loaded, every page of its rule book says so, its questions are asked, and it is there again after a reload", async () => {
  const page = await withExample();
  await withIndicators(page);
  const entry = loaded(page).first();
  assert.match(await entry.innerText(), /虚构信用指标表[\s\S]*科技服务行业企业信用等级评价[\s\S]*1\.0\.0 \(made-up-credit\)[\s\S]*新增问题 6 个/);
  assert.match(await entry.innerText(), /受理单位\s+虚构省科技服务协会/);
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

  // The package says it too.
  await open(page, "#/package/credit");
  const zip = await download(page, () => page.locator("#make-package").click());
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
  const page = await withExample();
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

const broken = {
  "head.toml": [overlay("broken/head"), /没有这样一份规则|编号不合要求|格式版本不对/],
  "sum.toml": [overlay("broken/sum"), /各指标的分值之和与要素的满分不一致/],
  "not-toml.toml": [overlay("broken/not-toml"), /不是正确的 TOML 写法/],
  "gbk.toml": [Buffer.from([0x69, 0x64, 0x3d, 0xd6, 0xd0, 0xce, 0xc4]), /不是 UTF-8 编码/],
};

test("a bad overlay is refused with place, line and what to do, and nothing changes", async () => {
  const page = await withExample();
  for (const [name, [text, expected]] of Object.entries(broken)) {
    await load(page, file(name, text));
    const problems = page.locator("#overlay-problems").filter({ hasText: name });
    await problems.waitFor();
    const said = await problems.innerText();
    assert.match(said, expected, name);
    assert.match(said, /第 \d+ 行第 \d+ 个字/, name);
    assert.match(said, /\^/, `${name}: a caret under the place`);
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
  const page = await withExample();
  await load(page, file("indicators.toml", overlay("credit-indicators")), file("contact.toml", overlay("om-contact")));
  await loaded(page).nth(1).waitFor();
  await load(page, file("contact.toml", overlay("om-contact")));
  await page.getByText("“contact.toml”已经载入，内容完全一样").waitFor();
  await load(page, file("contact.toml", overlay("om-contact").replace('version = "1.0.0"', 'version = "1.1.0"')));
  await loaded(page).filter({ hasText: "1.1.0 (made-up-contact)" }).waitFor();
  assert.equal(await loaded(page).count(), 2);
  const path = await download(page, () => page.getByRole("button", { name: "下载“indicators.toml”" }).click());
  assert.equal(readFileSync(path, "utf8"), overlay("credit-indicators"), "the file as it was");
  assertNoErrors(page);
  await page.context().close();
});

test("two tabs: what one loads or removes the other follows", async () => {
  const context = await browser.newContext({ locale: "zh-CN" });
  const [first, second] = [await withExample(context), await withExample(context)];
  await withIndicators(first);
  await loaded(second).filter({ hasText: "虚构信用指标表" }).waitFor();
  await first.getByRole("button", { name: "移除“indicators.toml”" }).click();
  await section(second, "overlays").getByText("没有载入补充规则").waitFor();
  await context.close();
});

const faults = {
  "what was worked out is gone": ["applied", () => undefined],
  "what was worked out is damaged": [
    "applied",
    (bytes) => {
      bytes[1000] ^= 1;
      return bytes;
    },
  ],
  "what was worked out is of another build": [
    "applied",
    (bytes) => {
      bytes[20] ^= 1;
      return bytes;
    },
  ],
};

for (const [name, [key, change]] of Object.entries(faults)) {
  test(`${name}: the page starts, and the overlay is read anew`, async () => {
    const page = await withExample();
    await withIndicators(page);
    await saved(page);
    await inStore(page, key, change);
    await page.reload();
    await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
    assert.equal(await page.locator(".notice.bad").count(), 0);
    assertNoErrors(page);
    await page.context().close();
  });
}

test("an overlay that is damaged in the store is reported, kept and can be downloaded; the rule book of the site judges", async () => {
  const page = await withExample();
  await withIndicators(page);
  await saved(page);
  await inStore(page, "applied", () => undefined);
  await inStore(page, "workspace", (text) => text.replace("虚构指标表（测试用）", "改过的"));
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
  assert.match(await page.locator("#keeping").innerText(), /现在存不上/);
  assert.ok(await page.locator("#erase-all").isDisabled());
  await page.evaluate(() => (location.hash = "#/clauses/credit"));
  await page.locator(".notice.overlaid").waitFor();
  await page.context().close();
});

test("language and appearance are chosen here as in the header, and stay", async () => {
  const page = await newPage(browser);
  await settings(page);
  await page.locator("label:has(#theme-2)").click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  assert.match(await page.locator("footer").innerText(), /外观：深色/);
  await page.locator("footer button").click();
  assert.ok(await page.locator("#theme").isChecked(), "the footer's button moves the choice");
  await page.locator("label:has(#theme-1)").click();
  await page.locator("label:has(#language-1)").click();
  await page.getByRole("heading", { name: "Rule books and settings" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Rule books and settings" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
  assertNoErrors(page);
  await page.context().close();
});

test("the page says what is kept and how much room there is, and asks the browser to keep it", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    window.answer = false;
    StorageManager.prototype.estimate = async () => ({ usage: 12_345_678, quota: 2_000_000_000 });
    StorageManager.prototype.persisted = async () => window.answer;
    StorageManager.prototype.persist = async () => window.answer;
  });
  await open(page);
  await page.getByRole("button", { name: "载入示例单位" }).click();
  await open(page, "#/evidence");
  await page.locator("#add-licence").setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(12_000, "a") });
  await page.getByText("执照.pdf").first().waitFor();
  await settings(page);
  assert.match(await page.locator("#kept-here").innerText(), /单位 1 个（其中已归档 0 个），存下的状态 0 个，补充规则 0 份，附件 1 个共 12\.0 KB/);
  await page.locator("#room").filter({ hasText: "本站已用约 12.3 MB，还可用约 2.0 GB" }).waitFor();
  await page.locator("#keeping").filter({ hasText: "可能被浏览器清理" }).waitFor();
  await page.locator("#persist").click();
  await page.getByText("浏览器没有答应").waitFor();
  await page.evaluate(() => (window.answer = true));
  await page.locator("#persist").click();
  await page.locator("#keeping").filter({ hasText: "已答应长期保留" }).waitFor();
  await page.locator("#persist").waitFor({ state: "detached" });
  assertNoErrors(page);
  await page.context().close();
});

/** How much is kept in the databases: records of the stores, and the save's organisations. */
function kept(page) {
  return page.evaluate(async () => {
    const count = (database, store) =>
      new Promise((done) => {
        const opening = indexedDB.open(database);
        opening.onsuccess = () => {
          const all = opening.result.transaction(store).objectStore(store).getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result);
          };
        };
      });
    const files = await count("ziping-files", "files");
    const texts = (await count("ziping", "saves")).filter((value) => typeof value === "string");
    return { files: files.length, texts: texts.join("\n"), settings: Object.keys(localStorage).filter((key) => key.startsWith("ziping.")) };
  });
}

test("everything is erased after a back-up was offered and a word typed, and comes back as long as the page is open", async () => {
  const page = await withExample();
  await page.evaluate(() => localStorage.setItem("another.app", "stays"));
  await open(page, "#/evidence");
  await page.locator("#add-licence").setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer: Buffer.from("执照的内容") });
  await page.getByText("执照.pdf").first().waitFor();
  await settings(page);
  await withIndicators(page);
  await page.locator("label:has(#theme-2)").click();
  await saved(page);

  await page.locator("#erase-all").click();
  const dialog = page.locator("dialog[open]");
  assert.match(await dialog.innerText(), /单位 1 个，补充规则 1 份，附件 1 个共 15 B/);
  const backup = await download(page, () => dialog.locator("#erase-backup").click());
  assert.ok(readFileSync(backup).length > 1000);
  assert.ok(await dialog.locator("#erase-now").isDisabled(), "not without the word");
  await dialog.locator("#erase-word").fill("清除");
  await dialog.locator("#erase-now").click();
  const notice = page.locator(".notice").filter({ hasText: "全部数据已从浏览器中清除" });
  await notice.waitFor();
  await saved(page);
  const gone = await kept(page);
  assert.deepEqual([gone.files, gone.settings], [0, []]);
  assert.ok(!gone.texts.includes("示例科技有限公司"), "no answer is left in the database");
  assert.equal(await page.evaluate(() => localStorage.getItem("another.app")), "stays");
  await section(page, "overlays").getByText("没有载入补充规则").waitFor();

  await notice.getByRole("button").click();
  await loaded(page).filter({ hasText: "虚构信用指标表" }).waitFor();
  await open(page, "#/evidence");
  const path = await download(page, () => page.getByRole("button", { name: "下载 执照.pdf" }).click());
  assert.equal(readFileSync(path, "utf8"), "执照的内容");
  await saved(page);
  await page.reload();
  await page.getByText("执照.pdf").first().waitFor();
  assertNoErrors(page);
  await page.context().close();
});

test("what was erased is gone with the page", async () => {
  const page = await withExample();
  await page.locator("#erase-all").click();
  await page.locator("#erase-word").fill("清除");
  await page.keyboard.press("Enter");
  await page.locator(".notice").filter({ hasText: "全部数据已从浏览器中清除" }).waitFor();
  await saved(page);
  await page.reload();
  await section(page, "erase").waitFor();
  assert.equal(await page.locator(".notice").count(), 0);
  assert.ok(!(await kept(page)).texts.includes("示例科技有限公司"));
  assertNoErrors(page);
  await page.context().close();
});
